"""What a plan's paper says: headings come without numbers, which follow from what is there.

Sources: 73-KH/BTCTU for attending by months, 46-KH/ĐTN for rounds and visits to the grassroots,
65-KH/ĐTN for a team's supervision with an outline.
"""

from webapp.documents.texts.text import IN_PLACE_OF, REPLACED, SIGNING, Place, Text

# Placeholder → (what it stands for, an example for the preview).
PLACES = {
    "basis": Place(
        "văn bản căn cứ",
        "Hướng dẫn số 12-HD/BTCTW ngày 06/7/2018 của Ban Tổ chức Trung ương",
    ),
    "body": Place("cơ quan được mời", "Ủy ban Kiểm tra Đảng ủy Khối"),
    "copied": Place("nơi đồng kính gửi ghi trong kế hoạch", "Thường trực Tỉnh ủy"),
    "count": Place("số lượng", "05"),
    "dots": Place("chỗ để điền", "……………………"),
    "duty": Place("việc phải làm", "Đăng ký lịch sinh hoạt"),
    "owner": Place("ai làm", "Đơn vị"),
    "recipients": Place("nơi nhận ghi trong kế hoạch", "Các huyện ủy, thành ủy"),
    "rule": Place("thời hạn", "trước 30 ngày"),
    "since": Place("mốc đầu", "01/11/2022"),
    "until": Place("mốc cuối", "31/07/2023"),
    "whose": Place("đợt kiểm tra, giám sát", "Kiểm tra đợt 1"),
}

PLAN = {
    REPLACED: IN_PLACE_OF,
    "basis": Text("Mỗi căn cứ", "*Căn cứ {basis};*", ("basis",)),
    "aims": Text("Đề mục mục đích, yêu cầu", "MỤC ĐÍCH, YÊU CẦU"),
    "purpose": Text("Đề mục mục đích", "Mục đích"),
    "requirement": Text("Đề mục yêu cầu", "Yêu cầu"),
    "contents": Text("Đề mục nội dung", "NỘI DUNG GIÁM SÁT"),
    "work": Text("Đề mục nội dung khi có đợt, đi cơ sở", "NỘI DUNG THỰC HIỆN"),
    "books": Text("Sổ sách", "Sổ sách phải xuất trình: {books}.", ("books",)),
    "round_contents": Text("Nội dung của đợt", "Nội dung"),
    "same_contents": Text("Nội dung giống một đợt đã nêu", "Như nội dung {whose}.", ("whose",)),
    "when": Text("Thời gian của đợt", "Thời gian"),
    "covered": Text("Đề mục thời hiệu", "Thời hiệu giám sát"),
    "covered_period": Text("Thời hiệu", "Từ ngày {since} đến ngày {until}.", ("since", "until")),
    "kick_off": Text("Đề mục triển khai", "Thời gian, địa điểm triển khai kế hoạch"),
    "kick_off_at": Text("Triển khai", "Lúc {time} tại {place}.", ("time", "place")),
    "units": Text("Đề mục đơn vị", "Đơn vị, thời gian, địa điểm"),
    "hour_later": Text("Khi giờ làm việc báo sau", "giờ cụ thể thông báo sau"),
    "told_later": Text("Khi chưa chọn đơn vị", "Các đơn vị được chọn sẽ có thông báo riêng."),
    "some_later": Text(
        "Khi mới định số đơn vị", "{count} đơn vị, sẽ có thông báo riêng.", ("count",)
    ),
    "thematic": Text("Bảng các đợt chuyên đề", "Giám sát theo chuyên đề"),
    "visits": Text(
        "Đi cơ sở",
        "Dự sinh hoạt hằng tháng tại {count} đơn vị trực thuộc, từ {since} đến {until}.",
        ("count", "since", "until"),
    ),
    "calendar": Text(
        "Gửi lịch sinh hoạt",
        "Các đơn vị gửi lịch sinh hoạt (số điện thoại liên hệ, thời gian, địa điểm) {rule} "
        "để tổng hợp và phân công người dự.",
        ("rule",),
    ),
    "papers": Text("Đề mục tài liệu", "Tài liệu gửi Đoàn giám sát"),
    "by_outline": Text("Báo cáo theo đề cương", "Báo cáo kết quả (theo đề cương kèm theo)."),
    "papers_due": Text(
        "Hạn gửi tài liệu",
        "Đơn vị gửi tài liệu qua đồng chí Thư ký Đoàn giám sát {rule}.",
        ("rule",),
    ),
    "agenda": Text("Đề mục chương trình", "Chương trình làm việc"),
    "how": Text("Đề mục thời gian, phương pháp", "THỜI GIAN, ĐƠN VỊ VÀ PHƯƠNG PHÁP LÀM VIỆC"),
    "ways": Text("Đề mục phương thức, khi không dự theo tháng", "PHƯƠNG THỨC TIẾN HÀNH"),
    "schedule": Text("Đề mục thời gian", "Thời gian, đơn vị"),
    "self_run": Text(
        "Đơn vị tự tổ chức", "Các đơn vị tự tổ chức dự, giám sát: {units}.", ("units",)
    ),
    "method": Text("Đề mục phương pháp", "Phương pháp làm việc"),
    "duties": Text("Đề mục thời hạn", "Thời hạn thực hiện"),
    "duty": Text("Mỗi thời hạn", "{duty} ({owner}): {rule}.", ("duty", "owner", "rule")),
    "duty_of": Text(
        "Mỗi thời hạn, khi các đợt có thời hạn khác nhau",
        "{duty} ({owner}), {whose}: {rule}.",
        ("duty", "owner", "rule", "whose"),
    ),
    "attendees": Text("Đề mục thành phần", "THÀNH PHẦN DỰ SINH HOẠT"),
    "attendee_upper": Text("Đề mục cấp tỉnh", "Cấp tỉnh"),
    "attendee_lower": Text("Đề mục cấp huyện", "Cấp huyện và tương đương"),
    "execution": Text("Đề mục tổ chức thực hiện", "TỔ CHỨC THỰC HIỆN"),
    "taking_part": Text("Đề mục thành phần của đợt", "Thành phần tham dự"),
    "team": Text("Đề mục đoàn", "Thành lập Đoàn giám sát"),
    "invited_body": Text(
        "Cơ quan được mời", "Kính mời đại diện {body} tham gia thành viên Đoàn.", ("body",)
    ),
    "unit_invites": Text("Đề mục thành phần đơn vị mời", "Thành phần do đơn vị mời dự"),
    "duty_lower": Text("Đề mục các đơn vị", "Các {owners} trực thuộc"),
    "duty_board": Text("Đề mục cơ quan ban hành", "Cơ quan ban hành kế hoạch"),
    "outline": Text("Tên phụ lục", "ĐỀ CƯƠNG BÁO CÁO"),
    "outline_unit": Text("Tên đơn vị trong phụ lục", "Tên đơn vị: {dots}", ("dots",)),
    "approval": Text("Lời phê duyệt trên chữ ký bên trái", "PHÊ DUYỆT"),
    "recipients": Text("Nơi nhận", "{recipients}", ("recipients",)),
    "copied": Text("Đồng kính gửi", "{copied}", ("copied",)),
    **SIGNING,
}
