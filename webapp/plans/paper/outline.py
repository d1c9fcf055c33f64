"""The outline of a round's report as an appendix to the plan (65-KH/ĐTN, appendix)."""

from collections.abc import Iterator

from webapp.documents.texts.wording import Wording
from webapp.documents.tree import (
    Appendix,
    Block,
    Column,
    Heading,
    Item,
    Paragraph,
    Table,
    literal,
)
from webapp.plans.models import Activity
from webapp.plans.paper.pieces import Pieces
from webapp.plans.round_models import OutlinePart
from webapp.rules import text as words
from webapp.rules.numbering import numbers

DOTS = "……………………"
EMPTY_ROWS = 2  # of a table that a unit fills in


def appendix(activity: Activity, made_of: Pieces, wording: Wording) -> Iterator[Block]:
    """Yield the outline on a page of its own; nothing where the activity has none."""
    if not made_of.outline:
        return
    summary = literal(activity.title)
    held = made_of.round
    if held and held.covered_from and held.covered_to:
        since, until = words.short_date(held.covered_from), words.short_date(held.covered_to)
        period = wording("covered_period", since=since, until=until).rstrip(".").lower()
        summary = f"{summary}\n({period})"
    yield Appendix(wording("outline"), summary)
    yield Paragraph(wording("outline_unit", dots=DOTS))
    said = numbers((part.level, part.title) for part in made_of.outline)
    for part, number in zip(made_of.outline, said, strict=True):
        yield Heading(part.level, f"{number} {_title(part)}".strip())
        yield from _asked(part, made_of)


def _title(part: OutlinePart) -> str:
    return f"{literal(part.title)} (nếu có)" if part.is_optional else literal(part.title)


def _asked(part: OutlinePart, made_of: Pieces) -> Iterator[Block]:
    for line in part.hint.splitlines():
        if line.strip():
            yield Item(literal(line.strip().removeprefix("- ")))
    if part.columns:
        columns = tuple(Column(literal(title)) for title in part.columns)
        yield Table(columns, (("",) * len(columns),) * EMPTY_ROWS)
    for figure in made_of.figures_under(part.id):
        unit = f" ({figure.unit})" if figure.unit else ""
        yield Item(f"{literal(f'{figure.label}{unit}')}: {DOTS}")
