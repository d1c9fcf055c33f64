"""What the pages of organizations tell: a history, the changes recorded, what one would do."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, SQLColumnExpression, func, select
from sqlalchemy.orm import contains_eager, joinedload

from webapp.accounts.gate import LARGEST_ID, me
from webapp.accounts.models import User
from webapp.administration.queries.recorded import Telling, Undecided
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import NotFound
from webapp.milestones.models import Milestone
from webapp.organizations.changes import Drafted
from webapp.organizations.history import Ledger, histories_of
from webapp.organizations.history_models import Change, OrganizationState, Succession
from webapp.organizations.models import Level, Organization, still_there
from webapp.rules import lineage
from webapp.rules.lineage import History, State

MOST_NAMED = 6
MOST_AT_ONCE = 100


@dataclass(frozen=True)
class Step:
    """A time in an organization's history, and whom it answered to."""

    state: OrganizationState
    superior: str
    level: str


@dataclass(frozen=True)
class Life:
    """An organization's history: its times, what it came from, what it went into."""

    steps: Sequence[Step]
    came_from: Sequence[tuple[Change, int, str]]
    went_into: Sequence[tuple[Change, int, str]]
    people: int


def life_of(organization: Organization) -> Life:
    """Return an organization's history: seven queries."""
    states: Sequence[OrganizationState] = db.session.scalars(
        select(OrganizationState)
        .options(joinedload(OrganizationState.begun_by), joinedload(OrganizationState.ended_by))
        .where(OrganizationState.organization_id == organization.id)
        .order_by(OrganizationState.id)
    ).all() or [_only_state(organization)]
    naming = _Naming({one.parent_id for one in states if one.parent_id})
    levels = db.session.scalars(select(Level).where(Level.issuer_id == organization.issuer_id))
    level_names = {level.id: level.name for level in levels}
    people = select(func.count(User.id)).where(User.organization_id == organization.id, User.active)
    return Life(
        [
            Step(one, naming.of(one.parent_id, one.since), level_names[one.level_id])
            for one in states
        ],
        _successions(organization.id, Succession.to_id, Succession.from_id),
        _successions(organization.id, Succession.from_id, Succession.to_id),
        db.session.scalar(people) or 0,
    )


class _Naming:
    """Tells the name of any of some organizations on any day."""

    def __init__(self, numbers: Iterable[int]) -> None:
        found = db.session.execute(
            select(Organization.id, Organization.name).where(Organization.id.in_(set(numbers)))
        )
        self._now = {row.id: row.name for row in found}
        self._then = histories_of(self._now)

    def of(self, number: int | None, day: date | None) -> str:
        if number in self._then:
            return lineage.shown(self._then[number], day or date.min).name
        return self._now[number] if number else ""


def _only_state(row: Organization) -> OrganizationState:
    return OrganizationState(
        since=row.since,
        until=row.until,
        name=row.name,
        committee_name=row.committee_name,
        parent_id=row.parent_id,
        level_id=row.level_id,
    )


def _successions(
    number: int, this: SQLColumnExpression[int], other: SQLColumnExpression[int]
) -> list[tuple[Change, int, str]]:
    found = db.session.execute(
        select(Change, Organization.id, Organization.name)
        .select_from(Succession)
        .join(Change, Change.id == Succession.change_id)
        .join(Organization, Organization.id == other)
        .where(this == number)
        .order_by(Change.on, Organization.sort_key)
    )
    return [(change, one, name) for change, one, name in found]


def changes() -> Select[Change, str]:
    """Select (change, who recorded it), the latest day first."""
    return (
        select(Change, User.full_name)
        .outerjoin(User, User.id == Change.recorded_by_id)
        .where(Change.issuer_id == me().issuer_id)
        .order_by(Change.on.desc(), Change.id.desc())
    )


def touched_by(change_ids: Sequence[int]) -> dict[int, dict[int, str]]:
    """Return the names of the organizations that each change touched, by their numbers."""
    found: dict[int, dict[int, str]] = {number: {} for number in change_ids}
    columns = (OrganizationState.ended_by_id, OrganizationState.begun_by_id)
    for column in columns:
        for change_id, number, name in db.session.execute(
            select(column, OrganizationState.organization_id, OrganizationState.name)
            .where(column.in_(change_ids))
            .order_by(OrganizationState.id)
        ):
            if change_id is not None:
                found[change_id].setdefault(number, name)
    return found


def chosen(asked: Sequence[str]) -> list[Organization]:
    """Load the organizations whose numbers are asked for, in that order, or raise `NotFound`."""
    numbers = list(dict.fromkeys(int(one) for one in asked if one.isdecimal() and len(one) < 11))
    if not 0 < len(numbers) <= MOST_AT_ONCE or max(numbers) > LARGEST_ID:
        raise NotFound
    found = {
        one.id: one
        for one in db.session.scalars(
            select(Organization)
            .join(Organization.level)
            .options(contains_eager(Organization.level), joinedload(Organization.parent))
            .where(Organization.id.in_(numbers), Organization.issuer_id == me().issuer_id)
        )
    }
    if len(found) < len(numbers):
        raise NotFound
    return [found[number] for number in numbers]


def levels_with_counts() -> list[tuple[Level, int]]:
    """Return the issuer's levels, the highest first, with how many exist at each today."""
    there = (Organization.level_id == Level.id, still_there(clock.today()))
    count = select(func.count(Organization.id)).where(*there).scalar_subquery()
    found = db.session.execute(
        select(Level, count).where(Level.issuer_id == me().issuer_id).order_by(Level.position)
    )
    return [(level, number) for level, number in found]


def superiors(position: int, but: Iterable[int]) -> list[Organization]:
    """Return what has not ended and is of a level above *position*, highest first."""
    return list(
        db.session.scalars(
            select(Organization)
            .join(Organization.level)
            .options(contains_eager(Organization.level), joinedload(Organization.parent))
            .where(
                Organization.issuer_id == me().issuer_id,
                Level.position < position,
                Organization.until.is_(None) | (Organization.until > clock.today()),
                Organization.id.not_in(list(but)),
            )
            .order_by(Level.position, Organization.sort_key, Organization.id)
        )
    )


def parts_of(organization: Organization) -> list[Organization]:
    """Return what is directly below an organization and has not ended."""
    return list(
        db.session.scalars(
            select(Organization)
            .where(
                Organization.parent_id == organization.id,
                Organization.until.is_(None) | (Organization.until > clock.today()),
            )
            .order_by(Organization.sort_key, Organization.id)
        )
    )


@dataclass(frozen=True)
class Risen:
    """Those that keep their level where others beside them get another: their place is asked."""

    names: Sequence[str]
    level: str
    superior: str
    on: date


@dataclass(frozen=True)
class AppliedAgain:
    """A change of a later day that is applied again: what lapses, what must be decided anew."""

    change: Change
    lapsed: Sequence[str]
    undecided: Sequence[Undecided]
    risen: Sequence[Risen]


@dataclass(frozen=True)
class Consequences:
    """What a change would do, told before it is recorded."""

    founded: Sequence[str]
    ended: Sequence[str]
    changed: Sequence[str]
    below: int  # organizations that go along with them
    people: Sequence[str]  # with accounts in what ends
    duties: int  # open, of what ends or changes
    again: Sequence[AppliedAgain]  # changes of later days that are not quite as before
    risen: Sequence[Risen]
    received: Sequence[str] = ()  # what is founded, each with how many come right below it
    near: Sequence[str] = ()  # names given now, beside those of siblings that they may be taken for


def consequences(ledger: Ledger, worked: Drafted) -> Consequences:
    """Return what a draft would do: two queries."""
    draft = worked.draft
    ended = draft.ending
    founded = list(draft.founded)
    changed = [one for one in draft.touched if one not in draft.founded and one not in ended]
    places = lineage.tree(draft.after, draft.on)
    paths = lineage.paths(places)
    moved = tuple(f"/{one}/" for one in [*changed, *founded])
    below = [
        number
        for number, path in paths.items()
        if number not in draft.touched and any(part in path for part in moved)
    ]
    people = db.session.scalars(
        select(User)
        .options(joinedload(User.organization))
        .where(User.organization_id.in_(ended), User.active)
        .order_by(User.sort_key)
    )
    duties = select(func.count(Milestone.id)).where(
        Milestone.is_open, Milestone.organization_id.in_([*ended, *changed])
    )
    return Consequences(
        [draft.founded[one].name for one in founded],
        [str(ledger.rows[one].name) for one in ended],
        [str(ledger.rows[one].name) for one in changed],
        len(below),
        [f"{one.full_name} ({one.organization.label})" for one in people],
        db.session.scalar(duties) or 0,
        list(_applied_again(ledger, worked)),
        _risen(ledger, draft.after, draft.risen, draft.on),
        [f"{draft.founded[one].name} ({count})" for one, count in _received(places, founded)],
        draft.near_names(),
    )


def _received(places: Mapping[int, State], founded: Sequence[int]) -> list[tuple[int, int]]:
    """Return of what is founded, where anything comes right below it, how many do."""
    counts = Counter(state.parent for state in places.values())
    return [(one, counts[one]) for one in founded if counts[one]]


def _applied_again(ledger: Ledger, worked: Drafted) -> Iterable[AppliedAgain]:
    ledger.histories = {**ledger.kept, **worked.again.histories}
    for number in worked.later.numbers:
        change, told = worked.later.rows[number], Telling(ledger, worked.later.rows[number])
        new = [one for one in worked.again.open[number] if one not in change.undecided]
        lapsed = [one for one in worked.again.lapsed[number] if one in worked.draft.ending]
        touched = set(worked.draft.touched)
        rising = [one for one in worked.again.risen[number] if one in touched]
        if new or lapsed or rising:
            names = [told.name(one) for one in lapsed]
            risen = _risen(ledger, worked.again.histories, rising, change.on)
            yield AppliedAgain(change, names, told.undecided(new), risen)


def _risen(
    ledger: Ledger, histories: Mapping[int, History], numbers: Iterable[int], on: date
) -> list[Risen]:
    places, alike = lineage.tree(histories, on), dict[tuple[int, int], list[str]]()
    for state in (places[one] for one in numbers if one in places):
        if state.parent in places:
            alike.setdefault((state.level, state.parent), []).append(state.name)
    return [
        Risen(names, ledger.levels[level].name, places[parent].name, on)
        for (level, parent), names in alike.items()
    ]
