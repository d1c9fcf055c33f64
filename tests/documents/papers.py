"""Papers at the stations of their road, for the tests of this room."""

from tests.world import World
from webapp.documents import services, tree
from webapp.documents.models import Document


def draft(world: World, *, name: str = "Trần Văn Mẫu", subject: int = 1) -> Document:
    """A result letter to the committee of Nhơn Trạch."""
    committee = world.organization("Đảng bộ huyện Nhơn Trạch")
    paper = services.letterhead(
        world.issuer,
        "result_letter",
        summary="kết quả dự, giám sát sinh hoạt chi bộ",
        blocks=[
            tree.Heading(1, "I- Ưu điểm"),
            tree.Paragraph("Chi bộ sinh hoạt đúng ngày."),
            tree.Item("Đảng viên dự đủ."),
            tree.Table((tree.Column("Nội dung"),), (("Sổ nghị quyết",),)),
            tree.Paragraph("Đề nghị thực hiện."),
        ],
        signatures=[tree.Signature("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", name)],
        recipients=["Ban Thường vụ Huyện ủy", "Lưu"],
    )
    return services.compose(
        "result_letter", ("desk", subject), committee, paper, world.user("planner"), [committee.id]
    )


def approved(world: World, subject: int = 1) -> Document:
    document = draft(world, subject=subject)
    services.submit(document, world.user("planner"))
    services.approve(document, world.user("leader"))
    return document


def issued(world: World, subject: int = 1) -> Document:
    document = approved(world, subject)
    services.issue(document, world.user("planner"))
    return document
