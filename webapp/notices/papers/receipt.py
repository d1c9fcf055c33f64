"""The receipt for a filed list, as a paper to print."""

from collections.abc import Sequence
from dataclasses import replace

from webapp.core import clock
from webapp.documents.letterhead import letterhead
from webapp.documents.tree import Block, Body, Column, Item, Paper, Paragraph, Table, literal
from webapp.milestones.standing import margin_words
from webapp.notices.kinds import RECEIPT
from webapp.notices.models import MEETING_KINDS, Meeting, Notice, NoticeRevision
from webapp.notices.queries.directory import label_of
from webapp.organizations.models import Issuer, Organization
from webapp.rules.text import number_text, short_date

_COLUMNS = (
    Column("Số TT", 1.2, "center"),
    Column("Tổ chức", 4.5),
    Column("Thời gian", 3.2, "center"),
    Column("Nơi họp", 4),
    Column("Loại", 3.5),
    Column("Nhận ngày", 3.2, "center"),
    Column("So với hạn", 2.4),
)


def receipt_of(
    notice: Notice,
    meetings: Sequence[Meeting],
    committee: Organization,
    issuer: Issuer,
    last: NoticeRevision | None,
) -> Paper:
    """Return the receipt for a list as it stands. Meetings come with organization and parent."""
    month = f"tháng {notice.assignment.month:%m/%Y}" if notice.assignment.month else ""
    coming = [meeting for meeting in meetings if meeting.cancelled_at is None]
    blocks: list[Block] = [
        Paragraph(f"Số biên nhận: **{notice.receipt_number}**"),
        Paragraph(f"Đơn vị gửi: {literal(committee.name)}"),
        *_received(notice, last),
        Table(_COLUMNS, tuple(_line(n, meeting) for n, meeting in enumerate(coming, 1))),
        *_sums(coming),
    ]
    summary = f"Đã nhận đăng ký lịch sinh hoạt {month}".strip()
    paper = letterhead(issuer, RECEIPT, Body(summary, blocks, sent=False))
    return replace(paper, day=clock.local(last.saved_at if last else notice.filed_at).date())


def _received(notice: Notice, last: NoticeRevision | None) -> list[Block]:
    first = clock.local(notice.filed_at)
    lines: list[Block] = [Paragraph(f"Nhận lần đầu: {first:%H:%M} ngày {short_date(first.date())}")]
    if notice.paper_came_on:
        symbol = f" {literal(notice.paper_symbol)}" if notice.paper_symbol else ""
        came = short_date(notice.paper_came_on)
        lines.append(Paragraph(f"Bản giấy{symbol} đến ngày {came}, được nhập vào chương trình"))
    if last is not None and notice.revision > 1:
        at = clock.local(last.saved_at)
        lines.append(
            Paragraph(
                f"Sửa lần {number_text(notice.revision - 1)}: {at:%H:%M} "
                f"ngày {short_date(at.date())}"
            )
        )
    return lines


def _line(number: int, meeting: Meeting) -> tuple[str, ...]:
    kind = MEETING_KINDS[meeting.kind].removeprefix("Sinh hoạt ").capitalize()
    return (
        str(number),
        literal(label_of(meeting.organization)),
        f"{meeting.hour:%H:%M} ngày {short_date(meeting.day)}",
        literal(meeting.place),
        f"{kind}: {literal(meeting.topic)}" if meeting.topic else kind,
        short_date(meeting.received_on),
        margin_words(meeting.margin),
    )


def _sums(meetings: Sequence[Meeting]) -> list[Block]:
    unkept = sum(meeting.is_unkept for meeting in meetings)
    thematic = sum(meeting.is_thematic for meeting in meetings)
    late = sum(meeting.margin < 0 for meeting in meetings) - unkept
    kept = "Không cuộc nào trễ hạn" if unkept else "Tất cả đều đúng hạn"
    before = f"Hạn rơi trước ngày ban hành kế hoạch: {number_text(unkept)} cuộc"
    told = f"có, {number_text(thematic)} cuộc" if thematic else "không có"
    return [
        Item(f"Tổng số: {number_text(len(meetings))} cuộc họp"),
        Item(f"Sinh hoạt chuyên đề: {told}"),
        Item(f"Trễ hạn: {number_text(late)} cuộc" if late else kept),
        *([Item(before)] if unkept else []),
    ]
