"""What happens to a round: units come and go, each gets its session."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts.models import OFFICE, User
from webapp.attending import attendees
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import services as documents
from webapp.milestones import services as milestones
from webapp.notices.models import WORKING, Meeting
from webapp.organizations.models import Organization
from webapp.plans import services as plans
from webapp.plans.models import Activity, Assignment
from webapp.rounds import papers, seating
from webapp.visits import dues
from webapp.visits.models import Attendance, Choice, TeamMember, Visit


@dataclass(frozen=True)
class When:
    """When and where a session is held; the hour may not be known yet."""

    day: date
    hour: time | None
    place: str

    @property
    def starts_at(self) -> datetime:
        hour = self.hour or time()
        return clock.at(self.day, hour.hour, hour.minute)


def choose(activity: Activity, organization: Organization, who: User) -> list[str]:
    """Choose a unit for a round; return the papers that this set aside (46-KH/ĐTN, IV.1).

    *activity* has its plan loaded. Raises `Refused` when the unit is chosen already.
    """
    plans.take_in(activity.plan, activity.id, organization.id, None)
    aside = papers.set_aside(activity.id, who, f"Bổ sung đơn vị: {organization.name}")
    db.session.commit()
    return aside


def leave_out(activity: Activity, assignment: Assignment, who: User) -> list[str]:
    """Take a unit out of a round with its session; return the papers that this set aside.

    Raises `Refused` once anything was handed in, prepared or written about it: nothing is lost.
    """
    _hold(assignment)
    name = assignment.organization.name
    offices = office_of(assignment) if is_told(assignment.id) else []
    visit = _kept_session(assignment)
    if visit is not None:
        _refuse_begun(visit, name)
    try:
        with db.session.begin_nested():  # a refusal must not forget who is signed in
            if visit is not None:
                _delete(visit)
            db.session.execute(delete(Choice).where(Choice.assignment_id == assignment.id))
            milestones.drop_all(("assignment", assignment.id))
            plans.take_out(assignment)
    except IntegrityError:
        raise Refused(_begun(name)) from None
    aside = papers.set_aside(activity.id, who, f"Bỏ đơn vị: {name}")
    milestones.tell(offices, f"Đơn vị không còn trong danh sách của đợt: {activity.title}.")
    db.session.commit()
    return aside


def set_session(activity: Activity, assignment: Assignment, wanted: When, who: User) -> list[str]:
    """Set, or move, the session of a unit; return the papers that this set aside.

    A new session gets the round's team. Moving one moves what is owed for it, tells who goes and,
    once the unit knows of it, the unit; what was announced must be announced again. Raises
    `Refused` once it was held.
    """
    _hold(assignment)
    visit = _kept_session(assignment)
    name = assignment.organization.name
    if visit is None:
        visit = _begin(assignment, wanted)
        words = f"Đã định buổi làm việc tại {name}: {visit.meeting.when}, {wanted.place}"
    elif visit.cancelled_at:
        _set_again(visit, assignment, wanted)
        words = f"Định lại buổi làm việc đã hoãn tại {name}: {visit.meeting.when}, {wanted.place}"
    else:
        if visit.held_at:
            raise Refused("Buổi làm việc này đã có kết quả nên không đổi thời gian, địa điểm được.")
        before = f"{visit.meeting.when} tại {visit.meeting.place}"
        _move(visit.meeting, wanted)
        words = (
            f"Buổi làm việc tại {name} thay đổi: trước là {before}, "
            f"nay là {visit.meeting.when} tại {wanted.place}"
        )
    db.session.flush()
    dues.set_for(assignment)
    attendees.recheck(visit, who)
    return _tell_and_set_aside(activity, assignment, visit, words, who)


def _tell_and_set_aside(
    activity: Activity, assignment: Assignment, visit: Visit, words: str, who: User
) -> list[str]:
    """Tell who goes, and the unit if it knows of its session; commit. Papers must be repeated."""
    aside = papers.set_aside(activity.id, who, words)
    people = {member.user_id for member in visit.team}
    if is_told(assignment.id):
        people |= set(office_of(assignment))
    milestones.tell(people - {who.id}, f"{words}.", f"/visits/{visit.id}")
    db.session.commit()
    return aside


def put_off(activity: Activity, assignment: Assignment, reason: str, who: User) -> list[str]:
    """Put a unit's session off until it is set again; return the papers that this set aside.

    The unit stays in the round, and what it has prepared stays with its session. Who goes is
    told and, once the unit knows of it, the unit. Raises `Refused` where none is set, or it was
    held.
    """
    _hold(assignment)
    visit = session_of(assignment)
    if visit is None:
        raise Refused("Đơn vị này chưa định buổi làm việc, hoặc buổi làm việc đã hoãn.")
    if visit.held_at:
        raise Refused("Buổi làm việc này đã có kết quả nên không hoãn được.")
    visit.cancelled_at, visit.cancel_reason, visit.ready_at = clock.now(), reason, None
    db.session.flush()
    dues.set_for(assignment)
    words = f"Hoãn buổi làm việc tại {assignment.organization.name}, {visit.meeting.when}: {reason}"
    return _tell_and_set_aside(activity, assignment, visit, words, who)


def session_of(assignment: Assignment) -> Visit | None:
    """Return a chosen unit's session with its meeting and its team, if it is set and stands."""
    visit = _kept_session(assignment)
    return visit if visit is not None and visit.cancelled_at is None else None


def put_off_of(assignment: Assignment) -> Visit | None:
    """Return a chosen unit's session where it was put off and is not set again yet."""
    visit = _kept_session(assignment)
    return visit if visit is not None and visit.cancelled_at is not None else None


def _kept_session(assignment: Assignment) -> Visit | None:
    """Return the session that stands, else the one that was put off last."""
    return db.session.scalars(
        select(Visit)
        .options(joinedload(Visit.meeting), selectinload(Visit.team))
        .where(Visit.assignment_id == assignment.id)
        .order_by(Visit.cancelled_at.is_not(None), Visit.id.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    ).one_or_none()


def is_told(assignment_id: int) -> bool:
    """Return True when the unit was told of its session: the round was announced."""
    found = db.session.scalar(select(Choice.id).where(Choice.assignment_id == assignment_id))
    return found is not None


def office_of(assignment: Assignment) -> list[int]:
    """Return the people of a chosen unit's office. *assignment* has its organization."""
    return milestones.people_of(assignment.issuer_id, OFFICE, organization=assignment.organization)


def _begin(assignment: Assignment, wanted: When) -> Visit:
    own = {"issuer_id": assignment.issuer_id, "organization_id": assignment.organization_id}
    meeting = Meeting(
        **own,
        starts_at=wanted.starts_at,
        is_hour_set=wanted.hour is not None,
        place=wanted.place,
        kind=WORKING,
        received_on=clock.today(),
        due_on=clock.today(),
    )
    visit = Visit(**own, assignment_id=assignment.id, meeting=meeting, team=[])
    db.session.add_all([meeting, visit])
    db.session.flush()
    db.session.add(Attendance(visit_id=visit.id))
    seating.seat(visit, seating.roles_of(assignment.activity_id))
    return visit


def _set_again(visit: Visit, assignment: Assignment, wanted: When) -> None:
    visit.cancelled_at, visit.cancel_reason = None, ""
    _move(visit.meeting, wanted)
    # The round's team may have changed meanwhile.
    seating.seat(visit, seating.roles_of(assignment.activity_id))


def _move(meeting: Meeting, wanted: When) -> None:
    meeting.starts_at, meeting.is_hour_set = wanted.starts_at, wanted.hour is not None
    if meeting.place != wanted.place:
        meeting.place, meeting.room = wanted.place, ""  # the unit arranges a room there anew


def _delete(visit: Visit) -> None:
    milestones.drop_all(("visit", visit.id))
    db.session.execute(delete(Attendance).where(Attendance.visit_id == visit.id))
    db.session.execute(delete(TeamMember).where(TeamMember.visit_id == visit.id))
    db.session.execute(delete(Visit).where(Visit.id == visit.id))
    db.session.execute(delete(Meeting).where(Meeting.id == visit.meeting_id))


def _refuse_begun(visit: Visit, name: str) -> None:
    written = db.session.scalar(
        select(Attendance.id).where(Attendance.visit_id == visit.id, Attendance.version > 1)
    )
    if visit.held_at or visit.ready_at or written or documents.all_of(("visit", visit.id)):
        raise Refused(_begun(name))


def _begun(name: str) -> str:
    return f"{name} đã có dữ liệu trong đợt này nên không bỏ được."


def _hold(assignment: Assignment) -> None:
    # Two planners who set one unit's session take turns.
    db.session.execute(
        select(Assignment.id).where(Assignment.id == assignment.id).with_for_update()
    )
