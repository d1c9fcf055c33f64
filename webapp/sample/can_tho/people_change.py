"""People come, go and err: a newcomer, a no-show noted wrongly, and a member who left in August."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts import passwords
from webapp.accounts.models import MEMBER, User
from webapp.administration.services import people as administration
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.models import MonthlyCalendar
from webapp.grassroots.services import reporting, undoing
from webapp.notices.models import Meeting
from webapp.plans.models import Assignment
from webapp.sample.can_tho.plan import YEAR
from webapp.sample.living import Event, at
from webapp.sample.people import PASSWORD
from webapp.visits.models import NoShow, Visit

NEWCOMER, NAME = "ct-bch13", "Kim Thiên Ngân Giang"
CAME_ON, MISTAKEN_ON = date(YEAR, 8, 10), date(YEAR, 8, 14)
LEAVER = "ct-bch12"  # goes to other work; the visits that were theirs wait for somebody


def events(people: dict[str, User]) -> Iterator[Event]:
    """Yield what changed among the people of the bloc in August, each at its hour."""
    board = people["ct-kehoach"]
    yield at(CAME_ON, 8), 0, partial(_come, board)
    yield at(MISTAKEN_ON, 15), 0, partial(_mistake, board)
    yield at(MISTAKEN_ON, 16), 0, partial(_leave, people[LEAVER].id)


def _come(board: User) -> None:
    """A new member of the executive committee, who serves from this day on."""
    person = User(
        issuer_id=board.issuer_id,
        organization_id=board.organization_id,
        username=NEWCOMER,
        full_name=NAME,
        position="Ủy viên Ban Chấp hành",
        roles=[MEMBER],
        posts=["executive_committee"],
        serves_from=CAME_ON,
        password_hash=passwords.hashed(PASSWORD),
        created_at=clock.now(),
    )
    db.session.add(person)
    db.session.commit()


def _leave(user_id: int) -> None:
    """Lock the account of who left, before anybody handed over what they held."""
    administration.deactivate(db.session.get_one(User, user_id))


def _mistake(planner: User) -> None:
    """Note a no-show of somebody who is to go later this month; it is undone at once."""
    visit = db.session.scalars(
        select(Visit)
        .join(Visit.meeting)
        .join(Visit.assignment)
        .join(MonthlyCalendar, MonthlyCalendar.activity_id == Assignment.activity_id)
        .options(
            joinedload(Visit.meeting), joinedload(Visit.organization), selectinload(Visit.team)
        )
        .where(Meeting.starts_at > clock.now(), Visit.cancelled_at.is_(None))
        .order_by(Meeting.starts_at, Visit.id)
        .limit(1)
    ).one()
    values = {"user_id": visit.team[0].user_id, "reason": "Đi công tác", "replacement_id": 0}
    reporting.note_no_show(visit, values, planner)
    row = db.session.scalars(select(NoShow).where(NoShow.visit_id == visit.id)).one()
    undoing.undo_no_show(visit, row, "Ghi nhầm sang buổi của đơn vị khác", planner)
