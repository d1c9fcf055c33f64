"""What a report by an outline says of its own."""

from webapp.documents.texts.text import Place, Text

# Placeholder → (what it stands for, an example for the preview).
PLACES = {
    "covered_from": Place("ngày đầu của thời hiệu giám sát", "ngày 01 tháng 11 năm 2022"),
    "covered_to": Place("ngày cuối của thời hiệu giám sát", "ngày 31 tháng 7 năm 2023"),
    "topic": Place("nội dung được giám sát", "Công tác phát triển đảng viên"),
}

OUTLINE_REPORT = {
    "summary": Text("Trích yếu", "Kết quả triển khai, thực hiện “{topic}”", ("topic",)),
    "period": Text(
        "Thời hiệu giám sát, sau trích yếu",
        "(từ {covered_from} đến {covered_to})",
        ("covered_from", "covered_to"),
    ),
    "authority": Text("Quyền hạn ký", "{signs_for}"),
    "position": Text("Dưới quyền hạn ký", "(Ký tên, đóng dấu)"),
}
