"""Examples in hints: taken from the tree of whoever reads them, never from somebody else's."""

from collections.abc import Mapping

from flask import g
from flask_login import current_user
from sqlalchemy import select

from webapp.core import clock
from webapp.core.db import db
from webapp.organizations.models import Level, Organization, still_there


class Hint:
    """A hint that is put into words when a page shows it.

    Its text may name {name}, {short_name} and {committee} of a planned unit, {level} (its level),
    {body} (the reader's own body) and {code} (what ends the symbols of its papers).
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return self._text.format_map(_examples())


def _examples() -> Mapping[str, str]:
    """Return the reader's examples: one query in a request, however many hints."""
    if "examples" not in g:
        g.examples = _found()
    found: Mapping[str, str] = g.examples
    return found


def _found() -> dict[str, str]:
    issuer, own = current_user.issuer, current_user.organization
    unit = db.session.execute(
        select(
            Organization.name,
            Organization.short_name,
            Organization.committee_name,
            Level.name.label("level"),
        )
        .join(Level, Level.id == Organization.level_id)
        .where(
            Organization.issuer_id == issuer.id,
            Organization.parent_id.is_not(None),
            still_there(clock.today()),
        )
        .order_by(Level.is_planned.desc(), Organization.sort_key, Organization.id)
        .limit(1)
    ).one_or_none()
    return {
        "name": unit.name if unit else own.name,
        "short_name": (unit.short_name or unit.name) if unit else own.label,
        "committee": (unit.committee_name or unit.name) if unit else own.name,
        "level": unit.level if unit else own.name,
        "body": own.label,
        "code": issuer.code,
    }
