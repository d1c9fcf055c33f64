"""Good models found at visits, gathered so that others may learn (46-KH/ĐTN, I.1)."""

from datetime import date, datetime

from flask import Blueprint, Response, request
from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased
from wtforms.validators import NumberRange, Optional

from webapp.accounts.can import Can
from webapp.accounts.gate import EVERYBODY, me, permit
from webapp.accounts.models import User
from webapp.attending.models import GOOD_MODEL, Remark
from webapp.attending.queries.letters import has_letter
from webapp.core import clock
from webapp.core.forms import Line, Search, WholeNumber, maybe
from webapp.core.lists import paged
from webapp.core.web import page
from webapp.documents.models import Document
from webapp.grassroots.kinds import MONTH_REPORT
from webapp.grassroots.models import MonthlyCalendar
from webapp.notices.models import Meeting
from webapp.organizations import naming
from webapp.organizations.models import Organization
from webapp.plans.models import Assignment
from webapp.rounds.kinds import ROUND_REPORT, ROUND_SUBJECT
from webapp.rules import text as words
from webapp.visits.models import Visit


class SearchForm(Search):
    """Which good models are looked for."""

    year = WholeNumber("Năm", [Optional(), NumberRange(1930, 2099)])
    unit = Line("Đơn vị", maybe(100))


bp = Blueprint("good_models", __name__)


@bp.get("/good-models")
@permit(*EVERYBODY)
def index() -> Response:
    """All good models that the person may see, newest first."""
    form = SearchForm(formdata=request.args)
    form.validate()
    listing = paged(_found(form, me()))
    return page(
        "reports/good_models.html",
        form=form,
        listing=listing,
        renamed=naming.renamed(me().issuer_id, form.unit.data or "", me().reach),
        can=Can(me()),
    )


def _found(form: SearchForm, who: User) -> Select[str, int, datetime, str, str]:
    """Select them: the board sees all, an office its own units' once a paper told of the visit."""
    committee = aliased(Organization)
    statement = (
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
    if not Can(who).oversee:
        statement = statement.where(or_(has_letter(), _is_reported()))
    if form.year.data and not form.year.errors:
        begins, ends = (clock.at(date(form.year.data + more, 1, 1)) for more in (0, 1))
        statement = statement.where(Meeting.starts_at >= begins, Meeting.starts_at < ends)
    if form.unit.data and not form.unit.errors:
        parts = words.search_words(form.unit.data)
        of_committee = naming.holding(committee.search_key, parts)
        own = naming.sought(form.unit.data, committee.search_key)
        statement = statement.where(or_(own, and_(True, *of_committee)))
    return statement


def _is_reported() -> ColumnElement[bool]:
    """The condition that the report on the visit's round, or on its month, went out and holds."""
    holds = (Document.issued_at.is_not(None), Document.withdrawn_at.is_(None))
    of_round = exists().where(
        Document.kind == ROUND_REPORT.key,
        Document.subject_kind == ROUND_SUBJECT.key,
        Document.subject_id == Assignment.activity_id,
        *holds,
    )
    of_month = exists().where(
        Document.kind == MONTH_REPORT.key,
        Document.subject_kind == "monthly_calendar",
        Document.subject_id == MonthlyCalendar.id,
        MonthlyCalendar.activity_id == Assignment.activity_id,
        MonthlyCalendar.month == Assignment.month,
        *holds,
    )
    return or_(of_round, of_month)
