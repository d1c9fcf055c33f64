"""Units, teams and notes of handing over that were taken out of a round, and come back."""

from datetime import date, time

from flask import abort, flash, url_for

from webapp.accounts.gate import me
from webapp.accounts.removed import RemovedRow, Undoable, remade
from webapp.core.db import db
from webapp.plans.models import Activity, Assignment
from webapp.plans.round_models import RoundTeam, Seat
from webapp.rounds.can import CanRound
from webapp.rounds.models import Handover
from webapp.rounds.queries.rounds import load_round, seats_of
from webapp.rounds.services import teams, units
from webapp.visits.services.adjusting import to_adjust


def session_beside(assignment: Assignment) -> dict[str, str]:
    """Return when and where a unit's session is held, to be kept beside it; {} without one."""
    visit = units.session_of(assignment)
    if visit is None:
        return {}
    meeting = visit.meeting
    return {
        "day": meeting.day.isoformat(),
        "hour": meeting.hour.isoformat() if meeting.is_hour_set else "",
        "place": meeting.place,
        "later": "1" if meeting.is_hour_later else "",
    }


def _session_of(kept: RemovedRow) -> units.When | None:
    day, hour = kept.beside("day"), kept.beside("hour")
    if not day:
        return None
    return units.When(
        date.fromisoformat(day),
        time.fromisoformat(hour) if hour else None,
        kept.beside("place"),
        is_hour_later=bool(kept.beside("later")),
    )


def _round(activity_id: int) -> Activity:
    """Load the round of what comes back, for who may still arrange it."""
    activity = load_round(activity_id)
    if not CanRound(me(), ()).plan:
        abort(403)
    return activity


def _restore_unit(kept: RemovedRow) -> str:
    row = remade(Assignment, kept)
    activity = _round(row.activity_id)
    _tell(units.put_back(activity, row, _session_of(kept), me()))
    return url_for("rounds.units", activity_id=activity.id)


def _restore_team(kept: RemovedRow) -> str:
    team = remade(RoundTeam, kept)
    _round(team.activity_id)
    activity_id = team.activity_id
    _tell(teams.put_back(team, kept.beside("other"), kept.ids("seats"), kept.ids("units")))
    return url_for("teams.show", activity_id=activity_id)


def _restore_handover(kept: RemovedRow) -> str:
    row = remade(Handover, kept)
    load_round(row.activity_id)
    if not CanRound(me(), seats_of(row.activity_id)).hand_over:
        abort(403)
    if row.seat_id and db.session.get(Seat, row.seat_id) is None:  # the place was taken away since
        row.seat_id = None
    db.session.add(row)
    db.session.flush()
    return url_for("handovers.index", activity_id=row.activity_id)


def _tell(numbers: list[str]) -> None:
    if words := to_adjust(numbers).strip():
        flash(words, "warning")


UNIT = Undoable("round_unit", _restore_unit)
TEAM = Undoable("round_team", _restore_team)
HANDOVER = Undoable("handover", _restore_handover)
KINDS = (UNIT, TEAM, HANDOVER)
