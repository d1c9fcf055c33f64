from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.choosing import Candidate, Clash, Duty, clashes, quota, suggest
from webapp.rules.zone import to_local

TODAY = date(2024, 3, 1)
MORNING = datetime(2024, 3, 20, 1, 0, tzinfo=UTC)
PLAIN = Candidate(1, 1, MORNING, last_attended=date(2024, 2, 10), last_rank="Tốt")

DUTIES = st.lists(
    st.builds(
        lambda person, visit, start, minutes, is_hour_set: Duty(
            person,
            visit,
            MORNING + timedelta(minutes=start),
            MORNING + timedelta(minutes=start + minutes),
            is_hour_set=is_hour_set,
        ),
        st.integers(1, 3),
        st.integers(1, 6),
        st.integers(0, 1200),  # this day and the next
        st.integers(1, 240),
        st.booleans(),
    ),
    max_size=14,
)
ALLOWANCES = st.integers(0, 120).map(lambda minutes: timedelta(minutes=minutes))


def duty(visit: int, start: int, end: int, person: int = 1) -> Duty:
    hour = timedelta(hours=1)
    return Duty(person, visit, MORNING + start * hour, MORNING + end * hour)


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
        "Đã chọn 01 buổi sinh hoạt, trong đó có 00 buổi chuyên đề; "
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


def test_two_visits_at_the_same_time_clash() -> None:
    one, other = duty(1, 0, 3), duty(2, 2, 4)
    assert clashes([other, one]) == [Clash(1, one, other, overlap_minutes=60)]


def test_visits_end_to_end_clash_only_when_the_way_takes_time() -> None:
    one, other = duty(1, 0, 2), duty(2, 2, 4)
    assert clashes([one, other]) == []
    assert clashes([one, other], timedelta(minutes=1)) == [Clash(1, one, other, overlap_minutes=0)]


def test_a_short_visit_within_a_long_one_does_not_hide_a_third() -> None:
    long, short, third = duty(1, 0, 9), duty(2, 1, 2), duty(3, 5, 6)
    assert [(c.first, c.second) for c in clashes([third, short, long])] == [
        (long, short),
        (long, third),
    ]


def test_two_of_one_day_clash_until_both_hours_are_set() -> None:
    known, unknown = duty(1, 0, 2), replace(duty(2, 6, 8), is_hour_set=False)
    (clash,) = clashes([unknown, known])
    assert (clash.first, clash.second, clash.overlap_minutes) == (known, unknown, 0)
    assert clash.is_hour_missing
    assert clashes([known, replace(unknown, is_hour_set=True)]) == []
    assert clashes([known, replace(duty(2, 24, 26), is_hour_set=False)]) == []


def test_other_people_and_second_roles_do_not_clash() -> None:
    assert clashes([duty(1, 0, 3), duty(2, 0, 3, person=2)]) == []
    assert clashes([duty(1, 0, 3), duty(1, 0, 3), duty(1, 1, 2)]) == []


def test_part_of_a_minute_is_an_overlap() -> None:
    second = Duty(1, 2, MORNING + timedelta(minutes=59, seconds=30), MORNING + timedelta(hours=2))
    assert clashes([duty(1, 0, 1), second])[0].overlap_minutes == 1


def test_refuses_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="kết thúc"):
        duty(1, 3, 3)
    with pytest.raises(ValueError, match="âm"):
        clashes([], timedelta(minutes=-1))


def naive(duties: list[Duty], allowance: timedelta) -> set[frozenset[Duty]]:
    return {
        frozenset((a, b))
        for a, b in combinations(set(duties), 2)
        if a.person_id == b.person_id and a.visit_id != b.visit_id and meet(a, b, allowance)
    }


def meet(a: Duty, b: Duty, allowance: timedelta) -> bool:
    if not (a.is_hour_set and b.is_hour_set):
        return to_local(a.starts_at).date() == to_local(b.starts_at).date()
    return a.starts_at < b.ends_at + allowance and b.starts_at < a.ends_at + allowance


def pairs(found: list[Clash]) -> list[frozenset[Duty]]:
    return [frozenset((clash.first, clash.second)) for clash in found]


@given(DUTIES, ALLOWANCES)
def test_finds_each_clashing_pair_once(duties: list[Duty], allowance: timedelta) -> None:
    found = clashes(duties, allowance)
    assert set(pairs(found)) == naive(duties, allowance)
    assert len(set(pairs(found))) == len(found)
    assert all(clash.first.starts_at <= clash.second.starts_at for clash in found)


@given(DUTIES, ALLOWANCES, st.randoms())
def test_clashes_do_not_depend_on_the_order_given(
    duties: list[Duty], allowance: timedelta, shuffler: Random
) -> None:
    shuffled = duties[:]
    shuffler.shuffle(shuffled)
    assert clashes(shuffled, allowance) == clashes(duties, allowance)


@given(DUTIES, ALLOWANCES, ALLOWANCES)
def test_a_longer_way_only_adds_clashes(
    duties: list[Duty], way: timedelta, longer: timedelta
) -> None:
    assert set(pairs(clashes(duties, way))) <= set(pairs(clashes(duties, way + longer)))
