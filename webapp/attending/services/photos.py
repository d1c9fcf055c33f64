"""Photos of the working group, made small and free of everything but the picture."""

import struct
import warnings
from io import BytesIO

from flask import current_app
from PIL import Image, ImageOps, UnidentifiedImageError, WebPImagePlugin
from werkzeug.datastructures import FileStorage

from webapp.accounts.models import User
from webapp.attending.models import VisitFile
from webapp.attending.services import findings
from webapp.attending.services.tablet_changes import Once
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.files import JPEG, LARGEST, FileRefused, store_bytes
from webapp.visits.models import Visit

MOST_PIXELS = 60_000_000
READ_AS = ("JPEG", "PNG", WebPImagePlugin.WebPImageFile.format)
_BROKEN = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    struct.error,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)


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
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn_anew(content)
    except FileRefused:
        raise
    except _BROKEN as error:
        raise FileRefused("Tệp này không phải ảnh JPEG, PNG hoặc WebP đọc được.") from error


def _drawn_anew(content: bytes) -> bytes:
    side, quality = current_app.config["PHOTO_SIDE"], current_app.config["PHOTO_QUALITY"]
    with Image.open(BytesIO(content), formats=READ_AS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise FileRefused("Ảnh có quá nhiều điểm ảnh.")
        image.draft("RGB", (side, side))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((side, side))
        # Only the pixels go on: a new picture has no EXIF, no profile and no comment.
        clean = Image.new("RGB", upright.size, "white")
        clean.paste(upright, mask=_opaque(upright))
    out = BytesIO()
    clean.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _opaque(image: Image.Image) -> Image.Image | None:
    return image.convert("RGBA").getchannel("A") if image.has_transparency_data else None


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
