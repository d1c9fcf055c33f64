"""The one time zone of the work and the last instants of its days and minutes."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def to_local(moment: datetime) -> datetime:
    """Return `moment` in Vietnamese time.

    Raises ValueError for a naive moment: read as the server's time it would be hours off.
    """
    if moment.tzinfo is None:
        raise ValueError("Thời điểm phải kèm múi giờ")
    return moment.astimezone(LOCAL_ZONE)


def end_of_day(day: date) -> datetime:
    """Return the last instant of `day`: "by 16/12/2024" still holds then (73-KH/BTCTU, V.1)."""
    return datetime.combine(day, time.max, LOCAL_ZONE)


def end_of_minute(day: date, clock: time) -> datetime:
    """Return the last instant of the minute `clock` on `day`.

    "Before 17g00" includes that minute: 17:00:59 is in time, 17:01:00 is late
    (65-KH/ĐTN, II.6).
    """
    return datetime.combine(day, clock.replace(second=59, microsecond=999_999), LOCAL_ZONE)
