"""What a chosen meeting makes due, and how that moves when the meeting moves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import exists, or_, select

from webapp.core import clock
from webapp.core.db import db
from webapp.milestones import engine
from webapp.milestones.items import DueItem, Subject
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization
from webapp.plans.kinds import DUTIES, keys_where, of_visits
from webapp.plans.models import Activity, Assignment, Duty
from webapp.plans.round_models import Round
from webapp.plans.services.dues import common_facts, item_of, windows_of
from webapp.rules.months import first_day
from webapp.visits.kinds import ANNOUNCEMENT_DUE
from webapp.visits.models import Choice, TeamMember, Visit
from webapp.visits.papers import in_force as papers
from webapp.visits.queries import changes

ABOUT = "visit"


def follow_duties(activity_id: int) -> None:
    """Move what chosen meetings make due after a duty or a round changed. Does not commit."""
    known = select(Assignment).where(
        Assignment.activity_id == activity_id,
        or_(
            exists().where(Choice.assignment_id == Assignment.id),
            exists().where(
                Activity.id == activity_id,
                Activity.kind.in_(keys_where(lambda kind: kind.has_window)),
            ),
        ),
    )
    for assignment in db.session.scalars(known).all():
        set_for(assignment)


def set_for(assignment: Assignment) -> None:
    """Set, or move, what every chosen meeting of *assignment* makes due.

    What a cancelled one asked for is forgotten. A round is announced as a whole, so its
    assignments have no announcement of their own; before it its units have nothing due yet.
    Does not commit.
    """
    activity = db.session.get_one(Activity, assignment.activity_id)
    duties = _duties(activity.id)
    window = windows_of([activity.id]).get(activity.id)
    is_notified = window is None or _is_notified(assignment.id)
    visits = _visits(assignment)
    kinds = [one.milestone for one in of_visits()]
    ids = [visit.id for visit, _, _ in visits]
    batch = engine.batch_of(assignment.issuer_id, kinds, ABOUT, ids)
    for visit, meeting, where in visits:
        for kind in of_visits():
            duty, subject = duties.get(kind.key), (ABOUT, visit.id)
            is_early = duty is not None and duty.owner == "unit" and not is_notified
            is_past = visit.held_at is not None and kind.ends_when_held
            if visit.cancelled_at or duty is None or is_early or is_past:
                engine.drop(kind.milestone, subject, batch)
                continue
            day = clock.local(meeting.starts_at).date()
            item = _item(duty, subject, where, day, assignment, window)
            head = _head_of(visit.id) if kind.is_by_head else None
            engine.set_due(replace(item, user_id=head), batch)
    if window is None:
        _set_announcement(assignment)


def _visits(assignment: Assignment) -> Sequence[tuple[Visit, Meeting, Organization]]:
    rows = db.session.execute(
        select(Visit, Meeting, Organization)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .join(Organization, Organization.id == Visit.organization_id)
        .where(Visit.assignment_id == assignment.id)
        .order_by(Meeting.starts_at)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def forget(assignment: Assignment) -> None:
    """Forget what is due until the choice is closed again, but for visits that have begun: these
    are not chosen anew. Does not commit."""
    engine.drop(ANNOUNCEMENT_DUE, (papers.ABOUT, assignment.id))
    coming = select(Visit.id).join(Visit.meeting).where(Meeting.starts_at > clock.now())
    for visit_id in db.session.scalars(coming.where(Visit.assignment_id == assignment.id)):
        forget_visit(visit_id)


def forget_visit(visit_id: int) -> None:
    """Forget what is still due about one visit. Does not commit."""
    for kind in of_visits():
        engine.drop(kind.milestone, (ABOUT, visit_id))


def _set_announcement(assignment: Assignment) -> None:
    item = _announcement(assignment)
    if item is not None:
        engine.set_due(item)
    # That every meeting of an announced month was cancelled must be announced as well.
    elif not (papers.to_repeat([assignment.id]) or papers.is_announced(assignment.id)):
        engine.drop(ANNOUNCEMENT_DUE, (papers.ABOUT, assignment.id))


def announce_again(assignment: Assignment) -> None:
    """Make announcing due again where the papers in force do not tell all there is now.

    Where they do, or nothing is left that could be announced, it no longer is: what was announced
    before stays done. Does not commit.
    """
    if _is_to_announce(assignment):
        item = _announcement(assignment)
        if item is not None:
            engine.require_again(item)
        else:
            engine.repeat(ANNOUNCEMENT_DUE, (papers.ABOUT, assignment.id))
    else:
        engine.drop_again(ANNOUNCEMENT_DUE, (papers.ABOUT, assignment.id))


def settle_announcement(visit: Visit) -> None:
    """Forget that announcing is due again once nothing lies ahead of it. Does not commit.

    A meeting that was held is not announced any more.
    """
    assignment = db.session.get_one(Assignment, visit.assignment_id)
    if not _is_to_announce(assignment):
        engine.drop_again(ANNOUNCEMENT_DUE, (papers.ABOUT, assignment.id))


def _is_to_announce(assignment: Assignment) -> bool:
    if papers.is_announced(assignment.id):
        return bool(changes.since_announced(assignment))
    return any(
        visit.held_at is None and visit.cancelled_at is None for visit, _, _ in _visits(assignment)
    )


def _announcement(assignment: Assignment) -> DueItem | None:
    """Return what announcing a month is due by; None where nobody has to or nothing is left.

    It counts from the first meeting; of what changed since it was announced, from the first such.
    """
    duty = _duties(assignment.activity_id).get(ANNOUNCEMENT_DUE.key)
    days = [
        clock.local(meeting.starts_at).date()
        for visit, meeting, _ in _visits(assignment)
        if not visit.cancelled_at
    ]
    if duty is None or not days:
        return None
    differing = [one.now or one.before for one in changes.since_announced(assignment)]
    changed = [visit.day for visit in differing if visit and visit.day]
    day = min(changed, default=_first_ahead(days, assignment))
    where = db.session.get_one(Organization, assignment.organization_id)
    return _item(duty, (papers.ABOUT, assignment.id), where, day, assignment)


def _first_ahead(days: Sequence[date], assignment: Assignment) -> date:
    """Return the first meeting; of a month that is announced anew, the first not yet held."""
    if papers.to_repeat([assignment.id]):
        return next((day for day in days if day >= clock.today()), days[0])
    return days[0]


def _item(
    duty: Duty,
    subject: Subject,
    where: Organization,
    meeting_day: date,
    assignment: Assignment,
    window: Round | None = None,
) -> DueItem:
    is_of_visit = subject[0] == ABOUT
    # What one visit makes due goes by its own month, wherever it was moved; the list has its own.
    month = first_day(meeting_day) if is_of_visit and assignment.month else assignment.month
    facts = replace(common_facts(duty, window), day=meeting_day, month=month)
    activity = db.session.get_one(Activity, assignment.activity_id)
    return item_of(duty, subject, where, facts, clock.today(), activity.plan_id)


def _is_notified(assignment_id: int) -> bool:
    return bool(db.session.scalar(select(exists().where(Choice.assignment_id == assignment_id))))


def _head_of(visit_id: int) -> int | None:
    return db.session.scalars(
        select(TeamMember.user_id).where(TeamMember.visit_id == visit_id, TeamMember.role == "head")
    ).one_or_none()


def _duties(activity_id: int) -> dict[str, Duty]:
    rows = db.session.scalars(select(Duty).where(Duty.activity_id == activity_id))
    return {duty.kind: duty for duty in rows if duty.kind in DUTIES}
