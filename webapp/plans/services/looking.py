"""A person says that a text of a plan stays as it is, although it speaks of another year."""

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.plans.models import LookedAt, Plan
from webapp.plans.texts import PlanText


def lock(plan: Plan) -> None:
    """Let those who look at one plan take turns."""
    db.session.execute(select(Plan.id).where(Plan.id == plan.id).with_for_update())


def keep(plan: Plan, text: PlanText, who: User) -> None:
    """Note that *who* lets a text of the plan stay, as long as it says the same."""
    found = select(LookedAt).where(LookedAt.plan_id == plan.id, LookedAt.place == text.place)
    row = db.session.scalars(found).one_or_none() or LookedAt(plan_id=plan.id, place=text.place)
    row.text, row.confirmed_at, row.confirmed_by_id = text.whole, clock.now(), who.id
    db.session.add(row)
    db.session.commit()
