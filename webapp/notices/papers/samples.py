"""A sample of the receipt."""

from datetime import date

from webapp.documents.samples.office import Office, Sample
from webapp.documents.tree import Block, Body, Item, Paragraph

VISITED_ON = date(2025, 1, 24)


def receipt(office: Office) -> Sample:
    """What the program itself prints when a schedule has come in."""
    return Sample(
        0,
        Body(
            summary=f"Đã nhận lịch sinh hoạt tháng 02 năm 2025 của {office.unit}",
            blocks=_receipt(),
            sent=False,
        ),
        day=VISITED_ON,
    )


def _receipt() -> list[Block]:
    return [
        Item("Người gửi: Văn phòng cấp ủy; lúc 09 giờ 15, ngày 24 tháng 01 năm 2025."),
        Item("Nội dung: 2 buổi sinh hoạt, trong đó 1 buổi chuyên đề."),
        Paragraph("Lịch gửi đúng hạn. Giấy này do chương trình lập, không cần chữ ký."),
    ]
