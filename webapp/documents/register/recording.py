"""Papers that were written, numbered and signed outside: entered so that the register is whole."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents import files, tree
from webapp.documents.kinds import PAPERS
from webapp.documents.letterhead import letterhead
from webapp.documents.models import Document, StoredFile
from webapp.documents.register import numbers as register
from webapp.documents.road import recipients, services
from webapp.documents.road.recipients import Recipient
from webapp.documents.tree import Body, Signature, literal
from webapp.organizations.letterheads import head_on
from webapp.organizations.models import Issuer, Level, Organization
from webapp.organizations.naming import told_apart
from webapp.rules.picking import MOST_SUGGESTED, few

SUBJECT = ("register", 0)  # about no row of the program
NOT_NOW = "Chỉ đính chính được văn bản ghi từ ngoài hệ thống, còn hiệu lực."


@dataclass(frozen=True)
class Entry:
    """What is told about a paper issued outside. `is_shown`: its unit sees it here."""

    kind: str
    number: int
    day: date
    summary: str
    signatory: str
    unit: Organization
    is_shown: bool
    scan: FileStorage | None


def record(entry: Entry, issuer: Issuer, who: User) -> Document:
    """Write a paper into the register as issued, with the number it got outside.

    Raises `register.NumberRefused` for a number already there, `files.FileRefused` for a scan
    that is neither PDF nor JPEG; nothing is then written.
    """
    scan = _kept(entry, who)
    now = clock.now()
    document = Document(
        issuer_id=issuer.id,
        subject_kind=SUBJECT[0],
        subject_id=SUBJECT[1],
        created_at=now,
        author_id=who.id,
        issued_at=now,
        is_on_paper=True,
        scan_id=scan.id if scan else None,
    )
    _write(document, entry, issuer)
    services.step(document, who, "recorded", document.number_and_symbol)
    db.session.commit()
    return document


def correct(document: Document, entry: Entry, reason: str, issuer: Issuer, who: User) -> None:
    """Write an entered paper anew, where it was entered wrongly; its road tells what it was.

    Raises as `record` does for the number, and `NotReady` for a paper that was not entered or
    no longer holds. Its scan has a page of its own.
    """
    if not may_be_corrected(document):
        raise services.NotReady(NOT_NOW)
    if _says_already(document, entry):
        return
    before = document.number_and_symbol
    _write(document, entry, issuer)
    after = document.number_and_symbol
    told = f"{reason} (trước là số {before})" if after != before else reason
    services.step(document, who, "corrected", told)
    db.session.commit()


def _says_already(document: Document, entry: Entry) -> bool:
    signed = services.paper_of(document).signatures[0].name
    units = recipients.bodies_of(document)
    return (document.kind, document.number, document.issued_on, document.organization_id) == (
        entry.kind,
        entry.number,
        entry.day,
        entry.unit.id,
    ) and (document.summary, tree.words(signed), bool(units)) == (
        tree.words(literal(entry.summary)),
        tree.words(literal(entry.signatory)),
        entry.is_shown,
    )


def may_be_corrected(document: Document) -> bool:
    """Return True for a paper that was entered from outside and holds."""
    return document.is_on_paper and document.state == "issued"


def _write(document: Document, entry: Entry, issuer: Issuer) -> None:
    """Fill the row of an entered paper. Raises `register.NumberRefused`. Does not commit."""
    head = head_on(issuer, entry.day)
    signed = Signature("", "", literal(entry.signatory), style=head.style)
    body = Body(literal(entry.summary), blocks=(), signatures=[signed])
    paper = letterhead(issuer, PAPERS[entry.kind], body, head)
    period = _period(document, entry, issuer, paper.symbol)
    document.organization_id, document.kind = entry.unit.id, entry.kind
    document.number, document.period, document.issued_on = entry.number, period, entry.day
    services.write(document, tree.numbered(paper, entry.number, entry.day))
    db.session.add(document)
    db.session.flush()
    recipients.save(document, [Recipient("", entry.unit.id)] if entry.is_shown else [])


def _period(document: Document, entry: Entry, issuer: Issuer, symbol: str) -> str:
    """A number that stays what it was keeps its page, however the office counts by now."""
    kept = (document.symbol, document.number, document.issued_on)
    if document.period and kept == (symbol, entry.number, entry.day):
        return document.period
    return register.enter(issuer, symbol, entry.day, entry.number, document.id)


def _kept(entry: Entry, who: User) -> StoredFile | None:
    if entry.scan is None or not entry.scan.filename:
        return None
    return files.store_upload(entry.scan, entry.unit, who, internal=True, kinds=files.SCANS)


def committees(issuer_id: int) -> list[str]:
    """Return the names offered while a unit is typed: the planned committees and all above.

    None where they are too many: what is typed is then told apart by what it is near to.
    Those of one name are told apart by their superiors.
    """
    lowest = (
        select(Level.position)
        .where(Level.issuer_id == issuer_id, Level.is_planned)
        .order_by(Level.position.desc())
        .limit(1)
        .scalar_subquery()
    )
    found = db.session.scalars(
        select(Organization)
        .join(Organization.level)
        .where(Organization.issuer_id == issuer_id, Level.position <= lowest)
        .order_by(Organization.sort_key, Organization.id)
        .limit(MOST_SUGGESTED + 1)
    ).all()
    return list(told_apart(few(found)).values())
