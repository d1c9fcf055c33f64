"""Which bodies a plan asks for: those there on the day of its issue. Of others it only tells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from sqlalchemy import Row, case, select
from sqlalchemy.orm import aliased

from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.organizations.history import planned_between
from webapp.organizations.history_models import OrganizationState
from webapp.organizations.models import Level, Organization
from webapp.plans.models import PLAN, Plan
from webapp.rules.membership import Membership, Time, Turn, membership

BodyRow = tuple[Organization, int | None, date | None, date | None, bool, date | None]


@dataclass(frozen=True)
class Asked:
    """The bodies of a plan's year; those it asks for; and those that come or go in the year."""

    known: Sequence[Organization]
    committees: Sequence[Organization]
    turns: Mapping[tuple[Turn, date], Sequence[Organization]] = field(default_factory=dict)


def day_asked(year: int, issued_on: date | None) -> date:
    """Return the day whose bodies a plan of a year asks for: that of its issue.

    A draft is taken to be issued today, or on the first day of its year while that is to come.
    """
    first, last = date(year, 1, 1), date(year, 12, 31)
    return issued_on or min(max(clock.today(), first), last)


def asked_by(plan: Plan) -> Asked:
    """Return whom a plan asks: one query, however many there are.

    Bodies that were founded, ended or moved at another time are told, not asked.
    """
    known: list[Organization] = []
    asked: list[Organization] = []
    turns: dict[tuple[Turn, date], list[Organization]] = {}
    for one, found in _members(plan):
        known.append(one)
        if found.is_asked:
            asked.append(one)
        if found.turn and found.on:
            turns.setdefault((found.turn, found.on), []).append(one)
    return Asked(known, asked, dict(sorted(turns.items(), key=lambda turn: turn[0][1])))


def _members(plan: Plan) -> Iterator[tuple[Organization, Membership]]:
    last = date(plan.year, 12, 31)
    for one, rows in groupby(_rows(plan), key=lambda row: row[0]):
        states = list(rows)
        times = [Time(since, until) for *_, since, until, is_planned, _ in states if is_planned]
        if states[0][1] is None:  # it has always been what its row says
            times = [Time(one.since, one.until)]
        yield one, membership(times, day_asked(plan.year, states[0][5]), last)


def _rows(plan: Plan) -> Sequence[Row[*BodyRow]]:
    """Return the bodies of a plan's year, each with its states and when the plan went out."""
    issued_on = (
        select(Document.issued_on)
        .where(
            Document.kind == PLAN,
            Document.subject_kind == PLAN,
            Document.subject_id == plan.id,
            Document.issued_at.is_not(None),
        )
        .order_by(Document.issued_at)
        .limit(1)
        .scalar_subquery()
    )
    state, level = aliased(OrganizationState), aliased(Level)
    return db.session.execute(
        select(
            Organization,
            state.id,
            state.since,
            state.until,
            case((level.is_planned, True), else_=False),
            issued_on,
        )
        .outerjoin(state, state.organization_id == Organization.id)
        .outerjoin(level, level.id == state.level_id)
        .where(
            Organization.issuer_id == plan.issuer_id,
            planned_between(date(plan.year, 1, 1), date(plan.year, 12, 31)),
        )
        .order_by(Organization.id, state.id)
    ).all()
