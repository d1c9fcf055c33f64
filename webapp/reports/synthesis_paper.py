"""The synthesis as a paper to the provincial standing committee."""

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents import services as documents
from webapp.documents.models import Document
from webapp.documents.tree import (
    Block,
    Column,
    Figure,
    Heading,
    Item,
    Paragraph,
    Signature,
    Table,
    gap,
    literal,
)
from webapp.organizations.models import Issuer, Organization
from webapp.plans.models import Plan
from webapp.reports.synthesis import Synthesis, gather
from webapp.rules import text as words
from webapp.rules.amounts import amount_text


def compose(plan: Plan, author: User) -> Document:
    """Write the report from today's figures. Raises documents' `NotReady`."""
    issuer = db.session.get_one(Issuer, plan.issuer_id)
    paper = documents.letterhead(
        issuer,
        "synthesis",
        summary=f"kết quả thực hiện kế hoạch {literal(_lower_first(plan.title))}",
        blocks=_blocks(plan, gather(plan)),
        signatures=[
            Signature(plan.authority, plan.signing_position, plan.signatory, style=issuer.style)
        ],
        recipients=["Ban Thường vụ Tỉnh ủy (để báo cáo)", "Lãnh đạo Ban", f"Lưu {issuer.code}"],
    )
    board = db.session.get_one(Organization, plan.organization_id)
    return documents.compose("synthesis", ("plan", plan.id), board, paper, author)


def _blocks(plan: Plan, found: Synthesis) -> list[Block]:
    issued = documents.current("plan", ("plan", plan.id))
    basis = (
        f"Kế hoạch số {issued.number_and_symbol}, {words.long_date(issued.issued_on)}"
        if issued and issued.issued_on
        else gap("số và ngày của kế hoạch")
    )
    return [
        Paragraph(
            f"Thực hiện {basis}, tính đến {words.long_date(clock.today())}, "
            "kết quả dự, giám sát như sau:"
        ),
        Heading(1, "I- KẾT QUẢ DỰ, GIÁM SÁT"),
        *_results(found),
        Heading(1, "II- ƯU ĐIỂM, HẠN CHẾ PHỔ BIẾN"),
        *_remarks(found),
        Heading(1, "III- VIỆC KHẮC PHỤC KIẾN NGHỊ"),
        Paragraph(_mending(found)),
        Heading(1, "IV- VIỆC CHẤP HÀNH THỜI HẠN CỦA CÁC CẤP ỦY"),
        Table(
            (Column("Đơn vị", 2), Column("Việc phải gửi", 3), Column("Kết quả", 2)),
            tuple(
                (literal(one.committee), literal(one.label), one.words) for one in found.timeliness
            ),
        ),
        *_self_run(found),
    ]


def _results(found: Synthesis) -> list[Block]:
    counts = found.counts
    said = (
        f"Kế hoạch phân công {words.number_text(counts.assignments)} lượt cấp ủy; các cấp ủy đã "
        f"đăng ký {words.number_text(counts.meetings)} cuộc sinh hoạt, trong đó "
        f"{words.number_text(counts.thematic_meetings)} cuộc chuyên đề.",
        f"Tổ công tác chọn dự {words.number_text(counts.visits)} cuộc "
        f"({words.number_text(counts.thematic_visits)} cuộc chuyên đề), đã dự "
        f"{words.number_text(counts.held)} cuộc và ban hành "
        f"{words.number_text(counts.letters)} thông báo kết quả.",
    )
    blocks: list[Block] = [Paragraph(line) for line in said]
    if sum(found.ranks.values()):
        blocks.append(
            Figure(
                "Xếp loại các cuộc sinh hoạt được dự",
                tuple(found.ranks),
                tuple(float(count) for count in found.ranks.values()),
                "cuộc",
            )
        )
    return blocks


def _remarks(found: Synthesis) -> list[Block]:
    if not found.remarks:
        return [Paragraph("Chưa có nhận xét nào được thông báo.")]
    blocks: list[Block] = []
    for one in found.remarks:
        blocks.append(Heading(2, literal(one.title)))
        blocks += [Item(f"Ưu điểm: {literal(text)}") for text in one.strengths]
        blocks += [Item(f"Hạn chế: {literal(text)}") for text in one.shortcomings]
    return blocks


def _mending(found: Synthesis) -> str:
    state = found.recommendations
    return (
        f"Có {words.number_text(state['total'])} kiến nghị đã thông báo: "
        f"{words.number_text(state['mended'])} kiến nghị đã khắc phục, "
        f"{words.number_text(state['open'])} kiến nghị đang theo dõi, trong đó "
        f"{words.number_text(state['overdue'])} kiến nghị quá hạn."
    )


def _self_run(found: Synthesis) -> list[Block]:
    if not found.figures:
        return []
    return [
        Heading(1, "V- SỐ LIỆU CỦA CÁC CẤP ỦY TỰ THỰC HIỆN"),
        Table(
            (Column("Chỉ tiêu", 4), Column("Tổng số", 1, "right"), Column("Đơn vị tính", 1)),
            tuple(
                (literal(label), amount_text(total), literal(unit))
                for label, total, unit in found.figures
            ),
        ),
    ]


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
