"""Registries: what rooms declare, the questions they answer, the signals they listen to.

A lower room defines a registry, a question or a signal; higher rooms fill it in `room.register`.
So no room imports one above it, and nothing is registered by merely being imported.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Generic, ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Keyed(Protocol):
    """A declared kind: `key` is what the database keeps of it."""

    @property
    def key(self) -> str: ...


K = TypeVar("K", bound=Keyed)


class Registry(Generic[K]):
    """The declared kinds of one sort, by key, in the order in which rooms declared them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._kinds: dict[str, K] = {}

    def add(self, *kinds: K) -> None:
        """Declare kinds; the same again is harmless. Raises ValueError for a key taken."""
        for kind in kinds:
            if self._kinds.setdefault(kind.key, kind) is not kind:
                raise ValueError(f"two kinds of {self.name} are called {kind.key!r}")

    def __getitem__(self, key: str) -> K:
        return self._kinds[key]

    def get(self, key: str) -> K | None:
        """Return the kind called *key*, or None."""
        return self._kinds.get(key)

    def __contains__(self, key: object) -> bool:
        return key in self._kinds

    def __iter__(self) -> Iterator[K]:
        return iter(self._kinds.values())

    def __len__(self) -> int:
        return len(self._kinds)


class Question(Generic[P, R]):
    """A question one room asks, and the functions by which other rooms answer it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._answers: list[Callable[P, R]] = []

    def add(self, *answers: Callable[P, R]) -> None:
        """Let functions answer; the same again is harmless."""
        self._answers += [one for one in answers if one not in self._answers]

    def ask(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """Return what every room answers, in the order of the rooms."""
        return [answer(*args, **kwargs) for answer in self._answers]


class Signal(Generic[P]):
    """Tells rooms above that something happened, in the order in which they were listed.

    Made of a function that says what is sent, and when: its signature is that of the handlers.
    """

    def __init__(self, sent: Callable[P, None]) -> None:
        self.name, self.__doc__ = sent.__name__, sent.__doc__
        self._handlers: list[Callable[P, Any]] = []

    def add(self, *handlers: Callable[P, Any]) -> None:
        """Let functions hear of it; the same again is harmless."""
        self._handlers += [one for one in handlers if one not in self._handlers]

    def send(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Call every handler; what one raises ends the whole."""
        for handler in self._handlers:
            handler(*args, **kwargs)

    @contextmanager
    def connected_to(self, handler: Callable[P, Any]) -> Iterator[None]:
        """Let one more function hear of it for a while (tests)."""
        self._handlers.append(handler)
        try:
            yield
        finally:
            self._handlers.remove(handler)
