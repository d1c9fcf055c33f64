"""Word and Excel files that are handed in: sound, of a modest size, and nothing but themselves."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx.oxml import parse_xml

from webapp.documents.handed_in.kinds import DOCX, XLSX, FileRefused

MOST_PARTS = 5000
MOST_UNPACKED = 100 * 1024 * 1024  # bytes of all parts
MOST_TOLD = 2 * 1024 * 1024  # bytes of a part that says what the others are
SMALL, MOST_TIMES = 1024 * 1024, 200  # a larger part is at most so many times its packed size

TYPES = "[Content_Types].xml"
_MAIN = {f"{DOCX}.main+xml": DOCX, f"{XLSX}.main+xml": XLSX}
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    LookupError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,  # of XML
)
Element = Any  # of lxml, which has no types

MACRO = "mã tự chạy (macro)"
EMBEDDED = "tệp hoặc đối tượng nhúng bên trong"
OUTSIDE = "nội dung tự nạp từ nơi khác"
_BY_TYPE = {
    "macroenabled": MACRO,
    "vbaproject": MACRO,
    "activex": MACRO,
    "oleobject": EMBEDDED,
    "altchunk": EMBEDDED,
}


def kind_of(content: bytes) -> str:
    """Return which kind of Office file this is; "" for any other archive.

    Raises `FileRefused`, in Vietnamese, for one that is broken or holds more than it shows.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            _measure(packed)
            return _kind_of(packed)
    except FileRefused:
        raise
    except _BROKEN:
        raise FileRefused("Tệp Word, Excel hỏng. Hãy mở, lưu lại rồi gửi lại.") from None


def _measure(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    unpacked = sum(one.file_size for one in parts)
    is_bomb = any(
        one.file_size > max(SMALL, one.compress_size * MOST_TIMES) or one.flag_bits & 1
        for one in parts
    )
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or is_bomb:
        raise FileRefused("Tệp nén quá lớn khi mở ra hoặc bị khóa. Hãy lưu ra PDF rồi gửi lại.")


def _kind_of(packed: zipfile.ZipFile) -> str:
    names = [one.filename for one in packed.infolist()]
    if TYPES not in names:
        return ""
    if len({name.lower() for name in names}) < len(names):
        raise FileRefused("Tệp Word, Excel hỏng. Hãy mở, lưu lại rồi gửi lại.")
    said = [
        (one.get("PartName", ""), one.get("ContentType", ""))
        for one in _elements(packed, TYPES)
        if one.get("ContentType")
    ]
    if told := next(_carried(packed, names, [kind for _, kind in said]), ""):
        raise FileRefused(f"Tệp có {told}. Hãy lưu ra PDF rồi gửi lại.")
    found = {_MAIN[kind] for part, kind in said if kind in _MAIN and part.lstrip("/") in names}
    return found.pop() if len(found) == 1 else ""


def _carried(packed: zipfile.ZipFile, names: list[str], kinds: list[str]) -> Iterator[str]:
    """Tell what a file has beside its text; every part is unpacked, so its sum is proved, too."""
    for kind in kinds:
        yield from (told for word, told in _BY_TYPE.items() if word in kind.lower())
    for name in names:
        with packed.open(name) as part:
            head = part.read(4)
            while part.read(SMALL):
                pass
        if "vbaproject" in name.lower():
            yield MACRO
        if head in (_OLE, _ZIP) or "/embeddings/" in name.lower():
            yield EMBEDDED
        if name.lower().endswith(".rels"):
            yield from filter(None, map(_linked, _elements(packed, name)))


def _linked(link: Element) -> str:
    """Return what a relationship brings; a link that waits for a press brings nothing."""
    kind = str(link.get("Type", "")).rsplit("/", 1)[-1].lower()
    if str(link.get("TargetMode", "")).lower() == "external":
        return "" if kind == "hyperlink" else OUTSIDE
    if kind in ("oleobject", "package"):
        return EMBEDDED
    return _BY_TYPE.get(kind, "")


def _elements(packed: zipfile.ZipFile, name: str) -> list[Element]:
    if packed.getinfo(name).file_size > MOST_TOLD:
        raise ValueError(name)
    root: Element = parse_xml(packed.read(name))  # resolves no entities
    if root.getroottree().docinfo.doctype:
        raise ValueError(name)
    return [one for one in root if isinstance(one.tag, str)]
