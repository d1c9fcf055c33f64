"""What a round is now as its papers announce it, and how that differs from what they told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from webapp.core import clock
from webapp.documents.models import Document
from webapp.organizations.models import Organization
from webapp.plans.models import Activity
from webapp.plans.round_models import Round, Seat
from webapp.rounds.kinds import ABOUT
from webapp.rounds.queries import rounds
from webapp.rounds.queries.due import due_of, duty_of
from webapp.rounds.queries.rounds import Unit
from webapp.rounds.services.seating import line_of, place_of
from webapp.rules.text import local_time, long_date, weekday_name
from webapp.visits.announced import (
    Announced,
    AnnouncedVisit,
    Difference,
    Person,
    differences,
    united,
)
from webapp.visits.kinds import ANNOUNCEMENT, INVITATION
from webapp.visits.models import Visit
from webapp.visits.queries import changes
from webapp.visits.queries.told import ToldIn

DUE = "Hạn gửi tài liệu"
KICK_OFF, KICK_OFF_PLACE = "Thời gian triển khai kế hoạch", "Địa điểm triển khai kế hoạch"
# Which of the terms each kind of paper tells.
_TERMS = {ANNOUNCEMENT.key: {DUE}, INVITATION.key: {KICK_OFF, KICK_OFF_PLACE}}


@dataclass(frozen=True)
class RoundRows:
    """The rows that a round is announced by. *superior* is what the body above is called."""

    window: Round
    units: Sequence[Unit]
    seats: Sequence[Seat]
    papers_due: datetime | None
    superior: str = ""


def rows_of(activity: Activity) -> RoundRows | None:
    """Gather the rows of a round, which comes with its plan; None while it has no window."""
    if activity.round is None:
        return None
    above = superior_of(activity)
    return RoundRows(
        activity.round,
        rounds.units_of(activity),
        rounds.seats_of(activity.id),
        due_of(activity, duty_of(activity.id)),
        called(above) if above else "",
    )


def superior_of(activity: Activity) -> Organization | None:
    """Return the body above the one that plans a round; `rounds.fetch_round` has loaded it."""
    return activity.plan.organization.parent


def called(body: Organization) -> str:
    """Return how a body above is called: its committee."""
    return body.committee_name or body.name


def round_now(activity_id: int) -> Announced:
    """Return all that a round is now; nothing while it has no window."""
    rows = rows_of(rounds.fetch_round(activity_id))
    return now_of(rows) if rows else Announced()


def now_of(rows: RoundRows) -> Announced:
    """Return all that a round is now: no query."""
    return Announced(
        visits=tuple(_session(unit) for unit in rows.units),
        guests=tuple(_guests(rows)),
        team=tuple(_team(rows)),
        terms=tuple(_terms(rows)),
    )


def _team(rows: RoundRows) -> Iterable[Person]:
    """Name who goes; of several teams each with its units before its people."""
    for team in rows.window.teams:
        own = [unit for unit in rows.units if unit.team_id == team.id]
        units = "; ".join(unit.name for unit in own)
        line = f"{team.name}, làm việc với {units}:" if units else f"{team.name}:"
        # By which units it is another, whatever these are called; the line is what is printed.
        ids = sorted(unit.assignment.id for unit in own)
        yield Person(f"{team.name} {ids}", "", line)
        yield from (_person(one) for one in rows.seats if one.team_id == team.id)
    known = {team.id for team in rows.window.teams}
    yield from (_person(one) for one in rows.seats if one.team_id not in known)


def _person(seat: Seat) -> Person:
    return Person(place_of(seat), seat.role, line_of(seat))


def session_told_in(visit: Visit) -> ToldIn | None:
    """Return where a unit's session is announced: by the papers of its round."""
    if not visit.meeting.is_session:
        return None
    key = visit.assignment_id

    def now() -> AnnouncedVisit | None:
        found = changes.visit_now(visit)
        return found and replace(found, key=key, content=None, people=None, phone="")

    return ToldIn((ABOUT, visit.assignment.activity_id), key, now)


def _session(unit: Unit) -> AnnouncedVisit:
    key, visit = unit.assignment.id, unit.visit or unit.put_off
    if visit is None:
        return AnnouncedVisit(key, unit.name)
    meeting = visit.meeting
    return AnnouncedVisit(
        key,
        unit.name,
        day=meeting.day,
        hour=meeting.hour if meeting.is_hour_set else None,
        is_hour_later=meeting.is_hour_later,
        place=meeting.place,
        cancelled=visit.cancel_reason if visit.cancelled_at else None,
        is_held=visit.held_at is not None,
    )


def _guests(rows: RoundRows) -> list[str]:
    guests = lines_of(rows.window.kick_off_people)
    # Whom the office named itself is not invited twice.
    if rows.superior and not any("thường trực" in guest.casefold() for guest in guests):
        guests.insert(0, rows.superior)
    return guests


def _terms(rows: RoundRows) -> Iterable[tuple[str, str]]:
    if rows.papers_due is not None:
        yield DUE, _due(rows.papers_due)
    begins = rows.window.kick_off_at
    if begins is not None:
        day = clock.local(begins).date()
        yield KICK_OFF, f"{local_time(begins)}, {weekday_name(day)}, {long_date(day)}"
        yield KICK_OFF_PLACE, rows.window.kick_off_place


def _due(moment: datetime) -> str:
    """Return a due moment to the minute, or the day alone where the whole day counts."""
    local = clock.local(moment)
    if (local.hour, local.minute) == (23, 59):
        return long_date(local.date())
    return f"{local_time(moment)}, {long_date(local.date())}"


def lines_of(text: str) -> list[str]:
    """Return the lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def told_in(kinds: Iterable[str], announced: Announced) -> Announced:
    """Return what papers of these *kinds* tell of it: an announcement no guests, and so on."""
    wanted = set(kinds)
    labels = {label for kind in wanted for label in _TERMS.get(kind, ())}
    return replace(
        announced,
        guests=announced.guests if INVITATION.key in wanted else None,
        team=announced.team if ANNOUNCEMENT.key in wanted else None,
        terms=tuple(term for term in announced.terms if term[0] in labels),
    )


def told_by(document: Document, in_force: Sequence[Document]) -> Announced:
    """Return what a round's issued paper has told, with the notices that amend it: no query."""
    return told_in([document.kind], changes.told_by(document, in_force))


def since_announced(in_force: Sequence[Document], now: Announced) -> list[Difference]:
    """Return what is not as the papers in force tell it; *now* is the whole round as it is."""
    return united(found for _, found in by_paper(in_force, now))


def by_paper(
    in_force: Sequence[Document], now: Announced
) -> list[tuple[Document, tuple[Difference, ...]]]:
    """Return the papers in force that do not tell what holds *now*, each with what differs.

    Of a paper from before snapshots were kept nothing is known, so that nothing differs.
    """
    at = changes.wall_clock()
    found = (
        (one, differences(told_by(one, in_force), told_in([one.kind], now), at))
        for one in changes.papers_told(in_force)
        if changes.last_amendment(one, in_force).facts is not None
    )
    return [(paper, changed) for paper, changed in found if changed]
