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
from webapp.documents.models import Document, DocumentRecipient, StoredFile
from webapp.documents.tree import Signature, literal
from webapp.organizations.models import Issuer, Level, Organization
from webapp.rules import text as words

SUBJECT = ("register", 0)  # about no row of the program
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
    paper = services.letterhead(
        issuer,
        entry.kind,
        summary=literal(entry.summary),
        blocks=(),
        signatures=[Signature("", "", literal(entry.signatory), style=issuer.style)],
    )
    scan = _kept(entry, who)
    period = register.enter(issuer, paper.symbol, entry.day, entry.number)
    now = clock.now()
    document = Document(
        issuer_id=issuer.id,
        organization_id=entry.unit.id,
        kind=entry.kind,
        subject_kind=SUBJECT[0],
        subject_id=SUBJECT[1],
        created_at=now,
        author_id=who.id,
        number=entry.number,
        period=period,
        issued_at=now,
        issued_on=entry.day,
        is_on_paper=True,
        scan_id=scan.id if scan else None,
    )
    services.write(document, tree.numbered(paper, entry.number, entry.day))
    db.session.add(document)
    db.session.flush()
    if entry.is_shown:
        db.session.add(DocumentRecipient(document_id=document.id, organization_id=entry.unit.id))
    services.step(document, who, "recorded", document.number_and_symbol)
    db.session.commit()
    return document


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
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise UnitUnclear("Không có tổ chức nào mang tên này.")
    named = "; ".join(one.name for one in (exact or found)[:MOST_NAMED])
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
