"""A draft of next year's plan that was begun on trial: one activity was deleted from it again."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.plans import queries
from webapp.plans.models import Plan
from webapp.plans.services import copying, removing
from webapp.sample.living import Event, at

SOURCE = "model-1-du-sinh-hoat-hang-thang"
TITLE = "Dự, giám sát sinh hoạt năm 2025 (bản nháp)"


def events(people: dict[str, User]) -> Iterator[Event]:
    """Yield the hour at which the planner begins the draft and takes an activity out."""
    yield at(date(2024, 7, 12), 15), 99, lambda: begin(people["kehoach"])


def begin(planner: User) -> None:
    """Begin the draft from a model and delete its first activity."""
    plan_id = copying.begin(SOURCE, None, planner, 2025, TITLE).id
    plan = (
        db.session.scalars(select(Plan).where(Plan.id == plan_id).options(*queries.FULL_PLAN))
        .unique()
        .one()
    )
    removing.remove_activity(plan, plan.activities[0], planner)
