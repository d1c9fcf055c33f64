"""Numbers of papers: by year, by term, and over every change from one to the other."""

from datetime import date, timedelta

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from webapp.rules.registers import (
    TERM,
    YEAR,
    Given,
    Span,
    by_span,
    carried,
    doubles,
    gone_before,
    left_open,
    next_number,
    out_of_order,
    runs_of,
    runs_text,
    span_on,
    year_of,
)

ELEVENTH = Span("2020-2025", date(2020, 10, 15), date(2025, 9, 30))
TWELFTH = Span("2025-2030", date(2025, 10, 1), None)
TERMS = (ELEVENTH, TWELFTH)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2020, 10, 14), None),
        (date(2020, 10, 15), "2020-2025"),
        (date(2024, 1, 3), "2020-2025"),
        (date(2025, 9, 30), "2020-2025"),
        (date(2025, 10, 1), "2025-2030"),
        (date(2031, 1, 1), "2025-2030"),
    ],
)
def test_a_term_spans_years_from_its_first_to_its_last_day(day: date, name: str | None) -> None:
    found = span_on(day, TERM, TERMS)
    assert (found and found.name) == name
    assert span_on(day, YEAR, TERMS) == year_of(day)


def test_a_year_ends_with_its_last_day() -> None:
    year = year_of(date(2024, 7, 1))
    assert (year.first, year.last) == (date(2024, 1, 1), date(2024, 12, 31))
    assert year.holds(date(2024, 12, 31))
    assert not year.holds(date(2025, 1, 1))


def test_two_terms_share_a_day_or_do_not() -> None:
    assert not ELEVENTH.meets(TWELFTH)
    assert not TWELFTH.meets(ELEVENTH)
    long = Span("x", date(2019, 1, 1), ELEVENTH.first)
    assert long.meets(ELEVENTH)
    assert ELEVENTH.meets(long)
    assert TWELFTH.meets(Span("y", date(2040, 1, 1), None))


def test_a_term_goes_on_after_the_highest_of_the_years_in_it() -> None:
    years = [
        Given(80, date(2020, 3, 1), "2020"),  # before the term began
        Given(41, date(2023, 5, 1), "2023"),
        Given(12, date(2024, 2, 1), "2024"),
    ]
    assert carried(ELEVENTH, years) == 41
    assert next_number(ELEVENTH, years, 0) == 42
    assert (
        next_number(year_of(date(2025, 1, 2)), [*years, Given(42, date(2024, 3, 1), "x")], 0) == 1
    )


def test_numbers_from_outside_are_passed_over() -> None:
    used = [Given(2, date(2024, 1, 5), "2024"), Given(3, date(2024, 1, 5), "2024")]
    year = year_of(date(2024, 1, 1))
    assert next_number(year, used, 0) == 1
    assert next_number(year, used, 1) == 4


STEPS = st.lists(
    st.tuples(st.sampled_from([YEAR, TERM]), st.sampled_from(["A", "B", "C"]), st.integers(0, 200)),
    max_size=30,
)


@examples(STEPS)
def test_no_number_is_given_twice_however_the_way_of_counting_changes(
    steps: list[tuple[str, str, int]],
) -> None:
    day, given = date(2023, 11, 1), list[Given]()
    last: dict[str, int] = {}
    for way, name, later in steps:
        day += timedelta(days=later)
        term = Span(name, date(2023, 11, 1), None)
        span = span_on(day, way, [term])
        assert span is not None
        number = next_number(span, given, last.get(span.name, 0))
        assert number not in {one.number for one in given if span.holds(one.day)}
        assert (number, span.name) not in {(one.number, one.page) for one in given}
        last[span.name] = number
        given.append(Given(number, day, span.name))


def test_a_later_number_of_an_earlier_day_is_told() -> None:
    july = Given(21, date(2024, 7, 9), "2024")
    assert out_of_order(22, date(2024, 7, 1), [july]) == july
    assert out_of_order(22, date(2024, 7, 9), [july]) is None
    assert out_of_order(20, date(2024, 7, 10), [july]) == july
    assert out_of_order(20, date(2024, 7, 9), [july]) is None
    nearer = Given(19, date(2024, 8, 1), "2024")
    assert out_of_order(20, date(2024, 7, 10), [Given(5, date(2024, 9, 1), "x"), nearer]) == nearer


def test_open_numbers_are_listed_by_runs() -> None:
    assert left_open([1, 2, 4, 8, 9], 0) == [range(3, 4), range(5, 8)]
    assert left_open([74, 73], 72) == []
    assert left_open([3, 75], 72) == [range(73, 75)]
    assert left_open([], 0) == []
    assert runs_text([range(3, 4), range(5, 8)]) == "03, 05–07"


def test_numbers_are_taken_by_the_days_of_papers_on_whatever_page() -> None:
    given = [
        Given(24, date(2024, 7, 1), "2020-2025"),
        Given(25, date(2024, 7, 15), "2024"),
        Given(5, date(2023, 5, 1), "2023"),
        Given(5, date(2021, 5, 1), "2020-2025"),
        Given(7, date(2019, 5, 1), "2019"),
    ]
    by_year = by_span(given, YEAR, ())
    assert {name: [one.number for one in taken] for name, taken in by_year.items()} == {
        "2024": [24, 25],
        "2023": [5],
        "2021": [5],
        "2019": [7],
    }
    by_term = by_span(given, TERM, TERMS)
    assert {name: [one.number for one in taken] for name, taken in by_term.items()} == {
        "2020-2025": [24, 25, 5, 5],
        "2019": [7],
    }
    assert doubles(by_term["2020-2025"]) == given[2:4]
    assert all(doubles(taken) == [] for taken in by_year.values())


def test_a_year_within_a_term_goes_on_after_the_years_before() -> None:
    given = [
        Given(100, date(2023, 12, 1), "2020-2025"),
        Given(101, date(2024, 1, 5), "2020-2025"),
        Given(103, date(2024, 2, 5), "2024"),
    ]
    assert gone_before(year_of(date(2024, 1, 1)), given) == 100
    assert gone_before(ELEVENTH, given) == 0


def test_numbers_are_told_run_by_run() -> None:
    assert runs_text(runs_of([5, 1, 2, 3, 5])) == "01–03, 05"
    assert runs_of([]) == []
