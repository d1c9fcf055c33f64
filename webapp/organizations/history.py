"""The histories of an issuer's organizations, and their rows as the picture of today.

Every row of `Organization` shows what its organization is today, on the day that its issuer lives
on. `settle` alone writes that, from the states.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    bindparam,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm.attributes import set_committed_value

from webapp.core import clock
from webapp.core.db import db
from webapp.organizations import letterheads
from webapp.organizations.history_models import Change, OrganizationState, Succession
from webapp.organizations.models import Issuer, Level, Organization, keys_of, there_between
from webapp.rules import lineage
from webapp.rules.lineage import History, State
from webapp.rules.reorganizing import THE_CHANGE, Draft

OrganizationRow = tuple[
    int, str, int, int | None, str, str, date | None, date | None, str, str, str
]
StateRow = tuple[
    int, str, int, int | None, str, str, date | None, date | None, int | None, int | None
]
Numbers = dict[int, int]
STEP = 500  # numbers in one statement: every engine takes as many


@dataclass(frozen=True)
class Decision:
    """From which day something changes, by what paper, and who recorded it."""

    on: date
    text: str = ""
    note: str = ""
    who_id: int | None = None


class Ledger:
    """All histories of an issuer: read once, changed by drafts, written back.

    Holds the issuer's row, so that two changes at once come one after the other.
    """

    def __init__(self, issuer_id: int, *, to_write: bool = False) -> None:
        self.issuer_id = issuer_id
        if to_write:
            self.held = _hold(issuer_id)  # kept, so that nobody has to ask for it again
        self.rows = {row.id: row for row in db.session.execute(_rows_of(issuer_id))}
        self.histories = self._read()
        self.kept = self.histories  # as stored

    @cached_property
    def levels(self) -> dict[int, Level]:
        """The issuer's levels by number: one query, where a change is drafted."""
        levels = select(Level).where(Level.issuer_id == self.issuer_id)
        return {level.id: level for level in db.session.scalars(levels)}

    @cached_property
    def ranks(self) -> dict[int, int]:
        """The position of each level."""
        return {level.id: level.position for level in self.levels.values()}

    def draft(self, on: date) -> Draft:
        """Begin a change from *on*."""
        return Draft(self.histories, on, self.ranks)

    def write(self, kind: str, decision: Decision, draft: Draft) -> tuple[Change, Numbers]:
        """Write a change down with its organizations and successions. Does not commit.

        The histories are the draft's then; `store` stores them. Returns the numbers that founded
        organizations got, by those of the draft.
        """
        numbers = self._found(draft)
        effect = draft.effect.numbered(numbers)
        change = Change(
            issuer_id=self.issuer_id,
            kind=kind,
            on=decision.on,
            decision=decision.text,
            note=decision.note,
            recorded_at=clock.now(),
            recorded_by_id=decision.who_id,
            effect=effect,
        )
        db.session.add(change)
        db.session.flush()
        self.histories = {
            numbers.get(one, one): tuple(_numbered(state, numbers, change.id) for state in history)
            for one, history in draft.after.items()
        }
        self.succeed(change.id, effect.successions)
        return change, numbers

    def succeed(self, change_id: int, pairs: Iterable[tuple[int, int]]) -> None:
        """Write down who went over into whom by a change. Does not commit."""
        db.session.add_all(
            Succession(change_id=change_id, from_id=old, to_id=new) for old, new in pairs
        )

    def store(self) -> None:
        """Store whatever history is another than the one stored. Does not commit."""
        changed = {one: h for one, h in self.histories.items() if self.kept.get(one) != h}
        self.replace(changed)

    def replace(self, changed: Mapping[int, History], *, only_stored: bool = False) -> None:
        """Store other histories of some organizations. Does not commit.

        With *only_stored*, one that is nothing but its row is left so.
        """
        self.histories = {**self.histories, **changed}
        self.kept = {**self.kept, **changed}
        if only_stored:
            changed = {one: changed[one] for one in self.stored.intersection(changed)}
        for some in _steps(changed):
            db.session.execute(
                delete(OrganizationState).where(OrganizationState.organization_id.in_(some)),
                execution_options={"synchronize_session": False},
            )
        stored = [_stored(state) for history in changed.values() for state in history]
        if stored:
            db.session.execute(insert(OrganizationState), stored)

    def settle(self, today: date) -> int:
        """Write every row as of *today*; return how many changed. Does not commit.

        A row whose paths or names change gets a new version: who has it open in a form is told.
        """
        places = {one: lineage.shown(history, today) for one, history in self.histories.items()}
        paths = lineage.paths(places)
        changed = []
        for number, state in places.items():
            new = _projected(state, self.histories[number], paths[number], today)
            row = self.rows.get(number)
            if row is None or any(getattr(row, name) != value for name, value in new.items()):
                keys = keys_of(*(str(new[name]) for name in _NAMED))
                changed.append({"row_id": number, **new, **keys})
        if changed:
            table: Any = Organization.__table__
            fields: dict[str, object] = {
                name: bindparam(name) for name in changed[0] if name != "row_id"
            }
            db.session.connection().execute(
                update(table)
                .where(table.c.id == bindparam("row_id"))
                .values(**fields, version=table.c.version + 1),
                changed,
            )
        coming = [day for day in lineage.days(self.histories.values()) if day > today]
        coming += letterheads.settle(self.issuer_id, today)
        _set_next_change(self.issuer_id, min(coming, default=None))
        db.session.expire_all()
        return len(changed)

    def _read(self) -> dict[int, History]:
        found: dict[int, list[State]] = {}
        for row in db.session.execute(
            select(*_STATE)
            .join(Organization, Organization.id == OrganizationState.organization_id)
            .where(Organization.issuer_id == self.issuer_id)
            .order_by(OrganizationState.id)
        ):
            found.setdefault(row[0], []).append(_state(row))
        self.stored = set(found)
        return {
            one: tuple(found[one]) if one in found else (_from_row(row),)
            for one, row in self.rows.items()
        }

    def _found(self, draft: Draft) -> Numbers:
        """Add the rows of founded organizations; return their numbers by those of the draft."""
        added = {}
        for number, names in draft.founded.items():
            state = draft.after[number][0]
            added[number] = Organization(
                issuer_id=self.issuer_id,
                level_id=state.level,
                place=names.place,
                since=draft.on,
                **names.values(),
            )
        db.session.add_all(added.values())
        db.session.flush()
        return {number: row.id for number, row in added.items()}


def _hold(issuer_id: int) -> Issuer:
    """Return the issuer as it is now, kept from everybody else until the transaction ends."""
    return db.session.scalars(
        select(Issuer)
        .where(Issuer.id == issuer_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def settle(issuer_id: int, today: date) -> int:
    """Write all rows of an issuer as of *today*; return how many changed. Does not commit."""
    return Ledger(issuer_id, to_write=True).settle(today)


def settle_soon(issuer_id: int) -> None:
    """Let the next request settle: the issuer is about to live on another day. Does not commit."""
    _set_next_change(issuer_id, date.min)


def is_due(issuer: Issuer, today: date) -> bool:
    """Return True when a change has taken effect that the rows do not show yet. Asks nothing."""
    return issuer.next_change_on is not None and issuer.next_change_on <= today


def histories_of(organization_ids: Iterable[int]) -> dict[int, History]:
    """Return the histories of those organizations that ever changed: one query."""
    found: dict[int, list[State]] = {}
    for row in db.session.execute(
        select(*_STATE)
        .where(OrganizationState.organization_id.in_(set(organization_ids)))
        .order_by(OrganizationState.id)
    ):
        found.setdefault(row[0], []).append(_state(row))
    return {one: tuple(states) for one, states in found.items()}


def called_then(
    told: Sequence[tuple[Organization, date | None]],
) -> list[Organization | State]:
    """Return each organization by its names of its day, by today's without a day: one query."""
    found = histories_of(one.id for one, _ in told)
    return [
        lineage.shown(found[one.id], day) if day and one.id in found else one for one, day in told
    ]


def call_as_on(day: date, organizations: Iterable[Organization]) -> None:
    """Let loaded organizations go by their names of *day*, for what is told of the past: one query.

    Nothing of it is stored: a commit lets go of it, as of all that was loaded.
    """
    by_number = {one.id: one for one in organizations}
    for number, history in histories_of(by_number).items():
        state = lineage.shown(history, day)
        for name in ("name", "short_name", "committee_name"):
            set_committed_value(by_number[number], name, getattr(state, name))


def call_as_then(day: date, organizations: Sequence[Organization], issuer: Issuer) -> None:
    """Do as `call_as_on` for a page: nothing is asked where no name is another on *day*."""
    comes = issuer.next_change_on is not None and issuer.next_change_on <= day
    if comes or any(was.until > day for one in organizations for was in one.former):
        call_as_on(day, organizations)


def planned_between(first: date, last: date) -> ColumnElement[bool]:
    """Return the condition that an organization was, on a day from *first* to *last*, of a level
    that plans must reach."""
    state = OrganizationState
    planned = select(Level.id).where(Level.is_planned)
    known = exists().where(state.organization_id == Organization.id)
    then = known.where(
        state.level_id.in_(planned),
        or_(state.since.is_(None), state.since <= last),
        or_(state.until.is_(None), state.until > first),
    )
    unchanged = Organization.level_id.in_(planned) & there_between(first, last)
    return then | (~known & unchanged)


_NAMED = ("name", "short_name", "committee_name", "former_names")  # what keys are made of
_STATE = (  # as `State` takes them
    OrganizationState.organization_id,
    OrganizationState.name,
    OrganizationState.level_id,
    OrganizationState.parent_id,
    OrganizationState.short_name,
    OrganizationState.committee_name,
    OrganizationState.since,
    OrganizationState.until,
    OrganizationState.begun_by_id,
    OrganizationState.ended_by_id,
)


def _rows_of(issuer_id: int) -> Select[*OrganizationRow]:
    return select(
        Organization.id,
        Organization.name,
        Organization.level_id,
        Organization.parent_id,
        Organization.short_name,
        Organization.committee_name,
        Organization.since,
        Organization.until,
        Organization.path,
        Organization.search_key,
        Organization.former_names,
    ).where(Organization.issuer_id == issuer_id)


def _state(row: Row[*StateRow]) -> State:
    return State(*row)


def _from_row(row: Row[*OrganizationRow]) -> State:
    return State(*row[:8])


def _projected(state: State, history: History, path: str, today: date) -> dict[str, object]:
    former = lineage.former_names(history, today)
    return {
        "name": state.name,
        "short_name": state.short_name,
        "committee_name": state.committee_name,
        "parent_id": state.parent,
        "level_id": state.level,
        "path": path,
        "since": history[0].since,
        "until": history[-1].until,
        "former_names": "\n".join(f"{until} {name}" for name, until in former),
    }


def _numbered(state: State, numbers: Mapping[int, int], change_id: int) -> State:
    """Give a drafted state the numbers that the database gave."""
    return replace(
        state,
        organization=numbers.get(state.organization, state.organization),
        parent=None if state.parent is None else numbers.get(state.parent, state.parent),
        begun_by=change_id if state.begun_by == THE_CHANGE else state.begun_by,
        ended_by=change_id if state.ended_by == THE_CHANGE else state.ended_by,
    )


def _stored(state: State) -> dict[str, object]:
    return {
        "organization_id": state.organization,
        "name": state.name,
        "level_id": state.level,
        "parent_id": state.parent,
        "short_name": state.short_name,
        "committee_name": state.committee_name,
        "since": state.since,
        "until": state.until,
        "begun_by_id": state.begun_by,
        "ended_by_id": state.ended_by,
    }


def _steps(numbers: Iterable[int]) -> Iterable[list[int]]:
    all_of_them = list(numbers)
    return (all_of_them[first : first + STEP] for first in range(0, len(all_of_them), STEP))


def _set_next_change(issuer_id: int, day: date | None) -> None:
    db.session.execute(
        update(Issuer).where(Issuer.id == issuer_id).values(next_change_on=day),
        execution_options={"synchronize_session": False},
    )
