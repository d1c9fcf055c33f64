"""When a change was made that a tablet tells late."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.replays import OLDEST, REMEMBERED, Moment, is_key, made_at

NOW = datetime(2024, 3, 19, 3, 0, tzinfo=UTC)


@given(st.uuids())
def test_a_uuid_is_a_key(key: UUID) -> None:
    assert is_key(str(key))


@pytest.mark.parametrize(
    "text", ["", "1", "G" * 36, f"{UUID(int=7)} ", str(UUID(int=7)) + "0", "٠" * 36]
)
def test_nothing_else_is(text: str) -> None:
    assert not is_key(text)


@given(st.integers(0, OLDEST // timedelta(milliseconds=1)))
def test_a_change_was_made_as_long_ago_as_the_tablet_says(age: int) -> None:
    assert made_at(NOW, str(age)) == Moment(NOW - timedelta(milliseconds=age))


@given(st.integers(OLDEST // timedelta(milliseconds=1) + 1, 10**15 - 1))
def test_one_that_seems_older_was_made_now_and_in_doubt(age: int) -> None:
    assert made_at(NOW, str(age)) == Moment(NOW, is_doubtful=True)


@given(st.text(max_size=20).filter(lambda text: not (text.isascii() and text.isdecimal())))
def test_no_number_is_as_good_as_now(age: str) -> None:
    assert made_at(NOW, age) == Moment(NOW)


def test_thirty_days_are_the_most_that_a_clock_is_believed() -> None:
    days = 30 * 24 * 60 * 60 * 1000
    assert made_at(NOW, str(days)) == Moment(NOW - timedelta(days=30))
    assert made_at(NOW, str(days + 1)).is_doubtful


@pytest.mark.parametrize(("age", "passed"), [("7", 7), ("0000000007", 7), ("-5", 0), ("", 0)])
def test_what_is_no_age_is_none(age: str, passed: int) -> None:
    assert NOW - made_at(NOW, age).at == timedelta(milliseconds=passed)


def test_a_key_is_remembered_for_longer_than_a_plan_lasts() -> None:
    assert timedelta(days=366 + 30) < REMEMBERED
