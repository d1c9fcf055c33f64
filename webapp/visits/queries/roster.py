"""Whom the month's roster shows: a page of people, by name, by whether they go anywhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from webapp.accounts.models import User
from webapp.core.lists import PAGE, Listing, Narrowed, sliced
from webapp.rules.picking import MOST_SHOWN
from webapp.visits.services.team import Engagement

SHOWS: dict[str, tuple[str, Callable[[Sequence[Engagement]], bool]]] = {
    "": ("Tất cả", lambda _theirs: True),
    "clash": ("Trùng, sát giờ", lambda theirs: any(one.clashes for one in theirs)),
    "busy": ("Có buổi dự", bool),
    "free": ("Chưa có buổi nào", lambda theirs: not theirs),
}
URGENT = ("clash", "busy")
"""Who comes first where not all fit on a page."""


@dataclass(frozen=True)
class Roster:
    """One month's visits by person, as far as the address asks for them."""

    people: Sequence[User]  # in the reader's order
    engaged: Mapping[int, Sequence[Engagement]]
    by: Narrowed

    @property
    def listing(self) -> Listing[User]:
        """The people of one page; of more than that those who go somewhere come first."""
        found = [
            one
            for one in self.people
            if self.by.names(one.search_key) and self._is(self.by.show, one)
        ]
        return sliced(found if len(found) <= PAGE else sorted(found, key=self._place))

    @property
    def is_long(self) -> bool:
        """True where a reader does not find somebody at a glance."""
        return len(self.people) > MOST_SHOWN

    @property
    def ways(self) -> list[tuple[str, str, int]]:
        """The ways of narrowing that find anybody: key, words, how many people."""
        counts = {key: sum(self._is(key, one) for one in self.people) for key in SHOWS}
        return [(key, words, counts[key]) for key, (words, _) in SHOWS.items() if counts[key]]

    def _is(self, show: str, person: User) -> bool:
        return SHOWS[show][1](self.engaged.get(person.id, ()))

    def _place(self, person: User) -> int:
        found = (place for place, show in enumerate(URGENT) if self._is(show, person))
        return next(found, len(URGENT))
