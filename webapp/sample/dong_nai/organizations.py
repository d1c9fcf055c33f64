"""The bodies of the sample: the Board, its fellows, sixteen committees and what is below them.

Names of districts, communes, offices and companies are those of 2024. Hamlets, wards' quarters
and other cells are numbered, or named after what every commune has.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from webapp.organizations.models import Issuer, Organization
from webapp.sample.planting import Planting

TRAINING_DAY = date(2024, 7, 15)

LEVELS = (  # name, must a plan reach each, does it hold meetings
    ("Tỉnh ủy", False, False),
    ("Cơ quan tham mưu, giúp việc", False, False),
    ("Cấp ủy trực thuộc tỉnh", True, False),
    ("Tổ chức cơ sở đảng", False, True),
    ("Đảng bộ bộ phận", False, True),
    ("Chi bộ", False, True),
)
TOP, ADVISORY, COMMITTEE, GRASSROOTS, PART, CELL = range(6)

BOARD = "Ban Tổ chức Tỉnh ủy"
FELLOWS = (
    "Văn phòng Tỉnh ủy",
    "Ban Tuyên giáo Tỉnh ủy",
    "Ban Dân vận Tỉnh ủy",
    "Ban Nội chính Tỉnh ủy",
    "Ủy ban Kiểm tra Tỉnh ủy",
)

# short name: (name, committee, seat)
COMMITTEES = {
    "Nhơn Trạch": ("Đảng bộ huyện Nhơn Trạch", "Huyện ủy Nhơn Trạch"),
    "Công an tỉnh": ("Đảng bộ Công an tỉnh", "Đảng ủy Công an tỉnh"),
    "Tân Phú": ("Đảng bộ huyện Tân Phú", "Huyện ủy Tân Phú"),
    "Biên Hòa": ("Đảng bộ thành phố Biên Hòa", "Thành ủy Biên Hòa"),
    "Cao su Đồng Nai": (
        "Đảng bộ Tổng Công ty Cao su Đồng Nai",
        "Đảng ủy Tổng Công ty Cao su Đồng Nai",
    ),
    "Long Khánh": ("Đảng bộ thành phố Long Khánh", "Thành ủy Long Khánh"),
    "Thống Nhất": ("Đảng bộ huyện Thống Nhất", "Huyện ủy Thống Nhất"),
    "Cẩm Mỹ": ("Đảng bộ huyện Cẩm Mỹ", "Huyện ủy Cẩm Mỹ"),
    "Quân sự tỉnh": ("Đảng bộ Quân sự tỉnh", "Đảng ủy Quân sự tỉnh"),
    "Long Thành": ("Đảng bộ huyện Long Thành", "Huyện ủy Long Thành"),
    "Trảng Bom": ("Đảng bộ huyện Trảng Bom", "Huyện ủy Trảng Bom"),
    "Vĩnh Cửu": ("Đảng bộ huyện Vĩnh Cửu", "Huyện ủy Vĩnh Cửu"),
    "Xuân Lộc": ("Đảng bộ huyện Xuân Lộc", "Huyện ủy Xuân Lộc"),
    "Định Quán": ("Đảng bộ huyện Định Quán", "Huyện ủy Định Quán"),
    "Khối Các cơ quan": ("Đảng bộ Khối Các cơ quan tỉnh", "Đảng ủy Khối Các cơ quan tỉnh"),
    "Khối Doanh nghiệp": ("Đảng bộ Khối Doanh nghiệp tỉnh", "Đảng ủy Khối Doanh nghiệp tỉnh"),
}

# The town or, in a city, wards come first; the rest are communes.
TOWNS = {
    "Nhơn Trạch": "Hiệp Phước",
    "Tân Phú": "Tân Phú",
    "Thống Nhất": "Dầu Giây",
    "Cẩm Mỹ": "Long Giao",
    "Long Thành": "Long Thành",
    "Trảng Bom": "Trảng Bom",
    "Vĩnh Cửu": "Vĩnh An",
    "Xuân Lộc": "Gia Ray",
    "Định Quán": "Định Quán",
}
WARDS = {
    "Biên Hòa": (
        "An Bình, An Hòa, Bình Đa, Bửu Hòa, Bửu Long, Hiệp Hòa, Hòa Bình, Hóa An, Hố Nai, "
        "Long Bình, Long Bình Tân, Phước Tân, Quang Vinh, Quyết Thắng, Tam Hiệp, Tam Hòa, "
        "Tam Phước, Tân Biên, Tân Hạnh, Tân Hiệp, Tân Hòa, Tân Mai, Tân Phong, Tân Tiến, "
        "Tân Vạn, Thanh Bình, Thống Nhất, Trảng Dài, Trung Dũng"
    ),
    "Long Khánh": (
        "Bảo Vinh, Bàu Sen, Phú Bình, Suối Tre, Xuân An, Xuân Bình, Xuân Hòa, Xuân Lập, "
        "Xuân Tân, Xuân Thanh, Xuân Trung"
    ),
}
COMMUNES = {
    "Nhơn Trạch": (
        "Đại Phước, Long Tân, Long Thọ, Phú Đông, Phú Hội, Phú Hữu, Phú Thạnh, Phước An, "
        "Phước Khánh, Phước Thiền, Vĩnh Thanh"
    ),
    "Tân Phú": (
        "Đắc Lua, Nam Cát Tiên, Núi Tượng, Phú An, Phú Bình, Phú Điền, Phú Lâm, Phú Lập, Phú Lộc, "
        "Phú Sơn, Phú Thanh, Phú Thịnh, Phú Trung, Phú Xuân, Tà Lài, Thanh Sơn, Trà Cổ"
    ),
    "Biên Hòa": "Long Hưng",
    "Long Khánh": "Bảo Quang, Bàu Trâm, Bình Lộc, Hàng Gòn",
    "Thống Nhất": (
        "Bàu Hàm 2, Gia Kiệm, Gia Tân 1, Gia Tân 2, Gia Tân 3, Hưng Lộc, Lộ 25, Quang Trung, "
        "Xuân Thiện"
    ),
    "Cẩm Mỹ": (
        "Bảo Bình, Lâm San, Nhân Nghĩa, Sông Nhạn, Sông Ray, Thừa Đức, Xuân Bảo, Xuân Đông, "
        "Xuân Đường, Xuân Mỹ, Xuân Quế, Xuân Tây"
    ),
    "Long Thành": (
        "An Phước, Bàu Cạn, Bình An, Bình Sơn, Cẩm Đường, Long An, Long Đức, Long Phước, Lộc An, "
        "Phước Bình, Phước Thái, Tam An, Tân Hiệp"
    ),
    "Trảng Bom": (
        "An Viễn, Bàu Hàm, Bắc Sơn, Bình Minh, Cây Gáo, Đồi 61, Đông Hòa, Giang Điền, Hố Nai 3, "
        "Hưng Thịnh, Quảng Tiến, Sông Thao, Sông Trầu, Tây Hòa, Thanh Bình, Trung Hòa"
    ),
    "Vĩnh Cửu": (
        "Bình Hòa, Bình Lợi, Hiếu Liêm, Mã Đà, Phú Lý, Tân An, Tân Bình, Thạnh Phú, Thiện Tân, "
        "Trị An, Vĩnh Tân"
    ),
    "Xuân Lộc": (
        "Bảo Hòa, Lang Minh, Suối Cao, Suối Cát, Xuân Bắc, Xuân Định, Xuân Hiệp, Xuân Hòa, "
        "Xuân Hưng, Xuân Phú, Xuân Tâm, Xuân Thành, Xuân Thọ, Xuân Trường"
    ),
    "Định Quán": (
        "Gia Canh, La Ngà, Ngọc Định, Phú Cường, Phú Hòa, Phú Lợi, Phú Ngọc, Phú Tân, Phú Túc, "
        "Phú Vinh, Suối Nho, Thanh Sơn, Túc Trưng"
    ),
}

# Committees that are no district: their grassroots organizations, and what their cells are.
UNITS = {
    "Công an tỉnh": (
        "Phòng Tham mưu, Phòng Tổ chức cán bộ, Phòng Công tác đảng và công tác chính trị, "
        "Phòng Hậu cần, Phòng Kỹ thuật hình sự, Phòng Cảnh sát giao thông, "
        "Phòng Cảnh sát quản lý hành chính về trật tự xã hội, Phòng Cảnh sát cơ động, "
        "Phòng Quản lý xuất nhập cảnh, Thanh tra Công an tỉnh",
        "Đội",
    ),
    "Cao su Đồng Nai": (
        "Nông trường Cẩm Đường, Nông trường Long Thành, Nông trường An Lộc, Nông trường Bình Lộc, "
        "Nông trường Dầu Giây, Nông trường Trảng Bom, Nông trường Túc Trưng, Nông trường Ông Quế, "
        "Nông trường Cẩm Mỹ, Nông trường Hàng Gòn, Cơ quan Tổng Công ty, "
        "Bệnh viện Đa khoa Cao su Đồng Nai",
        "Tổ sản xuất",
    ),
    "Quân sự tỉnh": (
        "Phòng Tham mưu, Phòng Chính trị, Phòng Hậu cần, Phòng Kỹ thuật, Trường Quân sự tỉnh, "
        "Trung đoàn Bộ binh",
        "Ban",
    ),
    "Khối Các cơ quan": (
        "Sở Nội vụ, Sở Tài chính, Sở Tư pháp, Sở Xây dựng, Sở Công Thương, Sở Y tế, "
        "Sở Giáo dục và Đào tạo, Sở Kế hoạch và Đầu tư, Sở Giao thông vận tải, "
        "Sở Khoa học và Công nghệ, Sở Tài nguyên và Môi trường, Sở Nông nghiệp và "
        "Phát triển nông thôn, Sở Thông tin và Truyền thông, Sở Văn hóa Thể thao và Du lịch, "
        "Ban Quản lý các khu công nghiệp, Tỉnh đoàn, Hội Nông dân tỉnh, "
        "Hội Liên hiệp Phụ nữ tỉnh",
        "Phòng chuyên môn",
    ),
    "Khối Doanh nghiệp": (
        "Công ty Cổ phần Cấp nước Đồng Nai, Công ty Cổ phần Môi trường Sonadezi, "
        "Tổng Công ty Cổ phần Phát triển khu công nghiệp, "
        "Tổng Công ty Công nghiệp thực phẩm Đồng Nai, Công ty TNHH MTV Xổ số kiến thiết và "
        "Dịch vụ tổng hợp Đồng Nai, Công ty TNHH MTV Khai thác công trình thủy lợi, "
        "Công ty TNHH MTV Điện lực Đồng Nai, Bưu điện tỉnh",
        "Bộ phận",
    ),
}
QUARTERS = 5  # numbered hamlets or quarters in each commune or ward
IN_EVERY_COMMUNE = ("Công an", "Quân sự", "Trạm Y tế", "Trường Tiểu học", "Trường Trung học cơ sở")
TEAMS = 4  # numbered cells in each other grassroots organization
WITH_PARTS = ("Phòng Cảnh sát cơ động", "Nông trường Cẩm Mỹ")  # these have one level more


@dataclass(frozen=True)
class Bodies:
    """The sample's bodies. Committees go by short name: "Nhơn Trạch", "Công an tỉnh"."""

    issuer: Issuer
    root: Organization
    board: Organization
    fellows: dict[str, Organization]
    committees: dict[str, Organization]


def load_organizations() -> Bodies:
    """Add the issuer, its levels and all organizations. Flushes, does not commit."""
    issuer = Issuer(
        name="Ban Tổ chức Tỉnh ủy Đồng Nai",
        superior_line="TỈNH ỦY ĐỒNG NAI",
        own_line="BAN TỔ CHỨC",
        code="BTCTU",
        place="Đồng Nai",
        training_day=TRAINING_DAY,
        help_contact="Văn phòng Ban Tổ chức Tỉnh ủy, điện thoại nội bộ 102",
    )
    planting = Planting(issuer, LEVELS)
    root = planting.add(TOP, "Tỉnh ủy Đồng Nai", None, place="Trụ sở Tỉnh ủy, thành phố Biên Hòa")
    planting.grow()
    board = planting.add(ADVISORY, BOARD, root, place="Trụ sở Tỉnh ủy, thành phố Biên Hòa")
    fellows = {name: planting.add(ADVISORY, name, root) for name in FELLOWS}
    committees = {short: _committee(planting, short, root) for short in COMMITTEES}
    planting.grow()
    bases = [base for short in COMMITTEES for base in _grassroots(planting, short, committees)]
    planting.grow()
    for short, base, unit in bases:
        _cells(planting, short, base, unit)
    planting.grow()
    return Bodies(issuer, root, board, fellows, committees)


def _committee(planting: Planting, short: str, root: Organization) -> Organization:
    name, committee = COMMITTEES[short]
    return planting.add(
        COMMITTEE,
        name,
        root,
        short_name=short,
        committee_name=f"Ban Thường vụ {committee}",
        place=f"Hội trường {committee}",
    )


def _grassroots(
    planting: Planting, short: str, committees: dict[str, Organization]
) -> Iterable[tuple[str, Organization, str]]:
    """Yield the committee's short name, each organization and what it is the Party body of."""
    units = [f"thị trấn {TOWNS[short]}"] if short in TOWNS else []
    units += [f"phường {name}" for name in _names(WARDS.get(short, ""))]
    units += [f"xã {name}" for name in _names(COMMUNES.get(short, ""))]
    units += _names(UNITS[short][0]) if short in UNITS else []
    for unit in units:
        hall = f"Hội trường {'Ủy ban nhân dân ' if short not in UNITS else ''}{unit}"
        name = f"Đảng bộ {unit}"
        yield short, planting.add(GRASSROOTS, name, committees[short], place=hall), unit


def _cells(planting: Planting, short: str, base: Organization, unit: str) -> None:
    if short not in UNITS:
        quarter = "khu phố" if unit.startswith(("phường", "thị trấn")) else "ấp"
        for number in range(1, QUARTERS + 1):
            place = f"Nhà văn hóa {quarter} {number} {unit}"
            planting.add(CELL, f"Chi bộ {quarter} {number} {unit}", base, place=place)
        for what in IN_EVERY_COMMUNE:
            planting.add(CELL, f"Chi bộ {what} {unit}", base, place=base.place)
        return
    group = UNITS[short][1]
    if unit in WITH_PARTS:
        base = planting.add(PART, f"Đảng bộ bộ phận Khối trực tiếp {unit}", base, place=base.place)
        planting.grow()
    for number in range(1, TEAMS + 1):
        planting.add(CELL, f"Chi bộ {group} {number} {unit}", base, place=base.place)


def _names(text: str) -> list[str]:
    return text.split(", ") if text else []
