"""Facts kept as JSON: frozen dataclasses that still read every shape ever written.

A row that was written stays as it is for ever, so a dataclass grows only by fields that have a
default: `read` fills it in where an older row lacks the field, and passes over what it does not
know. Days are kept as "2024-03-05", hours as "08:00".
"""

from datetime import time
from functools import cache
from typing import Any, TypeVar, cast

from cattrs import Converter
from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_tagged_union
from sqlalchemy import JSON, Dialect
from sqlalchemy.types import TypeDecorator

T = TypeVar("T")


def read(kind: type[T], kept: object) -> T:
    """Return what was *kept* (plain JSON values) as *kind*, a dataclass or a tuple of them.

    Raises ValueError where it is nothing of that kind: a field without a default is missing, or
    a value cannot be what it should.
    """
    try:
        return _converter().structure(kept, kind)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not kept as {kind}: {error!r}") from error


def plain(facts: object, kind: object = None) -> object:
    """Return facts as plain JSON values, which `read` turns into equal ones."""
    return _converter().unstructure(facts, kind)


def tag_types(union: object) -> None:
    """Write the class of each of *union*'s dataclasses in "type", so that `read` knows it again."""
    configure_tagged_union(union, _converter(), tag_name="type")


class Facts(TypeDecorator[T]):
    """A JSON column whose values are facts: `mapped_column(Facts(tuple[Row, ...]))`."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: type[T]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: T | None, dialect: Dialect) -> object:
        return None if value is None else plain(value, self.kind)

    def process_result_value(self, value: Any, dialect: Dialect) -> T | None:
        return None if value is None else read(self.kind, value)


@cache
def _converter() -> Converter:
    made = make_converter(detailed_validation=False)
    made.register_structure_hook(str, _text)
    made.register_structure_hook(time, lambda kept, _: time.fromisoformat(kept))
    made.register_unstructure_hook(time, lambda hour: hour.isoformat("minutes"))
    return cast(Converter, made)


def _text(kept: object, _kind: object) -> str:
    """A null is no text: it would be printed as "None"."""
    if not isinstance(kept, str):
        raise TypeError(f"no text: {kept!r}")
    return kept
