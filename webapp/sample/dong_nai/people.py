"""The people of the sample. Every name is invented."""

from webapp.accounts.models import (
    ADMINISTRATOR,
    LEADER,
    MEMBER,
    OFFICE,
    PLANNER,
    READER,
    User,
)
from webapp.sample.dong_nai.organizations import Bodies
from webapp.sample.people import Account, add_people

LEADER_NAME = "Trịnh Khắc Vân Sơn"


ACCOUNTS = (
    Account("kehoach", "Lương Thùy An Khê", PLANNER, "Chuyên viên Phòng Tổ chức đảng - Đảng viên"),
    Account("lanhdao", LEADER_NAME, LEADER, "Phó Trưởng Ban"),
    Account("thanhvien1", "Mạc Tường Hải Đăng", MEMBER, "Trưởng phòng"),
    Account("thanhvien2", "Khúc Thiên Hạ Lam", MEMBER, "Chuyên viên chính"),
    Account("quantri", "Thạch Gia Bảo Quân", ADMINISTRATOR, "Quản trị hệ thống"),
    Account("xem", "Ông Ích Nhã Trúc", READER, "Chuyên viên Văn phòng Tỉnh ủy"),
    Account("nhontrach", "Bạch Thanh Trà My", OFFICE, "Chuyên viên", "Nhơn Trạch"),
    Account("congan", "Doãn Trường Khang", OFFICE, "Cán bộ", "Công an tỉnh", is_listed=False),
    Account("tanphu", "Giáp Ngọc Thương", OFFICE, "Chuyên viên", "Tân Phú", is_listed=False),
    Account("bienhoa", "Tôn Diễm Hà", OFFICE, "Chuyên viên", "Biên Hòa"),
    Account(
        "caosu", "Lại Đình Thanh Tùng", OFFICE, "Chuyên viên", "Cao su Đồng Nai", is_listed=False
    ),
    Account(
        "longkhanh", "Viên Mai Phương Chi", OFFICE, "Chuyên viên", "Long Khánh", is_listed=False
    ),
    Account("thongnhat", "Cao Đăng Nhật Trị", OFFICE, "Chuyên viên", "Thống Nhất", is_listed=False),
    Account("cammy", "Phí Lệ Quyên", OFFICE, "Chuyên viên", "Cẩm Mỹ"),
    Account("quansu", "Âu Dương Minh Triết", OFFICE, "Trợ lý", "Quân sự tỉnh", is_listed=False),
    Account("longthanh", "Nghiêm Tú Cát", OFFICE, "Chuyên viên", "Long Thành", is_listed=False),
    Account("trangbom", "Quách Hoài Giang", OFFICE, "Chuyên viên", "Trảng Bom"),
    Account("vinhcuu", "Tạ Uyên Nhi", OFFICE, "Chuyên viên", "Vĩnh Cửu", is_listed=False),
    Account("xuanloc", "Kiều Phong Nhã", OFFICE, "Chuyên viên", "Xuân Lộc", is_listed=False),
    Account("dinhquan", "Lục Thủy Tiên", OFFICE, "Chuyên viên", "Định Quán", is_listed=False),
    Account(
        "khoicoquan", "Ninh Trúc Thư", OFFICE, "Chuyên viên", "Khối Các cơ quan", is_listed=False
    ),
    Account(
        "khoidoanhnghiep",
        "Hứa Lộc Tài",
        OFFICE,
        "Chuyên viên",
        "Khối Doanh nghiệp",
        is_listed=False,
    ),
)


def load_people(bodies: Bodies) -> dict[str, User]:
    """Add everybody and return them by user name. Flushes, does not commit."""
    return add_people(ACCOUNTS, lambda where: bodies.committees.get(where, bodies.board))
