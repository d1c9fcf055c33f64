"""The sample: the plan of Đồng Nai for 2024, with believable bodies and invented people.

Names of bodies, days and symbols of papers are facts of the plan 73-KH/BTCTU; every sentence is
in words of our own and no person in it is real. Only the commands load it, never the program.
"""

from datetime import datetime

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents import register
from webapp.documents import services as documents
from webapp.organizations.models import Issuer
from webapp.plans import paper, queries
from webapp.plans.models import Plan
from webapp.sample import dong_nai_plan, dong_nai_standards, dong_nai_year
from webapp.sample.dong_nai_organizations import load_organizations
from webapp.sample.dong_nai_people import ACCOUNTS, PASSWORD, load_people


def load() -> None:
    """Load the sample and live its past months through. Commits; takes some seconds."""
    start = datetime(2024, 1, 2, 8, 0, tzinfo=clock.LOCAL)
    with clock.living_on(start):
        bodies = load_organizations()
        people = load_people(bodies)
        plan = dong_nai_plan.load_plan(bodies.issuer, bodies.board, bodies.committees)
        dong_nai_standards.load_standards(bodies.issuer)
        db.session.commit()
    _issue(plan.id, people)
    dong_nai_year.live_through(plan.id, people)


def _issue(plan_id: int, people: dict[str, User]) -> None:
    """Issue the plan as number 73, on its own day; the numbers before it were given on paper."""
    day = dong_nai_plan.ISSUED_ON
    with clock.living_on(datetime(day.year, day.month, day.day, 9, 0, tzinfo=clock.LOCAL)):
        plan = db.session.get_one(Plan, plan_id, options=queries.WHOLE, populate_existing=True)
        document = paper.compose(plan, queries.overview(plan, day), people["kehoach"])
        issuer = db.session.get_one(Issuer, plan.issuer_id)
        register.start_at(issuer, document.symbol, day, dong_nai_plan.NUMBER - 1)
        documents.submit(document, people["kehoach"])
        documents.approve(document, people["lanhdao"])
        documents.issue(document, people["kehoach"])


def is_loaded() -> bool:
    """Return True when the sample's people are in the database."""
    return bool(db.session.scalar(select(User.id).where(User.username == ACCOUNTS[0].username)))


def accounts_text() -> str:
    """Return the sample accounts, a line each, for the person at the terminal."""
    lines = [f"  {one.username:<16} {one.position}, {one.where}" for one in ACCOUNTS]
    return "\n".join([f"Tài khoản mẫu (mật khẩu chung: {PASSWORD}):", *lines])
