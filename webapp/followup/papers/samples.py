"""A sample of a letter (công văn)."""

from webapp.documents.samples.office import Office, Sample, kept, signature
from webapp.documents.tree import Block, Body, Item, Paragraph


def letter(office: Office) -> Sample:
    """A letter without a kind: its summary stands under the number."""
    return Sample(
        41,
        Body(
            summary=f"V/v đăng ký lịch sinh hoạt {office.cell} tháng 3 năm 2025",
            blocks=_letter(office),
            signatures=[signature(office)],
            recipients=("Như trên", office.committee, kept(office)),
            addressee=f"Các {office.cell} trực thuộc",
        ),
    )


def _letter(office: Office) -> list[Block]:
    return [
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
    ]
