"""The plan 73-KH/BTCTU of 2024: the Organization Board of the Đồng Nai provincial committee."""

from datetime import date

from webapp.core import clock
from webapp.core.db import db
from webapp.sample.dong_nai import (
    alike,
    change_of_2025,
    many_at_once,
    next_year,
    small_changes,
    year,
)
from webapp.sample.dong_nai.organizations import load_organizations
from webapp.sample.dong_nai.people import ACCOUNTS, load_people
from webapp.sample.dong_nai.plan import ISSUED_ON, NUMBER, load_plan
from webapp.sample.dong_nai.standards import load_standards
from webapp.sample.living import at, issue_plan
from webapp.sample.registers import count_by_terms

__all__ = ("ACCOUNTS", "TITLE", "load")

TITLE = "Ban Tổ chức Tỉnh ủy Đồng Nai, kế hoạch 73-KH/BTCTU năm 2024"
TERMS = (
    ("2015-2020", date(2015, 10, 1), date(2020, 10, 14)),
    ("2020-2025", date(2020, 10, 15), date(2025, 9, 30)),
    ("2025-2030", date(2025, 10, 1), None),
)


def load() -> None:
    """Load the bodies, the people and the plan, and live the past months through. Commits."""
    with clock.living_on(at(date(2024, 1, 2), 8)):
        bodies = load_organizations()
        alike.record(bodies)
        change_of_2025.record(bodies)
        people = load_people(bodies)
        plan_id = load_plan(bodies.issuer, bodies.board, bodies.committees).id
        load_standards(bodies.issuer)
        count_by_terms(bodies.issuer, TERMS)
        db.session.commit()
    issue_plan(plan_id, ISSUED_ON, NUMBER, people["kehoach"], people["lanhdao"])
    year.live_through(plan_id, people)
    next_year.begin(plan_id, people)
    many_at_once.begin(people)
    small_changes.record(bodies)
