"""How the feedback letter is put together. Pure drawing: what it tells is read by the sheet."""

from datetime import datetime

from webapp.attending.models import Recommendation, Remark
from webapp.attending.sheets import Sheet
from webapp.documents.models import Document
from webapp.documents.services import letterhead
from webapp.documents.tree import (
    Block,
    Column,
    Heading,
    Item,
    Paper,
    Paragraph,
    Table,
    gap,
    literal,
)
from webapp.documents.wording import Book
from webapp.notices.models import ALL_MEETING_KINDS
from webapp.organizations.models import Issuer
from webapp.plans.models import Plan
from webapp.rules.amounts import amount_text
from webapp.rules.text import local_time, long_date, number_text, short_date
from webapp.visits.models import Attendance, Visit


def letter(issuer: Issuer, sheet: Sheet, plan_paper: Document | None, say: Book) -> Paper:
    """Return the notice of result to the committee above the unit (73-KH/BTCTU, III.2, V.2)."""
    visit = sheet.visit
    plan = visit.assignment.activity.plan
    blocks = [
        Paragraph(_lead(issuer, visit, plan_paper, say)),
        *_meeting(sheet, say),
        Heading(2, say("strengths")),
        *(_strengths(sheet)),
        *_good_models(sheet, say),
        Heading(2, say("shortcomings")),
        *_shortcomings(sheet, say),
        Heading(2, say("recommendations")),
        *_recommendations(sheet, say),
        Heading(2, say("monitoring")),
        *_monitoring(issuer, sheet, say),
        *_score(sheet, say),
    ]
    return letterhead(
        issuer,
        "result_letter",
        summary=_summary(visit, say),
        blocks=blocks,
        signatures=[
            say.signature(plan.authority, plan.signing_position, plan.signatory, issuer.style)
        ],
        recipients=_recipients(issuer, visit, say),
    )


def _summary(visit: Visit, say: Book) -> str:
    unit = literal(visit.organization.name)
    if visit.meeting.is_session:
        return say("session_summary", unit=unit)
    return say("summary", meeting=_kind(visit).lower(), unit=unit)


def _recipients(issuer: Issuer, visit: Visit, say: Book) -> tuple[str, ...]:
    to = {"committee": _committee(visit), "issuer_code": literal(issuer.code)}
    if visit.meeting.is_session:
        return say.lines("session_recipients", **to)
    return say.lines("recipients", unit=literal(visit.organization.name), **to)


def plan_words(plan: Plan, plan_paper: Document | None, say: Book) -> str:
    """Return the sentence that names the plan, its number and day."""
    title = plan.title
    number = gap("số, ký hiệu của kế hoạch chưa ban hành")
    if plan_paper and plan_paper.issued_on:
        number = f"{literal(plan_paper.number_and_symbol)} {long_date(plan_paper.issued_on)}"
    return say("bases", plan=number, plan_title=literal(title[:1].lower() + title[1:]))


def _lead(issuer: Issuer, visit: Visit, plan_paper: Document | None, say: Book) -> str:
    facts = {
        "bases": plan_words(visit.assignment.activity.plan, plan_paper, say),
        "day": long_date(visit.meeting.day),
        "issuer": literal(issuer.name),
        "unit": literal(visit.organization.name),
    }
    if visit.meeting.is_session:
        return say("session_lead", **facts)
    return say("lead", meeting=_kind(visit).lower(), **facts)


def _committee(visit: Visit) -> str:
    committee = visit.assignment.organization
    return literal(committee.committee_name or committee.name)


def _kind(visit: Visit) -> str:
    return ALL_MEETING_KINDS.get(visit.meeting.kind, visit.meeting.kind)


def _meeting(sheet: Sheet, say: Book) -> list[Block]:
    visit, row = sheet.visit, sheet.attendance or Attendance()
    about = visit.assignment.activity.title if visit.meeting.is_session else visit.meeting.topic
    topic = f", nội dung: {flat(about)}" if about else ""
    session = "session_" if visit.meeting.is_session else ""
    return [
        Item(say("time", time=_hours(visit, row))),
        Item(say("place", place=flat(visit.meeting.place) or gap("địa điểm"))),
        Item(say("chair", chair=flat(row.chair) or gap("người chủ trì"))),
        Item(say(f"{session}team", team=delegation(visit))),
        Item(say("attendance", attendance=(_came if session else _attendance)(row))),
        Item(say("length", meeting_topic=f"{_kind(visit)}{topic}", length=_length(row))),
    ]


def _hours(visit: Visit, row: Attendance) -> str:
    day = visit.meeting.day
    opened = clock_words(row.opened_at) or gap("giờ khai mạc")
    closed = clock_words(row.closed_at) or gap("giờ kết thúc")
    return f"từ {opened} đến {closed}, {long_date(day)}"


def clock_words(text: str | None) -> str:
    """Return "08 giờ 30" for the kept hour "08:30", "" for none."""
    return local_time(datetime.strptime(text, "%H:%M").time()) if text else ""  # noqa: DTZ007


def _length(row: Attendance) -> str:
    if not row.opened_at or not row.closed_at:
        return gap("thời lượng")
    opened, closed = (int(text[:2]) * 60 + int(text[3:]) for text in (row.opened_at, row.closed_at))
    return f"{closed - opened} phút" if closed > opened else gap("thời lượng đúng")


def delegation(visit: Visit) -> str:
    """Return the team of a visit in words, its head first."""
    if not visit.team:
        return gap(visit.group)
    names = [
        ", ".join(flat(part) for part in (f"đồng chí {m.user.full_name}", m.user.position) if part)
        + f" ({visit.roles[m.role]})"
        for m in visit.ordered_team
    ]
    return "; ".join(names)


def _attendance(row: Attendance) -> str:
    """Return the sentence on who came, each unknown figure as a gap."""

    def count(figure: int | None, what: str) -> str:
        return gap(what) if figure is None else number_text(figure)

    probationary = f" (dự bị {number_text(row.probationary)})" if row.probationary else ""
    exempt = f"miễn sinh hoạt {number_text(row.exempt)}; " if row.exempt else ""
    reasons = f" Lý do vắng: {flat(row.reasons).rstrip('.')}." if row.reasons else ""
    return (
        f"tổng số {count(row.members, 'tổng số đảng viên')} đảng viên{probationary}; "
        f"có mặt {count(row.present, 'số có mặt')}; {exempt}"
        f"vắng có lý do {count(row.excused, 'số vắng có lý do')}; "
        f"vắng không lý do {count(row.unexcused, 'số vắng không lý do')}.{reasons}"
    )


def _came(row: Attendance) -> str:
    """Return the sentence on who came to a session: the unit's people, no membership to count."""
    count = gap("số người dự") if row.present is None else number_text(row.present)
    who = f"; thành phần: {flat(row.composition).rstrip('.')}" if row.composition else ""
    return f"có mặt {count} đồng chí của đơn vị{who}."


def _strengths(sheet: Sheet) -> list[Block]:
    return [Item(sentence(flat(row.text))) for row in sheet.strengths] or [Item(gap("ưu điểm"))]


def _good_models(sheet: Sheet, say: Book) -> list[Block]:
    """Return what others may learn from, where anything was found (46-KH/ĐTN, I.1)."""
    rows = [Item(sentence(flat(row.text))) for row in sheet.good_models]
    return [Paragraph(say("good_models")), *rows] if rows else []


def _shortcomings(sheet: Sheet, say: Book) -> list[Block]:
    rows = sheet.shortcomings_found
    if not rows:
        return [Paragraph(say("no_shortcomings"))]
    return [Item(_shortcoming(number, row, say)) for number, row in enumerate(rows, 1)]


def _shortcoming(number: int, row: Remark, say: Book) -> str:
    cause = flat(row.cause) or gap(f"nguyên nhân của hạn chế thứ {number}")
    return say("shortcoming", shortcoming=sentence(flat(row.text)), cause=sentence(cause))


def _worded(sheet: Sheet) -> list[Recommendation]:
    """Return the recommendations that say something, in the order of what they answer."""
    place = {row.id: n for n, row in enumerate(sheet.shortcomings_found)}
    rows = [row for row in sheet.recommendations.values() if row.text]
    return sorted(rows, key=lambda row: (place.get(row.remark_id or 0, len(place)), row.id))


def _recommendations(sheet: Sheet, say: Book) -> list[Block]:
    rows = _worded(sheet)
    if not rows:
        if sheet.shortcomings_found:
            return [Paragraph(gap("kiến nghị cho các hạn chế nêu trên"))]
        return [Paragraph(say("no_recommendations"))]
    columns = (
        Column("TT", 0.35, "center"),
        Column("Nội dung kiến nghị", 3),
        Column("Người, đơn vị thực hiện", 1.6),
        Column("Thời hạn", 1, "center"),
    )
    return [Table(columns, tuple(_row(number, row) for number, row in enumerate(rows, 1)))]


def _row(number: int, row: Recommendation) -> tuple[str, ...]:
    return (
        str(number),
        flat(row.text),
        flat(row.owner) or gap(f"người thực hiện kiến nghị {number}"),
        short_date(row.due_on) if row.due_on else gap(f"thời hạn kiến nghị {number}"),
    )


def _monitoring(issuer: Issuer, sheet: Sheet, say: Book) -> list[Block]:
    to = _committee(sheet.visit)
    rows = _worded(sheet)
    is_session = sheet.visit.meeting.is_session
    if not rows:
        return [Paragraph(say("session_follow" if is_session else "follow", committee=to))]
    if is_session:
        ask = say("session_ask", committee=to, issuer=literal(issuer.name))
    else:
        unit = literal(sheet.visit.organization.name)
        ask = say("ask", committee=to, issuer=literal(issuer.name), unit=unit)
    by_monitor: dict[str, list[str]] = {}
    for number, row in enumerate(rows, 1):
        name = f"Đồng chí {flat(row.monitor.full_name)}" if row.monitor else gap("người theo dõi")
        by_monitor.setdefault(name, []).append(str(number))
    monitors = [
        Item(say("monitor", monitor=name, numbers=", ".join(numbers)))
        for name, numbers in by_monitor.items()
    ]
    return [Paragraph(ask), *monitors]


def _score(sheet: Sheet, say: Book) -> list[Block]:
    """Return the score where the visit has a rubric (R8)."""
    if not sheet.scored:
        return []
    score = sheet.score
    if score is None or score.rank is None:
        return [Paragraph(say("no_score", score=gap("điểm của các tiêu chí")))]
    figures = f"{amount_text(score.points)}/{amount_text(score.out_of)} điểm"
    if score.out_of != 100:
        figures += f" (quy về thang 100: {amount_text(score.percent)} điểm)"
    return [Paragraph(say("score", score=figures, rank=literal(score.rank)))]


def flat(text: str | None) -> str:
    """Return a person's text on one line, its signs no marks."""
    return literal(" ".join((text or "").split()))


def sentence(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if text.endswith((".", "!", "?")) or text.startswith("[[") else f"{text}."
