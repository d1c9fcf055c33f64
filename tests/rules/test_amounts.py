"""Figures as people type them and as papers show them."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.core.config import ROOT
from webapp.rules.amounts import LARGEST, amount_text, parse_amount, size_text

SIZES = json.loads((ROOT / "tests/js/support/sizes.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("0", "0"),
        ("12", "12"),
        ("007", "7"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("12,05", "12.05"),
        ("1.500", "1500"),
        ("1.234.567,89", "1234567.89"),
        ("1 234", "1234"),
        ("9.999.999.999,99", "9999999999.99"),
    ],
)
def test_reads_what_people_type(typed: str, amount: str) -> None:
    assert parse_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "1,2,3", "1.23.456", "12,345", "-1", "1e5", "NaN", "∞", "٣", "9" * 100_000, "5%"],
)
def test_refuses_what_is_no_figure(typed: str) -> None:
    with pytest.raises(ValueError, match=r"[Ss]ố"):
        parse_amount(typed)


def test_reads_up_to_thirty_signs() -> None:
    assert parse_amount("0" * 29 + "7") == 7
    with pytest.raises(ValueError, match="Phải là một số"):
        parse_amount("0" * 30 + "7")


def test_refuses_more_than_the_column_holds() -> None:
    with pytest.raises(ValueError, match="quá lớn"):
        parse_amount("10.000.000.000")


@given(st.decimals(min_value=0, max_value=LARGEST, places=2))
def test_what_is_shown_is_read_as_the_same(amount: Decimal) -> None:
    assert parse_amount(amount_text(amount)) == amount


def test_nothing_is_shown_as_nothing() -> None:
    assert amount_text(None) == ""
    assert amount_text(Decimal("1500.50")) == "1.500,5"
    assert amount_text(1200) == "1.200"


@pytest.mark.parametrize(("size", "words"), SIZES)
def test_a_size_is_said_as_people_say_it(size: int, words: str) -> None:
    assert size_text(size) == words


@given(st.integers(0, 10**10))
def test_only_of_nothing_it_is_said_that_it_is_nothing(size: int) -> None:
    number, unit = size_text(size).split(" ")
    assert unit in ("B", "kB", "MB")
    assert number not in ("0", "-0") or size == 0
