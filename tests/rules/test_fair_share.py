"""What is counted for what people missed: a year is shared by the days on which they were there."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.fair_share import Service, credits_of

JUNE = date(2020, 6, 1)
FIVE = {date(2020, month, 1): 2 for month in range(1, 6)}  # two a month, January to May


def test_a_newcomer_is_counted_what_others_attended_before() -> None:
    people = [Service(1, loads=FIVE), Service(2, loads=FIVE), Service(3, since=JUNE)]
    assert credits_of(people, JUNE, coming=6) == {1: 0, 2: 0, 3: 10}


def test_who_came_in_the_middle_of_the_month_is_counted_a_half_of_it() -> None:
    people = [Service(1), Service(2), Service(3, since=date(2020, 6, 16))]
    # 6 meetings on 75 days of presence: 1.2 for the 15 days missed.
    assert credits_of(people, JUNE, coming=6) == {1: 0, 2: 0, 3: 1}


def test_an_absence_counts_and_overlapping_ones_count_once() -> None:
    may = [(date(2020, 5, 1), date(2020, 5, 20)), (date(2020, 5, 10), date(2020, 5, 31))]
    people = [Service(1, loads=FIVE), Service(2, loads=FIVE), Service(3, absent=may, loads={})]
    # Two of January to May went to nobody else: only May's mean is counted, not the year's.
    assert credits_of(people, JUNE, coming=0)[3] == 2


def test_a_half_share_carries_half() -> None:
    people = [Service(1, loads={JUNE: 4}), Service(2, share=50, loads={JUNE: 2})]
    assert credits_of(people, JUNE, coming=0) == {1: 0, 2: 2}


@pytest.mark.parametrize("loads", [{}, {JUNE: 5}])
def test_nobody_there_is_counted_nothing(loads: dict[date, int]) -> None:
    alone = Service(1, since=date(2020, 7, 1), loads=loads)
    assert credits_of([alone], JUNE, coming=4) == {1: 0}
    assert credits_of([], JUNE, coming=4) == {}


@st.composite
def services(draw: st.DrawFn, *, whole: bool = False) -> Service:
    months = st.integers(1, 12).map(lambda number: date(2020, number, 1))
    loads = draw(st.dictionaries(months, st.integers(0, 5), max_size=4))
    number = draw(st.integers(1, 10_000))
    if whole:
        return Service(number, loads=loads)
    days = st.dates(date(2019, 11, 1), date(2021, 2, 1))
    absent = [tuple(sorted(draw(st.tuples(days, days)))) for _ in range(draw(st.integers(0, 2)))]
    since = draw(st.none() | days)
    share = draw(st.integers(10, 100))
    return Service(number, since, absent, share, loads)  # type: ignore[arg-type]


def crews(**kind: bool) -> st.SearchStrategy[list[Service]]:
    return st.lists(services(**kind), max_size=5, unique_by=lambda one: one.id)


@given(crews(whole=True), st.integers(0, 40))
def test_where_all_were_there_nothing_is_counted(people: list[Service], coming: int) -> None:
    assert set(credits_of(people, JUNE, coming).values()) <= {0}


@given(crews(), st.integers(0, 40))
def test_nobody_is_counted_less_than_nothing(people: list[Service], coming: int) -> None:
    found = credits_of(people, JUNE, coming)
    assert found.keys() == {one.id for one in people}
    assert all(count >= 0 for count in found.values())


@given(services())
def test_a_month_has_no_more_days_of_presence_than_days(person: Service) -> None:
    assert 0 <= person.presence(JUNE) <= Fraction(30 * person.share, 100)
