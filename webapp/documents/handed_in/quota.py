"""How much a body may hand in, and how much of that it has used."""

from collections.abc import Sequence

from flask import current_app
from sqlalchemy import func, select

from webapp.core.db import db
from webapp.documents.handed_in.kinds import FileRefused
from webapp.documents.models import StoredFile
from webapp.organizations.models import Organization
from webapp.rules.amounts import size_text


def used_by(organization_ids: Sequence[int]) -> dict[int, int]:
    """Return how many bytes of files each body has handed in, by its number, in one query.

    Files of the board itself (scans, photos of its teams) are nobody's; who has none is left out.
    """
    used = (
        select(StoredFile.organization_id, func.sum(StoredFile.size))
        .where(StoredFile.organization_id.in_(organization_ids), StoredFile.is_internal.is_(False))
        .group_by(StoredFile.organization_id)
    )
    return {number: int(size) for number, size in db.session.execute(used)}


def refuse_over(organization: Organization, size: int) -> None:
    """Raise `FileRefused` where *size* more bytes are over what *organization* may hand in."""
    most = current_app.config["BODY_QUOTA"]
    used = used_by([organization.id]).get(organization.id, 0)
    if used + size > most:
        raise FileRefused(
            f"Tệp ({size_text(size)}) vượt dung lượng dành cho {organization.label}: đã dùng "
            f"{size_text(used)} trong {size_text(most)}, còn {size_text(max(most - used, 0))}."
        )
