"""The figures of the units' own reports, as the report of a round tells them. Pure drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from webapp.documents.texts.wording import Wording
from webapp.documents.tree import Block, Column, Paragraph, Table, literal
from webapp.rules.amounts import amount_text

MOST_COLUMNS = 5  # units beside each other; of more than these only the sums are told
NOT_TOLD = "–"


@dataclass(frozen=True)
class Figure:
    """A figure that the outline asks for: what each unit gave, None where it gave nothing.

    `total` is None where adding up makes no sense.
    """

    label: str
    unit: str
    values: Sequence[Decimal | None]
    total: Decimal | None


@dataclass(frozen=True)
class Reported:
    """The figures of all units, and the names of the units; `silent` are those without report.

    Of those in `let_go` none is awaited: what they owed was closed with a reason.
    """

    units: Sequence[str] = ()
    figures: Sequence[Figure] = ()
    silent: Sequence[str] = ()
    let_go: Sequence[str] = ()


def figures(reported: Reported, wording: Wording) -> list[Block]:
    """Return the table of figures, and who sent none; nothing where none are asked for."""
    if not reported.figures:
        return []
    without = [
        Paragraph(wording(key, units=literal("; ".join(units))))
        for key, units in (
            ("figures_silent", reported.silent),
            ("figures_let_go", reported.let_go),
        )
        if units
    ]
    if len(reported.silent) + len(reported.let_go) == len(reported.units):
        return list(without)
    return [Paragraph(wording("figures")), _table(reported), *without]


def _table(reported: Reported) -> Table:
    shown = reported.units if len(reported.units) <= MOST_COLUMNS else ()
    columns = (
        Column("TT", 0.35, "center"),
        Column("Số liệu", 2.2),
        *(Column(literal(name), 1.1, "center") for name in shown),
        Column("Cộng", 0.8, "center"),
    )
    rows = tuple(
        (
            str(number),
            literal(f"{one.label} ({one.unit})" if one.unit else one.label),
            *(_amount(value) for value in (one.values if shown else ())),
            _amount(one.total),
        )
        for number, one in enumerate(reported.figures, 1)
    )
    return Table(columns, rows)


def _amount(value: Decimal | None) -> str:
    return NOT_TOLD if value is None else amount_text(value)
