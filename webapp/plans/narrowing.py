"""Which units the table of assignments shows: those without a place, those of a kind, by name."""

from collections.abc import Callable, Sequence

from webapp.core.lists import Narrowed
from webapp.organizations.models import Organization
from webapp.plans.kinds import ACTIVITIES, ActivityKind
from webapp.plans.queries import Overview, Place

Row = tuple[Organization, list[Place]]
SHOWS: dict[str, tuple[str, Callable[[list[Place]], bool]]] = {
    "": ("Tất cả", lambda _places: True),
    "none": ("Chưa phân công", lambda places: not places),
    "month": ("Theo tháng", lambda places: _any(places, lambda kind: kind.is_monthly)),
    "own": ("Tự giám sát", lambda places: _any(places, lambda kind: kind.is_own)),
    "rounds": ("Trong các đợt", lambda places: _any(places, lambda kind: kind.has_window)),
}


def asked() -> Narrowed:
    """Read what the address asks for."""
    return Narrowed.asked(SHOWS)


def narrowed(overview: Overview, by: Narrowed) -> list[Row]:
    """Return the rows of the table that are asked for."""
    fits = SHOWS[by.show][1]
    return [
        (one, places)
        for one, places in overview.in_table
        if fits(places) and by.names(one.search_key)
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
