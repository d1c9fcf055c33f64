"""Sample papers that stay in the house or go with another: minutes, form, letter, receipt."""

from dataclasses import replace
from datetime import date

from webapp.documents.samples_office import ISSUED_ON, Office, kept, paper
from webapp.documents.tree import (
    Block,
    Boxes,
    Column,
    Heading,
    Item,
    Option,
    Paper,
    Paragraph,
    Signature,
    Table,
)

VISITED_ON = date(2025, 1, 24)
_LINE = "." * 90  # to write on by hand
_ANSWERS = tuple(Option(label) for label in ("Thực hiện tốt", "Còn hạn chế", "Chưa thực hiện"))


def minutes(office: Office) -> Paper:
    """The minutes of a visit: the minute-taker signs at left, the chair at right."""
    return paper(
        office,
        "minutes",
        2,
        f"Dự, giám sát sinh hoạt thường kỳ tháng 01 của {office.unit}",
        _course(office),
        signatures=[
            Signature("NGƯỜI GHI BIÊN BẢN", "", "Vũ Văn G", "left", office.style),
            Signature("CHỦ TRÌ", "", "Hoàng Văn E", style=office.style),
        ],
        day=VISITED_ON,
        sent=False,
    )


def _course(office: Office) -> list[Block]:
    return [
        Paragraph(
            "Buổi sinh hoạt bắt đầu lúc *14 giờ 00, ngày 24 tháng 01 năm 2025*, tại Nhà văn hóa"
            " ấp Tân Lập."
        ),
        Heading(2, "1. Thành phần"),
        Item(
            "Tổ công tác: đồng chí Nguyễn Văn A, Tổ trưởng; đồng chí Phạm Thị D, thành viên; đồng"
            " chí Vũ Văn G, thư ký."
        ),
        Item(f"{office.unit}: 20/24 {office.member}; đồng chí Hoàng Văn E chủ trì."),
        Heading(2, "2. Diễn biến"),
        Item("14 giờ 05: chủ trì thông qua chương trình, cử thư ký, báo cáo việc tháng 01."),
        Item("14 giờ 30: thảo luận; có 12 lượt ý kiến, nêu theo thứ tự:"),
        Table(
            (Column("TT", 0.4, "center"), Column("Người phát biểu", 2), Column("Ý kiến", 5)),
            (
                ("1", "Đồng chí Bùi Thị K", "Đề nghị lắp thêm đèn ở hai ngã ba đường ấp"),
                ("2", "Đồng chí Đỗ Văn L", "Nhận khuyết điểm thu phí vệ sinh chậm, hứa sửa"),
                ("3", "Đồng chí Hồ Thị M", "Góp ý nghị quyết nên nêu tên người chịu việc"),
            ),
        ),
        Item("15 giờ 20: đại diện Tổ công tác nhận xét về chuẩn bị, điều hành, thảo luận."),
        Heading(2, "3. Kết luận"),
        Paragraph(
            "Chủ trì kết luận năm việc của tháng 02, tiếp thu góp ý của Tổ công tác; 20/20"
            f" {office.member} có mặt biểu quyết thông qua nghị quyết."
        ),
        Paragraph(
            "Buổi sinh hoạt kết thúc lúc *15 giờ 40* cùng ngày. Biên bản đã được đọc lại, các"
            " đồng chí dự họp nhất trí thông qua."
        ),
    ]


def note_form(office: Office) -> Paper:
    """The checklist of a visit on paper, to fill by hand when tablets fail."""
    asked: tuple[tuple[str, tuple[str, ...]], ...] = (
        (
            "I- CHUẨN BỊ",
            ("1. Tài liệu gửi trước, đúng nội dung", "2. Họp chuẩn bị, phân công rõ người"),
        ),
        (
            "II- DIỄN BIẾN",
            (
                "3. Đúng giờ, đúng trình tự",
                "4. Thảo luận dân chủ, sát việc của đơn vị",
                "5. Tự phê bình và phê bình thẳng thắn",
                "6. Kết luận rõ việc, rõ người, rõ thời hạn",
            ),
        ),
        ("III- SỔ SÁCH", ("7. Biên bản, nghị quyết ghi đủ, có chữ ký",)),
    )
    blocks: list[Block] = [
        Paragraph(f"Đơn vị: {_LINE[:70]} Ngày: ..... /..... /20....."),
        Paragraph(f"Người ghi: {_LINE[:30]} Bắt đầu: ..... giờ ..... Kết thúc: ..... giờ ....."),
        Paragraph(f"Tổng số {office.member}: ....... Có mặt: ....... Vắng có lý do: ......."),
    ]
    for heading, questions in asked:
        blocks.append(Heading(1, heading))
        for question in questions:
            blocks += [Boxes(question, _ANSWERS), Paragraph(f"Ghi chú: {_LINE}")]
    blocks.append(Heading(1, "IV- KIẾN NGHỊ"))
    columns = (Column("Nội dung", 4), Column("Người thực hiện", 2), Column("Thời hạn", 1.2))
    blocks.append(Table(columns, (("\n", "", ""),) * 4))
    form = paper(
        office,
        "note_form",
        0,
        f"Dự, giám sát sinh hoạt {office.cell}",
        blocks,
        signatures=[Signature("NGƯỜI GHI", "", "", style=office.style)],
        sent=False,
    )
    return replace(form, day=None, year=ISSUED_ON.year)


def letter(office: Office) -> Paper:
    """A letter without a kind: its summary stands under the number."""
    return paper(
        office,
        "letter",
        41,
        f"V/v đăng ký lịch sinh hoạt {office.cell} tháng 3 năm 2025",
        [
            Paragraph(
                f"Để chọn buổi dự, giám sát trong tháng 3 năm 2025, {office.name} đề nghị các đơn"
                " vị thực hiện một số nội dung sau:"
            ),
            Item(
                f"Gửi lịch sinh hoạt của từng {office.cell}, ghi rõ ngày, giờ, nơi họp, loại hình,"
                " **trước ngày 20 tháng 02 năm 2025**."
            ),
            Item("Nêu riêng các buổi sinh hoạt chuyên đề và tên chuyên đề."),
            Item("Khi có thay đổi, báo lại ngay trong ngày, nêu lý do và lịch mới."),
            Paragraph(f"{office.name} đề nghị các đơn vị quan tâm, thực hiện đúng thời hạn."),
        ],
        addressee=f"Các {office.cell} trực thuộc",
        recipients=("Như trên", office.committee, kept(office)),
    )


def receipt(office: Office) -> Paper:
    """What the program itself prints when a schedule has come in."""
    return paper(
        office,
        "receipt",
        0,
        f"Đã nhận lịch sinh hoạt tháng 02 năm 2025 của {office.unit}",
        [
            Item("Người gửi: Văn phòng cấp ủy; lúc 09 giờ 15, ngày 24 tháng 01 năm 2025."),
            Item("Nội dung: 2 buổi sinh hoạt, trong đó 1 buổi chuyên đề."),
            Paragraph("Lịch gửi đúng hạn. Giấy này do chương trình lập, không cần chữ ký."),
        ],
        signatures=(),
        day=VISITED_ON,
        sent=False,
    )
