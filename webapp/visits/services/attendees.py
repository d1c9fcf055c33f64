"""Who of both levels is to be at a visit: named, answering, and told of once (73-KH/BTCTU, IV)."""

from sqlalchemy import select

from webapp.accounts.models import OFFICE, PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.forms import Values
from webapp.core.refusals import Refused
from webapp.documents.models import Document
from webapp.milestones import services as milestones
from webapp.organizations.models import Organization
from webapp.plans.models import Assignment
from webapp.visits.attendee_models import ANSWERS, CANNOT, LOWER, SENDS, Attendee
from webapp.visits.models import Visit
from webapp.visits.papers.in_force import is_announced

ABOUT = "attendees"  # what messages of one transaction are about, with the number of the visit
TWICE = "Đồng chí này đã có tên trong thành phần dự."


def add(visit: Visit, side: str, values: Values, who: User) -> Attendee:
    """Name somebody of a side. Raises Refused where the account is named already."""
    row = Attendee(visit_id=visit.id, side=side, **values)
    name(visit, row, who)
    db.session.commit()
    return row


def name(visit: Visit, row: Attendee, who: User) -> None:
    """Let somebody be among those who are to come. Raises as `add`; does not commit."""
    named = Attendee.user_id == row.user_id
    known = select(Attendee.id).where(Attendee.visit_id == visit.id, named)
    if row.user_id is not None and db.session.scalar(known) is not None:
        raise Refused(TWICE)
    db.session.add(row)
    db.session.flush()
    _tell_once_announced(visit, row, who, f"thêm đồng chí {row.name} vào thành phần dự")


def remove(visit: Visit, row: Attendee, who: User) -> None:
    """Take somebody out of those who are to come."""
    _tell_once_announced(visit, row, who, f"đồng chí {row.name} không còn trong thành phần dự")
    db.session.delete(row)
    db.session.commit()


def answer(visit: Visit, row: Attendee, values: Values, who: User) -> None:
    """Keep what somebody answers; the same again tells nobody anything."""
    kept = _as_answered(values)
    if any(getattr(row, name) != value for name, value in kept.items()):
        for name, value in kept.items():
            setattr(row, name, value)
        row.answered_at, row.answered_by_id = clock.now(), who.id
        db.session.flush()
        _tell_answer(visit, row, who)
    db.session.commit()


def _as_answered(values: Values) -> Values:
    """Return an answer without what belongs to another."""
    given = values["answer"]
    return {
        "answer": given,
        "substitute": values["substitute"] if given == SENDS else "",
        "reason": values["reason"] if given == CANNOT else "",
    }


def _tell_answer(visit: Visit, row: Attendee, who: User) -> None:
    words = f"đồng chí {row.name}: {ANSWERS[row.answer].lower()}"
    if said := row.substitute or row.reason:
        words = f"{words} ({said})"
    people = set(milestones.people_of(visit.issuer_id, PLANNER))
    if row.side == LOWER or is_announced(visit.assignment_id):
        people |= _offices(visit)
    _tell(visit, row, who, words, people)


def _tell_once_announced(visit: Visit, row: Attendee, who: User, words: str) -> None:
    """Tell a change of what was announced; before that nobody was told anything."""
    if is_announced(visit.assignment_id):
        people = {*milestones.people_of(visit.issuer_id, PLANNER), *_offices(visit)}
        _tell(visit, row, who, words, people)


def _tell(visit: Visit, row: Attendee, who: User, words: str, people: set[int]) -> None:
    """Tell what changed; of a visit that was held the record is mended in silence."""
    if visit.held_at is not None:
        return
    unit = db.session.get_one(Organization, visit.organization_id)
    told = people if row.user_id is None else {*people, row.user_id}
    milestones.notify(
        told - {who.id},
        f"Buổi dự tại {unit.name}: {words}.",
        f"/visits/{visit.id}/people",
        about=(ABOUT, visit.id),
    )


def _offices(visit: Visit) -> set[int]:
    """Return who works in the offices of the unit and of the committee whose month it is."""
    committee = db.session.get_one(Assignment, visit.assignment_id).organization_id
    found: set[int] = set()
    for number in {visit.organization_id, committee}:
        where = db.session.get_one(Organization, number)
        found |= set(milestones.people_of(visit.issuer_id, OFFICE, organization=where))
    return found


def tell_named(document: Document) -> None:
    """Ask those who were named, and have an account, as the announcement goes out.

    Does not commit.
    """
    rows = db.session.execute(
        select(Attendee.user_id, Attendee.visit_id, Organization.name)
        .join(Visit, Visit.id == Attendee.visit_id)
        .join(Organization, Organization.id == Visit.organization_id)
        .where(
            Visit.assignment_id == document.subject_id,
            Visit.cancelled_at.is_(None),
            Attendee.user_id.is_not(None),
            Attendee.answer == "",
        )
    )
    for user_id, visit_id, unit in rows:
        if user_id is None:
            continue
        told = f"Đồng chí có tên trong thành phần dự buổi sinh hoạt tại {unit}, hãy trả lời."
        milestones.notify([user_id], told, f"/visits/{visit_id}/people", about=(ABOUT, visit_id))
