"""Announcing the month's visits: the papers, and what follows when a meeting changes."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts.models import LEADER, OFFICE, PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document, DocumentRecipient
from webapp.documents.road import composing
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.notices.facts import MeetingBefore
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization
from webapp.plans.kinds import ACTIVITIES
from webapp.plans.models import Activity, Assignment
from webapp.rules.changed import Held, change_words, changed_parts
from webapp.rules.months import crossing_words
from webapp.visits.kinds import ANNOUNCEMENT, ANNOUNCEMENT_DUE, INVITATION
from webapp.visits.models import TeamMember, Visit
from webapp.visits.papers import in_force as papers
from webapp.visits.papers.announcement import kind_and_topic
from webapp.visits.queries.filed_meetings import filed_meetings, quota_of
from webapp.visits.services import adjusting, attendees, choosing, dues, team


def announce(assignment: Assignment, who: User) -> Document:
    """Compose the announcement to the committee: a draft, or its draft brought up to date (V.2).

    Where meetings changed since it was issued, the draft is to take the place of the papers that
    told them, which hold until it is issued (`amending.amend` is the shorter way). Raises
    `Refused` while the choice is open, else as `composing.compose` does.
    """
    return composing.compose(ANNOUNCEMENT, (papers.ABOUT, assignment.id), who)


def invite(assignment: Assignment, who: User) -> Document:
    """Compose the invitation to the advisory bodies (V.2). Raises as `announce` does."""
    return composing.compose(INVITATION, (papers.ABOUT, assignment.id), who)


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


def paper_withdrawn(document: Document) -> None:
    """Announcing is due again."""
    if (document.kind, document.subject_kind) == (ANNOUNCEMENT.key, papers.ABOUT):
        dues.announce_again(db.session.get_one(Assignment, document.subject_id))


def paper_issued(document: Document) -> None:
    """Note that the visits are announced, and tell whom it concerns."""
    if document.subject_kind != papers.ABOUT:
        return
    if document.kind == ANNOUNCEMENT.key:
        subject = (papers.ABOUT, document.subject_id)
        engine.mark_done(ANNOUNCEMENT_DUE, subject, document.number_and_symbol)
        assignment = db.session.get_one(Assignment, document.subject_id)
        people = concerned(assignment)
        adjusting.replace_amendments(document)
        told = f"Thông báo lịch dự số {document.number_and_symbol}: {document.summary}"
        milestones.notify(people, told, f"/documents/{document.id}")
        attendees.tell_named(document)
    elif document.kind == INVITATION.key:
        told = f"Giấy mời số {document.number_and_symbol}: {document.summary}"
        milestones.notify(invited(document), told, f"/documents/{document.id}")


def concerned_by(document: Document) -> set[int]:
    """Return who goes to the visits that a month's paper tells of."""
    if document.subject_kind != papers.ABOUT or document.kind not in papers.KINDS:
        return set()
    return set(_team_of(db.session.get_one(Assignment, document.subject_id)))


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


def follow_meeting(
    meeting: Meeting, *, before: MeetingBefore, cancelled: bool, reason: str, who: User
) -> None:
    """Carry a change of a chosen meeting to its visit, its milestones, its people.

    Whoever made it is told like everybody else.
    """
    del who
    visit = db.session.scalars(
        select(Visit)
        .options(joinedload(Visit.organization), selectinload(Visit.team))
        .where(Visit.meeting_id == meeting.id, Visit.cancelled_at.is_(None))
    ).one_or_none()
    if visit is None or visit.held_at is not None:
        return
    assignment = db.session.get_one(Assignment, visit.assignment_id)
    name, people = visit.organization.name, [member.user_id for member in visit.team]
    was, now = _held(before), _held(meeting)
    if cancelled:
        words, why = f"Buổi sinh hoạt đã chọn bị hủy: {name}, {was.when}", "hủy buổi"
        _cancel(visit, reason)
    else:
        when = f"{was.when}, " if was.when == now.when else ""
        words = f"Buổi sinh hoạt đã chọn thay đổi: {name}, {when}{change_words(was, now)}"
        days = clock.local(before.starts_at).date(), meeting.day
        words += crossing_words(*days, assignment.month or days[0])
        why = f"đổi {changed_parts(was, now)}"
    if reason:
        words = f"{words}. Lý do: {reason}"
    db.session.flush()
    if choosing.choice_of(assignment.id):
        dues.set_for(assignment)
    numbers = adjusting.follow(assignment)
    to_do = [adjusting.to_issue(numbers, why)] if numbers else []
    activity = db.session.get_one(Activity, assignment.activity_id)
    if not ACTIVITIES[activity.kind].has_calendar:
        _notify(assignment, visit, people, [words, *to_do])
    elif choosing.choice_of(assignment.id):  # of a draft nobody has been told
        _notify_of_month(assignment, visit, people, words)


def _notify_of_month(assignment: Assignment, visit: Visit, people: list[int], words: str) -> None:
    """Tell those who go, and the planners, to whom a clash that came of it is told as well."""
    planners = set(milestones.people_of(assignment.issuer_id, PLANNER))
    about, link = (papers.ABOUT, assignment.id), f"/visits/{visit.id}"
    notes = _clash_notes(visit, people) if visit.cancelled_at is None and people else []
    milestones.notify(planners, f"{'. '.join([words, *notes])}.", link, about=about)
    milestones.notify(set(people) - planners, f"{words}.", link, about=about)


def _held(meeting: Meeting | MeetingBefore) -> Held:
    content = kind_and_topic(meeting.kind, meeting.topic)
    return Held(_when(meeting.starts_at), meeting.place, content)


def _cancel(visit: Visit, reason: str) -> None:
    closed = choosing.choice_of(visit.assignment_id)
    if closed is None and not choosing.hangs_on(visit.id):
        choosing.remove(visit)
        return
    visit.cancelled_at, visit.cancel_reason = clock.now(), reason
    dues.forget_visit(visit.id)


def _notify(assignment: Assignment, visit: Visit, people: list[int], notes: list[str]) -> None:
    """Tell the team what happened; tell planners and leaders as well what must be done about it.

    All that one list changes of a month is one message.
    """
    activity = db.session.get_one(Activity, assignment.activity_id)
    first, about = f"{notes[0]}.", (papers.ABOUT, assignment.id)
    quota = quota_of(filed_meetings(assignment), activity)
    if not quota.met:
        notes.append(quota.text)
    if visit.cancelled_at is None and people:
        notes += _clash_notes(visit, people)
    board = set(milestones.people_of(assignment.issuer_id, PLANNER, LEADER))
    link = f"/assignments/{assignment.id}/choice"
    milestones.notify(board, f"{'. '.join(notes)}.", link, about=about)
    milestones.notify(set(people) - board, first, f"/visits/{visit.id}", about=about)


def _clash_notes(visit: Visit, people: list[int]) -> list[str]:
    clashes = team.clashes_at(visit, people)
    return [
        f"Đồng chí {db.session.get_one(User, user_id).full_name} {'; '.join(words)}"
        for user_id, words in clashes.items()
    ]


def _when(moment: datetime) -> str:
    return f"{clock.local(moment):%H:%M ngày %d/%m/%Y}"
