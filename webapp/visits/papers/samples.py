"""Samples of the announcement, the amendment and the invitation."""

from datetime import date

from webapp.documents.samples.office import Office, Sample, kept, signature
from webapp.documents.tree import Block, Body, Column, Item, Paragraph, Table


def announcement(office: Office) -> Sample:
    """The announcement of the meetings of a month that are attended."""
    return Sample(
        9,
        Body(
            summary=f"Lịch dự, giám sát sinh hoạt {office.cell} tháng 02 năm 2025",
            blocks=_announcement(office),
            signatures=[signature(office)],
            recipients=(
                office.committee,
                f"Các {office.cell} trong lịch",
                "Tổ công tác",
                kept(office),
            ),
        ),
    )


def _announcement(office: Office) -> list[Block]:
    return [
        Paragraph(
            f"Thực hiện Kế hoạch số 06-KH/{office.code} ngày 06 tháng 01 năm 2025 về dự, giám"
            f" sát sinh hoạt {office.cell} năm 2025, căn cứ lịch sinh hoạt do các đơn vị đăng"
            f" ký, {office.name} thông báo lịch dự như sau:"
        ),
        _attended(office),
        Paragraph(
            "Đơn vị được dự chuẩn bị sổ nghị quyết, sổ biên bản, tài liệu của 3 kỳ gần nhất;"
            " nếu phải dời buổi sinh hoạt thì báo trước *ít nhất 2 ngày làm việc*."
        ),
    ]


def _attended(office: Office) -> Table:
    name = office.cell.capitalize()
    return Table(
        (
            Column("Ngày, giờ", 1.5, "center"),
            Column("Đơn vị", 2),
            Column("Loại hình", 1.2),
            Column("Địa điểm", 2),
            Column("Người dự", 2),
        ),
        (
            (
                "**12/02/2025**, 14 giờ",
                f"{name} ấp Tân Lập",
                "Thường kỳ",
                "Nhà văn hóa ấp Tân Lập",
                "Đồng chí Nguyễn Văn A và Tổ công tác",
            ),
            (
                "**20/02/2025**, 8 giờ",
                f"{name} ấp Phú Thọ",
                "Chuyên đề",
                "Hội trường xã",
                "Đồng chí Phạm Thị D và Tổ công tác",
            ),
        ),
    )


def amendment(office: Office) -> Sample:
    """The notice that one announced meeting moves, and another is not held."""
    return Sample(
        11,
        Body(
            summary=f"Điều chỉnh lịch dự, giám sát sinh hoạt {office.cell} tháng 02 năm 2025",
            blocks=_amendment(office),
            signatures=[signature(office)],
            recipients=(
                office.committee,
                f"Các {office.cell} có buổi sinh hoạt được điều chỉnh",
                "Tổ công tác",
                kept(office),
            ),
        ),
        day=date(2025, 2, 10),
    )


def _amendment(office: Office) -> list[Block]:
    return [
        Paragraph(
            f"Tiếp theo Thông báo số 09-TB/{office.code} ngày 05 tháng 02 năm 2025 và Giấy mời"
            f" số 03-GM/{office.code} ngày 05 tháng 02 năm 2025, {office.name} thông báo điều"
            f" chỉnh lịch dự, giám sát sinh hoạt {office.cell} tháng 02 năm 2025 như sau:"
        ),
        _amended(office.cell.capitalize()),
        Paragraph("Các nội dung khác giữ nguyên như đã thông báo."),
        Paragraph(
            f"Đề nghị {office.committee} thông báo đến các {office.cell} và thành phần có liên"
            " quan để biết, phối hợp thực hiện."
        ),
    ]


def _amended(name: str) -> Table:
    columns = (
        Column("Buổi sinh hoạt", 1.6),
        Column("Nội dung", 0.8),
        Column("Đã thông báo", 1.3),
        Column("Điều chỉnh thành", 1.5),
    )
    first, second = f"{name} ấp Tân Lập, 12/02/2025", f"{name} ấp Phú Thọ, 20/02/2025"
    rows = (
        (first, "Thời gian", "14 giờ 00, thứ Tư, 12/02/2025", "08 giờ 00, thứ Sáu, 14/02/2025"),
        (first, "Địa điểm", "Nhà văn hóa ấp Tân Lập", "Hội trường Ủy ban nhân dân xã"),
        (
            second,
            "Tổ chức sinh hoạt",
            "08 giờ 00, thứ Năm, 20/02/2025, tại Hội trường xã",
            "Không tổ chức, không bố trí dự. Lý do: đơn vị dự hội nghị cấp trên",
        ),
    )
    return Table(columns, rows)


def invitation(office: Office) -> Sample:
    """The invitation to attend together."""
    return Sample(
        3,
        Body(
            summary=f"Dự, giám sát sinh hoạt {office.cell} tháng 02 năm 2025",
            blocks=_invitation(office),
            signatures=[signature(office)],
            recipients=("Như trên", office.unit, kept(office)),
            addressee="Đồng chí Bí thư Đảng ủy xã Bình Minh",
        ),
    )


def _invitation(office: Office) -> list[Block]:
    return [
        Paragraph(
            f"{office.name} trân trọng kính mời đồng chí cùng dự, giám sát buổi sinh hoạt"
            f" thường kỳ của {office.unit}."
        ),
        Item("Thời gian: *14 giờ, thứ Tư, ngày 12 tháng 02 năm 2025*."),
        Item("Địa điểm: Nhà văn hóa ấp Tân Lập, xã Bình Minh."),
        Item(f"Chủ trì: Bí thư {office.unit}."),
        Item(
            "Chuẩn bị: kế hoạch năm 2025, thông báo kết quả lần dự trước và ý kiến của cấp ủy"
            " về việc khắc phục."
        ),
        Paragraph(
            "Rất mong đồng chí sắp xếp dự đúng giờ. Nếu không dự được, đề nghị cử người đi"
            f" thay và báo về {office.name} trước một ngày làm việc."
        ),
    ]
