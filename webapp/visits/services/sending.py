"""Sending one person to each of many meetings at once, and telling many units that they are chosen.

What `choosing` and `team` do for one committee's month, for a month of the whole bloc. Nothing
here commits.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select, update

from webapp.accounts.models import OFFICE, User
from webapp.core import clock
from webapp.core.db import db
from webapp.notices.models import Meeting, Notice
from webapp.plans.models import Assignment
from webapp.visits.models import Attendance, Choice, ChoiceStep, TeamMember, Visit
from webapp.visits.services import choosing, dues

HEAD = "head"


@dataclass(frozen=True)
class Sending:
    """Who is to go to a meeting that has no visit yet."""

    meeting_id: int
    organization_id: int
    assignment_id: int
    user_id: int


def send(issuer_id: int, sendings: Iterable[Sending]) -> None:
    """Make a visit, with its one person, to each meeting."""
    wanted = list(sendings)
    visits = [
        Visit(
            issuer_id=issuer_id,
            organization_id=one.organization_id,
            assignment_id=one.assignment_id,
            meeting_id=one.meeting_id,
        )
        for one in wanted
    ]
    db.session.add_all(visits)
    db.session.flush()
    for visit, one in zip(visits, wanted, strict=True):
        db.session.add(Attendance(visit_id=visit.id))
        db.session.add(TeamMember(visit_id=visit.id, user_id=one.user_id, role=HEAD))
    db.session.flush()


def replace(people: Mapping[int, int]) -> None:
    """Let other people go, by visit: one alone goes to each, whoever went before does not."""
    if not people:
        return
    db.session.execute(delete(TeamMember).where(TeamMember.visit_id.in_(people)))
    db.session.execute(
        update(Visit)
        .where(Visit.id.in_(people))
        .values(cancelled_at=None, cancel_reason="", version=Visit.version + 1)
    )
    db.session.add_all(
        TeamMember(visit_id=visit_id, user_id=user_id, role=HEAD)
        for visit_id, user_id in people.items()
    )
    db.session.flush()


def take_back(visits: Iterable[Visit], reason: str) -> None:
    """Let nobody go: a visit on which nothing else hangs is removed, another is cancelled."""
    for visit in visits:
        db.session.execute(delete(TeamMember).where(TeamMember.visit_id == visit.id))
        if choosing.choice_of(visit.assignment_id) is None and not choosing.hangs_on(visit.id):
            choosing.remove(visit)
        else:
            dues.forget_visit(visit.id)
            visit.cancelled_at, visit.cancel_reason = clock.now(), reason
    db.session.flush()


def settle(assignments: Sequence[Assignment], who: User, dropped: Collection[int]) -> None:
    """Close the choice of many assignments: meetings get their answers, units see visits.

    *dropped* are the meetings to which nobody goes: what is neither chosen nor dropped is not
    decided, and gets no answer.
    """
    moment, ids = clock.now(), [one.id for one in assignments]
    closed = set(
        db.session.scalars(select(Choice.assignment_id).where(Choice.assignment_id.in_(ids)))
    )
    for one in assignments:
        if one.id in closed:
            continue
        db.session.add(
            Choice(
                issuer_id=one.issuer_id,
                organization_id=one.organization_id,
                assignment_id=one.id,
                closed_at=moment,
                closed_by_id=who.id,
            )
        )
        db.session.add(
            ChoiceStep(assignment_id=one.id, at=moment, user_id=who.id, action="closed", reason="")
        )
    notices = select(Notice.id).where(Notice.assignment_id.in_(ids))
    chosen = select(Visit.meeting_id).where(
        Visit.assignment_id.in_(ids), Visit.cancelled_at.is_(None)
    )
    for words, which in (
        (choosing.CHOSEN, Meeting.id.in_(chosen)),
        (choosing.NOT_CHOSEN, Meeting.id.in_(dropped) & Meeting.id.not_in(chosen)),
    ):
        db.session.execute(
            update(Meeting)
            .where(Meeting.notice_id.in_(notices), Meeting.cancelled_at.is_(None), which)
            .values(answer=words, answered_at=moment)
            .execution_options(synchronize_session=False)
        )
    db.session.flush()


def offices_of(organization_ids: Collection[int]) -> dict[int, list[int]]:
    """Return the ids of the people in the offices of organizations, by organization."""
    found: dict[int, list[int]] = {}
    for user in db.session.scalars(
        select(User).where(User.organization_id.in_(organization_ids), User.active)
    ):
        if user.is_any(OFFICE):
            found.setdefault(user.organization_id, []).append(user.id)
    return found
