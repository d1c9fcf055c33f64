"""Working days that the government swapped and the calendar library does not know."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Swap:
    """A working day off for a day of the weekend that is worked, and by what paper."""

    off: date
    worked: date
    source: str

    @property
    def name(self) -> str:
        """Return what the day off is called, in the library's own words."""
        return f"Ngày nghỉ (thay cho ngày {self.worked:%d/%m/%Y})"


SWAPS = (
    Swap(
        date(2026, 1, 2),
        date(2026, 1, 10),
        "Công văn số 12729/VPCP-KGVX ngày 25/12/2025 của Văn phòng Chính phủ",
    ),
)
