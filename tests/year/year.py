"""One played year: its clock, its people, what was done and seen so far."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import bindparam, text
from sqlalchemy.types import NullType

from tests.year.people import CannotNow, Person
from tests.year.starts import Start
from webapp.core import clock
from webapp.core.db import db
from webapp.sample.people import PASSWORD

_ROLES = re.compile(r"(?<![\w.])(u\.)?roles\b")


@dataclass
class Year:
    """A year being played. `now` is the moment that all clocks show."""

    app: Flask
    start: Start
    now: datetime
    chance: Random = field(default_factory=lambda: Random(0))
    people: dict[str, Person] = field(default_factory=dict)
    done: Counter[str] = field(default_factory=Counter)  # what was done, how often
    written: dict[int, list[str]] = field(default_factory=dict)  # by visit: what a letter must say
    papers: dict[int, tuple[str, str]] = field(default_factory=dict)  # issued: SHA-256, content
    memory: dict[str, Any] = field(default_factory=dict)  # what the checks remember
    trace: list[str] = field(default_factory=list)
    watch: Callable[["Year"], None] = lambda _year: None  # after whatever anybody sends

    @property
    def today(self) -> date:
        return self.now.date()

    @contextmanager
    def at(self, moment: datetime) -> Iterator[None]:
        """Let all clocks show a moment."""
        self.now = moment
        with clock.living_on(moment):
            yield

    def person(self, username: str) -> Person:
        """Return somebody at their browser, signed in when first needed."""
        if username not in self.people:
            self.people[username] = self.second_browser(username)
        return self.people[username]

    def second_browser(self, username: str) -> Person:
        """Return somebody at another browser of theirs."""
        somebody = Person(self.app, username, PASSWORD)
        somebody.note = self.trace.append
        somebody.sign_in()
        somebody.watch = lambda: self.watch(self)
        return somebody

    @property
    def planner(self) -> Person:
        return self.person(self.start.planner)

    @property
    def leader(self) -> Person:
        return self.person(self.start.leader)

    @property
    def administrator(self) -> Person:
        return self.person(self.start.administrator)

    @property
    def stranger(self) -> Person:
        """A planner and administrator of another issuer."""
        return self.person("stranger")

    @property
    def issuer_id(self) -> int:
        if "issuer" not in self.memory:
            (row,) = self.rows(
                "SELECT issuer_id FROM user WHERE username = :name", name=self.start.planner
            )
            self.memory["issuer"] = row["issuer_id"]
        return int(self.memory["issuer"])

    @property
    def plan_id(self) -> int:
        (row,) = self.rows(
            "SELECT min(id) AS id FROM plan WHERE issuer_id = :issuer", issuer=self.issuer_id
        )
        return int(row["id"])

    def rows(self, statement: str, **values: Any) -> list[Mapping[str, Any]]:
        """Read rows by plain SQL, past the application: `user` is quoted, roles are text."""
        sql = text(_ROLES.sub(r"CAST(\1roles AS TEXT)", statement.replace(" user ", ' "user" ')))
        # Words stand for days, too: their type is what they are compared with.
        loose = [bindparam(name, one, NullType()) for name, one in values.items()
                 if isinstance(one, str)]  # fmt: skip
        with self.app.app_context():
            asked = db.session.execute(sql.bindparams(*loose), values)
            found = [dict(one) for one in asked.mappings()]
            db.session.rollback()
        return found

    def count(self, statement: str, **values: Any) -> int:
        """Return the one number that a statement asks for."""
        (row,) = self.rows(statement, **values)
        return int(next(iter(row.values())) or 0)

    def pick(self, things: list[Any]) -> Any:
        """Return one of the things by chance; CannotNow where there is none."""
        if not things:
            raise CannotNow("nothing to pick from")
        return self.chance.choice(things)

    def happens(self, share: float) -> bool:
        return self.chance.random() < share

    def did(self, what: str) -> None:
        self.done[what] += 1


def day_of(kept: Any) -> date:
    """Return the Vietnamese day of a moment as a row keeps it, or a day."""
    if isinstance(kept, date) and not isinstance(kept, datetime):
        return kept
    if isinstance(kept, str) and len(kept) == len("2024-01-02"):
        return date.fromisoformat(kept)
    return moment_of(kept).date()


def moment_of(kept: Any) -> datetime:
    """Return a moment as a row keeps it, in UTC: in SQLite as text."""
    moment = datetime.fromisoformat(kept) if isinstance(kept, str) else kept
    return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(clock.LOCAL)
