"""The plan 65-KH/ĐTN of 2023: the Youth Union bloc of Hồ Chí Minh City's offices."""

from datetime import date

from webapp.core import clock
from webapp.core.db import db
from webapp.sample.ho_chi_minh import renaming
from webapp.sample.ho_chi_minh.organizations import TRAINING_DAY, load_organizations
from webapp.sample.ho_chi_minh.people import ACCOUNTS, load_people
from webapp.sample.ho_chi_minh.plan import ISSUED_ON, NUMBER, load_plan
from webapp.sample.ho_chi_minh.story import Story
from webapp.sample.living import at, issue_plan, live, put_away_old_messages
from webapp.sample.registers import count_by_terms

__all__ = ("ACCOUNTS", "TITLE", "load")

TITLE = "Đoàn Khối Dân - Chính - Đảng TP. Hồ Chí Minh, kế hoạch 65-KH/ĐTN năm 2023"
TERMS = (("2022-2027", date(2022, 9, 1), None),)


def load() -> None:
    """Load the bodies, the people and the plan, and live the past weeks through. Commits."""
    with clock.living_on(at(date(2023, 8, 1), 8)):
        bodies = load_organizations()
        count_by_terms(bodies.issuer, TERMS)
        people = load_people(bodies)
        plan = load_plan(bodies, people)
        plan_id, activity_id, issuer_id = plan.id, plan.activities[0].id, plan.issuer_id
        db.session.commit()
        renaming.record(bodies)
    issue_plan(plan_id, ISSUED_ON, NUMBER, people["hcm-kehoach"], people["hcm-lanhdao"])
    live(Story(activity_id, people).events(), TRAINING_DAY)
    put_away_old_messages(issuer_id, TRAINING_DAY)
