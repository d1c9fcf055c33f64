"""After a paper was issued: who says it has arrived, and the scan of what was signed."""

from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.files import SCANS, store_upload
from webapp.documents.models import Document, DocumentRecipient
from webapp.documents.road import services
from webapp.documents.signals import acknowledged
from webapp.organizations.models import Organization


def attach_scan(document: Document, who: User, upload: FileStorage | None) -> None:
    """Lay the signed, stamped scan beside an issued paper. Raises `files.FileRefused`.

    A better scan takes the place of a bad one; the old one stays stored, named in the road.
    """
    if document.issued_at is None:
        raise services.NotReady("Chỉ kèm được bản ký, đóng dấu cho văn bản đã ban hành.")
    organization = db.session.get_one(Organization, document.organization_id)
    file = store_upload(upload, organization, who, internal=True, kinds=SCANS)
    document.scan_id = file.id
    services.step(
        document, who, "scanned", f"{file.name} (SHA-256 {file.sha256[:12]}…)", keeps_text=False
    )
    db.session.commit()


def acknowledge(document: Document, who: User) -> None:
    """Note that *who*'s organization has received the paper; the first time counts."""
    recipients = db.session.scalars(
        select(DocumentRecipient).where(
            DocumentRecipient.document_id == document.id,
            DocumentRecipient.organization_id == who.organization_id,
            DocumentRecipient.acknowledged_at.is_(None),
        )
    )
    for recipient in recipients:
        recipient.acknowledged_at, recipient.acknowledged_by_id = clock.now(), who.id
        acknowledged.send(document, organization_id=who.organization_id, who=who)
    db.session.commit()
