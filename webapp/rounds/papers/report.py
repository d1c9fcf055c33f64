"""How a round's report is put together from what was found. Pure drawing: nothing is loaded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from webapp.attending.models import (
    GOOD_MODEL,
    PROPOSAL,
    SHORTCOMING,
    STRENGTH,
    Recommendation,
    Remark,
)
from webapp.attending.papers.answering import shortened, unanswered
from webapp.documents.letterhead import letterhead
from webapp.documents.models import Document
from webapp.documents.road.recipients import Recipient
from webapp.documents.texts.phrases import ended, flat, lowered, sentence
from webapp.documents.texts.wording import Wording
from webapp.documents.tree import (
    Block,
    Body,
    Column,
    Heading,
    Item,
    Paper,
    Paragraph,
    Signature,
    Table,
    gap,
    literal,
)
from webapp.organizations.models import Issuer
from webapp.plans.models import Activity, Plan
from webapp.plans.round_models import Round, Seat
from webapp.rounds.kinds import ROUND_REPORT
from webapp.rounds.papers.announcement import bases
from webapp.rounds.papers.figures import Reported, figures
from webapp.rounds.queries.rounds import Unit
from webapp.rounds.services.seating import name_of
from webapp.rules.text import long_date, number_text, short_date, weekday_name
from webapp.visits.models import Attendance

RECOMMENDED = (
    Column("TT", 0.35, "center"),
    Column("Đơn vị", 1.3),
    Column("Nội dung kiến nghị", 2.4),
    Column("Thực hiện", 1.2),
    Column("Thời hạn", 0.9, "center"),
)


@dataclass
class Found:
    """What was found at one unit."""

    unit: Unit
    attendance: Attendance | None = None
    remarks: list[Remark] = field(default_factory=list)
    recommendations: list[Recommendation] = field(default_factory=list)

    def worded(self, kind: str) -> list[Remark]:
        """Return the remarks of a kind that say something."""
        return [row for row in self.remarks if row.kind == kind and row.text]

    @property
    def unanswered(self) -> list[Remark]:
        """The shortcomings that no recommendation answers (R7)."""
        return unanswered(self.worded(SHORTCOMING), self.recommendations)


@dataclass(frozen=True)
class Facts:
    """What the report of a round tells."""

    issuer: Issuer
    plan: Plan
    plan_paper: Document | None
    activity: Activity
    window: Round
    found: Sequence[Found]
    head: Seat | None
    secretary: Seat | None
    figures: Reported = field(default_factory=Reported)


def report(facts: Facts, wording: Wording) -> Paper:
    """Return the report: the secretary compiles it, the head confirms it (46-KH/ĐTN, III)."""
    blocks = [
        Paragraph(_lead(facts, wording)),
        Heading(2, wording("units")),
        *_units(facts.found),
        *figures(facts.figures, wording),
        Heading(2, wording("strengths")),
        *_remarks(facts, STRENGTH, _plain, wording),
        Heading(2, wording("shortcomings")),
        *_remarks(facts, SHORTCOMING, lambda row: _shortcoming(row, wording), wording),
        Heading(2, wording("recommendations")),
        *_recommendations(facts.found, wording),
        Heading(2, wording("good_models")),
        *_remarks(facts, GOOD_MODEL, _plain, wording),
        Heading(2, wording("proposals")),
        *_remarks(facts, PROPOSAL, _plain, wording),
    ]
    style = facts.issuer.style
    return letterhead(
        facts.issuer,
        ROUND_REPORT,
        Body(
            summary=wording("summary", round=lowered(facts.activity.title)),
            blocks=blocks,
            signatures=[
                Signature(
                    wording("secretary"), "", _name(facts.secretary, "thư ký"), "left", style
                ),
                Signature(wording("head"), "", _name(facts.head, "Trưởng đoàn"), style=style),
            ],
        ),
    )


def reported_to(facts: Facts, wording: Wording) -> tuple[Recipient, ...]:
    """Return who gets the report, as the office words it: bodies are found by their names."""
    return wording.recipients("recipients", issuer_code=literal(facts.issuer.code))


def _lead(facts: Facts, wording: Wording) -> str:
    plan = bases(facts.plan, facts.plan_paper, wording)
    opens, closes = long_date(facts.window.opens_on), long_date(facts.window.closes_on)
    if opens == closes:
        return wording("lead_day", bases=plan, day=opens)
    return wording("lead", bases=plan, opens=opens, closes=closes)


def _name(seat: Seat | None, what: str) -> str:
    """Return who signs: a person, since no body can."""
    is_named = seat is not None and (seat.user or seat.full_name)
    return literal(name_of(seat)) if seat is not None and is_named else gap(f"tên {what}")


def _units(found: Sequence[Found]) -> list[Block]:
    if not found:
        return [Paragraph(gap("các đơn vị được chọn"))]
    columns = (
        Column("TT", 0.35, "center"),
        Column("Đơn vị", 1.6),
        Column("Thời gian", 1.2),
        Column("Thành phần dự", 2),
    )
    return [Table(columns, tuple(_row(number, one) for number, one in enumerate(found, 1)))]


def _row(number: int, one: Found) -> tuple[str, ...]:
    name, visit = literal(one.unit.name), one.unit.visit
    if one.unit.put_off is not None:
        return (str(number), name, literal(f"Hoãn: {one.unit.put_off.cancel_reason}"), "")
    if visit is None or visit.held_at is None:
        return (str(number), name, gap(f"kết quả làm việc tại {name}"), "")
    day = f"{weekday_name(visit.meeting.day)}, {short_date(visit.meeting.day)}"
    return (str(number), name, day, _attendance(one.attendance))


def _attendance(row: Attendance | None) -> str:
    if row is None or row.present is None:
        return gap("số người dự")
    composition = f": {flat(row.composition).rstrip('.')}" if row.composition else ""
    return f"{number_text(row.present)} đồng chí{composition}"


def _remarks(
    facts: Facts, kind: str, words: Callable[[Remark], str], wording: Wording
) -> list[Block]:
    blocks: list[Block] = []
    for one in facts.found:
        rows = one.worded(kind)
        if rows:
            blocks.append(Heading(3, f"{literal(one.unit.name)}:"))
            blocks += [Item(words(row)) for row in rows]
    return blocks or [Paragraph(wording("none"))]


def _plain(row: Remark) -> str:
    return sentence(row.text)


def _shortcoming(row: Remark, wording: Wording) -> str:
    cause = flat(row.cause) or gap("nguyên nhân của hạn chế")
    return wording("shortcoming", shortcoming=_plain(row), cause=ended(cause))


def _recommendations(found: Sequence[Found], wording: Wording) -> list[Block]:
    rows = [(one, row) for one in found for row in one.recommendations if row.text]
    open_ones = [(one, row) for one in found for row in one.unanswered]
    if not rows and not open_ones:
        return [Paragraph(wording("none"))]
    body = tuple(
        (
            str(number),
            literal(one.unit.name),
            flat(row.text),
            flat(row.owner) or gap(f"người thực hiện kiến nghị {number}"),
            short_date(row.due_on) if row.due_on else gap(f"thời hạn kiến nghị {number}"),
        )
        for number, (one, row) in enumerate(rows, 1)
    )
    lacking = tuple(
        ("", name := literal(one.unit.name), gap(_lacking(name, row)), "", "")
        for one, row in open_ones
    )
    return [Table(RECOMMENDED, body + lacking)]


def _lacking(unit: str, shortcoming: Remark) -> str:
    return f"kiến nghị cho hạn chế của {unit}: {shortened(flat(shortcoming.text))}"
