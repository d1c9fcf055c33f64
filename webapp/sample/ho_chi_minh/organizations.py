"""The bodies of the sample: the Youth bloc of the city, the Party bloc, and Party committees.

Two committees are supervised; the others are there, and the plan does not reach them.
"""

from dataclasses import dataclass
from datetime import date

from webapp.organizations.models import Issuer, Organization
from webapp.sample.planting import Planting, youth_bloc

TRAINING_DAY = date(2023, 9, 12)

LEVELS = (  # name, must a plan reach each, does it hold meetings
    ("Thành Đoàn, Đảng ủy Khối", False, False),
    ("Đoàn Khối, ban của Đảng ủy Khối", False, False),
    ("Đảng ủy cơ sở", True, False),
    ("Đoàn cơ sở", False, True),
    ("Chi bộ, chi đoàn", False, True),
)
TOP, BLOC, COMMITTEE, UNION, CELL = range(5)
BOARD = "Đoàn Khối Dân - Chính - Đảng Thành phố"
PARTY_BLOC = "Đảng ủy Khối Dân - Chính - Đảng Thành phố"
HALL = "Phòng họp Đảng ủy Khối, số 32 Trương Định, Phường Võ Thị Sáu, Quận 3"
COMMISSIONS = ("Ủy ban Kiểm tra", "Ban Tổ chức", "Ban Dân vận")

TOURISM, LABOUR = "Sở Du lịch", "Báo Người Lao Động"
SUPERVISED = {  # short name: name, place
    TOURISM: (
        "Đảng ủy Sở Du lịch Thành phố",
        "Số 140 Nguyễn Đình Chiểu, Phường Võ Thị Sáu, Quận 3",
    ),
    LABOUR: (
        "Đảng ủy Báo Người Lao Động",
        "Số 127 Võ Văn Tần, Phường Võ Thị Sáu, Quận 3",
    ),
}
OTHERS = (
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Y tế",
    "Sở Công Thương",
    "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo",
    "Sở Văn hóa và Thể thao",
    "Thanh tra Thành phố",
    "Tòa án nhân dân Thành phố",
    "Viện kiểm sát nhân dân Thành phố",
    "Cục Thống kê Thành phố",
    "Đài Tiếng nói nhân dân Thành phố",
)
PARTS = {  # what the cells and branches of the supervised are called after
    TOURISM: ("Văn phòng", "Thanh tra", "Phòng Quản lý lữ hành", "Trung tâm Xúc tiến Du lịch"),
    LABOUR: ("Ban Thư ký Tòa soạn", "Ban Điện tử", "Ban Chính trị - Xã hội", "Khối Trị sự"),
}


@dataclass(frozen=True)
class Bodies:
    """The sample's bodies. Committees go by short name: "Sở Du lịch"."""

    issuer: Issuer
    board: Organization
    committees: dict[str, Organization]


def load_organizations() -> Bodies:
    """Add the issuer, its levels and all organizations. Flushes, does not commit."""
    planting, board = youth_bloc(_issuer(), LEVELS, "Thành Đoàn Thành phố Hồ Chí Minh", HALL)
    party = planting.add(TOP, PARTY_BLOC, None, short_name="Đảng ủy Khối")
    planting.grow()
    for name in COMMISSIONS:
        planting.add(BLOC, f"{name} Đảng ủy Khối", party, place=HALL)
    others = {short: (f"Đảng ủy {short}", f"Phòng họp {short}") for short in OTHERS}
    committees = {
        short: _committee(planting, short, name, place, party)
        for short, (name, place) in (SUPERVISED | others).items()
    }
    planting.grow()
    unions = {
        short: planting.add(UNION, f"Đoàn cơ sở {short}", above, place=above.place)
        for short, above in committees.items()
    }
    planting.grow()
    for kind, above in (("Chi bộ", committees), ("Chi đoàn", unions)):
        for short, parts in PARTS.items():
            for part in parts:
                planting.add(CELL, f"{kind} {part}", above[short], place=above[short].place)
    planting.grow()
    return Bodies(planting.issuer, board, committees)


def _issuer() -> Issuer:
    return Issuer(
        name=BOARD,
        superior_line="THÀNH ĐOÀN TP. HỒ CHÍ MINH",
        own_line="ĐOÀN KHỐI DÂN - CHÍNH - ĐẢNG",
        code="ĐTN",
        place="TP. Hồ Chí Minh",
        style="youth",
        travel_minutes=30,
        training_day=TRAINING_DAY,
    )


def _committee(
    planting: Planting, short: str, name: str, place: str, party: Organization
) -> Organization:
    return planting.add(
        COMMITTEE,
        name,
        party,
        short_name=short,
        committee_name=f"Ban Thường vụ {name}",
        place=place,
    )
