"""Trees of organizations, added level by level: a path needs the number the database gives."""

from collections.abc import Iterable

from sqlalchemy import bindparam, update
from sqlalchemy.orm.attributes import set_committed_value

from webapp.core.db import db
from webapp.organizations.models import Issuer, Level, Organization


class Planting:
    """Adds an issuer and its levels, then organizations, a level at a time.

    *levels* are (name, must a plan reach each, does it hold meetings), from the top.
    """

    def __init__(self, issuer: Issuer, levels: Iterable[tuple[str, bool, bool]]) -> None:
        db.session.add(issuer)
        db.session.flush()
        self.issuer = issuer
        self.levels = [
            Level(
                issuer_id=issuer.id,
                position=number,
                name=name,
                is_planned=planned,
                holds_meetings=meets,
            )
            for number, (name, planned, meets) in enumerate(levels, 1)
        ]
        db.session.add_all(self.levels)
        db.session.flush()
        self._new: list[tuple[Organization, Organization | None]] = []

    def add(self, level: int, name: str, above: Organization | None, **also: str) -> Organization:
        """Add one organization below another that has grown already."""
        row = Organization(
            issuer_id=self.issuer.id,
            level_id=self.levels[level].id,
            parent_id=above.id if above else None,
            name=name,
            **also,
        )
        self._new.append((row, above))
        return row

    def grow(self) -> None:
        """Give numbers and paths to what was added."""
        db.session.add_all(row for row, _ in self._new)
        db.session.flush()
        paths = [
            {"row_id": row.id, "path": f"{above.path if above else '/'}{row.id}/"}
            for row, above in self._new
        ]
        if paths:
            # Past the unit of work, which would count each path as an edit of its row.
            table = Organization.metadata.tables[Organization.__tablename__]
            one = update(table).where(table.c.id == bindparam("row_id"))
            db.session.connection().execute(one.values(path=bindparam("path")), paths)
        for (row, _), told in zip(self._new, paths, strict=True):
            set_committed_value(row, "path", told["path"])
        self._new.clear()


def youth_bloc(
    issuer: Issuer, levels: Iterable[tuple[str, bool, bool]], above: str, place: str
) -> tuple[Planting, Organization]:
    """Plant the Youth bloc that issues: below its city's Youth Union, which stands *above*."""
    planting = Planting(issuer, levels)
    city = planting.add(0, above, None)
    planting.grow()
    board = planting.add(1, issuer.name, city, short_name="Đoàn Khối", place=place)
    planting.grow()
    return planting, board
