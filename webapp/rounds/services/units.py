"""What happens to a round: units come and go, each gets its session."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts.models import OFFICE, User
from webapp.attending.services import attendees
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.road import services as documents
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.notices.models import WORKING, Meeting
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment
from webapp.plans.services import editing as plans
from webapp.rounds.services import adjusting, seating
from webapp.rules.changed import Held, change_words
from webapp.visits.models import Attendance, Choice, TeamMember, Visit
from webapp.visits.services import dues


@dataclass(frozen=True)
class When:
    """When and where a session is held; the hour may not be known yet.

    `is_hour_later`: papers then say that it is told later, as the planner chose; else they lack it.
    An hour that is known is not told later: given both, the hour holds.
    """

    day: date
    hour: time | None
    place: str
    is_hour_later: bool = False

    def __post_init__(self) -> None:
        if self.hour is not None:
            object.__setattr__(self, "is_hour_later", False)

    @property
    def starts_at(self) -> datetime:
        hour = self.hour or time()
        return clock.at(self.day, hour.hour, hour.minute)


def choose(activity: Activity, organization: Organization) -> list[str]:
    """Choose a unit for a round; return the papers to be adjusted (46-KH/ĐTN, IV.1).

    *activity* has its plan loaded. Raises `Refused` when the unit is chosen already.
    """
    plans.take_in(activity.plan, activity.id, organization.id, None)
    db.session.flush()
    numbers = adjusting.follow(activity.id)
    db.session.commit()
    return numbers


def leave_out(activity: Activity, assignment: Assignment) -> list[str]:
    """Take a unit out of a round with its session; return the papers to be adjusted.

    Raises `Refused` once anything was handed in, prepared or written about it: nothing is lost.
    """
    _lock(assignment)
    name = assignment.organization.name
    offices = office_of(assignment) if is_notified(assignment.id) else []
    visit = _kept_session(assignment)
    if visit is not None:
        _refuse_begun(visit, name)
    try:
        with db.session.begin_nested():  # a refusal must not forget who is signed in
            if visit is not None:
                _delete(visit)
            db.session.execute(delete(Choice).where(Choice.assignment_id == assignment.id))
            plans.take_out(assignment)
    except IntegrityError:
        raise Refused(_begun(name)) from None
    numbers = adjusting.follow(activity.id)
    milestones.notify(offices, f"Đơn vị không còn trong danh sách của đợt: {activity.title}.")
    db.session.commit()
    return numbers


def put_back(
    activity: Activity, assignment: Assignment, wanted: When | None, who: User
) -> list[str]:
    """Choose a unit that was left out once more, with its session; return the papers to adjust.

    Does not commit. Raises `Refused` when the unit was chosen again meanwhile.
    """
    plans.put_assignment_back(assignment, activity.plan)
    return _set(activity, assignment, wanted, who) if wanted else adjusting.follow(activity.id)


def set_session(activity: Activity, assignment: Assignment, wanted: When, who: User) -> list[str]:
    """Set, or move, the session of a unit; return the papers to be adjusted.

    A new session gets the round's team. Moving one moves what is owed for it, tells who goes and,
    once the unit knows of it, the unit. Set as it is, nothing changes. Raises `Refused` once it
    was held.
    """
    numbers = _set(activity, assignment, wanted, who)
    db.session.commit()
    return numbers


def _set(activity: Activity, assignment: Assignment, wanted: When, who: User) -> list[str]:
    _lock(assignment)
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
        if _is_set(visit.meeting, wanted):
            return _reworded(activity, visit.meeting, wanted)
        before = Held(visit.meeting.when, visit.meeting.place)
        _move(visit.meeting, wanted)
        now = Held(visit.meeting.when, wanted.place)
        words = f"Buổi làm việc tại {name} thay đổi: {change_words(before, now)}"
    db.session.flush()
    dues.set_for(assignment)
    numbers = _notify(activity, assignment, visit, words, who)
    attendees.recheck(visit, who)
    return numbers


def _notify(
    activity: Activity, assignment: Assignment, visit: Visit, words: str, who: User
) -> list[str]:
    """Tell who goes, the unit if it knows of its session, and who signed what must be adjusted.

    Return the papers to be adjusted. Does not commit.
    """
    numbers = adjusting.follow(activity.id)
    people = {member.user_id for member in visit.team}
    if is_notified(assignment.id):
        people |= set(office_of(assignment))
    about, link = ("visit", visit.id), f"/visits/{visit.id}"
    milestones.notify(people - {who.id}, f"{words}.", link, about=about)
    if numbers:
        adjusting.notify_signers(activity.id, f"{words}.", link, numbers, about)
    return numbers


def put_off(activity: Activity, assignment: Assignment, reason: str, who: User) -> list[str]:
    """Put a unit's session off until it is set again; return the papers to be adjusted.

    The unit stays in the round, and what it has prepared stays with its session. Who goes is
    told and, once the unit knows of it, the unit. Raises `Refused` where none is set, or it was
    held.
    """
    _lock(assignment)
    visit = session_of(assignment)
    if visit is None:
        raise Refused("Đơn vị này chưa định buổi làm việc, hoặc buổi làm việc đã hoãn.")
    if visit.held_at:
        raise Refused("Buổi làm việc này đã có kết quả nên không hoãn được.")
    visit.cancelled_at, visit.cancel_reason, visit.ready_at = clock.now(), reason, None
    db.session.flush()
    dues.set_for(assignment)
    words = f"Hoãn buổi làm việc tại {assignment.organization.name}, {visit.meeting.when}: {reason}"
    numbers = _notify(activity, assignment, visit, words, who)
    db.session.commit()
    return numbers


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


def is_notified(assignment_id: int) -> bool:
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
        is_hour_later=wanted.is_hour_later,
        place=wanted.place,
        kind=WORKING,
        received_on=clock.today(),
    )
    visit = Visit(**own, assignment_id=assignment.id, meeting=meeting, team=[])
    db.session.add_all([meeting, visit])
    db.session.flush()
    db.session.add(Attendance(visit_id=visit.id))
    seating.seat(visit, seating.roles_of(assignment.activity_id, assignment.team_id))
    return visit


def _set_again(visit: Visit, assignment: Assignment, wanted: When) -> None:
    visit.cancelled_at, visit.cancel_reason = None, ""
    _move(visit.meeting, wanted)
    # The round's team may have changed meanwhile.
    seating.seat(visit, seating.roles_of(assignment.activity_id, assignment.team_id))


def _is_set(meeting: Meeting, wanted: When) -> bool:
    """Return True where a session is held just then and there already."""
    hour = meeting.hour if meeting.is_hour_set else None
    return (meeting.day, hour, meeting.place) == (wanted.day, wanted.hour, wanted.place)


def _reworded(activity: Activity, meeting: Meeting, wanted: When) -> list[str]:
    """Let papers say of an hour not set what is wanted now: nobody goes elsewhere by it."""
    if meeting.is_hour_later == wanted.is_hour_later:
        return []
    meeting.is_hour_later = wanted.is_hour_later
    return adjusting.follow(activity.id)


def _move(meeting: Meeting, wanted: When) -> None:
    meeting.starts_at, meeting.is_hour_set = wanted.starts_at, wanted.hour is not None
    meeting.is_hour_later = wanted.is_hour_later
    if meeting.place != wanted.place:
        meeting.place, meeting.room = wanted.place, ""  # the unit arranges a room there anew


def _delete(visit: Visit) -> None:
    engine.forget((dues.ABOUT, visit.id))
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


def _lock(assignment: Assignment) -> None:
    # Two planners who set one unit's session take turns.
    db.session.execute(
        select(Assignment.id).where(Assignment.id == assignment.id).with_for_update()
    )
