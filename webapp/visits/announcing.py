"""Announcing the month's visits: the papers, and what follows when a meeting changes."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts.models import LEADER, OFFICE, PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import services as documents
from webapp.documents.models import Document, DocumentRecipient
from webapp.documents.signals import issued, withdrawn
from webapp.documents.wording import book
from webapp.milestones import services as milestones
from webapp.notices.models import Meeting
from webapp.notices.signals import meeting_changed
from webapp.organizations.models import Issuer, Organization, still_there
from webapp.plans.contents import groups_of
from webapp.plans.models import GRASSROOTS, Activity, Assignment, ContentGroup, Plan
from webapp.visits import announcing_papers as drawing
from webapp.visits import changes, choosing, dues, papers, team
from webapp.visits.models import TeamMember, Visit
from webapp.visits.noticed import noticed, quota_of


def announce(assignment: Assignment, who: User, *, anew: bool = False) -> Document:
    """Compose the announcement to the committee: a draft, or its draft anew (V.2).

    Where meetings changed since it was issued, a whole new one takes the place of the papers that
    told them: they are set aside now (`amending.amend` is the shorter way). Raises `Refused` while
    the choice is open, `documents.services.NotReady` when the paper is before the leader or was
    issued; unless *anew*, `Edited` where somebody edited the draft.
    """
    if changes.since_told(assignment):
        papers.set_aside(assignment, who, "Lịch dự có thay đổi, thông báo lại toàn bộ")
    facts = facts_of(assignment)
    return documents.compose(
        papers.ANNOUNCEMENT,
        (papers.ABOUT, assignment.id),
        facts.committee,
        drawing.announcement(facts, book(facts.issuer.id, papers.ANNOUNCEMENT)),
        who,
        recipients=[facts.committee.id],
        anew=anew,
    )


def invite(assignment: Assignment, who: User, *, anew: bool = False) -> Document:
    """Compose the invitation to the advisory bodies (V.2). Raises as `announce` does."""
    facts = facts_of(assignment)
    board = db.session.get_one(Organization, facts.plan.organization_id)
    return documents.compose(
        papers.INVITATION,
        (papers.ABOUT, assignment.id),
        board,
        drawing.invitation(facts, book(facts.issuer.id, papers.INVITATION)),
        who,
        recipients=[body.id for body in facts.invited],
        anew=anew,
    )


def advisory_bodies(plan: Plan) -> list[Organization]:
    """Return the bodies beside the one that plans: the Party commissions and the office."""
    own = db.session.get_one(Organization, plan.organization_id)
    return list(
        db.session.scalars(
            select(Organization)
            .where(
                Organization.issuer_id == own.issuer_id,
                Organization.level_id == own.level_id,
                Organization.parent_id == own.parent_id,
                Organization.id != own.id,
                still_there(clock.today()),
            )
            .order_by(Organization.sort_key, Organization.id)
        )
    )


def facts_of(assignment: Assignment) -> drawing.Facts:
    """Gather what the month's papers tell. Raises `Refused` while the choice is open."""
    if choosing.choice_of(assignment.id) is None:
        raise Refused("Hãy chốt lựa chọn trước khi thông báo.")
    activity = db.session.get_one(Activity, assignment.activity_id)
    plan = db.session.scalars(
        select(Plan)
        .options(
            selectinload(Plan.lines), selectinload(Plan.groups).selectinload(ContentGroup.items)
        )
        .where(Plan.id == activity.plan_id)
    ).one()
    return drawing.Facts(
        issuer=db.session.get_one(Issuer, assignment.issuer_id),
        plan=plan,
        contents=groups_of(plan.groups, activity.id),
        plan_paper=documents.current("plan", ("plan", plan.id)),
        committee=db.session.get_one(Organization, assignment.organization_id),
        month=assignment.month,
        visits=visits_of(assignment),
        left_out=[m for m in noticed(assignment) if not m.is_chosen and not m.is_cancelled],
        invited=advisory_bodies(plan),
        replaced=papers.to_repeat([assignment.id]).get(assignment.id, []),
    )


def visits_of(assignment: Assignment) -> list[Visit]:
    """Return the month's visits in order, with meeting, organization, team and its users."""
    return list(
        db.session.scalars(
            select(Visit)
            .join(Visit.meeting)
            .options(
                joinedload(Visit.meeting),
                joinedload(Visit.organization),
                selectinload(Visit.team).joinedload(TeamMember.user),
            )
            .where(Visit.assignment_id == assignment.id, Visit.cancelled_at.is_(None))
            .order_by(Meeting.starts_at, Visit.id)
            .execution_options(populate_existing=True)
        )
    )


@withdrawn.connect
def _paper_withdrawn(document: Document) -> None:
    """Announcing is owed again."""
    if (document.kind, document.subject_kind) == (papers.ANNOUNCEMENT, papers.ABOUT):
        milestones.reopen(papers.ANNOUNCEMENT, (papers.ABOUT, document.subject_id))


@issued.connect
def _paper_issued(document: Document) -> None:
    """Note that the visits are announced, and tell whom it concerns."""
    if document.subject_kind != papers.ABOUT:
        return
    if document.kind == papers.ANNOUNCEMENT:
        subject = (papers.ABOUT, document.subject_id)
        milestones.mark_done(papers.ANNOUNCEMENT, subject, document.number_and_symbol)
        assignment = db.session.get_one(Assignment, document.subject_id)
        people = concerned(assignment)
        _replace_amendments(document)
        told = f"Thông báo lịch dự số {document.number_and_symbol}: {document.summary}"
        milestones.tell(people, told, f"/documents/{document.id}")
    elif document.kind == papers.INVITATION:
        told = f"Giấy mời số {document.number_and_symbol}: {document.summary}"
        milestones.tell(invited(document), told, f"/documents/{document.id}")


def _replace_amendments(document: Document) -> None:
    """Let a new announcement take the place of what amended the old one."""
    for old in db.session.scalars(
        select(Document).where(
            Document.kind == papers.AMENDMENT,
            Document.subject_kind == papers.ABOUT,
            Document.subject_id == document.subject_id,
            Document.issued_at.is_not(None),
            Document.replaced_by_id.is_(None),
        )
    ):
        old.replaced_by_id = document.id


def concerned(assignment: Assignment) -> set[int]:
    """Return whom the month's announcement concerns: the committee's office, and who goes."""
    return {*_office(assignment), *_team_of(assignment)}


def _office(assignment: Assignment) -> list[int]:
    where = db.session.get_one(Organization, assignment.organization_id)
    return milestones.people_of(assignment.issuer_id, OFFICE, organization=where)


def _team_of(assignment: Assignment) -> list[int]:
    return list(
        db.session.scalars(
            select(TeamMember.user_id)
            .join(TeamMember.visit)
            .where(Visit.assignment_id == assignment.id, Visit.cancelled_at.is_(None))
        )
    )


def invited(document: Document) -> list[int]:
    """Return the people of the bodies that a paper goes to here."""
    return list(
        db.session.scalars(
            select(User.id)
            .join(DocumentRecipient, DocumentRecipient.organization_id == User.organization_id)
            .where(DocumentRecipient.document_id == document.id, User.active)
        )
    )


@meeting_changed.connect
def _meeting_changed(
    meeting: Meeting, *, before: dict[str, Any], cancelled: bool, reason: str, who: User
) -> None:
    """Carry a change of a chosen meeting to its visit, its milestones, its papers, its people."""
    visit = db.session.scalars(
        select(Visit)
        .options(joinedload(Visit.organization), selectinload(Visit.team))
        .where(Visit.meeting_id == meeting.id, Visit.cancelled_at.is_(None))
    ).one_or_none()
    if visit is None or visit.held_at is not None:
        return
    assignment = db.session.get_one(Assignment, visit.assignment_id)
    name, people = visit.organization.name, [member.user_id for member in visit.team]
    if cancelled:
        words = f"Buổi sinh hoạt đã chọn bị hủy: {name}, {_when(before['starts_at'])}"
        _cancel(visit, reason)
    else:
        words = (
            f"Buổi sinh hoạt đã chọn thay đổi: {name}, trước là {_when(before['starts_at'])} "
            f"tại {before['place']}, nay là {_when(meeting.starts_at)} tại {meeting.place}"
        )
    if reason:
        words = f"{words}. Lý do: {reason}"
    db.session.flush()
    if choosing.choice_of(assignment.id):
        dues.set_for(assignment)
    is_amendable = changes.is_told(visit, assignment)
    to_do = _to_repeat(papers.set_aside(assignment, who, words, issued=not is_amendable))
    if is_amendable:
        to_do += _to_amend(assignment)
    activity = db.session.get_one(Activity, assignment.activity_id)
    if activity.kind != GRASSROOTS:
        _tell(assignment, visit, people, [words, *to_do])
    elif choosing.choice_of(assignment.id):  # of a draft nobody has been told
        told = {*people, *milestones.people_of(assignment.issuer_id, PLANNER)}
        milestones.tell(told, f"{words}.", f"/visits/{visit.id}")


def _to_repeat(aside: list[str]) -> list[str]:
    return [f"Cần thông báo lại, thay cho: {', '.join(aside)}"] if aside else []


def _to_amend(assignment: Assignment) -> list[str]:
    """Note whether the papers in force tell all there is now; return what is to be done."""
    subject, told = (papers.ABOUT, assignment.id), papers.in_force(assignment.id)
    if not changes.since_told(assignment):  # it is again as it was told
        milestones.mark_done(papers.ANNOUNCEMENT, subject, told[-1].number_and_symbol)
        return []
    milestones.reopen(papers.ANNOUNCEMENT, subject)
    numbers = [one.number_and_symbol for one in told if one.kind == papers.ANNOUNCEMENT]
    return [f"Cần ban hành thông báo điều chỉnh cho văn bản {numbers[0]}"]


def _cancel(visit: Visit, reason: str) -> None:
    closed = choosing.choice_of(visit.assignment_id)
    if closed is None and not choosing.hangs_on(visit.id):
        choosing.remove(visit)
        return
    visit.cancelled_at, visit.cancel_reason = clock.now(), reason
    dues.forget_visit(visit.id)


def _tell(assignment: Assignment, visit: Visit, people: list[int], notes: list[str]) -> None:
    """Tell the team what happened; tell planners and leaders as well what must be done about it."""
    milestones.tell(people, f"{notes[0]}.", f"/visits/{visit.id}")
    activity = db.session.get_one(Activity, assignment.activity_id)
    quota = quota_of(noticed(assignment), activity)
    if not quota.met:
        notes.append(quota.text)
    if visit.cancelled_at is None and people:
        notes += _clash_notes(visit, people)
    board = milestones.people_of(assignment.issuer_id, PLANNER, LEADER)
    link = f"/assignments/{assignment.id}/choice"
    milestones.tell(set(board) - set(people), f"{'. '.join(notes)}.", link)


def _clash_notes(visit: Visit, people: list[int]) -> list[str]:
    clashes = team.clashes_at(visit, people)
    return [
        f"Đồng chí {db.session.get_one(User, user_id).full_name} {'; '.join(words)}"
        for user_id, words in clashes.items()
    ]


def _when(moment: Any) -> str:
    return f"{clock.local(moment):%H:%M ngày %d/%m/%Y}"
