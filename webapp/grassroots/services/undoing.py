"""A no-show that was noted by mistake is undone: all is again as before it, and a trace stays."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from sqlalchemy.orm.attributes import flag_modified

from webapp.accounts.models import PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.grassroots.services import adjusting
from webapp.grassroots.services.dues import calendar_of
from webapp.grassroots.services.reporting import CANCELLED
from webapp.milestones import services as milestones
from webapp.plans.models import Assignment
from webapp.visits.models import NoShow, TeamMember, UndoneNoShow, Visit
from webapp.visits.services import dues
from webapp.visits.services.team import HEAD

LATER = "Người dự buổi này đã thay đổi tiếp sau lần ghi nhận. Hãy hủy lần sau trước."
HELD = "Buổi này đã có báo cáo của người dự thay nên không hủy ghi nhận được nữa."


def undone_at(visit_id: int) -> Sequence[UndoneNoShow]:
    """Return what was noted of a visit and undone, with whom it was about and who undid it."""
    return db.session.scalars(
        select(UndoneNoShow)
        .options(joinedload(UndoneNoShow.user), joinedload(UndoneNoShow.undone_by))
        .where(UndoneNoShow.visit_id == visit_id)
        .order_by(UndoneNoShow.id)
    ).all()


def undo_no_show(visit: Visit, row: NoShow, why: str, who: User) -> list[str]:
    """Let who was noted as not coming be sent again, as if nothing had been noted.

    *visit* comes with its team, meeting and unit; it must be held. Return the numbers of the papers
    to be adjusted. Raises `Refused` where somebody else was sent since, or reported already.
    """
    replaced = next((one for one in visit.team if one.user_id == row.replacement_id), None)
    if row.replacement_id is not None and replaced is None:
        raise Refused(LATER)
    if visit.held_at is not None and replaced is not None:
        raise Refused(HELD)
    _put_back(visit, row, replaced)
    undone = UndoneNoShow(
        visit_id=visit.id,
        user_id=row.user_id,
        reason=row.reason,
        replacement_id=row.replacement_id,
        reported_at=row.reported_at,
        reported_by_id=row.reported_by_id,
        undone_at=clock.now(),
        undone_by_id=who.id,
        why=why,
    )
    db.session.add(undone)
    db.session.delete(row)
    db.session.flush()
    numbers = _follow(visit, undone, who)
    db.session.commit()
    return numbers


def _put_back(visit: Visit, row: NoShow, replaced: TeamMember | None) -> None:
    """Send again who was sent before, in the place of who went instead."""
    role = replaced.role if replaced is not None else HEAD
    if replaced is None and any(one.role == HEAD for one in visit.team):
        role = "member"
    if replaced is not None:
        visit.team.remove(replaced)
        db.session.delete(replaced)
        db.session.flush()
    if visit.cancelled_at is not None:
        if visit.cancel_reason != f"{CANCELLED}: {row.reason}":
            raise Refused("Buổi dự đã hủy vì lý do khác.")
        visit.cancelled_at, visit.cancel_reason = None, ""
    visit.team.append(TeamMember(user_id=row.user_id, role=role))
    flag_modified(visit, "cancel_reason")  # the team is part of what pages show of the visit
    db.session.flush()


def _follow(visit: Visit, undone: UndoneNoShow, who: User) -> list[str]:
    """Move what is owed back, tell those concerned, and return what names the wrong person."""
    assignment = db.session.get_one(Assignment, visit.assignment_id)
    dues.set_for(assignment)
    where = f"{visit.organization.name}, {visit.meeting.when}"
    link = f"/visits/{visit.id}/no-show"
    name = db.session.get_one(User, undone.user_id).full_name
    planners = {*milestones.people_of(visit.issuer_id, PLANNER), undone.reported_by_id}
    told = f"Đã hủy ghi nhận đồng chí {name} không tham dự: {where}. Lý do: {undone.why}"
    milestones.notify(planners - {who.id, undone.user_id}, told, link)
    again = f"Đã hủy ghi nhận không tham dự; đồng chí vẫn được phân công dự: {where}."
    milestones.notify({undone.user_id} - {who.id}, again, link)
    if undone.replacement_id:
        milestones.notify([undone.replacement_id], f"Đồng chí thôi dự thay: {where}.", link)
    calendar = calendar_of(assignment.activity_id, assignment.month) if assignment.month else None
    return adjusting.follow(calendar) if calendar is not None else []
