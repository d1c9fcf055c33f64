"""What each month of visits makes due from the board: to assign and publish, and to report."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from webapp.core.db import db
from webapp.documents.models import Document
from webapp.grassroots.kinds import GRASSROOTS, MILESTONE_KINDS
from webapp.grassroots.models import MonthlyCalendar
from webapp.milestones import engine
from webapp.organizations.models import Organization
from webapp.plans.models import PLAN, Activity, Assignment, Duty, Plan
from webapp.plans.services.dues import common_facts, first_issued_on, item_of

ABOUT = "monthly_calendar"  # the subject of a month's papers and milestones


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


def lock_calendar(activity: Activity, month: date) -> MonthlyCalendar:
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


def plan_issued(document: Document) -> None:
    """Open the calendar of every month of an issued plan. Does not commit."""
    if document.kind != PLAN:
        return
    plan = db.session.get_one(Plan, document.subject_id)
    for activity in db.session.scalars(
        select(Activity).where(Activity.plan_id == plan.id, Activity.kind == GRASSROOTS.key)
    ).all():
        known = set(db.session.scalars(_months_opened(activity.id)))
        for month in months_of(activity.id):
            if month not in known:
                _new(activity, plan, month)
        db.session.flush()
        follow(activity.id)


def _months_opened(activity_id: int) -> Select[Any]:
    return select(MonthlyCalendar.month).where(MonthlyCalendar.activity_id == activity_id)


def follow(activity_id: int) -> None:
    """Set, move or drop what each month of an activity makes due from the board. No commit.

    The month's assignment and its report count from a first day (46-KH/ĐTN, II.3).
    """
    calendars = db.session.scalars(
        select(MonthlyCalendar).where(MonthlyCalendar.activity_id == activity_id)
    ).all()
    activity = db.session.get_one(Activity, activity_id)
    since = first_issued_on(activity.plan_id)
    if not calendars or since is None:
        return
    duties = _duties(activity_id)
    ids = [one.id for one in calendars]
    batch = engine.batch_of(calendars[0].issuer_id, MILESTONE_KINDS, ABOUT, ids)
    board = db.session.get_one(Organization, calendars[0].organization_id)
    for calendar in calendars:
        for kind in MILESTONE_KINDS:
            subject, duty = (ABOUT, calendar.id), duties.get(kind.key)
            if duty is None:
                engine.drop(kind, subject, batch)
                continue
            facts = replace(common_facts(duty, None), month=calendar.month, day=calendar.month)
            item = item_of(duty, subject, board, facts, since, activity.plan_id)
            label = f"{duty.label}, tháng {calendar.month:%m/%Y}"
            engine.set_due(replace(item, label=label), batch)
    db.session.flush()


def _duties(activity_id: int) -> dict[str, Duty]:
    kinds = [one.key for one in MILESTONE_KINDS]
    rows = db.session.scalars(
        select(Duty).where(Duty.activity_id == activity_id, Duty.kind.in_(kinds))
    )
    return {one.kind: one for one in rows}
