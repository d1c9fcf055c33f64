"""How many guests are asked for, and how the minutes of an agenda add up."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.sessions import asked_text, count_warning, minutes_used, planned_starts

EIGHT = datetime(2023, 9, 19, 1, 0, tzinfo=UTC)
people = st.integers(0, 500)


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (2, 3, "từ 02 đến 03 đồng chí"),
        (1, None, "ít nhất 01 đồng chí"),
        (1, 1, "01 đồng chí"),
        (0, None, "không hạn định số lượng"),
        (0, 12, "từ 00 đến 12 đồng chí"),
    ],
)
def test_how_many_are_asked_for(least: int, most: int | None, said: str) -> None:
    assert asked_text(least, most) == said


def test_too_few_and_too_many_are_told() -> None:
    asked = "so với yêu cầu từ 02 đến 03 đồng chí."
    assert count_warning(1, 2, 3) == f"Thiếu 01 {asked}"
    assert count_warning(5, 2, 3) == f"Thừa 02 {asked}"
    assert count_warning(2, 2, 3) == count_warning(3, 2, 3) == count_warning(None, 2, 3) == ""


@given(people, people, st.none() | people)
def test_a_number_fits_or_is_told(count: int, least: int, most: int | None) -> None:
    fits = least <= count and (most is None or count <= most)
    assert (count_warning(count, least, most) == "") is fits


def test_minutes_between_two_moments() -> None:
    assert minutes_used(EIGHT, EIGHT + timedelta(minutes=12, seconds=59)) == 12
    assert minutes_used(EIGHT, EIGHT) == 0
    assert minutes_used(EIGHT, EIGHT - timedelta(minutes=1)) is None
    assert minutes_used(None, EIGHT) is None
    assert minutes_used(EIGHT, None) is None


def test_a_step_begins_when_those_before_it_end() -> None:
    assert planned_starts(EIGHT, []) == []
    assert planned_starts(EIGHT, [5, None, 10]) == [EIGHT, EIGHT + timedelta(minutes=5), None]


@given(st.lists(st.integers(0, 600), min_size=1, max_size=20))
def test_planned_starts_lie_as_far_apart_as_the_steps_are_long(minutes: list[int]) -> None:
    starts = planned_starts(EIGHT, minutes)
    assert starts[0] == EIGHT
    assert starts[-1] == EIGHT + timedelta(minutes=sum(minutes[:-1]))
