"""Certified copies (SAO Y, TRÍCH SAO) of issued papers: each with its own number and block."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from webapp.accounts.gate import rows
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents import services, tree
from webapp.documents.kinds import COPIES
from webapp.documents.models import Document
from webapp.documents.services import NotReady
from webapp.documents.tree import Block, PageBreak, Paper, Paragraph, Signature
from webapp.organizations.models import Issuer, Organization

WHOLE, PART = "whole_copy", "part_copy"
LEFT_OUT = Paragraph("(…)")
SHOWN = 160  # letters of a part by which it is recognized in a list


def of(document: Document) -> Sequence[Document]:
    """Return the copies of a paper that the signed-in person may see, newest first."""
    if document.issued_at is None or document.kind in COPIES:
        return []
    return db.session.scalars(
        rows(Document)
        .where(Document.subject_kind == "document", Document.subject_id == document.id)
        .where(Document.kind.in_(COPIES))
        .order_by(Document.id.desc())
    ).all()


def may_be_copied(document: Document) -> bool:
    """Return True for a paper that was issued here, still holds, and is no copy itself."""
    return document.state == "issued" and not document.is_on_paper and document.kind not in COPIES


def parts(document: Document) -> list[tuple[int, str]]:
    """Return the parts of a paper that can be copied alone: place in the paper, first words."""
    blocks = services.paper_of(document).blocks
    shown = ((place, "; ".join(tree.plain_block(block))) for place, block in enumerate(blocks))
    return [(place, _short(tree.words(text))) for place, text in shown if text.strip()]


def block(issuer: Issuer, kind: str) -> Paper:
    """Return the empty block that certifies a copy."""
    return Paper(
        style=issuer.style,
        superior=issuer.superior_line,
        issuer=issuer.own_line,
        number=None,
        symbol=f"{COPIES[kind].code}/{issuer.code}",
        place=issuer.place,
        day=None,
        kind=COPIES[kind].title,
        summary="",
        addressee=None,
        blocks=(),
        signatures=(),
        recipients=(),
        year=clock.today().year,
    )


def make(
    document: Document,
    kind: str,
    certified: Paper,
    chosen: Collection[int],
    units: Collection[Organization],
    who: User,
) -> Document:
    """Draw up a copy of an issued paper; it then goes the road of every paper.

    *certified* is its block, *chosen* the places of the parts (for a whole copy all are taken),
    *units* see it here once it is issued. Raises `NotReady` for a paper that cannot be copied.
    """
    if not may_be_copied(document):
        raise NotReady("Chỉ sao được văn bản đã ban hành trên hệ thống, còn hiệu lực.")
    source = services.paper_of(document)
    blocks = source.blocks if kind == WHOLE else _extracted(source.blocks, chosen)
    signed = tuple(_as_signed(signature) for signature in source.signatures)
    return services.draw_up(
        Document(),
        kind,
        ("document", document.id),
        db.session.get_one(Organization, document.organization_id),
        replace(source, blocks=blocks, signatures=signed, copy=certified),
        who,
        [unit.id for unit in units],
    )


def certify(document: Document, certified: Paper, who: User) -> None:
    """Change the block of a draft copy; what is copied stays word for word."""
    services.rewrite(document, replace(services.paper_of(document), copy=certified), who)


def _extracted(blocks: Sequence[Block], chosen: Collection[int]) -> tuple[Block, ...]:
    """Return the chosen blocks, with a mark wherever something was left out."""
    taken: list[Block] = []
    for place, one in enumerate(blocks):
        if place in chosen:
            taken.append(one)
        elif not isinstance(one, PageBreak) and taken[-1:] != [LEFT_OUT]:
            taken.append(LEFT_OUT)
    return tuple(taken)


def _as_signed(signature: Signature) -> Signature:
    """A copy is written anew, so it says that the original is signed."""
    return replace(signature, name=f"*(Đã ký)*\n{signature.name}")


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " …"
