"""The synthesis as a paper to the provincial standing committee."""

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents import services as documents
from webapp.documents.models import Document
from webapp.documents.tree import (
    Block,
    Column,
    Figure,
    Heading,
    Item,
    Paragraph,
    Table,
    gap,
    literal,
)
from webapp.documents.wording import Book, book
from webapp.organizations.models import Issuer, Organization
from webapp.plans.models import Plan
from webapp.reports.synthesis import Synthesis, gather
from webapp.rules import text as words
from webapp.rules.amounts import amount_text


def compose(plan: Plan, author: User, *, anew: bool = False) -> Document:
    """Write the report from today's figures.

    Raises documents' `NotReady` and, unless *anew*, `Edited`.
    """
    issuer = db.session.get_one(Issuer, plan.issuer_id)
    say = book(issuer.id, "synthesis")
    paper = documents.letterhead(
        issuer,
        "synthesis",
        summary=say("summary", plan_title=literal(_lower_first(plan.title))),
        blocks=_blocks(plan, gather(plan), say),
        signatures=[
            say.signature(plan.authority, plan.signing_position, plan.signatory, issuer.style)
        ],
        recipients=say.lines("recipients", issuer_code=literal(issuer.code)),
    )
    board = db.session.get_one(Organization, plan.organization_id)
    return documents.compose("synthesis", ("plan", plan.id), board, paper, author, anew=anew)


def _blocks(plan: Plan, found: Synthesis, say: Book) -> list[Block]:
    issued = documents.current("plan", ("plan", plan.id))
    basis = (
        f"Kế hoạch số {issued.number_and_symbol}, {words.long_date(issued.issued_on)}"
        if issued and issued.issued_on
        else gap("số và ngày của kế hoạch")
    )
    return [
        Paragraph(say("lead", plan_paper=basis, today=words.long_date(clock.today()))),
        Heading(1, say("results")),
        *_results(found, say),
        Heading(1, say("remarks")),
        *_remarks(found, say),
        Heading(1, say("mending")),
        Paragraph(_mending(found, say)),
        Heading(1, say("timeliness")),
        Table(
            (Column("Đơn vị", 2), Column("Việc phải gửi", 3), Column("Kết quả", 2)),
            tuple(
                (literal(one.committee), literal(one.label), one.words) for one in found.timeliness
            ),
        ),
        *_self_run(found, say),
    ]


def _results(found: Synthesis, say: Book) -> list[Block]:
    counts = found.counts
    said = (
        say(
            "noticed",
            assignments=words.number_text(counts.assignments),
            meetings=words.number_text(counts.meetings),
            thematic_meetings=words.number_text(counts.thematic_meetings),
        ),
        say(
            "attended",
            visits=words.number_text(counts.visits),
            thematic_visits=words.number_text(counts.thematic_visits),
            held=words.number_text(counts.held),
            letters=words.number_text(counts.letters),
        ),
    )
    blocks: list[Block] = [Paragraph(line) for line in said]
    if sum(found.ranks.values()):
        blocks.append(
            Figure(
                say("ranks"),
                tuple(found.ranks),
                tuple(float(count) for count in found.ranks.values()),
                "cuộc",
            )
        )
    return blocks


def _remarks(found: Synthesis, say: Book) -> list[Block]:
    if not found.remarks:
        return [Paragraph(say("no_remarks"))]
    blocks: list[Block] = []
    for one in found.remarks:
        blocks.append(Heading(2, literal(one.title)))
        blocks += [Item(say("strength", strength=literal(text))) for text in one.strengths]
        blocks += [Item(say("shortcoming", shortcoming=literal(text))) for text in one.shortcomings]
    return blocks


def _mending(found: Synthesis, say: Book) -> str:
    state = found.recommendations
    counts = {
        name: words.number_text(state[name]) for name in ("total", "mended", "open", "overdue")
    }
    return say("mended", **counts)


def _self_run(found: Synthesis, say: Book) -> list[Block]:
    if not found.figures:
        return []
    return [
        Heading(1, say("self_run")),
        Table(
            (Column("Chỉ tiêu", 4), Column("Tổng số", 1, "right"), Column("Đơn vị tính", 1)),
            tuple(
                (literal(label), amount_text(total), literal(unit))
                for label, total, unit in found.figures
            ),
        ),
    ]


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
