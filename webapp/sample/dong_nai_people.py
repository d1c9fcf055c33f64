"""The people of the sample. Every name is invented; all have the same password."""

from dataclasses import dataclass

from werkzeug.security import generate_password_hash

from webapp.accounts.models import (
    ADMINISTRATOR,
    LEADER,
    MEMBER,
    OFFICE,
    PLANNER,
    READER,
    User,
)
from webapp.core import clock
from webapp.core.db import db
from webapp.sample.dong_nai_organizations import BOARD, Bodies

PASSWORD = "dong-nai-2024"  # noqa: S105  (for trying the program out; printed at start)
LEADER_NAME = "Trịnh Khắc Vân Sơn"


@dataclass(frozen=True)
class Account:
    """Who signs in with what name, for what part. `where` is the Board or a committee."""

    username: str
    full_name: str
    role: str
    position: str
    where: str = BOARD


ACCOUNTS = (
    Account("kehoach", "Lương Thùy An Khê", PLANNER, "Chuyên viên Phòng Tổ chức đảng - Đảng viên"),
    Account("lanhdao", LEADER_NAME, LEADER, "Phó Trưởng Ban"),
    Account("thanhvien1", "Mạc Tường Hải Đăng", MEMBER, "Trưởng phòng"),
    Account("thanhvien2", "Khúc Thiên Hạ Lam", MEMBER, "Chuyên viên chính"),
    Account("quantri", "Thạch Gia Bảo Quân", ADMINISTRATOR, "Quản trị hệ thống"),
    Account("xem", "Ông Ích Nhã Trúc", READER, "Chuyên viên Văn phòng Tỉnh ủy"),
    Account("nhontrach", "Bạch Thanh Trà My", OFFICE, "Chuyên viên", "Nhơn Trạch"),
    Account("congan", "Doãn Trường Khang", OFFICE, "Cán bộ", "Công an tỉnh"),
    Account("tanphu", "Giáp Ngọc Thương", OFFICE, "Chuyên viên", "Tân Phú"),
    Account("bienhoa", "Tôn Diễm Hà", OFFICE, "Chuyên viên", "Biên Hòa"),
    Account("caosu", "Lại Đình Thanh Tùng", OFFICE, "Chuyên viên", "Cao su Đồng Nai"),
    Account("longkhanh", "Viên Mai Phương Chi", OFFICE, "Chuyên viên", "Long Khánh"),
    Account("thongnhat", "Cao Đăng Nhật Trị", OFFICE, "Chuyên viên", "Thống Nhất"),
    Account("cammy", "Phí Lệ Quyên", OFFICE, "Chuyên viên", "Cẩm Mỹ"),
    Account("quansu", "Âu Dương Minh Triết", OFFICE, "Trợ lý", "Quân sự tỉnh"),
    Account("longthanh", "Nghiêm Tú Cát", OFFICE, "Chuyên viên", "Long Thành"),
    Account("trangbom", "Quách Hoài Giang", OFFICE, "Chuyên viên", "Trảng Bom"),
    Account("vinhcuu", "Tạ Uyên Nhi", OFFICE, "Chuyên viên", "Vĩnh Cửu"),
    Account("xuanloc", "Kiều Phong Nhã", OFFICE, "Chuyên viên", "Xuân Lộc"),
    Account("dinhquan", "Lục Thủy Tiên", OFFICE, "Chuyên viên", "Định Quán"),
    Account("khoicoquan", "Ninh Trúc Thư", OFFICE, "Chuyên viên", "Khối Các cơ quan"),
    Account("khoidoanhnghiep", "Hứa Lộc Tài", OFFICE, "Chuyên viên", "Khối Doanh nghiệp"),
)


def load_people(bodies: Bodies) -> dict[str, User]:
    """Add everybody and return them by user name. Flushes, does not commit."""
    # One hash for all: they share a password that anybody may read above.
    password_hash = generate_password_hash(PASSWORD)
    people = {}
    for account in ACCOUNTS:
        where = bodies.committees.get(account.where, bodies.board)
        people[account.username] = User(
            issuer_id=bodies.issuer.id,
            organization_id=where.id,
            username=account.username,
            full_name=account.full_name,
            position=account.position,
            roles=[account.role],
            password_hash=password_hash,
            created_at=clock.now(),
        )
    db.session.add_all(people.values())
    db.session.flush()
    return people
