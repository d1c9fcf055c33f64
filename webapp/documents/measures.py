"""What a reader with a ruler finds on the page: one dated row per house style.

The renderer reads every length from here, so a corrected rule is a new row,
not a change of code, and an old paper still prints as its own day required.
Distances on paper are millimetres (`_mm`), letters and lines are points (`_pt`).
Where the sources are silent or differ the value is the project's own choice,
marked "own".
"""

from dataclasses import dataclass, replace
from datetime import date

PARTY = "party"
YOUTH = "youth"
STYLES = {PARTY: "Văn bản của Đảng", YOUTH: "Văn bản của Đoàn"}


@dataclass(frozen=True)
class Measures:
    """Every measure of one house style, valid from `since` on."""

    style: str
    since: date
    source: str
    motto: str
    star: str  # under the issuing body
    number_prefix: str  # the youth style writes a colon after "Số"
    right_mm: float
    recipients_title_pt: float
    recipients_pt: float
    recipients_title_underlined: bool  # otherwise bold italic
    top_mm: float = 20
    bottom_mm: float = 20
    left_mm: float = 30
    page_width_mm: float = 210
    page_height_mm: float = 297
    left_column_mm: float = 73  # own; the right column takes what is left
    motto_pt: float = 15
    rule_pt: float = 0.75  # own
    head_pt: float = 14  # superior, issuer, number, place and date, urgency
    kind_pt: float = 16
    summary_pt: float = 14
    letter_summary_pt: float = 12  # own: of a letter, under its number
    summary_rule: str = "-----"
    body_pt: float = 14
    line_pt: float = 18  # from base line to base line, exactly
    paragraph_gap_pt: float = 6
    first_line_mm: float = 10
    table_pt: float = 12  # own
    table_line_pt: float = 15  # own
    signature_pt: float = 14
    signature_room_lines: int = 4
    page_number_pt: float = 14
    page_number_top_mm: float = 10  # from the edge to the top of the digits

    @property
    def text_width_mm(self) -> float:
        """Between the left and the right margin."""
        return self.page_width_mm - self.left_mm - self.right_mm

    @property
    def text_height_mm(self) -> float:
        """Between the upper and the lower margin."""
        return self.page_height_mm - self.top_mm - self.bottom_mm

    @property
    def right_column_mm(self) -> float:
        """Width of the column that holds the motto, the date and the signature."""
        return self.text_width_mm - self.left_column_mm


_PARTY_2018 = Measures(
    style=PARTY,
    since=date(2018, 4, 3),
    source="HD 36-HD/VPTW",
    motto="ĐẢNG CỘNG SẢN VIỆT NAM",
    star="*",
    number_prefix="Số ",
    right_mm=15,
    recipients_title_pt=14,
    recipients_pt=12,
    recipients_title_underlined=True,
)

_TABLE: tuple[Measures, ...] = (
    _PARTY_2018,
    # Same measures as far as is known; the row marks where a correction belongs.
    replace(_PARTY_2018, since=date(2026, 1, 1), source="HD 05-HD/VPTW"),
    Measures(
        style=YOUTH,
        since=date(2013, 5, 20),
        source="HD 29-HD/TWĐTN-VP",
        motto="ĐOÀN TNCS HỒ CHÍ MINH",
        star="***",
        number_prefix="Số: ",
        right_mm=20,
        left_column_mm=81,  # own: a city's name fits at left, a day with its place at right
        recipients_title_pt=12,
        recipients_pt=11,
        recipients_title_underlined=False,
    ),
)


def measures_for(style: str, day: date | None = None) -> Measures:
    """Return the row of `style` in force on `day`.

    Without a day (not issued yet) the newest row counts; before the first row
    the first one does. An unknown style raises ValueError.
    """
    rows = sorted((row for row in _TABLE if row.style == style), key=lambda row: row.since)
    if not rows:
        raise ValueError(f"unknown house style: {style!r}")
    in_force = [row for row in rows if day is None or row.since <= day]
    return in_force[-1] if in_force else rows[0]
