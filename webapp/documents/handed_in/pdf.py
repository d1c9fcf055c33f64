"""PDFs that are handed in: pages and nothing that runs, opens something or carries other files."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Object, Stream, settings

from webapp.documents.handed_in.kinds import FileRefused

MOST_PAGES = 2000
MOST_OBJECTS = 200_000
MOST_UNPACKED = 64 * 1024 * 1024  # bytes of one stream that tells how the file is built

# Of the whole process; only files from outside are read by it.
settings.set_qpdf_limits(
    doc_max_warnings=1000,
    max_stream_filters=2,
    flate_max_memory=MOST_UNPACKED,
    png_max_memory=MOST_UNPACKED,
    tiff_max_memory=MOST_UNPACKED,
    run_length_max_memory=MOST_UNPACKED,
)

SCRIPT = "mã tự chạy (JavaScript)"
OPENS = "lệnh tự mở khi xem"
LAUNCH = "lệnh chạy chương trình"
ATTACHED = "tệp khác đính kèm bên trong"
MEDIA = "phim, âm thanh hoặc hình động"
SENDS = "lệnh tự gửi hoặc nhận dữ liệu"
DYNAMIC = "biểu mẫu động (XFA)"

_BY_KEY = {
    "/JavaScript": SCRIPT,
    "/EmbeddedFiles": ATTACHED,
    "/EF": ATTACHED,
    "/RichMediaContent": MEDIA,
    "/XFA": DYNAMIC,
}
_BY_ACTION = {
    "/JavaScript": SCRIPT,
    "/Launch": LAUNCH,
    "/GoToE": ATTACHED,
    "/SubmitForm": SENDS,
    "/ImportData": SENDS,
    "/Rendition": MEDIA,
    "/Movie": MEDIA,
    "/Sound": MEDIA,
    "/RichMediaExecute": MEDIA,
}
_BY_SUBTYPE = {
    "/FileAttachment": ATTACHED,
    "/RichMedia": MEDIA,
    "/Movie": MEDIA,
    "/Screen": MEDIA,
    "/Sound": MEDIA,
    "/3D": MEDIA,
}
_SUSPECT = re.compile(
    "|".join(re.escape(name) for name in {*_BY_KEY, *_BY_ACTION, *_BY_SUBTYPE, "/AA"}).encode()
)
_NO_SENTENCE = "/StructElem"  # what the tags of a text are called is no action


def look_through(content: bytes) -> None:
    """Raise `FileRefused`, in Vietnamese, for a PDF that is broken, locked or more than pages."""
    try:
        with pikepdf.open(BytesIO(content)) as file:
            _look_through(file)
    except FileRefused:
        raise
    except pikepdf.PasswordError:
        raise FileRefused(_locked()) from None
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, RuntimeError):
        raise FileRefused("Tệp PDF hỏng, không mở được. Hãy in ra PDF mới rồi gửi lại.") from None


def _look_through(file: pikepdf.Pdf) -> None:
    if file.is_encrypted:
        raise FileRefused(_locked())
    if not 0 < len(file.pages) <= MOST_PAGES:
        raise FileRefused(f"Tệp PDF phải có từ 1 đến {MOST_PAGES} trang.")
    objects = file.objects
    if len(objects) > MOST_OBJECTS:
        raise FileRefused("Tệp PDF quá phức tạp. Hãy in ra PDF mới rồi gửi lại.")
    told = _opening(file.Root) or next(filter(None, map(_carried, _dictionaries(objects))), "")
    if told:
        raise FileRefused(f"Tệp PDF có {told}. Hãy in ra PDF mới rồi gửi lại.")


def _locked() -> str:
    return "Tệp PDF có mật khẩu hoặc bị khóa. Hãy bỏ khóa, in ra PDF mới rồi gửi lại."


def _opening(root: Object) -> str:
    """Return what happens when the file is opened; to begin at some page is nothing."""
    action = root.get("/OpenAction")
    if not isinstance(action, Dictionary) or str(action.get("/S")) == "/GoTo":
        return ""
    return _BY_ACTION.get(str(action.get("/S")), OPENS)


def _dictionaries(objects: Iterable[Object]) -> Iterator[Dictionary]:
    """Go through all objects that name anything suspect, also those that no page leads to."""
    for one in objects:
        # As written by qpdf, so that no name hides behind "#4a".
        top = one.stream_dict if isinstance(one, Stream) else one
        waiting: list[Object] = [top] if _SUSPECT.search(top.unparse(resolved=True)) else []
        while waiting:
            found = waiting.pop()
            inner: list[object] = []
            if isinstance(found, Dictionary):
                yield found
                inner = list(found.values())
            elif isinstance(found, Array):
                inner = list(found)
            waiting += [v for v in inner if isinstance(v, Object) and not v.is_indirect]


def _carried(found: Dictionary) -> str:
    """Return what a dictionary brings along that runs or is no page; "" for nothing."""
    for key, told in _BY_KEY.items():
        if key in found:
            return told
    if isinstance(found.get("/AA"), Dictionary):
        return OPENS
    if str(found.get("/Type")) == _NO_SENTENCE:
        return ""
    return _BY_ACTION.get(str(found.get("/S")), "") or _BY_SUBTYPE.get(
        str(found.get("/Subtype")), ""
    )
