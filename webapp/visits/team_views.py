"""Who goes where, on the screen: the list of visits, one visit's team, the month's roster."""

from flask import Response, flash, request
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts import gate
from webapp.accounts.gate import EVERYBODY, me, permit
from webapp.accounts.models import BOARD, PLANNER
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.documents.models import Document
from webapp.notices.models import ALL_MEETING_KINDS
from webapp.plans.models import GRASSROOTS, Assignment
from webapp.visits import listing, papers
from webapp.visits import team as teams
from webapp.visits.blueprint import bp
from webapp.visits.choosing_forms import TeamForm, TeamSheet, read_month, team_form, this_month
from webapp.visits.models import Visit


@bp.get("/visits")
@permit(*EVERYBODY)
def index() -> Response:
    """The visits this person may see, by what they ask for."""
    wanted = listing.read(request.args, me())
    return page(
        "visits/index.html",
        listing=listing.visits(me(), wanted),
        wanted=wanted,
        committees=listing.committees(me()),
        states=listing.STATES,
        kinds=ALL_MEETING_KINDS,
    )


@bp.get("/visits/roster")
@permit(*BOARD)
def roster() -> Response:
    """Who goes where in one month, with clashes."""
    month = read_month(request.args) or this_month()
    issuer_id = me().issuer_id
    engaged = teams.roster(issuer_id, month)
    return page(
        "visits/roster.html",
        month=month,
        people=teams.people(issuer_id, engaged),
        engaged=engaged,
        unassigned=teams.unassigned(issuer_id, month),
    )


@bp.get("/visits/<int:visit_id>/team")
@permit(*BOARD)
def team(visit_id: int) -> Response:
    """The team of one visit, for the planner to put together and the board to read."""
    visit = _visit(visit_id)
    return _of_month(visit) or _team_page(visit, _form(visit))


@bp.post("/visits/<int:visit_id>/team")
@permit(PLANNER)
def save_team(visit_id: int) -> Response:
    """Save the team; a clash warns and needs a tick."""
    visit = _visit(visit_id)
    if elsewhere := _of_month(visit):
        return elsewhere
    form = _form(visit)
    if not form.accepts(_sheet(visit)):
        return _team_page(visit, form)
    if teams.clashes_at(visit, form.roles) and not form.anyway.data:
        form.anyway.errors = ["Có người trùng lịch. Đánh dấu ô này nếu vẫn phân công."]
        return _team_page(visit, form)
    try:
        aside = teams.assign(visit, form.roles, me())
    except Refused as error:
        form.form_errors.append(str(error))
        return _team_page(visit, form)
    flash(f"Đã lưu Tổ công tác.{_to_repeat(aside)}")
    return see_other("visits.choose", assignment_id=visit.assignment_id)


def _of_month(visit: Visit) -> Response | None:
    """Lead to the month of a visit to the grassroots: who goes is changed there."""
    activity = visit.assignment.activity
    if activity.kind != GRASSROOTS:
        return None
    return see_other("grassroots.line", activity_id=activity.id, meeting_id=visit.meeting_id)


def _to_repeat(aside: list[str]) -> str:
    return f" Cần thông báo lại, thay cho: {', '.join(aside)}." if aside else ""


def _visit(visit_id: int) -> Visit:
    return gate.load(
        Visit,
        visit_id,
        joinedload(Visit.meeting),
        joinedload(Visit.organization),
        joinedload(Visit.assignment).joinedload(Assignment.activity),
        selectinload(Visit.team),
    )


def _sheet(visit: Visit) -> TeamSheet:
    return TeamSheet(visit.version, {member.user_id: member.role for member in visit.team})


def _form(visit: Visit) -> TeamForm:
    assigned = [member.user_id for member in visit.team]
    return team_form(teams.people(visit.issuer_id, assigned), _sheet(visit), visit.roles)


def _team_page(visit: Visit, form: TeamForm) -> Response:
    papers_out: dict[str, Document] = papers.living(visit.assignment_id)
    return page(
        "visits/team.html",
        form=form,
        visit=visit,
        kinds=ALL_MEETING_KINDS,
        roles=visit.roles,
        clashes=teams.clashes_at(visit, [person.id for person in form.people]),
        papers=papers_out,
        may_save=me().is_any(PLANNER) and not visit.cancelled_at and not visit.meeting.is_session,
    )
