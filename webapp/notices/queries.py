"""What this room reads."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased, joinedload, selectinload

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.milestones.models import Milestone
from webapp.milestones.services import find
from webapp.notices.models import THEMATIC, Meeting, Notice, NoticeRevision
from webapp.organizations.models import Organization
from webapp.plans.models import MONTHLY, PLAN, Activity, Assignment
from webapp.rules.text import fold

SILENT, FILED, LATE = "silent", "filed", "late"
STATES = {SILENT: "Chưa gửi", FILED: "Đã gửi", LATE: "Trễ hạn"}
_MONTH = re.compile(r"(20[0-9]{2}|19[3-9][0-9])-(0[1-9]|1[0-2])")


def with_organization(*path: InstrumentedAttribute[Any]) -> Any:
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
    choice = find("choice", "assignment", assignment_id)
    done = choice is not None and choice.done_at is not None
    return done or any(meeting.answered_at for meeting in meetings)


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

    @classmethod
    def of(cls, asked: Any) -> "Filter":
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
        .where(Assignment.seen_by(who), Activity.kind.in_(MONTHLY), Assignment.month.is_not(None))
        .distinct()
        .order_by(Assignment.month)
    )
    return [month for month in found if month]


def listing(who: User, asked: Filter) -> Select[Any]:
    """Select a row for each assignment that asks for a notice, filed or not, by month.

    Columns: assignment_id, month, name, note; notice_id, revision, filed_at, came_on_paper
    (None or False where nothing came); meetings, thematic, late, unkept (counts; unkept are late
    only because they fell due before the plan went out); due_at, act_by, is_impossible; closed_at.
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
            choice.done_at.label("closed_at"),
        )
        .join(Assignment.organization)
        .join(Assignment.activity)
        .outerjoin(Notice, Notice.assignment_id == Assignment.id)
        .outerjoin(due, _about(due, "notice"))
        .outerjoin(choice, _about(choice, "choice"))
        .where(Assignment.seen_by(who), Activity.kind.in_(MONTHLY), Assignment.month.is_not(None))
        .order_by(Assignment.month, Organization.sort_key, Assignment.id)
    )
    return _narrowed(statement, asked, due)


def _about(milestone: Any, kind: str) -> Any:
    return and_(
        milestone.kind == kind,
        milestone.subject_kind == "assignment",
        milestone.subject_id == Assignment.id,
    )


def _counts() -> list[Any]:
    """Return the counts of a notice's meetings, each worked out for the rows shown only."""
    counted = {
        "meetings": func.count(),
        "thematic": func.sum(case((Meeting.kind == THEMATIC, 1), else_=0)),
        "late": func.sum(case((_is_late(), 1), else_=0)),
        "unkept": func.sum(case((and_(_was_told_late(), ~_is_late()), 1), else_=0)),
    }
    return [
        select(what)
        .where(Meeting.notice_id == Notice.id, Meeting.cancelled_at.is_(None))
        .correlate(Notice, Activity)
        .scalar_subquery()
        .label(name)
        for name, what in counted.items()
    ]


def _was_told_late() -> ColumnElement[bool]:
    return Meeting.received_on > Meeting.due_on


def _is_late() -> ColumnElement[bool]:
    """Told late, and due on a day when the plan was out (R3)."""
    known_from = (
        select(Document.issued_on)
        .where(
            Document.kind == PLAN,
            Document.subject_kind == PLAN,
            Document.subject_id == Activity.plan_id,
            Document.issued_at.is_not(None),
        )
        .order_by(Document.issued_at)
        .limit(1)
        .correlate(Activity)
        .scalar_subquery()
    )
    return and_(_was_told_late(), or_(known_from.is_(None), Meeting.due_on >= known_from))


def _narrowed(statement: Select[Any], asked: Filter, due: Any) -> Select[Any]:
    if asked.month:
        statement = statement.where(Assignment.month == asked.month)
    for word in fold(asked.sought).split():
        statement = statement.where(Organization.search_key.contains(word, autoescape=True))
    if asked.state == SILENT:
        statement = statement.where(Notice.id.is_(None))
    if asked.state == FILED:
        statement = statement.where(Notice.id.is_not(None))
    if asked.state == LATE:
        late_row = exists().where(
            Meeting.notice_id == Notice.id,
            Meeting.cancelled_at.is_(None),
            _is_late(),
        )
        silent = and_(Notice.id.is_(None), due.due_at < clock.now(), due.is_impossible.is_(False))
        statement = statement.where(or_(late_row, silent))
    return statement
