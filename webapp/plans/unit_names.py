"""Which unit of a plan's year a typed name means; one that is unclear is asked about."""

from collections.abc import Sequence

from webapp.organizations import naming
from webapp.organizations.models import Organization
from webapp.rules.names import Called, Match, matched


class UnknownUnit(ValueError):
    """A name that means no single unit; the message says so, in Vietnamese."""


class UnitNames:
    """The names of some units, read once to look up many: one query."""

    def __init__(self, units: Sequence[Organization], *, short: bool = False) -> None:
        above = naming.superiors(units)
        self._known = [
            Called(one, (one.name, one.short_name) if short else (one.name,), above[one.id])
            for one in units
        ]

    def meant(self, name: str) -> Organization:
        """Return the one unit that a name means. Raises `UnknownUnit`."""
        match = matched(name, self._known)
        if len(match.same) == 1:
            return match.same[0]
        raise UnknownUnit(_told(name, match))


def _told(name: str, match: Match[Organization]) -> str:
    """Say why a name means no single unit, and which it may mean."""
    several = naming.told_apart(match.same or match.near)
    meant = "; ".join(f"“{label}”" for label in several.values())
    if match.same:
        return f"ở đây có {len(several)} đơn vị tên “{name}”, hãy ghi rõ cấp trên: {meant}."
    near = f" Gần giống: {meant}." if several else ""
    return f"ở đây không có đơn vị “{name}”.{near}"
