"""The standing texts of a round's papers: its announcement, its invitation, its report.

Sources: 65-KH/ĐTN, II and III; 46-KH/ĐTN, III.
"""

from webapp.documents.texts.text import BASES, IN_PLACE_OF, REPLACED, Place, Text

# Placeholder → (what it stands for, an example for the preview).
PLACES = {
    "closes": Place("ngày kết thúc đợt", "ngày 22 tháng 3 năm 2024"),
    "covered": Place("thời hiệu giám sát", "từ ngày 01/11/2022 đến ngày 31/7/2023"),
    "due": Place("hạn gửi tài liệu", "17 giờ 00, ngày 11 tháng 9 năm 2023"),
    "opens": Place("ngày bắt đầu đợt", "ngày 11 tháng 3 năm 2024"),
    "round": Place("tên đợt", "giám sát chuyên đề công tác phát triển đảng viên"),
}

ANNOUNCEMENT = {
    "round_summary": Text("Trích yếu của một đợt", "Lịch thực hiện {round}", ("round",)),
    "round_replaces": Text(
        "Khi thay thế thông báo cũ của đợt",
        "Văn bản này thay thế văn bản {old} do {why}.",
        ("old", "why"),
    ),
    "round_lead": Text(
        "Lời dẫn của một đợt",
        "{bases}, {issuer} thông báo lịch thực hiện {round} như sau:",
        ("bases", "issuer", "round"),
    ),
    "round_contents": Text("Đợt: đề mục 1", "1. Nội dung"),
    "round_covered": Text("Đợt: thời hiệu", "Thời hiệu giám sát: {covered}.", ("covered",)),
    "round_schedule": Text("Đợt: đề mục 2", "2. Đơn vị, thời gian, địa điểm"),
    "round_attendees": Text(
        "Đợt: thành phần dự",
        "Đơn vị bố trí phòng họp và mời đủ thành phần dự buổi làm việc gồm:",
    ),
    "round_team": Text("Đợt: đề mục 3", "3. Thành phần Đoàn giám sát"),
    "round_papers": Text("Đợt: đề mục 4", "4. Tài liệu gửi Đoàn giám sát"),
    "round_no_papers": Text("Đợt: khi không cần tài liệu", "Không yêu cầu gửi tài liệu trước."),
    "round_due": Text(
        "Đợt: hạn gửi tài liệu",
        "Đơn vị gửi tài liệu về Đoàn giám sát, thông qua đồng chí Thư ký, chậm nhất {due}.",
        ("due",),
    ),
    "round_closing": Text(
        "Đợt: lời kết",
        "Đề nghị các đơn vị nêu trên chủ động chuẩn bị nội dung và phối hợp thực hiện.",
    ),
    "round_recipients": Text(
        "Đợt: nơi nhận",
        "{units}\nThành viên Đoàn giám sát\nLưu {issuer_code}",
        ("units", "issuer_code"),
    ),
}

AMENDMENT = {
    "round_summary": Text("Trích yếu của một đợt", "Điều chỉnh lịch thực hiện {round}", ("round",)),
    "round_lead": Text(
        "Lời dẫn của một đợt",
        "Tiếp theo {announced}, {issuer} thông báo điều chỉnh lịch thực hiện {round} như sau:",
        ("announced", "issuer", "round"),
    ),
    "round_cancelled": Text(
        "Đợt: khi hoãn buổi làm việc", "Hoãn, sẽ thông báo sau. Lý do: {reason}", ("reason",)
    ),
    "round_dropped": Text("Đợt: khi bỏ một đơn vị", "Không làm việc với đơn vị này trong đợt."),
    "round_closing": Text(
        "Đợt: lời kết",
        "Đề nghị các đơn vị và thành phần có liên quan biết, phối hợp thực hiện.",
    ),
    "round_recipients": Text(
        "Đợt: nơi nhận",
        "{units}\n{guests}\nThành viên Đoàn giám sát\nLưu {issuer_code}",
        ("units", "guests", "issuer_code"),
    ),
}

INVITATION = {
    "round_summary": Text("Trích yếu của một đợt", "Dự {round}", ("round",)),
    "round_superior": Text("Đợt: mời cấp trên", "Đại diện Thường trực {superior}", ("superior",)),
    "round_lead": Text(
        "Đợt: lời mời",
        "{bases}, {issuer} trân trọng kính mời các đồng chí dự {round}:",
        ("bases", "issuer", "round"),
    ),
    "round_kick_off": Text("Đợt: đề mục 1", "1. Triển khai kế hoạch"),
    "round_time": Text("Đợt: thời gian", "Thời gian: {time}.", ("time",)),
    "round_place": Text("Đợt: địa điểm", "Địa điểm: {place}.", ("place",)),
    "round_no_kick_off": Text(
        "Đợt: khi không triển khai riêng", "Không tổ chức triển khai kế hoạch riêng."
    ),
    "round_kicked_off": Text(
        "Đợt: khi đã triển khai", "Kế hoạch đã được triển khai lúc {time}.", ("time",)
    ),
    "round_sessions": Text("Đợt: đề mục 2", "2. Các buổi làm việc tại đơn vị"),
    "round_chair_heading": Text("Đợt: đề mục 3", "3. Chủ trì"),
    "round_chair": Text("Đợt: chủ trì", "Đồng chí Trưởng Đoàn giám sát."),
    "round_recipients": Text(
        "Đợt: nơi nhận",
        "{guests}\nThành viên Đoàn giám sát\nLưu {issuer_code}",
        ("guests", "issuer_code"),
    ),
}

REPORT = {
    REPLACED: IN_PLACE_OF,
    "summary": Text("Trích yếu", "Kết quả {round}", ("round",)),
    "bases": BASES,
    "lead": Text(
        "Lời dẫn",
        "{bases}; từ {opens} đến {closes}, Đoàn giám sát đã làm việc tại các đơn vị. Đoàn giám sát "
        "báo cáo kết quả như sau:",
        ("bases", "opens", "closes"),
    ),
    "lead_day": Text(
        "Lời dẫn khi đợt chỉ có một ngày",
        "{bases}; {day}, Đoàn giám sát đã làm việc tại các đơn vị. Đoàn giám sát báo cáo kết quả "
        "như sau:",
        ("bases", "day"),
    ),
    "units": Text("Đề mục 1", "1. Các đơn vị được kiểm tra, giám sát"),
    "figures": Text("Trên bảng số liệu", "Số liệu các đơn vị báo cáo theo đề cương:"),
    "figures_silent": Text(
        "Đơn vị chưa gửi số liệu",
        "Chưa gửi báo cáo theo đề cương: {units}.",
        ("units",),
    ),
    "figures_let_go": Text(
        "Đơn vị không còn phải gửi số liệu",
        "Không còn phải gửi báo cáo, do đã kết thúc hoạt động: {units}.",
        ("units",),
    ),
    "strengths": Text("Đề mục 2", "2. Ưu điểm"),
    "shortcomings": Text("Đề mục 3", "3. Hạn chế, tồn tại và nguyên nhân"),
    "shortcoming": Text(
        "Mỗi hạn chế", "{shortcoming} *Nguyên nhân:* {cause}", ("shortcoming", "cause")
    ),
    "recommendations": Text("Đề mục 4", "4. Kiến nghị"),
    "good_models": Text("Đề mục 5", "5. Mô hình, cách làm hay"),
    "proposals": Text("Đề mục 6", "6. Đề xuất, kiến nghị của cơ sở"),
    "none": Text("Khi một mục không có gì", "Không có."),
    "secretary": Text("Chữ ký bên trái", "THƯ KÝ TỔNG HỢP"),
    "head": Text("Chữ ký bên phải", "XÁC NHẬN CỦA TRƯỞNG ĐOÀN"),
    "recipients": Text(
        "Nơi nhận",
        "Ban Thường vụ (để báo cáo)\nThành viên Đoàn giám sát\nLưu {issuer_code}",
        ("issuer_code",),
    ),
}
