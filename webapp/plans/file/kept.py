"""An activity kept as JSON, so that one that was removed can come back as it was."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from webapp.core.db import Json, db
from webapp.organizations.models import Organization
from webapp.plans.file.values import Group, Part, Team, Work

DAY, MOMENT = "day:", "moment:"  # what stands before a day or a moment among texts and numbers


def as_json(work: Work) -> Json:
    """Return an activity as JSON; its units stand by their ids."""
    units = [(unit.id, month) for unit, month in work.units]
    teams = [{"name": one.name, "units": [unit.id for unit in one.units]} for one in work.teams]
    kept: Json = _written(asdict(_without_units(work)) | {"units": units, "teams": teams})
    return kept


def from_json(kept: Json) -> Work:
    """Return what `as_json` kept; units that were deleted since stay out."""
    found = _read(kept)
    units = [(_unit(number), month) for number, month in found.pop("units")]
    groups = [Group(**one) for one in found.pop("groups")]
    outline = [Part(**one) for one in found.pop("outline")]
    there = [(unit, month) for unit, month in units if unit is not None]
    teams = [_team(one, {unit.id: unit for unit, _ in there}) for one in found.pop("teams", [])]
    return Work(groups=groups, outline=outline, units=there, teams=teams, **found)


def _team(kept: dict[str, Any], there: dict[int, Organization]) -> Team:
    units = [there[number] for number in kept["units"] if number in there]
    return Team(kept["name"], units)


def _without_units(work: Work) -> Work:
    return Work(**(vars(work) | {"units": [], "teams": []}))


def _unit(number: int) -> Organization | None:
    return db.session.scalars(select(Organization).where(Organization.id == number)).one_or_none()


def _written(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _written(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_written(one) for one in value]
    if isinstance(value, datetime):
        return MOMENT + value.isoformat()
    return DAY + value.isoformat() if isinstance(value, date) else value


def _read(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _read(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_read(one) for one in value]
    if isinstance(value, str) and value.startswith(MOMENT):
        return datetime.fromisoformat(value.removeprefix(MOMENT))
    if isinstance(value, str) and value.startswith(DAY):
        return date.fromisoformat(value.removeprefix(DAY))
    return value
