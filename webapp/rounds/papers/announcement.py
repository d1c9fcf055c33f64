"""How a round's announcement and invitation are put together. Pure drawing: nothing is loaded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from webapp.core import clock
from webapp.documents.letterhead import letterhead
from webapp.documents.models import Document
from webapp.documents.road.recipients import Recipient, to_body
from webapp.documents.texts.phrases import lowered, plan_cited, sentence
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
from webapp.organizations.models import Issuer, Organization
from webapp.plans.models import Activity, ContentGroup, Plan
from webapp.plans.round_models import AttendeeGroup, Round
from webapp.rounds.queries.announced import DUE, KICK_OFF, KICK_OFF_PLACE, called, lines_of
from webapp.rules.text import number_text, short_date
from webapp.visits.announced import Announced, AnnouncedVisit, Difference, Person
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT, INVITATION
from webapp.visits.papers import drawn

NOBODY = gap("họ tên thành viên Đoàn giám sát")
COLUMNS = (
    Column("TT", 0.35, "center"),
    Column("Thời gian", 1.4),
    Column("Đơn vị", 1.8),
    Column("Địa điểm", 1.8),
)


@dataclass(frozen=True)
class Facts:
    """What the papers of a round tell. `superior` is the body above the issuer; `announced` are the
    sessions, by the assignment of the unit, whose bodies are `units`, the team, the guests and the
    due moments; `replaced` are issued papers that a new one takes the place of, because of
    `changes`; `is_begun`: some sessions are over, not told of."""

    issuer: Issuer
    superior: Organization | None
    plan: Plan
    plan_paper: Document | None
    activity: Activity
    window: Round
    contents: Sequence[ContentGroup]
    units: Mapping[int, Organization]
    groups: Sequence[AttendeeGroup]
    papers: Sequence[str]
    announced: Announced = field(default_factory=Announced)
    replaced: Sequence[Document] = ()
    changes: Sequence[Difference] = ()
    is_begun: bool = False

    @property
    def terms(self) -> dict[str, str]:
        return dict(self.announced.terms)


def announcement(facts: Facts, wording: Wording) -> Paper:
    """Return the announcement to the chosen units (46-KH/ĐTN, III and IV.1; 65-KH/ĐTN, II)."""
    blocks = [
        *drawn.in_place_of(
            facts, (ANNOUNCEMENT, AMENDMENT), "lịch của đợt", wording, "round_replaces"
        ),
        Paragraph(
            wording("round_lead", bases=bases(facts.plan, facts.plan_paper, wording), **_of(facts))
        ),
        Heading(2, wording("round_contents")),
        *_contents(facts, wording),
        Heading(2, wording("round_schedule")),
        *_schedule(facts.announced.visits),
        *_attendees(facts, wording),
        Heading(2, wording("round_team")),
        *team(facts.announced.team or ()),
        Heading(2, wording("round_papers")),
        *_papers(facts, wording),
        Paragraph(wording("round_closing")),
    ]
    return letterhead(
        facts.issuer,
        ANNOUNCEMENT,
        Body(
            summary=wording("round_summary", round=lowered(facts.activity.title)),
            blocks=blocks,
            signatures=[signature(facts, wording)],
        ),
    )


def announced_to(facts: Facts, wording: Wording) -> tuple[Recipient, ...]:
    """Return who gets the announcement: every unit it names."""
    return wording.recipients(
        "round_recipients", units=unit_lines(facts), issuer_code=literal(facts.issuer.code)
    )


def unit_lines(facts: Facts) -> list[Recipient]:
    """Return the units of the sessions announced as lines of the list of recipients."""
    bodies = [facts.units[one.key] for one in facts.announced.visits if one.key in facts.units]
    return [to_body(body, literal(body.name)) for body in bodies]


def invitation(facts: Facts, wording: Wording) -> Paper:
    """Return the invitation to the kick-off and the sessions (65-KH/ĐTN, II.3 and III.1)."""
    guests = [one.text for one in guest_lines(facts, wording)] or [gap("thành phần được mời")]
    blocks = [
        *drawn.in_place_of(facts, (INVITATION,), "lịch của đợt", wording),
        Paragraph(
            wording("round_lead", bases=bases(facts.plan, facts.plan_paper, wording), **_of(facts))
        ),
        Heading(2, wording("round_kick_off")),
        *_kick_off(facts, wording),
        Heading(2, wording("round_sessions")),
        *_schedule(facts.announced.visits),
        Heading(2, wording("round_chair_heading")),
        Paragraph(wording("round_chair")),
        Paragraph(wording("closing")),
    ]
    return letterhead(
        facts.issuer,
        INVITATION,
        Body(
            summary=wording("round_summary", round=lowered(facts.activity.title)),
            addressee=wording("addressee", guests="; ".join(guests)),
            blocks=blocks,
            signatures=[signature(facts, wording)],
        ),
    )


def invited_to(facts: Facts, wording: Wording) -> tuple[Recipient, ...]:
    """Return who gets the invitation."""
    guests = guest_lines(facts, wording) or [Recipient(gap("thành phần được mời"))]
    return wording.recipients(
        "round_recipients", guests=guests, issuer_code=literal(facts.issuer.code)
    )


def guest_lines(facts: Facts, wording: Wording) -> list[Recipient]:
    """Return who is invited as lines; the superior is bound to its body."""
    above = facts.superior
    return [
        to_body(above, wording("round_superior", superior=literal(name)))
        if above is not None and name == called(above)
        else Recipient(literal(name))
        for name in facts.announced.guests or ()
    ]


def bases(plan: Plan, paper: Document | None, wording: Wording) -> str:
    """Return the sentence that names the plan which all this is done by."""
    return wording("bases", **plan_cited(plan.title, paper))


def team(people: Sequence[Person]) -> list[Block]:
    """Return the team, a line for each place; a name may still be to come (65-KH/ĐTN, III.2)."""
    if not people:
        return [Item(gap("Đoàn giám sát"))]
    return [Item(f"{literal(one.position)}." if one.position else NOBODY) for one in people]


def _of(facts: Facts) -> dict[str, str]:
    return {"issuer": literal(facts.issuer.name), "round": lowered(facts.activity.title)}


def _contents(facts: Facts, wording: Wording) -> list[Block]:
    topics = lines_of(facts.window.topic)
    titles = [group.title for group in facts.contents if group.activity_id or not topics]
    blocks: list[Block] = [Item(sentence(one)) for one in dict.fromkeys([*topics, *titles])]
    if facts.window.covered_from and facts.window.covered_to:
        covered = (
            f"từ ngày {short_date(facts.window.covered_from)} "
            f"đến ngày {short_date(facts.window.covered_to)}"
        )
        blocks.append(Paragraph(wording("round_covered", covered=covered)))
    return blocks or [Item(gap("nội dung của đợt"))]


def _schedule(sessions: Sequence[AnnouncedVisit]) -> list[Block]:
    if not sessions:
        return [Paragraph(gap("các đơn vị được chọn"))]
    return [Table(COLUMNS, tuple(_row(number, one) for number, one in enumerate(sessions, 1)))]


def _row(number: int, session: AnnouncedVisit) -> tuple[str, ...]:
    name = literal(session.unit)
    if session.cancelled is not None:
        return (str(number), "Hoãn, sẽ thông báo sau", name, "")
    return (str(number), drawn.moment(session), name, drawn.place(session))


def _attendees(facts: Facts, wording: Wording) -> list[Block]:
    if not facts.groups:
        return []
    return [Paragraph(wording("round_attendees")), *(Item(_group(one)) for one in facts.groups)]


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


def _papers(facts: Facts, wording: Wording) -> list[Block]:
    if not facts.papers:
        return [Paragraph(wording("round_no_papers"))]
    blocks: list[Block] = [Item(sentence(one)) for one in facts.papers]
    due = facts.terms.get(DUE) or gap("hạn gửi tài liệu")
    return [*blocks, Paragraph(wording("round_due", due=due))]


def _kick_off(facts: Facts, wording: Wording) -> list[Block]:
    begins, time = facts.window.kick_off_at, facts.terms.get(KICK_OFF)
    if begins is None and not facts.window.kick_off_place:
        return [Paragraph(wording("round_no_kick_off"))]
    if begins is None or time is None:
        time = gap("giờ, ngày triển khai")
    elif _day(begins) < clock.today():  # nobody is invited to what is over
        return [Paragraph(wording("round_kicked_off", time=time))]
    where = facts.terms.get(KICK_OFF_PLACE) or ("" if begins else facts.window.kick_off_place)
    place = literal(where) or gap("địa điểm triển khai")
    return [Item(wording("round_time", time=time)), Item(wording("round_place", place=place))]


def _day(moment: datetime) -> date:
    return clock.local(moment).date()


def signature(facts: Facts, wording: Wording) -> Signature:
    """Return who signs: as the plan says, or as the office fixed it."""
    plan = facts.plan
    return wording.signature(
        plan.authority, plan.signing_position, plan.signatory, facts.issuer.style
    )
