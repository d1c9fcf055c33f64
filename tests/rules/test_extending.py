"""More time for what is due."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.extending import as_it_was, fault

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@given(days, days, days)
def test_more_time_is_a_day_to_come_after_the_one_that_holds(
    due: date, until: date, today: date
) -> None:
    assert (fault(due, until, today) == "") == (until > due and until >= today)


@given(days, days)
def test_without_a_day_any_that_is_not_gone_will_do(until: date, today: date) -> None:
    assert (fault(None, until, today) == "") == (until >= today)


@given(days, st.integers(1, 400))
def test_lateness_of_before_is_kept(due: date, late: int) -> None:
    assert as_it_was(due, due + timedelta(days=late)).endswith(f", khi đã quá hạn {late} ngày")
    assert "quá hạn" not in as_it_was(due, due)


def test_what_held_is_said_as_a_day() -> None:
    assert as_it_was(date(2024, 2, 14), date(2024, 2, 1)) == "14/02/2024"
    assert as_it_was(None, date(2024, 2, 1)) == "chưa định"
