"""How the month's announcement, its report and a quick report are put together: pure drawing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from webapp.attending.models import GOOD_MODEL, OPINION, PROPOSAL, SHORTCOMING, STRENGTH
from webapp.core import clock
from webapp.documents.letterhead import letterhead
from webapp.documents.models import Document
from webapp.documents.road.recipients import Recipient, to_body
from webapp.documents.texts.phrases import plan_cited, sentence
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
from webapp.grassroots.kinds import MONTH_REPORT, QUICK_REPORT
from webapp.organizations.models import Issuer, Organization
from webapp.plans.models import Plan
from webapp.rules.opinions import Opinion, merged
from webapp.rules.text import (
    local_time,
    long_date,
    long_month,
    number_text,
    short_date,
    weekday_name,
)
from webapp.visits.announced import Announced, AnnouncedVisit, Difference
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT
from webapp.visits.papers import drawn

COLUMNS = (
    Column("Thời gian", 1.3),
    Column("Nơi sinh hoạt", 1.8),
    Column("Địa điểm, điện thoại", 1.8),
    Column("Người dự", 1.4),
)
NOBODY = "không bố trí được"


@dataclass(frozen=True)
class Facts:
    """What the papers of a month tell. `superior` is the body above the issuer; `announced` are
    the visits of the calendar; `replaced` are issued papers that a new one takes the place of,
    because of `changes`; `is_begun`: some visits are over, not told of."""

    issuer: Issuer
    superior: Organization | None
    plan: Plan
    plan_paper: Document | None
    month: date
    announced: Announced = field(default_factory=Announced)
    replaced: Sequence[Document] = ()
    changes: Sequence[Difference] = ()
    is_begun: bool = False


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
class Unreported:
    """A meeting that somebody was sent to, of which no report is there."""

    name: str
    starts_at: datetime
    people: str


@dataclass(frozen=True)
class Gathered:
    """What a month's report is made of. `silent` names the units that sent nothing.

    `let_go` are units that owe their calendar no more: it was closed with a reason.
    `is_over`: the month is past; `ahead` are the meetings of it that are still to come.
    """

    in_time: int
    late: int
    silent: Sequence[str]
    meetings: int
    visits: int
    reported: Sequence[Reported] = field(default_factory=list)
    absences: Sequence[Absence] = field(default_factory=list)
    unreported: Sequence[Unreported] = ()
    is_over: bool = True
    ahead: int = 0
    let_go: Sequence[str] = ()


def announcement(facts: Facts, wording: Wording) -> Paper:
    """Return the month's calendar: day, unit, place, who attends (46-KH/ĐTN, IV.2)."""
    blocks: list[Block] = [
        *drawn.in_place_of(facts, (ANNOUNCEMENT, AMENDMENT), "lịch dự", wording),
        Paragraph(
            wording("month_lead", bases=_bases(facts, wording), **_issuer(facts), **_month(facts))
        ),
        *drawn.visits(facts, COLUMNS, _visit, wording),
        Paragraph(wording("month_closing")),
    ]
    return letterhead(
        facts.issuer,
        ANNOUNCEMENT,
        Body(
            summary=wording("month_summary", **_month(facts)),
            blocks=blocks,
            signatures=[signature(facts, wording)],
        ),
    )


def announced_to(facts: Facts, wording: Wording) -> tuple[Recipient, ...]:
    """Return the lines of who gets the month's calendar; units stand under one of them."""
    return wording.recipients("month_recipients", **_code(facts))


def _visit(visit: AnnouncedVisit) -> tuple[str, ...]:
    topic = f" (chuyên đề: {literal(visit.content)})" if visit.content else ""
    return (
        drawn.moment(visit),
        literal(visit.unit) + topic,
        "; ".join(filter(None, (drawn.place(visit), literal(_whole(visit.phone))))),
        "; ".join(literal(f"Đồng chí {one.name}") for one in visit.people or ()) or gap("người dự"),
    )


def quick_report(facts: Facts, absence: Absence, wording: Wording) -> Paper:
    """Return the quick report on one who did not come (46-KH/ĐTN, II.3)."""
    day = clock.local(absence.starts_at).date()
    unit = literal(absence.name)
    who = wording("nobody")
    if absence.replacement:
        who = wording("replaced", replacement=literal(f"đồng chí {absence.replacement}"))
    return letterhead(
        facts.issuer,
        QUICK_REPORT,
        Body(
            summary=wording("summary", unit=unit, day=long_date(day)),
            blocks=[
                Item(wording("when", time=_time(absence.starts_at), unit=unit)),
                Item(wording("assigned", person=literal(f"đồng chí {absence.person}"))),
                Item(wording("reason", reason=_reason(absence))),
                Item(who),
                Paragraph(wording("closing")),
            ],
            signatures=[signature(facts, wording)],
        ),
    )


def quickly_to(facts: Facts, unit: Organization, wording: Wording) -> tuple[Recipient, ...]:
    """Return who gets the quick report: the superior, and the unit."""
    return wording.recipients(
        "recipients",
        superior=_superior(facts),
        unit=to_body(unit, literal(unit.name)),
        **_code(facts),
    )


def month_report(facts: Facts, found: Gathered, wording: Wording) -> Paper:
    """Return the month's report to the superior (46-KH/ĐTN, II.3)."""
    blocks: list[Block] = [
        Paragraph(wording("lead", bases=_bases(facts, wording), **_issuer(facts), **_month(facts))),
        *_not_over(facts, found, wording),
        Heading(2, wording("sending")),
        Paragraph(wording("sent", **_sent(found))),
    ]
    for key, units in (("silent", found.silent), ("let_go", found.let_go)):
        if units:
            blocks.append(Paragraph(wording(key, units=literal("; ".join(units)))))
    blocks += [
        Heading(2, wording("visits")),
        Paragraph(wording("attended", **_attended(found))),
        *_reports(found.reported),
        *_unreported(found.unreported, wording),
    ]
    for part, kind in (
        ("strengths", STRENGTH),
        ("shortcomings", SHORTCOMING),
        ("opinions", OPINION),
        ("proposals", PROPOSAL),
        ("good_models", GOOD_MODEL),
    ):
        blocks += [Heading(2, wording(part)), *_remarks(found.reported, kind, wording)]
    blocks += [Heading(2, wording("no_shows")), *_absences(found.absences, wording)]
    return letterhead(
        facts.issuer,
        MONTH_REPORT,
        Body(
            summary=wording("summary", **_month(facts)),
            blocks=blocks,
            signatures=[signature(facts, wording)],
        ),
    )


def reported_to(facts: Facts, wording: Wording) -> tuple[Recipient, ...]:
    """Return who gets the month's report."""
    return wording.recipients("recipients", superior=_superior(facts), **_code(facts))


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
    return {
        "visits": number_text(found.visits),
        "held": number_text(len(found.reported)),
        "members": _sum([one.members for one in found.reported], "tổng số đoàn viên"),
        "present": _sum([one.present for one in found.reported], "số có mặt"),
    }


def _sum(counts: Sequence[int | None], what: str) -> str:
    """Return a total; a gap where one of its parts is not known, which is not the same as none."""
    known = [count for count in counts if count is not None]
    return number_text(sum(known)) if len(known) == len(counts) else gap(what)


def _count(count: int | None, what: str) -> str:
    return gap(what) if count is None else str(count)


def _not_over(facts: Facts, found: Gathered, wording: Wording) -> list[Block]:
    """Say that the month goes on, and how many meetings are still to come."""
    if found.is_over:
        return []
    if not found.ahead:
        return [Paragraph(wording("not_over", **_month(facts)))]
    return [Paragraph(wording("ahead", ahead=number_text(found.ahead), **_month(facts)))]


def _unreported(rows: Sequence[Unreported], wording: Wording) -> list[Block]:
    """Name the meetings of which no report is there, and from whom it is due."""
    if not rows:
        return []
    items = [
        Item(
            wording(
                "unreported_one",
                day=_time(one.starts_at),
                unit=literal(one.name),
                person=literal(one.people),
            )
        )
        for one in rows
    ]
    return [Paragraph(wording("unreported", count=number_text(len(rows)))), *items]


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
            f"{_count(one.present, 'số có mặt')}/{_count(one.members, 'tổng số đoàn viên')}",
            " ".join(sentence(part) for part in (one.composition, one.course) if part),
        )
        for one in reported
    )
    return [Table(columns, rows)]


def _remarks(reported: Sequence[Reported], kind: str, wording: Wording) -> list[Block]:
    told = ((one.name, text) for one in reported for of, text in one.remarks if of == kind)
    found = [Item(_opinion(one)) for one in merged(told)]
    return [*found] or [Paragraph(wording("none"))]


def _opinion(one: Opinion) -> str:
    """Return what was said: after whose it is, or before all of whom it is."""
    if len(one.names) == 1:
        return f"{literal(one.names[0])}: {sentence(one.text)}"
    return f"{sentence(one.text).rstrip('.;:')} ({literal('; '.join(one.names))})."


def _absences(absences: Sequence[Absence], wording: Wording) -> list[Block]:
    found = [
        Item(
            wording(
                "no_show",
                day=_time(one.starts_at),
                unit=literal(one.name),
                person=literal(f"đồng chí {one.person}"),
                reason=_reason(one),
                replacement=literal(f"đồng chí {one.replacement}") if one.replacement else NOBODY,
            )
        )
        for one in absences
    ]
    return [*found] or [Paragraph(wording("none"))]


def _reason(absence: Absence) -> str:
    return sentence(absence.reason) if absence.reason.strip() else gap("lý do không tham dự")


def _bases(facts: Facts, wording: Wording) -> str:
    return wording("bases", **plan_cited(facts.plan.title, facts.plan_paper))


def _issuer(facts: Facts) -> dict[str, str]:
    return {"issuer": literal(facts.issuer.name)}


def _code(facts: Facts) -> dict[str, str]:
    return {"issuer_code": literal(facts.issuer.code)}


def _month(facts: Facts) -> dict[str, str]:
    return {"month": long_month(facts.month)}


def _superior(facts: Facts) -> Recipient:
    if facts.superior is None:
        return Recipient(gap("cấp trên nhận báo cáo"))
    return to_body(facts.superior)


def signature(facts: Facts, wording: Wording) -> Signature:
    """Return who signs: as the plan says, or as the office fixed it."""
    plan = facts.plan
    return wording.signature(
        plan.authority, plan.signing_position, plan.signatory, facts.issuer.style
    )


def _time(moment: datetime) -> str:
    day = clock.local(moment).date()
    return f"{local_time(moment)}, {weekday_name(day)}, {short_date(day)}"


def _whole(phone: str) -> str:
    """Return a telephone number that no line breaks in two."""
    return phone.replace(" ", "\N{NO-BREAK SPACE}")
