"""What the letter on the result, the minutes and the form to write on say.

Sources: 73-KH/BTCTU for contents, HD 36-HD/VPTW for the form.
"""

from webapp.documents.texts.text import BASES, IN_PLACE_OF, REPLACED, SIGNING, Place, Text

# Placeholder → (what it stands for, an example for the preview).
PLACES = {
    "activity": Place("nội dung hoạt động", "giám sát chuyên đề công tác phát triển đảng viên"),
    "attendance": Place(
        "số đảng viên có mặt, vắng",
        "tổng số 20 đảng viên; có mặt 18; vắng có lý do 02; vắng không lý do 00.",
    ),
    "chair": Place("người chủ trì", "Đồng chí Bí thư Chi bộ"),
    "closed": Place("giờ kết thúc", "10 giờ 30"),
    "group": Place("thành phần đơn vị mời", "Bí thư chi bộ trực thuộc"),
    "length": Place("thời lượng", "90 phút"),
    "meeting": Place("loại hình sinh hoạt", "sinh hoạt thường kỳ"),
    "meeting_topic": Place(
        "loại hình và nội dung",
        "Sinh hoạt chuyên đề, nội dung: học tập và làm theo Bác",
    ),
    "monitor": Place("người theo dõi", "Đồng chí Trần Văn Mẫu"),
    "minute_taker": Place("người ghi biên bản", "Đồng chí Lê Thị Mẫu"),
    "numbers": Place("số thứ tự kiến nghị", "1, 2"),
    "names": Place("những người có mặt", ", gồm: đồng chí Trần Văn Mẫu; đồng chí Lê Thị Mẫu"),
    "rank": Place("xếp loại", "Tốt"),
    "score": Place("điểm", "92/100 điểm"),
    "speaker": Place("người trình bày, phát biểu", "Đồng chí Trưởng đoàn"),
    "step": Place("bước của chương trình làm việc", "Đơn vị báo cáo kết quả thực hiện"),
    "team": Place("Tổ công tác", "đồng chí Trần Văn Mẫu (Tổ trưởng)"),
}

RESULT_LETTER = {
    REPLACED: IN_PLACE_OF,
    "summary": Text("Trích yếu", "Kết quả dự, giám sát {meeting} tại {unit}", ("meeting", "unit")),
    "bases": BASES,
    "lead": Text(
        "Lời dẫn",
        "{bases}; {day}, Tổ công tác của {issuer} đã dự, giám sát {meeting} tại {unit}. "
        "{issuer} thông báo kết quả như sau:",
        ("bases", "day", "issuer", "meeting", "unit"),
    ),
    "time": Text("Thời gian", "Thời gian: {time}.", ("time",)),
    "place": Text("Địa điểm", "Địa điểm: {place}.", ("place",)),
    "chair": Text("Chủ trì", "Chủ trì: {chair}.", ("chair",)),
    "team": Text("Tổ công tác", "Thành phần Tổ công tác: {team}.", ("team",)),
    "attendance": Text("Tham dự", "Tình hình tham dự: {attendance}", ("attendance",)),
    "length": Text(
        "Loại hình, thời lượng",
        "Loại hình, thời lượng: {meeting_topic}; {length}.",
        ("meeting_topic", "length"),
    ),
    "strengths": Text("Đề mục 1", "1. Ưu điểm"),
    "good_models": Text("Khi có mô hình hay", "Mô hình, cách làm hay cần phát huy, nhân rộng:"),
    "shortcomings": Text("Đề mục 2", "2. Hạn chế, tồn tại và nguyên nhân"),
    "no_shortcomings": Text(
        "Khi không có hạn chế", "Qua dự, giám sát chưa ghi nhận hạn chế, tồn tại."
    ),
    "shortcoming": Text(
        "Mỗi hạn chế", "{shortcoming} *Nguyên nhân:* {cause}", ("shortcoming", "cause")
    ),
    "recommendations": Text("Đề mục 3", "3. Kiến nghị"),
    "no_recommendations": Text("Khi không có kiến nghị", "Không có."),
    "monitoring": Text("Đề mục 4", "4. Theo dõi, đôn đốc"),
    "follow": Text(
        "Khi không có kiến nghị phải theo dõi",
        "Đề nghị {committee} tiếp tục theo dõi, chỉ đạo nâng cao chất lượng sinh hoạt.",
        ("committee",),
    ),
    "ask": Text(
        "Đề nghị thực hiện",
        "Đề nghị {committee} chỉ đạo {unit} thực hiện các kiến nghị nêu trên và báo cáo kết quả "
        "về {issuer} theo thời hạn.",
        ("committee", "issuer", "unit"),
    ),
    "monitor": Text(
        "Người theo dõi",
        "{monitor} theo dõi, đôn đốc việc thực hiện kiến nghị số {numbers}.",
        ("monitor", "numbers"),
    ),
    "score": Text(
        "Điểm, xếp loại",
        "Kết quả chấm điểm: {score}; xếp loại: **{rank}**.",
        ("score", "rank"),
    ),
    "no_score": Text("Khi chưa chấm đủ điểm", "Kết quả chấm điểm, xếp loại: {score}.", ("score",)),
    "session_summary": Text(
        "Trích yếu khi kiểm tra, giám sát theo đợt",
        "Kết quả kiểm tra, giám sát tại {unit}",
        ("unit",),
    ),
    "session_lead": Text(
        "Lời dẫn khi kiểm tra, giám sát theo đợt",
        "{bases}; {day}, Đoàn giám sát của {issuer} đã làm việc tại {unit}. "
        "{issuer} thông báo kết quả như sau:",
        ("bases", "day", "issuer", "unit"),
    ),
    "session_team": Text("Đoàn giám sát", "Thành phần Đoàn giám sát: {team}.", ("team",)),
    "session_follow": Text(
        "Khi không có kiến nghị với đơn vị được giám sát theo đợt",
        "Đề nghị {committee} tiếp tục phát huy ưu điểm, thực hiện tốt các nội dung được giám sát.",
        ("committee",),
    ),
    "session_ask": Text(
        "Đề nghị đơn vị được giám sát theo đợt",
        "Đề nghị {committee} thực hiện các kiến nghị nêu trên và báo cáo kết quả về {issuer} "
        "theo thời hạn.",
        ("committee", "issuer"),
    ),
    "session_recipients": Text(
        "Nơi nhận khi kiểm tra, giám sát theo đợt",
        "{committee}\nThành viên Đoàn giám sát\nLưu {issuer_code}",
        ("committee", "issuer_code"),
    ),
    "recipients": Text(
        "Nơi nhận",
        "{committee}\n{unit}\nThành viên Tổ công tác\nLưu {issuer_code}",
        ("committee", "issuer_code", "unit"),
    ),
    **SIGNING,
}

MINUTES = {
    "summary": Text("Trích yếu", "Buổi làm việc với {unit} về {activity}", ("activity", "unit")),
    "bases": BASES,
    "lead": Text(
        "Lời dẫn",
        "{bases}, {day}, tại {place}, Đoàn giám sát của {issuer} làm việc với {unit}.",
        ("bases", "day", "issuer", "place", "unit"),
    ),
    "opened": Text("Khai mạc", "Buổi làm việc bắt đầu lúc *{time}*.", ("time",)),
    "present": Text("Đề mục 1", "1. Thành phần"),
    "team": Text("Đoàn giám sát", "Đoàn giám sát: {team}.", ("team",)),
    "group": Text(
        "Mỗi thành phần của đơn vị",
        "{group}: {present} đồng chí{names}.",
        ("group", "names", "present"),
    ),
    "others": Text("Thành phần khác", "{names}", ("names",)),
    "chair": Text("Chủ trì", "Chủ trì: {chair}.", ("chair",)),
    "minute_taker": Text("Thư ký", "Ghi biên bản: {minute_taker}.", ("minute_taker",)),
    "course": Text("Đề mục 2", "2. Diễn biến"),
    "step": Text("Mỗi bước", "*{time}:* {step} ({speaker}).", ("speaker", "step", "time")),
    "conclusion": Text("Đề mục 3", "3. Kết luận"),
    "concluded": Text("Người kết luận", "{speaker} kết luận:", ("speaker",)),
    "closed": Text(
        "Kết thúc",
        "Buổi làm việc kết thúc lúc *{closed}* cùng ngày. Biên bản đã được đọc lại, các thành "
        "viên dự họp nhất trí thông qua.",
        ("closed",),
    ),
    "left_signs": Text("Chức danh ký bên trái", "NGƯỜI GHI BIÊN BẢN"),
    "right_signs": Text("Chức danh ký bên phải", "CHỦ TRÌ"),
}

NOTE_FORM = {
    "summary": Text("Trích yếu", "{meeting} tại {unit}", ("meeting", "unit")),
    "time": Text("Thời gian, địa điểm", "Thời gian, địa điểm: {time}; {place}.", ("place", "time")),
    "guests": Text("Đề mục thành phần", "THÀNH PHẦN DỰ"),
    "agenda": Text("Đề mục chương trình", "CHƯƠNG TRÌNH LÀM VIỆC"),
    "contents": Text("Đề mục nội dung", "NỘI DUNG GIÁM SÁT"),
    "books": Text("Đề mục sổ sách", "SỔ SÁCH"),
    "remarks": Text("Đề mục nhận xét", "NHẬN XÉT CHUNG"),
    "recommendations": Text("Đề mục kiến nghị", "KIẾN NGHỊ"),
    "signs": Text("Chức danh người ghi", "NGƯỜI GHI"),
}
