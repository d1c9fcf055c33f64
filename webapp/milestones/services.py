"""What is due from whom, how days are counted, and notifying people. `engine` writes milestones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import (
    ColumnElement,
    String,
    and_,
    cast,
    exists,
    false,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased, contains_eager

from webapp.accounts.holdings import counting_held, left_behind
from webapp.accounts.models import User, in_reach
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.kinds import MILESTONES
from webapp.milestones.models import Message, Milestone, is_latest
from webapp.organizations.models import (
    CalendarDay,
    CalendarYear,
    Issuer,
    Organization,
    still_there,
)
from webapp.rules.deadlines import Due, parse_rule
from webapp.rules.workdays import CONFIRMED_YEARS, WorkingCalendar


def calendar_of(issuer_id: int) -> WorkingCalendar:
    """Return the working calendar of an issuer: the library's, overruled by its own days (R2)."""
    days = db.session.execute(
        select(CalendarDay.day, CalendarDay.is_working).where(CalendarDay.issuer_id == issuer_id)
    )
    overrides = {row.day: row.is_working for row in days}
    return WorkingCalendar(overrides, _ConfirmedYears(issuer_id))


class _ConfirmedYears:
    """The years whose swapped days are known: of the program's own, and of its administrator.

    Few pages ask, so the administrator's are read when one does.
    """

    def __init__(self, issuer_id: int) -> None:
        self._issuer_id = issuer_id

    @cached_property
    def _own(self) -> frozenset[int]:
        years = select(CalendarYear.year).where(CalendarYear.issuer_id == self._issuer_id)
        return frozenset(db.session.scalars(years))

    def __contains__(self, year: object) -> bool:
        return year in CONFIRMED_YEARS or year in self._own


@dataclass(frozen=True)
class Counting:
    """How an issuer counts days (R1): loaded once, to set or show many due days."""

    calendar: WorkingCalendar
    clear_days: bool

    def due(self, rule: str, anchor: date) -> Due:
        """Return when something falls due. Raises RuleError where the rule cannot be counted."""
        return parse_rule(rule).due(anchor, self.calendar, clear_days=self.clear_days)


def counting_of(issuer_id: int) -> Counting:
    """Return an issuer's calendar and way of counting: a query where the issuer is loaded."""
    clear_days = db.session.get_one(Issuer, issuer_id).clear_days
    return Counting(calendar_of(issuer_id), clear_days)


def due_for(who: User, limit: int = 100) -> Sequence[Milestone]:
    """Return what *who* still owes, soonest first: by organization, by role, or by name."""
    return db.session.scalars(
        select(Milestone)
        .join(Milestone.organization)
        .options(contains_eager(Milestone.organization))
        .where(
            in_reach(Milestone.issuer_id, Milestone.organization_id, who),
            Milestone.is_open,
            can_still_be_done(),
            _due_from(who),
        )
        .order_by(Milestone.due_at, Milestone.id)
        .limit(limit)
    ).all()


def can_still_be_done() -> ColumnElement[bool]:
    """Return the condition that what is due can still be done.

    A list that was never sent cannot, once the choice among its meetings is closed, for which the
    planner gave a reason, or its month is over: that ends it, and it is counted as never sent. It
    is owed again when the choice is opened again.
    """
    is_over = Milestone.anchor_on < clock.today().replace(day=1)
    ending = aliased(Milestone)
    is_ended = exists().where(
        ending.kind.in_([one.key for one in MILESTONES if one.ends_filing]),
        ending.subject_kind == Milestone.subject_kind,
        ending.subject_id == Milestone.subject_id,
        ending.done_at.is_not(None),
        is_latest(ending),
    )
    is_filing = Milestone.kind.in_([one.key for one in MILESTONES if one.is_filing])
    return ~(is_filing & (is_ended | is_over))


def due_from_ended_units(issuer_id: int) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that something is still owed by a unit that is no more.

    The milestones must be joined to their organizations.
    """
    return (
        Milestone.issuer_id == issuer_id,
        and_(Milestone.is_open, Milestone.owner == "unit"),
        Organization.until <= clock.today(),
    )


def count_left(issuer_id: int) -> tuple[int, int]:
    """Return how much units that are no more still owe, and how much people hold who do not sign
    in any more: one query."""
    owed = (
        select(func.count(Milestone.id))
        .join(Milestone.organization)
        .where(*due_from_ended_units(issuer_id))
    )
    held = counting_held(left_behind(issuer_id))
    row = db.session.execute(select(owed.scalar_subquery(), held.scalar_subquery())).one()
    return row[0], row[1]


def _due_from(who: User) -> ColumnElement[bool]:
    roles = [role for role in who.roles if who.is_board]
    # What names a person is that person's, whatever their part: a leader may head a visit.
    by_name = and_(Milestone.user_id == who.id, Milestone.owner != "unit")
    board = or_(by_name, and_(Milestone.user_id.is_(None), Milestone.owner.in_(roles)))
    # What ended does nothing any more: what it owed waits for its heirs on the planner's list.
    own = and_(Milestone.owner == "unit", still_there(clock.today()))
    return or_(board, own if who.is_any("office") else false())


def owes(who: User, organization: Organization, owner: str, user_id: int | None) -> bool:
    """Tell whether *who* has something among what is due: as `due_for` finds it, for loaded rows.

    An office answers for all below its organization: a cell has no account of its own.
    """
    if who.issuer_id != organization.issuer_id:
        return False
    if owner == "unit":
        is_there = organization.is_there(clock.today())
        return is_there and who.is_any("office") and organization.path.startswith(who.reach)
    return user_id == who.id or (user_id is None and who.is_board and owner in who.roles)


Thing = tuple[str, int] | str  # a row by its kind and id, or the address of a page
TOLD = "told in this transaction"


def notify(
    people: Iterable[int],
    text: str,
    href: str = "",
    *,
    about: Thing | None = None,
    unless_told: bool = False,
) -> None:
    """Tell people (by their ids) something, each once. Does not commit.

    What one person is told of one thing in one transaction makes one message: what comes later is
    added to it, or left out with *unless_told*. The thing is what it is *about*, else its page.
    """
    told, thing = _told(), about or href
    for user_id in sorted(set(people)):
        known = told.get((user_id, thing)) if thing else None
        if known is not None and known in db.session:
            if not unless_told:
                known.text = _joined(known.text, text)
            continue
        row = Message(user_id=user_id, text=text, href=href, created_at=clock.now())
        db.session.add(row)
        told[user_id, thing] = row


def _told() -> dict[tuple[int, Thing], Message]:
    """Return what was told so far in this transaction: the next one begins with nothing."""
    session = db.session()
    now = session.get_transaction() or session.begin()
    begun, found = session.info.get(TOLD, (None, {}))
    told: dict[tuple[int, Thing], Message] = found if begun is now else {}
    session.info[TOLD] = (now, told)
    return told


def _joined(text: str, more: str) -> str:
    """Return two texts as one, each a sentence; what was said already is not said again."""
    if more.rstrip(".") in text:
        return text
    return f"{text}{'' if text.endswith('.') else '.'} {more}"


def people_of(issuer_id: int, *roles: str, organization: Organization | None = None) -> list[int]:
    """Return the ids of active people with one of *roles*, perhaps of one organization only."""
    # Roles are a list kept as JSON: its text tells few from hundreds, and the list decides.
    text = cast(User.roles, String)
    statement = select(User.id, User.roles).where(
        User.issuer_id == issuer_id,
        User.active,
        or_(*(text.contains(f'"{role}"') for role in roles)),
    )
    if organization is not None:
        statement = statement.where(User.organization_id == organization.id)
    return [row.id for row in db.session.execute(statement) if not set(roles).isdisjoint(row.roles)]


def messages_for(who: User, limit: int = 20) -> Sequence[Message]:
    """Return what *who* was told and has not put away, newest first."""
    return db.session.scalars(
        select(Message)
        .where(Message.user_id == who.id, Message.read_at.is_(None))
        .order_by(Message.id.desc())
        .limit(limit)
    ).all()


def read_all(who: User) -> None:
    """Put away every message of *who*."""
    db.session.execute(
        update(Message)
        .where(Message.user_id == who.id, Message.read_at.is_(None))
        .values(read_at=clock.now())
    )
    db.session.commit()
