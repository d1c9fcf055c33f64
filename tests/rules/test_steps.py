"""The steps of a thing on its way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.steps import At, Step, in_short, next_of

STEPS = st.builds(
    Step,
    name=st.text("abc", min_size=1),
    done=st.integers(0, 4),
    of=st.integers(0, 4),
    is_begun=st.booleans(),
    is_late=st.booleans(),
)
DONE, OPEN = Step("chọn đơn vị", 3, 3), Step("báo cáo", 0)


@pytest.mark.parametrize(
    ("step", "at"),
    [
        (Step("định ngày", 3, 3), At.DONE),
        (Step("định ngày", 4, 3), At.DONE),
        (Step("định ngày", 3, 3, is_late=True, is_begun=True), At.DONE),
        (Step("định ngày", 2, 3), At.RUNNING),
        (Step("định ngày", 2, 3, is_late=True), At.LATE),
        (Step("định ngày", 0, 3), At.TO_DO),
        (Step("định ngày", 0, 3, is_begun=True), At.RUNNING),
        (Step("định ngày", 0, 3, is_begun=True, is_late=True), At.LATE),
        (Step("định ngày", 0, 0), At.TO_DO),
        (Step("định ngày", 1, 0), At.RUNNING),
    ],
)
def test_a_step_stands_by_what_is_done_of_it(step: Step, at: At) -> None:
    assert step.at is at


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([OPEN, OPEN], "1/2: báo cáo"),
        ([DONE, Step("định ngày", 1, 2), DONE, OPEN], "2/4: định ngày"),
        ([DONE, DONE], "Xong cả 2 bước"),
    ],
)
def test_the_whole_is_said_by_what_is_next(steps: list[Step], said: str) -> None:
    assert in_short(steps) == said


@given(st.lists(STEPS, max_size=8))
def test_what_is_next_is_the_first_that_is_not_done(steps: list[Step]) -> None:
    found = next_of(steps)
    if found is None:
        assert all(one.at is At.DONE for one in steps)
        assert in_short(steps) == f"Xong cả {len(steps)} bước"
        return
    place = next(number for number, one in enumerate(steps) if one is found)
    assert found.at is not At.DONE
    assert all(one.at is At.DONE for one in steps[:place])
    assert in_short(steps).startswith(f"{place + 1}/{len(steps)}: ")


@given(STEPS, st.integers(1, 4))
def test_doing_more_never_takes_a_step_back(step: Step, more: int) -> None:
    order = [At.TO_DO, At.RUNNING, At.LATE, At.DONE]
    further = Step(step.name, step.done + more, step.of, is_late=step.is_late)
    assert order.index(further.at) >= order.index(
        Step(step.name, step.done, step.of, is_late=step.is_late).at
    )
