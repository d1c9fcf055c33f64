"""A real, empty installation: issuer, levels, highest body, board, rubric, first administrator."""

from dataclasses import dataclass
from datetime import date

from webapp.accounts import services as accounts
from webapp.accounts.models import ADMINISTRATOR, User
from webapp.administration.services.people import new_password
from webapp.core import clock
from webapp.core.db import db
from webapp.organizations.models import Issuer, Level, Organization
from webapp.rules.scoring import standard_rubric
from webapp.visits.models import Criterion, Rubric

# (name, must a plan reach each of these, do they hold meetings)
PARTY_LEVELS = (
    ("Tỉnh ủy", False, False),
    ("Cơ quan tham mưu, giúp việc", False, False),
    ("Cấp ủy trực thuộc tỉnh", True, False),
    ("Tổ chức cơ sở đảng", False, True),
    ("Đảng bộ bộ phận", False, True),
    ("Chi bộ", False, True),
)
YOUTH_LEVELS = (
    ("Tỉnh đoàn, thành đoàn", False, False),
    ("Cơ quan chuyên trách", False, False),
    ("Đoàn cấp huyện, đoàn khối", True, False),
    ("Đoàn cơ sở", False, True),
    ("Chi đoàn", False, True),
)


@dataclass(frozen=True)
class Installation:
    """What must be known to begin."""

    name: str
    superior_line: str
    own_line: str
    code: str
    place: str
    style: str
    highest: str
    board: str
    username: str
    full_name: str


def install(wanted: Installation) -> tuple[User, str]:
    """Fill an empty database, in one transaction; return the administrator and the password."""
    issuer = Issuer(
        name=wanted.name,
        superior_line=wanted.superior_line,
        own_line=wanted.own_line,
        code=wanted.code,
        place=wanted.place,
        style=wanted.style,
    )
    db.session.add(issuer)
    db.session.flush()
    levels = PARTY_LEVELS if wanted.style == "party" else YOUTH_LEVELS
    rows = [
        Level(
            issuer_id=issuer.id,
            position=position,
            name=name,
            is_planned=is_planned,
            holds_meetings=holds_meetings,
        )
        for position, (name, is_planned, holds_meetings) in enumerate(levels, 1)
    ]
    db.session.add_all(rows)
    db.session.flush()
    highest = _organization(wanted.highest, rows[0], None)
    board = _organization(wanted.board, rows[1], highest)
    add_standard_rubric(issuer)
    password = new_password()
    user = accounts.add_user(
        board, wanted.username, password, wanted.full_name, [ADMINISTRATOR], "Quản trị"
    )
    return user, password


def add_standard_rubric(issuer: Issuer, valid_from: date | None = None) -> None:
    """Give an issuer the standard criteria, valid from a day or today (R8). Does not commit."""
    pairs = [(group, one) for group in standard_rubric().groups for one in group.criteria]
    rubric = Rubric(
        issuer_id=issuer.id,
        name="Tiêu chí chất lượng sinh hoạt chi bộ",
        valid_from=valid_from or clock.today(),
    )
    rubric.criteria = [
        Criterion(
            position=position,
            group_title=group.title,
            title=one.title,
            points=one.points,
            is_conditional=one.conditional,
        )
        for position, (group, one) in enumerate(pairs, 1)
    ]
    db.session.add(rubric)


def _organization(name: str, level: Level, parent: Organization | None) -> Organization:
    row = Organization(
        issuer_id=level.issuer_id,
        level_id=level.id,
        name=name,
        parent_id=parent.id if parent else None,
    )
    db.session.add(row)
    db.session.flush()
    row.path = f"{parent.path if parent else '/'}{row.id}/"
    return row
