"""Announcing a round, inviting to it, and what follows when that is issued or withdrawn."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import selectinload

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import services as documents
from webapp.documents.models import Document, DocumentRecipient
from webapp.documents.signals import issued, withdrawn
from webapp.documents.wording import book
from webapp.milestones import services as milestones
from webapp.organizations.models import Issuer, Organization
from webapp.plans import contents
from webapp.plans.models import Activity, Assignment, ContentGroup
from webapp.plans.round_models import AttendeeGroup, OutlinePart, RequiredPaper, Seat
from webapp.rounds import drawing, papers_due, queries, services
from webapp.rounds.dues import ABOUT, ANNOUNCEMENT
from webapp.rounds.papers import INVITATION
from webapp.visits import dues
from webapp.visits.models import Choice

OUTLINE = "Báo cáo kết quả theo đề cương"


def announce(activity: Activity, who: User, *, anew: bool = False) -> Document:
    """Compose the announcement to the chosen units. *activity* has plan and round loaded.

    Raises `Refused` while the round has no window or no unit, else as `documents.compose` does.
    """
    facts = facts_of(activity)
    if not facts.units:
        raise Refused("Chưa chọn đơn vị nào cho đợt này.")
    return documents.compose(
        ANNOUNCEMENT,
        (ABOUT, activity.id),
        db.session.get_one(Organization, activity.plan.organization_id),
        drawing.announcement(facts, book(facts.issuer.id, ANNOUNCEMENT)),
        who,
        recipients=[unit.assignment.organization_id for unit in facts.units],
        anew=anew,
    )


def invite(activity: Activity, who: User, *, anew: bool = False) -> Document:
    """Compose the invitation to the kick-off and the sessions. Raises as `announce` does."""
    facts = facts_of(activity)
    own = db.session.get_one(Organization, activity.plan.organization_id)
    return documents.compose(
        INVITATION,
        (ABOUT, activity.id),
        own,
        drawing.invitation(facts, book(facts.issuer.id, INVITATION)),
        who,
        recipients=[own.parent_id] if own.parent_id else [],
        anew=anew,
    )


def facts_of(activity: Activity) -> drawing.Facts:
    """Gather what a round's papers tell. Raises `Refused` where it has no window yet."""
    window, plan = activity.round, activity.plan
    if window is None:
        raise Refused("Hãy ghi thời gian của đợt trong kế hoạch trước.")
    own = db.session.get_one(Organization, plan.organization_id)
    above = db.session.get(Organization, own.parent_id) if own.parent_id else None
    return drawing.Facts(
        issuer=db.session.get_one(Issuer, plan.issuer_id),
        superior=(above.committee_name or above.name) if above else "",
        plan=plan,
        plan_paper=documents.current("plan", ("plan", plan.id)),
        activity=activity,
        window=window,
        contents=contents_of(activity),
        units=queries.units_of(activity),
        seats=queries.seats_of(activity.id),
        groups=groups_of(activity.id),
        papers=papers_to_send(activity.id),
        papers_due=papers_due.due_of(activity, papers_due.duty_of(activity.id)),
        replaced=list(queries.papers_of([activity.id])[activity.id].to_repeat.values()),
    )


def contents_of(activity: Activity) -> Sequence[ContentGroup]:
    """Return the groups of contents that the round looks at, with their items."""
    return db.session.scalars(
        select(ContentGroup)
        .options(selectinload(ContentGroup.items))
        .where(contents.belongs(activity.plan_id, activity.id))
        .order_by(ContentGroup.position, ContentGroup.id)
    ).all()


def groups_of(activity_id: int) -> Sequence[AttendeeGroup]:
    """Return the people whom each unit invites."""
    return db.session.scalars(
        select(AttendeeGroup)
        .where(AttendeeGroup.activity_id == activity_id)
        .order_by(AttendeeGroup.position, AttendeeGroup.id)
    ).all()


def papers_to_send(activity_id: int) -> list[str]:
    """Return what each unit sends before its session: the outline's report first (one query)."""
    has_outline = exists().where(OutlinePart.activity_id == Activity.id)
    rows = db.session.execute(
        select(has_outline, RequiredPaper.label, RequiredPaper.is_optional)
        .select_from(Activity)
        .outerjoin(RequiredPaper, RequiredPaper.activity_id == Activity.id)
        .where(Activity.id == activity_id)
        .order_by(RequiredPaper.position, RequiredPaper.id)
    ).all()
    found = [OUTLINE] if rows and rows[0][0] else []
    return found + [
        f"{label} (nếu có)" if is_optional else label for _, label, is_optional in rows if label
    ]


@issued.connect
def paper_issued(document: Document) -> None:
    """Let the units know of their sessions, and note that the round is announced."""
    if (document.kind, document.subject_kind) != (ANNOUNCEMENT, ABOUT):
        return
    milestones.mark_done(ANNOUNCEMENT, (ABOUT, document.subject_id), document.number_and_symbol)
    told = f"Thông báo số {document.number_and_symbol}: {document.summary}"
    link = f"/documents/{document.id}"
    for assignment in _named_in(document):
        if not services.is_told(assignment.id):
            db.session.add(
                Choice(
                    issuer_id=assignment.issuer_id,
                    organization_id=assignment.organization_id,
                    assignment_id=assignment.id,
                    closed_at=clock.now(),
                    closed_by_id=document.approved_by_id or document.author_id,
                )
            )
        db.session.flush()
        dues.set_for(assignment)
        milestones.tell(services.office_of(assignment), told, link)
    seats = select(Seat.user_id).where(Seat.activity_id == document.subject_id)
    people = db.session.scalars(seats.where(Seat.user_id.is_not(None)))
    milestones.tell([one for one in people if one], told, link)


@withdrawn.connect
def paper_withdrawn(document: Document) -> None:
    """Announcing is owed again."""
    if (document.kind, document.subject_kind) == (ANNOUNCEMENT, ABOUT):
        milestones.reopen(ANNOUNCEMENT, (ABOUT, document.subject_id))


def _named_in(document: Document) -> Sequence[Assignment]:
    named = select(DocumentRecipient.organization_id).where(
        DocumentRecipient.document_id == document.id
    )
    return db.session.scalars(
        select(Assignment)
        .options(selectinload(Assignment.organization))
        .where(Assignment.activity_id == document.subject_id, Assignment.organization_id.in_(named))
        .order_by(Assignment.id)
    ).all()
