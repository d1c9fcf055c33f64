"""The people of the sample: the bloc's office, its committees, and an office for each union.

Every name is invented.
"""

from webapp.accounts.models import ADMINISTRATOR, LEADER, MEMBER, OFFICE, PLANNER, READER, User
from webapp.sample.can_tho.organizations import Bodies
from webapp.sample.people import Account, add_people

SECRETARY = "Kha Nguyên Hạo"  # signs for the standing committee
PREFIX = "ct"

_STANDING = "Ủy viên Ban Thường vụ"
_EXECUTIVE = "Ủy viên Ban Chấp hành"
_INSPECTION = "Ủy viên Ủy ban Kiểm tra"

_TOP = ("secretary", "standing_committee", "executive_committee")
_POSTS = {
    _STANDING: ("standing_committee", "executive_committee"),
    _EXECUTIVE: ("executive_committee",),
    _INSPECTION: ("inspection_committee",),
}

OFFICE_PEOPLE = (
    Account("ct-kehoach", "Sầm Thảo Nhiên", PLANNER, "Cán bộ Văn phòng Đoàn Khối"),
    Account("ct-lanhdao", SECRETARY, LEADER, "Bí thư Đoàn Khối", also=(MEMBER,), posts=_TOP),
    Account(
        "ct-btv1",
        "Tăng Phước Lộc Điền",
        MEMBER,
        "Phó Bí thư, Chủ nhiệm Ủy ban Kiểm tra",
        posts=(*_TOP, "inspection_committee"),
    ),
    Account(
        "ct-btv2",
        "Đàm Uyển Chi",
        MEMBER,
        f"{_STANDING}, Chánh Văn phòng",
        posts=_POSTS[_STANDING],
    ),
    Account("ct-quantri", "Từ Quốc Đỉnh", ADMINISTRATOR, "Quản trị hệ thống"),
    Account("ct-xem", "Vi Hồng Anh Thy", READER, "Ban Tổ chức - Kiểm tra Thành đoàn"),
)

_MEMBERS = (  # position, how user names begin, names
    (_STANDING, "ct-btv", 3, ("Lưu Trúc Diễm Mai", "Giang Bá Khôi Vĩ", "Trang Ái Thùy Dung")),
    (
        _EXECUTIVE,
        "ct-bch",
        1,
        (
            "Quan Hữu Triết Lâm",
            "Hồng Tuyết Băng Tâm",
            "Ngô Đại Hải Triều",
            "Lai Mộng Cát Tường",
            "Thôi Duy Bách Tùng",
            "Mã Khả Ái Vy",
            "Diệp Thế Sơn Hà",
            "Cù Thục Hạnh Đoan",
            "Lã Trí Nguyên Khải",
            "Ứng Lan Hoài Thư",
            "Phùng Tấn Gia Huân",
            "Tiêu Ngân Huyền Trân",
        ),
    ),
    (
        _INSPECTION,
        "ct-ubkt",
        1,
        (
            "Vương Kiến Thành Đạo",
            "Hoa Bích Tú Quỳnh",
            "Lý Cẩm Sa Đình",
            "Tống Nhật Phi Long",
            "Bành Tố Ngọc Khuê",
            "Thân Chí Vĩnh Thụy",
            "Đới Yên Nhược Lan",
        ),
    ),
)
TOLD_MEMBERS = ("ct-bch3", "ct-ubkt1")
MEMBERS = tuple(
    Account(
        f"{begin}{number}",
        name,
        MEMBER,
        position,
        is_listed=f"{begin}{number}" in TOLD_MEMBERS,
        posts=_POSTS[position],
    )
    for position, begin, first, names in _MEMBERS
    for number, name in enumerate(names, first)
)

# Which offices are printed at the start; the others sign in in the same way (ct-dv01 to ct-dv66).
TOLD = ("Sở Nội vụ", "Báo Cần Thơ", "Bệnh viện Nhi đồng")
_FAMILY = ("Châu", "Tô", "Kiên", "Lữ", "Đoàn", "Ông", "Hàng", "Biện", "Thạch", "Liêu", "Khổng")
_MIDDLE = ("Minh Yên", "Thiên Bảo", "Ngọc Đan", "Gia Khiêm", "Hạ Vân", "Tường An")
_GIVEN = ("Phong", "Thảo", "Khanh", "Nhàn", "Trực", "Duyên", "Lam")


def accounts(unions: tuple[str, ...]) -> tuple[Account, ...]:
    """Return everybody, with an office for each of the *unions* (their short names, in order)."""
    offices = (
        Account(
            f"ct-dv{number + 1:02d}",
            f"{_FAMILY[number % 11]} {_MIDDLE[number // 11]} {_GIVEN[number % 7]}",
            OFFICE,
            "Cán bộ Đoàn cơ sở",
            short,
            is_listed=short in TOLD,
        )
        for number, short in enumerate(unions)
    )
    return (*OFFICE_PEOPLE, *MEMBERS, *offices)


def load_people(bodies: Bodies) -> dict[str, User]:
    """Add everybody and return them by user name. Flushes, does not commit."""
    everybody = accounts(tuple(bodies.unions))
    return add_people(everybody, lambda where: bodies.unions.get(where, bodies.board))


def offices_of(people: dict[str, User]) -> list[User]:
    """Return the unions' offices in the order of the unions."""
    return [one for name, one in people.items() if name.startswith("ct-dv")]
