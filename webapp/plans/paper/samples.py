"""A sample of the plan."""

from datetime import date

from webapp.documents.measures import PARTY
from webapp.documents.samples.office import Office, Sample, kept, signature
from webapp.documents.tree import Block, Body, Column, Heading, Item, Paragraph, Signature, Table

PLANNED_ON = date(2025, 1, 6)


def plan(office: Office) -> Sample:
    """The plan of a year; the youth's is approved by the Party committee beside it."""
    signatures = [signature(office)]
    if office.style != PARTY:
        approval = Signature("PHÊ DUYỆT\nT/M ĐẢNG ỦY XÃ", "PHÓ BÍ THƯ", "Lê Văn C", "left", PARTY)
        signatures.insert(0, approval)
    return Sample(
        6,
        Body(
            summary=f"Dự, giám sát sinh hoạt {office.cell} năm 2025",
            blocks=[*_purpose(office), *_manner(office)],
            signatures=signatures,
            recipients=(
                office.top,
                office.committee,
                f"Các {office.cell} trong lịch",
                kept(office),
            ),
        ),
        day=PLANNED_ON,
    )


def _purpose(office: Office) -> list[Block]:
    return [
        Paragraph(f"*Căn cứ Chương trình công tác năm 2025 của {office.top};*"),
        Paragraph(f"*Căn cứ tình hình sinh hoạt của các {office.cell} trực thuộc;*"),
        Paragraph(f"{office.name} xây dựng kế hoạch dự, giám sát như sau:"),
        Heading(1, "I- MỤC ĐÍCH, YÊU CẦU"),
        Item(
            f"Nắm sát việc chuẩn bị, điều hành và ra nghị quyết của {office.cell}; kịp thời"
            " hướng dẫn nơi còn lúng túng, nhân rộng nơi làm tốt."
        ),
        Item(
            "Việc dự không làm thay, không gây phiền hà; nhận xét phải cụ thể, có địa chỉ và"
            " thời hạn khắc phục."
        ),
        Heading(1, "II- NỘI DUNG"),
        Heading(2, "1. Công tác chuẩn bị"),
        Item("Họp chuẩn bị, phân công, gửi tài liệu trước buổi sinh hoạt."),
        Heading(2, "2. Diễn biến buổi sinh hoạt"),
        Item("Trình tự, thời gian, không khí thảo luận, tự phê bình và phê bình."),
        Item("Kết luận của chủ trì; biên bản; việc biểu quyết nghị quyết."),
    ]


def _manner(office: Office) -> list[Block]:
    return [
        Heading(1, "III- THỜI GIAN, ĐƠN VỊ"),
        _schedule(office),
        Heading(1, "IV- CÁCH LÀM VÀ THÀNH PHẦN DỰ"),
        Item(
            "Các đơn vị đăng ký lịch trước ngày 25 hằng tháng; Tổ công tác chọn một buổi, báo"
            " trước ít nhất 5 ngày làm việc."
        ),
        Item("Tổ công tác gồm một lãnh đạo, một cán bộ theo dõi và một thư ký."),
        Heading(1, "V- TỔ CHỨC THỰC HIỆN"),
        Item(f"{office.committee} chỉ đạo đơn vị chuẩn bị và dự cùng Tổ công tác."),
        Item("Tổ công tác thông báo kết quả trong 7 ngày làm việc sau buổi dự."),
        Paragraph(
            "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về"
            f" {office.name} để được hướng dẫn."
        ),
    ]


def _schedule(office: Office) -> Table:
    name = office.cell.capitalize()
    return Table(
        (
            Column("Tháng", 1, "center"),
            Column("Đơn vị", 3),
            Column("Loại hình sinh hoạt", 2),
        ),
        (
            ("02/2025", f"{name} ấp Tân Lập", "Thường kỳ"),
            ("03/2025", f"{name} ấp Phú Thọ", "Chuyên đề quý I"),
            ("04/2025", f"{name} Trường trung học cơ sở", "Thường kỳ"),
            ("05/2025", f"{name} Trạm y tế", "Thường kỳ"),
            ("06/2025", f"{name} Quân sự", "Chuyên đề quý II"),
        ),
    )
