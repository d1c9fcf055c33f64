"""What Party bodies and bodies of the Youth Union call the same things: one vocabulary for each.

Sources: Điều lệ Đảng (đảng viên, chi bộ, cấp ủy); Điều lệ Đoàn TNCS Hồ Chí Minh (đoàn viên, chi
đoàn, Ban Chấp hành).
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from webapp.rules.text import fold

_PLACE = re.compile(r"\{([A-Za-z_]+)\}")
_PARTY_BODIES = ("dang ", "chi bo ", "chi uy ", "tinh uy ", "thanh uy ", "huyen uy ")
_YOUTH_BODIES = ("doan ", "chi doan ", "lien chi doan ", "thanh doan ", "tinh doan ", "huyen doan ")


@dataclass(frozen=True)
class Terms:
    """A vocabulary. `terms("Tổng số {member}")` fills words in, "{Member}" with a capital."""

    member: str  # who belongs to the body
    committee: str  # the bodies that a plan reaches
    board: str  # who leads a body
    cell: str  # where meetings are held
    grassroots: str  # the bodies above cells
    body: str  # all of it, from the top to the cells
    group: str  # who goes to attend and supervise, together
    owners: str  # who does what a plan asks of those it reaches
    signs_for: str  # above a signature, for the board

    def __call__(self, text: str) -> str:
        return _PLACE.sub(lambda found: self.words.get(found[1], found[0]), text)

    @property
    def words(self) -> Mapping[str, str]:
        """Every word by its name, and with a capital by its name with one."""
        own: dict[str, str] = asdict(self)
        return own | {_capital(name): _capital(word) for name, word in own.items()}

    @property
    def has_probation(self) -> bool:
        """Whether new members are on probation (đảng viên dự bị)."""
        return self is PARTY


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


PARTY = Terms(
    member="đảng viên",
    committee="cấp ủy",
    board="cấp ủy",
    cell="chi bộ",
    grassroots="tổ chức cơ sở đảng",
    body="đảng bộ",
    group="tổ công tác",
    owners="cấp ủy, đơn vị",
    signs_for="T/M CẤP ỦY ĐƠN VỊ",
)
YOUTH = Terms(
    member="đoàn viên",
    committee="đơn vị",
    board="Ban Chấp hành",
    cell="chi đoàn",
    grassroots="đoàn cơ sở",
    body="đơn vị",
    group="đoàn giám sát",
    owners="đơn vị",
    signs_for="TM. BAN CHẤP HÀNH",
)
EVERY = (PARTY, YOUTH)


def of_issuer(style: str) -> Terms:
    """Return the vocabulary of an issuer by the house style of its papers."""
    return YOUTH if style == "youth" else PARTY


def of_body(name: str, style: str) -> Terms:
    """Return the vocabulary of a body: its name tells what it is, else its issuer does.

    A union may supervise Party cells, and a Party board may go to a union.
    """
    folded = fold(name) + " "
    if folded.startswith(_PARTY_BODIES):
        return PARTY
    return YOUTH if folded.startswith(_YOUTH_BODIES) else of_issuer(style)
