"""Rules as planners read and type them."""

from datetime import date

import pytest

from webapp.plans import rule_words
from webapp.plans.models import Duty
from webapp.rules.deadlines import RuleError

RULES = (
    "30 days before",
    "1 day after",
    "7 working days after",
    "5 working days before",
    "before day 20",
    "on day 9",
    "at 17:00",
    "on the day",
)


@pytest.mark.parametrize("rule", RULES)
def test_what_is_shown_can_be_typed(rule: str) -> None:
    assert rule_words.stored(rule_words.shown(rule)) == rule
    assert rule_words.stored(rule) == rule


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("Truoc 30 ngay", "30 days before"),
        ("  sau 7  ngày làm việc ", "7 working days after"),
        ("CHẬM NHẤT NGÀY 20", "on day 20"),
    ],
)
def test_marks_case_and_blanks_do_not_matter(typed: str, rule: str) -> None:
    assert rule_words.stored(typed) == rule


@pytest.mark.parametrize("typed", ["", "mai", "trước ngày 40x", "0 days before", "x" * 100_000])
def test_other_words_are_told_what_is_understood(typed: str) -> None:
    with pytest.raises(RuleError):
        rule_words.stored(typed)


def test_too_many_days_are_refused() -> None:
    with pytest.raises(RuleError, match="3660"):
        rule_words.stored("trước 9999 ngày")


@pytest.mark.parametrize(
    ("rule", "anchor", "fixed_on", "said"),
    [
        ("30 days before", "meeting", None, "chậm nhất 30 ngày trước ngày sinh hoạt"),
        ("7 working days after", "visit", None, "chậm nhất 07 ngày làm việc sau ngày dự, giám sát"),
        ("on the day", "fixed", date(2024, 12, 16), "chậm nhất ngày 16/12/2024"),
        ("at 17:00", "fixed", date(2023, 9, 11), "chậm nhất 17 giờ 00 ngày 11/09/2023"),
    ],
)
def test_a_duty_is_said_in_full(rule: str, anchor: str, fixed_on: date | None, said: str) -> None:
    assert rule_words.of(Duty(rule=rule, anchor=anchor, fixed_on=fixed_on)) == said
