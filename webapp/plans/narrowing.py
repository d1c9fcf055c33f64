"""Which units the table of assignments shows: those without a place, those of a kind, by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import request

from webapp.organizations.models import Organization
from webapp.plans.kinds import ACTIVITIES, ActivityKind
from webapp.plans.queries import Overview, Place
from webapp.rules.names import holds
from webapp.rules.text import search_words

Row = tuple[Organization, list[Place]]
SHOWS: dict[str, tuple[str, Callable[[list[Place]], bool]]] = {
    "": ("Tất cả", lambda _places: True),
    "none": ("Chưa phân công", lambda places: not places),
    "month": ("Theo tháng", lambda places: _any(places, lambda kind: kind.is_monthly)),
    "own": ("Tự giám sát", lambda places: _any(places, lambda kind: kind.is_own)),
    "rounds": ("Trong các đợt", lambda places: _any(places, lambda kind: kind.has_window)),
}


@dataclass(frozen=True)
class Narrowed:
    """What is asked for by the address: a key of `SHOWS`, and words of a name."""

    show: str = ""
    sought: str = ""

    @property
    def is_any(self) -> bool:
        return bool(self.show or self.sought)


def asked() -> Narrowed:
    """Read what the address asks for; what it does not know is passed over."""
    show = request.args.get("show", "")
    return Narrowed(show if show in SHOWS else "", request.args.get("q", "")[:100])


def narrowed(overview: Overview, by: Narrowed) -> list[Row]:
    """Return the rows of the table that are asked for."""
    fits, parts = SHOWS[by.show][1], search_words(by.sought)
    return [
        (one, places)
        for one, places in overview.in_table
        if fits(places) and holds(one.search_key, parts)
    ]


def counts(overview: Overview) -> list[tuple[str, str, int]]:
    """Return the ways of narrowing that find anything: key, words, how many units."""
    rows = overview.in_table
    found = [
        (key, words, sum(fits(places) for _, places in rows))
        for key, (words, fits) in SHOWS.items()
    ]
    return [one for one in found if one[2]]


def _any(places: Sequence[Place], asked_of: Callable[[ActivityKind], bool]) -> bool:
    return any(asked_of(ACTIVITIES[one.assignment.activity.kind]) for one in places)
