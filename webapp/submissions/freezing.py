"""What a report says at the moment it is sent: pure, from what was filled in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from webapp.plans.models import ActivityFigure
from webapp.rules.outlines import OutlineRow
from webapp.submissions.queries.outline import Part
from webapp.submissions.sent_models import Report, SentFigure, SentPart


def figures_sent(
    figures: Iterable[ActivityFigure | SentFigure], values: Mapping[int, Decimal | None]
) -> tuple[SentFigure, ...]:
    """Return figures as they were asked for, each with what was given."""
    return tuple(
        SentFigure(one.id, one.label, one.unit, plain(values.get(one.id))) for one in figures
    )


def plain(value: Decimal | None) -> str:
    """Return an amount as facts keep it."""
    return "" if value is None else format(value, "f")


def part_sent(part: Part) -> SentPart:
    """Return a part as it is asked now, with what stands under it."""
    row, shape = part.row, part.shape if part.has_rows else ()
    return SentPart(
        id=row.id,
        level=row.level,
        kind=row.kind,
        title=row.title,
        is_optional=row.is_optional,
        kept_columns=shape,
        text=part.text,
        rows=tuple(
            OutlineRow(one.key, {column.key: one.cells.get(column.key, "") for column in shape})
            for one in part.kept_rows
        ),
        figures=figures_sent(part.figures, part.values),
    )


def whole(parts: Iterable[Part], outline_version: int) -> Report:
    """Return a report by an outline that is sent for the first time."""
    return Report(outline_version, parts=tuple(map(part_sent, parts)))


def amended(before: Report, part: Part, order: Sequence[int]) -> Report:
    """Return a report in which one part was written anew, and no other is touched.

    The part takes the shape in which it is asked now; one that was not asked before takes its
    place by *order*, the ids of the outline's parts.
    """
    now = part_sent(part)
    ids = [one.id for one in before.parts]
    if part.id in ids:
        parts = [now if one.id == part.id else one for one in before.parts]
        return replace(before, parts=tuple(parts))
    earlier = order[: order.index(part.id)] if part.id in order else order
    place = max((ids.index(one) + 1 for one in earlier if one in ids), default=0)
    return replace(before, parts=(*before.parts[:place], now, *before.parts[place:]))
