"""Photos of the working group, made small and free of everything but the picture."""

from flask import current_app
from werkzeug.datastructures import FileStorage

from webapp.accounts.models import User
from webapp.attending.models import VisitFile
from webapp.attending.services import findings
from webapp.attending.services.tablet_changes import Once
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.files import JPEG, LARGEST, FileRefused, store_bytes
from webapp.documents.handed_in import pictures
from webapp.visits.models import Visit


def reencoded(upload: FileStorage | None) -> bytes:
    """Return the photo as a JPEG of the size that is set, without place, time and camera.

    Raises `FileRefused`, in Vietnamese, for anything that is no photo, and for pictures that
    are small as files and huge as pictures.
    """
    if upload is None or not upload.filename:
        raise FileRefused("Chưa chọn ảnh.")
    content = upload.stream.read(LARGEST + 1)
    if not content:
        raise FileRefused("Ảnh rỗng, không có nội dung.")
    if len(content) > LARGEST:
        raise FileRefused(f"Ảnh lớn hơn {LARGEST // 1024 // 1024} MB.")
    return pictures.as_jpeg(content, current_app.config["PHOTO_SIDE"])


def add(
    visit: Visit,
    who: User,
    upload: FileStorage | None,
    once: Once | None = None,
) -> int:
    """Keep a photo of the working group, re-encoded; return the number of its row.

    Raises `FileRefused` and `Refused`.
    """
    content = reencoded(upload)
    if once and (done := once.done()):
        return done.row_id or 0
    findings.lock_open(visit)
    name = f"anh-{clock.local(clock.now()):%Y%m%d-%H%M%S}"
    file = store_bytes(content, name, JPEG, findings.unit_of(visit), who, internal=True)
    row = VisitFile(visit_id=visit.id, file_id=file.id, kind="photo")
    return findings.added(row, once).id


def remove(visit: Visit, photo: VisitFile) -> None:
    """Take a photo away for good. Raises `Refused` when the findings are closed."""
    findings.lock_open(visit)
    findings.forget(photo)
    db.session.commit()
