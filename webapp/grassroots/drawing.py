"""How the month's announcement, its report and a quick report are put together: pure drawing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from webapp.attending.models import GOOD_MODEL, OPINION, PROPOSAL, SHORTCOMING, STRENGTH
from webapp.core import clock
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
from webapp.grassroots.month import Line
from webapp.organizations.models import Issuer
from webapp.plans.models import Plan
from webapp.rules.text import (
    local_time,
    long_date,
    long_month,
    number_text,
    short_date,
    weekday_name,
)

NOBODY = "không bố trí được"


@dataclass(frozen=True)
class Facts:
    """What the papers of a month tell. `superior` is the body above the issuer, "" for none."""

    issuer: Issuer
    superior: str
    plan: Plan
    plan_paper: Document | None
    month: date
    replaced: Sequence[Document] = ()


@dataclass(frozen=True)
class Reported:
    """One meeting that was attended and reported on. `remarks` are (kind, text)."""

    name: str
    starts_at: datetime
    person: str
    members: int | None
    present: int | None
    composition: str
    course: str
    remarks: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Absence:
    """Somebody who did not come, why, and who went instead ("" for nobody)."""

    name: str
    starts_at: datetime
    person: str
    reason: str
    replacement: str


@dataclass(frozen=True)
class Gathered:
    """What a month's report is made of. `silent` names the units that sent nothing."""

    in_time: int
    late: int
    silent: Sequence[str]
    meetings: int
    visits: int
    reported: Sequence[Reported] = field(default_factory=list)
    absences: Sequence[Absence] = field(default_factory=list)


def announcement(facts: Facts, attended: Sequence[Line], say: Book) -> Paper:
    """Return the month's calendar: day, unit, place, who attends (46-KH/ĐTN, IV.2)."""
    columns = (
        Column("Thời gian", 1.3),
        Column("Nơi sinh hoạt", 1.8),
        Column("Địa điểm, điện thoại", 1.8),
        Column("Người dự", 1.4),
    )
    rows = tuple(
        (
            _time(one.starts_at),
            literal(one.name) + (f" (chuyên đề: {literal(one.topic)})" if one.topic else ""),
            "; ".join(literal(part) for part in (one.place, _whole(one.phone)) if part),
            "; ".join(literal(f"Đồng chí {goer.name}") for goer in one.goers),
        )
        for one in attended
    )
    old = [paper for paper in facts.replaced if paper.issued_on]
    names = "; ".join(
        f"số {literal(one.number_and_symbol)} {long_date(one.issued_on)}"
        for one in old
        if one.issued_on
    )
    blocks: list[Block] = [
        *([Paragraph(say("replaces", old=names))] if names else []),
        Paragraph(say("month_lead", bases=_bases(facts, say), **_issuer(facts), **_month(facts))),
        Table(columns, rows),
        Paragraph(say("month_closing")),
    ]
    return letterhead(
        facts.issuer,
        "announcement",
        summary=say("month_summary", **_month(facts)),
        blocks=blocks,
        signatures=[_signature(facts, say)],
        recipients=say.lines("month_recipients", issuer_code=literal(facts.issuer.code)),
    )


def quick_report(facts: Facts, absence: Absence, say: Book) -> Paper:
    """Return the quick report on one who did not come (46-KH/ĐTN, II.3)."""
    day = clock.local(absence.starts_at).date()
    unit = literal(absence.name)
    who = say("nobody")
    if absence.replacement:
        who = say("replaced", replacement=literal(f"đồng chí {absence.replacement}"))
    return letterhead(
        facts.issuer,
        "quick_report",
        summary=say("summary", unit=unit, day=long_date(day)),
        blocks=[
            Item(say("when", time=_time(absence.starts_at), unit=unit)),
            Item(say("assigned", person=literal(f"đồng chí {absence.person}"))),
            Item(say("reason", reason=_sentence(absence.reason))),
            Item(who),
            Paragraph(say("closing")),
        ],
        signatures=[_signature(facts, say)],
        recipients=say.lines("recipients", superior=_superior(facts), unit=unit, **_code(facts)),
    )


def month_report(facts: Facts, found: Gathered, say: Book) -> Paper:
    """Return the month's report to the superior (46-KH/ĐTN, II.3)."""
    blocks: list[Block] = [
        Paragraph(say("lead", bases=_bases(facts, say), **_issuer(facts), **_month(facts))),
        Heading(2, say("sending")),
        Paragraph(say("sent", **_sent(found))),
    ]
    if found.silent:
        blocks.append(Paragraph(say("silent", units=literal("; ".join(found.silent)))))
    blocks += [
        Heading(2, say("visits")),
        Paragraph(say("attended", **_attended(found))),
        *_reports(found.reported),
    ]
    for part, kind in (
        ("strengths", STRENGTH),
        ("shortcomings", SHORTCOMING),
        ("opinions", OPINION),
        ("proposals", PROPOSAL),
        ("good_models", GOOD_MODEL),
    ):
        blocks += [Heading(2, say(part)), *_remarks(found.reported, kind, say)]
    blocks += [Heading(2, say("no_shows")), *_absences(found.absences, say)]
    return letterhead(
        facts.issuer,
        "month_report",
        summary=say("summary", **_month(facts)),
        blocks=blocks,
        signatures=[_signature(facts, say)],
        recipients=say.lines("recipients", superior=_superior(facts), **_code(facts)),
    )


def _sent(found: Gathered) -> dict[str, str]:
    counts = {
        "assignments": found.in_time + found.late + len(found.silent),
        "in_time": found.in_time,
        "late": found.late,
        "silent": len(found.silent),
        "meetings": found.meetings,
    }
    return {name: number_text(count) for name, count in counts.items()}


def _attended(found: Gathered) -> dict[str, str]:
    counts = {
        "visits": found.visits,
        "held": len(found.reported),
        "members": sum(one.members or 0 for one in found.reported),
        "present": sum(one.present or 0 for one in found.reported),
    }
    return {name: number_text(count) for name, count in counts.items()}


def _reports(reported: Sequence[Reported]) -> list[Block]:
    if not reported:
        return []
    columns = (
        Column("Thời gian", 1.2),
        Column("Nơi sinh hoạt", 1.5),
        Column("Người dự", 1.2),
        Column("Có mặt", 0.7, "center"),
        Column("Thành phần, nội dung", 2.6),
    )
    rows = tuple(
        (
            _time(one.starts_at),
            literal(one.name),
            literal(one.person),
            f"{one.present or 0}/{one.members or 0}",
            " ".join(_sentence(part) for part in (one.composition, one.course) if part),
        )
        for one in reported
    )
    return [Table(columns, rows)]


def _remarks(reported: Sequence[Reported], kind: str, say: Book) -> list[Block]:
    found = [
        Item(f"{literal(one.name)}: {_sentence(text)}")
        for one in reported
        for of, text in one.remarks
        if of == kind
    ]
    return [*found] or [Paragraph(say("none"))]


def _absences(absences: Sequence[Absence], say: Book) -> list[Block]:
    found = [
        Item(
            say(
                "no_show",
                day=_time(one.starts_at),
                unit=literal(one.name),
                person=literal(f"đồng chí {one.person}"),
                reason=_sentence(one.reason),
                replacement=literal(f"đồng chí {one.replacement}") if one.replacement else NOBODY,
            )
        )
        for one in absences
    ]
    return [*found] or [Paragraph(say("none"))]


def _bases(facts: Facts, say: Book) -> str:
    paper, title = facts.plan_paper, facts.plan.title
    number = gap("số, ký hiệu của kế hoạch chưa ban hành")
    if paper is not None and paper.issued_on:
        number = f"{literal(paper.number_and_symbol)} {long_date(paper.issued_on)}"
    lower = f"{title[:1].lower()}{title[1:]}"
    return say("bases", plan=number, plan_title=literal(" ".join(lower.split())))


def _issuer(facts: Facts) -> dict[str, str]:
    return {"issuer": literal(facts.issuer.name)}


def _code(facts: Facts) -> dict[str, str]:
    return {"issuer_code": literal(facts.issuer.code)}


def _month(facts: Facts) -> dict[str, str]:
    return {"month": long_month(facts.month)}


def _superior(facts: Facts) -> str:
    return literal(facts.superior) or gap("cấp trên nhận báo cáo")


def _signature(facts: Facts, say: Book) -> Signature:
    plan = facts.plan
    return say.signature(plan.authority, plan.signing_position, plan.signatory, facts.issuer.style)


def _time(moment: datetime) -> str:
    day = clock.local(moment).date()
    return f"{local_time(moment)}, {weekday_name(day)}, {short_date(day)}"


def _whole(phone: str) -> str:
    """Return a telephone number that no line breaks in two."""
    return phone.replace(" ", "\N{NO-BREAK SPACE}")


def _sentence(text: str) -> str:
    whole = " ".join(text.split())
    return literal(whole if whole.endswith((".", "!", "?", "…", ":")) else f"{whole}.")
