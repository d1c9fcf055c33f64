"""Samples of the quick report and of the month's."""

from datetime import date

from webapp.documents.samples.office import Office, Sample, kept, signature
from webapp.documents.tree import Block, Body, Column, Heading, Item, Paragraph, Table


def quick_report(office: Office) -> Sample:
    """A few lines on the same day, when somebody could not come."""
    return Sample(
        18,
        Body(
            summary=f"Thay đổi người dự sinh hoạt {office.cell} ngày 12 tháng 02 năm 2025",
            blocks=_quick_report(office),
            signatures=[signature(office)],
            recipients=(f"Lãnh đạo {office.name}", office.unit, kept(office)),
            urgency="Khẩn",
        ),
        day=date(2025, 2, 11),
    )


def _quick_report(office: Office) -> list[Block]:
    return [
        Item("**Ngày, đơn vị:** 14 giờ, ngày 12 tháng 02 năm 2025, tại " + office.unit + "."),
        Item("**Người được phân công:** đồng chí Phạm Thị D, thành viên Tổ công tác."),
        Item("**Lý do vắng:** dự họp đột xuất theo triệu tập của cấp trên."),
        Item("**Người thay:** đồng chí Đặng Văn H; đã nhận tài liệu và phiếu ghi chép."),
        Paragraph(
            "Việc thay người không ảnh hưởng đến thời gian và nội dung dự. Kính báo cáo để"
            " lãnh đạo biết, cho ý kiến chỉ đạo."
        ),
    ]


def month_report(office: Office) -> Sample:
    """A month of visits to the grassroots, gathered for the superior."""
    return Sample(
        34,
        Body(
            summary="Kết quả đi cơ sở, dự sinh hoạt tháng 02 năm 2025",
            blocks=_month_report(office),
            signatures=[signature(office)],
            recipients=(f"{office.top} (để báo cáo)", f"Lãnh đạo {office.name}", kept(office)),
        ),
        day=date(2025, 3, 5),
    )


def _month_report(office: Office) -> list[Block]:
    name = office.cell.capitalize()
    return [
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
    ]


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
