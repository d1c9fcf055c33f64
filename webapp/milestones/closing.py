"""What nobody can do any more is closed by a reason: who, when and why is kept and shown.

A body ended, a month passed without a meeting, a round without a session. It is neither done nor
owed then. A wrong closing is undone by a reason of its own; what it closed
is owed again, by its day. One way for whatever is due; a recommendation has a thread that says it.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from webapp.accounts.gate import rows
from webapp.accounts.models import OFFICE, PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.lists import Narrowed, grouped
from webapp.core.refusals import Refused
from webapp.milestones import engine
from webapp.milestones.kinds import MILESTONES
from webapp.milestones.models import Closing, Milestone
from webapp.milestones.services import can_still_be_done, notify, people_of
from webapp.organizations.models import Organization, still_there
from webapp.rules.text import search_words

SHOWN = (
    joinedload(Closing.milestone),
    joinedload(Closing.organization),
    joinedload(Closing.closed_by),
    joinedload(Closing.reopened_by),
)


def close(due: Sequence[Milestone], who: User, *, reason: str, agreed_by: str) -> None:
    """Close what nobody does any more; who owed it and the planners are told. Does not commit.

    *due* comes with its organizations. Raises `Refused` where something is no longer open, or can
    still be done in time by a unit that is there.
    """
    if any(not one.is_open for one in due):
        raise Refused("Có việc không còn mở. Hãy xem lại danh sách.")
    if any(one.days_left >= 0 and one.organization.is_there(clock.today()) for one in due):
        raise Refused("Có việc chưa quá hạn. Việc chưa quá hạn thì chưa khép lại được.")
    for one in due:
        engine.close(one)
        db.session.add(
            Closing(
                issuer_id=one.issuer_id,
                organization_id=one.organization_id,
                milestone_id=one.id,
                closed_at=clock.now(),
                closed_by_id=who.id,
                reason=reason,
                agreed_by=agreed_by,
            )
        )
    _tell(due, who, f"được khép lại: {reason}")


def reopen(closing: Closing, who: User, *, reason: str) -> None:
    """Undo a closing: what it closed is owed again, by its day. Commits.

    *closing* comes with its milestone and organization. Raises `Refused` where it is not closed.
    """
    if closing.reopened_at is not None or closing.milestone.closed_at is None:
        raise Refused("Việc này không còn bị khép lại.")
    engine.open_again(closing.milestone)
    closing.reopened_at, closing.reopened_by_id = clock.now(), who.id
    closing.reopen_reason = reason
    _tell([closing.milestone], who, f"được mở lại: {reason}")
    db.session.commit()


def overdue(narrowed: Narrowed) -> Select[Milestone]:
    """Select what the signed-in person may see of what is past its day, the longest past first.

    Not what units that ended left behind, which is handed over, nor what has a thread of its own.
    """
    words = search_words(narrowed.sought)
    kinds = [one.key for one in MILESTONES if not one.has_thread]
    return (
        rows(Milestone)
        .join(Milestone.organization)
        .options(contains_eager(Milestone.organization))
        .where(
            Milestone.is_open,
            can_still_be_done(),
            Milestone.due_at < clock.at(clock.today()),
            Milestone.kind.in_([narrowed.show] if narrowed.show else kinds),
            or_(Milestone.owner != "unit", still_there(clock.today())),
            *(Organization.search_key.contains(word, autoescape=True) for word in words),
        )
        .order_by(Milestone.due_at, Milestone.id)
    )


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


def _tell(due: Sequence[Milestone], who: User, what: str) -> None:
    """Tell each who owed some of it of just that, and the planners of all."""
    planners = {one for held in due[:1] for one in people_of(held.issuer_id, PLANNER)}
    by_debtor = grouped(due, lambda one: (one.owner, one.user_id, one.organization))
    of_each: dict[int, list[Milestone]] = {}
    for (owner, user_id, unit), held in by_debtor.items():
        for debtor in _debtors(owner, user_id, unit) - planners:
            of_each.setdefault(debtor, []).extend(held)
    for person, theirs in {**of_each, **{one: list(due) for one in planners}}.items():
        if person != who.id:
            notify([person], f"{_named(theirs)} {what}")


def _debtors(owner: str, user_id: int | None, unit: Organization) -> set[int]:
    if owner == "unit":
        return {*people_of(unit.issuer_id, OFFICE, organization=unit)}
    return {user_id} if user_id is not None else {*people_of(unit.issuer_id, owner)}


def _named(due: Sequence[Milestone]) -> str:
    """Name what is due where it is one thing, else whose it is where it is of one unit."""
    units = {one.organization.name for one in due}
    if len(due) == 1:
        return f"{due[0].label} của {due[0].organization.name}"
    return f"{len(due)} việc" + (f" của {units.pop()}" if len(units) == 1 else "")
