"""What the papers say: every standing sentence of each kind of paper, to be proofread here.

An office changes these in the program (table `template_text`); what it has not changed reads as
below. `{unit}` and the like are filled in when a paper is composed; `PLACES` says what each
stands for. Stars make **bold** and *italic* as everywhere in a paper. Recipients stand one to a
line. Sources: 73-KH/BTCTU for contents, HD 36-HD/VPTW for the form.
"""

from webapp.documents.texts_grassroots import ANNOUNCEMENT as _MONTH_ANNOUNCEMENT
from webapp.documents.texts_grassroots import MONTH_REPORT, QUICK_REPORT
from webapp.documents.texts_plan import PLAN
from webapp.documents.texts_reports import SYNTHESIS as _SYNTHESIS
from webapp.documents.texts_rounds import ANNOUNCEMENT as _ROUND_ANNOUNCEMENT
from webapp.documents.texts_rounds import INVITATION as _ROUND_INVITATION
from webapp.documents.texts_rounds import REPORT as _ROUND_REPORT
from webapp.documents.texts_shared import BASES as _BASES
from webapp.documents.texts_shared import NO_VISITS as _NO_VISITS
from webapp.documents.texts_shared import REPLACES as _REPLACES
from webapp.documents.texts_shared import SIGNING as _SIGNING
from webapp.documents.texts_shared import Text as Text

# Placeholder → (what it stands for, an example for the preview).
PLACES = {
    "activity": ("nội dung hoạt động", "giám sát chuyên đề công tác phát triển đảng viên"),
    "attendance": (
        "số đảng viên có mặt, vắng",
        "tổng số 20 đảng viên; có mặt 18; vắng có lý do 02; vắng không lý do 00.",
    ),
    "announced": (
        "các văn bản được điều chỉnh",
        "Thông báo số 05-TB/BTCTU ngày 01 tháng 02 năm 2024",
    ),
    "assignments": ("số lượt cấp ủy được phân công", "11"),
    "authority": ("quyền hạn ký ghi trong kế hoạch", "K/T TRƯỞNG BAN"),
    "bases": ("câu căn cứ ở trên", "Thực hiện Kế hoạch số 73-KH/BTCTU về dự sinh hoạt"),
    "basis": (
        "văn bản căn cứ",
        "Hướng dẫn số 12-HD/BTCTW ngày 06/7/2018 của Ban Tổ chức Trung ương",
    ),
    "body": ("cơ quan được mời", "Ủy ban Kiểm tra Đảng ủy Khối"),
    "books": ("sổ sách phải xuất trình", "Sổ nghị quyết; Sổ biên bản"),
    "cause": ("nguyên nhân", "Cấp ủy chưa phân công người ghi."),
    "chair": ("người chủ trì", "Đồng chí Bí thư Chi bộ"),
    "closed": ("giờ kết thúc", "10 giờ 30"),
    "committee": ("cấp ủy nhận văn bản", "Ban Thường vụ Huyện ủy Nhơn Trạch"),
    "copied": ("nơi đồng kính gửi ghi trong kế hoạch", "Thường trực Tỉnh ủy"),
    "closes": ("ngày kết thúc đợt", "ngày 22 tháng 3 năm 2024"),
    "count": ("số lượng", "05"),
    "covered": ("thời hiệu giám sát", "từ ngày 01/11/2022 đến ngày 31/7/2023"),
    "covered_from": ("ngày đầu của thời hiệu giám sát", "ngày 01 tháng 11 năm 2022"),
    "covered_to": ("ngày cuối của thời hiệu giám sát", "ngày 31 tháng 7 năm 2023"),
    "day": ("ngày dự", "ngày 05 tháng 3 năm 2024"),
    "dots": ("chỗ để điền", "……………………"),
    "due": ("hạn gửi tài liệu", "17 giờ 00, ngày 11 tháng 9 năm 2023"),
    "duty": ("việc phải làm", "Đăng ký lịch sinh hoạt"),
    "group": ("thành phần đơn vị mời", "Bí thư chi bộ trực thuộc"),
    "guests": ("các cơ quan được mời", "Văn phòng Tỉnh ủy; Ban Tuyên giáo Tỉnh ủy"),
    "held": ("số cuộc đã dự", "24"),
    "issuer": ("cơ quan ban hành", "Ban Tổ chức Tỉnh ủy Đồng Nai"),
    "issuer_code": ("ký hiệu cơ quan", "BTCTU"),
    "late": ("số lượt gửi trễ", "03"),
    "in_time": ("số đơn vị gửi lịch đúng hạn", "60"),
    "length": ("thời lượng", "90 phút"),
    "letters": ("số thông báo kết quả", "22"),
    "meeting": ("loại hình sinh hoạt", "sinh hoạt thường kỳ"),
    "meeting_topic": (
        "loại hình và nội dung",
        "Sinh hoạt chuyên đề, nội dung: học tập và làm theo Bác",
    ),
    "meetings": ("số cuộc đã đăng ký", "120"),
    "members": ("số đoàn viên nơi được dự", "320"),
    "mended": ("số kiến nghị đã khắc phục", "15"),
    "missing": ("số lượt quá hạn chưa gửi", "02"),
    "monitor": ("người theo dõi", "Đồng chí Trần Văn Mẫu"),
    "minute_taker": ("người ghi biên bản", "Đồng chí Lê Thị Mẫu"),
    "month": ("tháng dự", "tháng 3 năm 2024"),
    "numbers": ("số thứ tự kiến nghị", "1, 2"),
    "old": ("văn bản bị thay thế", "số 05-TB/BTCTU ngày 01 tháng 02 năm 2024"),
    "names": ("những người có mặt", ", gồm: đồng chí Trần Văn Mẫu; đồng chí Lê Thị Mẫu"),
    "open": ("số kiến nghị đang theo dõi", "07"),
    "opens": ("ngày bắt đầu đợt", "ngày 11 tháng 3 năm 2024"),
    "overdue": ("số kiến nghị quá hạn", "02"),
    "owner": ("ai làm", "Cấp ủy"),
    "person": ("người được phân công", "đồng chí Trần Văn Mẫu"),
    "place": ("địa điểm", "Hội trường ấp 1"),
    "plan": ("số, ký hiệu và ngày của kế hoạch", "73-KH/BTCTU ngày 03 tháng 01 năm 2024"),
    "plan_number": ("số, ký hiệu của kế hoạch", "73-KH/BTCTU"),
    "plan_paper": ("kế hoạch", "Kế hoạch số 73-KH/BTCTU, ngày 03 tháng 01 năm 2024"),
    "plan_title": ("trích yếu của kế hoạch", "dự, giám sát sinh hoạt thường kỳ năm 2024"),
    "position": ("chức vụ người ký ghi trong kế hoạch", "PHÓ TRƯỞNG BAN"),
    "rank": ("xếp loại", "Tốt"),
    "reason": ("lý do không tham dự", "Dự họp đột xuất."),
    "recipients": ("nơi nhận ghi trong kế hoạch", "Các huyện ủy, thành ủy"),
    "replacement": ("người thay", "đồng chí Lê Thị Mẫu"),
    "round": ("tên đợt", "giám sát chuyên đề công tác phát triển đảng viên"),
    "rule": ("thời hạn", "trước 30 ngày"),
    "score": ("điểm", "92/100 điểm"),
    "present": ("số người có mặt", "03"),
    "sent": ("số lượt lịch đã gửi", "640"),
    "shortcoming": ("hạn chế", "Sổ nghị quyết ghi chưa đủ."),
    "signatory": ("người ký ghi trong kế hoạch", "Trần Văn Mẫu"),
    "since": ("mốc đầu", "01/11/2022"),
    "silent": ("số đơn vị chưa gửi lịch", "02"),
    "speaker": ("người trình bày, phát biểu", "Đồng chí Trưởng đoàn"),
    "step": ("bước của chương trình làm việc", "Đơn vị báo cáo kết quả thực hiện"),
    "strength": ("ưu điểm", "Sinh hoạt đúng ngày."),
    "superior": ("cấp trên", "Đảng ủy Khối"),
    "team": ("Tổ công tác", "đồng chí Trần Văn Mẫu (Tổ trưởng)"),
    "thematic_meetings": ("số cuộc chuyên đề đã đăng ký", "30"),
    "thematic_visits": ("số cuộc chuyên đề được chọn dự", "11"),
    "time": ("thời gian", "từ 08 giờ 00 đến 09 giờ 30, ngày 05 tháng 3 năm 2024"),
    "today": ("ngày lập báo cáo", "ngày 16 tháng 12 năm 2024"),
    "topic": ("nội dung được giám sát", "Công tác phát triển đảng viên"),
    "total": ("số kiến nghị đã thông báo", "22"),
    "unit": ("đơn vị được dự", "Đảng bộ huyện Nhơn Trạch"),
    "units": ("các đơn vị tự dự, giám sát", "Đảng bộ huyện Long Thành; Đảng bộ huyện Xuân Lộc"),
    "until": ("mốc cuối", "31/07/2023"),
    "visits": ("số cuộc được chọn dự", "24"),
}


ANNOUNCEMENT = {
    "summary": Text(
        "Trích yếu", "Lịch dự, giám sát sinh hoạt {month} tại {unit}", ("month", "unit")
    ),
    "replaces": _REPLACES,
    "bases": _BASES,
    "lead": Text(
        "Lời dẫn",
        "{bases}, {issuer} thông báo lịch dự, giám sát sinh hoạt {month} tại {unit} như sau:",
        ("bases", "issuer", "month", "unit"),
    ),
    "visits": Text("Đề mục 1", "1. Các buổi sinh hoạt được dự, giám sát"),
    "no_visits": _NO_VISITS,
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
    **_SIGNING,
    **_ROUND_ANNOUNCEMENT,
    **_MONTH_ANNOUNCEMENT,
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
    **_SIGNING,
}

INVITATION = {
    "summary": Text("Trích yếu", "Dự, giám sát sinh hoạt {month} tại {unit}", ("month", "unit")),
    "addressee": Text("Kính gửi", "{guests}", ("guests",)),
    "replaces": _REPLACES,
    "bases": _BASES,
    "lead": Text(
        "Lời mời",
        "{bases}, {issuer} trân trọng kính mời đại diện lãnh đạo các cơ quan dự, giám sát "
        "sinh hoạt {month} tại {unit}:",
        ("bases", "issuer", "month", "unit"),
    ),
    "visits": Text("Đề mục 1", "1. Thời gian, địa điểm"),
    "no_visits": _NO_VISITS,
    "chair_heading": Text("Đề mục 2", "2. Chủ trì"),
    "chair": Text(
        "Chủ trì",
        "Cấp ủy nơi sinh hoạt chủ trì buổi sinh hoạt; Tổ trưởng Tổ công tác chủ trì phần "
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
    **_SIGNING,
    **_ROUND_INVITATION,
}

RESULT_LETTER = {
    "summary": Text("Trích yếu", "Kết quả dự, giám sát {meeting} tại {unit}", ("meeting", "unit")),
    "bases": _BASES,
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
    **_SIGNING,
}

MINUTES = {
    "summary": Text("Trích yếu", "Buổi làm việc với {unit} về {activity}", ("activity", "unit")),
    "bases": _BASES,
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

# By the keys of documents.kinds, in the order in which the administrator sees them.
OUTLINE_REPORT = {
    "summary": Text("Trích yếu", "Kết quả triển khai, thực hiện “{topic}”", ("topic",)),
    "period": Text(
        "Thời hiệu giám sát, sau trích yếu",
        "(từ {covered_from} đến {covered_to})",
        ("covered_from", "covered_to"),
    ),
    "authority": Text("Quyền hạn ký", "T/M CẤP ỦY ĐƠN VỊ"),
    "position": Text("Dưới quyền hạn ký", "(Ký tên, đóng dấu)"),
}

TEXTS: dict[str, dict[str, Text]] = {
    "plan": PLAN,
    "announcement": ANNOUNCEMENT,
    "amendment": AMENDMENT,
    "invitation": INVITATION,
    "result_letter": RESULT_LETTER,
    "minutes": MINUTES,
    "note_form": NOTE_FORM,
    "quick_report": QUICK_REPORT,
    "round_report": _ROUND_REPORT,
    "month_report": MONTH_REPORT,
    "synthesis": _SYNTHESIS,
    "outline_report": OUTLINE_REPORT,
}
