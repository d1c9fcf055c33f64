"""Two letters that went out on paper in July: one number stays open, one is against the days."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select

from webapp.accounts.models import User
from webapp.attending.kinds import RESULT_LETTER
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.register import recording
from webapp.organizations.models import Issuer, Organization
from webapp.sample.dong_nai.people import LEADER_NAME
from webapp.sample.living import Event, at

# (unit, day of the letter, what it is about); the second has the later number, the earlier day.
LETTERS = (
    ("Định Quán", date(2024, 7, 9), "kết quả dự sinh hoạt chi bộ ấp 2 xã Phú Lợi"),
    ("Xuân Lộc", date(2024, 7, 1), "kết quả dự sinh hoạt chi bộ ấp 1 xã Xuân Bắc"),
)


def events(people: dict[str, User]) -> Iterator[Event]:
    """Yield the hour at which the planner enters both letters."""
    yield at(date(2024, 7, 12), 16), 99, lambda: enter(people["kehoach"])


def enter(planner: User) -> None:
    """Enter both, two numbers after the last that the program gave."""
    issuer = db.session.get_one(Issuer, planner.issuer_id)
    symbol = RESULT_LETTER.symbol(issuer.code)
    given = select(func.max(Document.number)).where(
        Document.issuer_id == issuer.id, Document.symbol == symbol
    )
    number = (db.session.scalar(given) or 0) + 2
    for place, (short, day, summary) in enumerate(LETTERS):
        unit = db.session.scalars(
            select(Organization).where(
                Organization.issuer_id == issuer.id, Organization.short_name == short
            )
        ).one()
        entry = recording.Entry(
            RESULT_LETTER.key, number + place, day, summary, LEADER_NAME, unit, False, None
        )
        recording.record(entry, issuer, planner)
