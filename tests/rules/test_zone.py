"""Moments in Vietnamese time, and the last instants of days and minutes."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.zone import LOCAL_ZONE, end_of_day, end_of_minute, to_local

DAY = date(2024, 12, 16)
INSTANT = timedelta(microseconds=1)


def test_vietnam_is_seven_hours_ahead() -> None:
    evening = datetime(2024, 12, 16, 17, tzinfo=UTC)
    assert to_local(evening).isoformat() == "2024-12-17T00:00:00+07:00"
    assert to_local(evening - INSTANT).date() == DAY


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)), st.integers(-12, 14))
def test_the_moment_stays_the_same(moment: datetime, hours: int) -> None:
    there = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert to_local(there) == there
    assert to_local(there).tzinfo is LOCAL_ZONE


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="múi giờ"):
        to_local(datetime(2024, 12, 16, 8))


def test_a_day_ends_just_before_the_next() -> None:
    assert end_of_day(DAY) + INSTANT == datetime(2024, 12, 17, tzinfo=LOCAL_ZONE)


def test_a_minute_ends_just_before_the_next() -> None:
    end = end_of_minute(DAY, time(17, 0))
    assert end + INSTANT == datetime(2024, 12, 16, 17, 1, tzinfo=LOCAL_ZONE)
    assert end_of_minute(DAY, time(17, 0, 30, 5)) == end
    assert end_of_minute(DAY, time(23, 59)) == end_of_day(DAY)
