"""Figures of a report as fields: each against its unit, and against what it is a part of."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from wtforms import Field
from wtforms.validators import ValidationError

from webapp.core.forms import Amount
from webapp.plans.models import ActivityFigure
from webapp.rules import figures as rules
from webapp.submissions.sent_models import SentFigure


class WithFigures(Protocol):
    """A form with a field for each figure."""

    figure_names: dict[int, str]
    figure_labels: dict[int, str]

    @property
    def figures(self) -> dict[int, Decimal | None]: ...

    def __getitem__(self, name: str) -> Field: ...


class Whole:
    """Refuses halves of what is counted one by one."""

    def __init__(self, unit: str) -> None:
        self.unit = unit

    def __call__(self, _form: object, field: Field) -> None:
        if fault := rules.whole_fault(self.unit, field.data):
            raise ValidationError(fault)


def figure_fields(
    figures: Sequence[ActivityFigure | SentFigure], wanted: Sequence[object]
) -> Mapping[str, object]:
    """Return what a form class of these figures has: names, labels, and a field for each."""
    names = {figure.id: f"figure_{figure.id}" for figure in figures}
    labels = {figure.id: figure.label for figure in figures}
    fields: dict[str, object] = {"figure_names": names, "figure_labels": labels}
    for figure in figures:
        label = f"{figure.label} ({figure.unit})" if figure.unit else figure.label
        validators = [*wanted, Whole(figure.unit)]
        fields[names[figure.id]] = Amount(label, validators, render_kw={"inputmode": "decimal"})
    return fields


def agree(form: WithFigures) -> bool:
    """Return True when no figure is more than what it is a part of; else say so beside it."""
    faults = dict(rules.faults(form.figure_labels, form.figures))
    for key, fault in faults.items():
        form[form.figure_names[key]].errors = [fault]
    return not faults
