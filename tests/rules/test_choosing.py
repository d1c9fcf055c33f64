from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.choosing import (
    Candidate,
    quota,
    suggest,
    units_chosen,
)
from webapp.rules.zone import LOCAL_ZONE

TODAY = date(2024, 3, 1)
MORNING = datetime(2024, 3, 20, 1, 0, tzinfo=UTC)
PLAIN = Candidate(1, 1, MORNING, last_attended=date(2024, 2, 10), last_rank="Tốt")


def test_reasons_are_told_in_vietnamese() -> None:
    (first,) = suggest([Candidate(7, 1, MORNING, thematic=True)], TODAY)
    assert first.candidate_id == 7
    assert first.reasons == ("Chưa từng được dự", "Sinh hoạt chuyên đề", "Báo trước đủ hạn")
    seen = Candidate(
        8, 1, MORNING, late_days=3, last_attended=date(2023, 3, 9), last_rank="Trung bình"
    )
    assert suggest([seen], TODAY)[0].reasons == (
        "Lần dự trước: 03/2023",
        "Xếp loại lần trước: Trung bình",
        "Báo trễ 3 ngày",
    )


@pytest.mark.parametrize(
    "better",
    [
        replace(PLAIN, meeting_id=2, last_attended=None),
        replace(PLAIN, meeting_id=2, last_attended=date(2023, 2, 10)),
        replace(PLAIN, meeting_id=2, last_rank="Khá"),
        replace(PLAIN, meeting_id=2, thematic=True),
        replace(PLAIN, meeting_id=2, starts_at=MORNING - timedelta(days=1)),
    ],
)
def test_what_puts_a_meeting_first(better: Candidate) -> None:
    assert [s.candidate_id for s in suggest([PLAIN, better], TODAY)] == [2, 1]


def months_ago(months: int) -> date:
    """Return a day of the month so many months before TODAY's."""
    year, month = divmod(TODAY.year * 12 + TODAY.month - 1 - months, 12)
    return date(year, month + 1, 28)


def order(*candidates: Candidate) -> list[int]:
    return [suggestion.candidate_id for suggestion in suggest(candidates, TODAY)]


THIS_MONTH = replace(PLAIN, last_attended=TODAY, late_days=1)  # nothing that counts


@pytest.mark.parametrize(
    ("fact", "months"),
    [
        ({"last_rank": "Kém"}, 30),
        ({"last_rank": "Trung bình"}, 20),
        ({"last_rank": "Khá"}, 10),
        ({"thematic": True}, 15),
        ({"late_days": 0}, 5),
        ({"thematic": True, "late_days": 0, "last_rank": "Khá"}, 30),
        ({"last_rank": "Tốt"}, 0),
        ({"last_rank": "Xuất sắc"}, 0),  # a rank of an issuer's own
    ],
)
def test_a_fact_weighs_as_much_as_months_of_waiting(fact: dict[str, Any], months: int) -> None:
    has = replace(THIS_MONTH, meeting_id=2, **fact)
    waits = [replace(THIS_MONTH, last_attended=months_ago(months + n)) for n in (-1, 0, 1)]
    assert order(has, waits[2]) == [1, 2], "a month more weighs more"
    assert order(has, waits[1]) == [1, 2], "as many weigh the same: the first filed comes first"
    assert order(replace(has, meeting_id=0), waits[1]) == [0, 1]
    if months:
        assert order(has, waits[0]) == [2, 1], "a month less weighs less"


def test_never_attended_weighs_as_much_as_forty_months() -> None:
    """No wait weighs more than 36 months, so the rest is made up by what was told in time."""
    never = replace(THIS_MONTH, meeting_id=2, last_attended=None)
    in_time = replace(THIS_MONTH, late_days=0)
    assert order(never, replace(in_time, last_attended=months_ago(34))) == [2, 1]
    assert order(never, replace(in_time, last_attended=months_ago(35))) == [1, 2]
    assert (
        order(replace(never, meeting_id=0), replace(in_time, last_attended=months_ago(35)))[0] == 0
    )
    assert order(never, replace(in_time, last_attended=months_ago(36))) == [1, 2]


def test_a_wait_counts_up_to_three_years() -> None:
    longest = replace(THIS_MONTH, meeting_id=2, last_attended=months_ago(36))
    assert order(longest, replace(THIS_MONTH, last_attended=months_ago(35))) == [2, 1]
    assert order(longest, replace(THIS_MONTH, last_attended=months_ago(37))) == [1, 2]
    assert order(longest, replace(THIS_MONTH, meeting_id=3, last_attended=months_ago(37))) == [2, 3]


def test_a_wait_is_counted_by_the_calendar_month() -> None:
    eve = replace(PLAIN, meeting_id=1, last_attended=date(2024, 2, 29))  # yesterday, last month
    same = replace(PLAIN, meeting_id=0, last_attended=date(2024, 3, 1))
    assert order(same, eve) == [1, 0]
    assert [s.score for s in suggest([eve, same], TODAY)] == [6, 5]


def test_a_meeting_of_today_may_still_be_chosen() -> None:
    this_morning = datetime.combine(TODAY, time(7), LOCAL_ZONE)
    assert order(replace(PLAIN, starts_at=this_morning)) == [1]
    assert order(replace(PLAIN, starts_at=this_morning - timedelta(days=1))) == []


def test_equal_scores_go_by_time_and_then_by_id() -> None:
    later = replace(PLAIN, meeting_id=0, starts_at=MORNING + timedelta(minutes=1))
    assert order(later, PLAIN, replace(PLAIN, meeting_id=2)) == [1, 2, 0]


@pytest.mark.parametrize(("late_days", "points"), [(-1, 5), (0, 5), (1, 0)])
def test_told_on_the_last_day_is_in_time(late_days: int, points: int) -> None:
    (found,) = suggest([replace(THIS_MONTH, late_days=late_days)], TODAY)
    assert found.score == points
    assert ("Báo trước đủ hạn" in found.reasons) is (points > 0)


def test_candidates_and_suggestions_are_values() -> None:
    assert len({PLAIN, replace(PLAIN), replace(PLAIN, meeting_id=2)}) == 2
    assert len({*suggest([PLAIN], TODAY), *suggest([PLAIN], TODAY), quota([PLAIN], 0)}) == 2


def test_a_late_notice_puts_a_meeting_last() -> None:
    late = replace(PLAIN, meeting_id=0, late_days=1)
    assert [s.candidate_id for s in suggest([late, PLAIN], TODAY)] == [1, 0]


def test_never_attended_beats_any_time_ago() -> None:
    long_ago = replace(PLAIN, meeting_id=0, last_attended=date(1990, 1, 1))
    never = replace(PLAIN, meeting_id=2, last_attended=None)
    assert [s.candidate_id for s in suggest([long_ago, PLAIN, never], TODAY)] == [2, 0, 1]


def test_a_visit_still_to_come_counts_like_one_just_made() -> None:
    to_come = replace(PLAIN, last_attended=date(2024, 9, 1))
    just_made = replace(PLAIN, last_attended=TODAY)
    assert suggest([to_come], TODAY)[0].score == suggest([just_made], TODAY)[0].score


def test_meetings_of_days_gone_by_in_vietnam_are_left_out() -> None:
    late_evening_utc = datetime(2024, 2, 29, 18, tzinfo=UTC)  # 1 March, 01:00 in Vietnam
    assert suggest([replace(PLAIN, starts_at=late_evening_utc)], TODAY)
    assert not suggest([replace(PLAIN, starts_at=late_evening_utc - timedelta(hours=2))], TODAY)


@given(st.permutations([replace(PLAIN, meeting_id=n, thematic=n % 2 == 0) for n in range(6)]))
def test_the_order_does_not_depend_on_the_order_given(candidates: list[Candidate]) -> None:
    assert [s.candidate_id for s in suggest(candidates, TODAY)] == [0, 2, 4, 1, 3, 5]


@pytest.mark.parametrize(
    ("chosen", "wanted", "is_late", "words", "tone"),
    [
        (0, None, False, "0 đơn vị", "due"),
        (0, None, True, "0 đơn vị", "due"),
        (1, None, False, "1 đơn vị", "done"),
        (2, 0, False, "2 đơn vị", "done"),  # the plan sets no number
        (1, 1, True, "1/1 đơn vị", "done"),
        (1, 2, False, "1/2 đơn vị", "due"),
        (1, 2, True, "1/2 đơn vị", "late"),
        (2, 2, False, "2/2 đơn vị", "done"),
        (2, 2, True, "2/2 đơn vị", "done"),
        (3, 2, False, "3/2 đơn vị, nhiều hơn kế hoạch 1", "due"),
        (5, 2, True, "5/2 đơn vị, nhiều hơn kế hoạch 3", "due"),
    ],
)
def test_units_chosen(
    chosen: int, wanted: int | None, is_late: bool, words: str, tone: str
) -> None:
    assert units_chosen(chosen, wanted, is_late=is_late) == (words, tone)


def test_units_chosen_are_not_late_unless_it_is_said() -> None:
    assert units_chosen(0, 1) == ("0/1 đơn vị", "due")


@pytest.mark.parametrize(
    ("plain", "thematic", "minimum", "wanted", "missing", "missing_thematic"),
    [
        (0, 0, 1, 2, 2, 1),
        (1, 0, 1, 2, 1, 1),
        (2, 0, 1, 2, 0, 1),
        (1, 1, 1, 2, 0, 0),
        (0, 2, 1, 2, 0, 0),
        (3, 0, 1, 2, 0, 1),  # more than wanted does not make up for the thematic one
        (0, 1, 2, 1, 0, 1),
        (0, 0, 0, 0, 0, 0),
        (1, 0, 0, None, 0, 0),
    ],
)
def test_what_a_quota_misses(
    plain: int,
    thematic: int,
    minimum: int,
    wanted: int | None,
    missing: int,
    missing_thematic: int,
) -> None:
    chosen = [PLAIN] * plain + [replace(PLAIN, thematic=True)] * thematic
    found = quota(chosen, minimum, wanted)
    assert (found.chosen, found.thematic) == (plain + thematic, thematic)
    assert (found.missing, found.missing_thematic) == (missing, missing_thematic)
    assert found.met is (missing + missing_thematic == 0)
    assert ("đạt yêu cầu" in found.text) is found.met


def test_a_quota_says_only_what_is_missing() -> None:
    theme = replace(PLAIN, thematic=True)
    chosen = "Đã chọn 01 buổi sinh hoạt, trong đó"
    assert (
        quota([theme], 1, 2).text == f"{chosen} có 01 buổi chuyên đề; còn thiếu 01 buổi sinh hoạt"
    )
    missing = "còn thiếu 01 buổi sinh hoạt chuyên đề"
    assert quota([], 1, 0).text == f"Chưa chọn buổi nào; {missing}"
    assert quota([PLAIN], 1, 1).text == f"{chosen} chưa có buổi chuyên đề; {missing}"


def test_quota_met() -> None:
    result = quota([PLAIN, replace(PLAIN, thematic=True)], minimum_thematic=1, wanted=2)
    assert result.met
    assert result.text == ("Đã chọn 02 buổi sinh hoạt, trong đó có 01 buổi chuyên đề; đạt yêu cầu")


def test_quota_not_met() -> None:
    result = quota([PLAIN], minimum_thematic=1, wanted=3)
    assert not result.met
    assert (result.chosen, result.thematic) == (1, 0)
    assert (result.missing, result.missing_thematic) == (2, 1)
    assert result.text == (
        "Đã chọn 01 buổi sinh hoạt, trong đó chưa có buổi chuyên đề; "
        "còn thiếu 02 buổi sinh hoạt và 01 buổi sinh hoạt chuyên đề"
    )


def test_quota_without_a_wanted_number_and_with_more_than_wanted() -> None:
    assert quota([], minimum_thematic=0).met
    assert not quota([PLAIN], minimum_thematic=1).met
    assert quota([PLAIN, PLAIN], minimum_thematic=0, wanted=1).met


@pytest.mark.parametrize(("thematic", "wanted"), [(-1, None), (0, -1)])
def test_quota_refuses_negative_numbers(thematic: int, wanted: int | None) -> None:
    with pytest.raises(ValueError, match="âm"):
        quota([], thematic, wanted)
