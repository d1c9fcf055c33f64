"""Who goes where: the working group of each visit, and clashes between a person's visits."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import attributes, contains_eager, joinedload

from webapp.accounts.models import LEADER, MEMBER, PLANNER, User
from webapp.accounts.ordering import in_order
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.milestones import services as milestones
from webapp.notices.models import Meeting, when_text
from webapp.organizations.models import Issuer
from webapp.plans.kinds import ACTIVITIES
from webapp.plans.models import Assignment
from webapp.rules.changed import team_words
from webapp.rules.choosing import ASSUMED_LENGTH, Clash, Duty, clashes
from webapp.rules.months import next_month
from webapp.rules.picking import MOST_SHOWN
from webapp.visits.models import NoShow, TeamMember, Visit
from webapp.visits.papers import in_force as papers
from webapp.visits.services import adjusting, dues
from webapp.visits.services.choosing import choice_of

HEAD = "head"
GOES_ALONE = "Người dự"


@dataclass(frozen=True)
class Engagement:
    """One person's visit, as the month's roster shows it; `clashes` says with what, if any."""

    user_id: int
    visit_id: int
    starts_at: datetime
    where: str
    role: str
    clashes: tuple[str, ...] = ()
    person: str = ""
    is_hour_set: bool = True
    is_head: bool = False

    @property
    def when(self) -> str:
        """When it is, in words."""
        return when_text(self.starts_at, self.is_hour_set)


def people(issuer_id: int, also: Collection[int] = ()) -> list[User]:
    """Return who of the board may be assigned, in the reader's order; *also* are so already."""
    found = db.session.scalars(
        select(User).where(User.issuer_id == issuer_id, User.active | User.id.in_(also))
    )
    able = [user for user in found if user.is_any(MEMBER, LEADER, PLANNER) or user.id in also]
    return in_order(able)


def clashes_at(visit: Visit, user_ids: Iterable[int]) -> dict[int, list[str]]:
    """Return, by person, the other visits that they cannot reach in time, in words.

    *visit* needs its meeting. A meeting is taken to last two hours; the way takes the issuer's
    `travel_minutes`.
    """
    wanted = set(user_ids)
    day = clock.local(visit.meeting.starts_at).date()
    others = [
        one
        for one in engagements(visit.issuer_id, day - timedelta(days=1), day + timedelta(days=2))
        if one.user_id in wanted and one.visit_id != visit.id
    ]
    meeting = visit.meeting
    mine = [
        Engagement(who, visit.id, meeting.starts_at, "", "", is_hour_set=meeting.is_hour_set)
        for who in wanted
    ]
    found: dict[int, list[str]] = {}
    by_visit = {one.visit_id: one for one in others}
    for clash in clashes_among(visit.issuer_id, [*others, *mine]):
        sides = {clash.first.visit_id, clash.second.visit_id}
        if visit.id in sides:
            other = by_visit[(sides - {visit.id}).pop()]
            found.setdefault(clash.person_id, []).append(clash_words(other, clash))
    return found


def absentees(visit: Visit) -> Sequence[NoShow]:
    """Return who did not come as assigned, with who went instead (46-KH/ĐTN, II.3)."""
    return db.session.scalars(
        select(NoShow)
        .options(joinedload(NoShow.user), joinedload(NoShow.replacement))
        .where(NoShow.visit_id == visit.id)
        .order_by(NoShow.id)
    ).all()


def assign(visit: Visit, roles: Mapping[int, str]) -> list[str]:
    """Give a visit its working group, person by person; return the papers to be adjusted.

    *roles* maps people to "head", "secretary" or "member"; none at all takes the group away.
    Raises `Refused` unless exactly one is head. Those who come and go are told; papers in force
    name who attends (73-KH/BTCTU, III.2), so they are to be adjusted unless it is again as told.
    """
    if roles and list(roles.values()).count(HEAD) != 1:
        raise Refused("Phải có đúng một tổ trưởng.")
    if visit.cancelled_at:
        raise Refused("Buổi dự đã hủy.")
    if visit.meeting.is_session:
        raise Refused("Đoàn giám sát được lập chung cho cả đợt, sửa ở trang của đợt.")
    before = {member.user_id: member for member in visit.team}
    was = {user_id: member.role for user_id, member in before.items()}
    if was == dict(roles):
        return []
    write(visit, before, roles)
    assignment = db.session.get_one(Assignment, visit.assignment_id)
    if choice_of(assignment.id):
        dues.set_for(assignment)
    numbers = adjusting.follow(assignment)
    _notify(visit, was, roles)
    if numbers:
        where = f"{visit.organization.name}, {visit.meeting.when}"
        told = f"{adjusting.to_issue(numbers, TEAM_CHANGED)}: {where}."
        link = f"/assignments/{assignment.id}/choice"
        signed = papers.in_force(assignment.id)
        adjusting.notify_signers(signed, told, link, ("visit", visit.id))
    db.session.commit()
    return numbers


TEAM_CHANGED = "thay đổi thành phần Tổ công tác"


def _notify(visit: Visit, was: Mapping[int, str], now: Mapping[int, str]) -> None:
    """Tell those who come, those who go, and those who stay with whom they go now."""
    where, link = f"{visit.organization.name}, {visit.meeting.when}", f"/visits/{visit.id}"
    come, go, about = now.keys() - was.keys(), was.keys() - now.keys(), ("visit", visit.id)
    milestones.notify(come, f"Đồng chí được phân công dự: {where}.", link, about=about)
    milestones.notify(go, f"Đồng chí thôi phân công dự: {where}.", link, about=about)
    stay = was.keys() & now.keys()
    if stay:
        people = [*was, *now]
        found = db.session.execute(select(User.id, User.full_name).where(User.id.in_(people)))
        names = {row.id: row.full_name for row in found}
        before, after = (
            {names[user_id]: visit.roles[role] for user_id, role in side.items()}
            for side in (was, now)
        )
        words = team_words(before, after)
        told = f"Thay đổi thành phần Tổ công tác dự {where}: {words}."
        milestones.notify(stay, told, link, about=about)


def engagements(issuer_id: int, first: date, end: date) -> list[Engagement]:
    """Return who goes where from *first* up to, not including, *end*: by time."""
    members = db.session.scalars(
        select(TeamMember)
        .join(TeamMember.visit)
        .join(Visit.meeting)
        .options(
            contains_eager(TeamMember.visit).contains_eager(Visit.meeting),
            contains_eager(TeamMember.visit).joinedload(Visit.organization),
            contains_eager(TeamMember.visit)
            .joinedload(Visit.assignment)
            .joinedload(Assignment.activity),
            joinedload(TeamMember.user),
        )
        .where(Visit.issuer_id == issuer_id, *_held_in(first, end))
        .order_by(Meeting.starts_at, Visit.id, TeamMember.id)
    )
    return [
        Engagement(
            member.user_id,
            member.visit_id,
            member.visit.meeting.starts_at,
            member.visit.organization.name,
            role_of(member),
            person=member.user.full_name,
            is_hour_set=member.visit.meeting.is_hour_set,
            is_head=member.role == HEAD,
        )
        for member in members
    ]


def role_of(member: TeamMember) -> str:
    """Return what somebody is at a visit: who attends alone leads nobody."""
    visit = member.visit
    if ACTIVITIES[visit.assignment.activity.kind].has_calendar:
        return GOES_ALONE
    return visit.roles[member.role]


def roster(issuer_id: int, month: date) -> dict[int, list[Engagement]]:
    """Return the month's visits of each person, with their clashes; *month* is its first day."""
    people: dict[int, list[Engagement]] = {}
    for one in _checked(issuer_id, month, next_month(month)):
        people.setdefault(one.user_id, []).append(one)
    return people


def groups(issuer_id: int, days: Collection[date]) -> dict[int, list[Engagement]]:
    """Return the working group of each visit held on or between *days*, heads first."""
    if not days:
        return {}
    found: dict[int, list[Engagement]] = {}
    one_day = timedelta(days=1)
    for one in _checked(issuer_id, min(days) - one_day, max(days) + 2 * one_day):
        found.setdefault(one.visit_id, []).append(one)
    return {key: sorted(own, key=lambda one: not one.is_head) for key, own in found.items()}


def _checked(issuer_id: int, first: date, end: date) -> list[Engagement]:
    """Return the engagements of a time, each with what it clashes with."""
    found = engagements(issuer_id, first, end)
    by_key = {(one.user_id, one.visit_id): one for one in found}
    words: dict[tuple[int, int], list[str]] = {}
    for clash in clashes_among(issuer_id, found):
        for duty, other in ((clash.first, clash.second), (clash.second, clash.first)):
            key = (clash.person_id, duty.visit_id)
            words.setdefault(key, []).append(
                clash_words(by_key[clash.person_id, other.visit_id], clash)
            )
    return [
        replace(one, clashes=tuple(words.get((one.user_id, one.visit_id), ()))) for one in found
    ]


def unassigned(issuer_id: int, month: date) -> tuple[Sequence[Visit], int]:
    """Return the first of the month's visits that nobody goes to yet, and how many there are.

    They have their meeting and their organization.
    """
    found = (
        select(Visit)
        .join(Visit.meeting)
        .where(Visit.issuer_id == issuer_id, ~Visit.team.any(), *_held_in(month, next_month(month)))
    )
    first = (
        found.options(contains_eager(Visit.meeting), joinedload(Visit.organization))
        .order_by(Meeting.starts_at, Visit.id)
        .limit(MOST_SHOWN)
    )
    count = select(func.count()).select_from(found.subquery())
    return db.session.scalars(first).all(), db.session.scalar(count) or 0


def _held_in(first: date, end: date) -> tuple[Any, ...]:
    return (
        Visit.cancelled_at.is_(None),
        Meeting.starts_at >= clock.at(first),
        Meeting.starts_at < clock.at(end),
    )


def clashes_among(issuer_id: int, engaged: Iterable[Engagement]) -> list[Clash]:
    duties = [
        Duty(
            one.user_id,
            one.visit_id,
            one.starts_at,
            one.starts_at + ASSUMED_LENGTH,
            is_hour_set=one.is_hour_set,
        )
        for one in engaged
    ]
    minutes = db.session.get_one(Issuer, issuer_id).travel_minutes
    return clashes(duties, timedelta(minutes=minutes))


def clash_words(other: Engagement, clash: Clash) -> str:
    where = f"{other.where}, {other.when}"
    if clash.is_hour_missing:
        return f"cùng ngày, chưa đủ giờ để biết có kịp không, với buổi tại {where}"
    if clash.overlap_minutes:
        return f"trùng {clash.overlap_minutes} phút với buổi tại {where}"
    return f"không đủ thời gian di chuyển từ hoặc đến buổi tại {where}"


def write(visit: Visit, before: dict[int, TeamMember], roles: Mapping[int, str]) -> None:
    for user_id, member in before.items():
        if user_id in roles:
            member.role = roles[user_id]
        else:
            visit.team.remove(member)
            db.session.delete(member)
    for user_id in roles.keys() - before.keys():
        visit.team.append(TeamMember(user_id=user_id, role=roles[user_id]))
    # The team is part of what a page shows of the visit: it raises the version.
    attributes.flag_modified(visit, "cancel_reason")
    db.session.flush()
