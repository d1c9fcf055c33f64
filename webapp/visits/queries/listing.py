"""The list of visits: which ones, in what state."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Row, Select, case, exists, false, or_, select
from sqlalchemy.orm import aliased
from werkzeug.datastructures import MultiDict

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import S, db
from webapp.core.lists import Listing, paged
from webapp.milestones.standing import CANCELLED, DONE, DUE, WAIT, Standing
from webapp.notices.models import WORKING, Meeting
from webapp.organizations import naming
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment
from webapp.rules.choosing import ASSUMED_LENGTH
from webapp.rules.months import next_month
from webapp.visits.forms import numbers, read_month
from webapp.visits.kinds import ATTEND
from webapp.visits.models import TeamMember, Visit
from webapp.visits.queries.coming import drafted
from webapp.visits.queries.standing import NOT_ATTENDED, PUT_OFF
from webapp.visits.signals import answered

Columns = tuple[int, datetime, bool, str, str, str, str, str, str]

STATES = {
    "unassigned": Standing("Chưa phân công", DUE),
    "drafted": Standing("Dự kiến, chưa công bố", DUE),  # of a month not published, or withdrawn
    "coming": Standing("Sắp dự"),
    "past": Standing("Đã diễn ra, chờ ghi nhận", WAIT),
    "held": Standing("Đã ghi nhận, chờ thông báo kết quả", WAIT),
    "noted": Standing("Đã ghi nhận", DONE),  # of what asks for no letter of its own
    "answered": Standing("Đã thông báo kết quả", DONE),
    "put_off": PUT_OFF,  # of a round: it is to be set again
    "cancelled": CANCELLED,
    "unattended": NOT_ATTENDED,
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


def read(args: MultiDict[str, str], who: User, committee: str) -> Wanted:
    """Read it from an address, with the *committee* chosen; what makes no sense is left out."""
    state = args.get("state", "")
    return Wanted(
        mine=args.get("mine") == "1" and who.is_board,
        month=read_month(args),
        committee=next(iter(numbers([committee])), None),
        state=state if state in STATES else "",
    )


def visits(who: User, wanted: Wanted) -> Listing[Row[*Columns]]:
    """Return a page of the visits *who* may see, the latest meeting first.

    Rows have visit_id, starts_at, is_hour_set, kind, topic, name, committee, head and state;
    `committee` is "" where it would only repeat the name of the row or of the reader.
    """
    return paged(_filtered(_statement(who), wanted, who))


def committees(who: User) -> list[tuple[int, str]]:
    """Return (id, name) of the committees whose visits *who* may see, told apart."""
    found = db.session.scalars(
        select(Organization)
        .where(
            Organization.id.in_(
                select(Assignment.organization_id)
                .join(Visit, Visit.assignment_id == Assignment.id)
                .where(Visit.seen_by(who))
            )
        )
        .order_by(Organization.sort_key, Organization.id)
    ).all()
    return naming.choices(found)


def _statement(who: User) -> Select[*Columns]:
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


def _committee_beside_name(committee: type[Organization], who: User) -> ColumnElement[str]:
    known = (Organization.id, who.organization_id)
    return case((committee.id.in_(known), ""), else_=committee.name)


def _state(*, is_board: bool) -> ColumnElement[str]:
    nobody = ~exists().where(TeamMember.visit_id == Visit.id).correlate(Visit)
    return case(
        (Visit.cancelled_at.is_not(None) & (Meeting.kind == WORKING), "put_off"),
        (Visit.cancelled_at.is_not(None) & Meeting.cancelled_at.is_(None), "unattended"),
        (Visit.cancelled_at.is_not(None), "cancelled"),
        (or_(false(), *answered.ask()), "answered"),
        (Visit.held_at.is_not(None) & (Activity.kind != ATTEND.key), "noted"),
        (Visit.held_at.is_not(None), "held"),
        (_is_past(), "past"),
        # Who goes is the board's own business until it is announced.
        *([(nobody, "unassigned"), (drafted(), "drafted")] if is_board else []),
        else_="coming",
    )


def _is_past() -> ColumnElement[bool]:
    """It is over: of a session without an hour, once its day is."""
    over = Meeting.starts_at < clock.now() - ASSUMED_LENGTH
    return over & (Meeting.is_hour_set | (Meeting.starts_at < clock.at(clock.today())))


def _filtered(statement: S, wanted: Wanted, who: User) -> S:
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
