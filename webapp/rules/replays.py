"""What a tablet tells late: changes made without network, and when they were made.

A tablet says how long ago a change was made, not at what hour: its clock may be wrong, and an
issuer in training lives on another day.
"""

import re
from datetime import datetime, timedelta

OLDEST = timedelta(days=30)  # a change that waited longer is told to its writer, not taken
REMEMBERED = timedelta(days=60)  # longer than any change may wait
_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_AGE = re.compile(r"[0-9]{1,12}", re.ASCII)


class TooOld(ValueError):
    """The change was made too long ago; the message says so, in Vietnamese."""


def is_key(text: str) -> bool:
    """Return True for what a tablet calls a change by: a UUID, in small letters."""
    return _KEY.fullmatch(text) is not None


def made_at(now: datetime, age: str) -> datetime:
    """Return when a change was made that a tablet says is *age* milliseconds old.

    What is not a number is as good as now, and so is a moment to come. Raises `TooOld`.
    """
    passed = timedelta(milliseconds=int(age)) if _AGE.fullmatch(age) else timedelta()
    if passed > OLDEST:
        raise TooOld(
            f"Thay đổi này đã ghi trên máy quá {OLDEST.days} ngày (hoặc giờ của máy bị sai) nên "
            "không tự gửi được nữa. Nội dung vẫn còn để chép lại."
        )
    return now - passed
