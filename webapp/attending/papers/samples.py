"""Samples of the letter on the result, the minutes and the form to write on."""

from datetime import date

from webapp.documents.measures import PARTY
from webapp.documents.samples.office import Office, Sample, kept, signature
from webapp.documents.tree import (
    Block,
    Body,
    Boxes,
    Column,
    Heading,
    Item,
    Option,
    Paragraph,
    Signature,
    Table,
)

VISITED_ON = date(2025, 1, 24)


_LINE = "." * 90  # to write on by hand


_ANSWERS = tuple(Option(label) for label in ("Thực hiện tốt", "Còn hạn chế", "Chưa thực hiện"))


def result_letter(office: Office) -> Sample:
    """The letter on what was seen: two pages, bold and italic words, a table of eight rows."""
    return Sample(
        12,
        Body(
            summary=f"Kết quả dự, giám sát sinh hoạt {office.cell} tại {office.unit}",
            blocks=[*_seen(office), *_judged(office), *_asked(office)],
            signatures=[signature(office)],
            recipients=(office.top, office.committee, office.unit, "Tổ công tác", kept(office)),
        ),
    )


def _seen(office: Office) -> list[Block]:
    return [
        Paragraph(
            f"Thực hiện *Kế hoạch số 06-KH/{office.code}, ngày 06 tháng 01 năm 2025* về dự, giám"
            f" sát sinh hoạt {office.cell} năm 2025, ngày 24 tháng 01 năm 2025 Tổ công tác của"
            f" {office.name} đã dự buổi sinh hoạt tháng 01 của {office.unit}. Qua theo dõi,"
            f" {office.name} thông báo kết quả như sau:"
        ),
        Item("**Thời gian:** từ 14 giờ 00 đến 15 giờ 40, ngày 24 tháng 01 năm 2025."),
        Item("**Địa điểm:** Nhà văn hóa ấp Tân Lập, xã Bình Minh."),
        Item(f"**Chủ trì:** đồng chí Hoàng Văn E, Bí thư {office.cell}."),
        Item(
            "**Tổ công tác:** đồng chí Nguyễn Văn A, Tổ trưởng; đồng chí Phạm Thị D, thành viên;"
            " đồng chí Vũ Văn G, thư ký."
        ),
        Item(
            f"**Tình hình tham dự:** tổng số 24 {office.member}; có mặt 20; miễn sinh hoạt 01; vắng"
            " có lý do 02 *(một đồng chí đi công tác, một đồng chí nằm viện)*; vắng không lý do 01."
        ),
        Item("**Loại hình, thời lượng:** sinh hoạt thường kỳ, 100 phút."),
    ]


def _judged(office: Office) -> list[Block]:
    return [
        Heading(2, "1. Ưu điểm"),
        Item(
            f"Buổi sinh hoạt mở đúng ngày đã đăng ký, đúng trình tự; tỷ lệ {office.member} có mặt"
            " đạt **83%**, cao hơn quý trước. Tài liệu được gửi trước ba ngày."
        ),
        Item(
            "Chủ trì điều hành dân chủ, dành *hơn một nửa thời gian* cho thảo luận. Mười hai lượt"
            " ý kiến đi thẳng vào việc thu gom rác, chiếu sáng đường ấp, giúp hộ khó khăn."
        ),
        Item(
            f"Kết luận nêu rõ năm việc của tháng, mỗi việc giao cho một {office.member}. Sổ biên"
            " bản, sổ nghị quyết đủ chữ ký của chủ trì và thư ký."
        ),
        Heading(2, "2. Hạn chế, tồn tại và nguyên nhân"),
        Item(
            "Phần đánh giá việc tháng trước còn chung chung, chưa nói việc nào xong, việc nào"
            " chậm. *Nguyên nhân:* không đối chiếu với nghị quyết đã ra."
        ),
        Item(
            "Tự phê bình và phê bình chưa thành nền nếp; chỉ hai đồng chí tự nhận khuyết điểm."
            " *Nguyên nhân:* nể nang, ngại va chạm; chủ trì chưa làm gương."
        ),
        Item(
            "Việc học tập chuyên đề bị lược. *Nguyên nhân:* đọc tài liệu thời sự quá dài, không"
            " phân bổ thời gian từ khâu chuẩn bị."
        ),
        Item(
            "Một đồng chí vắng không lý do hai kỳ liền chưa được nhắc nhở. *Nguyên nhân:* phân"
            " công theo dõi chưa rõ."
        ),
    ]


def _asked(office: Office) -> list[Block]:
    board = "Chi ủy" if office.style == PARTY else "BCH"
    rows = (
        ("Nhắc nhở bằng văn bản người vắng không lý do hai kỳ", "Phó Bí thư", "14/02/2025"),
        ("Đối chiếu nghị quyết tháng trước, nêu rõ việc xong, chậm", "Bí thư", "28/02/2025"),
        (
            "Phân bổ thời gian cho từng phần, ghi vào dự thảo chương trình",
            "Phó Bí thư",
            "28/02/2025",
        ),
        ("Phân công người tóm tắt thời sự, không đọc nguyên văn", "Thư ký", "28/02/2025"),
        ("Chủ trì tự phê bình trước, mời góp ý trực tiếp", "Bí thư", "28/02/2025"),
        ("Lập sổ theo dõi việc được giao, cập nhật hằng tuần", "Thư ký", "07/03/2025"),
        ("Tổ chức bù chuyên đề quý I đã bị lược", board, "28/03/2025"),
        ("Báo cáo kết quả khắc phục, kèm bản chụp sổ sách", "Bí thư", "04/04/2025"),
    )
    columns = (
        Column("TT", 0.4, "center"),
        Column("Nội dung kiến nghị", 3.4),
        Column("Người thực hiện", 1.3),
        Column("Thời hạn", 1.1, "center"),
    )
    return [
        Heading(2, "3. Kiến nghị"),
        Paragraph(f"{office.name} đề nghị {office.unit} thực hiện các việc sau:"),
        Table(
            columns,
            tuple((str(place), *row) for place, row in enumerate(rows, 1)),
        ),
        Heading(2, "4. Theo dõi, đôn đốc"),
        Paragraph(
            f"Giao {office.committee} theo dõi, đôn đốc {office.unit} khắc phục, báo cáo kết quả về"
            f" {office.name} đúng thời hạn. Tổ công tác sẽ *xem lại sổ sách* khi nhận báo cáo."
        ),
        Paragraph(
            "Theo thang điểm của kế hoạch, buổi sinh hoạt đạt **78/100 điểm**, xếp loại **Khá**."
        ),
    ]


def minutes(office: Office) -> Sample:
    """The minutes of a visit: the minute-taker signs at left, the chair at right."""
    return Sample(
        2,
        Body(
            summary=f"Dự, giám sát sinh hoạt thường kỳ tháng 01 của {office.unit}",
            blocks=_course(office),
            signatures=[
                Signature("NGƯỜI GHI BIÊN BẢN", "", "Vũ Văn G", "left", office.style),
                Signature("CHỦ TRÌ", "", "Hoàng Văn E", style=office.style),
            ],
            sent=False,
        ),
        day=VISITED_ON,
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


def note_form(office: Office) -> Sample:
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
    return Sample(
        0,
        Body(
            summary=f"Dự, giám sát sinh hoạt {office.cell}",
            blocks=blocks,
            signatures=[Signature("NGƯỜI GHI", "", "", style=office.style)],
            sent=False,
        ),
        day=None,
    )
