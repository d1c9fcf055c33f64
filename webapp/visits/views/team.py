"""Who goes where, on the screen: the list of visits, one visit's team, the month's roster."""

from flask import Response, flash, request
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts import gate
from webapp.accounts.can import Can
from webapp.accounts.gate import EVERYBODY, me, permit
from webapp.accounts.models import BOARD, PLANNER
from webapp.core.choosing import FIND
from webapp.core.lists import Narrowed
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.milestones.signals import all_to_decide, marks_of
from webapp.notices.models import ALL_MEETING_KINDS
from webapp.plans.kinds import ACTIVITIES
from webapp.plans.models import Assignment
from webapp.rules.picking import narrowed
from webapp.visits.can import CanVisit
from webapp.visits.forms import (
    MonthSearch,
    TeamForm,
    TeamRecord,
    VisitSearch,
    numbers,
    team_form,
    this_month,
)
from webapp.visits.models import Visit
from webapp.visits.papers import in_force as papers
from webapp.visits.queries import listing, standing
from webapp.visits.queries.roster import SHOWS, Roster
from webapp.visits.services import clashes
from webapp.visits.services import team as teams
from webapp.visits.services.adjusting import to_adjust
from webapp.visits.views.blueprint import bp


@bp.get("/visits")
@permit(*EVERYBODY)
def index() -> Response:
    """The visits this person may see, by what they ask for."""
    form, committees = VisitSearch(formdata=request.args), listing.committees(me())
    form.offer(committees)
    form.validate()
    to_decide = all_to_decide(me()) if Can(me()).plan else []
    wanted = listing.read(request.args, me(), form.committee.data)
    return page(
        "visits/index.html",
        form=form,
        listing=listing.visits(me(), wanted),
        wanted=wanted,
        committees=committees,
        states=listing.STATES,
        kinds=ALL_MEETING_KINDS,
        to_decide=to_decide,
        marks=marks_of(to_decide),
        can=Can(me()),
    )


@bp.get("/visits/roster")
@permit(*BOARD)
def roster() -> Response:
    """Who goes where in one month, with clashes."""
    form = MonthSearch(formdata=request.args, month=this_month())
    form.validate()
    month = form.month.data or this_month()
    issuer_id = me().issuer_id
    engaged = teams.roster(issuer_id, month)
    unassigned, count = teams.unassigned(issuer_id, month)
    return page(
        "visits/roster.html",
        form=form,
        month=month,
        roster=Roster(teams.people(issuer_id, engaged), engaged, Narrowed.asked(SHOWS)),
        unassigned=unassigned,
        count=count,
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
    if not form.accepts(_record(visit)):
        return _team_page(visit, form)
    if teams.clashes_at(visit, form.roles) and not form.anyway.data:
        form.anyway.errors = ["Có người trùng lịch. Đánh dấu ô này nếu vẫn phân công."]
        return _team_page(visit, form)
    try:
        changed = teams.assign(visit, form.roles)
    except Refused as error:
        form.form_errors.append(str(error))
        return _team_page(visit, form)
    if form.anyway.data:
        clashes.accept_all(visit, me())
    flash(f"Đã lưu Tổ công tác.{to_adjust(changed)}")
    return see_other("visits.choose", assignment_id=visit.assignment_id)


def _of_month(visit: Visit) -> Response | None:
    """Lead to the page where it is changed who goes, where that is not this one."""
    activity = visit.assignment.activity
    page_of_line = ACTIVITIES[activity.kind].line_page
    if not page_of_line:
        return None
    return see_other(page_of_line, activity_id=activity.id, meeting_id=visit.meeting_id)


def _visit(visit_id: int) -> Visit:
    return gate.load(
        Visit,
        visit_id,
        joinedload(Visit.meeting),
        joinedload(Visit.organization),
        joinedload(Visit.assignment).joinedload(Assignment.activity),
        selectinload(Visit.team),
    )


def _record(visit: Visit) -> TeamRecord:
    return TeamRecord(visit.version, {member.user_id: member.role for member in visit.team})


def _form(visit: Visit) -> TeamForm:
    assigned = [member.user_id for member in visit.team]
    people = teams.people(visit.issuer_id, assigned)
    given = {
        *assigned,
        *numbers([n[5:] for n, role in request.form.items() if role and n[:5] == "role_"]),
    }
    kept = {place for place, person in enumerate(people) if person.id in given}
    places = narrowed([person.full_name for person in people], _sought(), kept)
    form = team_form([people[place] for place in places], _record(visit), visit.roles)
    form.is_only_searched = FIND in request.form
    form.left_out = len(people) - len(places)
    return form


def _sought() -> str:
    return request.form.get("q", "")[:200]


def _team_page(visit: Visit, form: TeamForm) -> Response:
    return page(
        "visits/team.html",
        form=form,
        visit=visit,
        kinds=ALL_MEETING_KINDS,
        roles=visit.roles,
        sought=_sought(),
        clashes=teams.clashes_at(visit, [person.id for person in form.people]),
        papers=papers.all_living(visit.assignment_id),
        can=CanVisit(me(), visit),
        stands=standing,
    )
