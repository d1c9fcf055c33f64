"""What the pages of accounts read."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from webapp.core.db import db
from webapp.organizations.models import Issuer


class Helper(NamedTuple):
    """A body that uses the program, and whom its people ask about their accounts; "" unsaid."""

    name: str
    contact: str


def helpers() -> Sequence[Helper]:
    """Return the bodies that use the program, as everybody may read: no account shows in it."""
    found = db.session.execute(select(Issuer.name, Issuer.help_contact).order_by(Issuer.name))
    return [Helper(*row) for row in found]
