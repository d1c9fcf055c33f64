"""Choosing the month's meetings: ticking, closing the choice, opening it again."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import Update, delete, exists, or_, select, update
from sqlalchemy.orm import joinedload

from webapp.accounts.models import LEADER, OFFICE, PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.notices.models import Meeting, Notice
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment
from webapp.visits.kinds import CHOICE
from webapp.visits.models import Attendance, Choice, ChoiceStep, Mark, Rubric, TeamMember, Visit
from webapp.visits.papers import in_force as papers
from webapp.visits.queries import changes, closing
from webapp.visits.queries.filed_meetings import filed_meetings, quota_of
from webapp.visits.services import dues
from webapp.visits.signals import gathered

CHOSEN = "Được chọn dự."
NOT_CHOSEN = (
    "Đã nhận lịch sinh hoạt; tháng này chưa bố trí dự. "
    "Đề nghị tổ chức sinh hoạt theo lịch đã đăng ký."
)
# What must not be lost by taking back a tick; other rooms are asked for theirs.
_HANGING = (TeamMember, Mark)


class Changed(Exception):
    """Somebody changed what is chosen after the page was shown."""


def choice_of(assignment_id: int) -> Choice | None:
    """Return the closed choice of an assignment, if it is closed."""
    return db.session.scalars(
        select(Choice).where(Choice.assignment_id == assignment_id)
    ).one_or_none()


def chosen_ids(assignment_id: int) -> list[int]:
    """Return the ids of the meetings chosen, in order."""
    return list(
        db.session.scalars(
            select(Visit.meeting_id)
            .where(Visit.assignment_id == assignment_id, Visit.cancelled_at.is_(None))
            .order_by(Visit.meeting_id)
        )
    )


def save_ticks(
    assignment: Assignment, ticked: Collection[int], shown: Collection[int]
) -> list[str]:
    """Save what one person changed: *shown* were ticked when they began, *ticked* are now.

    Only the difference is saved, so two people may tick on one list at once. Returns why some
    of it could not be done. Raises `Refused` once the choice is closed.
    """
    _lock(assignment)
    _refuse_closed(assignment)
    added, taken_back = set(ticked) - set(shown), set(shown) - set(ticked)
    meetings = _meetings(assignment, added | taken_back)
    refused = []
    for meeting in meetings:
        if meeting.id in added:
            refused += _choose(assignment, meeting)
        else:
            refused += _take_back(meeting)
    db.session.commit()
    return refused


def close(
    assignment: Assignment,
    who: User,
    *,
    seen: Collection[int],
    looked: str | None = None,
    reason: str = "",
    answer: str = NOT_CHOSEN,
) -> Choice:
    """Close the month's choice: every meeting gets its answer, the committee's office is told.

    *seen* are the meetings that were chosen when *who* looked, *looked* is the mark of all that
    the page showed, None where there was none. Raises `Changed` when it is otherwise now,
    `Refused` when the choice is closed already, or when the quota is not met and no *reason* is
    given (73-KH/BTCTU, III.2 and V.1).
    """
    _lock(assignment)
    _refuse_closed(assignment)
    chosen = chosen_ids(assignment.id)
    if chosen != sorted(seen):
        raise Changed
    if looked is not None and closing.look_over(assignment).changed(looked):
        raise Changed
    choice = Choice(
        issuer_id=assignment.issuer_id,
        organization_id=assignment.organization_id,
        assignment_id=assignment.id,
        closed_at=clock.now(),
        closed_by_id=who.id,
        reason=_reason_needed(assignment, reason),
    )
    db.session.add(choice)
    _step(assignment, who, "closed", choice.reason)
    _answer(assignment, chosen, answer)
    engine.mark_done(CHOICE, ("assignment", assignment.id), "chốt lựa chọn")
    dues.set_for(assignment)
    words = f"đã chọn {len(chosen)} buổi sinh hoạt để dự" if chosen else "không chọn dự buổi nào"
    _notify_office(assignment, f"Lịch sinh hoạt {_month(assignment.month)}: cấp trên {words}.")
    db.session.commit()
    return choice


def _reason_needed(assignment: Assignment, reason: str) -> str:
    """Return why the quota is not met, "" where it is. Raises `Refused` without a reason."""
    activity = db.session.get_one(Activity, assignment.activity_id)
    quota = quota_of(filed_meetings(assignment), activity)
    if not quota.met and not reason:
        raise Refused(f"{quota.text}. Muốn chốt, hãy nêu lý do.")
    return "" if quota.met else reason


def reopen(assignment: Assignment, who: User, reason: str) -> None:
    """Open a closed choice again. Raises `Refused` when it is open, or was announced."""
    _lock(assignment)
    choice = choice_of(assignment.id)
    if choice is None:
        raise Refused("Việc lựa chọn đang mở.")
    if papers.is_announced(assignment.id) and not changes.since_announced(assignment):
        raise Refused("Đã ban hành thông báo lịch dự, không mở lại được.")
    db.session.delete(choice)
    _step(assignment, who, "reopened", reason)
    db.session.execute(_of_notice(assignment).values(answer="", answered_at=None))
    engine.repeat(CHOICE, ("assignment", assignment.id))
    dues.forget(assignment)
    people = milestones.people_of(assignment.issuer_id, PLANNER, LEADER)
    told = f"Lựa chọn buổi dự {_month(assignment.month)} được mở lại: {reason}"
    milestones.notify(people, told, f"/assignments/{assignment.id}/choice")
    _notify_office(assignment, f"Lựa chọn buổi dự {_month(assignment.month)} được xem xét lại.")
    db.session.commit()


def choice_and_steps(assignment_id: int) -> tuple[Choice | None, list[ChoiceStep]]:
    """Return the choice, if it is closed, and each closing and reopening, newest first: one query.

    Steps come with who took them.
    """
    rows = db.session.execute(
        select(Choice, ChoiceStep)
        .select_from(Assignment)
        .outerjoin(Choice, Choice.assignment_id == Assignment.id)
        .outerjoin(ChoiceStep, ChoiceStep.assignment_id == Assignment.id)
        .options(joinedload(ChoiceStep.user))
        .where(Assignment.id == assignment_id)
        .order_by(ChoiceStep.id.desc())
    ).all()
    return rows[0][0], [step for _, step in rows if step is not None]


def hangs_on(visit_id: int) -> bool:
    """Return True when a visit has gathered anything that would be lost with it."""
    written = exists().where(Attendance.visit_id == visit_id, Attendance.version > 1)
    conditions = [written, *(exists().where(table.visit_id == visit_id) for table in _HANGING)]
    return bool(db.session.scalar(select(or_(*conditions)))) or any(gathered.ask(visit_id))


def remove(visit: Visit) -> None:
    """Remove a visit on which nothing hangs. Does not commit."""
    engine.forget(("visit", visit.id))
    db.session.execute(delete(Attendance).where(Attendance.visit_id == visit.id))
    db.session.delete(visit)


def _lock(assignment: Assignment) -> None:
    # Whoever chooses for this assignment waits here for whoever came first.
    db.session.execute(
        select(Assignment.id).where(Assignment.id == assignment.id).with_for_update()
    )


def _refuse_closed(assignment: Assignment) -> None:
    choice = choice_of(assignment.id)
    if choice is not None:
        by = db.session.get_one(User, choice.closed_by_id).full_name
        raise Refused(
            f"Lựa chọn đã được đồng chí {by} chốt lúc {clock.local(choice.closed_at):%H:%M} "
            f"ngày {clock.local(choice.closed_at):%d/%m/%Y}."
        )


def _meetings(assignment: Assignment, ids: Iterable[int]) -> list[Meeting]:
    return list(
        db.session.scalars(
            select(Meeting)
            .join(Notice, Notice.id == Meeting.notice_id)
            .where(Notice.assignment_id == assignment.id, Meeting.id.in_(ids))
            .order_by(Meeting.id)
        )
    )


def _choose(assignment: Assignment, meeting: Meeting) -> list[str]:
    if meeting.cancelled_at:
        return ["Có buổi sinh hoạt đã hủy nên không chọn được."]
    if _visit_to(meeting) is None:
        visit = Visit(
            issuer_id=assignment.issuer_id,
            organization_id=meeting.organization_id,
            assignment_id=assignment.id,
            meeting_id=meeting.id,
            rubric_id=_rubric_on(assignment.issuer_id, clock.local(meeting.starts_at).date()),
        )
        db.session.add(visit)
        db.session.flush()
        db.session.add(Attendance(visit_id=visit.id))
    return []


def _take_back(meeting: Meeting) -> list[str]:
    visit = _visit_to(meeting)
    if visit is None:
        return []
    if hangs_on(visit.id):
        name = db.session.get_one(Organization, meeting.organization_id).name
        return [f"{name}: đã phân công hoặc đã chuẩn bị, phải gỡ các nội dung đó trước."]
    remove(visit)
    return []


def _visit_to(meeting: Meeting) -> Visit | None:
    return db.session.scalars(select(Visit).where(Visit.meeting_id == meeting.id)).one_or_none()


def _rubric_on(issuer_id: int, day: date) -> int | None:
    return db.session.scalars(
        select(Rubric.id)
        .where(Rubric.issuer_id == issuer_id, Rubric.valid_from <= day)
        .order_by(Rubric.valid_from.desc(), Rubric.id.desc())
        .limit(1)
    ).one_or_none()


def _of_notice(assignment: Assignment, *also: Any) -> Update:
    notice = select(Notice.id).where(Notice.assignment_id == assignment.id).scalar_subquery()
    return update(Meeting).where(Meeting.notice_id == notice, *also)


def _answer(assignment: Assignment, chosen: list[int], answer: str) -> None:
    coming = Meeting.cancelled_at.is_(None)
    moment = clock.now()
    for words, which in ((CHOSEN, Meeting.id.in_(chosen)), (answer, Meeting.id.not_in(chosen))):
        db.session.execute(
            _of_notice(assignment, coming, which).values(answer=words, answered_at=moment)
        )


def _step(assignment: Assignment, who: User, action: str, reason: str) -> None:
    db.session.add(
        ChoiceStep(
            assignment_id=assignment.id,
            at=clock.now(),
            user_id=who.id,
            action=action,
            reason=reason,
        )
    )


def _notify_office(assignment: Assignment, text: str) -> None:
    where = db.session.get_one(Organization, assignment.organization_id)
    people = milestones.people_of(assignment.issuer_id, OFFICE, organization=where)
    milestones.notify(people, text, f"/assignments/{assignment.id}/notice")


def _month(month: date | None) -> str:
    return f"tháng {month:%m/%Y}" if month else "trong năm"
