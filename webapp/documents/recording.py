"""Papers that were written, numbered and signed outside: entered so that the register is whole."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import files, register, services, tree
from webapp.documents.models import Document, StoredFile
from webapp.documents.tree import Signature, literal
from webapp.organizations.models import Issuer, Level, Organization
from webapp.rules import text as words

SUBJECT = ("register", 0)  # about no row of the program
NOT_NOW = "Chỉ đính chính được văn bản ghi từ ngoài hệ thống, còn hiệu lực."
MOST_NAMED = 5


class UnitUnclear(Refused):
    """A name that fits no organization, or several; the message says so, in Vietnamese."""


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
    before = document.number_and_symbol
    _write(document, entry, issuer)
    after = document.number_and_symbol
    told = f"{reason} (trước là số {before})" if after != before else reason
    services.step(document, who, "corrected", told)
    db.session.commit()


def may_be_corrected(document: Document) -> bool:
    """Return True for a paper that was entered from outside and holds."""
    return document.is_on_paper and document.state == "issued"


def _write(document: Document, entry: Entry, issuer: Issuer) -> None:
    """Fill the row of an entered paper. Raises `register.NumberRefused`. Does not commit."""
    paper = services.letterhead(
        issuer,
        entry.kind,
        summary=literal(entry.summary),
        blocks=(),
        signatures=[Signature("", "", literal(entry.signatory), style=issuer.style)],
    )
    period = register.enter(issuer, paper.symbol, entry.day, entry.number, document.id)
    document.organization_id, document.kind = entry.unit.id, entry.kind
    document.number, document.period, document.issued_on = entry.number, period, entry.day
    services.write(document, tree.numbered(paper, entry.number, entry.day))
    db.session.add(document)
    db.session.flush()
    services.set_recipients(document, [entry.unit.id] if entry.is_shown else [])


def _kept(entry: Entry, who: User) -> StoredFile | None:
    if entry.scan is None or not entry.scan.filename:
        return None
    return files.keep(entry.scan, entry.unit, who, internal=True, kinds=files.SCANS)


def unit_named(issuer_id: int, name: str) -> Organization:
    """Return the one organization that a typed name means. Raises `UnitUnclear`."""
    sought = words.fold(name)
    found = db.session.scalars(
        select(Organization)
        .where(
            Organization.issuer_id == issuer_id,
            Organization.search_key.contains(sought, autoescape=True),
        )
        .order_by(Organization.sort_key, Organization.id)
        .limit(200)
    ).all()
    exact = [one for one in found if sought in (words.fold(one.name), words.fold(one.short_name))]
    meant = exact or found
    here = [one for one in meant if one.is_there(clock.today())]
    if len(here or meant) == 1:  # of the same name, the one of today is meant
        return (here or meant)[0]
    if not found:
        raise UnitUnclear("Không có tổ chức nào mang tên này.")
    named = "; ".join(one.name for one in meant[:MOST_NAMED])
    raise UnitUnclear(f"Nhiều tổ chức có tên như vậy, hãy ghi đủ tên: {named}.")


def committees(issuer_id: int) -> list[str]:
    """Return the names offered while a unit is typed: the planned committees and all above."""
    lowest = (
        select(Level.position)
        .where(Level.issuer_id == issuer_id, Level.is_planned)
        .order_by(Level.position.desc())
        .limit(1)
        .scalar_subquery()
    )
    return list(
        db.session.scalars(
            select(Organization.name)
            .join(Organization.level)
            .where(Organization.issuer_id == issuer_id, Level.position <= lowest)
            .order_by(Organization.sort_key, Organization.id)
            .limit(300)
        )
    )
