"""The list of visits: which ones, in what state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, case, exists, select
from sqlalchemy.orm import aliased
from werkzeug.datastructures import MultiDict

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.lists import Listing, paged
from webapp.notices.models import WORKING, Meeting
from webapp.organizations.models import Organization
from webapp.plans.models import ATTEND, Activity, Assignment
from webapp.rules.choosing import ASSUMED_LENGTH
from webapp.rules.months import next_month
from webapp.visits.choosing_forms import numbers, read_month
from webapp.visits.models import TeamMember, Visit
from webapp.visits.papers import has_letter

STATES = {  # words, tone
    "unassigned": ("Chưa phân công", "due"),
    "coming": ("Sắp dự", "plain"),
    "past": ("Đã diễn ra, chờ ghi nhận", "wait"),
    "held": ("Đã ghi nhận, chờ thông báo kết quả", "wait"),
    "noted": ("Đã ghi nhận", "done"),  # of what asks for no letter of its own
    "answered": ("Đã thông báo kết quả", "done"),
    "put_off": ("Đang hoãn", "off"),  # of a round: it is to be set again
    "cancelled": ("Đã hủy", "off"),
}


@dataclass(frozen=True)
class Wanted:
    """What a person asks for of the list."""

    mine: bool = False
    month: date | None = None
    committee: int | None = None
    state: str = ""

    @property
    def month_text(self) -> str:
        """The month as an address carries it: "2024-03", or nothing."""
        return f"{self.month:%Y-%m}" if self.month else ""


def read(args: MultiDict[str, str], who: User) -> Wanted:
    """Read it from an address; what makes no sense is left out."""
    state = args.get("state", "")
    return Wanted(
        mine=args.get("mine") == "1" and who.is_board,
        month=read_month(args),
        committee=next(iter(numbers([args.get("committee", "")])), None),
        state=state if state in STATES else "",
    )


def visits(who: User, wanted: Wanted) -> Listing:
    """Return a page of the visits *who* may see, the latest meeting first.

    Rows have visit_id, starts_at, is_hour_set, kind, topic, name, committee, head and state;
    `committee` is "" where it would only repeat the name of the row or of the reader.
    """
    return paged(_filtered(_statement(who), wanted, who))


def committees(who: User) -> Sequence[Row[int, str]]:
    """Return (id, name) of the committees whose visits *who* may see."""
    return db.session.execute(
        select(Organization.id, Organization.name)
        .where(
            Organization.id.in_(
                select(Assignment.organization_id)
                .join(Visit, Visit.assignment_id == Assignment.id)
                .where(Visit.seen_by(who))
            )
        )
        .order_by(Organization.sort_key, Organization.id)
    ).all()


def _statement(who: User) -> Select[Any]:
    committee, head = aliased(Organization), aliased(User)
    return (
        select(
            Visit.id.label("visit_id"),
            Meeting.starts_at,
            Meeting.is_hour_set,
            Meeting.kind,
            Meeting.topic,
            Organization.name,
            _committee_beside_name(committee, who).label("committee"),
            head.full_name.label("head"),
            _state(is_board=who.is_board).label("state"),
        )
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .join(Organization, Organization.id == Visit.organization_id)
        .join(Assignment, Assignment.id == Visit.assignment_id)
        .join(Activity, Activity.id == Assignment.activity_id)
        .join(committee, committee.id == Assignment.organization_id)
        .outerjoin(TeamMember, (TeamMember.visit_id == Visit.id) & (TeamMember.role == "head"))
        .outerjoin(head, head.id == TeamMember.user_id)
        .where(Visit.seen_by(who))
        .order_by(Meeting.starts_at.desc(), Visit.id.desc())
    )


def _committee_beside_name(committee: Any, who: User) -> Any:
    known = (Organization.id, who.organization_id)
    return case((committee.id.in_(known), ""), else_=committee.name)


def _state(*, is_board: bool) -> Any:
    nobody = ~exists().where(TeamMember.visit_id == Visit.id).correlate(Visit)
    return case(
        (Visit.cancelled_at.is_not(None) & (Meeting.kind == WORKING), "put_off"),
        (Visit.cancelled_at.is_not(None), "cancelled"),
        (has_letter(), "answered"),
        (Visit.held_at.is_not(None) & (Activity.kind != ATTEND), "noted"),
        (Visit.held_at.is_not(None), "held"),
        (_is_past(), "past"),
        # Who goes is the board's own business until it is announced.
        *([(nobody, "unassigned")] if is_board else []),
        else_="coming",
    )


def _is_past() -> Any:
    """It is over: of a session without an hour, once its day is."""
    over = Meeting.starts_at < clock.now() - ASSUMED_LENGTH
    return over & (Meeting.is_hour_set | (Meeting.starts_at < clock.at(clock.today())))


def _filtered(statement: Select[Any], wanted: Wanted, who: User) -> Select[Any]:
    if wanted.mine:
        mine = select(TeamMember.visit_id).where(TeamMember.user_id == who.id)
        statement = statement.where(Visit.id.in_(mine))
    if wanted.month:
        end = next_month(wanted.month)
        statement = statement.where(
            Meeting.starts_at >= clock.at(wanted.month), Meeting.starts_at < clock.at(end)
        )
    if wanted.committee:
        statement = statement.where(Assignment.organization_id == wanted.committee)
    if wanted.state:
        statement = statement.where(_state(is_board=who.is_board) == wanted.state)
    return statement
