"""Choosing one of many by name: which are found by what is typed, and which is meant by it."""

from collections.abc import Collection, Sequence
from typing import Final, TypeVar

from webapp.rules.names import holds, identity
from webapp.rules.text import search_key, search_words

T = TypeVar("T")

MOST_SHOWN: Final = 20  # of so many a person chooses at a glance; among more one searches
MOST_SUGGESTED: Final = 50  # while one types
_SUPERIOR: Final = " — "  # stands between a name and its superior's where two have one name
_LONGEST: Final = 200


def found(names: Sequence[str], typed: str) -> list[int]:
    """Return the places of the names that hold every word typed, marks and case aside.

    Those that begin with what is typed come first, each part in the order given.
    """
    words = search_words(typed[:_LONGEST])
    if not words:
        return []
    keys = [search_key(name) for name in names]
    places = [place for place, key in enumerate(keys) if holds(key, words)]
    return sorted(places, key=lambda place: not keys[place].startswith(" ".join(words)))


def few(several: Sequence[T]) -> Sequence[T]:
    """Return what can be suggested all at once; nothing of what is too much for that."""
    return several if len(several) <= MOST_SUGGESTED else ()


def narrowed(names: Sequence[str], typed: str, kept: Collection[int]) -> list[int]:
    """Return the places to show of a table of *names*: those *kept*, and the first twenty found.

    All of a short one; while nothing is typed, the first twenty.
    """
    if len(names) <= MOST_SHOWN:
        return list(range(len(names)))
    hits = found(names, typed) if search_words(typed) else range(len(names))
    shown = {*kept, *[place for place in hits if place not in kept][:MOST_SHOWN]}
    return sorted(shown)


def meant(names: Sequence[str], typed: str) -> int | None:
    """Return the place of the one name that *typed* is, tones and all; None where none is, or two.

    A name may be typed without the superior that stands behind it, if only one is called so.
    """
    wanted = identity(typed[:_LONGEST])
    for name_of in (str, lambda name: name.partition(_SUPERIOR)[0]):
        same = [place for place, name in enumerate(names) if identity(name_of(name)) == wanted]
        if same:
            return same[0] if len(same) == 1 else None
    return None
