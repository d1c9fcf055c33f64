"""From which day a deadline counts, and by what it falls due when it is due again."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.anchors import (
    DAY_BEFORE,
    Anchor,
    AnchorFacts,
    Terms,
    anchor_day,
    terms_again,
    terms_before,
)
from webapp.rules.deadlines import Due, parse_rule
from webapp.rules.workdays import WorkingCalendar
from webapp.rules.zone import LOCAL_ZONE, to_local

CALENDAR = WorkingCalendar()
MAY = date(2024, 5, 1)
FULL = AnchorFacts(
    day=date(2024, 5, 20),
    month=MAY,
    opens_on=date(2024, 5, 6),
    closes_on=date(2024, 5, 17),
    fixed_on=date(2024, 12, 16),
)
AGAIN = "2 working days after"
days = st.dates(date(2023, 1, 1), date(2025, 12, 31))
some_day = st.none() | days
rules = st.sampled_from(
    ("30 days before", "5 working days before", "3 days after", "7 working days after",
     "before day 20", "on day 25", "at 17:00", "on the day")
)  # fmt: skip


def count(rule: str, day: date) -> Due:
    return parse_rule(rule).due(day, CALENDAR)


@pytest.mark.parametrize(
    ("anchor", "day"),
    [
        (Anchor.MEETING, date(2024, 5, 20)),
        (Anchor.VISIT, date(2024, 5, 20)),
        (Anchor.MONTH, MAY),
        (Anchor.MONTH_BEFORE, date(2024, 4, 1)),
        (Anchor.MONTH_AFTER, date(2024, 6, 1)),
        (Anchor.ROUND_START, date(2024, 5, 6)),
        (Anchor.ROUND_END, date(2024, 5, 17)),
        (Anchor.FIXED, date(2024, 12, 16)),
    ],
)
def test_each_anchor_names_a_day(anchor: str, day: date) -> None:
    assert anchor_day(anchor, FULL) == day


def test_months_at_the_ends_of_a_year() -> None:
    assert anchor_day("month_before", AnchorFacts(month=date(2024, 1, 1))) == date(2023, 12, 1)
    assert anchor_day("month_after", AnchorFacts(month=date(2024, 12, 1))) == date(2025, 1, 1)


@pytest.mark.parametrize("anchor", ["meeting", "visit"])
def test_before_its_meetings_are_known_a_month_begins_with_the_first(anchor: str) -> None:
    assert anchor_day(anchor, AnchorFacts(month=MAY)) == MAY


@pytest.mark.parametrize("anchor", [*Anchor, "unheard of"])
def test_what_is_not_known_is_stood_in_for_by_the_own_day(anchor: str) -> None:
    assert anchor_day(anchor, AnchorFacts(day=MAY)) == MAY
    assert anchor_day(anchor, AnchorFacts()) is None


@pytest.mark.parametrize("anchor", ["round_start", "round_end", "fixed"])
def test_a_month_does_not_stand_in_for_a_set_day(anchor: str) -> None:
    assert anchor_day(anchor, AnchorFacts(month=MAY)) is None


@given(st.sampled_from(list(Anchor)), some_day, some_day, some_day, some_day)
def test_a_day_is_found_wherever_the_own_day_is_known(
    anchor: str, day: date | None, opens: date | None, closes: date | None, fixed: date | None
) -> None:
    facts = AnchorFacts(day, None, opens, closes, fixed)
    found = anchor_day(anchor, facts)
    assert found is None or found in (day, opens, closes, fixed)
    assert (found is not None) or day is None


def again(own: Terms | None, known_on: date, hour: time = time(9)) -> Terms:
    known_at = datetime.combine(known_on, hour, LOCAL_ZONE)
    return terms_again(own, known_at, known_on, AGAIN, count)


def test_what_lies_ahead_keeps_its_own_terms() -> None:
    own = Terms("10 days before", date(2024, 8, 30))
    assert again(own, date(2024, 7, 15)) == own


def test_what_is_past_counts_from_when_it_was_known() -> None:
    # Announced in time for 4/7; on 15/7 a meeting is moved to 22/7.
    found = again(Terms("10 days before", date(2024, 7, 22)), date(2024, 7, 15))
    assert found == Terms(AGAIN, date(2024, 7, 15))
    assert count(found.rule, found.day).day == date(2024, 7, 17)


def test_a_meeting_of_tomorrow_is_announced_before_it_is_held() -> None:
    found = again(Terms("10 days before", date(2024, 7, 16)), date(2024, 7, 15))
    assert found == Terms("on the day", date(2024, 7, 16))


def test_where_the_hour_counts_an_hour_gone_by_is_past() -> None:
    own = Terms("at 17:00", date(2024, 7, 15))
    assert again(own, date(2024, 7, 15), time(16)) == own
    assert again(own, date(2024, 7, 15), time(18)).rule != "at 17:00"


def test_without_terms_of_its_own_it_counts_from_when_it_was_known() -> None:
    assert again(None, MAY) == Terms(AGAIN, MAY)


@given(rules, days, days)
def test_nothing_is_due_again_before_it_was_known(rule: str, day: date, known_on: date) -> None:
    known_at = datetime.combine(known_on, time(9), LOCAL_ZONE)
    for own in (None, Terms(rule, day)):
        found = terms_again(own, known_at, known_on, AGAIN, count)
        due = count(found.rule, found.day)
        assert to_local(due.at) >= known_at
        assert due.day >= known_on


@given(rules, days, days)
def test_it_is_given_time_as_long_as_the_day_itself_allows(
    rule: str, day: date, known_on: date
) -> None:
    own = Terms(rule, day)
    found = again(own, known_on)
    latest = count(AGAIN, known_on).day
    due = count(found.rule, found.day).day
    assert found == own or due == latest or (due == day and known_on <= day < latest)
    assert timedelta(0) <= due - known_on or found == own


@pytest.mark.parametrize(
    ("thing", "found"),
    [
        (None, Terms(AGAIN, date(2024, 7, 15))),
        (date(2024, 7, 14), Terms(AGAIN, date(2024, 7, 15))),  # late already
        (date(2024, 7, 15), Terms("on the day", date(2024, 7, 15))),
        (date(2024, 7, 16), Terms(DAY_BEFORE, date(2024, 7, 16))),
        (date(2024, 7, 17), Terms(DAY_BEFORE, date(2024, 7, 17))),
        (date(2024, 7, 18), Terms(AGAIN, date(2024, 7, 15))),
    ],
)
def test_a_step_is_due_before_what_it_leads_to(thing: date | None, found: Terms) -> None:
    """Asked for on Monday, 15 July."""
    assert terms_before(Terms(AGAIN, date(2024, 7, 15)), thing, count) == found


@given(days, days)
def test_a_step_is_never_due_before_it_is_asked_for_nor_after_the_thing(
    asked: date, thing: date
) -> None:
    terms = terms_before(Terms(AGAIN, asked), thing, count)
    due = count(terms.rule, terms.day).day
    assert due >= asked
    assert due <= count(AGAIN, asked).day
    assert due < thing or thing <= asked or due == asked
