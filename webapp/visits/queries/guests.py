"""Who is invited to a month's visits: the bodies beside the one that plans."""

from sqlalchemy import select
from sqlalchemy.orm import aliased

from webapp.core import clock
from webapp.core.db import db
from webapp.organizations.models import Organization, still_there
from webapp.plans.models import Activity, Assignment, Plan


def advisory_bodies(activity_id: int) -> list[Organization]:
    """Return the bodies beside the one that plans an activity: the Party commissions, the office.

    One query.
    """
    own = aliased(Organization)
    return list(
        db.session.scalars(
            select(Organization)
            .join(
                own,
                (own.issuer_id == Organization.issuer_id)
                & (own.level_id == Organization.level_id)
                & (own.parent_id == Organization.parent_id)
                & (own.id != Organization.id),
            )
            .join(Plan, Plan.organization_id == own.id)
            .join(Activity, Activity.plan_id == Plan.id)
            .where(
                Activity.id == activity_id,
                still_there(clock.today()),
            )
            .order_by(Organization.sort_key, Organization.id)
        )
    )


def guests_of(assignment: Assignment) -> tuple[str, ...]:
    """Return the names of those invited to a committee's month: one query."""
    return tuple(body.name for body in advisory_bodies(assignment.activity_id))
