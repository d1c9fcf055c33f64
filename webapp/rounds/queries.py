"""What is known of a round, for its page, its papers and the list of rounds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from flask import abort
from sqlalchemy import func, select
from sqlalchemy.orm import aliased, contains_eager, defer, joinedload

from webapp.accounts import gate
from webapp.accounts.gate import me
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.milestones.models import Milestone
from webapp.milestones.services import calendar_of
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization
from webapp.plans.models import ROUND, Activity, Assignment, ContentGroup, Plan
from webapp.plans.round_models import Round, Seat
from webapp.rounds.dues import ABOUT, KINDS
from webapp.rules.choosing import units_chosen
from webapp.rules.workdays import WorkingCalendar
from webapp.visits import team
from webapp.visits.models import Choice, Visit
from webapp.visits.team import Engagement


def load_round(activity_id: int) -> Activity:
    """Load a round with window, duties and plan for the signed-in person, or end with 404."""
    activity = gate.load(
        Activity,
        activity_id,
        joinedload(Activity.round),
        joinedload(Activity.plan),
        joinedload(Activity.duties),
    )
    if activity.kind != ROUND:
        abort(404)
    return activity


def whole_round(activity_id: int) -> Activity:
    """Return a round with its window and its plan, for a service (no gate)."""
    return db.session.scalars(
        select(Activity)
        .options(joinedload(Activity.round), joinedload(Activity.plan))
        .where(Activity.id == activity_id)
    ).one()


@dataclass
class Unit:
    """A unit chosen in a round, its session once that is set, and what is wrong with it.

    `put_off` is the session where it was put off and is not set again yet.
    """

    assignment: Assignment
    visit: Visit | None
    is_told: bool
    put_off: Visit | None = None
    clashes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.assignment.organization.name

    def is_outside(self, window: Round | None) -> bool:
        """Whether its session falls outside the round's window: that is warned of, not refused."""
        if self.visit is None or window is None:
            return False
        return not window.opens_on <= self.visit.meeting.day <= window.closes_on


def units_of(activity: Activity) -> list[Unit]:
    """Return the chosen units by the time of their sessions, those without one last (one query)."""
    rows = db.session.execute(
        select(Assignment, Visit, Choice.id)
        .join(Assignment.organization)
        .outerjoin(Visit, Visit.assignment_id == Assignment.id)
        .outerjoin(Meeting, Meeting.id == Visit.meeting_id)
        .outerjoin(Choice, Choice.assignment_id == Assignment.id)
        .options(contains_eager(Assignment.organization))
        .options(contains_eager(Visit.meeting))
        .where(Assignment.activity_id == activity.id)
        .order_by(Organization.sort_key, Assignment.id, Visit.cancelled_at.is_not(None), Visit.id)
    )
    found: dict[int, Unit] = {}
    for assignment, visit, told in rows:
        stands = visit is not None and visit.cancelled_at is None
        unit = Unit(assignment, visit if stands else None, told is not None)
        if not stands:
            unit.put_off = visit
        found.setdefault(assignment.id, unit)
    return sorted(found.values(), key=_order)


def _order(unit: Unit) -> tuple[bool, date, bool, datetime]:
    """By day, then hour; what has no hour stands last on its day, what has no day last of all."""
    if unit.visit is None:
        return True, date.max, True, clock.at(date.max)
    meeting = unit.visit.meeting
    return False, meeting.day, not meeting.is_hour_set, meeting.starts_at


def add_clashes(activity: Activity, units: Sequence[Unit]) -> None:
    """Say with each unit what its session clashes with: the team's others, its people's others.

    Two sessions of a day clash until both hours are set and leave time for the way
    (65-KH/ĐTN, II.4).
    """
    by_visit = {unit.visit.id: unit for unit in units if unit.visit and not unit.visit.held_at}
    if not by_visit:
        return
    sessions = [unit.visit for unit in by_visit.values() if unit.visit]
    days = [one.meeting.day for one in sessions]
    span = (min(days) - timedelta(days=1), max(days) + timedelta(days=2))
    issuer_id = activity.plan.issuer_id
    own = [
        Engagement(
            0,  # the team as a whole
            one.id,
            one.meeting.starts_at,
            by_visit[one.id].name,
            "",
            is_hour_set=one.meeting.is_hour_set,
        )
        for one in sessions
    ]
    engaged = [*team.engagements(issuer_id, *span), *own]
    by_key = {(one.user_id, one.visit_id): one for one in engaged}
    for clash in team.clashes_among(issuer_id, engaged):
        sides = [(clash.first, clash.second), (clash.second, clash.first)]
        ours = [side for side in sides if side[0].visit_id in by_visit]
        if clash.person_id and len(ours) == 2:
            continue  # said of the team as a whole
        for mine, other in ours:
            told = by_key[clash.person_id, other.visit_id]
            who = f"Đồng chí {told.person} " if clash.person_id else "Đoàn "
            by_visit[mine.visit_id].clashes.append(who + team.clash_words(told, clash))


def own_contents(activity_id: int) -> Sequence[str]:
    """Return the titles of the contents that are looked at in this round alone."""
    return db.session.scalars(
        select(ContentGroup.title)
        .where(ContentGroup.activity_id == activity_id)
        .order_by(ContentGroup.position, ContentGroup.id)
    ).all()


def seats_of(activity_id: int) -> Sequence[Seat]:
    """Return the team's places in order, with the people who have accounts."""
    return db.session.scalars(
        select(Seat)
        .options(joinedload(Seat.user))
        .where(Seat.activity_id == activity_id)
        .order_by(Seat.position, Seat.id)
    ).all()


def milestones_of(activity_ids: Iterable[int]) -> dict[tuple[int, str], Milestone]:
    """Return what rounds make the board owe, by the activity's id and the kind."""
    rows = db.session.scalars(
        select(Milestone).where(
            Milestone.subject_kind == ABOUT,
            Milestone.subject_id.in_(list(activity_ids)),
            Milestone.kind.in_(KINDS),
        )
    )
    return {(one.subject_id, one.kind): one for one in rows}


@dataclass
class Papers:
    """The papers of a round by kind: what counts, and what was issued but no longer holds."""

    living: dict[str, Document] = field(default_factory=dict)
    to_repeat: dict[str, Document] = field(default_factory=dict)


def papers_of(activity_ids: Iterable[int]) -> dict[int, Papers]:
    """Return the papers of rounds, by the activity's id: one query."""
    found = {activity_id: Papers() for activity_id in activity_ids}
    for document in db.session.scalars(
        select(Document)
        .options(defer(Document.content))
        .where(
            Document.subject_kind == ABOUT,
            Document.subject_id.in_(list(found)),
            Document.replaced_by_id.is_(None),
        )
        .order_by(Document.id)
    ):
        of = found[document.subject_id]
        if document.withdrawn_at is None:
            of.living[document.kind] = document
        elif document.issued_at is not None:
            of.to_repeat[document.kind] = document
    return found


def timeliness(owed: Milestone | None, calendar: WorkingCalendar) -> tuple[str, str]:
    """Return in words, with a tone, whether what is owed came in time, or by how much late (R3)."""
    if owed is None:
        return "Không đặt thời hạn", "plain"
    due = clock.local(owed.due_at).date()
    done = owed.done_at or clock.now()
    late = calendar.working_days_late(due, clock.local(done).date())
    by = f"trễ {late} ngày làm việc" if late else "trễ trong ngày"
    if owed.done_at:
        words = {"belated": f"Đã xong, {by}", "done": "Đã xong" if owed.is_late else "Đúng hạn"}
    else:
        day = f"Hạn {due:%d/%m/%Y}"
        words = {"late": f"Quá hạn, {by}", "due": day, "off": f"{day} rơi trước ngày ban hành"}
    return words[owed.tone], owed.tone


@dataclass(frozen=True)
class Line:
    """One round in the list of rounds."""

    activity: Activity
    counter: tuple[str, str]
    chosen: int
    set: int
    held: int
    told: int
    announced: tuple[str, str]
    report: Document | None
    reported: tuple[str, str]


def counter(activity: Activity, chosen: int, announcement: Milestone | None) -> tuple[str, str]:
    """Return how many units of a round are chosen of how many, and its tone."""
    wanted = activity.round.units_wanted if activity.round else None
    is_late = announcement is not None and announcement.tone == "late"
    return units_chosen(chosen, wanted, is_late=is_late)


def rounds() -> list[Line]:
    """Return the rounds of the plans that the signed-in person sees, the latest first."""
    activities = db.session.scalars(
        select(Activity)
        .join(Activity.plan)
        .outerjoin(Activity.round)
        .options(contains_eager(Activity.plan), contains_eager(Activity.round))
        .where(Activity.kind == ROUND, Plan.seen_by(me()))
        .order_by(Plan.year.desc(), Round.opens_on, Activity.position, Activity.id)
    ).all()
    ids = [one.id for one in activities]
    counts, owed, papers = _counts(ids), milestones_of(ids), papers_of(ids)
    calendar = calendar_of(me().issuer_id)
    none = (0, 0, 0, 0)
    return [
        Line(
            one,
            counter(one, counts.get(one.id, none)[0], owed.get((one.id, "announcement"))),
            *counts.get(one.id, none),
            announced=timeliness(owed.get((one.id, "announcement")), calendar),
            report=papers[one.id].living.get("round_report"),
            reported=timeliness(owed.get((one.id, "round_report")), calendar),
        )
        for one in activities
    ]


def _counts(ids: Sequence[int]) -> dict[int, tuple[int, int, int, int]]:
    rows = db.session.execute(
        select(
            Assignment.activity_id,
            func.count(Assignment.id),
            func.count(Visit.id),
            func.count(Visit.held_at),
            func.count(Choice.id),
        )
        .outerjoin(Visit, (Visit.assignment_id == Assignment.id) & Visit.cancelled_at.is_(None))
        .outerjoin(Choice, Choice.assignment_id == Assignment.id)
        .where(Assignment.activity_id.in_(ids))
        .group_by(Assignment.activity_id)
    )
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in rows}


@dataclass(frozen=True)
class Candidate:
    """A unit that can be chosen, and the last day on which it or one below it was looked at."""

    organization: Organization
    last_on: date | None


def candidates(activity: Activity, wanted: Sequence[Organization]) -> list[Candidate]:
    """Return *wanted* with when each was last looked at, the longest ago first (two queries).

    Who was never looked at comes before all others.
    """
    last = last_visited(activity.plan.issuer_id)
    found = [Candidate(one, last.get(one.id)) for one in wanted]
    return sorted(found, key=lambda one: (one.last_on or date.min, one.organization.sort_key))


def last_visited(issuer_id: int) -> dict[int, date]:
    """Return, by organization, the last day it or one below it was visited before today."""
    unit = aliased(Organization)
    visited: Any = (
        select(unit.id, func.max(Meeting.starts_at))
        .join(Organization, Organization.path.startswith(unit.path))
        .join(Visit, Visit.organization_id == Organization.id)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .where(
            Visit.issuer_id == issuer_id,
            Visit.cancelled_at.is_(None),
            Meeting.starts_at < clock.now(),
        )
        .group_by(unit.id)
    )
    return {row[0]: clock.local(row[1]).date() for row in db.session.execute(visited)}
