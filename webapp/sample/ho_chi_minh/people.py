"""The people of the sample: the bloc's standing committee and the offices of two committees.

Every name is invented.
"""

from webapp.accounts.models import ADMINISTRATOR, LEADER, MEMBER, OFFICE, PLANNER, READER, User
from webapp.sample.ho_chi_minh.organizations import LABOUR, TOURISM, Bodies
from webapp.sample.people import Account, add_people

HEAD = "Viên Khánh Hoài Nam"  # heads the team and signs for the standing committee
APPROVER = "Nghê Thu Hương Giang"  # approves for the Party bloc

ACCOUNTS = (
    Account("hcm-kehoach", "Lộ Quỳnh Châu Sa", PLANNER, "Cán bộ Văn phòng Đoàn Khối"),
    Account("hcm-lanhdao", HEAD, LEADER, "Bí thư Đoàn Khối", also=(MEMBER,)),
    Account("hcm-pho1", "Uông Trọng Hiếu Ân", MEMBER, "Phó Bí thư, Chủ nhiệm Ủy ban Kiểm tra"),
    Account("hcm-pho2", "Ngụy Đăng Vũ Thiện", MEMBER, "Phó Bí thư Đoàn Khối"),
    Account(
        "hcm-thuky",
        "Cam Lê Mỹ Uyên",
        MEMBER,
        "Ủy viên Ban Thường vụ, Chánh Văn phòng",
    ),
    Account("hcm-quantri", "Mông Hải Quân Thụy", ADMINISTRATOR, "Quản trị hệ thống"),
    Account("hcm-xem", "Đào Tú Kỳ Duyên", READER, "Chuyên viên Văn phòng Đảng ủy Khối"),
    Account("hcm-sodulich", "Lều Vĩnh Phúc Nguyên", OFFICE, "Cán bộ Đảng ủy", TOURISM),
    Account("hcm-sodulich2", "Kim Thanh Nhã Kỳ", OFFICE, "Bí thư Đoàn cơ sở", TOURISM),
    Account("hcm-nguoilaodong", "Trà Nhật Minh Thơ", OFFICE, "Cán bộ Đảng ủy", LABOUR),
    Account(
        "hcm-sotuphap", "Ngân Việt Đức Trí", OFFICE, "Cán bộ Đảng ủy", "Sở Tư pháp", is_listed=False
    ),
)


def load_people(bodies: Bodies) -> dict[str, User]:
    """Add everybody and return them by user name. Flushes, does not commit."""
    return add_people(ACCOUNTS, lambda where: bodies.committees.get(where, bodies.board))
