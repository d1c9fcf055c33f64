"""The letter that every contestant prints: two pages, about 700 words, a table of eight rows.

`ROWS` is what a database would give: plain values. `paper` makes the program's
own tree of them; the other contestants fill their templates from the same rows.
"""

from datetime import date
from typing import Any

from webapp.documents.tree import Column, Heading, Item, Paper, Paragraph, Signature, Table

_SEEN = (
    "**Chi bộ duy trì nền nếp sinh hoạt thường kỳ** vào ngày 05 hằng tháng, đúng *Điều lệ Đảng* và "
    "Hướng dẫn của Ban Tổ chức Trung ương; nội dung được cấp ủy chuẩn bị trước, có phân công cụ "
    "thể cho từng đồng chí cấp ủy viên. Tỷ lệ đảng viên dự họp đạt **94,7%**; các đồng chí vắng "
    "mặt đều có lý do và được ghi vào *sổ theo dõi đảng viên* theo quy định."
)
_HEARD = (
    "Không khí buổi sinh hoạt dân chủ, thẳng thắn: **mười hai ý kiến** phát biểu đi vào việc thực "
    "hiện nhiệm vụ chính trị của đơn vị, việc *học tập và làm theo* tư tưởng, đạo đức, phong cách "
    "Hồ Chí Minh, việc giữ mối liên hệ với cấp ủy nơi cư trú. Chủ trì kết luận rõ từng nội dung và "
    "giao người thực hiện, thời hạn hoàn thành; nghị quyết được thông qua với sự nhất trí cao."
)
_LACKING = (
    "Việc chuẩn bị *dự thảo nghị quyết* còn chậm, tài liệu gửi đảng viên trước **chưa đủ ba ngày** "
    "làm việc; phần đánh giá kết quả thực hiện nghị quyết tháng trước còn chung chung, chưa nêu "
    "được nguyên nhân chủ quan. Sổ ghi nghị quyết có đoạn viết tắt, một số trang chưa có đủ chữ ký "
    "của người ghi và người chủ trì. Công tác *kiểm tra, giám sát* trong chi bộ chưa thành nếp."
)

ROWS: dict[str, Any] = {
    "superior": "Tỉnh ủy Đồng Nai",
    "issuer": "Ban Tổ chức",
    "number": 118,
    "symbol": "TB/BTCTU",
    "place": "Đồng Nai",
    "day": "2024-03-15",
    "kind": "Thông báo",
    "summary": "Kết quả dự, giám sát sinh hoạt chi bộ tháng 3 năm 2024",
    "opening": [
        "Căn cứ Kế hoạch số 73-KH/BTCTU, ngày 03 tháng 01 năm 2024 của Ban Tổ chức Tỉnh ủy về "
        "*dự, giám sát sinh hoạt* của các đảng ủy, chi bộ trực thuộc năm 2024;",
        "Ngày 05 tháng 3 năm 2024, **Tổ công tác số 2** đã dự buổi sinh hoạt thường kỳ của Chi bộ "
        "Phòng Hành chính – Quản trị, Đảng bộ Công ty Cấp nước. Dự họp có 36 trên tổng số 38 đảng "
        "viên chính thức và 02 đảng viên dự bị. Ban Tổ chức Tỉnh ủy thông báo kết quả như sau:",
    ],
    "sections": [
        {"title": "I- ƯU ĐIỂM", "texts": [_SEEN, _HEARD]},
        {"title": "II- HẠN CHẾ, NGUYÊN NHÂN", "texts": [_LACKING]},
    ],
    "owed_title": "III- KIẾN NGHỊ",
    "owed_intro": "Ban Tổ chức Tỉnh ủy đề nghị chi bộ và đảng ủy cơ sở thực hiện các việc sau đây, "
    "***báo cáo bằng văn bản*** kết quả từng việc đúng thời hạn:",
    "columns": [["TT", 1], ["Nội dung kiến nghị", 7], ["Thực hiện", 4], ["Thời hạn", 3]],
    "owed": [
        ["1", "Gửi tài liệu cho đảng viên trước ít nhất *ba ngày*", "Bí thư chi bộ", "05/4/2024"],
        ["2", "Ghi đủ ý kiến, kết luận vào **sổ nghị quyết**", "Thư ký chi bộ", "05/4/2024"],
        ["3", "Ký đủ từng trang sổ, không viết tắt", "Chi ủy", "05/4/2024"],
        ["4", "Đánh giá rõ nguyên nhân chủ quan", "Phó Bí thư", "05/5/2024"],
        ["5", "Xây dựng chương trình **kiểm tra, giám sát**", "Chi ủy", "15/5/2024"],
        ["6", "Sinh hoạt chuyên đề quý II về *nêu gương*", "Chi bộ", "30/6/2024"],
        ["7", "Cập nhật danh sách đảng viên miễn sinh hoạt", "Chi ủy", "05/4/2024"],
        ["8", "Theo dõi, đôn đốc việc khắc phục", "Đảng ủy cơ sở", "30/6/2024"],
    ],
    "closing": [
        "Kết quả chấm điểm buổi sinh hoạt: **88/100 điểm**, xếp loại *tốt*. Đồng chí phụ trách "
        "địa bàn của Ban Tổ chức Tỉnh ủy có trách nhiệm theo dõi, đôn đốc việc thực hiện các kiến "
        "nghị nêu trên và báo cáo lãnh đạo Ban trong kỳ họp giao ban tháng.",
        "Đề nghị chi bộ phổ biến thông báo này trong kỳ sinh hoạt gần nhất và **báo cáo kết quả "
        "khắc phục** về Ban Tổ chức Tỉnh ủy (qua *Phòng Tổ chức đảng, đảng viên*) để tổng hợp.",
    ],
    "authority": "K/T Trưởng ban",
    "position": "Phó Trưởng ban",
    "name": "Trần Thị Mẫu",
    "recipients": [
        "Thường trực Tỉnh ủy (để báo cáo)",
        "Đảng ủy Công ty Cấp nước",
        "Chi bộ Phòng Hành chính – Quản trị",
        "Các thành viên Tổ công tác số 2",
        "Lưu Ban Tổ chức Tỉnh ủy",
    ],
}


def numbered(number: int) -> dict[str, Any]:
    """Return the rows of another letter: its own number, unit and attendance."""
    unit = f"Chi bộ số {number}, Đảng bộ Công ty Cấp nước"
    people = f"Dự họp có {20 + number % 17} đảng viên của {unit}."
    return ROWS | {"number": number, "opening": [*ROWS["opening"][:1], people, ROWS["opening"][1]]}


def paper(rows: dict[str, Any]) -> Paper:
    """Return the letter of `rows` as the program's own tree."""
    sections = [
        block
        for section in rows["sections"]
        for block in (Heading(1, section["title"]), *map(Paragraph, section["texts"]))
    ]
    columns = tuple(
        Column(title, share, "center" if place in (0, 3) else "left")
        for place, (title, share) in enumerate(rows["columns"])
    )
    return Paper(
        style="party",
        superior=rows["superior"],
        issuer=rows["issuer"],
        number=rows["number"],
        symbol=rows["symbol"],
        place=rows["place"],
        day=date.fromisoformat(rows["day"]),
        kind=rows["kind"],
        summary=rows["summary"],
        addressee=None,
        blocks=(
            *map(Paragraph, rows["opening"]),
            *sections,
            Heading(1, rows["owed_title"]),
            Item(rows["owed_intro"]),
            Table(columns, tuple(map(tuple, rows["owed"]))),
            *map(Paragraph, rows["closing"]),
        ),
        signatures=(Signature(rows["authority"], rows["position"], rows["name"]),),
        recipients=tuple(rows["recipients"]),
    )
