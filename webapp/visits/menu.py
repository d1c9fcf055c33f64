"""The menu of one visit: what was prepared, found and told of it, page by page.

Each room declares the pages that it has of a visit, with the figures by which they stand. All
figures are read in one statement, with the visit where `with_figures` loads it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, NamedTuple

from flask import request
from sqlalchemy import ColumnElement, ScalarSelect, String, cast, func, select
from sqlalchemy.orm import with_expression
from sqlalchemy.sql.base import ExecutableOption

from webapp.accounts.gate import me
from webapp.accounts.models import User
from webapp.core.db import db
from webapp.core.registry import Registry
from webapp.documents.signals import Entry
from webapp.visits.models import Visit

NONE_YET = "chưa có"


@dataclass(frozen=True)
class Seen:
    """What a menu is decided by: who looks, at which visit, and its figures by their names."""

    who: User
    visit: Visit
    figures: Mapping[str, int]

    def of(self, done: str, every: str) -> str:
        """Return two figures as "3/5"; of nothing, that there is nothing yet."""
        total = self.figures[every]
        return f"{min(self.figures[done], total)}/{total}" if total else NONE_YET


class Lead(NamedTuple):
    """Where an entry leads, and how that stands: "3/5", "chưa có"."""

    endpoint: str
    standing: str = ""
    values: Mapping[str, Any] = {}  # of the address, where it is not the visit's own page


@dataclass(frozen=True, eq=False)
class VisitPage:
    """A page of visits, as its room declares it. `lead` answers None where it may not be opened.

    `figures` are counts by their names, each a scalar of the `Visit` around it.
    """

    key: str
    words: str
    place: int
    lead: Callable[[Seen], Lead | None]
    figures: Mapping[str, ScalarSelect[int]] = field(default_factory=dict)


VISIT_PAGES: Registry[VisitPage] = Registry("page of a visit")


def entries(pages: Iterable[VisitPage], seen: Seen, at: str, endpoint: str) -> list[Entry]:
    """Return the menu that somebody sees on a page: *at* is its key, *endpoint* its address."""
    found = []
    for page in sorted(pages, key=lambda one: one.place):
        if (lead := page.lead(seen)) is None:
            continue
        is_same = lead.endpoint == endpoint
        current = ("page" if is_same else "true") if page.key == at else ""
        values = lead.values or {"visit_id": seen.visit.id}
        found.append(Entry(page.words, lead.standing, lead.endpoint, values, current))
    return found


def visit_menu(visit: Visit, at: str) -> list[Entry]:
    """Return the menu of a visit for the signed-in person on the page of this key."""
    seen = Seen(me(), visit, figures_of(visit))
    return entries(VISIT_PAGES, seen, at, request.endpoint or "")


def with_figures() -> ExecutableOption:
    """Load the figures of the menu with a visit: no query more."""
    return with_expression(Visit.figures, _figures())


def figures_of(visit: Visit) -> dict[str, int]:
    """Return the figures of a visit by their names: one query where they were not loaded."""
    text = visit.figures
    if text is None:
        text = db.session.scalars(select(_figures()).where(Visit.id == visit.id)).one()
    return dict(zip(_selects(), map(int, text.split(";")), strict=True))


def _selects() -> dict[str, ScalarSelect[int]]:
    return {name: one for page in VISIT_PAGES for name, one in page.figures.items()}


def _figures() -> ColumnElement[str]:
    """Return all figures as one text: what they are is known to no model."""
    texts = [cast(func.coalesce(one, 0), String) for one in _selects().values()]
    return reduce(lambda before, one: before + ";" + one, texts)
