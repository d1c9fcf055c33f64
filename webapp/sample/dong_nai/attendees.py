"""Who of both levels is to be at the meeting of 18 July: some answered, one was sent by another."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.notices.models import Meeting
from webapp.plans.models import Activity, Assignment
from webapp.sample.living import Event, at
from webapp.visits.attendee_models import COMES, LOWER, SENDS, UPPER
from webapp.visits.models import Visit
from webapp.visits.services import attendees

DAY = date(2024, 7, 18)
NAMED = (  # side, account, name, position, answer, what goes with it
    (UPPER, "lanhdao", "", "", "", ""),
    (UPPER, "", "Đỗ Hữu Mẫu", "Phó Trưởng Ban Tuyên giáo Tỉnh ủy", COMES, ""),
    (LOWER, "longkhanh", "", "", COMES, ""),
    (LOWER, "", "Trịnh Thị Mẫu", "Trưởng Ban Dân vận Thành ủy", SENDS, "Mai Văn Mẫu, Phó Ban"),
)


def events(plan_id: int, people: dict[str, User]) -> Iterator[Event]:
    """Yield the hour at which the planner writes down who comes."""
    yield at(date(2024, 7, 11), 16), 100, lambda: name(plan_id, people)


def name(plan_id: int, people: dict[str, User]) -> None:
    """Name them one by one, and write down what they said by telephone."""
    planner = people["kehoach"]
    visit = db.session.scalars(
        select(Visit)
        .join(Visit.meeting)
        .join(Visit.assignment)
        .join(Assignment.activity)
        .options(joinedload(Visit.organization))
        .where(
            Activity.plan_id == plan_id,
            Visit.cancelled_at.is_(None),
            Meeting.starts_at >= clock.at(DAY, 0),
            Meeting.starts_at < clock.at(DAY, 23, 59),
        )
    ).first()
    assert visit is not None
    for side, account, called, position, answer, more in NAMED:
        person = people.get(account)
        values = {
            "user_id": person.id if person else None,
            "name": person.full_name if person else called,
            "position": person.position if person else position,
        }
        row = attendees.add(visit, side, values, planner)
        if answer:
            given = {"answer": answer, "substitute": more, "reason": ""}
            attendees.answer(visit, row, given, planner)
