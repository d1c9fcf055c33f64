"""What every kind of standing text is made of, and the sentences that several papers share."""

from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """What stands for a word in a text until it is filled: what it means, and an example."""

    meaning: str
    example: str


@dataclass(frozen=True)
class Text:
    """One sentence, heading or list: what it is, how it reads, which places may be in it."""

    label: str
    default: str
    places: tuple[str, ...] = ()


SIGNING = {
    "authority": Text("Quyền hạn ký", "{authority}", ("authority",)),
    "position": Text("Chức vụ người ký", "{position}", ("position",)),
    "signatory": Text("Người ký", "{signatory}", ("signatory",)),
}
BASES = Text("Căn cứ", "Thực hiện Kế hoạch số {plan} về {plan_title}", ("plan", "plan_title"))
REPLACES = Text(
    "Khi thay thế văn bản cũ",
    "Văn bản này thay thế văn bản {old} do {why}.",
    ("old", "why"),
)
REPLACED = "replaced"  # the part of the sentence below, in every kind that has it
IN_PLACE_OF = Text(
    "Khi thay thế văn bản đã ban hành",
    "{paper} này thay thế {old_paper}.",
    ("paper", "old_paper"),
)
PASSED = Text(
    "Khi thay thế mà đã có buổi diễn ra",
    "Các buổi đã diễn ra không nêu lại trong văn bản này.",
)
NO_VISITS = Text("Khi không dự buổi nào", "Trong tháng không bố trí dự buổi sinh hoạt nào.")
NO_MORE_VISITS = Text(
    "Khi không còn buổi nào sắp tới", "Trong tháng không còn bố trí dự buổi sinh hoạt nào."
)
