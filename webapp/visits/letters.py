"""The feedback letter: composed from the findings, and what its issuing sets going."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import OFFICE, User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents import services as documents
from webapp.documents.models import Document, DocumentStep
from webapp.documents.signals import issued, withdrawn
from webapp.documents.wording import book
from webapp.milestones import services as milestones
from webapp.organizations.models import Issuer
from webapp.plans.models import Activity, Assignment
from webapp.visits.choosing import Refused
from webapp.visits.findings import lock
from webapp.visits.letter_text import letter
from webapp.visits.models import Recommendation, Visit
from webapp.visits.sheets import LETTER, Sheet, whole

ABOUT = "visit"
REMEDY_RULE = "on the day"


def compose(visit: Visit, who: User, *, anew: bool = False) -> Document:
    """Compose the letter from the findings, or compose its draft again.

    Raises `Refused` before the findings are completed, once the letter has left its author's
    desk, and, unless *anew*, where somebody edited the draft: that wording would be lost.
    """
    lock(visit)
    if visit.cancelled_at or visit.held_at is None:
        raise Refused("Chưa soạn được: kết quả dự, giám sát của buổi này chưa hoàn thành.")
    found = documents.current(LETTER, (ABOUT, visit.id))
    if found is not None and not anew and was_edited(found):
        raise Refused("Dự thảo đã được sửa tay. Soạn lại từ kết quả sẽ bỏ những chỗ sửa đó.")
    visit = whole(visit.id)
    plan_paper = documents.current("plan", ("plan", visit.assignment.activity.plan_id))
    issuer = db.session.get_one(Issuer, visit.issuer_id)
    paper = letter(issuer, Sheet(visit), plan_paper, book(issuer.id, LETTER))
    try:
        return documents.compose(
            LETTER,
            (ABOUT, visit.id),
            visit.organization,
            paper,
            who,
            [visit.assignment.organization_id],
        )
    except documents.NotReady as error:
        raise Refused(str(error)) from None


def was_edited(document: Document) -> bool:
    """Return True when somebody changed the wording since the draft was last composed."""
    last = db.session.scalars(
        select(DocumentStep.action)
        .where(
            DocumentStep.document_id == document.id,
            DocumentStep.action.in_(("composed", "edited")),
        )
        .order_by(DocumentStep.id.desc())
        .limit(1)
    ).one_or_none()
    return last == "edited"


def has_edited_draft(visit: Visit) -> bool:
    """Return True when the visit's letter is a draft that somebody edited."""
    found = documents.current(LETTER, (ABOUT, visit.id))
    return found is not None and found.state == "draft" and was_edited(found)


@issued.connect
def letter_issued(document: Document) -> None:
    """Make the unit owe each remedy by its day, and tell the committee. Does not commit."""
    if (document.kind, document.subject_kind) != (LETTER, ABOUT):
        return
    visit = db.session.get_one(Visit, document.subject_id)
    milestones.mark_done(LETTER, (ABOUT, visit.id), document.number_and_symbol)
    assignment = db.session.scalars(
        select(Assignment)
        .where(Assignment.id == visit.assignment_id)
        .options(joinedload(Assignment.organization), joinedload(Assignment.activity))
    ).one()
    for recommendation in _recommendations(visit):
        _owe(recommendation, assignment.activity)
    milestones.tell(
        milestones.people_of(visit.issuer_id, OFFICE, organization=assignment.organization),
        f"Thông báo kết quả {document.number_and_symbol}: {document.summary}",
        f"/documents/{document.id}",
    )


@withdrawn.connect
def letter_withdrawn(document: Document) -> None:
    """Owe the letter again; until it is back, nobody owes what it asked for. Does not commit."""
    if (document.kind, document.subject_kind) != (LETTER, ABOUT):
        return
    visit = db.session.get_one(Visit, document.subject_id)
    milestones.reopen(LETTER, (ABOUT, visit.id))
    for recommendation in _recommendations(visit):
        milestones.drop(("recommendation", recommendation.id), "remedy")


def _recommendations(visit: Visit) -> list[Recommendation]:
    return list(
        db.session.scalars(
            select(Recommendation)
            .where(Recommendation.visit_id == visit.id, Recommendation.text != "")
            .options(joinedload(Recommendation.organization))
            .order_by(Recommendation.id)
        )
    )


def _owe(recommendation: Recommendation, activity: Activity) -> None:
    if recommendation.due_on is None:
        return
    milestones.set_milestone(
        kind="remedy",
        subject=("recommendation", recommendation.id),
        organization=recommendation.organization,
        label=f"Thực hiện kiến nghị: {' '.join(recommendation.text.split())[:120]}",
        owner="unit",
        rule=REMEDY_RULE,
        anchor=recommendation.due_on,
        plan_id=activity.plan_id,
        known_from=clock.today(),
    )
