"""A paper as plain JSON values and back: how it is kept in the database."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from webapp.documents.tree import (
    Appendix,
    Boxes,
    Column,
    Figure,
    Heading,
    Item,
    Option,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Table,
)


def to_json(paper: Paper) -> dict[str, Any]:
    """Return `paper` as plain JSON values; `from_json` gives back an equal paper."""
    tree: dict[str, Any] = _dump(paper)
    return tree


def _dump(value: object) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_dump(part) for part in value]
    if is_dataclass(value):
        kept = {field.name: _dump(getattr(value, field.name)) for field in fields(value)}
        name = type(value).__name__
        return {"type": name, **kept} if name in _BLOCKS else kept
    return value


def from_json(tree: dict[str, Any]) -> Paper:
    """Return the paper that `to_json` wrote; raise ValueError when `tree` is none."""
    try:
        day = tree["day"] and date.fromisoformat(tree["day"])
        return Paper(**{name: _load(name, value) for name, value in tree.items()} | {"day": day})
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"not the tree of a paper: {error}") from error


def _load(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_load(name, part) for part in value)
    if name == "copy":
        return value and from_json(value)
    if isinstance(value, dict):
        parts = {key: _load(key, part) for key, part in value.items()}
        return (_PARTS[name] if name in _PARTS else _BLOCKS[parts.pop("type")])(**parts)
    return value


_PARTS: dict[str, type] = {"columns": Column, "options": Option, "signatures": Signature}
_BLOCKS: dict[str, type] = {
    block.__name__: block
    for block in (Heading, Paragraph, Item, Table, Figure, Boxes, PageBreak, Appendix)
}
