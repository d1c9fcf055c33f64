"""The change of 1 July 2025, recorded a year ahead: communes answer to the province.

That districts end, and when, everybody knows; which communes went together is believable, not
copied from a list, and the decision is told in general words.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select

from webapp.core.db import db
from webapp.organizations import changes
from webapp.organizations.changes import Founded, Plan
from webapp.organizations.history import Decision
from webapp.organizations.levels import add_level
from webapp.organizations.models import Organization
from webapp.rules.reorganizing import Names
from webapp.sample.dong_nai.organizations import COMMITTEE, COMMUNES, LEVELS, Bodies

ON = date(2025, 7, 1)
DECISION = "Nghị quyết về việc sắp xếp các đơn vị hành chính của tỉnh"
NOTE = "Kết thúc hoạt động cấp huyện; đảng bộ xã, phường trực thuộc Tỉnh ủy."
LEVEL = "Đảng bộ xã, phường trực thuộc tỉnh"

# By district: the new commune or ward, and what goes into it.
MERGED = {
    "Nhơn Trạch": {
        "xã Đại Phước": "xã Đại Phước, xã Phú Đông, xã Phú Hữu, xã Phước Khánh",
        "xã Nhơn Trạch": (
            "thị trấn Hiệp Phước, xã Long Tân, xã Phú Hội, xã Phú Thạnh, xã Phước Thiền"
        ),
        "xã Phước An": "xã Long Thọ, xã Phước An, xã Vĩnh Thanh",
    },
    "Tân Phú": {
        "xã Tân Phú": "thị trấn Tân Phú, xã Phú Lộc, xã Trà Cổ, xã Phú Xuân",
        "xã Phú Lâm": "xã Phú Bình, xã Phú Lâm, xã Phú Sơn, xã Phú Thanh, xã Phú Trung",
        "xã Tà Lài": "xã Núi Tượng, xã Phú Lập, xã Phú Thịnh, xã Tà Lài",
        "xã Nam Cát Tiên": "xã Nam Cát Tiên, xã Phú An",
    },
    "Biên Hòa": {
        "phường Biên Hòa": "phường Bửu Hòa, phường Hóa An, phường Tân Hạnh, phường Tân Vạn",
        "phường Trấn Biên": (
            "phường Bửu Long, phường Hiệp Hòa, phường Hòa Bình, phường Quang Vinh, "
            "phường Quyết Thắng, phường Thanh Bình, phường Thống Nhất, phường Trung Dũng"
        ),
        "phường Tam Hiệp": (
            "phường Bình Đa, phường Tam Hiệp, phường Tam Hòa, phường Tân Hiệp, phường Tân Mai, "
            "phường Tân Tiến"
        ),
    },
    "Long Thành": {
        "xã Long Thành": "thị trấn Long Thành, xã Lộc An, xã Bình Sơn, xã Long An",
        "xã Phước Thái": "xã Phước Bình, xã Phước Thái, xã Tân Hiệp",
    },
}


def record(bodies: Bodies) -> None:
    """Put the change of 2025 on record by one decision. Flushes, does not commit."""
    _, is_planned, holds_meetings = LEVELS[COMMITTEE]
    flags = {"is_planned": is_planned, "holds_meetings": holds_meetings}
    level_id = add_level(bodies.issuer.id, COMMITTEE + 2, name=LEVEL, **flags).id
    districts = [bodies.committees[short] for short in COMMUNES]
    plans: list[tuple[str, Plan]] = []
    for short, merged in MERGED.items():
        known = _bases(bodies.committees[short])
        for unit, parts in merged.items():
            plans += _merger(
                bodies.root.id, level_id, unit, [known[one] for one in parts.split(", ")]
            )
    ids = [one.id for one in districts]
    plans.append(("dissolved", changes.dissolving(ids, bodies.root.id, level_id)))
    changes.record_all(bodies.issuer.id, plans, Decision(ON, DECISION, NOTE))


def _merger(root_id: int, level_id: int, unit: str, parts: list[int]) -> Iterable[tuple[str, Plan]]:
    name = f"Đảng bộ {unit}"
    names = Names(name, unit[0].upper() + unit[1:], f"Ban Thường vụ Đảng ủy {unit}")
    yield "merged", changes.merging(parts, Founded(names, root_id, level_id))


def _bases(district: Organization) -> Mapping[str, int]:
    """Return the district's grassroots organizations by what they are the Party body of."""
    found = db.session.execute(
        select(Organization.name, Organization.id).where(Organization.parent_id == district.id)
    )
    return {row.name.removeprefix("Đảng bộ "): row.id for row in found}
