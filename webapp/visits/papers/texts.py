"""What the announcement of a month, its invitation and its amendment say.

Sources: 73-KH/BTCTU for contents, HD 36-HD/VPTW for the form.
"""

from webapp.documents.texts.text import (
    BASES,
    NO_MORE_VISITS,
    NO_VISITS,
    PASSED,
    REPLACES,
    SIGNING,
    Place,
    Text,
)

# Placeholder → (what it stands for, an example for the preview).
PLACES = {
    "announced": Place(
        "các văn bản được điều chỉnh",
        "Thông báo số 05-TB/BTCTU ngày 01 tháng 02 năm 2024",
    ),
    "plan_number": Place("số, ký hiệu của kế hoạch", "73-KH/BTCTU"),
}

ANNOUNCEMENT = {
    "summary": Text(
        "Trích yếu", "Lịch dự, giám sát sinh hoạt {month} tại {unit}", ("month", "unit")
    ),
    "replaces": REPLACES,
    "passed": PASSED,
    "bases": BASES,
    "lead": Text(
        "Lời dẫn",
        "{bases}, {issuer} thông báo lịch dự, giám sát sinh hoạt {month} tại {unit} như sau:",
        ("bases", "issuer", "month", "unit"),
    ),
    "visits": Text("Đề mục 1", "1. Các buổi sinh hoạt được dự, giám sát"),
    "no_visits": NO_VISITS,
    "no_more_visits": NO_MORE_VISITS,
    "attendees": Text("Đề mục 2", "2. Thành phần tham dự"),
    "left_out": Text("Đề mục 3", "3. Các buổi sinh hoạt đã đăng ký nhưng không bố trí dự"),
    "left_out_lead": Text(
        "Lời dẫn mục 3",
        "Các tổ chức đảng dưới đây tổ chức sinh hoạt theo lịch đã đăng ký:",
    ),
    "none_left_out": Text("Khi mục 3 không có buổi nào", "Không có."),
    "preparation": Text("Đề mục 4", "4. Nội dung chuẩn bị"),
    "preparation_lead": Text(
        "Lời dẫn mục 4", "Đơn vị được dự chuẩn bị đầy đủ tài liệu theo các nội dung giám sát:"
    ),
    "books": Text("Sổ sách", "Sổ sách: {books}.", ("books",)),
    "closing": Text(
        "Lời kết",
        "Đề nghị {committee} thông báo đến các tổ chức đảng nêu trên, phối hợp thực hiện.",
        ("committee",),
    ),
    "recipients": Text(
        "Nơi nhận",
        "{committee}\nCác tổ chức đảng có buổi sinh hoạt được dự\nThành viên Tổ công tác\n"
        "Lưu {issuer_code}",
        ("committee", "issuer_code"),
    ),
    **SIGNING,
}

AMENDMENT = {
    "summary": Text(
        "Trích yếu",
        "Điều chỉnh lịch dự, giám sát sinh hoạt {month} tại {unit}",
        ("month", "unit"),
    ),
    "lead": Text(
        "Lời dẫn",
        "Tiếp theo {announced}, {issuer} thông báo điều chỉnh lịch dự, giám sát sinh hoạt {month} "
        "tại {unit} như sau:",
        ("announced", "issuer", "month", "unit"),
    ),
    "cancelled": Text(
        "Khi hủy buổi sinh hoạt", "Không tổ chức, không bố trí dự. Lý do: {reason}", ("reason",)
    ),
    "dropped": Text(
        "Khi không dự nữa",
        "Không bố trí dự; đơn vị tổ chức sinh hoạt theo lịch đã đăng ký.",
    ),
    "rest": Text("Phần không thay đổi", "Các nội dung khác giữ nguyên như đã thông báo."),
    "closing": Text(
        "Lời kết",
        "Đề nghị {committee} thông báo đến các tổ chức đảng và thành phần có liên quan để biết, "
        "phối hợp thực hiện.",
        ("committee",),
    ),
    "recipients": Text(
        "Nơi nhận",
        "{committee}\n{guests}\nCác tổ chức đảng có buổi sinh hoạt được điều chỉnh\n"
        "Thành viên Tổ công tác\nLưu {issuer_code}",
        ("committee", "guests", "issuer_code"),
    ),
    **SIGNING,
}

INVITATION = {
    "summary": Text("Trích yếu", "Dự, giám sát sinh hoạt {month} tại {unit}", ("month", "unit")),
    "addressee": Text("Kính gửi", "{guests}", ("guests",)),
    "replaces": REPLACES,
    "passed": PASSED,
    "bases": BASES,
    "lead": Text(
        "Lời mời",
        "{bases}, {issuer} trân trọng kính mời đại diện lãnh đạo các cơ quan dự, giám sát "
        "sinh hoạt {month} tại {unit}:",
        ("bases", "issuer", "month", "unit"),
    ),
    "visits": Text("Đề mục 1", "1. Thời gian, địa điểm"),
    "no_visits": NO_VISITS,
    "no_more_visits": NO_MORE_VISITS,
    "chair_heading": Text("Đề mục 2", "2. Chủ trì"),
    "chair": Text(
        "Chủ trì",
        "{Board} nơi sinh hoạt chủ trì buổi sinh hoạt; Tổ trưởng Tổ công tác chủ trì phần "
        "trao đổi, góp ý.",
    ),
    "documents_heading": Text("Đề mục 3", "3. Tài liệu mang theo"),
    "documents": Text(
        "Tài liệu",
        "Kế hoạch số {plan_number} và các nội dung giám sát kèm theo.",
        ("plan_number",),
    ),
    "closing": Text(
        "Lời kết",
        "Trân trọng kính mời các đồng chí tham dự đúng thời gian, địa điểm nêu trên.",
    ),
    "recipients": Text(
        "Nơi nhận",
        "{guests}\nThành viên Tổ công tác\nLưu {issuer_code}",
        ("guests", "issuer_code"),
    ),
    **SIGNING,
}
