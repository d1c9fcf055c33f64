"""Certified copies (SAO Y, TRÍCH SAO, SAO LỤC): each with its own number and block."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from webapp.accounts.gate import rows
from webapp.accounts.models import User
from webapp.core.db import db
from webapp.documents import tree
from webapp.documents.copies.kinds import FURTHER, PART, WHOLE
from webapp.documents.copies.original import fate, originals
from webapp.documents.kinds import PAPERS, PaperKind, copies
from webapp.documents.letterhead import letterhead
from webapp.documents.models import Document
from webapp.documents.road import services
from webapp.documents.road.recipients import bound
from webapp.documents.road.services import NotReady
from webapp.documents.tree import Block, Body, PageBreak, Paper, Paragraph, Signature
from webapp.organizations.models import Issuer, Organization

LEFT_OUT = Paragraph("(…)")
SHOWN = 160  # letters of a part by which it is recognized in a list


def of(document: Document) -> Sequence[Document]:
    """Return the copies of a paper that the signed-in person may see, newest first."""
    if document.issued_at is None or document.kind in (PART.key, FURTHER.key):
        return []
    return db.session.scalars(
        rows(Document)
        .where(Document.subject_kind == "document", Document.subject_id == document.id)
        .where(Document.kind.in_([kind.key for kind in copies()]))
        .order_by(Document.id.desc())
    ).all()


def kinds_for(document: Document) -> tuple[PaperKind, ...]:
    """Return the kinds of copy that a paper allows: it was issued here and still holds.

    A whole copy is copied further, no other copy is.
    """
    if document.state != "issued" or document.is_on_paper:
        return ()
    if PAPERS[document.kind].is_copy:
        is_whole = document.kind == WHOLE.key
        holds = is_whole and not fate(originals([document]).get(document.id))
        return (FURTHER,) if holds else ()
    return (WHOLE, PART)


def parts(document: Document) -> list[tuple[int, str]]:
    """Return the parts of a paper that can be copied alone: place in the paper, first words."""
    blocks = services.paper_of(document).blocks
    shown = ((place, "; ".join(tree.plain_block(block))) for place, block in enumerate(blocks))
    return [(place, _short(tree.words(text))) for place, text in shown if text.strip()]


def block(issuer: Issuer, kind: PaperKind) -> Paper:
    """Return the empty block that certifies a copy."""
    return letterhead(issuer, kind, Body(summary="", blocks=()))


def make(
    document: Document,
    kind: PaperKind,
    certified: Paper,
    chosen: Collection[int],
    units: Collection[Organization],
    who: User,
) -> Document:
    """Draw up a copy of an issued paper; it then goes the road of every paper.

    *certified* is its block, *chosen* the places of the parts (unless it is PART all are taken),
    *units* see it here once it is issued. Raises `NotReady` for a paper that cannot be copied.
    """
    if kind not in kinds_for(document):
        raise NotReady("Chỉ sao được văn bản đã ban hành trên hệ thống, còn hiệu lực.")
    source = services.paper_of(document)
    blocks = _extracted(source.blocks, chosen) if kind is PART else source.blocks
    signed = source.signatures  # of a copy they say already that the original is signed
    if source.copy is None:
        signed = tuple(_as_signed(signature) for signature in signed)
    paper = replace(source, blocks=blocks, signatures=signed, copy=certified)
    concerned = db.session.get_one(Organization, document.organization_id)
    to = bound(document.issuer_id, certified.recipients, *(unit.id for unit in units))
    draft = services.Draft(kind, ("document", document.id), concerned, paper, to)
    return services.draw_up(Document(), draft, who)


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
