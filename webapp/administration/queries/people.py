"""What an administrator looks up: only ever of the administrator's own issuer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import Select, SQLColumnExpression, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload
from sqlalchemy.sql.base import ExecutableOption

from webapp.accounts import ordering
from webapp.accounts.gate import LARGEST_ID, me
from webapp.accounts.models import User
from webapp.attending.models import Phrase
from webapp.core import clock
from webapp.core.db import S, db
from webapp.core.refusals import NotFound
from webapp.milestones.services import calendar_of
from webapp.organizations import naming
from webapp.organizations.models import CalendarDay, Issuer, Level, Organization, still_there
from webapp.rules import text as words
from webapp.visits.models import Criterion, Rubric

T = TypeVar("T")
MOST_NAMED = 30


@dataclass(frozen=True)
class CriteriaGroup:
    """The criteria under one title of a rubric."""

    title: str
    criteria: Sequence[Criterion]

    @property
    def points(self) -> Decimal:
        return sum((one.points for one in self.criteria), Decimal(0))


def own(table: type[T], row_id: int, *options: ExecutableOption) -> T:
    """Load a row of the administrator's issuer, or raise `NotFound`."""
    keyed: Any = table
    if not 0 < row_id <= LARGEST_ID:
        raise NotFound
    row = db.session.scalars(
        select(table).options(*options).where(keyed.id == row_id, keyed.issuer_id == me().issuer_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    return row


def own_issuer() -> Issuer:
    """Return the administrator's issuer."""
    return db.session.get_one(Issuer, me().issuer_id)


def people(sought: str) -> Select[User]:
    """Select people by a part of their name or user name, those in use first."""
    statement = (
        select(User)
        .join(User.organization)
        .options(contains_eager(User.organization))
        .where(User.issuer_id == me().issuer_id)
        .order_by(User.active.desc(), *ordering.columns())
    )
    return _matching(statement, User.search_key, sought)


def left_behind() -> Sequence[User]:
    """Return people in use whose organization has ended: somebody must find them a new one."""
    return db.session.scalars(
        select(User)
        .join(User.organization)
        .where(User.issuer_id == me().issuer_id, User.active, Organization.until <= clock.today())
        .order_by(*ordering.columns())
        .limit(MOST_NAMED)
    ).all()


def organizations(sought: str, under: Organization | None) -> Select[Organization, int]:
    """Select (organization, how many directly below it): those found, else one step of the tree."""
    child = aliased(Organization)
    below = select(func.count(child.id)).where(child.parent_id == Organization.id).scalar_subquery()
    statement = (
        select(Organization, below)
        .join(Organization.level)
        .options(contains_eager(Organization.level), joinedload(Organization.parent))
        .where(Organization.issuer_id == me().issuer_id)
        .order_by(Level.position, Organization.sort_key, Organization.id)
    )
    if sought:
        return statement.where(naming.sought(sought))
    return statement.where(Organization.parent_id == (under.id if under else None))


def superiors_of(organization: Organization) -> Sequence[Organization]:
    """Return the organizations above, the highest first, and *organization* itself last."""
    ids = [int(part) for part in organization.path.split("/") if part]
    found = db.session.scalars(select(Organization).where(Organization.id.in_(ids)))
    return sorted(found, key=lambda one: len(one.path))


def levels() -> Sequence[Level]:
    """Return the issuer's levels, the highest first."""
    return db.session.scalars(
        select(Level).where(Level.issuer_id == me().issuer_id).order_by(Level.position)
    ).all()


def workplaces(also: int | None) -> Sequence[Organization]:
    """Return where people with accounts work: bodies of today that hold no meetings, and *also*."""
    return db.session.scalars(
        select(Organization)
        .join(Organization.level)
        .where(
            Organization.issuer_id == me().issuer_id,
            (Level.holds_meetings.is_(False) & still_there(clock.today()))
            | (Organization.id == also),
        )
        .order_by(Level.position, Organization.sort_key, Organization.id)
    ).all()


def own_days(year: int) -> Sequence[CalendarDay]:
    """Return the days of a year on which the issuer overrules the library's calendar."""
    return db.session.scalars(
        select(CalendarDay)
        .where(
            CalendarDay.issuer_id == me().issuer_id,
            CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31)),
        )
        .order_by(CalendarDay.day)
    ).all()


def days_off(year: int) -> list[tuple[date, str]]:
    """Return (day, name) of each weekday off in a year, the issuer's own days counted in."""
    calendar = calendar_of(me().issuer_id)
    first = date(year, 1, 1)
    days = (first + timedelta(days=number) for number in range(366))
    named = ((day, calendar.holiday_name(day)) for day in days if day.year == year)
    return [(day, name) for day, name in named if name and day.weekday() < 5]


def phrases(kind: str) -> Select[Phrase]:
    """Select the issuer's phrases, of one kind or all."""
    statement = (
        select(Phrase)
        .where(Phrase.issuer_id == me().issuer_id)
        .order_by(Phrase.kind, Phrase.text, Phrase.id)
    )
    return statement.where(Phrase.kind == kind) if kind else statement


def rubrics() -> Sequence[Rubric]:
    """Return the issuer's rubrics with their criteria, the newest first."""
    return (
        db.session.scalars(
            select(Rubric)
            .options(joinedload(Rubric.criteria))
            .where(Rubric.issuer_id == me().issuer_id)
            .order_by(Rubric.valid_from.desc(), Rubric.id)
        )
        .unique()
        .all()
    )


def groups(rubric: Rubric) -> list[CriteriaGroup]:
    """Return a rubric's criteria by group, in the order of the rubric."""
    by_title: dict[str, list[Criterion]] = {}
    for criterion in rubric.criteria:
        by_title.setdefault(criterion.group_title, []).append(criterion)
    return [CriteriaGroup(title, criteria) for title, criteria in by_title.items()]


def _matching(statement: S, column: SQLColumnExpression[str], sought: str) -> S:
    """Keep the rows that hold every word sought, marks and case aside."""
    for part in words.fold(sought[:100]).split():
        statement = statement.where(column.contains(part, autoescape=True))
    return statement
