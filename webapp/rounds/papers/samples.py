"""A sample of the report of a round."""

from webapp.documents.samples.office import Office, Sample, kept
from webapp.documents.tree import Block, Body, Column, Heading, Item, Paragraph, Signature, Table


def round_report(office: Office) -> Sample:
    """What was seen in one round; compiled by the secretary, confirmed by the head."""
    return Sample(
        21,
        Body(
            summary=f"Kết quả dự, giám sát sinh hoạt {office.cell} đợt I năm 2025",
            blocks=_round_report(office),
            signatures=[
                Signature("", "THƯ KÝ TỔNG HỢP", "Vũ Văn G", "left", office.style),
                Signature("XÁC NHẬN", "TỔ TRƯỞNG TỔ CÔNG TÁC", "Nguyễn Văn A", style=office.style),
            ],
            recipients=(f"Lãnh đạo {office.name}", "Thành viên Tổ công tác", kept(office)),
        ),
    )


def _round_report(office: Office) -> list[Block]:
    name = office.cell.capitalize()
    return [
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
    ]
