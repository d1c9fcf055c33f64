"""The plan 73-KH/BTCTU of 2024 as rows: its facts, told in words of our own."""

from datetime import date

from webapp.core.db import db
from webapp.organizations.models import Issuer, Organization
from webapp.plans.models import Activity, Assignment, Plan
from webapp.plans.services import standard
from webapp.sample.dong_nai.people import LEADER_NAME
from webapp.sample.plan_rows import content_group, lines, load_bases, numbered

YEAR = 2024
NUMBER = 73
ISSUED_ON = date(2024, 1, 3)
REPORT_ON = date(2024, 12, 16)

TITLE = "Dự, giám sát sinh hoạt thường kỳ của đảng ủy, chi bộ năm 2024"
OPENING = (
    "Để các văn bản nêu trên đi vào nền nếp sinh hoạt hằng tháng ở cơ sở, Ban Tổ chức Tỉnh ủy "
    "lập kế hoạch dự và giám sát sinh hoạt của đảng ủy, chi bộ trong năm 2024 như sau:"
)
CLOSING = (
    "Ban Tổ chức Tỉnh ủy mong các cấp ủy trực thuộc, các ban đảng và Văn phòng Tỉnh ủy cùng "
    "phối hợp để kế hoạch được thực hiện đúng hạn, đúng nội dung."
)

BASES = (  # kind, symbol, day, issuer, about
    (
        "Kế hoạch",
        "85-KH/TU",
        date(2008, 10, 15),
        "Ban Chấp hành Đảng bộ tỉnh",
        "về năng lực lãnh đạo của tổ chức cơ sở đảng và chất lượng đội ngũ đảng viên",
    ),
    (
        "Hướng dẫn",
        "12-HD/BTCTW",
        date(2018, 7, 6),
        "Ban Tổ chức Trung ương",
        "về nâng cao chất lượng sinh hoạt chi bộ",
    ),
    (
        "Chỉ thị",
        "10-CT/TW",
        date(2007, 3, 30),
        "Ban Bí thư",
        "về nâng cao chất lượng sinh hoạt chi bộ",
    ),
    (
        "Thông tri",
        "35-TT/TU",
        date(2009, 3, 24),
        "Ban Thường vụ Tỉnh ủy",
        "về sinh hoạt chi bộ",
    ),
    (
        "Chỉ thị",
        "05-CT/TW",
        date(2016, 5, 15),
        "Bộ Chính trị",
        "về học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    ),
    (
        "Kết luận",
        "18-KL/TW",
        date(2017, 9, 22),
        "Ban Bí thư",
        "về tiếp tục thực hiện Chỉ thị số 10-CT/TW",
    ),
    (
        "Quy định",
        "25-QĐi/TU",
        date(2019, 2, 13),
        "Ban Thường vụ Tỉnh ủy",
        "về tiêu chí đánh giá sinh hoạt chi bộ hằng tháng",
    ),
    (
        "Quy định",
        "213-QĐ/TW",
        date(2020, 1, 2),
        "Bộ Chính trị",
        "về đảng viên đang công tác giữ liên hệ với nơi cư trú",
    ),
    (
        "Nghị quyết",
        "21-NQ/TW",
        date(2022, 6, 16),
        "Ban Chấp hành Trung ương",
        "về củng cố tổ chức cơ sở đảng và đội ngũ đảng viên",
    ),
    (
        "Nghị quyết",
        "28-NQ/TW",
        date(2022, 11, 17),
        "Ban Chấp hành Trung ương",
        "về đổi mới phương thức lãnh đạo, cầm quyền của Đảng",
    ),
    (
        "Quy định",
        "99-QĐ/TW",
        date(2023, 2, 27),
        "Ban Bí thư",
        "về cờ Đảng và việc sử dụng cờ Đảng",
    ),
    (
        "Hướng dẫn",
        "13-HD/BTCTU",
        date(2023, 4, 28),
        "Ban Tổ chức Tỉnh ủy",
        "về mô hình “Chi bộ bốn tốt”, “Đảng bộ cơ sở bốn tốt”",
    ),
)
CITED = ("12-HD/BTCTW", "85-KH/TU")

LINES = {
    "purpose": (
        "Giúp cấp ủy, bí thư và từng đảng viên thấy rõ vì sao sinh hoạt chi bộ phải có chất lượng; "
        "nhân lên việc làm được, sửa việc chưa được, qua đó chi bộ lãnh đạo tốt hơn và đội ngũ "
        "đảng viên vững hơn.",
        "Làm cho việc học và làm theo Bác, việc tự phê bình và phê bình theo các nghị quyết "
        "Trung ương 4 khóa XI, XII, XIII, cùng tinh thần Nghị quyết số 21-NQ/TW và Nghị quyết số "
        "28-NQ/TW năm 2022 có mặt đều đặn trong sinh hoạt.",
        "Kiểm tra, giám sát sát thực tế hơn việc chi bộ tiếp thu và làm theo chỉ thị, nghị quyết "
        "của cấp trên, kể cả việc dùng phần mềm Sổ tay đảng viên điện tử.",
    ),
    "requirement": (
        "Từng cấp ủy, chi bộ dựa vào chức năng của loại hình mình để chuẩn bị nội dung kỹ, đổi mới "
        "thường xuyên và đúng hướng dẫn; báo cáo, phương hướng và giải pháp phải xuất phát từ "
        "nhiệm vụ chính trị và tình hình của nơi mình.",
        "Chi ủy chọn những vấn đề mới, sát với công việc của chi bộ và của đảng viên để sinh hoạt "
        "chuyên đề, nhờ đó cán bộ, đảng viên hiểu biết hơn và làm việc tốt hơn.",
        "Tổ công tác của tỉnh nghe rõ chỗ khó, chỗ vướng của cơ sở khi thực hiện Kết luận số "
        "18-KL/TW, Hướng dẫn số 12-HD/BTCTW, Thông tri số 35-TT/TU, Hướng dẫn số 13-HD/BTCTU và "
        "Quy định số 25-QĐi/TU; nhận xét đúng mức và cùng cơ sở tìm cách khắc phục ngay.",
    ),
    "method": (
        "Tổ công tác bàn với thường trực cấp ủy nơi đến để chọn buổi dự; mỗi tháng có ít nhất "
        "01 chi bộ sinh hoạt chuyên đề. Thời gian, địa điểm và người dự được báo trước cho đơn vị.",
        "Dự xong, Tổ công tác gửi văn bản nêu kết quả, chỉ ra hạn chế và kiến nghị cách "
        "khắc phục trong thời gian tới.",
    ),
    "attendee_upper": (
        "Thường trực Tỉnh ủy (mời dự).",
        "Lãnh đạo các ban đảng và Văn phòng Tỉnh ủy, hoặc người được cử thay.",
    ),
    "attendee_lower": (
        "Thường trực cấp ủy.",
        "Cấp ủy viên được giao theo dõi địa phương, đơn vị.",
        "Lãnh đạo các ban đảng và văn phòng của cấp ủy trực thuộc tỉnh.",
    ),
    "duty_lower": (
        "Ban thường vụ từng cấp ủy trực thuộc tỉnh có kế hoạch riêng về nâng cao chất lượng "
        "sinh hoạt, và quán triệt kế hoạch này đến đảng ủy cơ sở, đảng ủy bộ phận, chi bộ.",
        "Cấp ủy có tên trong lịch tháng gửi danh sách tổ chức đảng cùng thời gian, địa điểm sinh "
        "hoạt về Ban Tổ chức Tỉnh ủy (Phòng Tổ chức đảng - Đảng viên) trước ngày sinh hoạt "
        "30 ngày; danh sách có ít nhất 01 chi bộ sinh hoạt chuyên đề.",
        "Cấp ủy không có tên trong lịch tháng tự tổ chức dự, giám sát trong đảng bộ mình và báo "
        "cáo kết quả về Ban Tổ chức Tỉnh ủy chậm nhất ngày 16/12/2024.",
        "Đơn vị được chọn chuẩn bị đủ tài liệu theo các nội dung giám sát để làm việc với "
        "Tổ công tác.",
    ),
    "duty_board": (
        "Báo cho ban thường vụ cấp ủy biết đảng ủy, chi bộ nào được dự; hằng tháng gửi giấy mời "
        "đến các ban đảng và Văn phòng Tỉnh ủy.",
        "Tổ công tác báo cáo từng buổi dự để Ban Tổ chức tổng hợp, trình Ban Thường vụ Tỉnh ủy; "
        "đồng thời gửi thông báo kết quả cho ban thường vụ cấp ủy có đơn vị được dự.",
    ),
    "recipient": (
        "Ban thường vụ các cấp ủy trực thuộc",
        "Ban Tổ chức các cấp ủy trực thuộc tỉnh",
        "Lãnh đạo Ban",
        "Các ban đảng, Văn phòng Tỉnh ủy",
        "Lưu BTCTU",
    ),
    "copied": ("Thường trực Tỉnh ủy (thay báo cáo)",),
}

# title, contents, record books
GROUPS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "Chương trình, kế hoạch, nghị quyết và quy chế làm việc",
        (
            "Chương trình, kế hoạch và nghị quyết của đảng ủy, chi bộ",
            "Nội dung các kỳ sinh hoạt của cấp ủy, đảng ủy, chi bộ",
            "Hoạt động của cấp ủy từ sau đại hội chi bộ",
            "Quy chế làm việc của đảng ủy, chi bộ trong nhiệm kỳ mới",
        ),
        (),
    ),
    (
        "Biên bản và sổ sách",
        ("Biên bản các cuộc họp của cấp ủy, đảng ủy, chi bộ",),
        (
            "Sổ nghị quyết",
            "Sổ danh sách đảng viên, có cập nhật",
            "Sổ thu, chi và trích nộp đảng phí",
            "Sổ theo dõi lực lượng trung kiên",
        ),
    ),
    (
        "Công tác xây dựng Đảng",
        (
            "Bồi dưỡng quần chúng ưu tú, tạo nguồn và phát triển đảng viên",
            "Đào tạo và công tác tổ chức, cán bộ",
            "Củng cố, nâng chất hoạt động của Mặt trận Tổ quốc và các đoàn thể",
            "Kế hoạch kiểm tra, giám sát của chính đảng ủy, chi bộ",
        ),
        (),
    ),
    (
        "Lãnh đạo thực hiện các văn bản về sinh hoạt chi bộ",
        (
            "Chỉ thị số 10-CT/TW, Hướng dẫn số 12-HD/BTCTW và hướng dẫn của Ban Tổ chức Tỉnh ủy",
            "Hướng dẫn số 13-HD/BTCTU: “Chi bộ bốn tốt”, “Đảng bộ cơ sở bốn tốt”",
            "Quy định số 25-QĐi/TU: đánh giá sinh hoạt chi bộ hằng tháng",
            "Sinh hoạt chuyên đề, có thêm chuyên đề về tập trung dân chủ, tự phê bình và phê bình",
            "Chỉ thị số 05-CT/TW: học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        ),
        (),
    ),
    (
        "Tự phê bình, phê bình và phòng ngừa suy thoái",
        (
            "Lãnh đạo việc tự phê bình và phê bình",
            "Giải pháp phòng, chống suy thoái, “tự diễn biến”, “tự chuyển hóa” trong nội bộ",
            "Việc giữ cam kết của đảng viên theo các nghị quyết Trung ương 4",
        ),
        (),
    ),
    (
        "Liên hệ với nơi cư trú; hội trường và cờ Đảng",
        (
            "Theo dõi đảng viên đang công tác giữ liên hệ với nơi cư trú (Quy định số 213-QĐ/TW)",
            "Hội trường, phòng họp và vị trí trang trí cờ Đảng (Quy định số 99-QĐ/TW)",
        ),
        (),
    ),
)

MONTHS = {
    2: "Nhơn Trạch",
    3: "Công an tỉnh",
    4: "Tân Phú",
    5: "Biên Hòa",
    6: "Cao su Đồng Nai",
    7: "Long Khánh",
    8: "Thống Nhất",
    9: "Cẩm Mỹ",
    10: "Quân sự tỉnh",
}
SELF_RUN = (
    "Long Thành",
    "Trảng Bom",
    "Vĩnh Cửu",
    "Xuân Lộc",
    "Định Quán",
    "Khối Các cơ quan",
    "Khối Doanh nghiệp",
)


def load_plan(issuer: Issuer, board: Organization, committees: dict[str, Organization]) -> Plan:
    """Add the plan as a draft, whole. *committees* go by short name. Flushes, does not commit."""
    plan = Plan(
        issuer_id=issuer.id,
        organization_id=board.id,
        year=YEAR,
        title=TITLE,
        opening=OPENING,
        closing=CLOSING,
        authority="K/T TRƯỞNG BAN",
        signing_position="PHÓ TRƯỞNG BAN",
        signatory=LEADER_NAME,
        own_plan_rule="45 days after",
        lines=lines(LINES),
        activities=standard.activities(REPORT_ON),
    )
    db.session.add(plan)
    db.session.flush()
    db.session.add_all(numbered(content_group(plan, *group) for group in GROUPS))
    load_bases(plan, BASES, CITED)
    _load_assignments(plan, committees)
    return plan


def _load_assignments(plan: Plan, committees: dict[str, Organization]) -> None:
    attend, own = plan.activities
    places: list[tuple[Activity, date | None, str]] = [
        *((attend, date(YEAR, month, 1), name) for month, name in MONTHS.items()),
        *((own, None, name) for name in SELF_RUN),
    ]
    db.session.add_all(
        Assignment(
            issuer_id=plan.issuer_id,
            organization_id=committees[name].id,
            activity_id=activity.id,
            month=month,
        )
        for activity, month, name in places
    )
    db.session.flush()
