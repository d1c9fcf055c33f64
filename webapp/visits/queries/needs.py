"""What of the issuer's visits somebody has to decide: rows for `rules.needs`, and its words."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, select, union_all

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.signals import ToDecide
from webapp.milestones.standing import DUE, LATE, WAIT, Standing
from webapp.notices.models import WORKING, Meeting, when_text
from webapp.organizations.models import Issuer, Organization
from webapp.plans.models import Assignment
from webapp.rules.choosing import Clash
from webapp.rules.needs import Absence, Accepted, Attended, Need, Needed, needed
from webapp.visits.models import AcceptedClash, Choice, TeamMember, Visit
from webapp.visits.signals import absences

STANDINGS = {
    Need.ABSENT: Standing("Người dự báo vắng", LATE),
    Need.CLASH: Standing("Trùng giờ", LATE),
    Need.UNDECIDED: Standing("Chưa có người dự", DUE),
    Need.UNREPORTED: Standing("Chưa báo cáo kết quả", WAIT),
}


@dataclass(frozen=True)
class Known:
    """A visit as the box tells of it; `people` are names by id."""

    attended: Attended
    name: str
    people: dict[int, str]
    is_session: bool
    place: tuple[int, date | None]  # its activity and month

    @property
    def day(self) -> date:
        """The day it is held, in Việt Nam."""
        return clock.local(self.attended.starts_at).date()

    @property
    def where(self) -> str:
        """Which visit it is, in words."""
        when = when_text(self.attended.starts_at, self.attended.is_hour_set)
        return f"{self.name}, {when}"

    @property
    def team_page(self) -> str:
        """Where it is decided who goes: of a session the round says it."""
        visit_id = self.attended.visit_id
        return f"/visits/{visit_id}" if self.is_session else f"/visits/{visit_id}/team"


@dataclass
class Gathered:
    """What the one query finds: visits by id, who is away, and clashes that were left so."""

    known: dict[int, Known] = field(default_factory=dict)
    away: set[Absence] = field(default_factory=set)
    accepted: set[Accepted] = field(default_factory=set)


def to_decide_of(who: User) -> list[ToDecide]:
    """Return what has to be decided about the visits of *who*'s issuer: one query."""
    issuer = db.session.get_one(Issuer, who.issuer_id)
    found = _gather(Visit.issuer_id == issuer.id)
    visits = [one.attended for one in found.known.values()]
    way = timedelta(minutes=issuer.travel_minutes)
    needs = needed(visits, list(found.away), found.accepted, clock.now(), way)
    return [_told(one, found.known) for one in needs]


def duties_in(user_ids: Collection[int], first: date, last: date) -> list[Known]:
    """Return the visits still to come to which these people go on these days, once it was told.

    Of their teams only these people are named. One query.
    """
    found = _gather(
        TeamMember.user_id.in_(user_ids),
        Meeting.starts_at >= max(clock.now(), clock.at(first)),
        Meeting.starts_at < clock.at(last + timedelta(days=1)),
    )
    return [one for one in found.known.values() if one.attended.is_told]


def _gather(*which: ColumnElement[bool]) -> Gathered:
    """Find visits that are not off and of which findings are not complete, with who goes.

    A visit has a row for each who goes, each absence of theirs and each clash that was accepted.
    """
    found, teams = Gathered(), defaultdict[int, dict[int, str]](dict)
    rows = _rows(*which)
    for row in rows:
        if row.user_id is not None:
            teams[row.id][row.user_id] = row.full_name
            if row.away_from is not None:
                found.away.add(Absence(row.user_id, row.away_from, row.away_to))
            if row.AcceptedClash is not None:
                found.accepted.add(_left_so(row.AcceptedClash))
    found.known = {row.id: _known(row, teams[row.id]) for row in rows}
    return found


def _rows(*which: ColumnElement[bool]) -> Sequence[Row[*tuple[Any, ...]]]:
    away = union_all(*absences.ask()).subquery()
    user_id, starts_on, ends_on = away.c
    return db.session.execute(
        select(
            Visit.id,
            Meeting.starts_at,
            Meeting.is_hour_set,
            Meeting.kind,
            Organization.name,
            Assignment.activity_id,
            Assignment.month,
            TeamMember.user_id,
            User.full_name,
            exists().where(Choice.assignment_id == Visit.assignment_id).label("is_closed"),
            starts_on.label("away_from"),
            ends_on.label("away_to"),
            AcceptedClash,
        )
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .join(Organization, Organization.id == Visit.organization_id)
        .join(Assignment, Assignment.id == Visit.assignment_id)
        .outerjoin(TeamMember, TeamMember.visit_id == Visit.id)
        .outerjoin(User, User.id == TeamMember.user_id)
        .outerjoin(away, (user_id == TeamMember.user_id) & (ends_on >= clock.today()))
        .outerjoin(
            AcceptedClash,
            (AcceptedClash.first_id == Visit.id) & (AcceptedClash.user_id == TeamMember.user_id),
        )
        .where(Visit.cancelled_at.is_(None), Visit.held_at.is_(None), *which)
        .order_by(Meeting.starts_at, Visit.id, TeamMember.id)
    ).all()


def _known(row: Row[*tuple[Any, ...]], team: dict[int, str]) -> Known:
    is_session = row.kind == WORKING
    attended = Attended(
        row.id,
        row.starts_at,
        tuple(team),
        is_hour_set=row.is_hour_set,
        is_told=row.is_closed or is_session,
    )
    return Known(attended, row.name, team, is_session, (row.activity_id, row.month))


def _left_so(one: AcceptedClash) -> Accepted:
    sides = [(one.first_id, one.first_at), (one.second_id, one.second_at)]
    return Accepted(one.user_id, frozenset(sides))


def _told(one: Needed, known: dict[int, Known]) -> ToDecide:
    visit = known[one.visit_id]
    names = ", ".join(visit.people[who] for who in one.people)
    if one.need == Need.CLASH and one.other_id is not None:
        return _clash(one, visit, known[one.other_id], names)
    words = f"{visit.where}: đồng chí {names}" if names else visit.where
    ways = {
        Need.ABSENT: (("Đổi người dự", visit.team_page),),
        Need.UNDECIDED: (("Bố trí người dự", visit.team_page),),
    }
    return ToDecide(
        starts_at=visit.attended.starts_at,
        standing=STANDINGS[one.need],
        words=words,
        ways=ways.get(one.need, (("Mở buổi dự", f"/visits/{one.visit_id}"),)),
        # What a list says of them anyway is not marked there.
        visits=(one.visit_id,) if one.need == Need.ABSENT else (),
        months=(visit.place,),
    )


def _clash(one: Needed, visit: Known, other: Known, names: str) -> ToDecide:
    way = "Đoàn của buổi" if visit.is_session or other.is_session else "Đổi người dự buổi"
    return ToDecide(
        starts_at=visit.attended.starts_at,
        standing=_clash_standing(one.clash),
        words=f"Đồng chí {names}: {visit.where} và {other.where}",
        ways=tuple((f"{way} tại {side.name}", side.team_page) for side in (visit, other)),
        visits=(one.visit_id, other.attended.visit_id),
        months=tuple({visit.place: None, other.place: None}),
        accept=(f"/visits/{one.visit_id}/clash", {"other": other.attended.visit_id}),
    )


def _clash_standing(clash: Clash | None) -> Standing:
    if clash is None or clash.overlap_minutes:
        return STANDINGS[Need.CLASH]
    if clash.is_hour_missing:
        return Standing("Cùng ngày, chưa đủ giờ", DUE)
    return Standing("Không kịp di chuyển", LATE)
