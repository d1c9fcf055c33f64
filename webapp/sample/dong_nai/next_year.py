"""Next year's plan, begun from this year's: much in it still speaks of 2024."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.plans.models import PLAN, Plan
from webapp.plans.old_words import marks_of
from webapp.plans.queries import FULL_PLAN
from webapp.plans.services import copying, looking
from webapp.sample.living import at

BEGUN_ON = date(2024, 7, 12)
YEAR = 2025


def begin(plan_id: int, people: Mapping[str, User]) -> None:
    """Copy the plan to the next year; one of its bases was looked at, and stays. Commits."""
    planner = people["kehoach"]
    with clock.living_on(at(BEGUN_ON, 15)):
        statement = select(Plan).where(Plan.id == plan_id).options(*FULL_PLAN)
        old = db.session.scalars(statement).unique().one()
        title = old.title.replace(str(old.year), str(YEAR))
        plan = copying.begin(f"{PLAN}-{old.id}", old, planner, YEAR, title)
        first = next(mark.of for mark in marks_of(plan.id).found if mark.of.row in plan.bases)
        looking.keep(plan, first, planner)
