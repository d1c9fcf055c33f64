"""Several teams in one round: what is wrong with them, and what cannot be kept."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.teams import Place, TeamUnit, faults, name_for, refusal

TEAMS = {1: "Đoàn số 1", 2: "Đoàn số 2"}
WHOLE = [
    Place(1, "head", "An", 11),
    Place(1, "secretary", "Bình", 12),
    Place(2, "head", "Chi", 13),
    Place(2, "secretary", "Dũng", 14),
]
UNITS = [TeamUnit(1, "Sở Nội vụ"), TeamUnit(2, "Báo Cần Thơ")]


def test_a_round_with_one_team_has_nothing_to_arrange() -> None:
    assert faults({}, WHOLE, UNITS) == []


def test_each_team_has_a_head_a_secretary_and_units() -> None:
    assert faults(TEAMS, WHOLE, UNITS) == []
    assert faults(TEAMS, WHOLE[:3], UNITS[:1]) == [
        "Đoàn số 2 chưa có Thư ký",
        "Đoàn số 2 chưa được giao đơn vị nào",
    ]
    assert faults(TEAMS, WHOLE[1:], UNITS) == ["Đoàn số 1 chưa có Trưởng đoàn"]
    two = [*WHOLE, Place(1, "head", "Em", 15)]
    assert faults(TEAMS, two, UNITS) == ["Đoàn số 1 có 2 Trưởng đoàn"]
    assert refusal(TEAMS, two).startswith("Đoàn số 1 chỉ có một Trưởng đoàn.")
    assert refusal(TEAMS, WHOLE) == ""


def test_nobody_and_no_unit_is_left_out() -> None:
    places = [*WHOLE, Place(None, "member", "Giang", 16), Place(9, "member", "")]
    assert faults(TEAMS, places, [*UNITS, TeamUnit(None, "Cục Thuế")]) == [
        "Chưa xếp vào Đoàn nào: Giang; chỗ chưa có người",
        "Đơn vị chưa giao cho Đoàn nào: Cục Thuế",
    ]


def test_who_may_be_where_holds_in_each_team() -> None:
    twice = [*WHOLE, Place(2, "member", "Chi", 13)]
    assert faults(TEAMS, twice, UNITS) == ["Đoàn số 2: Chi có hai chỗ"]
    across = [*WHOLE, Place(2, "member", "An", 11)]
    assert faults(TEAMS, across, UNITS) == [], "one person may be in two teams; hours decide"
    own = [*WHOLE, Place(1, "member", "Hoa", 0, "Sở Nội vụ")]
    assert faults(TEAMS, own, UNITS) == [
        "Đoàn số 1: Hoa là người của Sở Nội vụ, đơn vị mà Đoàn làm việc"
    ]


@given(st.sets(st.integers(1, 9)))
def test_a_new_name_is_never_taken(numbers: set[int]) -> None:
    taken = [f"Đoàn số {number}" for number in numbers]
    assert name_for(taken) not in taken
