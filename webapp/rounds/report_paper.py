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
from webapp.documents.models import Document
from webapp.documents.services import letterhead
from webapp.documents.tree import (
    Block,
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
from webapp.documents.wording import Book
from webapp.organizations.models import Issuer
from webapp.plans.models import Activity, Plan
from webapp.plans.round_models import Round, Seat
from webapp.rounds.drawing import bases, lowered
from webapp.rounds.queries import Unit
from webapp.rounds.seating import name_of
from webapp.rules.text import long_date, number_text, short_date, weekday_name
from webapp.visits.models import Attendance


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


def report(facts: Facts, say: Book) -> Paper:
    """Return the report: the secretary compiles it, the head confirms it (46-KH/ĐTN, III)."""
    blocks = [
        Paragraph(_lead(facts, say)),
        Heading(2, say("units")),
        *_units(facts.found),
        Heading(2, say("strengths")),
        *_remarks(facts, STRENGTH, _plain, say),
        Heading(2, say("shortcomings")),
        *_remarks(facts, SHORTCOMING, lambda row: _shortcoming(row, say), say),
        Heading(2, say("recommendations")),
        *_recommendations(facts.found, say),
        Heading(2, say("good_models")),
        *_remarks(facts, GOOD_MODEL, _plain, say),
        Heading(2, say("proposals")),
        *_remarks(facts, PROPOSAL, _plain, say),
    ]
    style = facts.issuer.style
    return letterhead(
        facts.issuer,
        "round_report",
        summary=say("summary", round=lowered(facts.activity.title)),
        blocks=blocks,
        signatures=[
            Signature(say("secretary"), "", _name(facts.secretary, "thư ký"), "left", style),
            Signature(say("head"), "", _name(facts.head, "Trưởng đoàn"), style=style),
        ],
        recipients=say.lines("recipients", issuer_code=literal(facts.issuer.code)),
    )


def _lead(facts: Facts, say: Book) -> str:
    plan = bases(facts.plan, facts.plan_paper, say)
    opens, closes = long_date(facts.window.opens_on), long_date(facts.window.closes_on)
    if opens == closes:
        return say("lead_day", bases=plan, day=opens)
    return say("lead", bases=plan, opens=opens, closes=closes)


def _name(seat: Seat | None, what: str) -> str:
    return literal(name_of(seat)) if seat is not None else gap(f"tên {what}")


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


def _remarks(facts: Facts, kind: str, words: Callable[[Remark], str], say: Book) -> list[Block]:
    blocks: list[Block] = []
    for one in facts.found:
        rows = one.worded(kind)
        if rows:
            blocks.append(Heading(3, f"{literal(one.unit.name)}:"))
            blocks += [Item(words(row)) for row in rows]
    return blocks or [Paragraph(say("none"))]


def _plain(row: Remark) -> str:
    return _sentence(flat(row.text))


def _shortcoming(row: Remark, say: Book) -> str:
    cause = flat(row.cause) or gap("nguyên nhân của hạn chế")
    return say("shortcoming", shortcoming=_plain(row), cause=_sentence(cause))


def _recommendations(found: Sequence[Found], say: Book) -> list[Block]:
    rows = [(one, row) for one in found for row in one.recommendations if row.text]
    if not rows:
        return [Paragraph(say("none"))]
    columns = (
        Column("TT", 0.35, "center"),
        Column("Đơn vị", 1.3),
        Column("Nội dung kiến nghị", 2.4),
        Column("Thực hiện", 1.2),
        Column("Thời hạn", 0.9, "center"),
    )
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
    return [Table(columns, body)]


def flat(text: str) -> str:
    """Return a person's text on one line, its signs no marks."""
    return literal(" ".join(text.split()))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) or text.startswith("[[") else f"{text}."
