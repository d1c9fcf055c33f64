"""How the papers of a round are composed: announcement, invitation, amending notice, report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import selectinload

from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.kinds import PaperKind
from webapp.documents.models import Document
from webapp.documents.road import recipients as lists
from webapp.documents.road.composing import Composer, Composition
from webapp.documents.road.recipients import Recipient
from webapp.documents.texts.phrases import lowered
from webapp.documents.texts.wording import Wording, wording_for
from webapp.documents.tree import Paper, literal
from webapp.organizations.models import Issuer, Organization
from webapp.plans.models import Activity
from webapp.plans.queries import plan_in_force
from webapp.rounds.kinds import ABOUT, ROUND_REPORT, ROUND_REPORT_DUE
from webapp.rounds.papers import announcement as drawing
from webapp.rounds.papers import report as report_paper
from webapp.rounds.papers.announcement import Facts
from webapp.rounds.queries import announced as queries
from webapp.rounds.queries import rounds
from webapp.rounds.queries.figures import reported_figures
from webapp.rounds.services import checking, contents, reporting
from webapp.visits.announced import Announced, adjusted, ahead, to_json
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT, ANNOUNCEMENT_DUE, INVITATION
from webapp.visits.papers import amendment as amending
from webapp.visits.papers.repeating import repeated
from webapp.visits.queries import changes

UNCHANGED = "Nội dung đã thông báo của đợt không có gì thay đổi."
NO_WINDOW = "Hãy ghi thời gian của đợt trong kế hoạch trước."
NO_UNIT = "Chưa chọn đơn vị nào cho đợt này."
OVER = "Các buổi làm việc đã diễn ra, không còn buổi nào để mời."
WORDS = amending.Words(
    prefix="round_",
    meeting="Buổi làm việc",
    held="Buổi làm việc",
    people="Đoàn giám sát",
    whole="Chung cả đợt",
)


@dataclass(frozen=True)
class _Kind:
    """A kind of paper that tells the round: how it is drawn, who gets it, what it replaces."""

    paper: PaperKind
    draw: Callable[[Facts, Wording], Paper]
    to: Callable[[Facts, Wording], tuple[Recipient, ...]]
    replaces: tuple[PaperKind, ...]


_ANNOUNCEMENT = _Kind(
    ANNOUNCEMENT, drawing.announcement, drawing.announced_to, (ANNOUNCEMENT, AMENDMENT)
)
_INVITATION = _Kind(INVITATION, drawing.invitation, drawing.invited_to, (INVITATION,))


@dataclass(frozen=True)
class _Now:
    """What a paper of the round says beside what is announced, and all that is to announce."""

    facts: Facts
    announced: Announced


def compose_announcement(activity_id: int, document: Document | None) -> Composition:
    """Compose the announcement to the chosen units (46-KH/ĐTN, III; 65-KH/ĐTN, II).

    One that takes the place of others tells what is not over. Raises `Refused` while the round
    has no window or no unit.
    """
    now = _now(activity_id)
    if not now.announced.visits:
        raise Refused(NO_UNIT)
    return _compose(_ANNOUNCEMENT, now, document)


def compose_invitation(activity_id: int, document: Document | None) -> Composition:
    """Compose the invitation to the kick-off and the sessions that are not over.

    Raises `Refused` while the round has no window, and where every session is over.
    """
    return _compose(_INVITATION, _now(activity_id), document)


def compose_amendment(activity_id: int, document: Document | None) -> Composition:
    """Compose the notice of what changed since the papers in force were issued.

    It goes to whom they went, and to units that are new. Raises `Refused` where nothing changed.
    """
    now, in_force = _now(activity_id), rounds.in_force(activity_id)
    found = queries.since_announced(in_force, now.announced)
    kinds = [one.kind for one in changes.papers_told(in_force)]
    announced = queries.told_in(kinds, now.announced)
    facts = replace(now.facts, announced=announced, replaced=in_force, changes=found)
    if document is not None and document.issued_at:
        wording = wording_for(facts.issuer.id, AMENDMENT, document)
        facts = replace(facts, replaced=[document])
        is_last = changes.last_amendment(document, in_force).id == document.id
        shown = [[], found if is_last else []]
        before, after = (_amendment(replace(facts, changes=some), wording) for some in shown)
        return repeated(document, before, after)
    if not found:
        raise Refused(UNCHANGED)
    return _amendment(facts, wording_for(facts.issuer.id, AMENDMENT))


def compose_report(activity_id: int, document: Document | None) -> Composition:
    """Compose the report from what was found in the sessions (46-KH/ĐTN, III).

    The head of the team confirms it. Raises `Refused` where the round has no window or no session
    was held.
    """
    activity = rounds.fetch_round(activity_id, selectinload(Activity.figures))
    if activity.round is None:
        raise Refused(NO_WINDOW)
    units, seats = rounds.units_of(activity), rounds.seats_of(activity.id)
    if not any(unit.visit and unit.visit.held_at for unit in units):
        raise Refused("Chưa buổi làm việc nào có kết quả để tổng hợp.")
    plan, head = activity.plan, reporting.seat_of(seats, "head")
    issuer = db.session.get_one(Issuer, plan.issuer_id)
    wording = wording_for(issuer.id, ROUND_REPORT, document)
    facts = report_paper.Facts(
        issuer=issuer,
        plan=plan,
        plan_paper=plan_in_force(plan.id, document),
        activity=activity,
        window=activity.round,
        found=reporting.found_at(units),
        head=head,
        secretary=reporting.seat_of(seats, "secretary"),
        figures=reported_figures(activity),
    )
    return Composition(
        paper=report_paper.report(facts, wording),
        organization=db.session.get_one(Organization, plan.organization_id),
        recipients=lists.bound(issuer.id, report_paper.reported_to(facts, wording)),
        wording=wording,
        approver_id=head.user_id if head else None,
    )


def _now(activity_id: int) -> _Now:
    activity = rounds.fetch_round(activity_id)
    rows, plan = queries.rows_of(activity), activity.plan
    if rows is None:
        raise Refused(NO_WINDOW)
    facts = Facts(
        issuer=db.session.get_one(Issuer, plan.issuer_id),
        superior=queries.superior_of(activity) if rows.superior else None,
        plan=plan,
        plan_paper=plan_in_force(plan.id),
        activity=activity,
        window=rows.window,
        contents=contents.contents_of(activity),
        units={unit.assignment.id: unit.assignment.organization for unit in rows.units},
        groups=contents.groups_of(activity.id),
        papers=contents.papers_to_send(activity.id),
    )
    return _Now(facts, queries.now_of(rows))


def _compose(kind: _Kind, now: _Now, document: Document | None) -> Composition:
    known = rounds.unreplaced(now.facts.activity.id)
    in_force = [one for one in known if one.issued_at and one.withdrawn_at is None]
    wording = wording_for(now.facts.issuer.id, kind.paper, document)
    whole = queries.told_in([kind.paper.key], now.announced)
    if document is not None and document.issued_at:
        told = queries.told_by(document, in_force)
        sides = (told, adjusted(told, whole, changes.wall_clock()))
        before, after = (
            _composition(kind, replace(now.facts, announced=one), wording) for one in sides
        )
        return repeated(document, before, after)
    old = [one for one in known if one.issued_at and one.kind in [k.key for k in kind.replaces]]
    to_tell = _not_over(whole) if old or kind.paper is INVITATION else whole
    if whole.visits and not to_tell.visits:
        raise Refused(OVER)
    facts = replace(
        now.facts,
        announced=to_tell,
        replaced=old,
        changes=queries.since_announced(in_force, now.announced),
        is_begun=len(to_tell.visits) < len(whole.visits),
    )
    return _composition(kind, facts, wording)


def _not_over(announced: Announced) -> Announced:
    at = changes.wall_clock()
    return replace(announced, visits=tuple(v for v in announced.visits if not v.is_over(at)))


def _composition(kind: _Kind, facts: Facts, wording: Wording) -> Composition:
    return Composition(
        paper=kind.draw(facts, wording),
        organization=db.session.get_one(Organization, facts.plan.organization_id),
        recipients=lists.bound(facts.issuer.id, kind.to(facts, wording)),
        wording=wording,
        facts=to_json(facts.announced),
    )


def _amendment(facts: Facts, wording: Wording) -> Composition:
    invited = any(one.kind == INVITATION.key for one in facts.replaced)
    told = amending.Amended(
        issuer=facts.issuer,
        papers=facts.replaced,
        changes=facts.changes,
        coming=ahead(facts.announced, changes.wall_clock()).visits,
        signatures=[drawing.signature(facts, wording)],
        places={"round": lowered(facts.activity.title)},
        closing={},
    )
    to = wording.recipients(
        "round_recipients",
        units=drawing.unit_lines(facts),
        guests=_guests(facts) if invited else [],
        issuer_code=literal(facts.issuer.code),
    )
    return Composition(
        paper=amending.amendment(told, WORDS, wording),
        organization=db.session.get_one(Organization, facts.plan.organization_id),
        recipients=lists.bound(facts.issuer.id, to, *lists.bodies_of(*facts.replaced)),
        wording=wording,
        facts=to_json(facts.announced),
    )


def _guests(facts: Facts) -> Sequence[Recipient]:
    return drawing.guest_lines(facts, wording_for(facts.issuer.id, INVITATION))


AMEND = ("rounds.amend", "activity_id")
COMPOSERS = (
    Composer(ANNOUNCEMENT, ABOUT, compose_announcement, amend=AMEND, due=ANNOUNCEMENT_DUE),
    Composer(INVITATION, ABOUT, compose_invitation, amend=AMEND),
    Composer(AMENDMENT, ABOUT, compose_amendment, adds_up=True, amend=AMEND),
    Composer(
        ROUND_REPORT,
        ABOUT,
        compose_report,
        obstacles=checking.obstacles,
        faults=checking.faults,
        due=ROUND_REPORT_DUE,
    ),
)
