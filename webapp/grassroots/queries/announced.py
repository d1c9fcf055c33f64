"""What a month of the grassroots is now, and how that differs from what its papers announced."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select

from webapp.core.db import db
from webapp.documents.models import Document
from webapp.grassroots.models import MonthlyCalendar
from webapp.grassroots.services.dues import ABOUT
from webapp.plans.kinds import ACTIVITIES
from webapp.plans.models import Assignment
from webapp.visits.announced import Announced, AnnouncedVisit, Difference, differences, united
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT
from webapp.visits.models import Visit
from webapp.visits.queries import changes
from webapp.visits.queries.told import ToldIn

_NONE: Sequence[int] = ()


def now_of(calendar: MonthlyCalendar) -> Announced:
    """Return the visits of a month to which somebody goes: one query."""
    visits = changes.visits_now(
        Visit.assignment_id.in_(_assignments(calendar)), content=lambda _kind, topic: topic
    )
    attended = (one for one in visits if one.people or one.cancelled is not None)
    return Announced(tuple(_alone(one) for one in attended))


def told_in(visit: Visit) -> ToldIn | None:
    """Return where a visit of a published month is announced; one query for the month."""
    assignment = visit.assignment
    if visit.meeting.is_session or not ACTIVITIES[assignment.activity.kind].has_calendar:
        return None
    calendar_id = db.session.scalars(
        select(MonthlyCalendar.id).where(
            MonthlyCalendar.activity_id == assignment.activity_id,
            MonthlyCalendar.month == assignment.month,
        )
    ).one_or_none()

    def now() -> AnnouncedVisit | None:
        found = changes.visit_now(visit, content=lambda _kind, topic: topic)
        return found and _alone(found)

    return ToldIn((ABOUT, calendar_id), visit.meeting_id, now) if calendar_id else None


def _assignments(calendar: MonthlyCalendar):  # type: ignore[no-untyped-def]
    return select(Assignment.id).where(
        Assignment.activity_id == calendar.activity_id, Assignment.month == calendar.month
    )


def _alone(visit: AnnouncedVisit) -> AnnouncedVisit:
    """To the grassroots people go alone, so that nobody's role is told."""
    people = tuple(replace(one, role="", position="") for one in visit.people or ())
    return replace(visit, people=people)


def unreplaced(calendar_id: int) -> Sequence[Document]:
    """Return the issued papers that announce a month and that none took the place of: one query.

    Those that were withdrawn are among them.
    """
    return db.session.scalars(
        select(Document)
        .where(
            Document.subject_kind == ABOUT,
            Document.subject_id == calendar_id,
            Document.kind.in_((ANNOUNCEMENT.key, AMENDMENT.key)),
            Document.issued_at.is_not(None),
            Document.replaced_by_id.is_(None),
        )
        .order_by(Document.id)
    ).all()


def in_force(calendar_id: int) -> list[Document]:
    """Return the issued papers of a month that hold, oldest first."""
    return [one for one in unreplaced(calendar_id) if one.withdrawn_at is None]


def told_by(
    document: Document, holding: Sequence[Document], calendar: MonthlyCalendar
) -> Announced:
    """Return what a month's issued paper has told, with the notices that amend it.

    Papers from before snapshots were kept told the lists of the units as they then stood.
    """
    known = changes.last_amendment(document, holding).facts is not None
    ids = _NONE if known else db.session.scalars(_assignments(calendar)).all()
    return changes.told_by(document, holding, *ids)


def since_announced(
    calendar: MonthlyCalendar, holding: Sequence[Document] | None = None
) -> list[Difference]:
    """Return what is not as a month's papers in force tell it; empty where none is in force."""
    known = in_force(calendar.id) if holding is None else holding
    told = changes.papers_told(known)
    if not told:
        return []
    now, at = now_of(calendar), changes.wall_clock()
    return united(differences(told_by(one, known, calendar), now, at) for one in told)
