"""A first draft of the plan of 2026: it asks for communes; two of them were given one month."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.organizations.models import Organization
from webapp.plans.models import Activity
from webapp.plans.services import assigning, editing
from webapp.sample.living import at
from webapp.visits.kinds import ATTEND

BEGUN_ON = date(2024, 7, 12)
YEAR = 2026
TITLE = "Dự, giám sát sinh hoạt năm 2026, sau khi sắp xếp tổ chức (bản nháp)"
COMMUNES = ("Đảng bộ xã Đại Phước", "Đảng bộ phường Trấn Biên")


def begin(people: Mapping[str, User]) -> None:
    """Begin the draft, and give two communes March together; all others wait. Commits."""
    planner = people["kehoach"]
    with clock.living_on(at(BEGUN_ON, 16)):
        plan = editing.create_plan(planner, YEAR, TITLE)
        attend = db.session.scalars(
            select(Activity).where(Activity.plan_id == plan.id, Activity.kind == ATTEND.key)
        ).one()
        units = db.session.scalars(
            select(Organization.id).where(
                Organization.issuer_id == plan.issuer_id,
                Organization.name.in_(COMMUNES),
                Organization.since >= date(2025, 7, 1),
            )
        ).all()
        march = date(YEAR, 3, 1)
        wanted = [(attend.id, number, march) for number in units]
        assigning.give(plan, wanted, planner, f"{attend.title}, tháng 03/{YEAR}")
