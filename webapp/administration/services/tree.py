"""What an administrator does to the levels of the tree: one function each, one transaction each."""

from webapp.core.db import db
from webapp.core.forms import Form
from webapp.organizations.levels import add_level
from webapp.organizations.models import Level


def new_level(issuer_id: int, position: int, **values: object) -> Level:
    """Add a level at *position*; what stood there or lower goes one down."""
    level = add_level(issuer_id, position, **values)
    db.session.commit()
    return level


def save_level(level: Level, form: Form) -> None:
    """Name a level otherwise, or say what is done at it."""
    form.fill(level)
    db.session.commit()
