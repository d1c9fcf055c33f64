"""The paper form of a visit's checklist, to fill by hand when tablets fail. Pure drawing."""

from webapp.attending.kinds import NOTE_FORM
from webapp.attending.models import ASSESSMENTS, REMARK_KINDS
from webapp.attending.queries.session import SessionRecord
from webapp.documents.letterhead import letterhead
from webapp.documents.texts.phrases import flat
from webapp.documents.texts.wording import Wording
from webapp.documents.tree import (
    Block,
    Body,
    Boxes,
    Column,
    Heading,
    Item,
    Option,
    Paper,
    Paragraph,
    Signature,
    Table,
    literal,
)
from webapp.notices.models import ALL_MEETING_KINDS
from webapp.organizations.models import Issuer
from webapp.plans.models import ChecklistItem
from webapp.rules.text import local_time, long_date
from webapp.visits.models import Visit

DOTS = "." * 90  # a line to write on, beside a word or two
FULL_LINE = "." * 118
ANSWERS = tuple(Option(words) for words in ASSESSMENTS.values())
BLANK = "\n"  # the room of a line, in a table
ROWS = 4  # for recommendations


def note_form(issuer: Issuer, record: SessionRecord, wording: Wording) -> Paper:
    """Return the form: who came, agenda, contents, record books, remarks, recommendations."""
    visit = record.visit
    parts: list[tuple[str, list[Block]]] = [
        (wording("guests"), _guests(record)),
        (wording("agenda"), _agenda(record)),
        (wording("contents"), _contents(record)),
        (wording("books"), [block for item in record.books for block in _asked(item)]),
        (wording("remarks"), _remarks(record)),
        (wording("recommendations"), [_recommendations()]),
    ]
    blocks: list[Block] = [*_head(visit, wording)]
    for number, (title, own) in enumerate(((t, b) for t, b in parts if b), 1):
        blocks += [Heading(1, f"{number}. {title}"), *own]
    kind = ALL_MEETING_KINDS.get(visit.meeting.kind, visit.meeting.kind)
    return letterhead(
        issuer,
        NOTE_FORM,
        Body(
            summary=wording("summary", meeting=kind, unit=literal(visit.organization.name)),
            blocks=blocks,
            signatures=[Signature(wording("signs"), "", "", style=issuer.style)],
            sent=False,
        ),
    )


def _head(visit: Visit, wording: Wording) -> list[Block]:
    meeting = visit.meeting
    hour = f"{local_time(meeting.hour)}, " if meeting.is_hour_set else ""
    time = f"{hour}{long_date(meeting.day)}"
    lines = (
        f"Người ghi: {DOTS}",
        "Bắt đầu: ....... giờ ....... Kết thúc: ....... giờ .......",
        f"Chủ trì: {DOTS}",
    )
    return [
        Paragraph(wording("time", place=flat(meeting.where) or DOTS[:50], time=time)),
        *(Paragraph(line) for line in lines),
    ]


def _guests(record: SessionRecord) -> list[Block]:
    """Return who came to fill in: in groups where the plan names them, else in figures."""
    figures = "Tổng số: ......... Có mặt: ......... Vắng có lý do: ......... Không lý do: ........."
    if not record.groups:
        return [Paragraph(figures), Paragraph(f"Lý do vắng: {DOTS}")]
    columns = (
        Column("Thành phần", 4),
        Column("Yêu cầu", 1.8),
        Column("Xác nhận", 1, "center"),
        Column("Có mặt", 1, "center"),
    )
    rows = tuple(
        (literal(group.label), record.asked(group), _known(record.coming(group)), "")
        for group in record.groups
    )
    return [Table(columns, rows), Paragraph(f"Thành phần khác: {DOTS}")]


def _known(count: int | None) -> str:
    return "" if count is None else str(count)


def _agenda(record: SessionRecord) -> list[Block]:
    if not record.steps:
        return []
    columns = (
        Column("Bước", 3),
        Column("Từ", 0.7),
        Column("Đến", 0.7),
        Column("Người trình bày, ý kiến", 5),
    )
    rows = tuple(
        (f"{number}. {literal(step.text)}", "", "", BLANK * 3)
        for number, step in enumerate(record.steps, 1)
    )
    return [Table(columns, rows)]


def _contents(record: SessionRecord) -> list[Block]:
    blocks: list[Block] = []
    for title, items in record.contents:
        blocks.append(Heading(2, flat(title)))
        for item in items:
            blocks += _asked(item)
    return blocks


def _asked(item: ChecklistItem) -> list[Block]:
    return [Boxes(flat(item.text), ANSWERS), Paragraph(f"Ghi nhận: {DOTS}"), Paragraph(FULL_LINE)]


def _remarks(record: SessionRecord) -> list[Block]:
    return [
        block
        for words in REMARK_KINDS.values()
        for block in (Item(f"{record.terms(words)}:"), Paragraph(FULL_LINE), Paragraph(FULL_LINE))
    ]


def _recommendations() -> Table:
    columns = (Column("Nội dung kiến nghị", 4), Column("Người thực hiện", 2), Column("Thời hạn", 1))
    return Table(columns, ((BLANK, "", ""),) * ROWS)
