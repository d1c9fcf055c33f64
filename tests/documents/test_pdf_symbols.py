"""Long symbols of papers: divided where a line would be stretched, and read in one all the same."""

from dataclasses import replace
from itertools import pairwise

import pypdfium2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.documents.test_pdf import PAPER, printed
from webapp.documents.measures import measures_for
from webapp.documents.pdf import fonts
from webapp.documents.pdf.render import render_pdf
from webapp.documents.pdf.text import Line, body_look, paragraph
from webapp.documents.tree import Paragraph

SYMBOL = "05-HD/BTCTU-TĐTN-BTGTU"
WIDTH = 467.7  # points: 165 mm
LOOK = body_look(measures_for("party", None))
BLANK = 0.25 * LOOK.size
STARTS = st.lists(st.sampled_from(["Ban", "Tổ", "chức,", "nghiêm", "và"]), max_size=40)


def lines(text: str) -> list[Line]:
    flowable = paragraph(text, LOOK)
    flowable.wrap(WIDTH, 1000)
    return flowable.lines


def letters(line: Line) -> str:
    return "".join(text for _, text in line.pieces)


def width(marked: str) -> float:
    """How wide a text with marks is, in points: every second part between marks is bold."""
    parts = enumerate(marked.split("**"))
    faces = (fonts.REGULAR, fonts.BOLD)
    return LOOK.size * sum(fonts.em_width(faces[number % 2], part) for number, part in parts)


@given(STARTS, st.sampled_from([SYMBOL, f"**{SYMBOL}**,", "05-**HD/BTCTU**-TĐTN-BTGTU;"]))
@example(["Ban", "Tổ", "chức,", "chức,", "nghiêm", "nghiêm", "nghiêm"], f"**{SYMBOL}**,")
def test_a_symbol_is_divided_only_where_a_blank_would_more_than_double(
    start: list[str], symbol: str
) -> None:
    bare = symbol.replace("*", "")
    found = lines(" ".join([*start, symbol, "của Ban Tổ chức đề nghị thực hiện nghiêm túc. " * 2]))
    for line, following in pairwise(found):
        ended = letters(line).rsplit(" ", 1)[-1]
        rest = letters(following).split(" ", 1)[0]
        if ended + rest == bare and rest != bare:
            assert ended[-1] in "/-"
            before = letters(line).removesuffix(ended).rstrip()
            indent = LOOK.first_line if line is found[0] else 0
            spare = WIDTH - indent - LOOK.size * fonts.em_width(fonts.REGULAR, before)
            assert LOOK.size * fonts.em_width(fonts.REGULAR, " ") + width(symbol) > spare  # no room
            assert spare > before.count(" ") * BLANK - 1e-3
        elif rest == bare:
            assert line.widening <= BLANK + 1e-3


@given(STARTS)
def test_short_symbols_days_and_years_stay_in_one(start: list[str]) -> None:
    for whole in ("73-KH/BTCTU", "2020-2025/2025-2030", "17/09/2023-18/09/2023"):
        assert any(whole in letters(line) for line in lines(" ".join([*start, whole, "cuối câu"])))


def test_a_symbol_longer_than_a_line_breaks_behind_its_strokes() -> None:
    symbol = "HD/" + "-".join(["BTCTUTĐTN"] * 20)
    found = [letters(line) for line in lines(symbol)]
    assert "".join(found) == symbol
    assert len(found) > 2
    assert all(one[-1] in "/-" for one in found[:-1])


@pytest.mark.parametrize("symbol", [SYMBOL, "05-**HD/BTCTU**-TĐTN-BTGTU"])
def test_a_divided_symbol_is_found_and_copied_in_one(symbol: str) -> None:
    text = f"Ban Tổ chức, Ban Tổ chức, Thực hiện văn bản hướng dẫn số {symbol} ngày 03 tháng 01."
    paper = replace(PAPER, blocks=(Paragraph(text),))
    with printed(paper) as (page,):
        shown = page.extract_text()
    assert SYMBOL not in shown  # it stands on two lines
    assert SYMBOL in shown.replace("\n", "")
    read = pypdfium2.PdfDocument(render_pdf(paper))[0].get_textpage().get_text_range()
    assert " ".join(read.split()).count(f"số {SYMBOL} ngày 03") == 1
    assert all(letter.isprintable() or letter in "\r\n" for letter in read)
