"""The standing texts of a round's papers: its announcement, its invitation, its report.

Sources: 65-KH/ĐTN, II and III; 46-KH/ĐTN, III.
"""

from webapp.documents.texts_shared import BASES, Text

ANNOUNCEMENT = {
    "round_summary": Text("Trích yếu của một đợt", "Lịch thực hiện {round}", ("round",)),
    "round_replaces": Text(
        "Khi thay thế thông báo cũ của đợt",
        "Văn bản này thay thế văn bản {old} do đợt có thay đổi.",
        ("old",),
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
