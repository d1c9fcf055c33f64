"""The plan as a paper: its sections follow what the plan is made of, numbered as they come."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.documents import services as documents
from webapp.documents.models import Document
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
from webapp.documents.wording import Book, book
from webapp.organizations.models import Issuer, Organization
from webapp.plans import paper_outline, paper_rounds, rule_words
from webapp.plans.models import (
    ATTEND,
    DUTY_OWNERS,
    GRASSROOTS,
    ONGOING,
    PARTS,
    PLAN,
    ROUND,
    SELF_RUN,
    BasisPaper,
    ContentGroup,
    Duty,
    Plan,
    PlanLine,
)
from webapp.plans.paper_rounds import Sub, sentence
from webapp.plans.pieces import Pieces, pieces
from webapp.plans.queries import Overview
from webapp.plans.signals import sessions_asked
from webapp.rules import text as words

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_NUMBER = re.compile(r"^(?:[IVX]+\s*[-.]|\d+\.)\s+")
# The parts without which a plan cannot go out, by the kinds of its activities.
NEEDED = {
    ATTEND: (
        "requirement",
        "method",
        "attendee_upper",
        "attendee_lower",
        "duty_lower",
        "duty_board",
    ),
    SELF_RUN: ("duty_lower",),
    ROUND: ("duty_lower",),
    GRASSROOTS: ("duty_lower",),
    ONGOING: (),
}


@dataclass
class Section:
    """A section of the paper: its heading and the numbered parts under it."""

    title: str
    subs: list[Sub] = field(default_factory=list)


def compose(plan: Plan, overview: Overview, author: User, *, anew: bool = False) -> Document:
    """Make or renew the draft paper of a plan that is loaded whole.

    Raises documents' `NotReady` and, unless *anew*, `Edited`.
    """
    issuer = db.session.get_one(Issuer, plan.issuer_id)
    return documents.compose(
        PLAN,
        (PLAN, plan.id),
        db.session.get_one(Organization, plan.organization_id),
        paper_of(plan, issuer, overview),
        author,
        [row.organization.id for row in overview.rows],
        anew=anew,
    )


def paper_of(plan: Plan, issuer: Issuer, overview: Overview) -> Paper:
    """Return the plan as a paper, with a gap wherever it lacks what its activities need."""
    say = book(issuer.id, PLAN)
    made_of = pieces(activity.id for activity in plan.activities)
    _ask_for_sessions(plan, overview)
    own = say.signature(plan.authority, plan.signing_position, plan.signatory, issuer.style)
    return documents.letterhead(
        issuer,
        PLAN,
        summary=literal(plan.title),
        blocks=tuple(_blocks(plan, overview, made_of, say)),
        signatures=(*_approval(plan, say), own),
        recipients=say.lines("recipients", recipients=_lines(plan, "recipient")),
        copied=say.lines("copied", copied=_lines(plan, "copied")),
    )


def _ask_for_sessions(plan: Plan, overview: Overview) -> None:
    known = dict(one for _, told in sessions_asked.send(plan.id) for one in told.items())
    for row in overview.rows:
        for place in row.places:
            place.session = known.get(place.assignment.id)


def _approval(plan: Plan, say: Book) -> Iterator[Signature]:
    """The superior that approves the plan signs at left, in its own style (65-KH/ĐTN, end)."""
    if plan.co_authority or plan.co_position or plan.co_signatory:
        yield Signature(
            "\n".join(filter(None, (say("approval"), literal(plan.co_authority)))),
            literal(plan.co_position),
            literal(plan.co_signatory),
            side="left",
            style=plan.co_style,
        )


def part(plan: Plan, name: str) -> list[PlanLine]:
    """Return the lines of one part, in order."""
    return [line for line in plan.lines if line.part == name]


def needed(plan: Plan) -> set[str]:
    """Return the parts that a plan with such activities must say something in."""
    return {"purpose", *(name for one in plan.activities for name in NEEDED[one.kind])}


def _lines(plan: Plan, name: str) -> str:
    return "\n".join(literal(line.text) for line in part(plan, name))


def cited(paper: BasisPaper) -> str:
    """Return a basis as a paper cites it: kind, symbol, day, issuer, about."""
    day = words.short_date(paper.issued_on)
    return f"{paper.kind} số {paper.symbol} ngày {day} của {paper.issued_by} {paper.about}"


def _blocks(
    plan: Plan, overview: Overview, made_of: dict[int, Pieces], say: Book
) -> Iterator[Block]:
    for paper in plan.bases:
        yield Paragraph(say("basis", basis=literal(cited(paper).rstrip(" .;"))))
    yield Paragraph(literal(plan.opening) or gap("lời dẫn"))
    sections = [section for section in _sections(plan, overview, made_of, say) if section.subs]
    for roman, section in zip(ROMAN, sections, strict=False):
        yield Heading(1, f"{roman}- {_bare(section.title)}")
        number = 0
        for sub in section.subs:
            if sub.title:
                number += 1
                yield Heading(2, f"{number}. {_bare(sub.title)}")
            yield from sub.blocks
    if plan.closing:
        yield Paragraph(literal(plan.closing))
    for activity in plan.activities:
        yield from paper_outline.appendix(activity, made_of[activity.id], say)


def _bare(title: str) -> str:
    """Without a number of its own: an office may have typed one where none was counted."""
    return _NUMBER.sub("", title)


def _sections(
    plan: Plan, overview: Overview, made_of: dict[int, Pieces], say: Book
) -> Iterator[Section]:
    attends = any(activity.kind == ATTEND for activity in plan.activities)
    yield Section(say("aims"), [*_part(plan, "purpose", say), *_part(plan, "requirement", say)])
    shared = [group for group in plan.groups if group.activity_id is None]
    work = paper_rounds.work(plan, overview, made_of, say)
    contents = list(_contents(shared, say))
    if not contents and (attends or not work):
        contents = [Sub("", [Item(gap("nội dung giám sát"))])]
    schedule = list(_schedule(plan, overview, say))
    if overview.unreached and not schedule:
        work.append(Sub("", [_unreached(overview)]))
    yield Section(say("work" if work else "contents"), [*contents, *work])
    yield Section(
        say("how" if schedule else "ways"),
        [
            *schedule,
            *_part(plan, "method", say),
            *paper_rounds.sessions(plan, made_of, say),
            *_duties(plan, made_of, say),
        ],
    )
    upper, lower = _part(plan, "attendee_upper", say), _part(plan, "attendee_lower", say)
    if attends:
        yield Section(say("attendees"), [*upper, *lower])
    yield Section(
        say("execution"),
        [
            *(() if attends else _renamed([*upper, *lower], say)),
            *paper_rounds.teams(plan, made_of, say),
            *_part(plan, "duty_lower", say),
            *paper_rounds.invited_by_units(plan, made_of, say),
            *_part(plan, "duty_board", say),
        ],
    )


def _part(plan: Plan, name: str, say: Book) -> list[Sub]:
    lines: list[Block] = [Item(sentence(line.text)) for line in part(plan, name)]
    if not lines and name in needed(plan):
        lines = [Item(gap(PARTS[name].lower()))]
    return [Sub(say(name), lines)] if lines else []


def _renamed(subs: list[Sub], say: Book) -> list[Sub]:
    """Where no meetings are attended, one part says who takes part, whatever their level."""
    return [Sub(say("taking_part"), [block for sub in subs for block in sub.blocks])] * bool(subs)


def _contents(groups: Iterable[ContentGroup], say: Book) -> Iterator[Sub]:
    for group in groups:
        yield Sub(literal(group.title), paper_rounds.items_of(group, say))


def _schedule(plan: Plan, overview: Overview, say: Book) -> Iterator[Sub]:
    if not any(activity.kind in (ATTEND, SELF_RUN) for activity in plan.activities):
        return
    blocks: list[Block] = []
    monthly = [place for place in overview.of(ATTEND) if place.assignment.month]
    if monthly:
        columns = (Column("Thời gian", 1, "center"), Column("Đơn vị được dự sinh hoạt", 3))
        rows = (
            (f"Tháng {place.assignment.month:%m/%Y}", literal(place.assignment.organization.name))
            for place in monthly
        )
        blocks.append(Table(columns, tuple(rows)))
    own = [literal(place.assignment.organization.name) for place in overview.of(SELF_RUN)]
    if own:
        blocks.append(Paragraph(say("self_run", units="; ".join(own))))
    if not blocks:
        blocks.append(Paragraph(gap("phân công đơn vị")))
    if overview.unreached:
        blocks.append(_unreached(overview))
    yield Sub(say("schedule"), blocks)


def _unreached(overview: Overview) -> Paragraph:
    return Paragraph(gap(f"phân công cho {literal(overview.unreached_words)}"))


def _duties(plan: Plan, made_of: dict[int, Pieces], say: Book) -> Iterator[Sub]:
    """What is owed, each thing once: rounds of one plan mostly have the same deadlines."""
    owed = [
        duty
        for activity in plan.activities
        for duty in activity.duties
        if not paper_rounds.is_told(duty, activity, made_of[activity.id])
    ]
    lines = dict.fromkeys(_owed(duty, say) for duty in owed)
    if lines:
        yield Sub(say("duties"), [Item(line) for line in lines])


def _owed(duty: Duty, say: Book) -> str:
    owner = DUTY_OWNERS.get(duty.owner, duty.owner)
    rule = literal(rule_words.of(duty))
    return say("duty", duty=literal(duty.label), owner=literal(owner), rule=rule)
