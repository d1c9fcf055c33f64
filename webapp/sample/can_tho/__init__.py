"""The plan 46-KH/ĐTN of 2020: the Youth Union bloc of Cần Thơ city's offices."""

from datetime import date

from webapp.core import clock
from webapp.core.db import db
from webapp.sample.can_tho import (
    begun,
    calendars,
    inspections,
    next_year,
    on_paper,
    people_change,
    undecided,
    visiting,
    watching,
)
from webapp.sample.can_tho.organizations import TRAINING_DAY, UNIONS, load_organizations
from webapp.sample.can_tho.people import accounts, load_people, offices_of
from webapp.sample.can_tho.plan import ISSUED_ON, NUMBER, load_plan
from webapp.sample.living import at, issue_plan, live, put_away_old_messages
from webapp.sample.registers import count_by_terms

__all__ = ("ACCOUNTS", "TITLE", "load")

TITLE = "Đoàn Khối cơ quan Dân Chính Đảng TP. Cần Thơ, kế hoạch 46-KH/ĐTN năm 2020"
ACCOUNTS = accounts(tuple(short for _, _, names in UNIONS for short in names.split(", ")))
TERMS = (("2017-2022", date(2017, 8, 1), None),)


def load() -> None:
    """Load the bodies, the people and the plan, and live the past months through. Commits."""
    with clock.living_on(at(date(2020, 2, 17), 8)):
        bodies = load_organizations()
        count_by_terms(bodies.issuer, TERMS)
        people = load_people(bodies)
        plan_id = load_plan(bodies, people).id
        db.session.commit()
    issue_plan(plan_id, ISSUED_ON, NUMBER, people["ct-kehoach"], people["ct-lanhdao"])
    offices = offices_of(people)
    on_paper.enter(plan_id, people, offices)
    unions = {short: one.id for short, one in bodies.unions.items()}
    live(
        [
            *calendars.events(plan_id, offices),
            *inspections.events(plan_id, unions, people),
            *watching.events(plan_id, unions, people),
            *visiting.events(plan_id, people),
            *people_change.events(people),
            *undecided.events(plan_id, people, offices),
        ],
        TRAINING_DAY,
    )
    begun.begin(plan_id, offices[begun.NUMBER - 1])
    with clock.living_on(at(next_year.DRAFTED_ON, 9)):
        next_year.draft(bodies.issuer.id, people)
    put_away_old_messages(bodies.issuer.id, TRAINING_DAY)
