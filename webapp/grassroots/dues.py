"""What each month of visits makes the board owe: to assign and publish, and to report."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.signals import issued
from webapp.grassroots.models import MonthlyCalendar
from webapp.milestones.models import Milestone
from webapp.milestones.services import Counting, counting_of, set_milestone
from webapp.organizations.models import Organization
from webapp.plans.dues import first_issued_on, month_anchor
from webapp.plans.models import GRASSROOTS, PLAN, Activity, Assignment, Duty, Plan
from webapp.plans.signals import duty_changed

ABOUT = "monthly_calendar"  # the subject of a month's papers and milestones
CALENDAR, REPORT = "month_calendar", "month_report"


def months_of(activity_id: int) -> Sequence[date]:
    """Return the first days of the months in which units are assigned."""
    found = db.session.scalars(
        select(Assignment.month)
        .where(Assignment.activity_id == activity_id, Assignment.month.is_not(None))
        .distinct()
        .order_by(Assignment.month)
    )
    return [month for month in found if month]


def calendar_of(activity_id: int, month: date) -> MonthlyCalendar | None:
    """Return a month's calendar, once there is one."""
    return db.session.scalars(
        select(MonthlyCalendar).where(
            MonthlyCalendar.activity_id == activity_id, MonthlyCalendar.month == month
        )
    ).one_or_none()


def hold(activity: Activity, month: date) -> MonthlyCalendar:
    """Return a month's calendar, held until the transaction ends: one planner at a time.

    *activity* needs its plan.
    """
    db.session.execute(select(Activity.id).where(Activity.id == activity.id).with_for_update())
    found = calendar_of(activity.id, month)
    if found is None:
        found = _new(activity, activity.plan, month)
        db.session.flush()
        follow(activity.id)
    return found


def _new(activity: Activity, plan: Plan, month: date) -> MonthlyCalendar:
    row = MonthlyCalendar(
        issuer_id=plan.issuer_id,
        organization_id=plan.organization_id,
        activity_id=activity.id,
        month=month,
    )
    db.session.add(row)
    return row


@issued.connect
def plan_issued(document: Document) -> None:
    """Open the calendar of every month of an issued plan. Does not commit."""
    if document.kind != PLAN:
        return
    plan = db.session.get_one(Plan, document.subject_id)
    for activity in db.session.scalars(
        select(Activity).where(Activity.plan_id == plan.id, Activity.kind == GRASSROOTS)
    ).all():
        known = set(db.session.scalars(_months_opened(activity.id)))
        for month in months_of(activity.id):
            if month not in known:
                _new(activity, plan, month)
        db.session.flush()
        follow(activity.id)


def _months_opened(activity_id: int) -> Select[Any]:
    return select(MonthlyCalendar.month).where(MonthlyCalendar.activity_id == activity_id)


@duty_changed.connect
def follow(activity_id: int) -> None:
    """Set or move what each month of an activity makes the board owe. Does not commit.

    The month's assignment and its report count from a first day (46-KH/ĐTN, II.3).
    """
    calendars = db.session.scalars(
        select(MonthlyCalendar).where(MonthlyCalendar.activity_id == activity_id)
    ).all()
    activity = db.session.get_one(Activity, activity_id)
    since = first_issued_on(activity.plan_id)
    if not calendars or since is None:
        return
    duties = db.session.scalars(
        select(Duty).where(Duty.activity_id == activity_id, Duty.kind.in_((CALENDAR, REPORT)))
    ).all()
    known = {(one.kind, one.subject_id): one for one in _known([one.id for one in calendars])}
    counting = counting_of(calendars[0].issuer_id)
    board = db.session.get_one(Organization, calendars[0].organization_id)
    for calendar in calendars:
        for duty in duties:
            found = known.get((duty.kind, calendar.id))
            if found is None or found.done_at is None:
                _set(duty, calendar, board, activity.plan_id, since, counting, known)
    db.session.flush()


def _known(calendar_ids: Sequence[int]) -> Sequence[Milestone]:
    return db.session.scalars(
        select(Milestone).where(
            Milestone.subject_kind == ABOUT, Milestone.subject_id.in_(calendar_ids)
        )
    ).all()


def _set(
    duty: Duty,
    calendar: MonthlyCalendar,
    board: Organization,
    plan_id: int,
    since: date,
    counting: Counting,
    known: dict[tuple[str, int], Milestone],
) -> None:
    fixed = duty.fixed_on if duty.anchor == "fixed" else None
    set_milestone(
        kind=duty.kind,
        subject=(ABOUT, calendar.id),
        organization=board,
        label=f"{duty.label}, tháng {calendar.month:%m/%Y}",
        owner=duty.owner,
        rule=duty.rule,
        anchor=fixed or month_anchor(duty.anchor, calendar.month),
        plan_id=plan_id,
        known_from=since,
        counting=counting,
        among=known,
    )
