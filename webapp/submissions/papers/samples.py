"""Samples of what units report: on themselves, and by an outline."""

from dataclasses import replace
from datetime import date

from webapp.documents.measures import PARTY
from webapp.documents.samples.office import COMMITTEES, Office, Sample, kept, signature
from webapp.documents.tree import (
    Block,
    Body,
    Column,
    Heading,
    Item,
    Paragraph,
    Signature,
    Table,
)


def self_report(office: Office) -> Sample:
    """A committee on the plan that it runs by itself."""
    own = COMMITTEES[office.style]
    return Sample(
        33,
        Body(
            summary=f"Kết quả tự dự, giám sát sinh hoạt {office.cell} năm 2024",
            blocks=_self_report(own),
            signatures=[signature(own)],
            recipients=(own.top, f"Các {own.cell} trực thuộc", kept(own)),
        ),
        day=date(2024, 12, 20),
        office=own,
    )


def _self_report(office: Office) -> list[Block]:
    return [
        Paragraph(
            f"{office.name} báo cáo kết quả tự dự, giám sát sinh hoạt {office.cell} năm 2024"
            " như sau:"
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
    ]


def outline_report(office: Office) -> Sample:
    """A unit before the visit, by the outline that it was sent, under its own letterhead."""
    authority = "T/M CẤP ỦY ĐƠN VỊ" if office.style == PARTY else "TM. BAN CHẤP HÀNH"
    unit = replace(office, superior=office.committee, issuer=office.unit)
    return Sample(
        4,
        Body(
            summary=f"Kết quả triển khai, thực hiện “Nâng cao chất lượng sinh hoạt {office.cell}”"
            " (từ ngày 01 tháng 7 năm 2024 đến ngày 31 tháng 12 năm 2024)",
            blocks=[*_outlined(office), *_assessed(office)],
            signatures=[Signature(authority, "(Ký tên, đóng dấu)", "", style=office.style)],
            sent=False,
        ),
        day=date(2025, 1, 20),
        office=unit,
    )


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
