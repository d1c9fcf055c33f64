"""Levels of the tree are rows: one may come between two others, and old ones stay for the past."""

from sqlalchemy import select, update

from webapp.core.db import db
from webapp.organizations.models import Level

APART = 1000  # more levels than anybody has


def add_level(issuer_id: int, position: int, **values: object) -> Level:
    """Add a level at *position*; it and all that stand there or lower go one down. No commit.

    In two steps: no two levels of an issuer may stand at one position, not even for a moment.
    """
    db.session.execute(select(Level.id).where(Level.issuer_id == issuer_id).with_for_update()).all()
    lower = update(Level).where(Level.issuer_id == issuer_id, Level.position >= position)
    db.session.execute(lower.values(position=Level.position + APART))
    moved = update(Level).where(Level.issuer_id == issuer_id, Level.position >= APART)
    db.session.execute(moved.values(position=Level.position - APART + 1))
    level = Level(issuer_id=issuer_id, position=position, **values)
    db.session.add(level)
    db.session.flush()
    return level
