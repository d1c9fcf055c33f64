"""Rows that plans are made of, from the lists in which the samples tell them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from webapp.core.db import db
from webapp.plans.models import (
    Activity,
    BasisPaper,
    ChecklistItem,
    ContentGroup,
    Plan,
    PlanBasis,
    PlanLine,
)
from webapp.plans.round_models import AgendaStep, AttendeeGroup, RequiredPaper

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


def session_rows(
    activity: Activity,
    invited: Iterable[tuple[str, int, int | None, bool]],
    agenda: Iterable[tuple[str, str, int]],
    papers: Iterable[tuple[str, bool]],
) -> Iterator[Any]:
    """Yield whom a unit invites (least, most, must it), the agenda of a session, the papers."""
    own = {"activity_id": activity.id}
    yield from numbered(
        AttendeeGroup(label=label, least=least, most=most, is_required=required, **own)
        for label, least, most, required in invited
    )
    yield from numbered(
        AgendaStep(text=text, speaker=speaker, minutes=minutes, **own)
        for text, speaker, minutes in agenda
    )
    yield from numbered(
        RequiredPaper(label=label, is_optional=optional, **own) for label, optional in papers
    )


def load_bases(
    plan: Plan,
    bases: Iterable[tuple[str, str, date, str, str]],
    cited: Collection[str] = (),
) -> None:
    """Add papers to the register: kind, symbol, day, by whom, about what. Flushes.

    The plan rests on those whose symbols are *cited*.
    """
    papers = [
        BasisPaper(
            issuer_id=plan.issuer_id,
            kind=kind,
            symbol=symbol,
            issued_on=day,
            issued_by=issued_by,
            about=about,
        )
        for kind, symbol, day, issued_by, about in bases
    ]
    db.session.add_all(papers)
    db.session.flush()
    db.session.add_all(
        PlanBasis(plan_id=plan.id, basis_id=paper.id) for paper in papers if paper.symbol in cited
    )
    db.session.flush()
