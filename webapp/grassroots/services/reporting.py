"""What a person reports of the meeting they attended, and who did not come (46-KH/ĐTN, II.3)."""

from dataclasses import dataclass
from typing import Any
from zlib import crc32

from sqlalchemy import delete, select, update

from webapp.accounts.models import PLANNER, User
from webapp.attending.kinds import FINDINGS
from webapp.attending.models import (
    GOOD_MODEL,
    OPINION,
    PROPOSAL,
    SHORTCOMING,
    STRENGTH,
    Recommendation,
    Remark,
)
from webapp.attending.services.tablet_changes import Once
from webapp.core import clock
from webapp.core.db import db
from webapp.core.forms import Values
from webapp.core.refusals import Refused
from webapp.grassroots.services import adjusting
from webapp.grassroots.services.dues import calendar_of
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.plans.models import Assignment
from webapp.visits.models import Attendance, NoShow, TeamMember, Visit
from webapp.visits.services import dues
from webapp.visits.signals import visit_held

KINDS = (STRENGTH, SHORTCOMING, OPINION, PROPOSAL, GOOD_MODEL)
FIGURES = ("members", "present", "composition", "course")
CANCELLED = "Không có người dự"


@dataclass(frozen=True)
class Report:
    """A visit's report as a form row: what it says, and the version of all that it stands in."""

    version: str
    texts: Values

    def __getattr__(self, name: str) -> Any:
        if name not in self.texts:
            raise AttributeError(name)
        return self.texts[name]


def lock_report(visit: Visit) -> None:
    """Let one person at a time report on a visit, until this transaction ends."""
    db.session.execute(select(Visit.id).where(Visit.id == visit.id).with_for_update())
    db.session.refresh(visit, ["held_at", "cancelled_at", "version"])


def report_of(visit: Visit) -> Report:
    """Return the report as it is kept."""
    attendance, remarks = _attendance(visit), _remarks(visit)
    texts = {name: getattr(attendance, name) for name in FIGURES}
    for kind in KINDS:
        texts[kind] = "\n".join(one.text for one in remarks if one.kind == kind)
    rows = [(0, attendance.version), *((one.id, one.version) for one in remarks)]
    return Report(f"{crc32(repr(rows).encode()):08x}", texts)


def _attendance(visit: Visit) -> Attendance:
    found = db.session.scalars(
        select(Attendance).where(Attendance.visit_id == visit.id)
    ).one_or_none()
    return found or Attendance(visit_id=visit.id, version=0, composition="", course="")


def _remarks(visit: Visit) -> list[Remark]:
    return list(
        db.session.scalars(
            select(Remark)
            .where(Remark.visit_id == visit.id, Remark.item_id.is_(None), Remark.kind.in_(KINDS))
            .order_by(Remark.id)
        )
    )


def save(visit: Visit, values: Values, who: User, once: Once | None = None) -> None:
    """Keep a report: each line of a box is a remark of its own. The first completes the visit.

    A change of a tablet (*once*) is noted as done.

    A line that stays keeps its row, with all that hangs on it. Raises `Refused` for a visit that
    was cancelled, or whose meeting has not begun.
    """
    if visit.cancelled_at:
        raise Refused("Buổi dự này đã hủy.")
    if visit.meeting.starts_at > clock.now():
        raise Refused("Buổi sinh hoạt chưa đến giờ theo lịch.")
    attendance = _attendance(visit)
    if attendance.id is None:
        attendance = Attendance(visit_id=visit.id)
        db.session.add(attendance)
    for name in FIGURES:
        setattr(attendance, name, values[name])
    kept = _remarks(visit)
    for kind in KINDS:
        _keep_lines(visit, kind, values[kind] or "", [r for r in kept if r.kind == kind], who)
    if visit.held_at is None:
        visit.held_at = clock.now()
        engine.mark_done(FINDINGS, (dues.ABOUT, visit.id), who.full_name)
        visit_held.send(visit)
        milestones.notify(
            milestones.people_of(visit.issuer_id, PLANNER),
            f"Đã có báo cáo dự sinh hoạt tại {visit.organization.name}.",
            f"/visits/{visit.id}/report",
        )
    if once:
        once.keep()
    db.session.commit()


def _keep_lines(visit: Visit, kind: str, text: str, kept: list[Remark], who: User) -> None:
    wanted = [line.strip() for line in text.splitlines() if line.strip()]
    known = {one.text: one for one in kept}
    gone = [one.id for one in kept if one.text not in wanted]
    if gone:
        db.session.execute(
            update(Recommendation).where(Recommendation.remark_id.in_(gone)).values(remark_id=None)
        )
        db.session.execute(delete(Remark).where(Remark.id.in_(gone)))
    for line in dict.fromkeys(wanted):
        if line not in known:
            db.session.add(
                Remark(
                    visit_id=visit.id,
                    kind=kind,
                    text=line,
                    author_id=who.id,
                    created_at=clock.now(),
                )
            )
    db.session.flush()


def note_no_show(visit: Visit, values: Values, who: User, once: Once | None = None) -> list[str]:
    """Note who did not come; who went instead becomes the visit's, and owes the report.

    A change of a tablet (*once*) is noted as done.

    *visit* comes with its team, meeting and unit. Where nobody went the visit is cancelled.
    Return the numbers of the papers to be adjusted, if the meeting is still to come.
    Raises `Refused` for one who is not of the team, or who was noted before.
    """
    absent = next((one for one in visit.team if one.user_id == values["user_id"]), None)
    if absent is None or visit.cancelled_at:
        raise Refused("Người này không được phân công dự buổi này.")
    replacement_id = values["replacement_id"] or None
    row = NoShow(
        issuer_id=visit.issuer_id,
        organization_id=visit.organization_id,
        visit_id=visit.id,
        user_id=absent.user_id,
        reason=values["reason"],
        replacement_id=replacement_id,
        reported_at=clock.now(),
        reported_by_id=who.id,
    )
    db.session.add(row)
    role = absent.role
    visit.team.remove(absent)
    db.session.delete(absent)
    db.session.flush()
    if replacement_id:
        visit.team.append(TeamMember(user_id=replacement_id, role=role))
    elif not visit.team:
        visit.cancelled_at = clock.now()
        visit.cancel_reason = f"{CANCELLED}: {values['reason']}"
    db.session.flush()
    numbers = _follow(visit, row, who)
    if once:
        once.keep()
    db.session.commit()
    return numbers


def _follow(visit: Visit, row: NoShow, who: User) -> list[str]:
    """Move what is owed, tell those concerned, and return what names the wrong person."""
    assignment = db.session.get_one(Assignment, visit.assignment_id)
    dues.set_for(assignment)
    where = f"{visit.organization.name}, {visit.meeting.when}"
    name = db.session.get_one(User, row.user_id).full_name
    planners = set(milestones.people_of(visit.issuer_id, PLANNER)) - {who.id}
    milestones.notify(
        planners,
        f"Đồng chí {name} không tham dự theo phân công: {where}. Lý do: {row.reason}",
        f"/visits/{visit.id}/no-show",
    )
    if row.replacement_id:
        milestones.notify(
            [row.replacement_id], f"Đồng chí được cử dự thay: {where}.", f"/visits/{visit.id}"
        )
    calendar = calendar_of(assignment.activity_id, assignment.month) if assignment.month else None
    return adjusting.follow(calendar) if calendar is not None else []
