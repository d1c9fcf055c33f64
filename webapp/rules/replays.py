"""What a tablet tells late: changes made without network, and when they were made.

A tablet says how long ago a change was made, not at what hour: its clock may be wrong, and an
issuer in training lives on another day.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

OLDEST = timedelta(days=30)  # a tablet's clock that says more was put right since, or is wrong now
REMEMBERED = timedelta(
    days=400
)  # a tablet may lie in a drawer; the visits of a year ago are closed
_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
_AGE = re.compile(r"[0-9]{1,15}", re.ASCII)
DOUBTFUL = "Giờ máy không chắc: máy báo nội dung này ghi đã quá 30 ngày, nên tính giờ lúc nhận."


@dataclass(frozen=True)
class Moment:
    """When a change was made, as far as that can be known."""

    at: datetime
    is_doubtful: bool = False


def is_key(text: str) -> bool:
    """Return True for what a tablet calls a change by: a UUID, in small letters."""
    return _KEY.fullmatch(text) is not None


def made_at(now: datetime, age: str) -> Moment:
    """Return when a change was made that a tablet says is *age* milliseconds old.

    What is not a number is as good as now, and so is a moment to come. One of more than thirty
    days ago is taken, too, as made now, and in doubt: what was written matters more than its hour.
    """
    passed = timedelta(milliseconds=int(age)) if _AGE.fullmatch(age) else timedelta()
    return Moment(now, is_doubtful=True) if passed > OLDEST else Moment(now - passed)
