"""Figures as Vietnamese write them: "1.234,5" is 1234 and a half."""

import re
from decimal import Decimal
from typing import Final

LARGEST: Final = Decimal("9999999999.99")

_NUMBER: Final = re.compile(r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,2})?|\d+\.\d{1,2}", re.ASCII)


def parse_amount(text: str) -> Decimal:
    """Return the amount that *text* says, with two decimals; 0 or more.

    The comma divides off decimals and a dot groups thousands ("1.500" is 1500); a dot before one
    or two last digits ("2.5") is taken as a comma. Raises ValueError in Vietnamese.
    """
    bare = text.replace(" ", "")
    if bare.startswith("-"):
        raise ValueError("Số liệu không được âm.")
    if len(bare) > 30 or not _NUMBER.fullmatch(bare):
        raise ValueError("Phải là một số, ví dụ 12 hoặc 1.234,5 (nhiều nhất hai số lẻ).")
    whole, comma, decimals = bare.partition(",")
    if not comma and re.fullmatch(r"\d+\.\d{1,2}", bare):
        whole, _, decimals = bare.partition(".")
    amount = Decimal(f"{whole.replace('.', '')}.{decimals or '0'}").quantize(Decimal("0.01"))
    if amount > LARGEST:
        raise ValueError("Số quá lớn.")
    return amount


def amount_text(amount: Decimal | int | None) -> str:
    """Return "1.234,5": thousands grouped, decimals only where there are any; "" for None."""
    if amount is None:
        return ""
    english = f"{amount:,.2f}".rstrip("0").rstrip(".")
    return english.translate(str.maketrans(",.", ".,"))


def size_text(size: int) -> str:
    """Return how large a file of *size* bytes is, as one says it: "512 B", "36 kB", "1,4 MB".

    Counted by 1024, as offices' own machines show it.
    """
    if size < 1024:
        return f"{size} B"
    if round(size / 1024) < 1024:
        return f"{round(size / 1024)} kB"
    return f"{amount_text(Decimal(round(size / 1024**2, 1)))} MB"
