"""What holds now of visits, what their papers announced, and how the two differ.

Found by comparing a paper's snapshot with rows: nobody who changes a row notes it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select
from sqlalchemy.orm import aliased

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.notices.models import WORKING, Meeting, Notice, NoticeRevision
from webapp.organizations.models import Organization
from webapp.plans.models import Assignment
from webapp.plans.round_models import SEAT_ROLES
from webapp.visits.announced import (
    Announced,
    AnnouncedVisit,
    Change,
    Difference,
    Person,
    differences,
    from_json,
    united,
)
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT, INVITATION
from webapp.visits.models import TEAM_ROLES, TeamMember, Visit
from webapp.visits.papers import in_force as papers
from webapp.visits.papers.announcement import kind_and_topic
from webapp.visits.queries.guests import guests_of


def wall_clock() -> datetime:
    """Return this moment as the wall clock shows it, naive, as `announced` compares it."""
    return clock.local(clock.now()).replace(tzinfo=None)


def visits_now(
    *which: ColumnElement[bool], content: Callable[[str, str], str] = kind_and_topic
) -> tuple[AnnouncedVisit, ...]:
    """Return the visits that hold now, by time, with who goes, heads first: one query.

    One whose meeting is cancelled says so; one that nobody attends any more is left out. *content*
    says of what kind and topic a meeting is.
    """
    rows = db.session.execute(
        select(
            *_COLUMNS,
            Organization.name.label("unit"),
            TeamMember.role,
            User.full_name,
            User.position,
        )
        .select_from(Visit)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .join(Organization, Organization.id == Visit.organization_id)
        .outerjoin(TeamMember, TeamMember.visit_id == Visit.id)
        .outerjoin(User, User.id == TeamMember.user_id)
        .where(*which, Visit.cancelled_at.is_(None) | Meeting.cancelled_at.is_not(None))
        .order_by(Meeting.starts_at, Visit.id, TeamMember.id)
    )
    by_meeting: dict[int, list[Row[Any]]] = {}
    for row in rows:
        by_meeting.setdefault(row.meeting_id, []).append(row)
    return tuple(
        replace(_visit_now(found), content=content(found[0].kind, found[0].topic))
        for found in by_meeting.values()
    )


_COLUMNS = (
    Visit.meeting_id,
    Visit.cancelled_at.label("cancelled_at"),
    Visit.held_at,
    func.coalesce(func.nullif(Meeting.cancel_reason, ""), Visit.cancel_reason).label("reason"),
    Meeting.starts_at,
    Meeting.is_hour_set,
    Meeting.is_hour_later,
    Meeting.place,
    Meeting.phone,
    Meeting.kind,
    Meeting.topic,
)


def _visit_now(rows: Sequence[Row[Any]]) -> AnnouncedVisit:
    """Return one visit of its rows, one for each person who goes."""
    row, starts_at = rows[0], clock.local(rows[0].starts_at)
    order = list(SEAT_ROLES if row.kind == WORKING else TEAM_ROLES)
    people = [Person(one.full_name, one.role, one.position) for one in rows if one.role]
    return AnnouncedVisit(
        key=row.meeting_id,
        unit=row.unit,
        day=starts_at.date(),
        hour=starts_at.time() if row.is_hour_set else None,
        is_hour_later=row.is_hour_later,
        place=row.place,
        phone=row.phone,
        people=tuple(sorted(people, key=lambda one: order.index(one.role))),
        cancelled=row.reason if row.cancelled_at else None,
        is_held=row.held_at is not None,
    )


def visit_now(
    visit: Visit, content: Callable[[str, str], str] = kind_and_topic
) -> AnnouncedVisit | None:
    """Return the same of one visit, which comes with its meeting, its body and its team; None for
    one that nobody attends any more: no query."""
    meeting = visit.meeting
    if visit.cancelled_at and not meeting.cancelled_at:
        return None
    order = list(SEAT_ROLES if meeting.kind == WORKING else TEAM_ROLES)
    team = sorted(visit.team, key=lambda one: (order.index(one.role), one.id))
    return AnnouncedVisit(
        key=meeting.id,
        unit=visit.organization.name,
        day=meeting.day,
        hour=meeting.hour if meeting.is_hour_set else None,
        is_hour_later=meeting.is_hour_later,
        place=meeting.place,
        phone=meeting.phone,
        content=content(meeting.kind, meeting.topic),
        people=tuple(Person(one.user.full_name, one.role, one.user.position) for one in team),
        cancelled=(meeting.cancel_reason or visit.cancel_reason) if visit.cancelled_at else None,
        is_held=visit.held_at is not None,
    )


def now_of(assignment: Assignment, *, with_guests: bool = False) -> Announced:
    """Return what a committee's month is now: one query, with the guests two."""
    return Announced(
        visits=visits_now(Visit.assignment_id == assignment.id),
        guests=guests_of(assignment) if with_guests else None,
    )


def since_announced(
    assignment: Assignment,
    in_force: Sequence[Document] | None = None,
    now: Announced | None = None,
) -> list[Difference]:
    """Return what is not as the month's papers in force tell it; empty where none is in force.

    What the month is *now*, with its guests, is not asked for where it is known.
    """
    return united(found for _, found in by_paper(assignment, in_force, now))


def by_paper(
    assignment: Assignment,
    in_force: Sequence[Document] | None = None,
    now: Announced | None = None,
) -> list[tuple[Document, tuple[Difference, ...]]]:
    """Return the month's papers in force that do not tell what holds, each with what differs.

    One query where the papers *in_force* are known, two where guests were told; none where it is
    known what the month is *now*.
    """
    known = papers.in_force(assignment.id) if in_force is None else in_force
    told = papers_told(known)
    if not told:
        return []
    before = [told_by(one, known, assignment.id) for one in told]
    with_guests = any(one.guests is not None for one in before)
    if now is None:
        now = now_of(assignment, with_guests=with_guests)
    elif not with_guests:
        now = replace(now, guests=None)
    at = wall_clock()
    found = ((paper, differences(one, now, at)) for paper, one in zip(told, before, strict=True))
    return [(paper, changed) for paper, changed in found if changed]


def papers_told(in_force: Sequence[Document]) -> list[Document]:
    """Return the papers in force that others amend: the announcement first, then the invitation."""
    kinds = (ANNOUNCEMENT.key, INVITATION.key)
    found = [one for one in in_force if one.kind in kinds and one.issued_at]
    return sorted(found, key=lambda one: kinds.index(one.kind))


def last_amendment(document: Document, in_force: Sequence[Document]) -> Document:
    """Return the paper that says last what *document* announced: a later notice, or itself."""
    issued_at = document.issued_at or clock.now()
    later = [
        one
        for one in in_force
        if one.kind == AMENDMENT.key and one.issued_at and one.issued_at >= issued_at
    ]
    return later[-1] if later else document


def told_by(document: Document, in_force: Sequence[Document], *assignment_ids: int) -> Announced:
    """Return what an issued paper, with the notices that amend it, has told: no query.

    Papers from before snapshots were kept told the lists of *assignment_ids* as they then stood
    (one query).
    """
    last = last_amendment(document, in_force)
    if last.facts is not None:
        return from_json(last.facts)
    return _from_lists(assignment_ids, last.issued_at or clock.now())


def _from_lists(assignment_ids: Sequence[int], moment: datetime) -> Announced:
    """Return the visits as the lists of meetings told them at a moment; who went is not known."""
    then = aliased(NoticeRevision)
    last = (
        select(func.max(then.number))
        .where(then.notice_id == Notice.id, then.saved_at < moment)
        .scalar_subquery()
    )
    found = db.session.execute(
        select(Visit.meeting_id, Organization.name, NoticeRevision.meetings)
        .join(Organization, Organization.id == Visit.organization_id)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .join(Notice, Notice.id == Meeting.notice_id)
        .join(
            NoticeRevision,
            (NoticeRevision.notice_id == Notice.id) & (NoticeRevision.number == last),
        )
        .where(
            Visit.assignment_id.in_(assignment_ids),
            Visit.cancelled_at.is_(None) | (Visit.cancelled_at > moment),
        )
        .order_by(Meeting.starts_at, Visit.id)
    ).all()
    # Lists that were kept before rows had their meeting's number tell nothing here.
    visits = [
        AnnouncedVisit(key=meeting_id, unit=unit, day=row.day, hour=row.hour, place=row.place)
        for meeting_id, unit, rows in found
        for row in rows
        if row.meeting_id == meeting_id and not row.cancelled
    ]
    return Announced(visits=tuple(visits))


@dataclass(frozen=True)
class ChangeLine:
    """What changed of one visit, or of the whole, in words for a page."""

    key: int
    name: str
    announced: str
    becomes: str


def lines_of(changes: Iterable[Difference]) -> list[ChangeLine]:
    """Return changes as a page tells them: all of one visit in one line."""
    by_visit: dict[tuple[int, str], list[Difference]] = {}
    for one in changes:
        key = one.visit.key if one.visit else 0
        by_visit.setdefault((key, "" if key else one.kind + one.label), []).append(one)
    return [_line(found) for found in by_visit.values()]


def _line(found: Sequence[Difference]) -> ChangeLine:
    first = found[0]
    if first.visit is None:
        name = first.label or _OF_WHOLE[first.kind]
        was, becomes = ("; ".join(texts) or "–" for texts in (first.was, first.becomes))
        return ChangeLine(0, name, f"đã thông báo {was}", f"nay là {becomes}")
    announced = f"đã thông báo {_when_where(first.before)}" if first.before else ""
    return ChangeLine(first.visit.key, first.visit.unit, announced, _becomes(found))


_OF_WHOLE = {Change.TEAM: "Thành phần Đoàn giám sát", Change.GUESTS: "Thành phần được mời"}


def _becomes(found: Sequence[Difference]) -> str:
    kinds, now = {one.kind for one in found}, found[0].now
    if now is None:
        return "nay không bố trí dự"
    if Change.ADDED in kinds:
        return f"bổ sung, {_when_where(now)}"
    if Change.CANCELLED in kinds:
        return f"hủy, lý do: {now.cancelled}"
    parts = []
    if Change.TIME in kinds:
        parts.append(f"đổi thời gian thành {_when(now)}")
    if Change.PLACE in kinds:
        parts.append(f"đổi địa điểm thành {now.place}")
    if Change.CONTENT in kinds:
        parts.append(f"đổi nội dung thành {now.content}")
    if Change.PEOPLE in kinds:
        names = ", ".join(one.name for one in now.people or ()) or "chưa có ai"
        parts.append(f"người dự nay là {names}")
    return "; ".join(parts)


def _when_where(visit: AnnouncedVisit) -> str:
    return f"{_when(visit)} tại {visit.place}"


def _when(visit: AnnouncedVisit) -> str:
    if visit.day is None:
        return "chưa định ngày"
    hour = f"{visit.hour:%H:%M} " if visit.hour else ""
    return f"{hour}ngày {visit.day:%d/%m/%Y}"
