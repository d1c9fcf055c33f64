"""The standing texts of the synthesis of a plan's year, or of another span.

What the plan does not have is left out.

Sources: 73-KH/BTCTU, V.2; 46-KH/ĐTN, I.1, II.2.2 and II.3.
"""

from webapp.documents.texts.text import SIGNING, Place, Text

# Placeholder → (what it stands for, an example for the preview).
PLACES = {
    "came": Place("số báo cáo đã gửi", "05"),
    "due": Place("số báo cáo phải gửi", "07"),
    "marked": Place("số cuộc đã chấm đủ điểm", "20"),
    "recipient": Place("nơi nhận báo cáo", "Ban Thường vụ Tỉnh ủy Đồng Nai"),
    "span": Place("khoảng thời gian", "6 tháng đầu năm 2024"),
    "units": Place("các đơn vị chưa gửi", "Huyện ủy Định Quán; Huyện ủy Xuân Lộc"),
    "without": Place("số cuộc không có điểm", "; 01 cuộc không chấm điểm (có lý do)"),
    "letters": Place("số thông báo kết quả", "22"),
    "mended": Place("số kiến nghị đã khắc phục", "15"),
    "missing": Place("số lượt quá hạn chưa gửi", "02"),
    "open": Place("số kiến nghị đang theo dõi", "07"),
    "overdue": Place("số kiến nghị quá hạn", "02"),
    "plan_paper": Place("kế hoạch", "Kế hoạch số 73-KH/BTCTU, ngày 03 tháng 01 năm 2024"),
    "sent": Place("số lượt lịch đã gửi", "640"),
    "strength": Place("ưu điểm", "Sinh hoạt đúng ngày."),
    "thematic_meetings": Place("số cuộc chuyên đề đã đăng ký", "30"),
    "thematic_visits": Place("số cuộc chuyên đề được chọn dự", "11"),
    "today": Place("ngày lập báo cáo", "ngày 16 tháng 12 năm 2024"),
    "total": Place("số kiến nghị đã thông báo", "22"),
}

SYNTHESIS = {
    "summary": Text("Trích yếu", "Kết quả thực hiện kế hoạch {plan_title}", ("plan_title",)),
    "lead": Text(
        "Lời dẫn",
        "Thực hiện {plan_paper}, tính đến {today}, kết quả như sau:",
        ("plan_paper", "today"),
    ),
    "span_summary": Text(
        "Trích yếu khi tổng hợp một khoảng thời gian",
        "Kết quả {span} thực hiện kế hoạch {plan_title}",
        ("plan_title", "span"),
    ),
    "plans_summary": Text(
        "Trích yếu khi tổng hợp nhiều kế hoạch",
        "Kết quả kiểm tra, giám sát {span}",
        ("span",),
    ),
    "span_lead": Text(
        "Lời dẫn khi tổng hợp một khoảng thời gian",
        "Thực hiện {plan_paper}, {issuer} báo cáo {recipient} kết quả {span}, số liệu tính đến "
        "{today}, như sau:",
        ("plan_paper", "issuer", "recipient", "span", "today"),
    ),
    "base_reports": Text(
        "Cơ sở: báo cáo của đơn vị",
        "Số liệu của đơn vị lấy từ {came}/{due} báo cáo phải gửi theo kế hoạch.",
        ("came", "due"),
    ),
    "no_reports": Text(
        "Cơ sở: chưa có báo cáo nào",
        "Chưa có báo cáo nào trong {due} báo cáo đơn vị phải gửi theo kế hoạch.",
        ("due",),
    ),
    "no_marks": Text(
        "Cơ sở: chưa chấm điểm",
        "Chưa cuộc nào trong {held} cuộc đã dự được chấm đủ điểm{without}.",
        ("held", "without"),
    ),
    "awaited": Text("Cơ sở: báo cáo còn chờ", "Chưa có báo cáo của: {units}.", ("units",)),
    "closed": Text(
        "Cơ sở: báo cáo đã khép lại",
        "Không còn phải báo cáo, do đã kết thúc hoạt động: {units}.",
        ("units",),
    ),
    "base_marks": Text(
        "Cơ sở: chấm điểm",
        "Việc xếp loại căn cứ {marked}/{held} cuộc đã dự, đã chấm đủ điểm{without}.",
        ("marked", "held", "without"),
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
    "opinions": Text("Trước các ý kiến", "Tâm tư, ý kiến của {member}:"),
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
    "span_recipients": Text(
        "Nơi nhận khi báo cáo với nơi khác",
        "{recipient} (để báo cáo)\nLưu {issuer_code}",
        ("recipient", "issuer_code"),
    ),
    "recipients": Text(
        "Nơi nhận",
        "Ban Thường vụ {superior} (để báo cáo)\nLưu {issuer_code}",
        ("superior", "issuer_code"),
    ),
    **SIGNING,
}
