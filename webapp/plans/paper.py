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
    Signature,
    Table,
    gap,
    literal,
)
from webapp.organizations.models import Issuer, Organization
from webapp.plans import rule_words
from webapp.plans.models import (
    ATTEND,
    DUTY_OWNERS,
    PARTS,
    SELF_RUN,
    BasisPaper,
    ContentGroup,
    Plan,
    PlanLine,
)
from webapp.plans.queries import Overview
from webapp.plans.services import PLAN
from webapp.rules import text as words


def compose(plan: Plan, overview: Overview, author: User) -> Document:
    """Make or renew the draft paper of a plan that is loaded whole. Raises `NotReady`."""
    issuer = db.session.get_one(Issuer, plan.issuer_id)
    return documents.compose(
        PLAN,
        (PLAN, plan.id),
        db.session.get_one(Organization, plan.organization_id),
        paper_of(plan, issuer, overview),
        author,
        [row.organization.id for row in overview.rows],
    )


def paper_of(plan: Plan, issuer: Issuer, overview: Overview) -> Paper:
    """Return the plan as a paper, with a gap wherever a part says nothing."""
    return documents.letterhead(
        issuer,
        PLAN,
        summary=literal(plan.title),
        blocks=tuple(_blocks(plan, overview)),
        signatures=(
            Signature(
                literal(plan.authority),
                literal(plan.signing_position),
                literal(plan.signatory),
                style=issuer.style,
            ),
        ),
        recipients=[literal(line.text) for line in part(plan, "recipient")],
        copied=[literal(line.text) for line in part(plan, "copied")],
    )


def part(plan: Plan, name: str) -> list[PlanLine]:
    """Return the lines of one part, in order."""
    return [line for line in plan.lines if line.part == name]


def cited(paper: BasisPaper) -> str:
    """Return a basis as a paper cites it: kind, symbol, day, issuer, about."""
    day = words.short_date(paper.issued_on)
    return f"{paper.kind} số {paper.symbol} ngày {day} của {paper.issued_by} {paper.about}"


def _blocks(plan: Plan, overview: Overview) -> Iterator[Block]:
    for paper in plan.bases:
        yield Paragraph(f"*{literal('Căn cứ ' + cited(paper).rstrip(' .;'))};*")
    yield Paragraph(literal(plan.opening) or gap("lời dẫn"))
    yield Heading(1, "I- MỤC ĐÍCH, YÊU CẦU")
    yield from _part(plan, "purpose", "1. Mục đích")
    yield from _part(plan, "requirement", "2. Yêu cầu")
    yield Heading(1, "II- NỘI DUNG GIÁM SÁT")
    yield from _contents(plan.groups)
    yield Heading(1, "III- THỜI GIAN, ĐƠN VỊ VÀ PHƯƠNG PHÁP LÀM VIỆC")
    yield Heading(2, "1. Thời gian, đơn vị")
    yield from _schedule(overview)
    yield from _part(plan, "method", "2. Phương pháp làm việc")
    yield from _duties(plan)
    yield Heading(1, "IV- THÀNH PHẦN DỰ SINH HOẠT")
    yield from _part(plan, "attendee_upper", "1. Cấp tỉnh")
    yield from _part(plan, "attendee_lower", "2. Cấp huyện và tương đương")
    yield Heading(1, "V- TỔ CHỨC THỰC HIỆN")
    yield from _part(plan, "duty_lower", "1. Các cấp ủy trực thuộc")
    yield from _part(plan, "duty_board", "2. Cơ quan ban hành kế hoạch")
    if plan.closing:
        yield Paragraph(literal(plan.closing))


def _part(plan: Plan, name: str, heading: str) -> Iterator[Block]:
    yield Heading(2, heading)
    lines = [Item(_sentence(line.text)) for line in part(plan, name)]
    yield from lines or [Item(gap(PARTS[name].lower()))]


def _contents(groups: Iterable[ContentGroup]) -> Iterator[Block]:
    found = False
    for number, group in enumerate(groups, 1):
        found = True
        yield Heading(2, f"{number}. {literal(group.title)}")
        for item in group.items:
            if not item.is_record_book:
                yield Item(_sentence(item.text))
        books = [item.text.rstrip(" .;") for item in group.items if item.is_record_book]
        if books:
            yield Item(_sentence(f"Sổ sách phải xuất trình: {'; '.join(books)}"))
    if not found:
        yield Item(gap("nội dung giám sát"))


def _schedule(overview: Overview) -> Iterator[Block]:
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
        yield Paragraph(f"Các đơn vị tự tổ chức dự, giám sát: {'; '.join(own)}.")
    if not monthly and not own:
        yield Paragraph(gap("phân công đơn vị"))
    if overview.unreached:
        missing = ", ".join(one.label for one in overview.unreached)
        yield Paragraph(gap(f"phân công cho {literal(missing)}"))


def _sentence(text: str) -> str:
    stopped = text.endswith((".", ";", ":", "!", "?", "…"))
    return literal(text if stopped else f"{text}.")


def _name(organization: Organization) -> str:
    return literal(organization.name)


def _duties(plan: Plan) -> Iterator[Block]:
    duties = [duty for activity in plan.activities for duty in activity.duties]
    if duties:
        yield Heading(2, "3. Thời hạn thực hiện")
    for duty in duties:
        owner = DUTY_OWNERS.get(duty.owner, duty.owner)
        yield Item(literal(f"{duty.label} ({owner}): {rule_words.of(duty)}."))
