"""Several teams of one round on screen: who and which units belong to which."""

from collections.abc import Mapping

from flask import Blueprint, Response, abort, flash, request
from werkzeug.datastructures import MultiDict

from webapp.accounts import removed
from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, PLANNER
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.plans.forms.rounds import TeamNameForm
from webapp.plans.models import Activity
from webapp.plans.round_models import RoundTeam
from webapp.rounds import undoing
from webapp.rounds.can import CanRound
from webapp.rounds.queries import rounds as queries
from webapp.rounds.queries.teams import Teams, teams_in
from webapp.rounds.services import seating
from webapp.rounds.services import teams as services
from webapp.rounds.services.teams import Arrangement
from webapp.visits.services.adjusting import to_adjust

bp = Blueprint("teams", __name__)
CLASH = (
    "Có người vừa xếp lại các Đoàn. Các ô dưới đây là lựa chọn của đồng chí; cách xếp đã lưu ghi "
    "bên cạnh. Bấm lưu lần nữa để dùng lựa chọn của đồng chí."
)


@bp.get("/rounds/<int:activity_id>/teams")
@permit(*BOARD)
def show(activity_id: int) -> Response:
    """The teams of a round: its planner arranges them, the board reads."""
    return _page(queries.load_round(activity_id))


@bp.post("/rounds/<int:activity_id>/teams")
@permit(PLANNER)
def save(activity_id: int) -> Response:
    """Keep who and which units belong to which team, and what teams are called."""
    activity = queries.load_round(activity_id)
    services.lock(activity_id)
    now = _teams(activity)
    if not now:  # somebody made one team of them meanwhile
        return _page(activity, refusal="Đợt này nay chỉ có một Đoàn.", status=409)
    wanted = _arrangement(now)
    if wrong := _wrong_name(wanted):
        return _page(activity, wanted, refusal=wrong, status=422)
    if request.form.get("seen") != now.mark:
        return _page(activity, wanted, refusal=CLASH, status=409)
    try:
        numbers = services.arrange(activity_id, wanted)
    except Refused as error:
        return _page(queries.load_round(activity_id), wanted, refusal=str(error), status=409)
    flash(f"Đã lưu các Đoàn.{to_adjust(numbers)}")
    return see_other("teams.show", activity_id=activity_id)


@bp.post("/rounds/<int:activity_id>/teams/add")
@permit(PLANNER)
def add(activity_id: int) -> Response:
    """Add a team; the first time what there is becomes the first one."""
    activity = queries.load_round(activity_id)
    if activity.round is None:
        abort(404)
    numbers = services.add(activity_id)
    flash(f"Đã thêm một Đoàn. Hãy xếp người và đơn vị.{to_adjust(numbers)}")
    return see_other("teams.show", activity_id=activity_id)


@bp.post("/rounds/<int:activity_id>/teams/<int:team_id>/remove")
@permit(PLANNER)
def remove(activity_id: int, team_id: int) -> Response:
    """Take a team away; of two one is left, as in a round that was never divided."""
    activity = queries.load_round(activity_id)
    if team_id not in _teams(activity).names:
        abort(404)
    services.lock(activity_id)
    team = db.session.get_one(RoundTeam, team_id)
    kept = removed.keep(undoing.TEAM, team, me(), **services.beside(activity_id, team_id))
    try:
        numbers = services.dissolve(activity_id, team_id)
    except Refused as error:
        db.session.delete(kept)
        return _page(queries.load_round(activity_id), refusal=str(error), status=409)
    told = f"Đã bỏ Đoàn; người và đơn vị của Đoàn chuyển sang Đoàn còn lại.{to_adjust(numbers)}"
    removed.offer(told, kept)
    return see_other("teams.show", activity_id=activity_id)


def _teams(activity: Activity) -> Teams:
    units, seats = queries.units_of(activity), queries.seats_of(activity.id)
    return teams_in(activity.round, seats, units)


def _arrangement(now: Teams) -> Arrangement:
    """Return what was sent of what there is; what was not sent, or is no team, stays as it is."""
    return Arrangement(
        {one.id: request.form.get(f"name-{one.id}", one.name).strip() for one in now.teams},
        {one.id: _sent(f"seat-{one.id}", one.team_id, now.names) for one in now.seats},
        {
            one.assignment.id: _sent(f"unit-{one.assignment.id}", one.team_id, now.names)
            for one in now.units
        },
    )


def _sent(name: str, kept: int | None, teams: Mapping[int, str]) -> int | None:
    sent = {str(one): one for one in teams} | {"": None}
    return sent.get(request.form.get(name, "?"), kept)


def _wrong_name(wanted: Arrangement) -> str:
    """Return what is wrong with a typed name, "" where none is."""
    for name in wanted.names.values():
        form = TeamNameForm(MultiDict({"name": name}), meta={"csrf": False})
        if not form.validate():
            return str(form.name.errors[0])
    if len(set(wanted.names.values())) < len(wanted.names):
        return "Hai Đoàn không được cùng một tên."
    return ""


def _page(
    activity: Activity,
    wanted: Arrangement | None = None,
    *,
    refusal: str = "",
    status: int = 200,
) -> Response:
    now = _teams(activity)
    return page(
        "rounds/teams.html",
        status=status,
        activity=activity,
        teams=now,
        wanted=wanted or _kept(now),
        seat_words={one.id: seating.line_of(one) or "Chỗ chưa có người" for one in now.seats},
        can=CanRound(me(), now.seats),
        refusal=refusal,
    )


def _kept(now: Teams) -> Arrangement:
    return Arrangement(
        now.names,
        {one.id: one.team_id for one in now.seats},
        {one.assignment.id: one.team_id for one in now.units},
    )
