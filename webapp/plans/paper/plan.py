"""The plan as a paper: its sections follow what the plan is made of, numbered as they come."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from webapp.documents.letterhead import letterhead
from webapp.documents.texts.phrases import sentence
from webapp.documents.texts.wording import Wording, wording_for
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
from webapp.plans.kinds import ACTIVITIES, PLAN_PAPER
from webapp.plans.models import (
    PART_SAID,
    BasisPaper,
    ContentGroup,
    Plan,
    PlanLine,
)
from webapp.plans.paper import outline as paper_outline
from webapp.plans.paper import rounds as paper_rounds
from webapp.plans.paper.pieces import Pieces, pieces
from webapp.plans.paper.rounds import Sub
from webapp.plans.queries import Overview
from webapp.plans.signals import sessions
from webapp.rules import text as words

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_NUMBER = re.compile(r"^(?:[IVX]+\s*[-.]|\d+\.)\s+")


@dataclass
class Section:
    """A section of the paper: its heading and the numbered parts under it."""

    title: str
    subs: list[Sub] = field(default_factory=list)


def paper_of(plan: Plan, issuer: Issuer, overview: Overview) -> Paper:
    """Return the plan as a paper as it stands, with a gap wherever it lacks something needed."""
    ask_for_sessions(plan, overview)
    made_of = pieces(activity.id for activity in plan.activities)
    return draw(plan, issuer, overview, made_of, wording_for(issuer.id, PLAN_PAPER))


def draw(
    plan: Plan, issuer: Issuer, overview: Overview, made_of: dict[int, Pieces], wording: Wording
) -> Paper:
    """Return the plan as a paper, with a gap wherever it lacks what its activities need."""
    own = wording.signature(plan.authority, plan.signing_position, plan.signatory, issuer.style)
    return letterhead(
        issuer,
        PLAN_PAPER,
        Body(
            summary=literal(plan.title),
            blocks=tuple(_blocks(plan, overview, made_of, wording)),
            signatures=(*_approval(plan, wording), own),
            recipients=lines_to(plan, wording),
            copied=wording.lines("copied", copied=_lines(plan, "copied")),
        ),
    )


def lines_to(plan: Plan, wording: Wording) -> tuple[str, ...]:
    """Return who gets the plan, as the planner typed it."""
    return wording.lines("recipients", recipients=_lines(plan, "recipient"))


def ask_for_sessions(plan: Plan, overview: Overview) -> None:
    """Let the places of an overview know the sessions that rooms above have set."""
    known = {key: one for found in sessions.ask(plan.id) for key, one in found.items()}
    for row in overview.rows:
        for place in row.places:
            place.session = known.get(place.assignment.id)


def _approval(plan: Plan, wording: Wording) -> Iterator[Signature]:
    """The superior that approves the plan signs at left, in its own style (65-KH/ĐTN, end)."""
    if plan.co_authority or plan.co_position or plan.co_signatory:
        yield Signature(
            "\n".join(filter(None, (wording("approval"), literal(plan.co_authority)))),
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
    return {"purpose", *(name for one in plan.activities for name in ACTIVITIES[one.kind].needed)}


def _lines(plan: Plan, name: str) -> str:
    return "\n".join(literal(line.text) for line in part(plan, name))


def cited(paper: BasisPaper) -> str:
    """Return a basis as a paper cites it: kind, symbol, day, issuer, about."""
    day = words.short_date(paper.issued_on)
    return f"{paper.kind} số {paper.symbol} ngày {day} của {paper.issued_by} {paper.about}"


def _blocks(
    plan: Plan, overview: Overview, made_of: dict[int, Pieces], wording: Wording
) -> Iterator[Block]:
    for paper in plan.bases:
        yield Paragraph(wording("basis", basis=literal(cited(paper).rstrip(" .;"))))
    yield Paragraph(literal(plan.opening) or gap("lời dẫn"))
    sections = [section for section in _sections(plan, overview, made_of, wording) if section.subs]
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
        yield from paper_outline.appendix(activity, made_of[activity.id], wording)


def _bare(title: str) -> str:
    """Without a number of its own: an office may have typed one where none was counted."""
    return _NUMBER.sub("", title)


def _sections(
    plan: Plan, overview: Overview, made_of: dict[int, Pieces], wording: Wording
) -> Iterator[Section]:
    attends = any(ACTIVITIES[one.kind].attends for one in plan.activities)
    yield Section(
        wording("aims"), [*_part(plan, "purpose", wording), *_part(plan, "requirement", wording)]
    )
    shared = [group for group in plan.groups if group.activity_id is None]
    work = paper_rounds.work(plan, overview, made_of, wording)
    contents = list(_contents(shared, wording))
    if not contents and (attends or not work):
        contents = [Sub("", [Item(gap("nội dung giám sát"))])]
    schedule = list(_schedule(plan, overview, wording))
    if overview.unreached and not schedule:
        work.append(Sub("", [_unreached(overview)]))
    yield Section(wording("work" if work else "contents"), [*contents, *work])
    yield Section(
        wording("how" if schedule else "ways"),
        [
            *schedule,
            *_part(plan, "method", wording),
            *paper_rounds.sessions(plan, made_of, wording),
            *paper_rounds.duties(plan, made_of, wording),
        ],
    )
    upper, lower = _part(plan, "attendee_upper", wording), _part(plan, "attendee_lower", wording)
    if attends:
        yield Section(wording("attendees"), [*upper, *lower])
    yield Section(
        wording("execution"),
        [
            *(() if attends else _renamed([*upper, *lower], wording)),
            *paper_rounds.teams(plan, made_of, wording),
            *_part(plan, "duty_lower", wording),
            *paper_rounds.invited_by_units(plan, made_of, wording),
            *_part(plan, "duty_board", wording),
        ],
    )


def _part(plan: Plan, name: str, wording: Wording) -> list[Sub]:
    lines: list[Block] = [Item(sentence(line.text)) for line in part(plan, name)]
    if not lines and name in needed(plan):
        lines = [Item(gap(wording.terms(PART_SAID[name]).lower()))]
    return [Sub(wording(name), lines)] if lines else []


def _renamed(subs: list[Sub], wording: Wording) -> list[Sub]:
    """Where no meetings are attended, one part says who takes part, whatever their level."""
    return [Sub(wording("taking_part"), [block for sub in subs for block in sub.blocks])] * bool(
        subs
    )


def _contents(groups: Iterable[ContentGroup], wording: Wording) -> Iterator[Sub]:
    for group in groups:
        yield Sub(literal(group.title), paper_rounds.items_of(group, wording))


def _schedule(plan: Plan, overview: Overview, wording: Wording) -> Iterator[Sub]:
    if not any(ACTIVITIES[one.kind].is_scheduled for one in plan.activities):
        return
    blocks: list[Block] = []
    monthly = [
        place for place in overview.where(lambda kind: kind.attends) if place.assignment.month
    ]
    if monthly:
        columns = (Column("Thời gian", 1, "center"), Column("Đơn vị được dự sinh hoạt", 3))
        rows = (
            (f"Tháng {place.assignment.month:%m/%Y}", literal(place.assignment.organization.name))
            for place in monthly
        )
        blocks.append(Table(columns, tuple(rows)))
    own = [
        literal(place.assignment.organization.name)
        for place in overview.where(lambda kind: kind.is_own)
    ]
    if own:
        blocks.append(Paragraph(wording("self_run", units="; ".join(own))))
    if not blocks:
        blocks.append(Paragraph(gap("phân công đơn vị")))
    if overview.unreached:
        blocks.append(_unreached(overview))
    yield Sub(wording("schedule"), blocks)


def _unreached(overview: Overview) -> Paragraph:
    return Paragraph(gap(f"phân công cho {literal(overview.unreached_words)}"))
