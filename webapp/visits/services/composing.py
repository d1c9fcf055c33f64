"""How the papers of a committee's month are composed: announcement, invitation, amending notice."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.kinds import PaperKind
from webapp.documents.models import Document
from webapp.documents.road import recipients as lists
from webapp.documents.road.composing import Composer, Composition
from webapp.documents.road.recipients import Recipient
from webapp.documents.texts.wording import Wording, wording_for
from webapp.documents.tree import Paper, literal
from webapp.organizations.models import Issuer, Organization
from webapp.plans.contents import groups_of
from webapp.plans.models import Activity, Assignment, ContentGroup, Plan
from webapp.plans.queries import plan_in_force
from webapp.visits.announced import Announced, Difference, adjusted, ahead, to_json
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT, INVITATION
from webapp.visits.papers import amendment as amending
from webapp.visits.papers import announcement as drawing
from webapp.visits.papers import in_force as papers
from webapp.visits.papers.announcement import Facts
from webapp.visits.papers.repeating import repeated
from webapp.visits.queries import changes
from webapp.visits.queries.attendees import to_come
from webapp.visits.queries.filed_meetings import meetings_alone
from webapp.visits.queries.guests import advisory_bodies
from webapp.visits.services.choosing import choice_of

UNCHANGED = "Lịch đã thông báo không có gì thay đổi."
OVER = "Các buổi được dự đã diễn ra, không còn buổi nào để mời."
To = tuple[Recipient, ...]


@dataclass(frozen=True)
class _Kind:
    """A kind of paper that tells the month: how it is drawn, who gets it, what it replaces."""

    paper: PaperKind
    draw: Callable[[Facts, Wording], Paper]
    to: Callable[[Facts, Wording], To]
    replaces: tuple[PaperKind, ...]
    with_guests: bool = False


_ANNOUNCEMENT = _Kind(
    ANNOUNCEMENT,
    drawing.announcement,
    drawing.announced_to,
    (ANNOUNCEMENT, AMENDMENT),
)
_INVITATION = _Kind(
    INVITATION,
    drawing.invitation,
    drawing.invited_to,
    (INVITATION,),
    with_guests=True,
)


def compose_announcement(assignment_id: int, document: Document | None) -> Composition:
    """Compose the announcement to the committee (73-KH/BTCTU, III.2 and V.2).

    One that takes the place of others tells what is still to come. Raises `Refused` while the
    choice is open.
    """
    return _compose(_ANNOUNCEMENT, assignment_id, document)


def compose_invitation(assignment_id: int, document: Document | None) -> Composition:
    """Compose the invitation to the advisory bodies (V.2): nobody is invited to what is over.

    Raises `Refused` while the choice is open, and where every visit is over.
    """
    return _compose(_INVITATION, assignment_id, document)


def compose_amendment(assignment_id: int, document: Document | None) -> Composition:
    """Compose the notice of what changed since the papers in force were issued.

    It goes to whom they went. Raises `Refused` where nothing changed. One that was issued says
    further what changed since.
    """
    assignment = db.session.get_one(Assignment, assignment_id)
    in_force = papers.in_force(assignment_id)
    if document is not None and document.issued_at:
        return _amended_again(assignment, document, in_force)
    facts = _rows_of(assignment)
    now = replace(changes.now_of(assignment), guests=facts.invited_names)
    found = changes.since_announced(assignment, in_force, now)
    if not found:
        raise Refused(UNCHANGED)
    if not any(one.kind == INVITATION.key for one in in_force):
        now = replace(now, guests=None)
    facts = replace(facts, announced=now, replaced=in_force, changes=found)
    return _amendment(facts, wording_for(facts.issuer.id, AMENDMENT))


def _amended_again(
    assignment: Assignment, document: Document, in_force: Sequence[Document]
) -> Composition:
    facts, now = _rows_of(assignment), changes.now_of(assignment)
    facts = replace(facts, announced=now, replaced=[document])
    found: Sequence[Difference] = []
    if changes.last_amendment(document, in_force).id == document.id:
        now = replace(now, guests=facts.invited_names)
        found = changes.since_announced(assignment, in_force, now)
    wording = wording_for(facts.issuer.id, AMENDMENT, document)
    before = _amendment(facts, wording)
    after = replace(before, paper=_amended(replace(facts, changes=found), wording))
    return repeated(document, before, after)


def _amendment(facts: Facts, wording: Wording) -> Composition:
    invited = any(one.kind == INVITATION.key for one in facts.replaced)
    guests = [lists.to_body(body, literal(body.name)) for body in facts.invited] if invited else []
    to = wording.recipients(
        "recipients",
        committee=lists.to_body(facts.committee),
        guests=guests,
        issuer_code=literal(facts.issuer.code),
    )
    return Composition(
        paper=_amended(facts, wording),
        organization=facts.committee,
        recipients=lists.bound(facts.issuer.id, to, *lists.bodies_of(*facts.replaced)),
        wording=wording,
        facts=to_json(facts.announced),
    )


def _amended(facts: Facts, wording: Wording) -> Paper:
    told = amending.Amended(
        issuer=facts.issuer,
        papers=facts.replaced,
        changes=facts.changes,
        coming=ahead(facts.announced, changes.wall_clock()).visits,
        signatures=drawing.signatures(facts, wording),
        places={"month": drawing.month(facts), "unit": literal(facts.committee.name)},
        closing={"committee": drawing.committee(facts)},
    )
    return amending.amendment(told, amending.OF_MONTH, wording)


def _compose(kind: _Kind, assignment_id: int, document: Document | None) -> Composition:
    whole = [joinedload(Assignment.organization), joinedload(Assignment.activity)]
    assignment = db.session.get_one(Assignment, assignment_id, options=whole)
    known = [one for one in papers.unreplaced(assignment_id) if one is not document]
    if document is not None and document.issued_at:
        return _repeated(kind, assignment, document, [*known, document])
    if choice_of(assignment_id) is None:
        raise Refused("Hãy chốt lựa chọn trước khi thông báo.")
    facts = _rows_of(assignment)
    now = changes.now_of(assignment)
    with_all = replace(now, guests=facts.invited_names)
    old = [one for one in known if one.issued_at and one.kind in [k.key for k in kind.replaces]]
    told = ahead(now, changes.wall_clock())
    coming = told if old or kind.with_guests else _not_cancelled(now)
    is_begun = len(coming.visits) < len(_not_cancelled(now).visits)
    if kind.with_guests and is_begun and not coming.visits:
        raise Refused(OVER)
    issued = [one for one in known if one.issued_at]
    facts = replace(
        facts,
        announced=replace(coming, guests=facts.invited_names if kind.with_guests else None),
        replaced=old,
        changes=changes.since_announced(assignment, issued, with_all),
        is_begun=is_begun,
    )
    return _composition(kind, facts, wording_for(facts.issuer.id, kind.paper))


def _not_cancelled(announced: Announced) -> Announced:
    return replace(announced, visits=tuple(v for v in announced.visits if v.cancelled is None))


def _repeated(
    kind: _Kind, assignment: Assignment, document: Document, known: Sequence[Document]
) -> Composition:
    in_force = [one for one in known if one.issued_at and one.withdrawn_at is None]
    told = changes.told_by(document, in_force, assignment.id)
    if not kind.with_guests:
        told = replace(told, guests=None)
    facts, at = _rows_of(assignment), changes.wall_clock()
    now = changes.now_of(assignment)
    if kind.with_guests:
        now = replace(now, guests=facts.invited_names)
    wording = wording_for(facts.issuer.id, kind.paper, document)
    before, after = (
        _composition(kind, replace(facts, announced=one), wording)
        for one in (told, adjusted(told, now, at))
    )
    return repeated(document, before, after)


def _composition(kind: _Kind, facts: Facts, wording: Wording) -> Composition:
    return Composition(
        paper=kind.draw(facts, wording),
        organization=_board(facts.plan) if kind.with_guests else facts.committee,
        recipients=lists.bound(facts.issuer.id, kind.to(facts, wording)),
        wording=wording,
        facts=to_json(facts.announced),
    )


def _board(plan: Plan) -> Organization:
    """Return the body whose plan it is: mostly who asks is one of it, and it is loaded."""
    return db.session.get_one(Organization, plan.organization_id)


def _rows_of(assignment: Assignment) -> Facts:
    """Gather what the month's papers say beside the visits."""
    activity = db.session.get_one(Activity, assignment.activity_id)
    plan = db.session.scalars(
        select(Plan)
        .options(
            selectinload(Plan.lines), selectinload(Plan.groups).selectinload(ContentGroup.items)
        )
        .where(Plan.id == activity.plan_id)
    ).one()
    return Facts(
        issuer=db.session.get_one(Issuer, assignment.issuer_id),
        plan=plan,
        contents=groups_of(plan.groups, activity.id),
        plan_paper=plan_in_force(plan.id),
        committee=db.session.get_one(Organization, assignment.organization_id),
        month=assignment.month,
        announced=Announced(),
        left_out=[m for m in meetings_alone(assignment) if not m.is_chosen and not m.is_cancelled],
        invited=advisory_bodies(activity.id),
        to_come=to_come(assignment.id),
    )


COMPOSERS = (
    Composer(
        ANNOUNCEMENT,
        papers.ABOUT,
        compose_announcement,
        amend=("visits.amend", "assignment_id"),
    ),
    Composer(
        INVITATION,
        papers.ABOUT,
        compose_invitation,
        amend=("visits.amend", "assignment_id"),
    ),
    Composer(
        AMENDMENT,
        papers.ABOUT,
        compose_amendment,
        adds_up=True,
        amend=("visits.amend", "assignment_id"),
    ),
)
