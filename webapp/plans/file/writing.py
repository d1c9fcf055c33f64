"""A plan as one readable file: YAML with Vietnamese names, in the order of the plan."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import yaml
from wtforms import BooleanField, Field, SelectField

from webapp.core import clock
from webapp.core.forms import Day, Instant, Line, Lines, Listed, Values
from webapp.organizations import naming
from webapp.organizations.models import Organization
from webapp.plans import rule_words
from webapp.plans.file import shape
from webapp.plans.file.values import Group, Part, PlanValues, Team, Work
from webapp.plans.forms.plans import RuleField
from webapp.plans.models import PARTS
from webapp.rules import text as words

Entry = dict[str, object]  # of the file: its names and what stands there

WIDTH = 100
LONG = 80  # letters from which a text stands in a block of its own


class _Dumper(yaml.SafeDumper):
    """Writes long texts as blocks, and never an alias."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)  # lists stand below their names


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else ">" if len(text) > LONG else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def written(values: PlanValues) -> str:
    """Return the whole plan as a file; the same plan always gives the same text."""
    content: Entry = {shape.FORMAT: int(shape.VERSION)}
    content |= _entry(values.head, shape.HEAD)
    lines = {
        shape.PART_KEYS[part]: [_clean(line, many=True) for line in values.lines[part]]
        for part in PARTS
        if values.lines.get(part)
    }
    labels = _labels(unit for work in values.works for unit, _ in work.units)
    content |= _filled(
        {
            shape.BASES: _entries(values.bases, shape.BASIS),
            shape.LINES: lines,
            shape.GROUPS: [_group(group) for group in values.groups],
            shape.WORKS: [_work(work, labels) for work in values.works],
        }
    )
    text: str = yaml.dump(
        content,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=False,
        width=WIDTH,
    )
    return text


def _filled(content: Mapping[str, object]) -> Entry:
    return {key: value for key, value in content.items() if value not in (None, "", [], {})}


def _entries(rows: Iterable[Values], of: shape.Shape) -> list[Entry]:
    return [_entry(row, of) for row in rows]


def _entry(values: Values, of: shape.Shape) -> Entry:
    form = of.form(formdata=None, meta=shape.PLAIN)
    return _filled({key: _said(form[name], values[name]) for name, key in of.keys.items()})


def _said(field: Field, value: Any) -> object:
    """Return a value as the field reads it again; None leaves it out."""
    if isinstance(field, SelectField):
        return next(
            (str(one.label) for one in field.choices if str(one.value) == str(value)), value
        )
    if isinstance(field, BooleanField):
        return "có" if value else ("không" if field.name == "reaches_all" else None)
    if isinstance(value, date) and isinstance(field, Day):
        return f"{value:%d/%m/%Y}"
    if isinstance(field, Instant):
        return value and f"{clock.local(value):%d/%m/%Y %H:%M}"
    if isinstance(field, Listed):
        return [one for one in (_clean(line) for line in value) if one]
    if isinstance(field, RuleField):
        return rule_words.shown(value)
    if isinstance(field, Line | Lines):
        return _clean(value, many=isinstance(field, Lines))
    return value


def _clean(text: str, *, many: bool = False) -> str:
    """Return a text as a form keeps it, so that reading the file changes nothing."""
    cleaned = words.clean(text)
    if many:  # blanks at the end of a line would keep it from standing in a block
        return "\n".join(line.rstrip() for line in cleaned.split("\n"))
    return re.sub(r"\s+", " ", cleaned)


def _group(group: Group) -> Entry:
    values = {"title": group.title}
    return _entry(values, shape.GROUP) | _filled({shape.ITEMS: _entries(group.items, shape.ITEM)})


def _work(work: Work, labels: Mapping[int, str]) -> Entry:
    lists = {key: _entries(getattr(work, name), of) for key, (name, of) in shape.LISTS.items()}
    return _entry(work.values, shape.ACTIVITY) | _filled(
        {
            shape.ROUND_KEY: _entry(work.round, shape.ROUND) if work.round else None,
            shape.GROUPS: [_group(group) for group in work.groups],
            shape.SEATS: _entries(work.seats, shape.SEAT),
            shape.TEAMS: [_team(team, labels) for team in work.teams],
            **lists,
            shape.OUTLINE: [_part(part) for part in work.outline],
            shape.FIGURES: _entries(work.figures, shape.FIGURE),
            shape.DUTIES: _entries(work.duties, shape.duty(work.values["kind"])),
            shape.UNITS: _units(work.units, labels),
        }
    )


def _team(team: Team, labels: Mapping[int, str]) -> Entry:
    names = [labels[unit.id] for unit in team.units]
    return _entry({"name": team.name}, shape.TEAM) | _filled({shape.UNIT: names})


def _part(part: Part) -> Entry:
    figures = {shape.FIGURES: _entries(part.figures, shape.FIGURE)}
    return _entry(part.values, shape.PART) | _filled(figures)


def _units(
    units: Iterable[tuple[Organization, date | None]], labels: Mapping[int, str]
) -> list[Entry]:
    """Return who has which months; months that the same units have stand together."""
    months: dict[date | None, list[str]] = {}
    for unit, month in units:
        months.setdefault(month, []).append(labels[unit.id])
    alike: dict[tuple[str, ...], list[str]] = {}
    for month, names in months.items():
        alike.setdefault(tuple(names), []).extend([f"{month:%m/%Y}"] if month else [])
    return [_filled({shape.MONTHS: of, shape.UNIT: list(names)}) for names, of in alike.items()]


def _labels(units: Iterable[Organization]) -> dict[int, str]:
    """Return what units are called, each told apart from all of the same name."""
    labels = naming.labels_of(list({unit.id: unit for unit in units}.values()))
    return {number: _clean(label) for number, label in labels.items()}
