"""Names that are easily mixed up: two communes that differ by a tone, and one with a new name.

Neither was so: they stand for what happens, and the decisions are told in general words.
"""

from datetime import date

from sqlalchemy import select

from webapp.core.db import db
from webapp.organizations import changes
from webapp.organizations.changes import Founded
from webapp.organizations.history import Decision
from webapp.organizations.models import Level, Organization
from webapp.rules.reorganizing import Names
from webapp.sample.dong_nai.organizations import CELL, GRASSROOTS, Bodies

DISTRICT = "Định Quán"
NEIGHBOUR, FOUNDED, FOUNDED_ON = "xã Phú Vinh", "xã Phú Vĩnh", date(2024, 5, 2)
OLD, NEW, RENAMED_ON = "xã Phú Hòa", "xã Hòa Đồng", date(2024, 6, 20)


def record(bodies: Bodies) -> None:
    """Found one commune with two cells, and give another its new name. Does not commit."""
    district = bodies.committees[DISTRICT]
    statement = select(Level.id).where(Level.issuer_id == bodies.issuer.id)
    levels = db.session.scalars(statement.order_by(Level.position)).all()
    founding = changes.establishing(Founded(_names(FOUNDED), district.id, levels[GRASSROOTS]))
    decision = Decision(FOUNDED_ON, "Quyết định về việc thành lập đảng bộ cơ sở")
    changes.record_all(bodies.issuer.id, [("established", founding)], decision)
    cells = [
        ("established", changes.establishing(Founded(Names(name), _base(FOUNDED), levels[CELL])))
        for name in (f"Chi bộ ấp {number} {FOUNDED}" for number in (1, 2))
    ]
    changes.record_all(bodies.issuer.id, cells, decision)
    renaming = changes.renaming(_base(OLD), _names(NEW))
    decision = Decision(RENAMED_ON, "Nghị quyết về việc đổi tên đơn vị hành chính cấp xã")
    changes.record_all(bodies.issuer.id, [("renamed", renaming)], decision)


def _names(unit: str) -> Names:
    return Names(f"Đảng bộ {unit}", "", f"Đảng ủy {unit}", f"Hội trường {unit}")


def _base(unit: str) -> int:
    name = f"Đảng bộ {unit}"
    return db.session.scalars(select(Organization.id).where(Organization.name == name)).one()
