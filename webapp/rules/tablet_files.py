"""The file that a tablet writes of what waits on it, read as what it is: anything at all. Pure.

It is a page to read, with the changes as JSON in an element of their own. Nothing of it is shown
or run; what is not of the plain types below is refused.
"""

import base64
import binascii
import re
from dataclasses import dataclass

from webapp.rules.replays import is_key

KIND = "du-giam-sat/tablet/1"
MOST_CHANGES = 1000
LONGEST = 200_000  # signs of one value
OLDEST = 10**13  # ms, three centuries: a clock that lost its power says 1970
BIGGEST = 2**31 - 1  # id
_JSON = re.compile(r'<script type="application/json" id="tablet-changes">(.*?)</script>', re.DOTALL)
_ADDRESS = re.compile(r"/visits/([0-9]{1,9})/([a-z/-]{1,40})", re.ASCII)
_PHOTO = re.compile(r"data:image/(?:jpeg|png|webp);base64,([A-Za-z0-9+/=]*)", re.ASCII)


class NotAFile(ValueError):
    """The file is none of a tablet; the message says why, in Vietnamese."""


@dataclass(frozen=True)
class Part:
    """A field as a form sends it; a `photo` is the address of its data."""

    name: str
    value: str = ""
    photo: str = ""


@dataclass(frozen=True)
class FiledChange:
    """A change as its tablet kept it; `age` is how old it was when the file was written (ms)."""

    key: str
    path: str
    label: str
    age: int
    body: tuple[Part, ...]
    title: str = ""
    act: str = ""
    row: str = ""  # the tablet's own name of the row that it adds

    @property
    def address(self) -> tuple[int, str]:
        """The visit, and which of its addresses; (0, "") for any other."""
        found = _ADDRESS.fullmatch(self.path)
        return (int(found[1]), found[2]) if found else (0, "")


@dataclass(frozen=True)
class TabletFile:
    """What a tablet keeps of one writer."""

    kind: str
    writer: int
    changes: tuple[FiledChange, ...]


def json_in(text: str) -> str:
    """Return the changes in a file, as JSON. Raises `NotAFile`."""
    found = _JSON.search(text)
    if found is None:
        raise NotAFile("Tệp này không phải tệp xuất từ trang “Nội dung trên máy này”.")
    return found[1]


def checked(file: TabletFile) -> TabletFile:
    """Return a file that is within its limits. Raises `NotAFile`."""
    if file.kind != KIND or not 0 < file.writer <= BIGGEST:
        raise NotAFile("Tệp này do phiên bản khác của chương trình xuất ra, không nhập được.")
    if not file.changes:
        raise NotAFile("Tệp này không có thay đổi nào để nhập.")
    if len(file.changes) > MOST_CHANGES:
        raise NotAFile(f"Tệp có quá {MOST_CHANGES} thay đổi.")
    if len({one.key for one in file.changes}) != len(file.changes):
        raise NotAFile("Tệp có hai thay đổi trùng mã.")
    for one in file.changes:
        if (
            not is_key(one.key)
            or not 0 <= one.age <= OLDEST
            or any(len(p.value) > LONGEST for p in one.body)
        ):
            raise NotAFile("Tệp đã bị sửa hoặc hỏng: có thay đổi không đọc được.")
    return file


def photo_in(part: Part) -> bytes:
    """Return the picture of a part. Raises `NotAFile` where it is none."""
    found = _PHOTO.fullmatch(part.photo)
    try:
        return base64.b64decode(found[1], validate=True) if found else b""
    except binascii.Error:
        raise NotAFile("Ảnh trong tệp đã hỏng.") from None


def renumbered(change: FiledChange, rows: dict[str, int]) -> list[tuple[str, str]]:
    """Return what a change sends, rows that the tablet named by itself called by their numbers."""

    def named(text: str) -> str:
        for own, number in rows.items():
            text = text.replace(own, str(number))
        return text

    sent = [one for one in change.body if not one.photo]
    return [(named(p.name), named(p.value) if p.name == "do" else p.value) for p in sent]
