"""The plan 73-KH/BTCTU of 2024: the Organization Board of the Đồng Nai provincial committee."""

from datetime import date

from webapp.core import clock
from webapp.core.db import db
from webapp.sample.dong_nai import change_of_2025, year
from webapp.sample.dong_nai.organizations import load_organizations
from webapp.sample.dong_nai.people import ACCOUNTS, load_people
from webapp.sample.dong_nai.plan import ISSUED_ON, NUMBER, load_plan
from webapp.sample.dong_nai.standards import load_standards
from webapp.sample.living import at, issue_plan

__all__ = ("ACCOUNTS", "TITLE", "load")

TITLE = "Ban Tổ chức Tỉnh ủy Đồng Nai, kế hoạch 73-KH/BTCTU năm 2024"


def load() -> None:
    """Load the bodies, the people and the plan, and live the past months through. Commits."""
    with clock.living_on(at(date(2024, 1, 2), 8)):
        bodies = load_organizations()
        change_of_2025.record(bodies)
        people = load_people(bodies)
        plan_id = load_plan(bodies.issuer, bodies.board, bodies.committees).id
        load_standards(bodies.issuer)
        db.session.commit()
    issue_plan(plan_id, ISSUED_ON, NUMBER, people["kehoach"], people["lanhdao"])
    year.live_through(plan_id, people)
