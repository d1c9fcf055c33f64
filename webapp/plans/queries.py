"""What the screens of plans read."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager, defer, joinedload, selectinload

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import services as documents
from webapp.documents.standing import REPLACING
from webapp.milestones.services import Counting, counting_of
from webapp.milestones.standing import DONE, DUE, LATE, WAIT, Standing
from webapp.organizations.history import call_as_on, planned_between
from webapp.organizations.models import Organization
from webapp.plans.asked import Asked, asked_by
from webapp.plans.kinds import ACTIVITIES, DUTIES, PLAN_PAPER, ActivityKind
from webapp.plans.models import (
    PLAN,
    Activity,
    Assignment,
    BasisPaper,
    CommitteePlan,
    ContentGroup,
    Duty,
    Plan,
)
from webapp.plans.round_models import Round
from webapp.plans.services.dues import facts_of, windows_of
from webapp.plans.signals import Session
from webapp.rules import text as words
from webapp.rules.anchors import anchor_day
from webapp.rules.deadlines import Due, RuleError, impossible

WITH_ACTIVITIES = selectinload(Plan.activities).joinedload(Activity.duties)
WITH_GROUPS = selectinload(Plan.groups).joinedload(ContentGroup.items)
FULL_PLAN = (
    joinedload(Plan.bases),
    selectinload(Plan.lines),
    WITH_GROUPS,
    WITH_ACTIVITIES,
)

STATES = {
    "draft": Standing("Dự thảo văn bản"),
    "submitted": Standing("Đang trình duyệt", WAIT),
    "approved": Standing("Đã duyệt, chờ ban hành", DUE),
}

MOST_NAMED = 12  # units in one sentence


@dataclass
class Papers:
    """The papers of one plan: `issued` went out last, `draft` is on its road, `since` is the
    first day. What went out holds until a draft in its place is issued."""

    issued: Document | None = None
    draft: Document | None = None
    since: date | None = None

    @property
    def known_from(self) -> date:
        """The day committees could first know the plan; today while it is a draft."""
        return self.since or clock.today()

    @property
    def standing(self) -> Standing:
        """Where the plan's paper is: the one that went out, before any that is to replace it."""
        if self.issued is None:
            return STATES[self.draft.state] if self.draft else Standing("Chưa lập văn bản")
        if self.issued.withdrawn_at:
            return Standing("Văn bản đã thu hồi, chờ thay thế", LATE)
        return Standing(f"Đã ban hành số {self.issued.number_and_symbol}", DONE)

    @property
    def replacing(self) -> Standing | None:
        """Where the draft is that is to take the place of what went out."""
        return REPLACING[self.draft.state] if self.draft and self.issued else None

    @property
    def is_open(self) -> bool:
        """True while a paper may be composed: none is on its road, and none holds."""
        if self.draft is not None:
            return self.draft.state == "draft"
        return self.issued is None or self.issued.withdrawn_at is not None


def kinds_in_use(who: User) -> set[str]:
    """Return the kinds of activity in the plans that *who* may see: one query."""
    return set(
        db.session.scalars(
            select(Activity.kind).join(Activity.plan).where(Plan.seen_by(who)).distinct()
        )
    )


def papers(plan_ids: Iterable[int]) -> dict[int, Papers]:
    """Return the papers of plans, in one query."""
    found = {plan_id: Papers() for plan_id in plan_ids}
    for paper in db.session.scalars(
        select(Document)
        .options(defer(Document.content))
        .where(*_papers_of_any(found))
        .order_by(Document.id)
    ):
        of = found[paper.subject_id]
        if paper.issued_at:
            of.since = of.since or paper.issued_on
            of.issued = paper
        elif paper.withdrawn_at is None:
            of.draft = paper
    return found


def _papers_of_any(plan_ids: Iterable[int]) -> tuple[ColumnElement[bool], ...]:
    return (
        Document.kind == PLAN,
        Document.subject_kind == PLAN,
        Document.subject_id.in_(list(plan_ids)),
    )


def plan_in_force(plan_id: int, cited_by: Document | None = None) -> Document | None:
    """Return the issued paper of a plan that holds; for an issued paper, that held when it was."""
    return documents.in_force(PLAN_PAPER, (PLAN, plan_id), cited_by)


def call_as_in(plan: Plan, organizations: Iterable[Organization]) -> None:
    """Let organizations go by the names they had in the year of a plan that is over: one query."""
    last = date(plan.year, 12, 31)
    if last < clock.today():
        call_as_on(last, organizations)


def committees(plan: Plan) -> Sequence[Organization]:
    """Return the organizations that a plan of its year may reach, in the order of their labels.

    Which of them it must reach is `asked`'s to say.
    """
    first, last = date(plan.year, 1, 1), date(plan.year, 12, 31)
    found = db.session.scalars(
        select(Organization).where(
            Organization.issuer_id == plan.issuer_id, planned_between(first, last)
        )
    ).all()
    call_as_in(plan, found)
    return _by_label(found)


def asked(plan: Plan) -> Asked:
    """Return whom a plan asks, each list in the order of their labels."""
    found = asked_by(plan)
    call_as_in(plan, found.known)
    turns = {turn: _by_label(those) for turn, those in found.turns.items()}
    return Asked(_by_label(found.known), _by_label(found.committees), turns)


def _by_label(found: Iterable[Organization]) -> list[Organization]:
    return sorted(found, key=lambda one: (words.sort_key(one.label), one.id))


def assignments(plan: Plan) -> Sequence[Assignment]:
    """Return a plan's assignments, by month, with activity and organization."""
    found = db.session.scalars(
        select(Assignment)
        .join(Assignment.activity)
        .join(Assignment.organization)
        .options(contains_eager(Assignment.activity), contains_eager(Assignment.organization))
        .where(Activity.plan_id == plan.id)
        .order_by(Assignment.month, Organization.sort_key, Assignment.id)
    ).all()
    call_as_in(plan, (one.organization for one in found))
    return found


@dataclass
class Place:
    """One assignment as the table shows it. `due` is when the committee first owes something."""

    assignment: Assignment
    due: Due | None
    is_impossible: bool
    sharing: list[str]  # who else is in this month
    session: Session | None = None  # known where the plan's paper is written


@dataclass
class Reach:
    """A committee and its places in the plan: none is a fault (73-KH/BTCTU, V.1)."""

    organization: Organization
    places: list[Place] = field(default_factory=list)


@dataclass
class Grid:
    """An activity by months: each organization with its assignment of each month."""

    activity: Activity
    months: list[date]
    rows: list[tuple[Organization, dict[date, Assignment]]]

    @property
    def count(self) -> int:
        """How many assignments there are."""
        return sum(len(given) for _, given in self.rows)


@dataclass
class Overview:
    """Who is where in a plan. Where it need not reach all, nobody is left out."""

    rows: list[Reach]
    reaches_all: bool = True
    asked: Asked | None = None

    @property
    def unreached(self) -> list[Organization]:
        if not self.reaches_all:
            return []
        return [row.organization for row in self.rows if not row.places]

    @property
    def unreached_words(self) -> str:
        """The first of them by name, the others counted: hundreds fill a screen and a sheet."""
        return named(self.unreached)

    @property
    def in_table(self) -> list[tuple[Organization, list[Place]]]:
        """Who is named one by one: all that must be reached, else those with a place.

        Visits to the grassroots, where all have every month, stand in a grid (`grid`).
        """
        found = []
        for row in self.rows:
            places = [place for place in row.places if not _kind(place.assignment).has_calendar]
            if places or (self.reaches_all and not row.places):
                found.append((row.organization, places))
        return found

    def grid(self, activity: Activity) -> "Grid":
        """Return who has which months of an activity that is done by months."""
        rows: dict[int, tuple[Organization, dict[date, Assignment]]] = {}
        for row in self.rows:
            for place in row.places:
                one = place.assignment
                if one.activity_id == activity.id and one.month:
                    _, given = rows.setdefault(row.organization.id, (row.organization, {}))
                    given[one.month] = one
        months = sorted({month for _, held in rows.values() for month in held})
        return Grid(activity, months, list(rows.values()))

    @property
    def shared(self) -> dict[date, list[str]]:
        """Months in which several committees are attended, and their names."""
        months: dict[date, list[str]] = {}
        for place in self.where(lambda kind: kind.attends):
            if place.assignment.month:
                label = place.assignment.organization.label
                months.setdefault(place.assignment.month, []).append(label)
        return {month: names for month, names in months.items() if len(names) > 1}

    def of(self, kind: str) -> list[Place]:
        """Return the places in activities of one kind, by month and name."""
        return self.where(lambda one: one.key == kind)

    def where(self, asked: Callable[[ActivityKind], bool]) -> list[Place]:
        """Return the places in activities of whose kind something is true, likewise."""
        found = [
            place for row in self.rows for place in row.places if asked(_kind(place.assignment))
        ]
        return sorted(found, key=lambda place: str(place.assignment.month or ""))

    @property
    def impossible(self) -> list[Place]:
        return [place for row in self.rows for place in row.places if place.is_impossible]

    @property
    def too_late(self) -> list[tuple[list[str], date | None, Due]]:
        """The same, those together that fall due on one day for one month: names, month, due."""
        found: dict[tuple[int, date | None], tuple[list[str], date | None, Due]] = {}
        for place in self.impossible:
            one = place.assignment
            if place.due is not None:
                alike = found.setdefault((one.activity_id, one.month), ([], one.month, place.due))
                alike[0].append(one.organization.label)
        return list(found.values())


def named(found: Sequence[Organization]) -> str:
    """Return the first organizations by name, the others counted."""
    return some([one.label for one in found])


def some(labels: Sequence[str], most: int = MOST_NAMED) -> str:
    """Return the first of some labels, the others counted."""
    others = len(labels) - most
    told = ", ".join(labels[:most])
    return f"{told} và {others} đơn vị khác" if others > 0 else told


def _kind(assignment: Assignment) -> ActivityKind:
    return ACTIVITIES[assignment.activity.kind]


def overview(plan: Plan, known_from: date) -> Overview:
    """Return every committee that the plan must reach, with its places, and any other it reaches.

    *plan* has its activities and duties loaded.
    """
    whom = asked(plan) if plan.reaches_all else None
    rows = {one.id: Reach(one) for one in whom.committees} if whom else {}
    given = assignments(plan)
    counting = counting_of(plan.issuer_id)
    together: dict[date | None, list[Assignment]] = {}
    for one in given:
        if one.month and _kind(one).attends:
            together.setdefault(one.month, []).append(one)
    first_duties = {one.id: _first_duty(one) for one in plan.activities}
    windows = windows_of(one.id for one in plan.activities if ACTIVITIES[one.kind].has_window)
    due_days: dict[tuple[int, date | None], Due | None] = {}  # hundreds share a month
    for assignment in given:
        row = rows.setdefault(assignment.organization_id, Reach(assignment.organization))
        counted = assignment.activity_id, assignment.month
        if counted not in due_days:
            window = windows.get(assignment.activity_id)
            duty = first_duties[assignment.activity_id]
            due_days[counted] = _due(duty, assignment, window, counting)
        due = due_days[counted]
        others = [
            other.organization.label
            for other in together.get(assignment.month, ())
            if _kind(assignment).attends and other is not assignment
        ]
        late = due is not None and impossible(due, known_from)
        row.places.append(Place(assignment, due, late, others))
    return Overview(list(rows.values()), plan.reaches_all, whom)


def _first_duty(activity: Activity) -> Duty | None:
    """What the committee itself owes first: its calendar, or its report."""
    is_monthly = ACTIVITIES[activity.kind].is_monthly
    wanted = [one.key for one in DUTIES if (one.is_filing if is_monthly else one.is_for_all)]
    own = {duty.kind: duty for duty in activity.duties}
    return next((own[kind] for kind in wanted if kind in own), None)


def _due(
    duty: Duty | None, assignment: Assignment, window: Round | None, counting: Counting
) -> Due | None:
    anchor = anchor_day(duty.anchor, facts_of(duty, assignment, window)) if duty else None
    if duty is None or anchor is None:
        return None
    try:
        return counting.due(duty.rule, anchor)
    except RuleError:
        return None


def register(issuer_id: int) -> Sequence[BasisPaper]:
    """Return the register of papers that plans may rest on, by date."""
    return db.session.scalars(
        select(BasisPaper)
        .where(BasisPaper.issuer_id == issuer_id)
        .order_by(BasisPaper.issued_on, BasisPaper.id)
    ).all()


def committee_plans(plan_id: int) -> dict[int, CommitteePlan]:
    """Return what committees recorded of their own plans, by organization."""
    found = db.session.scalars(select(CommitteePlan).where(CommitteePlan.plan_id == plan_id))
    return {row.organization_id: row for row in found}


def committee_plan(plan_id: int, organization_id: int) -> CommitteePlan | None:
    """Return what one committee recorded."""
    return db.session.scalars(
        select(CommitteePlan).where(
            CommitteePlan.plan_id == plan_id, CommitteePlan.organization_id == organization_id
        )
    ).one_or_none()
