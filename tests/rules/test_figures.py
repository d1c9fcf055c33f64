"""Figures held against their units and against each other."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.figures import faults, is_counted, whole_fault

LABELS = {
    1: "Số hạn chế đã phát hiện",
    2: "Số hạn chế đã khắc phục",
    3: "Số buổi xếp loại Tốt",
    4: "Báo cáo phải gửi",
    5: "Báo cáo đã gửi",
}
AMOUNTS = st.decimals(0, 1000, places=2)


@pytest.mark.parametrize("unit", ["buổi", "Buổi", " chi bộ ", "đồng chí", "hạn chế", "cuộc"])
def test_there_is_no_half_of_what_is_counted(unit: str) -> None:
    assert is_counted(unit)
    assert whole_fault(unit, Decimal("2.5")) == f"Phải là số nguyên: không có 2,5 {unit}."
    assert whole_fault(unit, Decimal("2.00")) == ""
    assert whole_fault(unit, None) == ""


@pytest.mark.parametrize("unit", ["%", "giờ", "triệu đồng", "", "điểm", "ha"])
def test_what_is_measured_may_have_parts(unit: str) -> None:
    assert whole_fault(unit, Decimal("2.5")) == ""


def test_more_mended_than_found_is_refused() -> None:
    found = dict(faults(LABELS, {1: Decimal(14), 2: Decimal(20), 3: Decimal(99)}))
    assert found == {2: "Không thể nhiều hơn “Số hạn chế đã phát hiện” (14)."}
    assert dict(faults(LABELS, {4: Decimal(3), 5: Decimal(4)})) == {
        5: "Không thể nhiều hơn “Báo cáo phải gửi” (3)."
    }


def test_nothing_is_said_of_what_is_not_known() -> None:
    assert list(faults(LABELS, {2: Decimal(20)})) == []
    assert list(faults({2: LABELS[2]}, {2: Decimal(20)})) == []
    assert list(faults(LABELS, {1: None, 2: Decimal(20)})) == []


@given(AMOUNTS, AMOUNTS)
def test_a_part_is_wrong_exactly_when_it_is_more(whole: Decimal, part: Decimal) -> None:
    assert bool(list(faults(LABELS, {1: whole, 2: part}))) == (part > whole)
