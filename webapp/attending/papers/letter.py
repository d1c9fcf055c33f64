"""How the feedback letter is put together. Pure drawing: what it tells is read by the sheet."""

from datetime import date, datetime

from webapp.attending.kinds import RESULT_LETTER
from webapp.attending.models import Recommendation, Remark
from webapp.attending.papers.answering import unanswered
from webapp.attending.queries.visit import VisitRecord
from webapp.documents.letterhead import letterhead
from webapp.documents.models import Document
from webapp.documents.road.recipients import Recipient, bound, to_body
from webapp.documents.texts.phrases import ended, flat, plan_cited, sentence
from webapp.documents.texts.wording import Wording
from webapp.documents.tree import (
    Block,
    Body,
    Column,
    Heading,
    Item,
    Paper,
    Paragraph,
    Table,
    gap,
    literal,
)
from webapp.notices.models import ALL_MEETING_KINDS
from webapp.organizations.models import Issuer
from webapp.plans.models import Plan
from webapp.rules.terms import Terms
from webapp.rules.text import local_time, long_date, number_text, short_date
from webapp.visits.models import Attendance, Visit

RECOMMENDED = (
    Column("TT", 0.35, "center"),
    Column("Nội dung kiến nghị", 3),
    Column("Người, đơn vị thực hiện", 1.6),
    Column("Thời hạn", 1, "center"),
)


def letter(
    issuer: Issuer, record: VisitRecord, plan_paper: Document | None, wording: Wording, day: date
) -> Paper:
    """Return the notice of result to the committee above the unit (73-KH/BTCTU, III.2, V.2).

    *day* is the letter's: what is to be mended by then already is a gap.
    """
    visit = record.visit
    plan = visit.assignment.activity.plan
    blocks = [
        Paragraph(_lead(issuer, visit, plan_paper, wording)),
        *_meeting(record, wording),
        Heading(2, wording("strengths")),
        *(_strengths(record)),
        *_good_models(record, wording),
        Heading(2, wording("shortcomings")),
        *_shortcomings(record, wording),
        Heading(2, wording("recommendations")),
        *_recommendations(record, wording, day),
        Heading(2, wording("monitoring")),
        *_monitoring(issuer, record, wording),
        *_score(record, wording),
    ]
    return letterhead(
        issuer,
        RESULT_LETTER,
        Body(
            summary=_summary(visit, wording),
            blocks=blocks,
            signatures=[
                wording.signature(
                    plan.authority, plan.signing_position, plan.signatory, issuer.style
                )
            ],
        ),
    )


def _summary(visit: Visit, wording: Wording) -> str:
    unit = literal(visit.organization.name)
    if visit.meeting.is_session:
        return wording("session_summary", unit=unit)
    return wording("summary", meeting=_kind(visit).lower(), unit=unit)


def recipients(issuer: Issuer, visit: Visit, wording: Wording) -> tuple[Recipient, ...]:
    """Return who gets the letter: the committee above, the unit, and who is named besides."""
    committee, code = to_body(visit.assignment.organization), literal(issuer.code)
    if visit.meeting.is_session:
        lines = wording.recipients("session_recipients", committee=committee, issuer_code=code)
    else:
        unit = to_body(visit.organization, literal(visit.organization.name))
        lines = wording.recipients("recipients", committee=committee, unit=unit, issuer_code=code)
    return bound(issuer.id, lines)


def plan_words(plan: Plan, plan_paper: Document | None, wording: Wording) -> str:
    """Return the sentence that names the plan, its number and day."""
    return wording("bases", **plan_cited(plan.title, plan_paper))


def _lead(issuer: Issuer, visit: Visit, plan_paper: Document | None, wording: Wording) -> str:
    facts = {
        "bases": plan_words(visit.assignment.activity.plan, plan_paper, wording),
        "day": long_date(visit.meeting.day),
        "issuer": literal(issuer.name),
        "unit": literal(visit.organization.name),
    }
    if visit.meeting.is_session:
        return wording("session_lead", **facts)
    return wording("lead", meeting=_kind(visit).lower(), **facts)


def _committee(visit: Visit) -> str:
    committee = visit.assignment.organization
    return literal(committee.committee_name or committee.name)


def _kind(visit: Visit) -> str:
    return ALL_MEETING_KINDS.get(visit.meeting.kind, visit.meeting.kind)


def _meeting(record: VisitRecord, wording: Wording) -> list[Block]:
    visit, row = record.visit, record.attendance or Attendance()
    about = visit.assignment.activity.title if visit.meeting.is_session else visit.meeting.topic
    came = _came(row) if visit.meeting.is_session else _attendance(row, record.terms)
    topic = f", nội dung: {flat(about)}" if about else ""
    session = "session_" if visit.meeting.is_session else ""
    return [
        Item(wording("time", time=_hours(visit, row))),
        Item(wording("place", place=flat(visit.meeting.place) or gap("địa điểm"))),
        Item(wording("chair", chair=flat(row.chair) or gap("người chủ trì"))),
        Item(wording(f"{session}team", team=delegation(visit))),
        Item(wording("attendance", attendance=came)),
        Item(wording("length", meeting_topic=f"{_kind(visit)}{topic}", length=_length(row))),
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


def _attendance(row: Attendance, terms: Terms) -> str:
    """Return the sentence on who came, each unknown figure as a gap."""

    def count(figure: int | None, what: str) -> str:
        return gap(what) if figure is None else number_text(figure)

    probationary = f" (dự bị {number_text(row.probationary)})" if row.probationary else ""
    exempt = f"miễn sinh hoạt {number_text(row.exempt)}; " if row.exempt else ""
    reasons = f" Lý do vắng: {flat(row.reasons).rstrip('.')}." if row.reasons else ""
    return (
        f"tổng số {count(row.members, f'tổng số {terms.member}')} {terms.member}{probationary}; "
        f"có mặt {count(row.present, 'số có mặt')}; {exempt}"
        f"vắng có lý do {count(row.excused, 'số vắng có lý do')}; "
        f"vắng không lý do {count(row.unexcused, 'số vắng không lý do')}.{reasons}"
    )


def _came(row: Attendance) -> str:
    """Return the sentence on who came to a session: the unit's people, no membership to count."""
    count = gap("số người dự") if row.present is None else number_text(row.present)
    who = f"; thành phần: {flat(row.composition).rstrip('.')}" if row.composition else ""
    return f"có mặt {count} đồng chí của đơn vị{who}."


def _strengths(record: VisitRecord) -> list[Block]:
    return [Item(sentence(row.text)) for row in record.strengths] or [Item(gap("ưu điểm"))]


def _good_models(record: VisitRecord, wording: Wording) -> list[Block]:
    """Return what others may learn from, where anything was found (46-KH/ĐTN, I.1)."""
    rows = [Item(sentence(row.text)) for row in record.good_models]
    return [Paragraph(wording("good_models")), *rows] if rows else []


def _shortcomings(record: VisitRecord, wording: Wording) -> list[Block]:
    rows = record.shortcomings_found
    if not rows:
        return [Paragraph(wording("no_shortcomings"))]
    return [Item(_shortcoming(number, row, wording)) for number, row in enumerate(rows, 1)]


def _shortcoming(number: int, row: Remark, wording: Wording) -> str:
    cause = flat(row.cause) or gap(f"nguyên nhân của hạn chế thứ {number}")
    return wording("shortcoming", shortcoming=sentence(row.text), cause=ended(cause))


def worded(record: VisitRecord) -> list[Recommendation]:
    """Return the recommendations that say something, in the order of what they answer."""
    place = {row.id: n for n, row in enumerate(record.shortcomings_found)}
    rows = [row for row in record.recommendations.values() if row.text]
    return sorted(rows, key=lambda row: (place.get(row.remark_id or 0, len(place)), row.id))


def _recommendations(record: VisitRecord, wording: Wording, day: date) -> list[Block]:
    rows = worded(record)
    if not rows:
        if record.shortcomings_found:
            return [Paragraph(gap("kiến nghị cho các hạn chế nêu trên"))]
        return [Paragraph(wording("no_recommendations"))]
    lacking = unanswered(record.shortcomings_found, rows)
    numbers = {row.id: number for number, row in enumerate(record.shortcomings_found, 1)}
    gaps = [("", gap(f"kiến nghị cho hạn chế thứ {numbers[row.id]}"), "", "") for row in lacking]
    told = (table_row(number, row, day) for number, row in enumerate(rows, 1))
    return [Table(RECOMMENDED, (*told, *gaps))]


def table_row(number: int, row: Recommendation, day: date) -> tuple[str, ...]:
    """Return a recommendation as a row of the table, under `RECOMMENDED`, in a letter of *day*."""
    return (
        str(number),
        flat(row.text),
        flat(row.owner) or gap(f"người thực hiện kiến nghị {number}"),
        _due(number, row, day),
    )


def _due(number: int, row: Recommendation, day: date) -> str:
    if row.due_on is None:
        return gap(f"thời hạn kiến nghị {number}")
    if row.due_on < day:
        return gap(f"thời hạn kiến nghị {number}, ngày {short_date(row.due_on)} đã qua")
    return short_date(row.due_on)


def _monitoring(issuer: Issuer, record: VisitRecord, wording: Wording) -> list[Block]:
    to = _committee(record.visit)
    rows = worded(record)
    is_session = record.visit.meeting.is_session
    if not rows:
        return [Paragraph(wording("session_follow" if is_session else "follow", committee=to))]
    if is_session:
        ask = wording("session_ask", committee=to, issuer=literal(issuer.name))
    else:
        unit = literal(record.visit.organization.name)
        ask = wording("ask", committee=to, issuer=literal(issuer.name), unit=unit)
    by_monitor: dict[str, list[str]] = {}
    for number, row in enumerate(rows, 1):
        name = f"Đồng chí {flat(row.monitor.full_name)}" if row.monitor else gap("người theo dõi")
        by_monitor.setdefault(name, []).append(str(number))
    monitors = [
        Item(wording("monitor", monitor=name, numbers=", ".join(numbers)))
        for name, numbers in by_monitor.items()
    ]
    return [Paragraph(ask), *monitors]


def _score(record: VisitRecord, wording: Wording) -> list[Block]:
    """Return the score where the visit is scored (R8)."""
    if not record.is_scored:
        return []
    score = record.score
    if score is None or score.rank is None:
        return [Paragraph(wording("no_score", score=gap("điểm của các tiêu chí")))]
    figures = f"{score.figure} ({score.scaled})" if score.scaled else score.figure
    return [Paragraph(wording("score", score=figures, rank=literal(score.rank)))]
