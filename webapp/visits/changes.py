"""What changed in a month since its papers told it: found by comparing facts, kept nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from webapp.core.db import db
from webapp.documents.models import Document
from webapp.notices.models import Meeting, Notice, NoticeRevision
from webapp.plans.models import Assignment
from webapp.visits import papers
from webapp.visits.models import Visit


@dataclass(frozen=True)
class Difference:
    """A visit, with meeting and organization loaded, and what was told of its meeting before."""

    visit: Visit
    day: date
    hour: time
    place: str

    @property
    def is_cancelled(self) -> bool:
        return self.visit.cancelled_at is not None

    @property
    def is_at_another_time(self) -> bool:
        meeting = self.visit.meeting
        return (meeting.day, meeting.hour) != (self.day, self.hour)

    @property
    def is_elsewhere(self) -> bool:
        return self.visit.meeting.place != self.place


def since_told(
    assignment: Assignment, in_force: Sequence[Document] | None = None
) -> list[Difference]:
    """Return the visits whose meeting is not what the month's papers in force tell of it.

    What they told is the committee's list as it stood when the last of them was issued. Empty
    where no announcement is in force. Two queries, one where the papers *in_force* are known.
    """
    found = [
        Difference(
            visit, date.fromisoformat(row["day"]), time.fromisoformat(row["hour"]), row["place"]
        )
        for visit, row in _told(assignment, in_force)
        if visit.held_at is None and not row["cancelled"]
    ]
    return [one for one in found if one.is_cancelled or one.is_at_another_time or one.is_elsewhere]


def is_told(visit: Visit, assignment: Assignment) -> bool:
    """Return True where papers in force told of a visit, so that they can be amended."""
    return any(one.id == visit.id for one, _ in _told(assignment))


def _told(
    assignment: Assignment, in_force: Sequence[Document] | None = None
) -> list[tuple[Visit, dict[str, Any]]]:
    """Return the visits with meeting, organization and what was told of each, by time."""
    moment = _told_at(papers.in_force(assignment.id) if in_force is None else in_force)
    if moment is None:
        return []
    then = aliased(NoticeRevision)
    last = (
        select(func.max(then.number))
        .where(then.notice_id == Notice.id, then.saved_at < moment)
        .scalar_subquery()
    )
    found = db.session.execute(
        select(Visit, NoticeRevision.meetings)
        .join(Visit.meeting)
        .join(Notice, Notice.id == Meeting.notice_id)
        .join(
            NoticeRevision,
            (NoticeRevision.notice_id == Notice.id) & (NoticeRevision.number == last),
        )
        .options(contains_eager(Visit.meeting), joinedload(Visit.organization))
        .where(Visit.assignment_id == assignment.id)
        .order_by(Meeting.starts_at, Visit.id)
    ).all()
    # Lists that were kept before rows had their meeting's number tell nothing here.
    return [
        (visit, row)
        for visit, rows in found
        for row in rows
        if row.get("meeting_id") == visit.meeting_id
    ]


def _told_at(in_force: Sequence[Document]) -> datetime | None:
    """Return when the month was last announced or amended, if an announcement is in force."""
    if not any(one.kind == papers.ANNOUNCEMENT for one in in_force):
        return None
    moments = [one.issued_at for one in in_force if one.kind != papers.INVITATION]
    return max(moment for moment in moments if moment)
