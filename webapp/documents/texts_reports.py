"""The standing texts of the synthesis of a plan's year. What the plan does not have is left out.

Sources: 73-KH/BTCTU, V.2; 46-KH/ĐTN, I.1, II.2.2 and II.3.
"""

from webapp.documents.texts_shared import SIGNING, Text

SYNTHESIS = {
    "summary": Text("Trích yếu", "Kết quả thực hiện kế hoạch {plan_title}", ("plan_title",)),
    "lead": Text(
        "Lời dẫn",
        "Thực hiện {plan_paper}, tính đến {today}, kết quả như sau:",
        ("plan_paper", "today"),
    ),
    "results": Text("Đề mục: kết quả", "KẾT QUẢ THỰC HIỆN"),
    "noticed": Text(
        "Số cuộc đăng ký",
        "Kế hoạch phân công {assignments} lượt đơn vị; các đơn vị đã đăng ký {meetings} cuộc "
        "sinh hoạt, trong đó {thematic_meetings} cuộc chuyên đề.",
        ("assignments", "meetings", "thematic_meetings"),
    ),
    "attended": Text(
        "Số cuộc đã dự",
        "Tổ công tác chọn dự {visits} cuộc ({thematic_visits} cuộc chuyên đề), đã dự {held} "
        "cuộc và ban hành {letters} thông báo kết quả.",
        ("visits", "thematic_visits", "held", "letters"),
    ),
    "rounds": Text("Trước bảng các đợt", "Các đợt kiểm tra, giám sát:"),
    "calendars": Text(
        "Đi cơ sở: lịch của đơn vị",
        "Đi cơ sở: các đơn vị đã gửi {sent} lượt lịch sinh hoạt, trong đó {late} lượt trễ hạn; "
        "{missing} lượt quá hạn chưa gửi.",
        ("sent", "late", "missing"),
    ),
    "grassroots": Text(
        "Đi cơ sở: số buổi",
        "Trong {meetings} buổi sinh hoạt có trong lịch, đã phân công dự {visits} buổi, "
        "đã dự {held} buổi.",
        ("meetings", "visits", "held"),
    ),
    "ranks": Text("Tên biểu đồ", "Xếp loại các cuộc sinh hoạt được dự"),
    "remarks": Text("Đề mục: nhận xét", "ƯU ĐIỂM, HẠN CHẾ PHỔ BIẾN"),
    "no_remarks": Text("Khi chưa có nhận xét", "Chưa có nhận xét nào được thông báo."),
    "strength": Text("Mỗi ưu điểm", "Ưu điểm: {strength}", ("strength",)),
    "shortcoming": Text("Mỗi hạn chế", "Hạn chế: {shortcoming}", ("shortcoming",)),
    "ongoing": Text("Đề mục: giám sát thường xuyên", "GIÁM SÁT THƯỜNG XUYÊN"),
    "no_notes": Text("Khi nội dung chưa có ghi nhận", "Chưa ghi nhận vấn đề gì."),
    "good_models": Text("Đề mục: mô hình hay", "MÔ HÌNH, CÁCH LÀM HAY"),
    "voices": Text("Đề mục: đề xuất, ý kiến", "ĐỀ XUẤT CỦA CƠ SỞ; TÂM TƯ, Ý KIẾN"),
    "proposals": Text("Trước các đề xuất", "Đề xuất, kiến nghị của cơ sở:"),
    "opinions": Text("Trước các ý kiến", "Tâm tư, ý kiến của đoàn viên, đảng viên:"),
    "no_shows": Text("Đề mục: không tham dự", "VIỆC KHÔNG THAM DỰ THEO PHÂN CÔNG"),
    "mending": Text("Đề mục: khắc phục", "VIỆC KHẮC PHỤC KIẾN NGHỊ"),
    "mended": Text(
        "Số kiến nghị",
        "Có {total} kiến nghị đã thông báo: {mended} kiến nghị đã khắc phục, {open} kiến nghị "
        "đang theo dõi, trong đó {overdue} kiến nghị quá hạn.",
        ("total", "mended", "open", "overdue"),
    ),
    "timeliness": Text("Đề mục: thời hạn", "VIỆC CHẤP HÀNH THỜI HẠN CỦA CÁC ĐƠN VỊ"),
    "all_in_time": Text(
        "Khi không đơn vị nào trễ", "Không có đơn vị nào gửi trễ hoặc quá hạn chưa gửi."
    ),
    "self_run": Text("Đề mục: số liệu", "SỐ LIỆU TRONG BÁO CÁO CỦA CÁC ĐƠN VỊ"),
    "recipients": Text(
        "Nơi nhận",
        "Ban Thường vụ {superior} (để báo cáo)\nLưu {issuer_code}",
        ("superior", "issuer_code"),
    ),
    **SIGNING,
}
