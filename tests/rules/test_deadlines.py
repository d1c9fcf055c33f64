from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.milestones.standing import tone_of
from webapp.rules.deadlines import (
    MOST_DAYS,
    AnchorDay,
    ClockTime,
    DayCount,
    Due,
    Month,
    MonthDay,
    Rule,
    RuleError,
    answer,
    describe_rule,
    impossible,
    is_late,
    margin_days,
    parse_anchor,
    parse_rule,
)
from webapp.rules.workdays import WorkingCalendar
from webapp.rules.zone import LOCAL_ZONE

CALENDAR = WorkingCalendar()
DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))
RULES: st.SearchStrategy[Rule] = st.one_of(
    st.builds(DayCount, st.integers(1, MOST_DAYS), working=st.booleans(), after=st.booleans()),
    st.builds(MonthDay, st.integers(1, 31), before=st.booleans()),
    st.builds(ClockTime, st.builds(time, st.integers(0, 23), st.integers(0, 59))),
    st.just(AnchorDay()),
)


@pytest.mark.parametrize(
    ("rule", "anchor", "first_line", "act_by"),
    [
        ("30 days before", "2024-10-03", "2024-09-03", "2024-08-30"),
        ("30 days before", "2024-02-01", "2024-01-02", None),
        ("30 days after", "2024-01-02", "2024-02-01", None),
        ("1 day before", "2024-03-01", "2024-02-29", None),
        ("5 working days before", "2020-05-11", "2020-05-04", None),
        ("5 working days before", "2020-11-10", "2020-11-03", None),
        ("7 working days after", "2020-05-22", "2020-06-02", None),
        ("7 working days after", "2020-11-25", "2020-12-04", None),
        ("before day 20", "2024-05", "2024-05-19", "2024-05-17"),
        ("before day 20", "2024-05-27", "2024-05-19", "2024-05-17"),
        ("before day 1", "2024-03", "2024-02-29", None),
        ("before day 31", "2024-02", "2024-02-29", None),
        ("before day 31", "2024-05", "2024-05-30", None),
        ("on day 20", "2024-05", "2024-05-20", None),
        ("on day 31", "2023-02", "2023-02-28", None),
        ("at 17:00", "2023-09-11", "2023-09-11 17:00", None),
        ("at 00:00", "2023-09-10", "2023-09-10 00:00", "2023-09-08"),
        ("on the day", "2024-12-16", "2024-12-16", None),
    ],
)
def test_answers(rule: str, anchor: str, first_line: str, act_by: str | None) -> None:
    lines = answer(rule, anchor, CALENDAR).splitlines()
    remark = [f"Cần thực hiện chậm nhất vào ngày làm việc {act_by}"] if act_by else []
    assert lines == [first_line, *remark]


def test_answer_names_every_unconfirmed_year_on_the_way() -> None:
    assert answer("399 days after", "2025-12-31", CALENDAR).splitlines()[1:] == [
        "Lịch làm việc năm 2026 chưa được xác nhận",
        "Lịch làm việc năm 2027 chưa được xác nhận",
    ]


def test_answer_names_the_years_whichever_way_it_is_counted() -> None:
    calendar = WorkingCalendar(confirmed_years={2024})
    said = "Lịch làm việc năm {} chưa được xác nhận".format
    assert answer("400 days before", "2026-06-01", calendar).splitlines() == [
        "2025-04-27",
        "Cần thực hiện chậm nhất vào ngày làm việc 2025-04-26",
        said(2025),
        said(2026),
    ]
    assert answer("on day 2", "2024-07", calendar) == "2024-07-02"
    assert answer("on day 2", "2026-07", calendar).splitlines()[1:] == [said(2026)]


def test_clear_days_ask_for_one_working_day_more_before_only() -> None:
    def day(text: str) -> date:
        return parse_rule(text).due(date(2020, 5, 11), CALENDAR, clear_days=True).day

    assert day("5 working days before") == date(2020, 4, 29)
    assert day("5 working days after") == date(2020, 5, 18)
    assert day("5 days before") == date(2020, 5, 6)


def test_a_working_day_before_monday_is_friday_and_a_day_is_sunday() -> None:
    monday, friday = date(2024, 6, 3), date(2024, 5, 31)
    working, plain = (
        parse_rule(text).due(monday, CALENDAR) for text in ("1 working day before", "1 day before")
    )
    assert (working.day, working.act_by) == (friday, None)
    assert (plain.day, plain.act_by) == (date(2024, 6, 2), friday)


@pytest.mark.parametrize("count", [1, 2])
def test_what_follows_a_friday_may_be_done_on_it(count: int) -> None:
    friday = date(2024, 5, 31)
    assert DayCount(count, after=True).due(friday, CALENDAR).act_by == friday


def test_a_due_day_that_is_worked_needs_no_other_day_to_act_by() -> None:
    assert AnchorDay().due(date(2024, 5, 31), CALENDAR).act_by is None
    assert AnchorDay().due(date(2024, 6, 1), CALENDAR).act_by == date(2024, 5, 31)
    assert MonthDay(1).due(date(2024, 6, 20), CALENDAR).act_by == date(2024, 5, 31)


def test_nobody_is_told_to_act_before_what_the_rule_follows() -> None:
    saturday = date(2024, 6, 1)
    assert DayCount(1, after=True).due(saturday, CALENDAR).act_by is None
    assert DayCount(8, after=True).due(saturday, CALENDAR).act_by == date(2024, 6, 7)


def test_a_term_can_be_kept_unless_it_is_said() -> None:
    assert tone_of(is_done=False, is_late=True) == "late"
    assert tone_of(is_done=True, is_late=True) == "belated"


@pytest.mark.parametrize("count", [0, -1, MOST_DAYS + 1])
def test_a_count_has_its_limits(count: int) -> None:
    with pytest.raises(RuleError, match=f"từ 1 đến 3660, không phải {count}"):
        DayCount(count)


@pytest.mark.parametrize("day", [0, 32])
def test_a_day_of_the_month_has_its_limits(day: int) -> None:
    with pytest.raises(RuleError, match=f"từ 1 đến 31, không phải {day}"):
        MonthDay(day)


def test_the_limits_themselves_are_allowed() -> None:
    assert parse_rule("1 day before") == DayCount(1)
    assert parse_rule("3660 days before") == DayCount(3660)
    assert parse_rule("on day 1") == MonthDay(1)
    assert parse_rule("on day 31") == MonthDay(31)


@pytest.mark.parametrize(
    "text",
    [
        *("1 day before", "2 days before", "1 working day after", "2 working days after"),
        *("before day 1", "on day 20", "at 07:05", "on the day"),
    ],
)
def test_a_rule_is_stored_as_it_is_written_in_plans(text: str) -> None:
    assert str(parse_rule(text)) == text


def test_a_month_is_of_the_calendar() -> None:
    assert Month(2024, 2).first == date(2024, 2, 1)
    with pytest.raises(ValueError, match="month"):
        Month(2024, 13)


def test_every_rule_says_the_text_it_is_stored_as() -> None:
    class Silent(Rule):
        pass

    with pytest.raises(TypeError):
        Silent()  # type: ignore[abstract]


def test_rules_and_moments_are_values() -> None:
    due = Due(datetime(2024, 6, 1, tzinfo=UTC))
    values = [DayCount(1), MonthDay(1), ClockTime(time(1)), AnchorDay(), Month(2024, 1), due]
    assert len(set(values)) == len(values)


@pytest.mark.parametrize(
    ("rule", "last_instant"),
    [
        ("on the day", datetime(2023, 9, 11, 23, 59, 59, 999_999, LOCAL_ZONE)),
        ("at 17:00", datetime(2023, 9, 11, 17, 0, 59, 999_999, LOCAL_ZONE)),
    ],
)
def test_late_begins_after_the_last_inclusive_instant(rule: str, last_instant: datetime) -> None:
    due = parse_rule(rule).due(date(2023, 9, 11), CALENDAR)
    assert not is_late(last_instant, due)
    assert is_late(last_instant + timedelta(microseconds=1), due)


def test_lateness_is_judged_in_vietnamese_time() -> None:
    due = AnchorDay().due(date(2024, 12, 16), CALENDAR)
    assert not is_late(datetime(2024, 12, 16, 16, 59, tzinfo=UTC), due)
    assert is_late(datetime(2024, 12, 16, 17, 0, tzinfo=UTC), due)
    with pytest.raises(ValueError, match="múi giờ"):
        is_late(datetime(2024, 12, 16, 8), due)


def test_a_due_day_before_the_plan_was_signed_cannot_be_met() -> None:
    due = DayCount(30).due(date(2024, 2, 1), CALENDAR)
    assert impossible(due, known_from=date(2024, 1, 3))
    assert not impossible(due, known_from=date(2024, 1, 2))
    assert not impossible(due, known_from=date(2024, 1, 1))


def test_margin() -> None:
    due = date(2024, 9, 3)
    assert [margin_days(date(2024, 9, d), due) for d in (1, 3, 7)] == [2, 0, -4]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("30 days before", "trước 30 ngày"),
        ("3 days after", "sau 03 ngày"),
        ("5 working days before", "trước 05 ngày làm việc"),
        ("7 working days after", "sau 07 ngày làm việc"),
        ("before day 20", "trước ngày 20"),
        ("on day 5", "chậm nhất ngày 05"),
        ("at 17:00", "chậm nhất 17 giờ 00"),
        ("on the day", "chậm nhất trong ngày"),
    ],
)
def test_describes_rules_in_vietnamese(rule: str, words: str) -> None:
    assert describe_rule(parse_rule(rule)) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "0 days before",
        "-5 days before",
        "030 days before",
        "3661 days before",
        "99999999999999999999 days before",
        "٣٠ days before",
        "３０ days before",
        "30  days before",
        "30 days before 2024-01-01",
        "30 days before\n5 days before",
        "five working days before",
        "before day 0",
        "before day 32",
        "on day ٢٠",
        "at 24:00",
        "at 7:00",
        "at 17:60",
        "on the day\u200b",
        "\ud800",
        "a\nb" * 1000,
    ],
)
def test_refuses_other_rules_in_one_line(text: str) -> None:
    with pytest.raises(RuleError) as caught:
        parse_rule(text)
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(("length", "is_whole"), [(4, True), (40, True), (41, False)])
def test_a_long_text_is_quoted_in_part(length: int, is_whole: bool) -> None:
    with pytest.raises(RuleError) as caught:
        parse_rule("x" * length)
    quoted = "x" * length if is_whole else "x" * 39 + "…"
    assert f"{quoted!r};" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    ["", "2024", "2024-13", "2024-00", "2024-02-30", "2024-1-2", "２０２４-05", "03/01/2024"],
)
def test_refuses_other_anchors(text: str) -> None:
    with pytest.raises(RuleError):
        parse_anchor(text)


@pytest.mark.parametrize(
    ("rule", "anchor"),
    [
        ("at 17:00", "2024-05"),
        ("30 days before", "0001-01-01"),
        ("30 days after", "9999-12-31"),
        ("before day 1", "0001-01"),
        ("before day 1", "1900-01"),
        ("3660 working days after", "2095-01-01"),
    ],
)
def test_refuses_what_has_no_answer(rule: str, anchor: str) -> None:
    with pytest.raises(RuleError) as caught:
        answer(rule, anchor, CALENDAR)
    assert len(str(caught.value).splitlines()) == 1


def test_reads_anchors() -> None:
    assert parse_anchor(" 2024-10-03 ") == date(2024, 10, 3)
    assert parse_anchor("2024-05") == Month(2024, 5)


@given(RULES)
def test_a_rule_survives_being_stored_as_text(rule: Rule) -> None:
    assert parse_rule(str(rule)) == rule


@given(st.text(max_size=30), st.text(max_size=12))
def test_nonsense_gives_no_other_error(rule: str, anchor: str) -> None:
    with pytest.raises(RuleError):
        answer(rule, anchor, CALENDAR)


@given(
    st.from_regex(r"[0-9]{1,5} (working )?days? (before|after)|(on|before) day [0-9]{1,2}"),
    st.from_regex(r"[0-9]{4}-[01][0-9](-[0-3][0-9])?"),
)
def test_near_misses_give_an_answer_or_a_rule_error(rule: str, anchor: str) -> None:
    try:
        first_line = answer(rule, anchor, CALENDAR).splitlines()[0]
    except RuleError:
        return
    assert date.fromisoformat(first_line)


@given(RULES, DAYS)
def test_the_day_to_act_by_is_the_last_working_day_before(rule: Rule, anchor: date) -> None:
    due = rule.due(anchor, CALENDAR)
    if due.act_by is not None:
        assert not CALENDAR.is_working_day(due.day)
        assert due.act_by == CALENDAR.previous_working_day(due.day)
    elif not (isinstance(rule, DayCount) and rule.after):
        assert CALENDAR.is_working_day(due.day)


@given(RULES, DAYS, st.integers(0, 400))
def test_a_later_anchor_is_never_due_earlier(rule: Rule, anchor: date, shift: int) -> None:
    later = anchor + timedelta(days=shift)
    assert rule.due(anchor, CALENDAR).at <= rule.due(later, CALENDAR).at


@given(DAYS, st.integers(1, 3000), st.integers(1, 600))
def test_more_days_lie_further_away(anchor: date, days: int, more: int) -> None:
    def day(count: int, after: bool) -> date:
        return DayCount(count, after=after).due(anchor, CALENDAR).day

    assert day(days + more, False) < day(days, False) < anchor < day(days, True)
    assert day(days, True) < day(days + more, True)
