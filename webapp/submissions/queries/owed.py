"""What units owe for their sessions, read from the rows: six queries, however many units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import contains_eager

from webapp.accounts.models import OFFICE, User
from webapp.attending.kinds import PREPARATION
from webapp.attending.models import Confirmation, Preparation
from webapp.core import clock
from webapp.core.db import db
from webapp.core.lists import grouped
from webapp.milestones.models import Milestone, is_latest
from webapp.milestones.signals import OwedBesides, Preparing
from webapp.milestones.standing import Standing, Term
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization, still_there
from webapp.plans.contents import belongs
from webapp.plans.kinds import keys_where
from webapp.plans.models import Activity, Assignment, ChecklistItem, Duty, is_there
from webapp.plans.round_models import AttendeeGroup, OutlinePart, RequiredPaper
from webapp.rules.zone import end_of_day
from webapp.submissions import owed as rule
from webapp.submissions.kinds import PAPERS_DUE, SELF_REPORT_DUE
from webapp.submissions.models import Submission
from webapp.submissions.owed import (
    Contents,
    Group,
    Known,
    Named,
    Owed,
    Paper,
    Report,
    Request,
    owed,
)
from webapp.submissions.paper_models import PaperRequest, UnitPaper
from webapp.submissions.queries.reports import Sending
from webapp.visits.attendee_models import LOWER, Attendee
from webapp.visits.models import Choice, Visit

MOST = 30  # sessions on a first screen
ASSIGNMENT, VISIT = "assignment", "visit"
Due = Mapping[tuple[str, int], Milestone]  # by kind and the id of the row


@dataclass(frozen=True)
class Session:
    """A unit and its session, if that is set: all that is owed for it."""

    assignment: Assignment
    visit: Visit | None
    name: str  # of the body
    known: Known
    items: Sequence[Owed] = field(default_factory=list)

    @property
    def tally(self) -> Standing:
        return rule.tally(self.items)

    @property
    def href(self) -> str:
        """The page of the list; the unit's papers while no session is set."""
        if self.visit is None:
            return self.known.papers_page
        return f"/visits/{self.visit.id}/owed"


def owed_for(visit: Visit) -> Session:
    """Return what the unit of one visit owes for it."""
    return _read(_sessions().where(Visit.id == visit.id))[0]


def owed_in(activity_id: int) -> list[Session]:
    """Return what each unit of a round owes, units in the order of their names.

    Of a session that was put off what was prepared stays; nothing is arranged for it.
    """
    return _read(
        _sessions()
        .where(Assignment.activity_id == activity_id)
        .order_by(Organization.sort_key, Assignment.id, Visit.id)
    )


def preparing_for(who: User) -> list[Preparing]:
    """Return the sessions ahead that a person's office prepares, and what no milestone tells."""
    if not who.is_any(OFFICE) or who.is_board:
        return []
    statement = _sessions().where(
        Visit.seen_by(who) | and_(Visit.id.is_(None), Assignment.seen_by(who), _is_told()),
        or_(Meeting.starts_at >= clock.at(clock.today()), Visit.id.is_(None)),
        Visit.held_at.is_(None),
        Activity.kind.in_(keys_where(lambda kind: not kind.has_calendar and not kind.is_own)),
        or_(Visit.id.is_not(None), Activity.kind.in_(keys_where(lambda kind: kind.has_window))),
        still_there(clock.today()),
    )
    order = (Meeting.starts_at.is_(None), Meeting.starts_at, Assignment.id)
    found = _read(statement.order_by(*order).limit(MOST))
    return [_preparing(one) for one in found if any(item.is_open for item in one.items)]


def _preparing(one: Session) -> Preparing:
    when = one.visit.meeting.when if one.visit else "chưa định buổi làm việc"
    besides = [
        OwedBesides(item.due, item.due_at, item.label, one.name, item.standing, item.href)
        for item in rule.not_due(one.items)
    ]
    return Preparing(when, one.name, one.tally, one.href, besides)


def _is_told() -> ColumnElement[bool]:
    return exists().where(Choice.assignment_id == Assignment.id)


Row = Select[Assignment, Visit | None, Submission | None, str, bool, bool, int, int]


def _sessions() -> Row:
    """Select units with the sessions that stand, their reports, and what they prepare."""
    stands = and_(Visit.assignment_id == Assignment.id, Visit.cancelled_at.is_(None))
    where = func.coalesce(Visit.organization_id, Assignment.organization_id)
    return (
        select(Assignment, Visit, Submission, Organization.name, *_asked())
        .join(Assignment.activity)
        .outerjoin(Visit, stands)
        .outerjoin(Meeting, Meeting.id == Visit.meeting_id)
        .join(Organization, Organization.id == where)
        .outerjoin(Submission, Submission.assignment_id == Assignment.id)
        .options(contains_eager(Visit.meeting), contains_eager(Assignment.activity))
    )


def _asked() -> tuple[
    ColumnElement[bool], ColumnElement[bool], ColumnElement[int], ColumnElement[int]
]:
    """Whether a report is asked for, and preparing; how many contents there are, and are ready."""
    activity = Activity.id
    reports = or_(
        exists().where(Duty.activity_id == activity, Duty.kind == SELF_REPORT_DUE.key),
        exists().where(OutlinePart.activity_id == activity, *is_there(OutlinePart)),
    )
    prepares = exists().where(Duty.activity_id == activity, Duty.kind == PREPARATION.key)
    contents = (
        select(func.count(ChecklistItem.id))
        .join(ChecklistItem.group)
        .where(belongs(Activity.plan_id, activity))
        .correlate(Activity)
        .scalar_subquery()
    )
    ready = (
        select(func.count(Preparation.id))
        .where(Preparation.visit_id == Visit.id, Preparation.is_ready.is_(True))
        .correlate(Visit)
        .scalar_subquery()
    )
    return reports, prepares, contents, ready


def _read(statement: Row) -> list[Session]:
    """Read the units of a statement with all that is owed for their sessions."""
    rows = db.session.execute(statement).all()
    ids = [row[0].id for row in rows]
    visit_ids = [row[1].id for row in rows if row[1] is not None]
    due = _due(ids, visit_ids)
    is_round = any(row[0].activity.kind in keys_where(lambda one: one.has_window) for row in rows)
    papers, requests = (_papers(ids), _requests(ids)) if is_round else ({}, {})
    groups = _groups(visit_ids) if is_round and visit_ids else {}
    is_attended = any(row[0].activity.kind in keys_where(lambda one: one.attends) for row in rows)
    named = _named(visit_ids) if is_attended and visit_ids else {}
    found = []
    for assignment, visit, submission, name, reports, prepares, contents, ready in rows:
        of_visit = visit.id if visit is not None else 0
        report = due.get((SELF_REPORT_DUE.key, assignment.id))
        own = due.get((PAPERS_DUE.key, assignment.id))
        known = Known(
            clock.now(),
            assignment.id,
            visit.id if visit is not None else None,
            report=_report(report, submission) if reports else None,
            papers=papers.get(assignment.id, ()),
            papers_term=_open(own or report),
            papers_are_due=own is not None and own.is_open,
            requests=requests.get(assignment.id, ()),
            contents=Contents(
                ready, contents, _term(due.get((PREPARATION.key, of_visit))), is_asked=prepares
            ),
            groups=groups.get(of_visit, ()),
            named=named.get(of_visit),
        )
        known = _arranged(known, visit)
        found.append(Session(assignment, visit, name, known, owed(known)))
    return found


def _arranged(known: Known, visit: Visit | None) -> Known:
    """Return what is known with what a session says of itself."""
    if visit is None:
        return known
    meeting = visit.meeting
    return replace(
        known,
        starts_at=meeting.starts_at if meeting.is_hour_set else end_of_day(meeting.day),
        is_session=meeting.is_session,
        where=meeting.where,
        is_hour_set=meeting.is_hour_set,
        ready_at=visit.ready_at,
    )


def _due(assignment_ids: Sequence[int], visit_ids: Sequence[int]) -> Due:
    sent = (SELF_REPORT_DUE.key, PAPERS_DUE.key)
    of_units = and_(
        Milestone.subject_kind == ASSIGNMENT,
        Milestone.subject_id.in_(assignment_ids),
        Milestone.kind.in_(sent),
    )
    of_visits = and_(
        Milestone.subject_kind == VISIT,
        Milestone.subject_id.in_(visit_ids),
        Milestone.kind == PREPARATION.key,
    )
    rows = db.session.scalars(select(Milestone).where(or_(of_units, of_visits), is_latest()))
    return {(one.kind, one.subject_id): one for one in rows}


def _term(due: Milestone | None) -> Term | None:
    return due.term if due is not None else None


def _open(due: Milestone | None) -> Term | None:
    return replace(due.term, done_at=None) if due is not None else None


def _report(due: Milestone | None, submission: Submission | None) -> Report:
    found = Sending.of(due, submission)
    return Report(found.term, found.is_begun, found.again)


def _papers(assignment_ids: Sequence[int]) -> dict[int, list[Paper]]:
    """Return the required papers by the unit, each with when its first file came."""
    came, last = func.min(UnitPaper.sent_at), func.max(UnitPaper.sent_at)
    of_unit = and_(
        UnitPaper.required_id == RequiredPaper.id, UnitPaper.assignment_id == Assignment.id
    )
    rows = db.session.execute(
        select(Assignment.id, RequiredPaper, came, last)
        .join(RequiredPaper, RequiredPaper.activity_id == Assignment.activity_id)
        .outerjoin(UnitPaper, of_unit)
        .where(Assignment.id.in_(assignment_ids))
        .group_by(Assignment.id, RequiredPaper.id)
        .order_by(RequiredPaper.position, RequiredPaper.id)
    )
    found: dict[int, list[Paper]] = {}
    for unit, row, first, newest in rows:
        paper = Paper(row.id, row.label, row.is_optional, first, newest)
        found.setdefault(unit, []).append(paper)
    return found


def _requests(assignment_ids: Sequence[int]) -> dict[int, list[Request]]:
    rows = db.session.scalars(
        select(PaperRequest)
        .where(PaperRequest.assignment_id.in_(assignment_ids))
        .order_by(PaperRequest.id)
    ).all()
    by_unit = grouped(rows, lambda one: one.assignment_id)
    return {
        key: [
            Request(one.id, one.text, one.due_at, one.answered_at, one.amended_at, one.closed_at)
            for one in own
        ]
        for key, own in by_unit.items()
    }


def _groups(visit_ids: Sequence[int]) -> dict[int, list[Group]]:
    """Return whom the unit of each session invites, with how many it says will come."""
    told = and_(Confirmation.group_id == AttendeeGroup.id, Confirmation.visit_id == Visit.id)
    rows = db.session.execute(
        select(Visit.id, AttendeeGroup.label, AttendeeGroup.is_required, Confirmation.count)
        .join(Visit.assignment)
        .join(AttendeeGroup, AttendeeGroup.activity_id == Assignment.activity_id)
        .outerjoin(Confirmation, told)
        .where(Visit.id.in_(visit_ids))
        .order_by(AttendeeGroup.position, AttendeeGroup.id)
    )
    found: dict[int, list[Group]] = {}
    for visit_id, label, is_required, count in rows:
        found.setdefault(visit_id, []).append(Group(label, is_required, count))
    return found


def _named(visit_ids: Sequence[int]) -> dict[int, Named]:
    """Return who of the unit's side is named for each visit, and has not answered."""
    rows = db.session.execute(
        select(Attendee.visit_id, Attendee.name, Attendee.answer)
        .where(Attendee.visit_id.in_(visit_ids), Attendee.side == LOWER)
        .order_by(Attendee.id)
    )
    return {
        visit_id: Named(len(own), [name for _, name, answer in own if not answer])
        for visit_id, own in grouped(rows, lambda row: row[0]).items()
    }
