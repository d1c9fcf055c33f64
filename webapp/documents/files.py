"""Files that people hand in: looked at before they are kept, never trusted by their name."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from werkzeug.datastructures import FileStorage

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.handed_in import clamd, office, pdf, pictures, quota
from webapp.documents.handed_in.kinds import DOCX as DOCX
from webapp.documents.handed_in.kinds import ENDINGS as ENDINGS
from webapp.documents.handed_in.kinds import IMAGES as IMAGES
from webapp.documents.handed_in.kinds import JPEG as JPEG
from webapp.documents.handed_in.kinds import PAPERS as PAPERS
from webapp.documents.handed_in.kinds import PDF as PDF
from webapp.documents.handed_in.kinds import PNG as PNG
from webapp.documents.handed_in.kinds import SCANS as SCANS
from webapp.documents.handed_in.kinds import WEBP as WEBP
from webapp.documents.handed_in.kinds import XLSX as XLSX
from webapp.documents.handed_in.kinds import FileRefused as FileRefused
from webapp.documents.models import StoredFile
from webapp.organizations.models import Organization
from webapp.rules import old_fonts
from webapp.rules import text as words

LARGEST = 15 * 1024 * 1024  # bytes
LONGEST_NAME = 150  # letters


class SomeRefused(FileRefused):
    """Some of several files were not taken, which the message names; the others were saved."""


def store_upload(
    upload: FileStorage | None,
    organization: Organization,
    who: User,
    *,
    internal: bool = False,
    kinds: frozenset[str] = PAPERS,
) -> StoredFile:
    """Keep an upload for *organization*. Flushes, does not commit. Raises `FileRefused`."""
    if upload is None or not upload.filename:
        raise FileRefused("Chưa chọn tệp.")
    if told := old_fonts.advice(upload.filename):
        raise FileRefused(f"Tên tệp chưa đúng, hãy đổi tên tệp. {told}")
    content = upload.stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise FileRefused(f"Tệp lớn hơn {LARGEST // 1024 // 1024} MB.")
    content, mime = looked_through(content, kinds)
    if not internal:
        quota.refuse_over(organization, len(content))
    return store_bytes(content, upload.filename, mime, organization, who, internal=internal)


@dataclass
class Taken:
    """What became of several files: those that were kept, and why each other was not."""

    files: list[StoredFile]
    refusals: list[str]

    def tell(self) -> None:
        """Raise `SomeRefused` for those that were not kept; called once the others are saved."""
        if self.refusals:
            kept = ", ".join(file.name for file in self.files)
            raise SomeRefused(f"Đã nhận {kept}. Chưa nhận {' '.join(self.refusals)}")


def store_uploads(uploads: Sequence[FileStorage], organization: Organization, who: User) -> Taken:
    """Keep every upload that may be kept. Flushes, does not commit.

    Raises `FileRefused`, with nothing kept, where none of them may.
    """
    taken = Taken([], [])
    for upload in uploads:
        try:
            taken.files.append(store_upload(upload, organization, who))
        except FileRefused as refusal:
            taken.refusals.append(f"“{words.clean(upload.filename or '')}”: {refusal}")
    if taken.refusals and not taken.files:
        raise FileRefused(" ".join(taken.refusals))
    return taken


def store_bytes(
    content: bytes,
    name: str,
    mime: str,
    organization: Organization,
    who: User,
    *,
    internal: bool = False,
) -> StoredFile:
    """Keep bytes that were looked through or made here. Flushes, does not commit."""
    file = StoredFile(
        issuer_id=organization.issuer_id,
        organization_id=organization.id,
        name=safe_name(name, mime),
        mime=mime,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        is_internal=internal,
        is_checked=True,
        created_at=clock.now(),
        created_by_id=who.id,
        content=content,
    )
    db.session.add(file)
    db.session.flush()
    return file


def looked_through(content: bytes, kinds: frozenset[str]) -> tuple[bytes, str]:
    """Return a file as it is kept, and its kind. Pictures are drawn anew, all else stays as it is.

    Raises `FileRefused` for other kinds, and for what runs, opens or hides something.
    """
    if not content:
        raise FileRefused("Tệp rỗng, không có nội dung.")
    found = _kind(content, kinds)
    if found not in kinds:
        names = ", ".join(sorted(ENDINGS[kind].lstrip(".").upper() for kind in kinds))
        raise FileRefused(f"Loại tệp này không nhận. Chỉ nhận: {names}.")
    clamd.refuse_harmful(content)
    if found == PDF:
        pdf.look_through(content)
    return (pictures.of_its_kind(content) if found in IMAGES else content), found


def _kind(content: bytes, kinds: frozenset[str]) -> str:
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    is_office = content.startswith(b"PK\x03\x04") and kinds & {DOCX, XLSX}
    return office.kind_of(content) if is_office else ""


def safe_name(name: str, mime: str) -> str:
    """Return a name fit for a list and a download: no folders, the ending of its true kind."""
    stem = PurePath(words.clean(name).replace("\\", "/").replace("\n", " ")).stem
    return (stem.strip(". ") or "tep")[:LONGEST_NAME] + ENDINGS.get(mime, ".bin")
