"""What is known of a round, for its page, its papers and the list of rounds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased, attributes, contains_eager, defer, joinedload
from sqlalchemy.sql.base import ExecutableOption

from webapp.accounts import gate
from webapp.accounts.gate import me
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import NotFound
from webapp.documents.models import Document
from webapp.documents.standing import REPLACING
from webapp.milestones import engine
from webapp.milestones.models import Milestone
from webapp.milestones.services import calendar_of
from webapp.milestones.standing import DONE, IN_TIME, PLAIN, Standing, due_on
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization
from webapp.plans.models import PLAN, Activity, Assignment, ContentGroup, Plan
from webapp.plans.round_models import Round, Seat
from webapp.rounds.kinds import ABOUT, ROUND, ROUND_REPORT
from webapp.rounds.services.dues import KINDS
from webapp.rules.choosing import units_chosen
from webapp.rules.workdays import WorkingCalendar
from webapp.visits.kinds import ANNOUNCEMENT
from webapp.visits.models import Choice, Visit
from webapp.visits.services import team
from webapp.visits.services.team import Engagement


def load_round(activity_id: int) -> Activity:
    """Load a round with window, duties and plan for the signed-in person, or raise `NotFound`."""
    activity = gate.load(
        Activity,
        activity_id,
        joinedload(Activity.round).joinedload(Round.teams),
        _plan_and_superior(),
        joinedload(Activity.duties),
    )
    if activity.kind != ROUND.key:
        raise NotFound
    return activity


def _plan_and_superior() -> ExecutableOption:
    """Load the plan, the body that plans and the one above it."""
    board = joinedload(Activity.plan).joinedload(Plan.organization)
    return board.joinedload(Organization.parent)


def fetch_round(activity_id: int, *more: ExecutableOption) -> Activity:
    """Return a round with its window, its plan and whose it is, for a service (no gate)."""
    found = db.session.scalars(
        select(Activity)
        .options(joinedload(Activity.round).joinedload(Round.teams), _plan_and_superior(), *more)
        .where(Activity.id == activity_id)
    )
    return found.unique().one()


@dataclass
class Unit:
    """A unit chosen in a round, its session once that is set, and what is wrong with it.

    `put_off` is the session where it was put off and is not set again yet.
    """

    assignment: Assignment
    visit: Visit | None
    is_notified: bool
    put_off: Visit | None = None
    clashes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.assignment.organization.name

    @property
    def team_id(self) -> int | None:
        """The team that works with it, where the round has several."""
        return self.assignment.team_id

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
            -(by_visit[one.id].assignment.team_id or 0),  # the team as a whole
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
        teams = {by_visit[side.visit_id].team_id for side, _ in ours}
        if clash.person_id > 0 and len(ours) == 2 and len(teams) == 1:
            continue  # said of the team as a whole
        for mine, other in ours:
            told = by_key[clash.person_id, other.visit_id]
            who = f"Đồng chí {told.person} " if clash.person_id > 0 else "Đoàn "
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
    found = db.session.execute(
        select(Seat, User)
        .outerjoin(User, User.id == Seat.user_id)
        .where(Seat.activity_id == activity_id)
        .order_by(Seat.position, Seat.id)
    ).all()
    for seat, user in found:
        # Until it is committed, a place given to another still has who had it before.
        attributes.set_committed_value(seat, "user", user)
    return [seat for seat, _ in found]


def milestones_of(activity_ids: Iterable[int]) -> dict[tuple[int, str], Milestone]:
    """Return what rounds make due from the board, by the activity's id and the kind."""
    found = engine.found_among(KINDS, ABOUT, activity_ids)
    return {(number, kind): one for (kind, number), one in found.items()}


@dataclass
class Papers:
    """The papers of a round by kind: what is on its road, and what was withdrawn and not replaced.

    *in_force* are the issued ones that hold, oldest first: also while their successor is drafted.
    """

    drafts: dict[str, Document] = field(default_factory=dict)
    to_repeat: dict[str, Document] = field(default_factory=dict)
    in_force: list[Document] = field(default_factory=list)
    plan: Document | None = None  # the plan's own paper that holds, where it was asked for

    def issued(self, kind: str) -> Document | None:
        """Return the newest paper of a kind that holds."""
        return next((one for one in reversed(self.in_force) if one.kind == kind), None)


def papers_of(activity_ids: Iterable[int], plan_id: int = 0) -> dict[int, Papers]:
    """Return the papers of rounds, by the activity's id, with that of their plan: one query."""
    found = {activity_id: Papers() for activity_id in activity_ids}
    for document in db.session.scalars(
        select(Document)
        .options(defer(Document.content), defer(Document.composed), defer(Document.wording))
        .where(
            or_(
                and_(Document.subject_kind == ABOUT, Document.subject_id.in_(list(found))),
                and_(
                    Document.kind == PLAN,
                    Document.subject_kind == PLAN,
                    Document.subject_id == plan_id,
                ),
            ),
            Document.replaced_by_id.is_(None),
        )
        .order_by(Document.id)
    ):
        if document.subject_kind == PLAN:
            _add_plan(found, document)
            continue
        of = found[document.subject_id]
        if document.issued_at is None:
            of.drafts |= {document.kind: document} if document.withdrawn_at is None else {}
        elif document.withdrawn_at is None:
            of.in_force.append(document)
        else:
            of.to_repeat[document.kind] = document
    return found


def _add_plan(found: dict[int, Papers], document: Document) -> None:
    if document.issued_at is not None and document.withdrawn_at is None:
        for of in found.values():
            of.plan = document


def unreplaced(activity_id: int) -> list[Document]:
    """Return the issued papers of a round that hold or were withdrawn, none in their place."""
    found = papers_of([activity_id])[activity_id]
    issued = [*found.to_repeat.values(), *found.in_force]
    return sorted(issued, key=lambda document: document.id)


def in_force(activity_id: int) -> list[Document]:
    """Return the issued papers of a round that hold, oldest first: one query."""
    return papers_of([activity_id])[activity_id].in_force


def timeliness(due: Milestone | None, calendar: WorkingCalendar) -> Standing:
    """Return whether what is due came in time, or by how many working days late (R3)."""
    if due is None:
        return Standing("Không đặt thời hạn")
    days = (
        due.held_to or clock.local(due.due_at).date(),
        clock.local(due.done_at or clock.now()).date(),
    )
    late = calendar.working_days_late(*days)
    term = replace(due.term, late_by=f"{late} ngày làm việc" if late else "")
    return due_on(term, done="Đã xong" if term.is_late or term.is_excused else IN_TIME)


@dataclass(frozen=True)
class Line:
    """One round in the list of rounds."""

    activity: Activity
    counter: Standing
    chosen: int
    set: int
    held: int
    told: int
    announced: Standing
    papers: Papers
    reported: Standing

    @property
    def report(self) -> list[Standing]:
        """How the report stands: the one in force, and the draft that is to replace it."""
        kind = ROUND_REPORT.key
        issued, draft = self.papers.issued(kind), self.papers.drafts.get(kind)
        found = [issued.standing] if issued else []
        if draft:
            found.append(REPLACING[draft.state] if draft.replaces_id else draft.standing)
        return found

    @property
    def notified(self) -> Standing:
        """How the announcement stands; without a due day, whether there is one."""
        is_told = self.told and self.announced.tone == PLAIN
        return Standing("Đã thông báo", DONE) if is_told else self.announced


def counter(activity: Activity, chosen: int, announcement: Milestone | None) -> Standing:
    """Return how many units of a round are chosen of how many."""
    wanted = activity.round.units_wanted if activity.round else None
    is_late = announcement is not None and announcement.tone == "late"
    return Standing(*units_chosen(chosen, wanted, is_late=is_late))


def chosen(counter: Standing) -> Standing:
    """Return the counter with the words that it needs where it stands alone."""
    return replace(counter, words=f"Đã chọn {counter.words}")


def rounds() -> list[Line]:
    """Return the rounds of the plans that the signed-in person sees, the latest first."""
    activities = db.session.scalars(
        select(Activity)
        .join(Activity.plan)
        .outerjoin(Activity.round)
        .options(contains_eager(Activity.plan), contains_eager(Activity.round))
        .where(Activity.kind == ROUND.key, Plan.seen_by(me()))
        .order_by(Plan.year.desc(), Round.opens_on, Activity.position, Activity.id)
    ).all()
    ids = [one.id for one in activities]
    counts, owed, papers = _counts(ids), milestones_of(ids), papers_of(ids)
    calendar = calendar_of(me().issuer_id)
    none = (0, 0, 0, 0)
    return [
        Line(
            one,
            counter(one, counts.get(one.id, none)[0], owed.get((one.id, ANNOUNCEMENT.key))),
            *counts.get(one.id, none),
            announced=timeliness(owed.get((one.id, ANNOUNCEMENT.key)), calendar),
            papers=papers[one.id],
            reported=timeliness(owed.get((one.id, ROUND_REPORT.key)), calendar),
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
