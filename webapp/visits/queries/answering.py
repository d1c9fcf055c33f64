"""Who is named for a visit reads on the first screen that an answer is awaited."""

from sqlalchemy import exists, select
from sqlalchemy.orm import contains_eager

from webapp.accounts.models import OFFICE, User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.milestones.signals import OwedBesides
from webapp.milestones.standing import DUE, PLAIN, Standing, Term
from webapp.notices.models import Meeting
from webapp.visits.attendee_models import Attendee
from webapp.visits.kinds import ANNOUNCEMENT
from webapp.visits.models import Visit
from webapp.visits.papers.in_force import ABOUT

MOST = 30


def to_answer_of(who: User) -> list[OwedBesides]:
    """Return the announced visits to come for which *who* is named and has not answered.

    An office reads of its side on the list of what it owes. One query.
    """
    if who.is_any(OFFICE) and not who.is_board:
        return []
    is_announced = exists().where(
        Document.kind == ANNOUNCEMENT.key,
        Document.subject_kind == ABOUT,
        Document.subject_id == Visit.assignment_id,
        Document.in_state("issued"),
    )
    statement = (
        select(Attendee, Visit)
        .join(Attendee.visit)
        .join(Visit.meeting)
        .join(Visit.organization)
        .options(contains_eager(Visit.meeting), contains_eager(Visit.organization))
        .where(
            Attendee.user_id == who.id,
            Attendee.answer == "",
            Visit.seen_by(who),
            Visit.cancelled_at.is_(None),
            Visit.held_at.is_(None),
            Meeting.starts_at > clock.now(),
            is_announced,
        )
        .order_by(Meeting.starts_at, Attendee.id)
        .limit(MOST)
    )
    return [_told(one, visit) for one, visit in db.session.execute(statement)]


def _told(one: Attendee, visit: Visit) -> OwedBesides:
    starts_at = visit.meeting.starts_at
    is_soon = Term(starts_at, None, clock.now()).is_soon
    return OwedBesides(
        due="Trước buổi này",
        due_at=starts_at,
        label=f"Trả lời dự buổi sinh hoạt {visit.meeting.when}",
        unit=visit.organization.label,
        standing=Standing("Chưa trả lời", DUE if is_soon else PLAIN),
        href=f"/visits/{visit.id}/people/{one.id}",
    )
