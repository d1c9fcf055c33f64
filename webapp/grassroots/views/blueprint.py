"""The one blueprint that this room's views hang on, and how they load an activity."""

from datetime import date

from flask import Blueprint, abort, request
from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from webapp.accounts.gate import LARGEST_ID, me
from webapp.accounts.models import User
from webapp.attending.views.tablet_changes import only_its_own_writer
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.kinds import GRASSROOTS
from webapp.grassroots.services.dues import months_of
from webapp.plans.models import Activity, Plan
from webapp.rules.text import weekday_name
from webapp.visits.forms import read_month

bp = Blueprint("grassroots", __name__)
bp.before_request(only_its_own_writer)  # reports come from telephones' outboxes


def activity_of(activity_id: int) -> Activity:
    """Load an activity of visits to the grassroots with its plan, or end with 404."""
    if activity_id > LARGEST_ID:
        abort(404)
    wanted = _activities(me()).where(Activity.id == activity_id)
    found: Activity | None = db.session.scalars(wanted).one_or_none()
    if found is None:
        abort(404)
    return found


def latest(who: User) -> Activity | None:
    """Return the activity *who* works by: of this year's plan, else of the newest."""
    year = clock.today().year
    order = ((Plan.year != year), Plan.year.desc(), Activity.id.desc())
    return db.session.scalars(_activities(who).order_by(*order).limit(1)).one_or_none()


def _activities(who: User) -> Select[Activity]:
    return (
        select(Activity)
        .join(Activity.plan)
        .options(contains_eager(Activity.plan))
        .where(Activity.kind == GRASSROOTS.key, Plan.seen_by(who))
    )


def asked_month(months: list[date]) -> date:
    """Return the month an address asks for; else this month, or the nearest of *months*."""
    if asked := read_month(request.values):
        return asked
    here = clock.today().replace(day=1)
    return min(months, key=lambda month: abs(month - here), default=here)


def months_in(activity: Activity) -> list[date]:
    """Return the months of an activity."""
    return list(months_of(activity.id))


def weekday(day: date) -> str:
    """Return "Thứ Hai", as a line begins with it."""
    name = weekday_name(day)
    return f"{name[:1].upper()}{name[1:]}"
