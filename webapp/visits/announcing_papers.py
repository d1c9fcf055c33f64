"""How the announcement and the invitation are put together from standing texts and facts.

Pure drawing: nothing is loaded here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

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
from webapp.notices.models import MEETING_KINDS, Meeting
from webapp.organizations.models import Issuer, Organization
from webapp.plans.models import PARTS, ContentGroup, Plan
from webapp.rules.text import local_time, long_date, long_month, short_date, weekday_name
from webapp.visits.models import TEAM_ROLES, Visit
from webapp.visits.noticed import Noticed


@dataclass(frozen=True)
class Facts:
    """What the papers tell. `visits` come with meeting, organization and team, `contents` with
    their items; `replaced` are issued papers that a new one takes the place of."""

    issuer: Issuer
    plan: Plan
    contents: Sequence[ContentGroup]
    plan_paper: Document | None
    committee: Organization
    month: date | None
    visits: Sequence[Visit]
    left_out: Sequence[Noticed]
    invited: Sequence[Organization]
    replaced: Sequence[Document]


def announcement(facts: Facts, say: Book) -> Paper:
    """Return the announcement to the committee (73-KH/BTCTU, III.2 and V.2)."""
    where = {"month": month(facts), "unit": literal(facts.committee.name)}
    blocks = [
        *_in_place_of(facts, "announcement", say),
        Paragraph(say("lead", bases=_bases(facts, say), issuer=_issuer(facts), **where)),
        Heading(2, say("visits")),
        *_visits(facts, say),
        Heading(2, say("attendees")),
        *_attendees(facts),
        Heading(2, say("left_out")),
        *_left_out(facts, say),
        Heading(2, say("preparation")),
        *_preparation(facts, say),
        Paragraph(say("closing", committee=committee(facts))),
    ]
    return letterhead(
        facts.issuer,
        "announcement",
        summary=say("summary", **where),
        blocks=blocks,
        signatures=signatures(facts, say),
        recipients=say.lines(
            "recipients", committee=committee(facts), issuer_code=literal(facts.issuer.code)
        ),
    )


def invitation(facts: Facts, say: Book) -> Paper:
    """Return the invitation to the Party commissions and the office (73-KH/BTCTU, V.2)."""
    where = {"month": month(facts), "unit": literal(facts.committee.name)}
    guests = [literal(body.name) for body in facts.invited] or [gap("cơ quan được mời")]
    blocks = [
        *_in_place_of(facts, "invitation", say),
        Paragraph(say("lead", bases=_bases(facts, say), issuer=_issuer(facts), **where)),
        Heading(2, say("visits")),
        *_visits(facts, say),
        Heading(2, say("chair_heading")),
        Paragraph(say("chair")),
        Heading(2, say("documents_heading")),
        Paragraph(say("documents", plan_number=_plan_number(facts))),
        Paragraph(say("closing")),
    ]
    return letterhead(
        facts.issuer,
        "invitation",
        summary=say("summary", **where),
        addressee=say("addressee", guests="; ".join(guests)),
        blocks=blocks,
        signatures=signatures(facts, say),
        recipients=say.lines(
            "recipients", guests="\n".join(guests), issuer_code=literal(facts.issuer.code)
        ),
    )


def _bases(facts: Facts, say: Book) -> str:
    paper = facts.plan_paper
    day = f" {long_date(paper.issued_on)}" if paper and paper.issued_on else ""
    title = literal(_lower(facts.plan.title))
    return say("bases", plan=f"{_plan_number(facts)}{day}", plan_title=title)


def _issuer(facts: Facts) -> str:
    return literal(facts.issuer.name)


def _plan_number(facts: Facts) -> str:
    paper = facts.plan_paper
    if paper is None or paper.issued_on is None:
        return gap("số, ký hiệu của kế hoạch chưa ban hành")
    return literal(paper.number_and_symbol)


def _in_place_of(facts: Facts, kind: str, say: Book) -> list[Block]:
    kinds = (kind, "amendment") if kind == "announcement" else (kind,)
    old = [paper for paper in facts.replaced if paper.kind in kinds and paper.issued_on]
    if not old:
        return []
    names = "; ".join(
        f"số {literal(p.number_and_symbol)} {long_date(p.issued_on)}" for p in old if p.issued_on
    )
    return [Paragraph(say("replaces", old=names))]


def _visits(facts: Facts, say: Book) -> list[Block]:
    if not facts.visits:
        return [Paragraph(say("no_visits"))]
    columns = (
        Column("Thời gian", 1.15),
        Column("Đơn vị", 1.3),
        Column("Loại hình", 1.2),
        Column("Địa điểm", 1.2),
        Column("Tổ công tác dự", 1.6),
    )
    return [Table(columns, tuple(_visit_row(visit) for visit in facts.visits))]


def _visit_row(visit: Visit) -> tuple[str, ...]:
    meeting = visit.meeting
    return (
        moment(meeting.starts_at),
        literal(visit.organization.name),
        _kind(meeting),
        literal(meeting.place) or gap("địa điểm"),
        _team(visit),
    )


def moment(starts_at: datetime) -> str:
    """Return "08 giờ 00, thứ Ba, 05/03/2024"."""
    day = clock.local(starts_at).date()
    return f"{local_time(starts_at)}, {weekday_name(day)}, {short_date(day)}"


def _kind(meeting: Meeting | Noticed) -> str:
    name = MEETING_KINDS.get(meeting.kind, meeting.kind)
    return f"{name}: {literal(meeting.topic)}" if meeting.topic else name


def _team(visit: Visit) -> str:
    if not visit.team:
        return gap("Tổ công tác")
    order = list(TEAM_ROLES)
    people = sorted(visit.team, key=lambda member: (order.index(member.role), member.id))
    names = [
        ", ".join(
            literal(part) for part in (f"Đồng chí {m.user.full_name}", m.user.position) if part
        )
        + f" ({TEAM_ROLES[m.role]})"
        for m in people
    ]
    if people[0].role != "head":
        names.insert(0, gap("Tổ trưởng"))
    return "; ".join(names)


def _attendees(facts: Facts) -> list[Block]:
    blocks: list[Block] = []
    for part in ("attendee_upper", "attendee_lower"):
        words = PARTS[part]
        lines = [line.text for line in facts.plan.lines if line.part == part]
        blocks.append(Paragraph(f"{words}:"))
        blocks += [Item(literal(line)) for line in lines] or [Item(gap(_lower(words)))]
    return blocks


def _left_out(facts: Facts, say: Book) -> list[Block]:
    if not facts.left_out:
        return [Paragraph(say("none_left_out"))]
    columns = (Column("Thời gian", 1.2), Column("Đơn vị", 2), Column("Loại hình", 2))
    by_time = sorted(facts.left_out, key=lambda m: (m.starts_at, m.meeting_id))
    rows = tuple(
        (
            f"{local_time(m.starts_at)}, {short_date(clock.local(m.starts_at).date())}",
            literal(m.name),
            _kind(m),
        )
        for m in by_time
    )
    return [Paragraph(say("left_out_lead")), Table(columns, rows)]


def _preparation(facts: Facts, say: Book) -> list[Block]:
    contents = [group.title for group in facts.contents]
    books = [item.text for g in facts.contents for item in g.items if item.is_record_book]
    blocks: list[Block] = [
        Paragraph(say("preparation_lead")),
        *([Item(literal(title)) for title in contents] or [Item(gap("nội dung giám sát"))]),
    ]
    if books:
        blocks.append(Paragraph(say("books", books=literal("; ".join(books)))))
    return blocks


def signatures(facts: Facts, say: Book) -> list[Signature]:
    """Return who signs: as the plan says, or as the office fixed it."""
    plan = facts.plan
    return [
        say.signature(plan.authority, plan.signing_position, plan.signatory, facts.issuer.style)
    ]


def committee(facts: Facts) -> str:
    """Return how the committee is addressed."""
    return literal(facts.committee.committee_name or facts.committee.name)


def month(facts: Facts) -> str:
    """Return "tháng 3 năm 2024"."""
    return long_month(facts.month) if facts.month else "trong năm"


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]
