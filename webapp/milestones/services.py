"""Setting milestones, marking them done, and telling people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, String, cast, delete, false, func, or_, select, update
from sqlalchemy.orm import contains_eager

from webapp.accounts.models import User, in_reach
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.models import Message, Milestone
from webapp.organizations.models import CalendarDay, Issuer, Organization
from webapp.rules.deadlines import Due, impossible, parse_rule
from webapp.rules.workdays import WorkingCalendar


def calendar_of(issuer_id: int) -> WorkingCalendar:
    """Return the working calendar of an issuer: the library's, overruled by its own days (R2)."""
    days = db.session.execute(
        select(CalendarDay.day, CalendarDay.is_working).where(CalendarDay.issuer_id == issuer_id)
    )
    return WorkingCalendar({row.day: row.is_working for row in days})


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


def recount(issuer_id: int) -> int:
    """Count anew all that is still owed, after the calendar or the way of counting changed.

    Returns how many due days moved. Does not commit.
    """
    counting = counting_of(issuer_id)
    moved = 0
    for found in db.session.scalars(
        select(Milestone).where(Milestone.issuer_id == issuer_id, Milestone.done_at.is_(None))
    ):
        due = counting.due(found.rule, found.anchor_on)
        moved += found.due_at != due.at
        found.due_at, found.act_by = due.at, due.act_by
    return moved


def set_milestone(
    *,
    kind: str,
    subject: tuple[str, int],
    organization: Organization,
    label: str,
    owner: str,
    rule: str,
    anchor: date,
    plan_id: int | None = None,
    user_id: int | None = None,
    known_from: date | None = None,
    counting: Counting | None = None,
    among: Mapping[tuple[str, int], Milestone] | None = None,
) -> Milestone:
    """Say that something is owed, or move what is owed when its anchor moved.

    *subject* is (kind of row, its id); *known_from* is the day the debtor could first know (R3);
    whoever sets many passes the issuer's *counting* and, by kind and id of the subject, *among*
    what there is already: then nothing is looked up or written row by row.
    Does not commit: it is part of whatever made the debt.
    """
    due = (counting or counting_of(organization.issuer_id)).due(rule, anchor)
    known = find(kind, *subject) if among is None else among.get((kind, subject[1]))
    found = known or Milestone(
        kind=kind, subject_kind=subject[0], subject_id=subject[1], issuer_id=organization.issuer_id
    )
    found.organization_id = organization.id
    found.label, found.owner, found.rule, found.anchor_on = label, owner, rule, anchor
    found.plan_id, found.user_id = plan_id, user_id
    found.due_at, found.act_by = due.at, due.act_by
    found.is_impossible = known_from is not None and impossible(due, known_from)
    db.session.add(found)
    if among is None:
        db.session.flush()
    return found


def find(kind: str, subject_kind: str, subject_id: int) -> Milestone | None:
    """Return the milestone of this kind about this row, if there is one."""
    return db.session.scalars(
        select(Milestone).where(
            Milestone.kind == kind,
            Milestone.subject_kind == subject_kind,
            Milestone.subject_id == subject_id,
        )
    ).one_or_none()


def mark_done(
    kind: str, subject: tuple[str, int], by: str, when: datetime | None = None
) -> Milestone | None:
    """Note that what was owed is there, the first time only. Does not commit."""
    found = find(kind, *subject)
    if found is not None and found.done_at is None:
        found.done_at, found.done_by = when or clock.now(), by
    return found


def reopen(kind: str, subject: tuple[str, int]) -> None:
    """Note that something is owed again: an answer was returned. Does not commit."""
    found = find(kind, *subject)
    if found is not None:
        found.done_at, found.done_by = None, ""


def drop(subject: tuple[str, int], kind: str) -> None:
    """Forget what is still owed about a row that is no more. Does not commit."""
    found = find(kind, *subject)
    if found is not None and found.done_at is None:
        db.session.delete(found)


def drop_all(subject: tuple[str, int]) -> None:
    """Forget all that is still owed about a row that is no more. Does not commit."""
    db.session.execute(
        delete(Milestone).where(
            Milestone.subject_kind == subject[0],
            Milestone.subject_id == subject[1],
            Milestone.done_at.is_(None),
        )
    )


def due_for(who: User, limit: int = 100) -> Sequence[Milestone]:
    """Return what *who* still owes, soonest first: by organization, by role, or by name."""
    return db.session.scalars(
        select(Milestone)
        .join(Milestone.organization)
        .options(contains_eager(Milestone.organization))
        .where(
            in_reach(Milestone.issuer_id, Milestone.organization_id, who),
            Milestone.done_at.is_(None),
            _owed_by(who),
        )
        .order_by(Milestone.due_at, Milestone.id)
        .limit(limit)
    ).all()


def owed_by_ended_units(issuer_id: int) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that something is still owed by a unit that is no more.

    The milestones must be joined to their organizations.
    """
    return (
        Milestone.issuer_id == issuer_id,
        Milestone.done_at.is_(None),
        Milestone.owner == "unit",
        Organization.until <= clock.today(),
    )


def count_owed_by_ended_units(issuer_id: int) -> int:
    """Return how much units that are no more still owe."""
    found = db.session.scalar(
        select(func.count(Milestone.id))
        .join(Milestone.organization)
        .where(*owed_by_ended_units(issuer_id))
    )
    return found or 0


def _owed_by(who: User) -> ColumnElement[bool]:
    roles = [role for role in who.roles if who.is_board]
    board = Milestone.owner.in_(roles) & or_(
        Milestone.user_id.is_(None), Milestone.user_id == who.id
    )
    unit = Milestone.owner == "unit" if who.is_any("office") else false()
    return or_(board, unit)


def tell(people: Iterable[int], text: str, href: str = "") -> None:
    """Tell people (by their ids), each once. Does not commit."""
    for user_id in sorted(set(people)):
        db.session.add(Message(user_id=user_id, text=text, href=href, created_at=clock.now()))


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
