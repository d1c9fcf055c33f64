"""Noting what is seen at any time (46-KH/ĐTN, II.2.2)."""

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.forms import Values
from webapp.observations.models import Observation
from webapp.organizations.models import Organization


def note(values: Values, unit: Organization, who: User) -> Observation:
    """Note something on a topic of *unit*, or of an officer's duty there."""
    row = Observation(issuer_id=unit.issuer_id, author_id=who.id, created_at=clock.now())
    _write(row, values, unit)
    db.session.add(row)
    db.session.commit()
    return row


def change(row: Observation, values: Values, unit: Organization) -> None:
    """Write a note anew."""
    _write(row, values, unit)
    db.session.commit()


def remove(row: Observation) -> None:
    """Take a note back."""
    db.session.delete(row)
    db.session.commit()


def _write(row: Observation, values: Values, unit: Organization) -> None:
    row.organization_id = unit.id
    for name in ("topic_id", "kind", "officer", "text", "noted_on"):
        setattr(row, name, values[name])
