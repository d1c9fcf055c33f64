"""What a hand changed in rows of texts, and the day that a text says. Pure."""

import re
from collections.abc import Sequence
from datetime import date

_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def day_said(text: str) -> date | None:
    """Return the day that a text is ("15/7/2024"), None where it is something else."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None


def deadline(text: str) -> date:
    """Return the day that a deadline is. Raises ValueError, in Vietnamese, for what is no day."""
    if day := day_said(text):
        return day
    if _DAY.fullmatch(text.strip()):
        raise ValueError(f"Không có ngày {text.strip()}.")
    raise ValueError("Thời hạn phải là một ngày, ghi như 15/8/2024.")


def which(sought: str, place: int, texts: Sequence[str | None]) -> int | None:
    """Return which of *texts* a row stood for: the one of its own *place* where that says the
    same, else the first that does; None where none does. Blanks don't count."""
    same = [n for n, text in enumerate(texts) if text is not None and _bare(text) == _bare(sought)]
    if place in same:
        return place
    return same[0] if same else None


def _bare(text: str) -> str:
    return " ".join(text.split())
