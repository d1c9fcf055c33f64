"""The bloc gets another name in 2025, recorded ahead: its letterhead asks whether it follows."""

from datetime import date

from webapp.organizations import changes
from webapp.organizations.history import Decision
from webapp.rules.reorganizing import Names
from webapp.sample.ho_chi_minh.organizations import Bodies

ON = date(2025, 2, 1)
NAMES = Names("Đoàn các cơ quan Đảng Thành phố", "Đoàn các cơ quan Đảng")
DECISION = "Quyết định về việc đổi tên tổ chức Đoàn"


def record(bodies: Bodies) -> None:
    """Put the renaming on record. Commits."""
    changes.record(
        bodies.issuer.id,
        "renamed",
        Decision(ON, DECISION),
        changes.renaming(bodies.board.id, NAMES),
    )
