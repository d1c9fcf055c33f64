"""The steps of a round and of a month."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.steps import At, MonthState, RoundState, in_short, of_month, of_round, placed

DONE = RoundState(True, 3, 3, True, 3, True)
MONTH = MonthState(9, 0, 6, True, True, 6)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (RoundState(False, 0, 0, False, 0, False), "Bước 1/5: chọn đơn vị, lập Đoàn"),
        (RoundState(True, 0, 0, False, 0, False), "Bước 1/5: chọn đơn vị, lập Đoàn"),
        (RoundState(False, 3, 0, False, 0, False), "Bước 1/5: chọn đơn vị, lập Đoàn"),
        (RoundState(True, 3, 2, False, 0, False), "Bước 2/5: định ngày"),
        (RoundState(True, 3, 3, False, 0, False), "Bước 3/5: thông báo"),
        (RoundState(True, 3, 3, True, 2, False), "Bước 4/5: làm việc với đơn vị"),
        (RoundState(True, 3, 3, True, 3, False), "Bước 5/5: báo cáo"),
        (DONE, "Xong cả 5 bước"),
    ],
)
def test_a_round_says_its_step(state: RoundState, said: str) -> None:
    assert in_short(of_round(state)) == said


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (MonthState(0, 0, 0, False, False, 0), "Bước 1/5: nhận lịch"),
        (MonthState(9, 1, 0, False, False, 0), "Bước 1/5: nhận lịch"),
        (MonthState(9, 0, 0, False, False, 0), "Bước 2/5: phân công"),
        (MonthState(9, 0, 6, False, False, 0), "Bước 3/5: công bố"),
        (MonthState(9, 0, 6, True, False, 0), "Bước 4/5: thông báo"),
        (MonthState(9, 0, 6, True, True, 5), "Bước 5/5: đi dự, báo cáo"),
        (MONTH, "Xong cả 5 bước"),
    ],
)
def test_a_month_says_its_step(state: MonthState, said: str) -> None:
    assert in_short(of_month(state)) == said


def test_what_is_done_before_its_turn_stays_done() -> None:
    steps = of_month(MonthState(9, 2, 6, True, False, 0))
    assert [at for _, at in steps] == [At.NOW, At.DONE, At.DONE, At.TO_COME, At.TO_COME]


@given(st.lists(st.booleans(), max_size=8))
def test_one_step_is_now_until_all_are_done(done: list[bool]) -> None:
    steps = placed([(f"bước {n}", is_done) for n, is_done in enumerate(done)])
    assert [at is At.DONE for _, at in steps] == done
    assert [at for _, at in steps].count(At.NOW) == (not all(done))
    first = [n for n, is_done in enumerate(done) if not is_done][:1]
    assert [n for n, (_, at) in enumerate(steps) if at is At.NOW] == first
