"""Visits to the grassroots of many units, for tests."""

from datetime import date, timedelta

from sqlalchemy import select

from tests.dues import set_milestone
from tests.world import World, add, organization
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.kinds import GRASSROOTS
from webapp.organizations.models import Level, Organization
from webapp.plans.models import Activity, Assignment

# How the first units stand in January and February 2024: kind → when their calendar came.
SENT = {"on time": date(2023, 12, 10), "late": date(2023, 12, 25), "missing": None}


def add_units(world: World, count: int = 66) -> Activity:
    """Give the plan monthly visits to *count* units; the first three stand as SENT says."""
    level = db.session.scalars(select(Level).where(Level.is_planned)).first()
    root = world.organization("Ban Tổ chức Tỉnh ủy")
    assert level is not None
    activity = add(
        Activity(
            plan_id=world.plan.id, position=8, kind=GRASSROOTS.key, title="Đi cơ sở hằng tháng"
        )
    )
    units = [
        organization(world.issuer, level, f"Đoàn cơ sở Sở {number:02d}", root)
        for number in range(1, count + 1)
    ]
    rows = [
        Assignment(
            activity_id=activity.id,
            issuer_id=world.issuer.id,
            organization_id=unit.id,
            month=date(2024, month, 1),
        )
        for unit in units
        for month in range(1, 13)
    ]
    add(*rows)
    for place, day in enumerate(SENT.values()):
        _set_due(units[place], rows[place * 12], day)
    _set_due(units[0], rows[1], None)  # February: waited for
    visit = world.visit("Tân Phú")
    visit.assignment_id, visit.held_at = rows[0].id, clock.now()
    db.session.commit()
    return activity  # type: ignore[no-any-return]


def _set_due(unit: Organization, assignment: Assignment, day: date | None) -> None:
    month = assignment.month or date(2024, 1, 1)
    owed = set_milestone(
        kind="notice",
        subject=("assignment", assignment.id),
        organization=unit,
        label="Gửi lịch",
        owner="unit",
        rule="before day 20",
        anchor=(month - timedelta(days=1)).replace(day=1),
        plan_id=_plan_of(assignment),
    )
    owed.done_at = clock.at(day, 9) if day else None


def _plan_of(assignment: Assignment) -> int:
    return db.session.get_one(Activity, assignment.activity_id).plan_id
