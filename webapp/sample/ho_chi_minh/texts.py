"""What the plan 65-KH/ĐTN says, in words of our own; the outline keeps its appendix's order."""

from datetime import date

TOPIC = "Công tác phát triển đảng viên từ đoàn viên ưu tú"
TITLE = f"Giám sát cấp ủy, tổ chức Đảng theo Quyết định số 217-QĐ/TW về “{TOPIC}”"
OPENING = (
    "Thực hiện Chương trình số 19-CTr/ĐUK về kiểm tra, giám sát, Ban Thường vụ Đoàn Khối lập kế "
    f"hoạch giám sát cấp ủy, tổ chức Đảng về nội dung “{TOPIC}” như sau:"
)
CLOSING = (
    "Ban Thường vụ Đoàn Khối mong các đơn vị chủ động chuẩn bị tốt nội dung giám sát theo kế hoạch."
)
LINES = {
    "purpose": (
        "Xem xét vai trò lãnh đạo, chỉ đạo của cấp ủy và kết quả phát triển đảng viên từ đoàn viên "
        "ưu tú.",
        "Biết sớm khó khăn, hạn chế để định hướng giải pháp cho thời gian tới.",
    ),
    "requirement": ("Giám sát khách quan, toàn diện, đánh giá đúng tình hình thực tế ở cơ sở.",),
    "method": (
        "Đoàn Giám sát làm việc trực tiếp với cấp ủy theo chương trình bảy bước, sau khi đã đọc "
        "báo cáo theo đề cương.",
    ),
    "attendee_upper": (
        "Đại diện Thường trực, Ban Thường vụ Đảng ủy Khối (mời dự).",
        "Đoàn Giám sát, có đại diện lãnh đạo Ủy ban Kiểm tra, Ban Tổ chức, Ban Dân vận Đảng ủy "
        "Khối được mời tham gia.",
    ),
    "duty_lower": (
        "Chuẩn bị tài liệu, hồ sơ liên quan và cung cấp thêm khi Đoàn Giám sát yêu cầu.",
        "Bố trí phòng họp và mời đủ thành phần tham dự.",
    ),
    "duty_board": (
        "Lập kế hoạch, định thời gian, địa điểm triển khai và thành phần Đoàn Giám sát.",
        "Tổng hợp tài liệu của đơn vị và chuyển đến từng thành viên Đoàn Giám sát.",
        "Dự thảo báo cáo kết quả, lấy góp ý của Trưởng đoàn và các thành viên, hoàn thiện và trình "
        "Ban Thường vụ Đảng ủy Khối.",
    ),
    "recipient": (
        "Thành Đoàn: Thường trực phụ trách, Ban Tổ chức - Kiểm tra, Ban Công nhân lao động, "
        "Ủy ban Kiểm tra",
        "Đảng ủy Khối: Thường trực, Ban Dân vận, Ủy ban Kiểm tra, Ban Tổ chức",
        "Đảng ủy Sở Du lịch Thành phố",
        "Đảng ủy Báo Người Lao Động",
        "Thành viên Đoàn Giám sát",
        "Lưu: VP",
    ),
}

BASES = (  # kind, symbol, day, issuer, about
    (
        "Quyết định",
        "217-QĐ/TW",
        date(2013, 12, 12),
        "Bộ Chính trị",
        "về quy chế giám sát và phản biện xã hội",
    ),
    (
        "Hướng dẫn",
        "05-HD/BTCTU-TĐTN-LĐLĐ-HPN-HND",
        date(2021, 7, 2),
        "Ban Tổ chức Thành ủy và ban thường vụ các đoàn thể Thành phố",
        "về phát triển đảng viên từ đoàn viên, hội viên ưu tú",
    ),
    (
        "Chương trình",
        "19-CTr/ĐUK",
        date(2022, 2, 18),
        "Ban Thường vụ Đảng ủy Khối Dân - Chính - Đảng Thành phố",
        "về kiểm tra, giám sát",
    ),
)
CITED = ("217-QĐ/TW", "19-CTr/ĐUK")

CONTENTS = (
    "Hướng dẫn số 05-HD/BTCTU-TĐTN-LĐLĐ-HPN-HND: quán triệt, triển khai",
    "Bình chọn, công nhận đoàn viên ưu tú từ đoàn viên hoàn thành xuất sắc nhiệm vụ",
    "Tạo nguồn cảm tình Đảng",
    "Thành lập Nhóm Tu dưỡng rèn luyện và hiệu quả hoạt động",
    "Theo dõi đảng viên dự bị rèn luyện, phấn đấu",
    "Mô hình, giải pháp, cách làm hay tại đơn vị",
)
KICK_OFF_PEOPLE = (
    "Đại diện Thường trực, Ban Thường vụ Đảng ủy Khối",
    "Thành viên Đoàn Giám sát",
    "Đại diện cấp ủy các đơn vị được giám sát",
)
REPORT_RECIPIENTS = (  # the report goes to the Bloc's Party committee (III.3)
    "Ban Thường vụ Đảng ủy Khối (để báo cáo)\nThành viên Đoàn Giám sát\nLưu {issuer_code}"
)
INVITED = (  # whom the unit invites, least, most (III.4)
    ("Đại diện Thường trực Đảng ủy", 1, None),
    ("Ủy viên Ban Thường vụ Đảng ủy phụ trách công tác Đoàn và phong trào thanh niên", 1, 1),
    ("Bí thư chi bộ trực thuộc", 2, 3),
    ("Tập thể Ban Chấp hành Đoàn cơ sở", 1, None),
    ("Bí thư các chi đoàn trực thuộc", 1, None),
)
AGENDA = (  # step, speaker, minutes (II.6)
    ("Đơn vị giới thiệu thành phần tham dự", "Đại diện cấp ủy cơ sở", 5),
    ("Đoàn Giám sát giới thiệu thành phần tham dự", "Đại diện Đoàn Giám sát", 5),
    ("Nêu mục đích, nội dung và phương pháp làm việc", "Trưởng Đoàn Giám sát", 10),
    (
        "Báo cáo tóm tắt tình hình, kết quả thực hiện và đề xuất, kiến nghị",
        "Đại diện cấp ủy cơ sở",
        30,
    ),
    ("Trao đổi, thảo luận", "Đoàn Giám sát và đơn vị", 60),
    ("Phát biểu của Thường trực cấp ủy", "Đại diện Thường trực cấp ủy", 10),
    ("Kết luận buổi giám sát", "Trưởng Đoàn Giám sát", 15),
)
PAPERS = (("Báo cáo giới thiệu mô hình, giải pháp", True),)  # beside the report by the outline

PAPER_COLUMNS = ("Tên văn bản", "Số, ký hiệu", "Thời gian", "Nội dung")
OUTLINE = (  # level, kind, title, hint, is it optional (appendix)
    (1, "heading", "Khái quát chung", "", False),
    (2, "text", "Đặc điểm, tình hình đơn vị", "", False),
    (2, "text", "Nhân sự, hoạt động của Ban Chấp hành Đoàn cơ sở và các chi đoàn", "", False),
    (1, "heading", "Công tác chỉ đạo", "", False),
    (
        2,
        "table",
        "Các văn bản lãnh đạo, chỉ đạo đã ban hành",
        "Của Đảng ủy và của các cơ sở Đảng trực thuộc, nếu có.",
        False,
    ),
    (2, "text", "Vai trò, trách nhiệm của Đoàn cơ sở và các chi đoàn", "", False),
    (1, "heading", "Kết quả triển khai, thực hiện", "", False),
    (2, "text", CONTENTS[0], "Của Đảng ủy và các chi bộ trực thuộc.", False),
    (2, "text", CONTENTS[1], "Cách làm và kết quả trong giai đoạn.", False),
    (3, "figures", "Số liệu phát triển đảng viên", "Tính trong thời hiệu giám sát.", False),
    (2, "text", CONTENTS[3], "Nội dung hoạt động và kết quả.", False),
    (3, "table", "Văn bản thành lập Nhóm Tu dưỡng rèn luyện", "", False),
    (3, "figures", "Số liệu Nhóm Tu dưỡng rèn luyện", "Thành viên, thành phần tham gia.", False),
    (
        2,
        "text",
        "Theo dõi, giúp đỡ đoàn viên ưu tú thành cảm tình Đảng, cảm tình Đảng thành đảng viên",
        "Nội dung, phương thức và kết quả lãnh đạo.",
        False,
    ),
    (2, "text", CONTENTS[5], "", False),
    (1, "heading", "Đánh giá, nhận định", "", False),
    (2, "text", "Thuận lợi (mặt được), nguyên nhân", "", False),
    (2, "text", "Khó khăn (hạn chế), nguyên nhân", "", False),
    (1, "text", "Đề xuất, kiến nghị", "", True),
    (1, "free", "Nội dung khác theo đặc thù đơn vị", "Ngoài các nội dung gợi ý.", True),
)
FIGURES = (  # part, figure, unit
    ("Số liệu phát triển đảng viên", "Đoàn viên ưu tú", "người"),
    ("Số liệu phát triển đảng viên", "Cảm tình Đảng", "người"),
    ("Số liệu phát triển đảng viên", "Đảng viên phát triển từ đoàn viên ưu tú", "người"),
    ("Số liệu Nhóm Tu dưỡng rèn luyện", "Nhóm Tu dưỡng rèn luyện", "nhóm"),
    ("Số liệu Nhóm Tu dưỡng rèn luyện", "Thành viên tham gia", "người"),
)
