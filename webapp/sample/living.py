"""Living a past through: things that happen at their own hours, in the order of time."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.register import numbers as register
from webapp.documents.road import services as documents
from webapp.milestones.models import Message
from webapp.organizations.models import Issuer
from webapp.plans.models import Activity, Plan
from webapp.plans.paper import composition
from webapp.rules.workdays import WorkingCalendar

MORNING = 8  # the hour at which the training day begins
# When, in what order among those of one hour, what.
Event = tuple[datetime, int, Callable[[], object]]


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment on Việt Nam's wall clock."""
    return datetime.combine(day, time(hour, minute), clock.LOCAL)


def worked(day: date) -> date:
    """Return *day*, or the next working day after a day off."""
    calendar = WorkingCalendar()
    return day if calendar.is_working_day(day) else calendar.working_days_after(day, 1)


def live(events: Iterable[Event], training_day: date) -> None:
    """Let everything happen that lies before the training day. Commits after every step."""
    present = at(training_day, MORNING)
    for moment, _, act in sorted(events, key=lambda event: event[:2]):
        if moment < present:
            with clock.living_on(moment):
                act()
            db.session.expire_all()


def put_away_old_messages(issuer_id: int, training_day: date) -> None:
    """What people were told more than a fortnight ago they have read."""
    long_ago = at(training_day, MORNING) - timedelta(days=14)
    of_issuer = select(User.id).where(User.issuer_id == issuer_id)
    db.session.execute(
        update(Message)
        .where(Message.created_at < long_ago, Message.user_id.in_(of_issuer))
        .values(read_at=long_ago)
    )
    db.session.commit()


def load_round(activity_id: int) -> Activity:
    """Return a round as its services want it: with plan and window."""
    return db.session.scalars(
        select(Activity)
        .options(joinedload(Activity.plan), joinedload(Activity.round))
        .where(Activity.id == activity_id)
        .execution_options(populate_existing=True)
    ).one()


def go_out(document: Document, writer: User, leader: User) -> None:
    """Take a draft along its road to being issued."""
    documents.submit(document, writer)
    documents.approve(document, leader)
    documents.issue(document, writer)


def issue_plan(plan_id: int, day: date, number: int, planner: User, leader: User) -> None:
    """Issue a plan on its day with its number; the numbers before it were given on paper."""
    with clock.living_on(at(day, 9)):
        plan = db.session.get_one(Plan, plan_id)
        document = composition.compose(plan, planner)
        issuer = db.session.get_one(Issuer, plan.issuer_id)
        register.start_at(issuer, document.symbol, day, number - 1)
        go_out(document, planner, leader)
