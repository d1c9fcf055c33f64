"""Whose name is the same as whose: what a typed name means among bodies that have names.

Two names are the same only when they are the same letters with the same tones, wherever the mark
of a tone is written ("hoà", "hòa"), case and blanks aside. What differs by a tone, or by i and y,
is near: it is asked about, and never taken for the other.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Generic, TypeVar

from webapp.rules.text import TONES, clean, fold

T = TypeVar("T")
N = TypeVar("N")

_WORD: Final = re.compile(r"\w+")
_DASH: Final = re.compile(r"\s+[-–—]\s+")
_LONG_DASH: Final = re.compile(r"\s+—\s+")
_COMMA: Final = re.compile(r"\s*,\s*")
_ANY_SIGN: Final = re.compile(r"\s+[-–—]\s+|\s*,\s*")
_MOST_COMMAS: Final = 4  # more are no name with its superiors
# What a superior's name begins with, and is left out where it is told by its place.
_HEAD: Final = re.compile(
    r"^(?:đảng bộ|đảng [uủ][yỷ]|chi bộ|chi đoàn|đoàn)\s+(?=\S)", re.IGNORECASE
)
_KNOWN_NAMES: Final = 16_384
_MOST_ABOVE: Final = 12  # superiors in a label: more than any tree has


@lru_cache(maxsize=_KNOWN_NAMES)
def identity(name: str) -> str:
    """Return what is the same for two names exactly when they are one name.

    "phường Hoà Bình" and "Phường  Hòa Bình" are one; "Phú Vinh" and "Phú Vĩnh" are two.
    """
    return " ".join(_WORD.sub(_tones_last, clean(name).casefold()).split())


def _tones_last(found: re.Match[str]) -> str:
    """Write the tones of a word behind its letters: where a mark stands says nothing."""
    decomposed = unicodedata.normalize("NFD", found[0])
    letters = "".join(c for c in decomposed if c not in TONES)
    tones = "".join(c for c in decomposed if c in TONES)
    return unicodedata.normalize("NFC", letters) + tones


@lru_cache(maxsize=_KNOWN_NAMES)
def near_key(name: str) -> str:
    """Return what is equal for names that may be taken for one another: tones, i and y, signs."""
    words: list[str] = _WORD.findall(fold(name).replace("y", "i"))
    return " ".join(word.lstrip("0") or "0" for word in words)


def are_near(one: str, other: str) -> bool:
    """Return True for two names of two bodies that a reader may take for one another."""
    return identity(one) != identity(other) and near_key(one) == near_key(other)


@dataclass(frozen=True)
class Called(Generic[T]):
    """Something with its names of today, those it had before, and its superiors', nearest first.

    `above_also` are other names of each superior, in the same order, as far as they are known.
    """

    of: T
    names: tuple[str, ...]
    above: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    above_also: tuple[tuple[str, ...], ...] = ()

    def is_below(self, above: Sequence[str], key: Callable[[str], str]) -> bool:
        """Return True when its superiors, nearest first, have the typed names by *key*."""
        return len(above) <= len(self.above) and all(
            key(typed) in map(key, self._names_above(place)) for place, typed in enumerate(above)
        )

    def _names_above(self, place: int) -> list[str]:
        """Return what a superior is called: "Đảng bộ huyện A", "huyện A", its other names."""
        also = self.above_also[place] if place < len(self.above_also) else ()
        whole = clean(self.above[place])
        return [whole, _HEAD.sub("", whole, count=1), *filter(None, also)]


@dataclass(frozen=True)
class Match(Generic[T]):
    """What a typed name means: those that are called so, else those that are called nearly so."""

    same: Sequence[T] = ()
    near: Sequence[T] = field(default=())


def matched(typed: str, known: Sequence[Called[T]]) -> Match[T]:
    """Return what *typed* means: a name, perhaps with superiors behind it ("ấp 1 — Phú Hội").

    A superior is meant by its name, or by that without its first words ("huyện A" for "Đảng bộ
    huyện A"), or by another that is known of it; a dash or a comma stands before it.

    Names of today come before former ones. A name typed without any mark means the one that is
    called so but for its marks, if only one is; everything else that is near is to be asked about.
    """
    for names_of in (_today, _before):
        for own, above in spellings(typed):
            if same := [one.of for one in known if _is_called(one, names_of(one), own, above)]:
                return Match(same)
    near = [one for one in known if _is_near(one, typed)]
    if len(near) == 1 and _is_bare_name_of(typed, near[0]):
        return Match([near[0].of])
    return Match(near=[one.of for one in near])


def spellings(typed: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return how a text may be read: as a name, and as a name with superiors behind it.

    They stand behind dashes or commas; a name may hold a dash or a comma itself.
    """
    yield typed, ()
    for parts in (_LONG_DASH.split(typed), _DASH.split(typed), _ANY_SIGN.split(typed)):
        if len(parts) > 1:
            yield parts[0], tuple(parts[1:])
    for comma in list(_COMMA.finditer(typed))[:_MOST_COMMAS]:
        yield typed[: comma.start()], tuple(_ANY_SIGN.split(typed[comma.end() :]))


def _today(one: Called[T]) -> tuple[str, ...]:
    return one.names


def _before(one: Called[T]) -> tuple[str, ...]:
    return one.former


def _is_called(one: Called[T], names: tuple[str, ...], own: str, above: tuple[str, ...]) -> bool:
    return identity(own) in map(identity, filter(None, names)) and one.is_below(above, identity)


def _is_near(one: Called[T], typed: str) -> bool:
    names = [near_key(name) for name in (*one.names, *one.former) if name]
    return any(
        near_key(own) in names and one.is_below(above, near_key) for own, above in spellings(typed)
    )


def _is_bare_name_of(typed: str, one: Called[T]) -> bool:
    """Return True for what is typed without any mark, and is the name but for its marks."""
    names = [_bare(name) for name in (*one.names, *one.former)]
    is_bare = fold(typed) == " ".join(clean(typed).casefold().split())
    return is_bare and any(_bare(own) in names for own, _ in spellings(typed))


def _bare(name: str) -> str:
    return " ".join(_WORD.findall(fold(name)))


def holds(key: str, words: Sequence[str]) -> bool:
    """Return True when a search key holds all words: whole ones, the last perhaps half typed."""
    return all(part in f" {key} " for part in asked(words))


def asked(words: Sequence[str]) -> list[str]:
    """Return what to look for in a search key that has a blank on both sides, word by word."""
    return [f" {word} " for word in words[:-1]] + [f" {word}" for word in words[-1:]]


def is_sought(own: str, above: str, words: Sequence[str]) -> bool:
    """Return True when search keys hold all words: one's own, or with one's superior's.

    Where the superior's key has to help, a word must be one's own alone: a commune that is sought
    is found without all its cells.
    """
    parts = asked(words)
    own, above = f" {own} ", f" {above} "
    if all(part in own for part in parts):
        return True
    alone = any(part in own and part not in above for part in parts)
    return alone and all(part in own or part in above for part in parts)


def labels(known: Mapping[N, Sequence[str]]) -> dict[N, str]:
    """Return for each number what tells it apart: its name, and as many superiors as that takes.

    *known* gives the name and the superiors' names, nearest first.
    """
    found: dict[N, str] = {}
    open_ones = {number: tuple(chain) for number, chain in known.items()}
    for length in range(1, _MOST_ABOVE + 1):
        alike: dict[tuple[str, ...], list[N]] = {}
        for number, chain in open_ones.items():
            alike.setdefault(tuple(map(identity, chain[:length])), []).append(number)
        for numbers in alike.values():
            whole = len(numbers) == 1 or all(len(open_ones[one]) <= length for one in numbers)
            if whole:
                found |= {one: " — ".join(open_ones.pop(one)[:length]) for one in numbers}
    return found | {number: " — ".join(chain) for number, chain in open_ones.items()}
