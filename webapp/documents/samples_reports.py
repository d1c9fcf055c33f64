"""Sample reports: quick, of a round, of a year, of a unit on itself, by an outline."""

from dataclasses import replace
from datetime import date

from webapp.documents.measures import PARTY
from webapp.documents.samples_office import COMMITTEES, Office, kept, paper
from webapp.documents.tree import (
    Block,
    Column,
    Figure,
    Heading,
    Item,
    Paper,
    Paragraph,
    Signature,
    Table,
)


def quick_report(office: Office) -> Paper:
    """A few lines on the same day, when somebody could not come."""
    return paper(
        office,
        "quick_report",
        18,
        f"Thay đổi người dự sinh hoạt {office.cell} ngày 12 tháng 02 năm 2025",
        [
            Item("**Ngày, đơn vị:** 14 giờ, ngày 12 tháng 02 năm 2025, tại " + office.unit + "."),
            Item("**Người được phân công:** đồng chí Phạm Thị D, thành viên Tổ công tác."),
            Item("**Lý do vắng:** dự họp đột xuất theo triệu tập của cấp trên."),
            Item("**Người thay:** đồng chí Đặng Văn H; đã nhận tài liệu và phiếu ghi chép."),
            Paragraph(
                "Việc thay người không ảnh hưởng đến thời gian và nội dung dự. Kính báo cáo để"
                " lãnh đạo biết, cho ý kiến chỉ đạo."
            ),
        ],
        urgency="Khẩn",
        day=date(2025, 2, 11),
        recipients=(f"Lãnh đạo {office.name}", office.unit, kept(office)),
    )


def round_report(office: Office) -> Paper:
    """What was seen in one round; compiled by the secretary, confirmed by the head."""
    name = office.cell.capitalize()
    return paper(
        office,
        "round_report",
        21,
        f"Kết quả dự, giám sát sinh hoạt {office.cell} đợt I năm 2025",
        [
            Paragraph(
                f"Từ ngày 06 tháng 01 đến ngày 24 tháng 01 năm 2025, Tổ công tác đã dự 4 buổi sinh"
                f" hoạt {office.cell}. Kết quả như sau:"
            ),
            Heading(2, "1. Các đơn vị đã dự"),
            Table(
                (Column("Đơn vị", 2), Column("Nhận xét chính", 4), Column("Điểm", 0.7, "center")),
                (
                    (f"{name} ấp Tân Lập", "Thảo luận sôi nổi; phê bình còn dè dặt", "78"),
                    (f"{name} ấp Phú Thọ", "Chuẩn bị kỹ, nghị quyết rõ việc, rõ người", "86"),
                    (f"{name} Trạm y tế", "Vắng nhiều do trực; chưa có lịch sinh hoạt bù", "71"),
                    (f"{name} Quân sự", "Nền nếp, giờ giấc nghiêm; tài liệu gửi sớm", "90"),
                ),
            ),
            Heading(2, "2. Đánh giá chung"),
            Item("Bốn đơn vị đều mở đúng lịch, sổ sách đủ, có phân công sau buổi sinh hoạt."),
            Item("Hai đơn vị chưa đối chiếu nghị quyết kỳ trước; một đơn vị vắng quá một phần tư."),
            Heading(2, "3. Kiến nghị"),
            Item("Đơn vị có ca trực sắp lịch hai buổi, báo trước khi đăng ký."),
            Item(f"{office.committee} tập huấn kỹ năng điều hành cho bí thư mới."),
        ],
        signatures=[
            Signature("", "THƯ KÝ TỔNG HỢP", "Vũ Văn G", "left", office.style),
            Signature("XÁC NHẬN", "TỔ TRƯỞNG TỔ CÔNG TÁC", "Nguyễn Văn A", style=office.style),
        ],
        recipients=(f"Lãnh đạo {office.name}", "Thành viên Tổ công tác", kept(office)),
    )


def month_report(office: Office) -> Paper:
    """A month of visits to the grassroots, gathered for the superior."""
    name = office.cell.capitalize()
    return paper(
        office,
        "month_report",
        34,
        "Kết quả đi cơ sở, dự sinh hoạt tháng 02 năm 2025",
        [
            Paragraph(f"{office.name} báo cáo kết quả đi cơ sở tháng 02 năm 2025 như sau:"),
            Heading(2, "1. Việc gửi lịch sinh hoạt"),
            Paragraph(
                "Trong 66 đơn vị phải gửi lịch, 62 đơn vị gửi đúng hạn, 03 đơn vị gửi trễ hạn,"
                " 01 đơn vị chưa gửi; các đơn vị đăng ký tổng số 188 buổi sinh hoạt."
            ),
            Heading(2, "2. Kết quả dự sinh hoạt"),
            Paragraph("Phân công dự 02 buổi, đã dự và báo cáo 02 buổi; có mặt 41 đồng chí."),
            _attended(name),
            Heading(2, "3. Tâm tư, ý kiến; đề xuất của cơ sở"),
            Item(f"{name} Trạm y tế: đề nghị sinh hoạt ngoài giờ trực."),
            Heading(2, "4. Mô hình, cách làm hay"),
            Item(f"{name} ấp Phú Thọ: gửi tài liệu trước ba ngày qua nhóm chung."),
            Heading(2, "5. Không tham dự theo phân công"),
            Item("Không có."),
        ],
        day=date(2025, 3, 5),
        recipients=(f"{office.top} (để báo cáo)", f"Lãnh đạo {office.name}", kept(office)),
    )


def _attended(name: str) -> Table:
    return Table(
        (
            Column("Thời gian", 1.4),
            Column("Đơn vị", 1.6),
            Column("Người dự", 1.4),
            Column("Có mặt", 0.8, "center"),
            Column("Nội dung triển khai", 2.6),
        ),
        (
            (
                "14 giờ 00, 11/02/2025",
                f"{name} Trạm y tế",
                "Đặng Văn H",
                "18/22",
                "Triển khai công tác tháng; trao đổi về ca trực và lịch sinh hoạt bù",
            ),
            (
                "08 giờ 00, 20/02/2025",
                f"{name} ấp Phú Thọ",
                "Phạm Thị D",
                "23/25",
                "Sinh hoạt chuyên đề: chuyển đổi số trong công tác cơ sở",
            ),
        ),
    )


def synthesis(office: Office) -> Paper:
    """The year in figures, with a plot of the ranks."""
    return paper(
        office,
        "synthesis",
        97,
        f"Tổng hợp kết quả dự, giám sát sinh hoạt {office.cell} năm 2024",
        [*_year(office), *_common(office)],
        day=date(2024, 12, 27),
        recipients=(f"{office.top} (để báo cáo)", f"Lãnh đạo {office.name}", kept(office)),
    )


def _year(office: Office) -> list[Block]:
    return [
        Paragraph(
            f"{office.name} báo cáo {office.top} kết quả dự, giám sát sinh hoạt {office.cell} năm"
            " 2024 như sau:"
        ),
        Heading(1, "I- KẾT QUẢ"),
        Paragraph(
            "Các đơn vị đăng ký 132 buổi sinh hoạt; Tổ công tác chọn 36 buổi, đã dự 34 buổi, hai"
            " buổi hoãn vì mưa bão. Đã ban hành 34 thông báo kết quả, nêu 118 kiến nghị."
        ),
        Figure(
            "Xếp loại các buổi sinh hoạt đã dự",
            ("Tốt", "Khá", "Trung bình", "Kém"),
            (11, 16, 6, 1),
            "buổi",
        ),
        Paragraph("Điểm trung bình theo nhóm tiêu chí, tính trên thang 100:"),
        Table(
            (Column("Nhóm tiêu chí", 3), Column("2023", 1, "right"), Column("2024", 1, "right")),
            (
                ("Công tác chuẩn bị", "74,5", "81,2"),
                ("Tham dự, thời gian", "80,1", "83,6"),
                ("Điều hành, thảo luận", "69,8", "75,4"),
                ("Tự phê bình và phê bình", "55,0", "61,7"),
                ("Biên bản, nghị quyết", "77,3", "84,9"),
            ),
        ),
    ]


def _common(office: Office) -> list[Block]:
    return [
        Heading(1, "II- ƯU ĐIỂM, HẠN CHẾ PHỔ BIẾN"),
        Item("Ưu điểm: tài liệu gửi sớm, nghị quyết ngắn, giao việc có tên người và thời hạn."),
        Item("Hạn chế: phê bình còn nể nang; sinh hoạt chuyên đề chưa sát việc của đơn vị."),
        Heading(1, "III- CÁCH LÀM HAY"),
        Item(
            "“Mười phút nhìn lại”: mở đầu bằng bảng đối chiếu việc tháng trước, đang được 9 đơn vị"
            " làm theo."
        ),
        Heading(1, "IV- KHẮC PHỤC KIẾN NGHỊ VÀ CHẤP HÀNH THỜI HẠN"),
        Item("118 kiến nghị: 96 đã khắc phục, 17 đang thực hiện, 5 quá hạn."),
        Item(
            "Gửi lịch chậm 7 lượt; một đơn vị chưa trả lời kiến nghị:"
            f" {office.cell.capitalize()} ấp Phú Thọ."
        ),
        Heading(1, "V- ĐỀ XUẤT"),
        Item(
            f"{office.top} cho nhân rộng cách làm hay và đưa điểm phê bình vào xếp loại cuối năm."
        ),
    ]


def self_report(office: Office) -> Paper:
    """A committee on the plan that it runs by itself."""
    own = COMMITTEES[office.style]
    return paper(
        own,
        "self_report",
        33,
        f"Kết quả tự dự, giám sát sinh hoạt {office.cell} năm 2024",
        [
            Paragraph(
                f"{own.name} báo cáo kết quả tự dự, giám sát sinh hoạt {own.cell} năm 2024 như sau:"
            ),
            Heading(2, "1. Việc triển khai"),
            Paragraph(
                "Đã ban hành kế hoạch tự giám sát, lập một tổ 5 người, phân công từng cấp ủy viên"
                f" dự sinh hoạt các {office.cell} được phụ trách."
            ),
            Heading(2, "2. Số liệu"),
            Table(
                (Column("Chỉ tiêu", 4), Column("Kế hoạch", 1, "right"), Column("Đạt", 1, "right")),
                (
                    (f"Số {office.cell} được dự", "18", "17"),
                    ("Số buổi sinh hoạt đã dự", "36", "35"),
                    ("Số thông báo kết quả", "36", "35"),
                    ("Số kiến nghị đã khắc phục", "–", "41"),
                ),
            ),
            Heading(2, "3. Ưu điểm, hạn chế và nguyên nhân"),
            Item("Ưu điểm: dự đúng lịch, góp ý tại chỗ, thông báo trong 5 ngày làm việc."),
            Item(
                f"Hạn chế: một {office.cell} chưa được dự. *Nguyên nhân:* người phụ trách chuyển"
                " công tác, phân công lại chậm."
            ),
            Heading(2, "4. Phương hướng và đề nghị"),
            Item(f"Năm 2025 dự đủ các {office.cell}; đề nghị cấp trên mở lớp bồi dưỡng."),
        ],
        day=date(2024, 12, 20),
        recipients=(own.top, f"Các {own.cell} trực thuộc", kept(own)),
    )


def outline_report(office: Office) -> Paper:
    """A unit before the visit, by the outline that it was sent, under its own letterhead."""
    authority = "T/M CẤP ỦY ĐƠN VỊ" if office.style == PARTY else "TM. BAN CHẤP HÀNH"
    report = paper(
        office,
        "outline_report",
        4,
        f"Kết quả triển khai, thực hiện “Nâng cao chất lượng sinh hoạt {office.cell}”"
        " (từ ngày 01 tháng 7 năm 2024 đến ngày 31 tháng 12 năm 2024)",
        [*_outlined(office), *_assessed(office)],
        signatures=[Signature(authority, "(Ký tên, đóng dấu)", "", style=office.style)],
        day=date(2025, 1, 20),
        sent=False,
    )
    return replace(report, superior=office.committee, issuer=office.unit, number=None, symbol="")


def _outlined(office: Office) -> list[Block]:
    papers = (Column("TT", 0.35, "center"), Column("Tên văn bản", 3), Column("Số, ký hiệu", 1.5))
    figures = (
        Column("TT", 0.35, "center"),
        Column("Số liệu", 3),
        Column("Đơn vị tính", 1),
        Column("Kết quả", 1, "right"),
    )
    return [
        Heading(1, "I- KHÁI QUÁT CHUNG"),
        Paragraph(
            f"Tổng số 24 {office.member}, trong đó nữ 9; chia 3 tổ."
            f" {_leading(office)} có 3 đồng chí."
        ),
        Heading(1, "II- CÔNG TÁC CHỈ ĐẠO"),
        Heading(2, "1. Các văn bản đã ban hành"),
        Table(
            papers,
            (
                ("1", f"Quy chế làm việc của {office.unit}", "02-QC/CB"),
                ("2", "Kế hoạch sinh hoạt chuyên đề năm 2024", "05-KH/CB"),
            ),
        ),
        Heading(2, "2. Việc duy trì chế độ sinh hoạt"),
        Item("Sinh hoạt đủ 6 kỳ, có một kỳ chuyên đề; tỷ lệ có mặt bình quân 86%."),
        Item(f"{_leading(office)} họp trước ít nhất 3 ngày; dự thảo nghị quyết gửi kèm giấy mời."),
        Heading(3, "2.1. Số liệu"),
        Table(
            figures,
            (
                ("1", "Kỳ sinh hoạt", "kỳ", "6"),
                ("2", "Lượt ý kiến tự phê bình và phê bình", "lượt", "15"),
                ("3", "Kiến nghị lần trước đã khắc phục", "kiến nghị", "4"),
            ),
        ),
    ]


def _leading(office: Office) -> str:
    return "Chi ủy" if office.style == PARTY else "Ban Chấp hành"


def _assessed(office: Office) -> list[Block]:
    return [
        Heading(1, "III- ĐÁNH GIÁ, NHẬN ĐỊNH"),
        Heading(2, "1. Thuận lợi, nguyên nhân"),
        Paragraph(f"{office.member.capitalize()} tham gia đều, thẳng thắn góp ý."),
        Heading(2, "2. Khó khăn, nguyên nhân"),
        Paragraph("Nơi sinh hoạt chật, thiếu tài liệu chuyên đề."),
        Heading(1, "IV- ĐỀ XUẤT, KIẾN NGHỊ"),
        Paragraph("Đề nghị cấp trên hỗ trợ tài liệu và bồi dưỡng kỹ năng điều hành."),
    ]
