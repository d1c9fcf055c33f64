"""Noting what is seen at any time (46-KH/ĐTN, II.2.2)."""

from typing import Any

from webapp.accounts.models import PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.observations.models import Observation
from webapp.organizations.models import Organization


def note(values: dict[str, Any], unit: Organization, who: User) -> Observation:
    """Note something on a topic of *unit*, or of an officer's duty there."""
    row = Observation(issuer_id=unit.issuer_id, author_id=who.id, created_at=clock.now())
    _write(row, values, unit)
    db.session.add(row)
    db.session.commit()
    return row


def change(row: Observation, values: dict[str, Any], unit: Organization) -> None:
    """Write a note anew."""
    _write(row, values, unit)
    db.session.commit()


def remove(row: Observation) -> None:
    """Take a note back."""
    db.session.delete(row)
    db.session.commit()


def may_change(row: Observation, who: User) -> bool:
    """Return True for who wrote a note, and for planners."""
    return row.author_id == who.id or who.is_any(PLANNER)


def _write(row: Observation, values: dict[str, Any], unit: Organization) -> None:
    row.organization_id = unit.id
    for name in ("topic_id", "kind", "officer", "text", "noted_on"):
        setattr(row, name, values[name])
