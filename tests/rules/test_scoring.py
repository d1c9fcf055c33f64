from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.amounts import parse_amount
from webapp.rules.scoring import (
    Criterion,
    CriterionGroup,
    Mark,
    Rank,
    Rubric,
    standard_rubric,
    total,
)

STANDARD = standard_rubric()
FULL: dict[str, Mark | None] = {c.key: c.points for c in STANDARD.criteria()}
CONDITIONAL = {c.key for c in STANDARD.criteria() if c.conditional}


def rubric(*points: int, conditional: int = 0) -> Rubric:
    """Return one group of criteria c0, c1, …; the last `conditional` of them conditional."""
    first = len(points) - conditional
    criteria = [Criterion(f"c{i}", f"C{i}", Decimal(n), i >= first) for i, n in enumerate(points)]
    return Rubric((CriterionGroup("G", tuple(criteria)),))


def test_the_standard_rubric_has_seven_groups_of_a_hundred_points() -> None:
    assert [group.points for group in STANDARD.groups] == [5, 5, 10, 40, 5, 30, 5]
    assert 15 <= len(FULL) <= 20
    assert sorted(CONDITIONAL) == ["conduct.theme", "preparation.theme", "resolution.remedy"]


def test_a_criterion_always_applies_unless_it_is_said() -> None:
    only = Criterion("c0", "C0", Decimal(1))
    with pytest.raises(ValueError, match="bắt buộc"):
        total(Rubric((CriterionGroup("G", (only,)),)), {}, {"c0"})


def test_points_of_an_empty_group_are_none() -> None:
    assert CriterionGroup("G", ()).points == 0


def test_rubrics_and_scores_are_values() -> None:
    assert {STANDARD} == {standard_rubric()}
    assert {total(STANDARD, FULL)} == {total(standard_rubric(), FULL)}


def test_full_marks() -> None:
    score = total(STANDARD, FULL)
    assert score.points == score.out_of == score.percent == 100
    assert (score.rank, score.missing) == ("Tốt", ())


@pytest.mark.parametrize(
    ("mark", "percent", "rank"),
    [
        (100, "100.00", "Tốt"),
        (90, "90.00", "Tốt"),
        (89.99, "89.99", "Khá"),
        (89.995, "90.00", "Tốt"),  # half goes up, and the rank follows what is shown
        (70, "70.00", "Khá"),
        (69.95, "69.95", "Trung bình"),
        (50, "50.00", "Trung bình"),
        (49.94, "49.94", "Kém"),
        (0, "0.00", "Kém"),
    ],
)
def test_ranks(mark: Mark, percent: str, rank: str) -> None:
    score = total(rubric(100), {"c0": mark})
    assert (str(score.percent), score.rank) == (percent, rank)


def test_what_does_not_apply_is_left_out_and_the_rest_scaled() -> None:
    marks: dict[str, Mark | None] = {"c0": 63, "c1": 30}
    score = total(rubric(70, 30, conditional=1), marks, {"c1"})
    assert (int(score.points), int(score.out_of), str(score.percent)) == (63, 70, "90.00")
    assert score.rank == "Tốt"


def test_marks_reach_a_floor_exactly() -> None:
    assert total(rubric(1), {"c0": 0.7}).rank == "Khá"  # in binary a hair below 0.7
    assert total(rubric(3, 3, 3), {"c0": 2.1, "c1": 2.1, "c2": 2.1}).rank == "Khá"


def test_no_rank_while_marks_are_missing() -> None:
    score = total(rubric(10, 90, 5, conditional=1), {"c1": 90, "c0": None}, {"c2"})
    assert score.missing == ("c0",)
    assert score.rank is None
    assert score.percent == 90


@pytest.mark.parametrize("mark", [-0.5, 10.01, float("nan"), float("inf"), Decimal("-1")])
def test_refuses_marks_out_of_range(mark: Mark) -> None:
    with pytest.raises(ValueError, match="phải từ 0 đến 10"):
        total(rubric(10), {"c0": mark})


def test_refuses_keys_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match="Không có tiêu chí: x"):
        total(rubric(10), {"x": 1})
    with pytest.raises(ValueError, match="Không có tiêu chí: x"):
        total(rubric(10), {}, {"x"})
    with pytest.raises(ValueError, match="bắt buộc"):
        total(rubric(10), {}, {"c0"})
    with pytest.raises(ValueError, match="áp dụng"):
        total(rubric(10, conditional=1), {}, {"c0"})


@pytest.mark.parametrize(
    "floors", [[], [50], [50, 90, 0], [90, 90, 0]], ids=["none", "gap", "unordered", "twice"]
)
def test_refuses_ranks_that_leave_a_score_without_one(floors: list[int]) -> None:
    with pytest.raises(ValueError, match="xếp loại"):
        Rubric(STANDARD.groups, tuple(Rank(str(n), Decimal(n)) for n in floors))


def test_refuses_repeated_keys_and_empty_points() -> None:
    with pytest.raises(ValueError, match="trùng"):
        Rubric(STANDARD.groups + STANDARD.groups[:1])
    for points in (0, -1):
        with pytest.raises(ValueError, match="lớn hơn 0"):
            rubric(10, points)


@given(st.data(), st.sets(st.sampled_from(sorted(CONDITIONAL))))
def test_any_marks_come_to_the_rank_of_the_figure_that_is_shown(
    data: st.DataObject, left_out: set[str]
) -> None:
    marks: dict[str, Mark | None] = {
        c.key: data.draw(st.decimals(0, c.points, places=2)) for c in STANDARD.criteria()
    }
    score = total(STANDARD, marks, left_out)
    exact = score.points * 100 / score.out_of
    floors = {rank.title: rank.floor for rank in STANDARD.ranks}
    # Read back from what a letter, a page or a table prints.
    shown = score.scaled.split()[-2] if score.scaled else score.figure.split("/")[0]
    read = parse_amount(shown)
    assert score.rank == max((f, title) for title, f in floors.items() if read >= f)[1]
    assert abs(score.percent - exact) <= Decimal("0.005")


def test_the_rank_fits_the_figure_of_a_near_miss() -> None:
    """82,78 of 92 was shown as 90 beside “Khá”."""
    score = total(rubric(92, 8, conditional=1), {"c0": Decimal("82.78")}, {"c1"})
    assert score.figure == "82,78/92 điểm"
    assert (score.scaled, score.rank) == ("quy về thang 100: 89,98 điểm", "Khá")
    whole = total(rubric(100), {"c0": Decimal("89.99")})
    assert (whole.figure, whole.scaled, whole.rank) == ("89,99/100 điểm", "", "Khá")


@given(st.sampled_from(sorted(FULL)), st.decimals(0, 1, places=2))
def test_a_better_mark_never_lowers_the_score(key: str, share: Decimal) -> None:
    lower = {**FULL, key: Decimal(FULL[key] or 0) * share}
    assert total(STANDARD, lower).points <= total(STANDARD, FULL).points
