"""Good models found at visits, gathered so that others may learn (46-KH/ĐTN, I.1)."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, request
from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import aliased
from wtforms.validators import NumberRange, Optional

from webapp.accounts.gate import EVERYBODY, me, permit
from webapp.accounts.models import User
from webapp.attending.models import GOOD_MODEL, Remark
from webapp.core import clock
from webapp.core.forms import Line, Search, Whole, maybe
from webapp.core.lists import paged
from webapp.core.web import page
from webapp.documents.models import Document
from webapp.grassroots.models import MonthlyCalendar
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization
from webapp.plans.models import Assignment
from webapp.rules import text as words
from webapp.visits.models import Visit
from webapp.visits.papers import has_letter


class SearchForm(Search):
    """Which good models are looked for."""

    year = Whole("Năm", [Optional(), NumberRange(1930, 2099)])
    unit = Line("Đơn vị", maybe(100))


bp = Blueprint("good_models", __name__)


@bp.get("/good-models")
@permit(*EVERYBODY)
def index() -> Response:
    """All good models that the person may see, newest first."""
    form = SearchForm(formdata=request.args)
    form.validate()
    listing = paged(_found(form, me()))
    return page("reports/good_models.html", form=form, listing=listing)


def _found(form: SearchForm, who: User) -> Select[*tuple[Any, ...]]:
    """Select them: the board sees all, an office its own units' once a paper told of the visit."""
    committee = aliased(Organization)
    statement: Select[*tuple[Any, ...]] = (
        select(
            Remark.text,
            Remark.visit_id,
            Meeting.starts_at,
            Organization.name.label("unit"),
            committee.name.label("committee"),
        )
        .join(Visit, Visit.id == Remark.visit_id)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .join(Organization, Organization.id == Visit.organization_id)
        .join(Assignment, Assignment.id == Visit.assignment_id)
        .join(committee, committee.id == Assignment.organization_id)
        .where(
            Remark.kind == GOOD_MODEL,
            Remark.text != "",
            Visit.seen_by(who),
            Visit.cancelled_at.is_(None),
        )
        .order_by(Meeting.starts_at.desc(), Remark.id.desc())
    )
    if not who.is_board:
        statement = statement.where(or_(has_letter(), _is_reported()))
    if form.year.data and not form.year.errors:
        begins, ends = (clock.at(date(form.year.data + more, 1, 1)) for more in (0, 1))
        statement = statement.where(Meeting.starts_at >= begins, Meeting.starts_at < ends)
    if form.unit.data and not form.unit.errors:
        unit = words.fold(form.unit.data)
        statement = statement.where(
            Organization.search_key.contains(unit, autoescape=True)
            | committee.search_key.contains(unit, autoescape=True)
        )
    return statement


def _is_reported() -> ColumnElement[bool]:
    """The condition that the report on the visit's round, or on its month, went out and holds."""
    holds = (Document.issued_at.is_not(None), Document.withdrawn_at.is_(None))
    of_round = exists().where(
        Document.kind == "round_report",
        Document.subject_kind == "round",
        Document.subject_id == Assignment.activity_id,
        *holds,
    )
    of_month = exists().where(
        Document.kind == "month_report",
        Document.subject_kind == "monthly_calendar",
        Document.subject_id == MonthlyCalendar.id,
        MonthlyCalendar.activity_id == Assignment.activity_id,
        MonthlyCalendar.month == Assignment.month,
        *holds,
    )
    return or_(of_round, of_month)
