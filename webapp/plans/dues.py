"""What the assignments of an issued plan make people owe, and from when."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import select

from webapp.core.db import db
from webapp.documents.models import Document
from webapp.milestones.models import Milestone
from webapp.milestones.services import Counting, counting_of, set_milestone
from webapp.organizations.models import Organization
from webapp.plans.models import PLAN, Assignment, Duty
from webapp.plans.round_models import Round
from webapp.rules.months import next_month

MONTH_ANCHORS = ("month", "month_before", "month_after")
# Owed from the day the plan is issued.
ASSIGNMENT_KINDS = ("notice", "choice", "self_report", "papers")


def first_issued_on(plan_id: int) -> date | None:
    """Return the day the plan first went out; None while it is a draft."""
    return db.session.scalars(
        select(Document.issued_on)
        .where(
            Document.kind == PLAN,
            Document.subject_kind == PLAN,
            Document.subject_id == plan_id,
            Document.issued_at.is_not(None),
        )
        .order_by(Document.issued_at)
        .limit(1)
    ).one_or_none()


def anchor_of(owed: Duty, assignment: Assignment, window: Round | None = None) -> date | None:
    """Return the day from which a duty of the assignment counts.

    Before its meetings are known, a month's first day stands for each of them. *window* is the
    activity's round, where it is one.
    """
    if same := day_of(owed, window):
        return same
    if owed.anchor == "fixed" or assignment.month is None:
        return None
    return month_anchor(owed.anchor, assignment.month)


def day_of(owed: Duty, window: Round | None) -> date | None:
    """Return the day from which a duty counts, where that is the same for all: fixed, or a round's.

    A window opens and closes on set days (46-KH/ĐTN, II.1).
    """
    if owed.anchor == "fixed":
        return owed.fixed_on
    days = {"round_start": window.opens_on, "round_end": window.closes_on} if window else {}
    return days.get(owed.anchor)


def papers_duty(duties: Iterable[Duty]) -> Duty | None:
    """Return the duty with which the required papers of an activity fall due, if any.

    Where none is of their own they go with the report (65-KH/ĐTN, II.5).
    """
    own = {one.kind: one for one in duties}
    return own.get("papers") or own.get("self_report")


def month_anchor(anchor: str, month: date) -> date:
    """Return the first day of the *month* (its first day), of the one before or the one after."""
    if anchor == "month_before":
        return (month - timedelta(days=1)).replace(day=1)
    if anchor == "month_after":
        return next_month(month)
    return month


def windows_of(activity_ids: Iterable[int]) -> dict[int, Round]:
    """Return the rounds among activities, by the activity's id."""
    rows = db.session.scalars(select(Round).where(Round.activity_id.in_(list(activity_ids))))
    return {one.activity_id: one for one in rows}


def set_assignment_milestones(
    assignments: Sequence[Assignment], plan_id: int, known_from: date | None = None
) -> None:
    """Set, move or drop what assignments of one issued plan make people owe.

    What was done stays as it was. *known_from* is the day people could first know: by default
    the day the plan went out. Of a plan that did not go out nothing is owed. Queries stay few
    where the assignments' organizations are loaded. Does not commit.
    """
    since = known_from or first_issued_on(plan_id)
    if since is None or not assignments:
        return
    counting = counting_of(assignments[0].issuer_id)
    activity_ids = {one.activity_id for one in assignments}
    duties, windows = _duties_of(activity_ids), windows_of(activity_ids)
    owed = _owed_for([one.id for one in assignments])
    for assignment in assignments:
        for kind in ASSIGNMENT_KINDS:
            found = owed.get((kind, assignment.id))
            wanted = duties.get((assignment.activity_id, kind))
            window = windows.get(assignment.activity_id)
            anchor = anchor_of(wanted, assignment, window) if wanted else None
            if found is not None and found.done_at is not None:
                continue
            if wanted is None or anchor is None:
                if found is not None:
                    db.session.delete(found)
            elif known_from is None and found and is_counted_alike(found, wanted, anchor):
                found.label, found.owner = _label(wanted, assignment), wanted.owner
            else:
                _set(assignment, plan_id, wanted, anchor, since, counting, owed)
    db.session.flush()


def is_counted_alike(found: Milestone, wanted: Duty, anchor: date) -> bool:
    """True where a milestone falls due as before, so that what was flagged in it stays."""
    return (found.rule, found.anchor_on) == (wanted.rule, anchor)


def _set(
    assignment: Assignment,
    plan_id: int,
    wanted: Duty,
    anchor: date,
    since: date,
    counting: Counting,
    owed: Mapping[tuple[str, int], Milestone],
) -> None:
    set_milestone(
        kind=wanted.kind,
        subject=("assignment", assignment.id),
        organization=db.session.get_one(Organization, assignment.organization_id),
        label=_label(wanted, assignment),
        owner=wanted.owner,
        rule=wanted.rule,
        anchor=anchor,
        plan_id=plan_id,
        known_from=since,
        counting=counting,
        among=owed,
    )


def _label(wanted: Duty, assignment: Assignment) -> str:
    """Return what is owed in words; what falls due outside its month names the month."""
    if assignment.month and wanted.anchor in ("month_before", "month_after"):
        return f"{wanted.label}, tháng {assignment.month:%m/%Y}"
    return wanted.label


def _duties_of(activity_ids: Iterable[int]) -> dict[tuple[int, str], Duty]:
    rows = db.session.scalars(select(Duty).where(Duty.activity_id.in_(activity_ids)))
    return {(one.activity_id, one.kind): one for one in rows}


def _owed_for(assignment_ids: Iterable[int]) -> dict[tuple[str, int], Milestone]:
    rows = db.session.scalars(
        select(Milestone).where(
            Milestone.subject_kind == "assignment",
            Milestone.subject_id.in_(assignment_ids),
            Milestone.kind.in_(ASSIGNMENT_KINDS),
        )
    )
    return {(one.kind, one.subject_id): one for one in rows}
