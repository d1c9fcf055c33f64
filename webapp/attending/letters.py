"""The feedback letter: composed from the findings, and what its issuing sets going."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import OFFICE, User
from webapp.attending.findings import lock
from webapp.attending.letter_text import letter
from webapp.attending.models import Recommendation
from webapp.attending.sheets import Sheet, whole
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import services as documents
from webapp.documents.models import Document
from webapp.documents.signals import acknowledged, issued, withdrawn
from webapp.documents.wording import book
from webapp.milestones import services as milestones
from webapp.organizations.history import call_as_on
from webapp.organizations.models import Issuer
from webapp.plans.models import Activity, Assignment
from webapp.visits.models import Visit
from webapp.visits.papers import LETTER

ABOUT = "visit"
REMEDY_RULE = "on the day"
RECEIPT, RECEIPT_RULE = "acknowledge", "3 working days after"
PAPER = "document"  # what the receipt is owed for


def compose(visit: Visit, who: User, *, anew: bool = False) -> Document:
    """Compose the letter from the findings, or compose its draft again.

    Raises `Refused` before the findings are completed and once the letter has left its author's
    desk; unless *anew*, `Edited` where somebody edited the draft.
    """
    lock(visit)
    if visit.cancelled_at or visit.held_at is None:
        raise Refused("Chưa soạn được: kết quả dự, giám sát của buổi này chưa hoàn thành.")
    visit = whole(visit.id)
    held_on = clock.local(visit.meeting.starts_at).date()
    call_as_on(held_on, (visit.organization, visit.assignment.organization))
    plan_paper = documents.current("plan", ("plan", visit.assignment.activity.plan_id))
    issuer = db.session.get_one(Issuer, visit.issuer_id)
    paper = letter(issuer, Sheet(visit), plan_paper, book(issuer.id, LETTER))
    return documents.compose(
        LETTER,
        (ABOUT, visit.id),
        visit.organization,
        paper,
        who,
        [visit.assignment.organization_id],
        anew=anew,
    )


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
    milestones.set_milestone(
        kind=RECEIPT,
        subject=(PAPER, document.id),
        organization=assignment.organization,
        label=f"Xác nhận đã nhận thông báo kết quả {document.number_and_symbol}",
        owner="unit",
        rule=RECEIPT_RULE,
        anchor=clock.today(),
        plan_id=assignment.activity.plan_id,
        known_from=clock.today(),
    )
    milestones.tell(
        milestones.people_of(visit.issuer_id, OFFICE, organization=assignment.organization),
        f"Thông báo kết quả {document.number_and_symbol}: {document.summary}",
        f"/documents/{document.id}",
    )


@acknowledged.connect
def letter_received(document: Document, *, organization_id: int, who: User) -> None:
    """Note that the committee has the letter. Does not commit."""
    if (document.kind, document.subject_kind) != (LETTER, ABOUT):
        return
    owed = milestones.find(RECEIPT, PAPER, document.id)
    if owed is not None and owed.organization_id == organization_id:
        milestones.mark_done(RECEIPT, (PAPER, document.id), who.full_name)


@withdrawn.connect
def letter_withdrawn(document: Document) -> None:
    """Owe the letter again; until it is back, nobody owes what it asked for. Does not commit."""
    if (document.kind, document.subject_kind) != (LETTER, ABOUT):
        return
    visit = db.session.get_one(Visit, document.subject_id)
    milestones.reopen(LETTER, (ABOUT, visit.id))
    milestones.drop((PAPER, document.id), RECEIPT)
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
