"""Telephone numbers as officials type them, and the address that calls them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules import phones


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("0901234567", "tel:0901234567"),
        ("0901 234 567", "tel:0901234567"),
        ("(0251) 3.822.100", "tel:02513822100"),
        ("+84 901-234-567", "tel:+84901234567"),
        ("", ""),
        ("hỏi văn phòng", ""),
        ("1234567", ""),
        ("0901234567, 0912345678", ""),  # two: which is meant?
        ("0901234567 máy lẻ 12", ""),
    ],
)
def test_a_number_is_called_whatever_stands_between_its_digits(typed: str, address: str) -> None:
    assert phones.address(typed) == address


@given(st.text())
def test_an_address_has_nothing_but_a_number(typed: str) -> None:
    found = phones.address(typed)
    assert not found or (found.startswith("tel:") and found[4:].lstrip("+").isdecimal())
