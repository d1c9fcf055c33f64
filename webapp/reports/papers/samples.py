"""A sample of the synthesis."""

from datetime import date

from webapp.documents.samples.office import Office, Sample, kept, signature
from webapp.documents.tree import Block, Body, Column, Figure, Heading, Item, Paragraph, Table


def synthesis(office: Office) -> Sample:
    """The year in figures, with a plot of the ranks."""
    return Sample(
        97,
        Body(
            summary=f"Tổng hợp kết quả dự, giám sát sinh hoạt {office.cell} năm 2024",
            blocks=[*_year(office), *_common(office)],
            signatures=[signature(office)],
            recipients=(f"{office.top} (để báo cáo)", f"Lãnh đạo {office.name}", kept(office)),
        ),
        day=date(2024, 12, 27),
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
