"""The synthesis as a paper to the body above: it speaks only of what the plan does."""

import re
from collections.abc import Iterable, Iterator, Sequence

from webapp.accounts.models import User
from webapp.attending.models import GOOD_MODEL, OPINION, PROPOSAL
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
    Table,
    gap,
    literal,
)
from webapp.documents.wording import Book, book
from webapp.observations.models import Observation
from webapp.organizations.models import Issuer, Organization
from webapp.plans.models import GRASSROOTS, ROUND, Plan
from webapp.reports.done import Done
from webapp.reports.heard import EXAMPLES, Heard, Noted, Voice, heard_in
from webapp.reports.synthesis import Synthesis, gather
from webapp.rules import text as words
from webapp.rules.amounts import amount_text
from webapp.visits.models import NoShow

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_NUMBERED = re.compile(r"^[IVX]+\s*[-.]\s*")
Section = tuple[str, Sequence[Block]]  # name of its heading's text, what it says


def compose(plan: Plan, author: User, *, anew: bool = False) -> Document:
    """Write the report from today's figures.

    Raises documents' `NotReady` and, unless *anew*, `Edited`.
    """
    issuer = db.session.get_one(Issuer, plan.issuer_id)
    board = db.session.get_one(Organization, plan.organization_id)
    say = book(issuer.id, "synthesis")
    paper = documents.letterhead(
        issuer,
        "synthesis",
        summary=say("summary", plan_title=literal(_lower_first(plan.title))),
        blocks=_blocks(plan, gather(plan), heard_in(plan), say),
        signatures=[
            say.signature(plan.authority, plan.signing_position, plan.signatory, issuer.style)
        ],
        recipients=say.lines(
            "recipients", superior=_superior(board), issuer_code=literal(issuer.code)
        ),
    )
    return documents.compose("synthesis", ("plan", plan.id), board, paper, author, anew=anew)


def _superior(board: Organization) -> str:
    above = db.session.get(Organization, board.parent_id) if board.parent_id else None
    return literal(above.name) if above else gap("cơ quan cấp trên")


def _blocks(plan: Plan, found: Synthesis, heard: Heard, say: Book) -> list[Block]:
    issued = documents.current("plan", ("plan", plan.id))
    basis = (
        f"Kế hoạch số {issued.number_and_symbol}, {words.long_date(issued.issued_on)}"
        if issued and issued.issued_on
        else gap("số và ngày của kế hoạch")
    )
    lead = say("lead", plan_paper=basis, today=words.long_date(clock.today()))
    blocks: list[Block] = [Paragraph(lead)]
    sections = [section for section in _sections(found, heard, say) if section[1]]
    for number, (name, own) in zip(ROMAN, sections, strict=False):
        # An office may have numbered its own headings, when all papers had the same parts.
        blocks += [Heading(1, f"{number}- {_NUMBERED.sub('', say(name))}"), *own]
    return blocks


def _sections(found: Synthesis, heard: Heard, say: Book) -> Iterator[Section]:
    """Yield the parts in order; one that is empty is not for this plan."""
    yield "results", [*_results(found, say)]
    yield "remarks", _remarks(found, say)
    yield "ongoing", [*_ongoing(heard.topics, say)]
    yield "good_models", [*_voices(heard.voices[GOOD_MODEL])]
    yield "voices", _heard(heard, say)
    yield "no_shows", _no_shows(heard.no_shows)
    if found.recommendations["total"] or found.attended:
        yield "mending", [Paragraph(_mending(found, say))]
    yield "timeliness", _timeliness(found, say)
    yield "self_run", _figures(found)


def _results(found: Synthesis, say: Book) -> Iterator[Block]:
    if counts := found.attended:
        shown = {name: words.number_text(count) for name, count in counts._asdict().items()}
        noticed = ("assignments", "meetings", "thematic_meetings")
        yield Paragraph(say("noticed", **{name: shown.pop(name) for name in noticed}))
        yield Paragraph(say("attended", **shown))
    if rounds := found.of(ROUND):
        yield Paragraph(say("rounds"))
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
    for one in found.of(GRASSROOTS):
        sent, late, missing = map(words.number_text, one.calendars)
        yield Paragraph(say("calendars", sent=sent, late=late, missing=missing))
        yield Paragraph(
            say(
                "grassroots",
                meetings=words.number_text(one.meetings),
                visits=words.number_text(one.visits),
                held=words.number_text(one.held),
            )
        )
    if sum(found.ranks.values()):
        counts_of_ranks = tuple(float(count) for count in found.ranks.values())
        yield Figure(say("ranks"), tuple(found.ranks), counts_of_ranks, "cuộc")


def _round(one: Done) -> tuple[str, ...]:
    days = [one.window.opens_on, one.window.closes_on] if one.window else []
    span = " – ".join(dict.fromkeys(map(words.short_date, days)))
    announced, reported = one.steps
    return (
        literal(one.activity.title),
        span,
        words.number_text(one.assignments),
        words.number_text(one.held),
        announced.words,
        reported.words,
    )


def _remarks(found: Synthesis, say: Book) -> list[Block]:
    if not found.remarks:
        return [Paragraph(say("no_remarks"))]
    blocks: list[Block] = []
    for one in found.remarks:
        blocks.append(Heading(2, literal(one.title)))
        blocks += [Item(say("strength", strength=literal(text))) for text in one.strengths]
        blocks += [Item(say("shortcoming", shortcoming=literal(text))) for text in one.shortcomings]
    return blocks


def _ongoing(topics: Iterable[Noted], say: Book) -> Iterator[Block]:
    """Yield each standing topic with what was noted on it (46-KH/ĐTN, II.2.2)."""
    for number, one in enumerate(topics, 1):
        yield Heading(2, f"{number}. {literal(one.topic.text)}")
        for note in one.strengths[:EXAMPLES]:
            yield Item(say("strength", strength=_noted(note)))
        for note in one.shortcomings[:EXAMPLES]:
            yield Item(say("shortcoming", shortcoming=_noted(note)))
        if not one.strengths and not one.shortcomings:
            yield Paragraph(say("no_notes"))


def _noted(note: Observation) -> str:
    where = ", ".join(filter(None, (note.organization.label, note.officer)))
    return literal(f"{_within(note.text)} ({where}).")


def _voices(voices: Iterable[Voice]) -> Iterator[Block]:
    for one in voices:
        yield Item(literal(f"{_within(one.text)} ({one.where})."))


def _heard(heard: Heard, say: Book) -> list[Block]:
    blocks: list[Block] = []
    for name, kind in (("proposals", PROPOSAL), ("opinions", OPINION)):
        if voices := heard.voices[kind]:
            blocks += [Paragraph(say(name)), *_voices(voices)]
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
                    literal(row.reason),
                    literal(row.replacement.full_name) if row.replacement else "Không có",
                )
                for row in rows
            ),
        )
    ]


def _mending(found: Synthesis, say: Book) -> str:
    state = found.recommendations
    counts = {
        name: words.number_text(state[name]) for name in ("total", "mended", "open", "overdue")
    }
    return say("mended", **counts)


def _timeliness(found: Synthesis, say: Book) -> list[Block]:
    if not found.timeliness:
        return [Paragraph(say("all_in_time"))]
    return [
        Table(
            (Column("Đơn vị", 2), Column("Việc phải gửi", 3), Column("Kết quả", 2)),
            tuple(
                (literal(one.committee), literal(one.label), one.words) for one in found.timeliness
            ),
        )
    ]


def _figures(found: Synthesis) -> list[Block]:
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


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
