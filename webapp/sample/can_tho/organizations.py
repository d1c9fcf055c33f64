"""The bodies of the sample: the bloc of Cần Thơ, its 66 unions and their branches.

The unions are those that a city's offices, courts, papers, hospitals and schools of 2020 would
have; branches are named after what such a body is made of.
"""

from dataclasses import dataclass
from datetime import date

from webapp.organizations.models import Issuer, Organization
from webapp.sample.planting import Planting, youth_bloc

TRAINING_DAY = date(2020, 8, 17)

LEVELS = (  # name, must a plan reach each, does it hold meetings
    ("Thành đoàn", False, False),
    ("Đoàn Khối", False, False),
    ("Đoàn cơ sở", True, True),
    ("Chi đoàn", False, True),
)
UNION, BRANCH = 2, 3
BOARD = "Đoàn Khối cơ quan Dân Chính Đảng thành phố Cần Thơ"

# What the branches of a kind of body are called, in order: a body has the first two to five.
BRANCHES = {
    "party": ("Văn phòng", "Khối Tham mưu", "Khối Nghiệp vụ"),
    "office": ("Văn phòng", "Thanh tra", "Khối Quản lý nhà nước", "Khối Sự nghiệp"),
    "court": ("Văn phòng", "Khối Nghiệp vụ 1", "Khối Nghiệp vụ 2", "Khối Quận, huyện"),
    "press": ("Khối Hành chính", "Khối Biên tập", "Khối Kỹ thuật"),
    "hospital": ("Khối Hành chính", "Khối Nội", "Khối Ngoại", "Khối Cận lâm sàng", "Khoa Dược"),
    "school": (
        "Khối Phòng, ban",
        "Khối Giảng viên",
        "Khoa Kinh tế",
        "Khoa Cơ bản",
        "Khoa Kỹ thuật",
    ),
    "company": ("Văn phòng", "Khối Kinh doanh", "Khối Kỹ thuật"),
}
CENTRE, WEST, SOUTH = "quận Ninh Kiều", "quận Bình Thủy", "quận Cái Răng"

# Kind, quarter, short names: the union of "Sở Nội vụ" is "Đoàn cơ sở Sở Nội vụ".
UNIONS = (
    (
        "party",
        CENTRE,
        "Văn phòng Thành ủy, Ban Tổ chức Thành ủy, Ban Tuyên giáo Thành ủy, Ban Dân vận Thành ủy, "
        "Ban Nội chính Thành ủy, Ủy ban Kiểm tra Thành ủy, Đảng ủy Khối, "
        "Ủy ban Mặt trận Tổ quốc, Liên đoàn Lao động, Hội Liên hiệp Phụ nữ, Hội Nông dân, "
        "Hội Cựu chiến binh, Cơ quan Thành đoàn, Liên hiệp các Hội Khoa học và Kỹ thuật",
    ),
    (
        "office",
        CENTRE,
        "Văn phòng Ủy ban nhân dân, Văn phòng Hội đồng nhân dân, Sở Nội vụ, Sở Tài chính, "
        "Sở Kế hoạch và Đầu tư, Sở Tư pháp, Sở Xây dựng, Sở Giao thông vận tải, Sở Công Thương, "
        "Sở Nông nghiệp và Phát triển nông thôn, Sở Tài nguyên và Môi trường, "
        "Sở Thông tin và Truyền thông, Sở Khoa học và Công nghệ, Sở Giáo dục và Đào tạo, "
        "Sở Y tế, Sở Lao động Thương binh và Xã hội, Sở Văn hóa Thể thao và Du lịch, Sở Ngoại vụ, "
        "Thanh tra thành phố, Ban Dân tộc, Cục Thống kê, Bảo hiểm xã hội",
    ),
    ("office", SOUTH, "Ban Quản lý các khu công nghiệp, Cục Thuế, Kho bạc Nhà nước"),
    ("office", WEST, "Cục Hải quan, Cục Quản lý thị trường, Cục Dự trữ Nhà nước"),
    ("court", CENTRE, "Tòa án nhân dân, Viện kiểm sát nhân dân, Cục Thi hành án dân sự"),
    ("office", CENTRE, "Ngân hàng Nhà nước chi nhánh Cần Thơ, Kiểm toán Nhà nước khu vực"),
    ("press", CENTRE, "Báo Cần Thơ, Đài Phát thanh và Truyền hình, Trung tâm Truyền hình khu vực"),
    (
        "hospital",
        CENTRE,
        "Bệnh viện Đa khoa thành phố, Bệnh viện Phụ sản, Bệnh viện Tim mạch, "
        "Bệnh viện Mắt - Răng Hàm Mặt, Bệnh viện Da liễu, Bệnh viện Ung bướu, "
        "Trung tâm Kiểm soát bệnh tật",
    ),
    ("hospital", WEST, "Bệnh viện Nhi đồng"),
    (
        "school",
        CENTRE,
        "Trường Chính trị, Trường Cao đẳng Cần Thơ, Trường Cao đẳng Y tế, "
        "Trường Cao đẳng Kinh tế - Kỹ thuật, Trường Cao đẳng Nghề",
    ),
    (
        "company",
        CENTRE,
        "Quỹ Đầu tư phát triển, Công ty Xổ số kiến thiết, Đài Khí tượng Thủy văn",
    ),
)


@dataclass(frozen=True)
class Bodies:
    """The sample's bodies. Unions go by short name: "Sở Nội vụ", "Báo Cần Thơ"."""

    issuer: Issuer
    board: Organization
    unions: dict[str, Organization]


def load_organizations() -> Bodies:
    """Add the issuer, its levels and all organizations. Flushes, does not commit."""
    planting, board = youth_bloc(_issuer(), LEVELS, "Thành đoàn Cần Thơ", "Văn phòng Đoàn Khối")
    told = [
        (short, kind, quarter) for kind, quarter, names in UNIONS for short in names.split(", ")
    ]
    unions = {short: _union(planting, short, quarter, board) for short, _, quarter in told}
    planting.grow()
    for number, (short, kind, _) in enumerate(told):
        parts = BRANCHES[kind]
        for part in parts[: 2 + number % (len(parts) - 1)]:
            union = unions[short]
            # "Văn phòng Văn phòng Thành ủy" nobody says.
            named = "Khối Tổng hợp" if short.startswith(part) else part
            planting.add(BRANCH, f"Chi đoàn {named} {short}", union, place=union.place)
    planting.grow()
    return Bodies(planting.issuer, board, unions)


def _issuer() -> Issuer:
    return Issuer(
        name=BOARD,
        superior_line="THÀNH ĐOÀN CẦN THƠ",
        own_line="ĐOÀN KHỐI CƠ QUAN DÂN CHÍNH ĐẢNG",
        code="ĐTN",
        place="Cần Thơ",
        style="youth",
        travel_minutes=30,
        training_day=TRAINING_DAY,
        help_contact="Văn phòng Đoàn Khối, điện thoại nội bộ 12",
    )


def _union(planting: Planting, short: str, quarter: str, board: Organization) -> Organization:
    return planting.add(
        UNION,
        f"Đoàn cơ sở {short}",
        board,
        short_name=short,
        committee_name=f"Ban Chấp hành Đoàn cơ sở {short}",
        place=f"Phòng họp {short}, {quarter}",
    )
