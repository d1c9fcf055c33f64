"""How the announcement and the invitation are put together from standing texts and facts.

Pure drawing: nothing is loaded here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webapp.core import clock
from webapp.documents.letterhead import letterhead
from webapp.documents.models import Document
from webapp.documents.road.recipients import Recipient, to_body
from webapp.documents.texts.phrases import plan_cited, plan_symbol
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
from webapp.notices.models import MEETING_KINDS
from webapp.organizations.models import Issuer, Organization
from webapp.plans.models import PARTS, ContentGroup, Plan
from webapp.rules.text import local_time, long_month, short_date
from webapp.visits.announced import Announced, AnnouncedVisit, Difference
from webapp.visits.attendee_models import LOWER, UPPER
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT, INVITATION
from webapp.visits.models import TEAM_ROLES
from webapp.visits.papers import drawn
from webapp.visits.queries.attendees import ToCome
from webapp.visits.queries.filed_meetings import FiledMeeting

COLUMNS = (
    Column("Thời gian", 1.15),
    Column("Đơn vị", 1.3),
    Column("Loại hình", 1.2),
    Column("Địa điểm", 1.2),
    Column("Tổ công tác dự", 1.6),
)


@dataclass(frozen=True)
class Facts:
    """What the papers tell. `contents` come with their items; `announced` are the visits and, of
    an invitation, the guests, whose bodies are `invited`; `replaced` are issued papers that a new
    one takes the place of, because of `changes`; `is_begun`: some visits are over, not told of."""

    issuer: Issuer
    plan: Plan
    contents: Sequence[ContentGroup]
    plan_paper: Document | None
    committee: Organization
    month: date | None
    announced: Announced
    left_out: Sequence[FiledMeeting]
    invited: Sequence[Organization]
    replaced: Sequence[Document] = ()
    changes: Sequence[Difference] = ()
    is_begun: bool = False
    to_come: Sequence[ToCome] = ()

    @property
    def invited_names(self) -> tuple[str, ...]:
        """The names of those who are invited now, as they are announced."""
        return tuple(body.name for body in self.invited)

    @property
    def guests(self) -> list[Recipient]:
        """Those invited, each as a line of the list of recipients."""
        ids = {body.name: body.id for body in self.invited}
        names = self.announced.guests or ()
        return [Recipient(literal(name), ids.get(name)) for name in names]


def announcement(facts: Facts, wording: Wording) -> Paper:
    """Return the announcement to the committee (73-KH/BTCTU, III.2 and V.2)."""
    where = {"month": month(facts), "unit": literal(facts.committee.name)}
    blocks = [
        *drawn.in_place_of(facts, (ANNOUNCEMENT, AMENDMENT), "lịch dự", wording),
        Paragraph(wording("lead", bases=_bases(facts, wording), issuer=_issuer(facts), **where)),
        Heading(2, wording("visits")),
        *drawn.visits(facts, COLUMNS, _visit_row, wording),
        Heading(2, wording("attendees")),
        *_attendees(facts),
        Heading(2, wording("left_out")),
        *_left_out(facts, wording),
        Heading(2, wording("preparation")),
        *_preparation(facts, wording),
        Paragraph(wording("closing", committee=committee(facts))),
    ]
    return letterhead(
        facts.issuer,
        ANNOUNCEMENT,
        Body(
            summary=wording("summary", **where),
            blocks=blocks,
            signatures=signatures(facts, wording),
        ),
    )


def announced_to(facts: Facts, wording: Wording) -> tuple[Recipient, ...]:
    """Return who gets the announcement."""
    return wording.recipients(
        "recipients", committee=to_body(facts.committee), issuer_code=literal(facts.issuer.code)
    )


def invitation(facts: Facts, wording: Wording) -> Paper:
    """Return the invitation to the Party commissions and the office (73-KH/BTCTU, V.2)."""
    where = {"month": month(facts), "unit": literal(facts.committee.name)}
    guests = [one.text for one in facts.guests] or [gap("cơ quan được mời")]
    blocks = [
        *drawn.in_place_of(facts, (INVITATION,), "lịch dự", wording),
        Paragraph(wording("lead", bases=_bases(facts, wording), issuer=_issuer(facts), **where)),
        Heading(2, wording("visits")),
        *drawn.visits(facts, COLUMNS, _visit_row, wording),
        Heading(2, wording("chair_heading")),
        Paragraph(wording("chair")),
        Heading(2, wording("documents_heading")),
        Paragraph(wording("documents", plan_number=plan_symbol(facts.plan_paper))),
        Paragraph(wording("closing")),
    ]
    return letterhead(
        facts.issuer,
        INVITATION,
        Body(
            summary=wording("summary", **where),
            addressee=wording("addressee", guests="; ".join(guests)),
            blocks=blocks,
            signatures=signatures(facts, wording),
        ),
    )


def invited_to(facts: Facts, wording: Wording) -> tuple[Recipient, ...]:
    """Return who gets the invitation."""
    guests = facts.guests or [Recipient(gap("cơ quan được mời"))]
    return wording.recipients("recipients", guests=guests, issuer_code=literal(facts.issuer.code))


def _bases(facts: Facts, wording: Wording) -> str:
    return wording("bases", **plan_cited(facts.plan.title, facts.plan_paper))


def _issuer(facts: Facts) -> str:
    return literal(facts.issuer.name)


def _visit_row(visit: AnnouncedVisit) -> tuple[str, ...]:
    return (
        drawn.moment(visit),
        literal(visit.unit),
        content(visit),
        drawn.place(visit),
        team(visit),
    )


def content(visit: AnnouncedVisit) -> str:
    """Return "Sinh hoạt chuyên đề: …"; a gap while that is not known."""
    return literal(visit.content or "") or gap("loại hình sinh hoạt")


def kind_and_topic(kind: str, topic: str) -> str:
    """Return what kind of meeting it is, as people typed its topic."""
    name = MEETING_KINDS.get(kind, kind)
    return f"{name}: {topic}" if topic else name


def team(visit: AnnouncedVisit) -> str:
    """Return who goes, heads first; a gap for nobody, and for a head not named yet."""
    if not visit.people:
        return gap("Tổ công tác")
    names = drawn.people(visit.people, TEAM_ROLES)
    return names if visit.people[0].role == "head" else f"{gap('Tổ trưởng')}; {names}"


def _attendees(facts: Facts) -> list[Block]:
    blocks: list[Block] = []
    for part, side in (("attendee_upper", UPPER), ("attendee_lower", LOWER)):
        words = PARTS[part]
        lines = [line.text for line in facts.plan.lines if line.part == part]
        named = [Item(_to_come(one)) for one in facts.to_come if one.side == side]
        blocks.append(Paragraph(f"{words}:"))
        blocks += [Item(literal(line)) for line in lines]
        blocks += named if lines or named else [Item(gap(_lower(words)))]
    return blocks


def _to_come(one: ToCome) -> str:
    """Return who of a side comes to one visit: "Ngày 05/3/2024, Chi bộ ấp 1: Đồng chí A; …"."""
    return f"Ngày {short_date(one.day)}, {literal(one.unit)}: {'; '.join(one.people)}"


def _left_out(facts: Facts, wording: Wording) -> list[Block]:
    if not facts.left_out:
        return [Paragraph(wording("none_left_out"))]
    columns = (Column("Thời gian", 1.2), Column("Đơn vị", 2), Column("Loại hình", 2))
    by_time = sorted(facts.left_out, key=lambda m: (m.starts_at, m.meeting_id))
    rows = tuple(
        (
            f"{local_time(m.starts_at)}, {short_date(clock.local(m.starts_at).date())}",
            literal(m.name),
            literal(kind_and_topic(m.kind, m.topic)),
        )
        for m in by_time
    )
    return [Paragraph(wording("left_out_lead")), Table(columns, rows)]


def _preparation(facts: Facts, wording: Wording) -> list[Block]:
    contents = [group.title for group in facts.contents]
    books = [item.text for g in facts.contents for item in g.items if item.is_record_book]
    blocks: list[Block] = [
        Paragraph(wording("preparation_lead")),
        *([Item(literal(title)) for title in contents] or [Item(gap("nội dung giám sát"))]),
    ]
    if books:
        blocks.append(Paragraph(wording("books", books=literal("; ".join(books)))))
    return blocks


def signatures(facts: Facts, wording: Wording) -> list[Signature]:
    """Return who signs: as the plan says, or as the office fixed it."""
    plan = facts.plan
    return [
        wording.signature(plan.authority, plan.signing_position, plan.signatory, facts.issuer.style)
    ]


def committee(facts: Facts) -> str:
    """Return how the committee is addressed."""
    return literal(facts.committee.committee_name or facts.committee.name)


def month(facts: Facts) -> str:
    """Return "tháng 3 năm 2024"."""
    return long_month(facts.month) if facts.month else "trong năm"


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
