"""Papers at the stations of their road, for the tests of this room."""

from dataclasses import replace
from datetime import date
from typing import Any

from tests.world import World
from webapp.attending.kinds import RESULT_LETTER
from webapp.documents import tree
from webapp.documents.letterhead import letterhead
from webapp.documents.models import Document
from webapp.documents.register import recording
from webapp.documents.road import services
from webapp.documents.road.recipients import Recipient
from webapp.documents.tree.editing import is_line, lines_of, parts, rebuild


def draft(world: World, *, name: str = "Trần Văn Mẫu", subject: int = 1) -> Document:
    """A result letter to the committee of Nhơn Trạch."""
    committee = world.organization("Đảng bộ huyện Nhơn Trạch")
    body = tree.Body(
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
    paper = letterhead(world.issuer, RESULT_LETTER, body)
    to = (Recipient("Ban Thường vụ Huyện ủy", committee.id), Recipient("Lưu"))
    made = services.Draft(RESULT_LETTER, ("desk", subject), committee, paper, to)
    document = services.current(RESULT_LETTER, ("desk", subject)) or Document()
    return services.draw_up(document, made, world.user("planner"))


def reworded(paper: tree.Paper, *texts: str) -> tree.Paper:
    """The paper with these texts in place of its own, each of the kind that stands there; those
    for which there is none are gone."""
    lines = lines_of(paper)
    typed = {one.name: replace(one, text=text) for one, text in zip(lines, texts, strict=False)}
    names = [one.name for one in parts(paper)]
    body = [typed.get(name, name) for name in names if name in typed or not is_line(name)]
    return rebuild(paper, body)


def approved(world: World, subject: int = 1) -> Document:
    document = draft(world, subject=subject)
    services.submit(document, world.user("planner"))
    services.approve(document, world.user("leader"))
    return document


def issued(world: World, subject: int = 1) -> Document:
    document = approved(world, subject)
    services.issue(document, world.user("planner"))
    return document


def entry(world: World, number: int = 7, **changes: Any) -> recording.Entry:
    """What a planner types of a paper that was issued on paper."""
    values: dict[str, Any] = {
        "kind": "result_letter",
        "number": number,
        "day": date(2024, 1, 10),
        "summary": "kết quả dự tại xã Phú Hội",
        "signatory": "Trần Văn Mẫu",
        "unit": world.organization("Đảng bộ huyện Nhơn Trạch"),
        "is_shown": False,
        "scan": None,
    }
    return recording.Entry(**(values | changes))


def record(world: World, number: int = 7, **changes: Any) -> Document:
    return recording.record(entry(world, number, **changes), world.issuer, world.user("planner"))
