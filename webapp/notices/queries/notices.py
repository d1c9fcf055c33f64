"""What this room reads."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Label, Select, and_, case, exists, false, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased, joinedload, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from webapp.accounts.models import OFFICE, PLANNER, User
from webapp.core import clock
from webapp.core.db import S, db
from webapp.milestones import engine
from webapp.milestones.kinds import MILESTONES
from webapp.milestones.models import Milestone, is_latest
from webapp.notices.kinds import MEETING_NOTICE, NOTICE
from webapp.notices.models import ABOUT, THEMATIC, Meeting, Notice, NoticeDraft, NoticeRevision
from webapp.organizations import naming
from webapp.organizations.models import Organization
from webapp.plans.kinds import keys_where
from webapp.plans.models import Activity, Assignment
from webapp.rules.months import next_month

SILENT, FILED, LATE = "silent", "filed", "late"
STATES = {SILENT: "Chưa gửi", FILED: "Đã gửi", LATE: "Trễ hạn"}
_MONTH = re.compile(r"(20[0-9]{2}|19[3-9][0-9])-(0[1-9]|1[0-2])")


def with_organization(*path: InstrumentedAttribute[list[Meeting]]) -> _AbstractLoad:
    """Load meetings with their organization and its superior, which make up its label."""
    organization = joinedload(Meeting.organization).joinedload(Organization.parent)
    return selectinload(*path).options(organization) if path else organization


def notice_of(assignment_id: int) -> Notice | None:
    """Return the notice filed for an assignment, with its meetings."""
    return db.session.scalars(
        select(Notice)
        .where(Notice.assignment_id == assignment_id)
        .options(with_organization(Notice.meetings))
    ).one_or_none()


def is_closed(assignment_id: int, meetings: Sequence[Meeting] = ()) -> bool:
    """Return True once the choice among the meetings is closed: nothing is amended then."""
    ending = engine.found_among(_ending(), "assignment", [assignment_id])
    is_done = any(one.done_at for one in ending.values())
    return is_done or any(meeting.answered_at for meeting in meetings)


def moved_into(assignment: Assignment) -> dict[tuple[int, date], date]:
    """Return the meetings of a committee that other lists moved into an assignment's month.

    By organization and day, with the month they were filed for: one query.
    """
    month = assignment.month or clock.today()
    rows = db.session.execute(
        select(Meeting.organization_id, Meeting.starts_at, Assignment.month)
        .join(Notice, Notice.id == Meeting.notice_id)
        .join(Assignment, Assignment.id == Notice.assignment_id)
        .where(
            Assignment.issuer_id == assignment.issuer_id,
            Assignment.organization_id == assignment.organization_id,
            Assignment.month != month,
            Meeting.cancelled_at.is_(None),
            Meeting.starts_at >= clock.at(month),
            Meeting.starts_at < clock.at(next_month(month)),
        )
    )
    return {
        (number, clock.local(starts_at).date()): filed_for
        for number, starts_at, filed_for in rows
        if filed_for
    }


def closed_among(assignment_ids: Sequence[int]) -> set[int]:
    """Return those of several assignments whose choice is closed (see `is_closed`): two queries."""
    ending = engine.found_among(_ending(), "assignment", assignment_ids)
    answered = db.session.scalars(
        select(Notice.assignment_id)
        .join(Meeting, Meeting.notice_id == Notice.id)
        .where(Notice.assignment_id.in_(assignment_ids), Meeting.answered_at.is_not(None))
    )
    return {number for (_, number), one in ending.items() if one.done_at} | set(answered)


def _ending() -> list[str]:
    """Return the kinds of what closes a list once it is done."""
    return [one.key for one in MILESTONES if one.ends_filing]


def meetings_of(notice_id: int) -> list[Meeting]:
    """Return the meetings of a notice in order, with their organizations."""
    return list(
        db.session.scalars(
            select(Meeting)
            .where(Meeting.notice_id == notice_id)
            .options(with_organization())
            .order_by(Meeting.starts_at, Meeting.id)
        )
    )


def revisions_of(notice_id: int) -> Sequence[NoticeRevision]:
    """Return every filing of a notice, newest first."""
    return db.session.scalars(
        select(NoticeRevision)
        .where(NoticeRevision.notice_id == notice_id)
        .options(joinedload(NoticeRevision.saved_by))
        .order_by(NoticeRevision.number.desc())
    ).all()


@dataclass(frozen=True)
class Filter:
    """What a reader of the list asks for; empty words ask for nothing."""

    month: date | None = None
    sought: str = ""
    state: str = ""

    @property
    def is_any(self) -> bool:
        return bool(self.month or self.sought or self.state)

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Filter":
        """Read it from an address; what makes no sense is passed over."""
        match = _MONTH.fullmatch(asked.get("month", ""))
        state = asked.get("state", "")
        return cls(
            date(int(match[1]), int(match[2]), 1) if match else None,
            asked.get("q", "")[:100],
            state if state in STATES else "",
        )


def months_for(who: User) -> list[date]:
    """Return the months in which *who* has something to file or to look at."""
    found = db.session.scalars(
        select(Assignment.month)
        .join(Assignment.activity)
        .where(*_monthly(who))
        .distinct()
        .order_by(Assignment.month)
    )
    return [month for month in found if month]


def listing(who: User, asked: Filter) -> Select[*tuple[Any, ...]]:
    """Select a row for each assignment that asks for a notice, filed or not, by month.

    Columns: assignment_id, month, name, note; notice_id, revision, filed_at, came_on_paper
    (None or False where nothing came); meetings, thematic, late, unkept (counts; unkept are late
    only because they fell due before the plan went out); due_at, act_by, is_impossible,
    recounted_from; let_go_at (the debt was closed); closed_at (the choice was); begun (rows of what
    the person's own office is typing, or None).
    """
    due, choice = aliased(Milestone), aliased(Milestone)
    statement = (
        select(
            Assignment.id.label("assignment_id"),
            Assignment.month,
            Organization.name,
            Notice.id.label("notice_id"),
            Notice.revision,
            Notice.filed_at,
            Notice.came_on_paper,
            *_counts(),
            due.due_at,
            due.act_by,
            due.is_impossible,
            due.recounted_from,
            due.closed_at.label("let_go_at"),
            choice.done_at.label("closed_at"),
            NoticeDraft.meetings.label("begun"),
        )
        .join(Assignment.organization)
        .join(Assignment.activity)
        .outerjoin(Notice, Notice.assignment_id == Assignment.id)
        .outerjoin(due, _about(due, [NOTICE.key]))
        .outerjoin(choice, _about(choice, _ending()))
        .outerjoin(NoticeDraft, (NoticeDraft.assignment_id == Assignment.id) & _typed_by(who))
        .where(*_monthly(who))
        .order_by(Assignment.month, Organization.sort_key, Assignment.id)
    )
    return _narrowed(statement, asked, due)


def _typed_by(who: User) -> ColumnElement[bool]:
    return NoticeDraft.seen_by(who) if who.is_any(OFFICE, PLANNER) else false()


def _about(milestone: type[Milestone], kinds: Sequence[str]) -> ColumnElement[bool]:
    return and_(
        milestone.kind.in_(kinds),
        milestone.subject_kind == "assignment",
        milestone.subject_id == Assignment.id,
        is_latest(milestone),
    )


def _counts() -> list[Label[int]]:
    """Return the counts of a notice's meetings, each worked out for the rows shown only."""
    told = aliased(Milestone)
    counted = {
        "meetings": func.count(),
        "thematic": func.sum(case((Meeting.kind == THEMATIC, 1), else_=0)),
        "late": func.sum(case((_is_late(told), 1), else_=0)),
        "unkept": func.sum(case((and_(_was_told_late(told), told.is_impossible), 1), else_=0)),
    }
    return [
        select(what)
        .select_from(Meeting)
        .outerjoin(told, _of_meeting(told))
        .where(Meeting.notice_id == Notice.id, Meeting.cancelled_at.is_(None))
        .correlate(Notice)
        .scalar_subquery()
        .label(name)
        for name, what in counted.items()
    ]


def _of_meeting(told: Any) -> ColumnElement[bool]:
    return and_(
        told.kind == MEETING_NOTICE.key,
        told.subject_kind == ABOUT,
        told.subject_id == Meeting.id,
        is_latest(told),
    )


def _was_told_late(told: Any) -> ColumnElement[bool]:
    late: ColumnElement[bool] = told.done_at > told.due_at
    return late


def _is_late(told: Any) -> ColumnElement[bool]:
    """Told late, and due on a day when the plan was out (R3)."""
    late: ColumnElement[bool] = told.done_at > told.late_after
    return late


def _narrowed(statement: S, asked: Filter, due: type[Milestone]) -> S:
    if asked.month:
        statement = statement.where(Assignment.month == asked.month)
    if asked.sought:
        statement = statement.where(naming.sought(asked.sought))
    if asked.state == SILENT:
        statement = statement.where(Notice.id.is_(None), due.closed_at.is_(None))
    if asked.state == FILED:
        statement = statement.where(Notice.id.is_not(None))
    if asked.state == LATE:
        told = aliased(Milestone)
        late_row = exists().where(
            Meeting.notice_id == Notice.id,
            Meeting.cancelled_at.is_(None),
            _of_meeting(told),
            _is_late(told),
        )
        silent = and_(Notice.id.is_(None), due.late_after < clock.now())
        statement = statement.where(or_(late_row, silent))
    return statement


def _monthly(who: User) -> tuple[ColumnElement[bool], ...]:
    """The conditions of an assignment for whose month units send their meetings."""
    monthly = keys_where(lambda kind: kind.is_monthly)
    return Assignment.seen_by(who), Activity.kind.in_(monthly), Assignment.month.is_not(None)
