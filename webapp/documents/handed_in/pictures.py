"""Pictures that are handed in, drawn anew: nothing but the picture itself goes on."""

import struct
import threading
import warnings
from io import BytesIO

from flask import current_app
from PIL import Image, ImageOps, JpegImagePlugin, UnidentifiedImageError, WebPImagePlugin

from webapp.documents.handed_in.kinds import FileRefused

SCAN_SIDE = 4000  # of a page that was photographed or scanned, in pixels: A4 at 340 dpi
PNG_FORMAT, WEBP_FORMAT = "PNG", WebPImagePlugin.WebPImageFile.format
FORMATS = ("JPEG", PNG_FORMAT, WEBP_FORMAT)
_WITHOUT_SHADES = ("1", "P")  # of which a smaller one would lose thin lines
_BROKEN = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    struct.error,
)
_TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# An opened picture is some hundred times its file: several at once would take the machine's memory.
_ONE_AT_A_TIME = threading.Lock()


def as_jpeg(content: bytes, side: int) -> bytes:
    """Return the picture as a JPEG, its sides *side* pixels at most, without place, time, camera.

    Raises `FileRefused`, in Vietnamese, for what is no picture, and for pictures of more pixels
    than are opened.
    """
    return _drawn(content, side, keeps_kind=False)


def of_its_kind(content: bytes, side: int = SCAN_SIDE) -> bytes:
    """Return the picture as `as_jpeg` does, a PNG as a PNG."""
    return _drawn(content, side, keeps_kind=True)


def _drawn(content: bytes, side: int, *, keeps_kind: bool) -> bytes:
    try:
        with warnings.catch_warnings(), _ONE_AT_A_TIME:
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _drawn_anew(content, side, keeps_kind=keeps_kind)
    except FileRefused:
        raise
    except _TOO_LARGE as error:
        raise FileRefused("Ảnh có quá nhiều điểm ảnh. Hãy thu nhỏ ảnh rồi gửi lại.") from error
    except _BROKEN as error:
        raise FileRefused("Tệp này không phải ảnh JPEG, PNG hoặc WebP đọc được.") from error


def _drawn_anew(content: bytes, side: int, *, keeps_kind: bool) -> bytes:
    out = BytesIO()
    with Image.open(BytesIO(content), formats=FORMATS) as image:
        is_png = keeps_kind and image.format == PNG_FORMAT
        _measure(image)
        image.draft("RGB", (side, side))
        shaded = image.convert("RGBA") if image.mode in _WITHOUT_SHADES else image
        shaded.thumbnail((side, side))
        upright = ImageOps.exif_transpose(shaded)
        # Only the pixels go on: a new picture has no EXIF, no profile and no comment.
        clean = Image.new("RGB", upright.size, "white")
        clean.paste(upright, mask=_opaque(upright))
    if is_png:
        clean.save(out, PNG_FORMAT)
    else:
        clean.save(out, "JPEG", quality=current_app.config["PHOTO_QUALITY"], optimize=True)
    return out.getvalue()


def _measure(image: Image.Image) -> None:
    """Refuse more pixels than are opened; half as many where a picture must be opened whole."""
    most = current_app.config["PICTURE_PIXELS"]
    is_opened_small = isinstance(image, JpegImagePlugin.JpegImageFile) and not image.info.get(
        "progressive"
    )
    if image.width * image.height > (most if is_opened_small else most // 2):
        raise FileRefused(
            f"Ảnh có quá nhiều điểm ảnh ({image.width} × {image.height}). "
            "Hãy thu nhỏ ảnh rồi gửi lại."
        )


def _opaque(image: Image.Image) -> Image.Image | None:
    return image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
