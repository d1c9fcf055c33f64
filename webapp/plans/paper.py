"""The plan as a paper: bases, the five sections, who is attended when, signing, recipients."""

from collections.abc import Iterable, Iterator

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
    Table,
    gap,
    literal,
)
from webapp.documents.wording import Book, book
from webapp.organizations.models import Issuer, Organization
from webapp.plans import rule_words
from webapp.plans.models import (
    ATTEND,
    DUTY_OWNERS,
    PARTS,
    PLAN,
    SELF_RUN,
    BasisPaper,
    ContentGroup,
    Plan,
    PlanLine,
)
from webapp.plans.queries import Overview
from webapp.rules import text as words


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
    """Return the plan as a paper, with a gap wherever a part says nothing."""
    say = book(issuer.id, PLAN)
    signature = say.signature(
        literal(plan.authority),
        literal(plan.signing_position),
        literal(plan.signatory),
        issuer.style,
    )
    return documents.letterhead(
        issuer,
        PLAN,
        summary=literal(plan.title),
        blocks=tuple(_blocks(plan, overview, say)),
        signatures=(signature,),
        recipients=say.lines("recipients", recipients=_lines(plan, "recipient")),
        copied=say.lines("copied", copied=_lines(plan, "copied")),
    )


def part(plan: Plan, name: str) -> list[PlanLine]:
    """Return the lines of one part, in order."""
    return [line for line in plan.lines if line.part == name]


def _lines(plan: Plan, name: str) -> str:
    return "\n".join(literal(line.text) for line in part(plan, name))


def cited(paper: BasisPaper) -> str:
    """Return a basis as a paper cites it: kind, symbol, day, issuer, about."""
    day = words.short_date(paper.issued_on)
    return f"{paper.kind} số {paper.symbol} ngày {day} của {paper.issued_by} {paper.about}"


def _blocks(plan: Plan, overview: Overview, say: Book) -> Iterator[Block]:
    for paper in plan.bases:
        yield Paragraph(say("basis", basis=literal(cited(paper).rstrip(" .;"))))
    yield Paragraph(literal(plan.opening) or gap("lời dẫn"))
    yield Heading(1, say("aims"))
    yield from _part(plan, "purpose", say)
    yield from _part(plan, "requirement", say)
    yield Heading(1, say("contents"))
    yield from _contents(plan.groups, say)
    yield Heading(1, say("how"))
    yield Heading(2, say("schedule"))
    yield from _schedule(overview, say)
    yield from _part(plan, "method", say)
    yield from _duties(plan, say)
    yield Heading(1, say("attendees"))
    yield from _part(plan, "attendee_upper", say)
    yield from _part(plan, "attendee_lower", say)
    yield Heading(1, say("execution"))
    yield from _part(plan, "duty_lower", say)
    yield from _part(plan, "duty_board", say)
    if plan.closing:
        yield Paragraph(literal(plan.closing))


def _part(plan: Plan, name: str, say: Book) -> Iterator[Block]:
    yield Heading(2, say(name))
    lines = [Item(_sentence(line.text)) for line in part(plan, name)]
    yield from lines or [Item(gap(PARTS[name].lower()))]


def _contents(groups: Iterable[ContentGroup], say: Book) -> Iterator[Block]:
    found = False
    for number, group in enumerate(groups, 1):
        found = True
        yield Heading(2, f"{number}. {literal(group.title)}")
        for item in group.items:
            if not item.is_record_book:
                yield Item(_sentence(item.text))
        books = [item.text.rstrip(" .;") for item in group.items if item.is_record_book]
        if books:
            yield Item(say("books", books=literal("; ".join(books))))
    if not found:
        yield Item(gap("nội dung giám sát"))


def _schedule(overview: Overview, say: Book) -> Iterator[Block]:
    monthly = overview.of(ATTEND)
    if monthly:
        yield Table(
            (Column("Thời gian", 1, "center"), Column("Đơn vị được dự sinh hoạt", 3)),
            tuple(
                (f"Tháng {place.assignment.month:%m/%Y}", _name(place.assignment.organization))
                for place in monthly
                if place.assignment.month
            ),
        )
    own = [_name(place.assignment.organization) for place in overview.of(SELF_RUN)]
    if own:
        yield Paragraph(say("self_run", units="; ".join(own)))
    if not any(row.places for row in overview.rows):
        yield Paragraph(gap("phân công đơn vị"))
    if overview.unreached:
        missing = ", ".join(one.label for one in overview.unreached)
        yield Paragraph(gap(f"phân công cho {literal(missing)}"))


def _sentence(text: str) -> str:
    stopped = text.endswith((".", ";", ":", "!", "?", "…"))
    return literal(text if stopped else f"{text}.")


def _name(organization: Organization) -> str:
    return literal(organization.name)


def _duties(plan: Plan, say: Book) -> Iterator[Block]:
    duties = [duty for activity in plan.activities for duty in activity.duties]
    if duties:
        yield Heading(2, say("duties"))
    for duty in duties:
        owner = DUTY_OWNERS.get(duty.owner, duty.owner)
        rule = literal(rule_words.of(duty))
        yield Item(say("duty", duty=literal(duty.label), owner=literal(owner), rule=rule))
