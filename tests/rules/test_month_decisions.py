"""What is decided of a month: that nobody comes is a decision, to say nothing is none."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.month_decisions import Decision, Undecided, decision, told_unit

ATTENDED, NOBODY, OPEN, MISSED = Decision


def test_nobody_comes_only_where_somebody_said_so() -> None:
    assert decision(is_attended=True, is_nobody=False, has_begun=False) == ATTENDED
    assert decision(is_attended=True, is_nobody=True, has_begun=True) == ATTENDED
    assert decision(is_attended=False, is_nobody=True, has_begun=False) == NOBODY
    assert decision(is_attended=False, is_nobody=True, has_begun=True) == NOBODY
    assert decision(is_attended=False, is_nobody=False, has_begun=False) == OPEN
    assert decision(is_attended=False, is_nobody=False, has_begun=True) == MISSED


def test_a_unit_is_told_what_was_decided_and_what_was_not() -> None:
    assert told_unit([ATTENDED] * 3) == "cấp trên dự 3 buổi"
    assert told_unit([OPEN]) == "1 buổi chưa quyết định, sẽ thông báo sau"
    assert told_unit([ATTENDED, NOBODY, OPEN, OPEN]) == (
        "cấp trên dự 1 buổi; 1 buổi không bố trí dự, đề nghị tổ chức theo lịch đã đăng ký; "
        "2 buổi chưa quyết định, sẽ thông báo sau"
    )
    assert told_unit([]) == told_unit([MISSED]) == ""


@given(st.lists(st.sampled_from([ATTENDED, OPEN, MISSED])))
def test_no_unit_is_told_that_nobody_comes_where_nobody_decided_it(known: list[Decision]) -> None:
    assert "không bố trí" not in told_unit(known)


def test_what_is_undecided_is_said_and_marked() -> None:
    assert Undecided([1, 2], [7]).words == "2 buổi chưa quyết định, 1 đơn vị chưa gửi lịch"
    assert Undecided([], [7, 8]).words == "2 đơn vị chưa gửi lịch"
    assert Undecided().words == ""
    assert not Undecided()
    assert Undecided([1]) or Undecided([], [1])
    assert Undecided([1, 2]).mark == Undecided([2, 1]).mark
    marks = {Undecided([1]).mark, Undecided([], [1]).mark, Undecided().mark, Undecided([2]).mark}
    assert len(marks) == 4
