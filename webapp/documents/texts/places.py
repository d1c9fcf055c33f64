"""The placeholders that texts of several rooms have; a room declares its own beside its texts.

Placeholder → (what it stands for, an example for the preview).
"""

from webapp.documents.texts.text import Place

PLACES = {
    "assignments": Place("số lượt đơn vị được phân công", "11"),
    "authority": Place("quyền hạn ký ghi trong kế hoạch", "K/T TRƯỞNG BAN"),
    "bases": Place("câu căn cứ ở trên", "Thực hiện Kế hoạch số 73-KH/BTCTU về dự sinh hoạt"),
    "books": Place("sổ sách phải xuất trình", "Sổ nghị quyết; Sổ biên bản"),
    "cause": Place("nguyên nhân", "Chưa phân công người ghi."),
    "committee": Place("nơi nhận văn bản", "Ban Thường vụ Huyện ủy Nhơn Trạch"),
    "day": Place("ngày dự", "ngày 05 tháng 3 năm 2024"),
    "guests": Place("các cơ quan được mời", "Văn phòng Tỉnh ủy; Ban Tuyên giáo Tỉnh ủy"),
    "held": Place("số cuộc đã dự", "24"),
    "issuer": Place("cơ quan ban hành", "Ban Tổ chức Tỉnh ủy Đồng Nai"),
    "issuer_code": Place("ký hiệu cơ quan", "BTCTU"),
    "late": Place("số lượt gửi trễ", "03"),
    "meetings": Place("số cuộc đã đăng ký", "120"),
    "month": Place("tháng dự", "tháng 3 năm 2024"),
    "old_paper": Place(
        "tên loại, số và ngày của văn bản bị thay thế",
        "Thông báo số 05-TB/BTCTU ngày 01 tháng 02 năm 2024",
    ),
    "paper": Place("tên loại văn bản", "Thông báo"),
    "old": Place("văn bản bị thay thế", "số 05-TB/BTCTU ngày 01 tháng 02 năm 2024"),
    "place": Place("địa điểm", "Hội trường ấp 1"),
    "plan": Place("số, ký hiệu và ngày của kế hoạch", "73-KH/BTCTU ngày 03 tháng 01 năm 2024"),
    "plan_title": Place("trích yếu của kế hoạch", "dự, giám sát sinh hoạt thường kỳ năm 2024"),
    "position": Place("chức vụ người ký ghi trong kế hoạch", "PHÓ TRƯỞNG BAN"),
    "reason": Place("lý do không tham dự", "Dự họp đột xuất."),
    "present": Place("số người có mặt", "03"),
    "shortcoming": Place("hạn chế", "Sổ nghị quyết ghi chưa đủ."),
    "signatory": Place("người ký ghi trong kế hoạch", "Trần Văn Mẫu"),
    "superior": Place("cấp trên", "Đảng ủy Khối"),
    "time": Place("thời gian", "từ 08 giờ 00 đến 09 giờ 30, ngày 05 tháng 3 năm 2024"),
    "unit": Place("đơn vị được dự", "Đảng bộ huyện Nhơn Trạch"),
    "units": Place(
        "các đơn vị tự dự, giám sát", "Đảng bộ huyện Long Thành; Đảng bộ huyện Xuân Lộc"
    ),
    "visits": Place("số cuộc được chọn dự", "24"),
    "why": Place("lý do thay thế", "lịch dự có thay đổi (thời gian, địa điểm)"),
}
