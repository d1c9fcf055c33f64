"""What a body that ended still owed is closed by a reason: who, when and why is kept and shown.

It is neither done nor owed then. A wrong closing is undone by a reason of its own; what it closed
is owed again, by its day. One way for whatever is due; a recommendation has a thread that says it.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from webapp.accounts.gate import rows
from webapp.accounts.models import OFFICE, PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.milestones import engine
from webapp.milestones.models import Closing, Milestone
from webapp.milestones.services import notify, people_of
from webapp.organizations.models import Organization

SHOWN = (
    joinedload(Closing.milestone),
    joinedload(Closing.organization),
    joinedload(Closing.closed_by),
    joinedload(Closing.reopened_by),
)


def close(
    due: Sequence[Milestone], unit: Organization, who: User, *, reason: str, agreed_by: str
) -> None:
    """Close what a unit that ended still owes; planners and its office are told. Does not commit.

    Raises `Refused` where the unit is still there, or something is no longer open.
    """
    if unit.is_there(clock.today()):
        raise Refused("Đơn vị còn hoạt động: việc chỉ xong khi đơn vị đã làm.")
    if any(not one.is_open or one.organization_id != unit.id for one in due):
        raise Refused("Có việc không còn mở. Hãy xem lại danh sách.")
    for one in due:
        engine.close(one)
        db.session.add(
            Closing(
                issuer_id=one.issuer_id,
                organization_id=unit.id,
                milestone_id=one.id,
                closed_at=clock.now(),
                closed_by_id=who.id,
                reason=reason,
                agreed_by=agreed_by,
            )
        )
    if due:
        _tell(unit, who, f"{len(due)} việc của {unit.name} được khép lại: {reason}")


def reopen(closing: Closing, who: User, *, reason: str) -> None:
    """Undo a closing: what it closed is owed again, by its day. Commits.

    *closing* comes with its milestone and organization. Raises `Refused` where it is not closed.
    """
    if closing.reopened_at is not None or closing.milestone.closed_at is None:
        raise Refused("Việc này không còn bị khép lại.")
    engine.open_again(closing.milestone)
    closing.reopened_at, closing.reopened_by_id = clock.now(), who.id
    closing.reopen_reason = reason
    unit = closing.organization
    _tell(unit, who, f"{closing.milestone.label} của {unit.name} được mở lại: {reason}")
    db.session.commit()


def closings() -> Select[Closing]:
    """Select what the signed-in person may see of all that was closed, the newest first."""
    return rows(Closing).options(*SHOWN).order_by(Closing.id.desc())


def closings_of(milestones: Iterable[Milestone]) -> Mapping[int, Closing]:
    """Return, by the number of what is closed, why it is: one query, none where nothing is."""
    closed = [one.id for one in milestones if one.closed_at is not None]
    if not closed:
        return {}
    found = db.session.scalars(
        select(Closing)
        .options(joinedload(Closing.closed_by))
        .where(Closing.milestone_id.in_(closed), Closing.reopened_at.is_(None))
    )
    return {one.milestone_id: one for one in found}


def _tell(unit: Organization, who: User, words: str) -> None:
    people = people_of(unit.issuer_id, PLANNER)
    offices = people_of(unit.issuer_id, OFFICE, organization=unit)
    notify({*people, *offices} - {who.id}, words)
