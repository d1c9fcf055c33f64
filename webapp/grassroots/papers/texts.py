"""The standing texts of visits to the grassroots: the month's calendar, quick and monthly reports.

Source: 46-KH/ĐTN, II.3 and IV.2.
"""

from webapp.documents.texts.text import BASES, IN_PLACE_OF, REPLACED, SIGNING, Place, Text

# Placeholder → (what it stands for, an example for the preview).
PLACES = {
    "ahead": Place("số buổi chưa diễn ra", "06"),
    "count": Place("số buổi chưa báo cáo", "03"),
    "in_time": Place("số đơn vị gửi lịch đúng hạn", "60"),
    "members": Place("số người thuộc nơi được dự", "320"),
    "person": Place("người được phân công", "đồng chí Trần Văn Mẫu"),
    "replacement": Place("người thay", "đồng chí Lê Thị Mẫu"),
    "silent": Place("số đơn vị chưa gửi lịch", "02"),
}

ANNOUNCEMENT = {
    "month_summary": Text(
        "Trích yếu của lịch cả tháng", "Lịch dự sinh hoạt cơ sở {month}", ("month",)
    ),
    "month_lead": Text(
        "Lời dẫn của lịch cả tháng",
        "{bases}, {issuer} thông báo lịch dự sinh hoạt {month} như sau:",
        ("bases", "issuer", "month"),
    ),
    "month_closing": Text(
        "Lời kết của lịch cả tháng",
        "Đề nghị các đơn vị thông báo đến nơi có buổi sinh hoạt được dự. Các đồng chí được phân "
        "công dự đúng lịch và báo cáo sau buổi dự; nếu không dự được thì báo ngay để bố trí người "
        "thay.",
    ),
    "month_recipients": Text(
        "Nơi nhận của lịch cả tháng",
        "Các đơn vị có buổi sinh hoạt được dự\nCác đồng chí được phân công\nLưu {issuer_code}",
        ("issuer_code",),
    ),
}

AMENDMENT = {
    "month_summary": Text(
        "Trích yếu của lịch cả tháng",
        "Điều chỉnh lịch dự sinh hoạt cơ sở {month}",
        ("month",),
    ),
    "month_lead": Text(
        "Lời dẫn của lịch cả tháng",
        "Tiếp theo {announced}, {issuer} thông báo điều chỉnh lịch dự sinh hoạt {month} như sau:",
        ("announced", "issuer", "month"),
    ),
    "month_cancelled": Text(
        "Lịch cả tháng: khi hủy buổi sinh hoạt",
        "Không tổ chức, không bố trí dự. Lý do: {reason}",
        ("reason",),
    ),
    "month_dropped": Text(
        "Lịch cả tháng: khi không dự nữa",
        "Không bố trí người dự; đơn vị tổ chức sinh hoạt theo lịch đã đăng ký.",
    ),
    "month_closing": Text(
        "Lời kết của lịch cả tháng",
        "Đề nghị các đơn vị thông báo đến nơi có buổi sinh hoạt được điều chỉnh. Các đồng chí được "
        "phân công dự theo lịch đã điều chỉnh.",
    ),
    "month_recipients": Text(
        "Nơi nhận của lịch cả tháng",
        "Các đơn vị có buổi sinh hoạt được dự\nCác đồng chí được phân công\nLưu {issuer_code}",
        ("issuer_code",),
    ),
}

QUICK_REPORT = {
    REPLACED: IN_PLACE_OF,
    "summary": Text(
        "Trích yếu",
        "Việc không tham dự sinh hoạt theo phân công tại {unit}, {day}",
        ("unit", "day"),
    ),
    "when": Text("Ngày, đơn vị", "**Ngày, đơn vị:** {time}, tại {unit}.", ("time", "unit")),
    "assigned": Text("Người vắng", "**Người được phân công:** {person}.", ("person",)),
    "reason": Text("Lý do", "**Lý do không tham dự:** {reason}", ("reason",)),
    "replaced": Text("Người thay", "**Người thay:** {replacement}.", ("replacement",)),
    "nobody": Text("Khi không có người thay", "**Người thay:** không bố trí được."),
    "closing": Text("Lời kết", "Kính báo cáo để cấp trên biết, cho ý kiến chỉ đạo."),
    "recipients": Text(
        "Nơi nhận",
        "{superior} (để báo cáo)\n{unit}\nLưu {issuer_code}",
        ("superior", "unit", "issuer_code"),
    ),
    **SIGNING,
}

MONTH_REPORT = {
    REPLACED: IN_PLACE_OF,
    "summary": Text("Trích yếu", "Kết quả đi cơ sở, dự sinh hoạt {month}", ("month",)),
    "bases": BASES,
    "lead": Text(
        "Lời dẫn",
        "{bases}, {issuer} báo cáo kết quả đi cơ sở, dự sinh hoạt {month} như sau:",
        ("bases", "issuer", "month"),
    ),
    "sending": Text("Đề mục 1", "1. Việc gửi lịch sinh hoạt"),
    "sent": Text(
        "Số đơn vị gửi lịch",
        "Trong {assignments} đơn vị phải gửi lịch, {in_time} đơn vị gửi đúng hạn, {late} đơn vị "
        "gửi trễ hạn, {silent} đơn vị chưa gửi; các đơn vị đăng ký tổng số {meetings} buổi sinh "
        "hoạt.",
        ("assignments", "in_time", "late", "silent", "meetings"),
    ),
    "silent": Text("Đơn vị chưa gửi", "Chưa gửi lịch: {units}.", ("units",)),
    "let_go": Text(
        "Đơn vị không còn phải gửi",
        "Không còn phải gửi lịch, do đã kết thúc hoạt động: {units}.",
        ("units",),
    ),
    "visits": Text("Đề mục 2", "2. Kết quả dự sinh hoạt"),
    "attended": Text(
        "Số buổi đã dự",
        "Phân công dự {visits} buổi, đã dự và báo cáo {held} buổi; các nơi được dự có {members} "
        "{member}, {present} đồng chí có mặt.",
        ("visits", "held", "members", "present"),
    ),
    "not_over": Text(
        "Khi tháng chưa kết thúc", "Báo cáo được lập khi {month} chưa kết thúc.", ("month",)
    ),
    "ahead": Text(
        "Khi tháng còn buổi chưa diễn ra",
        "Báo cáo được lập khi {month} chưa kết thúc, còn {ahead} buổi được phân công chưa diễn ra.",
        ("month", "ahead"),
    ),
    "unreported": Text(
        "Các buổi chưa báo cáo",
        "Còn {count} buổi đã diễn ra theo lịch nhưng chưa có báo cáo:",
        ("count",),
    ),
    "unreported_one": Text(
        "Mỗi buổi chưa báo cáo",
        "{day}, {unit}; trách nhiệm báo cáo: {person}.",
        ("day", "unit", "person"),
    ),
    "strengths": Text("Đề mục 3", "3. Ưu điểm"),
    "shortcomings": Text("Đề mục 4", "4. Hạn chế"),
    "opinions": Text("Đề mục 5", "5. Tâm tư, ý kiến của {member}"),
    "proposals": Text("Đề mục 6", "6. Đề xuất, kiến nghị của cơ sở"),
    "good_models": Text("Đề mục 7", "7. Mô hình, cách làm hay"),
    "no_shows": Text("Đề mục 8", "8. Việc không tham dự theo phân công"),
    "no_show": Text(
        "Mỗi trường hợp không tham dự",
        "{day}, {unit}: {person}. Lý do: {reason} Người thay: {replacement}.",
        ("day", "unit", "person", "reason", "replacement"),
    ),
    "none": Text("Khi một mục không có gì", "Không có."),
    "recipients": Text(
        "Nơi nhận",
        "{superior} (để báo cáo)\nLưu {issuer_code}",
        ("superior", "issuer_code"),
    ),
    **SIGNING,
}
