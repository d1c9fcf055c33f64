"""What every kind of standing text is made of, and the sentences that several papers share."""

from dataclasses import dataclass


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
    "Văn bản này thay thế văn bản {old} do lịch dự có thay đổi.",
    ("old",),
)
NO_VISITS = Text("Khi không dự buổi nào", "Trong tháng không bố trí dự buổi sinh hoạt nào.")
