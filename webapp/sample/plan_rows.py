"""Rows that plans are made of, from the lists in which the samples tell them."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from webapp.plans.models import Activity, ChecklistItem, ContentGroup, Plan, PlanLine

T = TypeVar("T")


def numbered(rows: Iterable[T]) -> list[T]:
    """Return rows in order, each told its position."""
    found: list[Any] = list(rows)
    for position, row in enumerate(found, 1):
        row.position = position
    return found


def lines(parts: Mapping[str, Iterable[str]]) -> list[PlanLine]:
    """Return the lines of a plan by part, in order."""
    return [line for part, texts in parts.items() for line in _lines(part, texts)]


def _lines(part: str, texts: Iterable[str]) -> list[PlanLine]:
    return numbered(PlanLine(part=part, text=text) for text in texts)


def content_group(
    plan: Plan,
    title: str,
    contents: Iterable[str],
    books: Iterable[str] = (),
    activity: Activity | None = None,
) -> ContentGroup:
    """Return a group of contents and record books, perhaps of one activity only."""
    items = [(text, False) for text in contents] + [(text, True) for text in books]
    return ContentGroup(
        plan_id=plan.id,
        activity_id=activity.id if activity else None,
        title=title,
        items=numbered(ChecklistItem(text=text, is_record_book=book) for text, book in items),
    )
