"""How a round's announcement and invitation are put together. Pure drawing: nothing is loaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

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
from webapp.notices.models import HOUR_UNSET, Meeting
from webapp.organizations.models import Issuer
from webapp.plans.models import Activity, ContentGroup, Plan
from webapp.plans.round_models import AttendeeGroup, Round, Seat
from webapp.rounds.queries import Unit
from webapp.rounds.seating import name_of, role_of, title_of
from webapp.rules.text import local_time, long_date, number_text, short_date, weekday_name


@dataclass(frozen=True)
class Facts:
    """What the papers of a round tell. `superior` is the body above the issuer, "" for none;
    `replaced` are issued papers that a new one takes the place of."""

    issuer: Issuer
    superior: str
    plan: Plan
    plan_paper: Document | None
    activity: Activity
    window: Round
    contents: Sequence[ContentGroup]
    units: Sequence[Unit]
    seats: Sequence[Seat]
    groups: Sequence[AttendeeGroup]
    papers: Sequence[str]
    papers_due: datetime | None
    replaced: Sequence[Document]


def announcement(facts: Facts, say: Book) -> Paper:
    """Return the announcement to the chosen units (46-KH/ĐTN, III and IV.1; 65-KH/ĐTN, II)."""
    blocks = [
        *_in_place_of(facts, "announcement", say),
        Paragraph(say("round_lead", bases=bases(facts.plan, facts.plan_paper, say), **_of(facts))),
        Heading(2, say("round_contents")),
        *_contents(facts, say),
        Heading(2, say("round_schedule")),
        *_schedule(facts.units),
        *_attendees(facts, say),
        Heading(2, say("round_team")),
        *team(facts.seats),
        Heading(2, say("round_papers")),
        *_papers(facts, say),
        Paragraph(say("round_closing")),
    ]
    units = "\n".join(literal(unit.name) for unit in facts.units)
    return letterhead(
        facts.issuer,
        "announcement",
        summary=say("round_summary", round=lowered(facts.activity.title)),
        blocks=blocks,
        signatures=[_signature(facts, say)],
        recipients=say.lines(
            "round_recipients", units=units, issuer_code=literal(facts.issuer.code)
        ),
    )


def invitation(facts: Facts, say: Book) -> Paper:
    """Return the invitation to the kick-off and the sessions (65-KH/ĐTN, II.3 and III.1)."""
    guests = [literal(line) for line in lines_of(facts.window.kick_off_people)]
    # Whom the office named itself is not invited twice.
    if facts.superior and not any("thường trực" in guest.casefold() for guest in guests):
        guests.insert(0, say("round_superior", superior=literal(facts.superior)))
    guests = guests or [gap("thành phần được mời")]
    blocks = [
        *_in_place_of(facts, "invitation", say),
        Paragraph(say("round_lead", bases=bases(facts.plan, facts.plan_paper, say), **_of(facts))),
        Heading(2, say("round_kick_off")),
        *_kick_off(facts.window, say),
        Heading(2, say("round_sessions")),
        *_schedule(facts.units),
        Heading(2, say("round_chair_heading")),
        Paragraph(say("round_chair")),
        Paragraph(say("closing")),
    ]
    return letterhead(
        facts.issuer,
        "invitation",
        summary=say("round_summary", round=lowered(facts.activity.title)),
        addressee=say("addressee", guests="; ".join(guests)),
        blocks=blocks,
        signatures=[_signature(facts, say)],
        recipients=say.lines(
            "round_recipients", guests="\n".join(guests), issuer_code=literal(facts.issuer.code)
        ),
    )


def bases(plan: Plan, paper: Document | None, say: Book) -> str:
    """Return the sentence that names the plan which all this is done by."""
    number = gap("số, ký hiệu của kế hoạch chưa ban hành")
    if paper is not None and paper.issued_on is not None:
        number = f"{literal(paper.number_and_symbol)} {long_date(paper.issued_on)}"
    return say("bases", plan=number, plan_title=lowered(plan.title))


def lowered(title: str) -> str:
    """Return a title as it stands within a sentence."""
    return literal(title[:1].lower() + title[1:])


def lines_of(text: str) -> list[str]:
    """Return the lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def team(seats: Sequence[Seat]) -> list[Block]:
    """Return the team, a line for each place; a name may still be to come (65-KH/ĐTN, III.2)."""
    if not seats:
        return [Item(gap("Đoàn giám sát"))]
    return [Item(_seat(seat)) for seat in seats]


def _seat(seat: Seat) -> str:
    who = name_of(seat)
    named = f"Đồng chí {who}" if seat.user or seat.full_name else who
    parts = [literal(part) for part in (named, title_of(seat), role_of(seat)) if part]
    return f"{', '.join(parts)}."


def time_of(meeting: Meeting) -> str:
    """Return a session's hour, weekday and day; an hour that is not set is said to be so."""
    hour = local_time(meeting.starts_at) if meeting.is_hour_set else HOUR_UNSET.capitalize()
    return f"{hour}, {weekday_name(meeting.day)}, {short_date(meeting.day)}"


def _of(facts: Facts) -> dict[str, str]:
    return {"issuer": literal(facts.issuer.name), "round": lowered(facts.activity.title)}


def _in_place_of(facts: Facts, kind: str, say: Book) -> list[Block]:
    old = "; ".join(
        f"số {literal(one.number_and_symbol)} {long_date(one.issued_on)}"
        for one in facts.replaced
        if one.kind == kind and one.issued_on
    )
    part = "round_replaces" if kind == "announcement" else "replaces"
    return [Paragraph(say(part, old=old))] if old else []


def _contents(facts: Facts, say: Book) -> list[Block]:
    topics = lines_of(facts.window.topic)
    titles = [group.title for group in facts.contents if group.activity_id or not topics]
    blocks: list[Block] = [Item(_sentence(one)) for one in dict.fromkeys([*topics, *titles])]
    if facts.window.covered_from and facts.window.covered_to:
        covered = (
            f"từ ngày {short_date(facts.window.covered_from)} "
            f"đến ngày {short_date(facts.window.covered_to)}"
        )
        blocks.append(Paragraph(say("round_covered", covered=covered)))
    return blocks or [Item(gap("nội dung của đợt"))]


def _schedule(units: Sequence[Unit]) -> list[Block]:
    if not units:
        return [Paragraph(gap("các đơn vị được chọn"))]
    columns = (
        Column("TT", 0.35, "center"),
        Column("Thời gian", 1.4),
        Column("Đơn vị", 1.8),
        Column("Địa điểm", 1.8),
    )
    return [Table(columns, tuple(_row(number, unit) for number, unit in enumerate(units, 1)))]


def _row(number: int, unit: Unit) -> tuple[str, ...]:
    if unit.visit is None:
        name = literal(unit.name)
        if unit.put_off is not None:
            return (str(number), "Hoãn, sẽ thông báo sau", name, "")
        return (str(number), gap(f"thời gian làm việc tại {name}"), name, gap("địa điểm"))
    meeting = unit.visit.meeting
    place = literal(meeting.place) or gap("địa điểm")
    return (str(number), time_of(meeting), literal(unit.name), place)


def _attendees(facts: Facts, say: Book) -> list[Block]:
    if not facts.groups:
        return []
    return [Paragraph(say("round_attendees")), *(Item(_group(one)) for one in facts.groups)]


def _group(group: AttendeeGroup) -> str:
    needed = " (bắt buộc)" if group.is_required else ""
    return f"{literal(group.label)}: {how_many(group)}{needed}."


def how_many(group: AttendeeGroup) -> str:
    """Return how many of a group are to come: "từ 02 đến 03 đồng chí" (65-KH/ĐTN, III.4)."""
    least, most = number_text(group.least), group.most
    if most is None:
        return f"ít nhất {least} đồng chí" if group.least else "các đồng chí"
    if most == group.least:
        return f"{least} đồng chí"
    return f"từ {least} đến {number_text(most)} đồng chí"


def _papers(facts: Facts, say: Book) -> list[Block]:
    if not facts.papers:
        return [Paragraph(say("round_no_papers"))]
    blocks: list[Block] = [Item(_sentence(one)) for one in facts.papers]
    if facts.papers_due is not None:
        blocks.append(Paragraph(say("round_due", due=_moment(facts.papers_due))))
    return blocks


def _moment(moment: datetime) -> str:
    """Return a due moment to the minute, or the day alone where the whole day counts."""
    local = clock.local(moment)
    if (local.hour, local.minute) == (23, 59):
        return long_date(local.date())
    return f"{local_time(moment)}, {long_date(local.date())}"


def _kick_off(window: Round, say: Book) -> list[Block]:
    if window.kick_off_at is None:
        return [Paragraph(say("round_no_kick_off"))]
    day = clock.local(window.kick_off_at).date()
    time = f"{local_time(window.kick_off_at)}, {weekday_name(day)}, {long_date(day)}"
    if day < clock.today():  # nobody is invited to what is over
        return [Paragraph(say("round_kicked_off", time=time))]
    place = literal(window.kick_off_place) or gap("địa điểm triển khai")
    return [Item(say("round_time", time=time)), Item(say("round_place", place=place))]


def _signature(facts: Facts, say: Book) -> Signature:
    plan = facts.plan
    return say.signature(plan.authority, plan.signing_position, plan.signatory, facts.issuer.style)


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    stopped = text.endswith((".", ";", ":", "!", "?", "…"))
    return literal(text if stopped else f"{text}.")
