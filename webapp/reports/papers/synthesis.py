"""The synthesis as a paper to the body above: it speaks only of what its plans do."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import User
from webapp.attending.models import GOOD_MODEL, OPINION, PROPOSAL
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.letterhead import letterhead
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.documents.road.composing import Composition
from webapp.documents.road.recipients import Recipient, bound, to_body
from webapp.documents.texts.phrases import lowered
from webapp.documents.texts.wording import Wording, wording_for
from webapp.documents.tree import (
    Block,
    Body,
    Column,
    Figure,
    Heading,
    Item,
    Paragraph,
    Table,
    gap,
    literal,
)
from webapp.observations.models import Observation
from webapp.organizations.models import Issuer, Organization
from webapp.plans.models import PLAN, Plan
from webapp.plans.queries import plan_in_force
from webapp.reports.kinds import SPAN, SYNTHESIS
from webapp.reports.models import Synthesis
from webapp.reports.queries.done import Done, Reports
from webapp.reports.queries.heard import EXAMPLES, Heard, Noted, Voice, heard_in
from webapp.reports.queries.spans import issued_of
from webapp.reports.services import Base, Gathered, gather
from webapp.rules import text as words
from webapp.rules.amounts import amount_text
from webapp.rules.spans import WHOLE, Span
from webapp.visits.models import NoShow

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NUMBERED = re.compile(r"^[IVX]+\s*[-.]\s*")
_NUMBER = re.compile(r"^\d+\s*[.)]\s*")  # a plan may have numbered its groups
_REMARK = re.compile(r"\s*\([^()]*\)$")  # "Ban Thường vụ Tỉnh ủy (để báo cáo)"
Section = tuple[str, Sequence[Block]]  # name of its heading's text, what it says


def compose(about: Plan | Synthesis, author: User) -> Document:
    """Write the report from today's figures, of a plan's whole year or of a span. Commits.

    A draft is brought up to them; beside an issued one stands a new one. Raises as
    `composing.compose` does.
    """
    subject = PLAN if isinstance(about, Plan) else SPAN
    return composing.compose(SYNTHESIS, (subject, about.id), author)


@dataclass(frozen=True)
class Facts:
    """What the report says of itself: the day as of which it was composed."""

    as_of: str = ""  # ISO


@dataclass(frozen=True)
class Ordered:
    """A report that is asked for: on which plans, oldest first, on which span, to whom."""

    plans: tuple[Plan, ...]
    span: Span = WHOLE
    recipient: str = ""


def of_plan(plan_id: int, document: Document | None) -> Composition:
    """Return the report on all that a plan brought about."""
    return _composition(Ordered((db.session.get_one(Plan, plan_id),)), document)


def of_span(synthesis_id: int, document: Document | None) -> Composition:
    """Return the report on a span."""
    whole = select(Synthesis).options(joinedload(Synthesis.plans))
    again = whole.where(Synthesis.id == synthesis_id).execution_options(populate_existing=True)
    row = db.session.scalars(again).unique().one()
    return _composition(Ordered(tuple(issued_of(row.plans)), row.span, row.recipient), document)


def _composition(ordered: Ordered, document: Document | None) -> Composition:
    """Return the report from the figures as they are; one that is checked keeps its day."""
    plan = ordered.plans[-1]
    issuer = db.session.get_one(Issuer, plan.issuer_id)
    board = db.session.get_one(Organization, plan.organization_id)
    wording = wording_for(issuer.id, SYNTHESIS, document)
    kept = Facts(**(document.facts or {})) if document else Facts()
    as_of = date.fromisoformat(kept.as_of) if kept.as_of else clock.today()
    recipients = _recipients(issuer, board, ordered, wording)
    found = gather(*ordered.plans, span=ordered.span)
    paper = letterhead(
        issuer,
        SYNTHESIS,
        Body(
            summary=_summary(ordered, wording),
            blocks=[
                Paragraph(_lead(issuer, ordered, document, as_of, recipients[0], wording)),
                *_base(found.base, wording),
                *_blocks(found, heard_in(*ordered.plans, span=ordered.span), wording),
            ],
            signatures=[
                wording.signature(
                    plan.authority, plan.signing_position, plan.signatory, issuer.style
                )
            ],
        ),
    )
    facts = asdict(Facts(as_of.isoformat()))
    return Composition(paper, board, recipients, wording, facts=facts)


def _recipients(
    issuer: Issuer, board: Organization, ordered: Ordered, wording: Wording
) -> tuple[Recipient, ...]:
    """Return to whom it goes: the body above, or whom this report is for."""
    code = literal(issuer.code)
    if ordered.recipient:
        to = bound(issuer.id, [literal(ordered.recipient)])[0]
        return wording.recipients("span_recipients", recipient=to, issuer_code=code)
    above = db.session.get(Organization, board.parent_id) if board.parent_id else None
    superior = to_body(above, literal(above.name)) if above else gap("cơ quan cấp trên")
    return bound(issuer.id, wording.recipients("recipients", superior=superior, issuer_code=code))


def _summary(ordered: Ordered, wording: Wording) -> str:
    if ordered.span == WHOLE:
        return wording("summary", plan_title=lowered(ordered.plans[0].title))
    if len(ordered.plans) > 1:
        return wording("plans_summary", span=ordered.span.words)
    title = lowered(ordered.plans[0].title)
    return wording("span_summary", plan_title=title, span=ordered.span.words)


def _lead(
    issuer: Issuer,
    ordered: Ordered,
    document: Document | None,
    as_of: date,
    to: Recipient,
    wording: Wording,
) -> str:
    papers = (_cited(plan_in_force(plan.id, document)) for plan in ordered.plans)
    return wording(
        "lead" if ordered.span == WHOLE else "span_lead",
        plan_paper="; ".join(papers),
        today=words.long_date(as_of),
        **({} if ordered.span == WHOLE else _of_span(issuer, ordered, to)),
    )


def _of_span(issuer: Issuer, ordered: Ordered, to: Recipient) -> dict[str, str]:
    recipient = _REMARK.sub("", to.text)
    return {"span": ordered.span.words, "issuer": literal(issuer.name), "recipient": recipient}


def _cited(issued: Document | None) -> str:
    if issued is None or issued.issued_on is None:
        return gap("số và ngày của kế hoạch")
    return f"Kế hoạch số {issued.number_and_symbol}, {words.long_date(issued.issued_on)}"


def _base(base: Base, wording: Wording) -> Iterator[Block]:
    """Yield on what the report rests, as far as the plans ask for it."""
    number = words.number_text
    if base.reports.due or base.reports.closed:
        yield from _reports_that_came(base.reports, wording)
    if base.to_mark:
        lacking = (
            (base.unscored, "cuộc không chấm điểm (có lý do)"),
            (base.unmarked, "cuộc chưa chấm đủ điểm"),
        )
        without = "".join(f"; {number(count)} {what}" for count, what in lacking if count)
        held = {"held": number(base.to_mark), "without": without}
        if base.marked:
            yield Paragraph(wording("base_marks", marked=number(base.marked), **held))
        else:
            yield Paragraph(wording("no_marks", **held))


def _reports_that_came(reports: Reports, wording: Wording) -> Iterator[Block]:
    came, due = (words.number_text(count) for count in (reports.came, reports.due))
    if reports.closed:
        yield Paragraph(wording("closed", units=literal("; ".join(reports.closed))))
    if not reports.came:
        if reports.due:
            yield Paragraph(wording("no_reports", due=due))
        return
    yield Paragraph(wording("base_reports", came=came, due=due))
    if reports.awaited:
        yield Paragraph(wording("awaited", units=literal("; ".join(reports.awaited))))


def _blocks(found: Gathered, heard: Heard, wording: Wording) -> list[Block]:
    blocks: list[Block] = []
    sections = [section for section in _sections(found, heard, wording) if section[1]]
    for number, (name, own) in zip(ROMAN, sections, strict=False):
        # An office may have numbered its own headings, when all papers had the same parts.
        blocks += [Heading(1, f"{number}- {_NUMBERED.sub('', wording(name))}"), *own]
    return blocks


def _sections(found: Gathered, heard: Heard, wording: Wording) -> Iterator[Section]:
    """Yield the parts in order; one that is empty is not for this plan."""
    yield "results", [*_results(found, wording)]
    yield "remarks", _remarks(found, wording)
    yield "ongoing", [*_ongoing(heard.topics, wording)]
    yield "good_models", [*_voices(heard.voices[GOOD_MODEL])]
    yield "voices", _heard(heard, wording)
    yield "no_shows", _no_shows(heard.no_shows)
    if found.recommendations["total"] or found.attended:
        yield "mending", [Paragraph(_mending(found, wording))]
    yield "timeliness", _timeliness(found, wording)
    yield "self_run", _figures(found)


def _results(found: Gathered, wording: Wording) -> Iterator[Block]:
    if counts := found.attended:
        shown = {name: words.number_text(count) for name, count in counts._asdict().items()}
        filed_meetings = ("assignments", "meetings", "thematic_meetings")
        yield Paragraph(wording("noticed", **{name: shown.pop(name) for name in filed_meetings}))
        yield Paragraph(wording("attended", **shown))
    if rounds := found.rounds:
        yield Paragraph(wording("rounds"))
        yield Table(
            (
                Column("Đợt", 2.2),
                Column("Thời gian", 1.4, "center"),
                Column("Đơn vị", 0.7, "center"),
                Column("Đã làm việc", 0.8, "center"),
                Column("Thông báo", 1.1),
                Column("Báo cáo kết quả", 1.1),
            ),
            tuple(_round(one) for one in rounds),
        )
    for one in found.calendars:
        sent, late, missing = map(words.number_text, one.calendars)
        yield Paragraph(wording("calendars", sent=sent, late=late, missing=missing))
        yield Paragraph(
            wording(
                "grassroots",
                meetings=words.number_text(one.meetings),
                visits=words.number_text(one.visits),
                held=words.number_text(one.held),
            )
        )
    if sum(found.ranks.values()):
        counts_of_ranks = tuple(float(count) for count in found.ranks.values())
        yield Figure(wording("ranks"), tuple(found.ranks), counts_of_ranks, "cuộc")


def _round(one: Done) -> tuple[str, ...]:
    days = [one.window.opens_on, one.window.closes_on] if one.window else []
    span = " – ".join(dict.fromkeys(map(words.short_date, days)))
    announced, reported = one.steps
    return (
        literal(one.activity.title),
        span or gap(f"thời gian của {literal(one.activity.title)}"),
        words.number_text(one.assignments),
        words.number_text(one.held),
        announced.words,
        reported.words,
    )


def _remarks(found: Gathered, wording: Wording) -> list[Block]:
    if not found.remarks:
        return [Paragraph(wording("no_remarks"))]
    blocks: list[Block] = []
    for number, one in enumerate(found.remarks, 1):
        blocks.append(Heading(2, f"{number}. {literal(_NUMBER.sub('', one.title))}"))
        blocks += [Item(wording("strength", strength=literal(text))) for text in one.strengths]
        blocks += [
            Item(wording("shortcoming", shortcoming=literal(text))) for text in one.shortcomings
        ]
    return blocks


def _ongoing(topics: Iterable[Noted], wording: Wording) -> Iterator[Block]:
    """Yield each standing topic with what was noted on it (46-KH/ĐTN, II.2.2)."""
    for number, one in enumerate(topics, 1):
        yield Heading(2, f"{number}. {literal(one.topic.text)}")
        for note in one.strengths[:EXAMPLES]:
            yield Item(wording("strength", strength=_noted(note)))
        for note in one.shortcomings[:EXAMPLES]:
            yield Item(wording("shortcoming", shortcoming=_noted(note)))
        if not one.strengths and not one.shortcomings:
            yield Paragraph(wording("no_notes"))


def _noted(note: Observation) -> str:
    where = ", ".join(filter(None, (note.organization.label, note.officer)))
    return literal(f"{_within(note.text)} ({where}).")


def _voices(voices: Iterable[Voice]) -> Iterator[Block]:
    for one in voices:
        yield Item(literal(f"{_within(one.text)} ({one.where})."))


def _heard(heard: Heard, wording: Wording) -> list[Block]:
    blocks: list[Block] = []
    for name, kind in (("proposals", PROPOSAL), ("opinions", OPINION)):
        if voices := heard.voices[kind]:
            blocks += [Paragraph(wording(name)), *_voices(voices)]
    return blocks


def _no_shows(rows: Sequence[NoShow]) -> list[Block]:
    """Return who did not come as assigned, why, and who went instead (46-KH/ĐTN, II.3)."""
    if not rows:
        return []
    return [
        Table(
            (
                Column("Ngày", 1.3, "center"),
                Column("Đơn vị", 2),
                Column("Đồng chí được phân công", 1.6),
                Column("Lý do", 2),
                Column("Người dự thay", 1.4),
            ),
            tuple(
                (
                    words.short_date(clock.local(row.visit.meeting.starts_at).date()),
                    literal(row.visit.organization.name),
                    literal(row.user.full_name),
                    literal(row.reason) or gap("lý do không tham dự"),
                    literal(row.replacement.full_name) if row.replacement else "Không có",
                )
                for row in rows
            ),
        )
    ]


def _mending(found: Gathered, wording: Wording) -> str:
    state = found.recommendations
    counts = {
        name: words.number_text(state[name]) for name in ("total", "mended", "open", "overdue")
    }
    return wording("mended", **counts)


def _timeliness(found: Gathered, wording: Wording) -> list[Block]:
    if not found.timeliness:
        return [Paragraph(wording("all_in_time"))]
    return [
        Table(
            (Column("Đơn vị", 2), Column("Việc phải gửi", 3), Column("Kết quả", 2)),
            tuple(
                (literal(one.committee), literal(one.label), one.standing.words)
                for one in found.timeliness
            ),
        )
    ]


def _figures(found: Gathered) -> list[Block]:
    if not found.figures:
        return []
    return [
        Table(
            (Column("Chỉ tiêu", 4), Column("Tổng số", 1, "right"), Column("Đơn vị tính", 1)),
            tuple(
                (literal(label), amount_text(total), literal(unit))
                for label, total, unit in found.figures
            ),
        )
    ]


def _within(text: str) -> str:
    """Return a text as part of a sentence: on one line, without its full stop."""
    return " ".join(text.split()).rstrip(" .;")
