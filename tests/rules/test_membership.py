"""Whom a plan asks, by the day of its issue, and what it tells of others."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.membership import Membership, Time, Turn, membership

DAY, LAST = date(2025, 1, 3), date(2025, 12, 31)
JULY, NEXT_YEAR = date(2025, 7, 1), date(2026, 1, 1)
ALWAYS = Time(None, None)


def of(*times: Time, day: date = DAY) -> Membership:
    return membership(times, day, LAST)


def test_one_that_never_changes_is_asked() -> None:
    assert of(ALWAYS) == Membership(True)
    assert of() == Membership(False)


def test_one_that_ends_later_is_asked_and_told() -> None:
    ends = Time(None, JULY)
    assert of(ends) == Membership(True, Turn.LEAVES, JULY)
    assert of(ends, day=date(2025, 6, 30)).is_asked
    assert of(ends, day=JULY) == Membership(False, Turn.LEFT, JULY)


def test_one_that_is_founded_later_is_told_only() -> None:
    new = Time(JULY, None)
    assert of(new) == Membership(False, Turn.COMES, JULY)
    assert of(new, day=JULY) == Membership(True)


def test_one_that_comes_back_is_told_when() -> None:
    away = Time(None, date(2025, 1, 2)), Time(JULY, None)
    assert of(*away) == Membership(False, Turn.COMES, JULY)
    assert of(*away, day=JULY) == Membership(True)


def test_what_follows_on_is_no_change() -> None:
    assert of(Time(None, JULY), Time(JULY, None)) == Membership(True)
    assert of(Time(None, JULY), Time(JULY, JULY), Time(JULY, None)) == Membership(True)
    assert of(Time(None, JULY), Time(JULY, JULY)) == Membership(True, Turn.LEAVES, JULY)


def test_what_comes_after_the_year_is_not_told() -> None:
    assert of(Time(NEXT_YEAR, None)) == Membership(False)
    assert of(Time(None, NEXT_YEAR)) == Membership(True)
    assert of(Time(None, LAST)) == Membership(True, Turn.LEAVES, LAST)
    assert of(Time(LAST, None)) == Membership(False, Turn.COMES, LAST)


@given(
    day=st.dates(date(2025, 1, 1), LAST),
    cuts=st.lists(st.dates(date(2024, 6, 1), date(2026, 6, 1)), max_size=4, unique=True),
    are_planned=st.lists(st.booleans(), min_size=5, max_size=5),
)
def test_asked_is_who_was_one_on_the_day(
    day: date, cuts: list[date], are_planned: list[bool]
) -> None:
    edges = [None, *sorted(cuts), None]
    times = [Time(edges[n], edges[n + 1]) for n in range(len(cuts) + 1) if are_planned[n]]
    found = membership(times, day, LAST)
    assert found.is_asked == any(one.holds_on(day) for one in times)
    assert (found.turn is None) == (found.on is None)
    if found.turn in (Turn.COMES, Turn.LEAVES):
        assert found.on is not None
        assert day < found.on <= LAST
        assert any(one.holds_on(found.on) for one in times) == (found.turn is Turn.COMES)
