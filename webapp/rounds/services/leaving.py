"""The seats of a person who leaves, in the teams of rounds that are not over."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm.attributes import flag_modified

from webapp.accounts.holdings import HoldingKind, Taking
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.plans.models import Activity, Assignment
from webapp.plans.round_models import SEAT_ROLES, Round, Seat
from webapp.plans.signals import round_changed
from webapp.visits.models import Visit


def _seats(whose: ColumnElement[bool]) -> Select[Any]:
    """Seats in rounds that are to come, go on, or have a session that is not completed."""
    open_session = exists().where(
        Assignment.activity_id == Seat.activity_id,
        Visit.assignment_id == Assignment.id,
        Visit.held_at.is_(None),
        Visit.cancelled_at.is_(None),
    )
    return (
        select(Seat.id)
        .join(User, User.id == Seat.user_id)
        .join(Round, Round.activity_id == Seat.activity_id)
        .where(whose, or_(Round.closes_on >= clock.today(), open_session))
    )


def _told(ids: Select[Any]) -> Iterable[tuple[int, int, str, str]]:
    rows = db.session.execute(
        select(Seat.id, Seat.user_id, Seat.role, Activity.title, Activity.id.label("activity_id"))
        .join(Activity, Activity.id == Seat.activity_id)
        .where(Seat.id.in_(ids))
        .order_by(Activity.id, Seat.position, Seat.id)
    )
    for row in rows:
        what = f"{row.title} ({SEAT_ROLES[row.role].lower()})"
        yield row.id, row.user_id or 0, what, f"/rounds/{row.activity_id}"


def _take(taking: Taking) -> None:
    """Let another sit there: sessions not held yet get their people from it, and are told."""
    seats = db.session.scalars(select(Seat).where(Seat.id.in_(taking.ids)).order_by(Seat.id)).all()
    for seat in seats:
        seat.user_id = taking.heir.id
        if seat.title == taking.person.position:
            seat.title = taking.heir.position
        flag_modified(seat, "user_id")
    db.session.flush()
    for activity_id in dict.fromkeys(seat.activity_id for seat in seats):
        round_changed.send(activity_id)


HOLDINGS = (HoldingKind("seat", "Vị trí trong đoàn giám sát", _seats, _told, _take),)
