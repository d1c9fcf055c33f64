"""Papers as a reader with a ruler finds them: every measure is taken from a printed PDF."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from pdfplumber.page import Page

from webapp.documents.pdf import fonts
from webapp.documents.pdf.render import GlyphMissing, render_pdf
from webapp.documents.tree import Paper, Paragraph, Signature, literal

MM = 72 / 25.4
HALF = 0.5 * MM  # the law is half a millimetre

SENTENCE = "Ban Tổ chức Tỉnh ủy xây dựng kế hoạch dự, giám sát sinh hoạt của đảng ủy, chi bộ. "

PAPER = Paper(
    style="party",
    superior="Tỉnh ủy Đồng Nai",
    issuer="Ban Tổ chức",
    number=73,
    symbol="KH/BTCTU",
    place="Đồng Nai",
    day=date(2024, 1, 3),
    kind="Kế hoạch",
    summary="Dự, giám sát sinh hoạt thường kỳ năm 2024",
    addressee=None,
    blocks=(Paragraph(SENTENCE * 6), Paragraph(SENTENCE * 6)),
    signatures=(Signature("K/T Trưởng ban", "Phó Trưởng ban", "Trần Văn Mẫu"),),
    recipients=("Các ban đảng,", "Lưu BTCTU."),
)
YOUTH = replace(
    PAPER,
    style="youth",
    superior="Đảng ủy Khối",
    issuer="Ban Chấp hành Đoàn Khối",
    symbol="KH/ĐTN",
    signatures=(
        Signature("T/M Ban Thường vụ", "Phó Bí thư", "Lê Văn Mẫu", "left", "party"),
        Signature("TM. Ban Thường vụ", "Bí thư", "Trần Thị Mẫu", "right", "youth"),
    ),
)


@contextmanager
def printed(paper: Paper, *, draft: bool = False) -> Iterator[list[Page]]:
    with pdfplumber.open(BytesIO(render_pdf(paper, draft=draft))) as document:
        yield document.pages


class Line(dict[str, Any]):
    """One line of letters: its text, edges, base line, face and size (points, from above)."""

    def __init__(self, page: Page, found: dict[str, Any]) -> None:
        first = found["chars"][0]
        super().__init__(
            text=found["text"].replace("\u00a0", " "),
            x0=found["x0"],
            x1=found["x1"],
            base=page.height - first["matrix"][5],
            face=first["fontname"].split("+")[1],
            size=first["size"],
            middle=(found["x0"] + found["x1"]) / 2,
        )


def left(page: Page, cut_mm: float = 30 + 73) -> Page:
    """Return what stands left of the line between the two columns."""
    return page.crop((0, 0, cut_mm * MM, page.height))


def right(page: Page, cut_mm: float = 30 + 73) -> Page:
    """Return what stands right of the line between the two columns."""
    return page.crop((cut_mm * MM, 0, page.width, page.height))


def find(page: Page, start: str) -> Line:
    """Return the first line of letters that begins with `start`."""
    for found in page.extract_text_lines():
        line = Line(page, found)
        if line["text"].startswith(start):
            return line
    raise AssertionError(f"no line {start!r} in\n{page.extract_text()}")


def near(value: float) -> Any:
    return pytest.approx(value, abs=HALF)


def ink_top(pdf: bytes, page: int, box_mm: tuple[float, float, float, float]) -> float:
    """Return where the ink begins within a box (left, top, right, bottom), in mm from above."""
    per_mm = 20
    with pdfplumber.open(BytesIO(pdf)) as document:
        image = document.pages[page].to_image(resolution=25.4 * per_mm).original.convert("L")
    left, top, right, bottom = (round(edge * per_mm) for edge in box_mm)
    ink = image.crop((left, top, right, bottom)).point(lambda grey: 255 * (grey < 128)).getbbox()
    assert ink, "the box is empty"
    return (top + ink[1]) / per_mm


# The head


@pytest.mark.parametrize(
    ("paper", "motto"), [(PAPER, "ĐẢNG CỘNG SẢN VIỆT NAM"), (YOUTH, "ĐOÀN TNCS HỒ CHÍ MINH")]
)
def test_motto_has_a_rule_exactly_as_wide(paper: Paper, motto: str) -> None:
    with printed(paper) as (page,):
        words, rule = find(right(page), motto), page.lines[0]
        assert (words["face"], words["size"]) == ("Tinos-Bold", 15)
        assert (rule["x0"], rule["x1"]) == (near(words["x0"]), near(words["x1"]))
        assert rule["linewidth"] == 0.75
        assert 0 < rule["top"] - words["base"] < 3 * MM


@pytest.mark.parametrize(("paper", "column", "margin"), [(PAPER, 73, 15), (YOUTH, 81, 20)])
def test_two_columns_stand_where_the_rule_says(paper: Paper, column: int, margin: float) -> None:
    cut = 30 + column
    with printed(paper) as (page,):
        for start in (paper.superior.upper(), paper.issuer.upper(), "*", "Số"):
            assert find(left(page, cut), start)["middle"] == near((30 + column / 2) * MM)
        for start in ("Đ", "Đồng Nai, ngày"):
            assert find(right(page, cut), start)["middle"] == near((cut + 210 - margin) / 2 * MM)


def test_the_names_of_a_city_s_union_stand_on_one_line_each() -> None:
    names = ("THÀNH ĐOÀN TP. HỒ CHÍ MINH", "ĐOÀN KHỐI DÂN - CHÍNH - ĐẢNG")
    with printed(replace(YOUTH, superior=names[0], issuer=names[1])) as (page,):
        for name in names:
            assert find(left(page, 30 + 81), name)["text"] == name


@pytest.mark.parametrize(
    ("start", "face", "size"),
    [
        ("TỈNH ỦY ĐỒNG NAI", "Tinos-Regular", 14),
        ("BAN TỔ CHỨC", "Tinos-Bold", 14),
        ("Số 73-KH/BTCTU", "Tinos-Regular", 14),
        ("HỎA TỐC", "Tinos-Bold", 14),
        ("Đồng Nai, ngày 03 tháng 01 năm 2024", "Tinos-Italic", 14),
        ("KẾ HOẠCH", "Tinos-Bold", 16),
        ("Dự, giám sát sinh hoạt", "Tinos-Bold", 14),
        ("-----", "Tinos-Regular", 14),
        ("Ban Tổ chức Tỉnh ủy xây", "Tinos-Regular", 14),
        ("K/T TRƯỞNG BAN", "Tinos-Bold", 14),
        ("PHÓ TRƯỞNG BAN", "Tinos-Regular", 14),
        ("Trần Văn Mẫu", "Tinos-Bold", 14),
        ("Nơi nhận:", "Tinos-Regular", 14),
        ("- Các ban đảng;", "Tinos-Regular", 12),
        ("- Lưu BTCTU.", "Tinos-Regular", 12),
    ],
)
def test_face_and_size_of_each_party_part(start: str, face: str, size: float) -> None:
    with printed(replace(PAPER, urgency="Hỏa tốc")) as (page,):
        column = right(page) if start[:3] in ("Đồn", "K/T", "PHÓ", "Phạ") else page
        line = find(column, start)
        assert (line["face"], line["size"]) == (face, size)


@pytest.mark.parametrize(
    ("start", "face", "size"),
    [
        ("***", "Tinos-Regular", 14),
        ("Số: 73-KH/ĐTN", "Tinos-Regular", 14),
        ("Nơi nhận:", "Tinos-BoldItalic", 12),
        ("- Lưu BTCTU.", "Tinos-Regular", 11),
    ],
)
def test_face_and_size_where_the_youth_style_differs(start: str, face: str, size: float) -> None:
    with printed(YOUTH) as (page,):
        line = find(page, start)
        assert (line["face"], line["size"]) == (face, size)


def test_unissued_paper_leaves_room_for_number_and_day() -> None:
    with printed(replace(PAPER, number=None, day=None, year=2024)) as (page,):
        number, issued = find(left(page), "Số"), find(right(page), "Đồng Nai, ngày")
        assert number["text"].endswith("-KH/BTCTU")
        assert issued["text"].endswith("năm 2024")
    with printed(PAPER) as (page,):
        room = number["x1"] - number["x0"] - find(left(page), "Số")["x1"]
        room += find(left(page), "Số")["x0"] + 14  # the two digits of 73
        assert room > 8 * MM


def test_long_names_wrap_within_their_column() -> None:
    name = "Đảng bộ Tổng công ty trách nhiệm hữu hạn một thành viên " * 2 + "Đồng Nai"
    with printed(replace(PAPER, issuer=name, place="Thành phố Hồ Chí Minh")) as (page,):
        bold = [c for c in left(page).chars if c["size"] == 14 and "Bold" in c["fontname"]]
        shown = "".join(c["text"] for c in bold if c["text"].strip())
        assert shown.startswith(name.upper().replace(" ", ""))
        number, issued = find(left(page), "Số"), find(right(page), "ngày 03 tháng 01")
        assert number["base"] == near(issued["base"] - 18)


# The body


def test_text_keeps_the_margins_and_is_justified() -> None:
    for paper, right in ((PAPER, 15), (YOUTH, 20)):
        with printed(replace(paper, blocks=(Paragraph(SENTENCE * 60),))) as pages:
            letters = [c for page in pages for c in page.chars if c["text"].strip()]
            assert min(c["x0"] for c in letters) == near(30 * MM)
            assert max(c["x1"] for c in letters) == near((210 - right) * MM)
            second = pages[1].extract_text_lines()
            inner = [Line(pages[1], line) for line in second[1:15]]
            assert {round(line["x1"], 1) for line in inner} == {round((210 - right) * MM, 1)}


def test_paragraphs_are_indented_and_their_pitch_is_exact() -> None:
    with printed(PAPER) as (page,):
        lines = [Line(page, found) for found in page.extract_text_lines()]
    body = [n for n, line in enumerate(lines) if line["text"].startswith("Ban Tổ chức Tỉnh ủy xây")]
    first, second = body[0], body[-1]
    assert lines[first]["x0"] == near(40 * MM)
    assert lines[first + 1]["x0"] == near(30 * MM)
    assert lines[second]["x0"] == near(40 * MM)
    pitches = [
        b["base"] - a["base"]
        for a, b in zip(lines[first:], lines[first + 1 : second], strict=False)
    ]
    assert pitches == pytest.approx([18] * (second - first - 1))
    assert lines[second]["base"] - lines[second - 1]["base"] == pytest.approx(18 + 6)


def test_page_numbers_begin_on_page_two() -> None:
    pdf = render_pdf(replace(PAPER, blocks=(Paragraph(SENTENCE * 60),)))
    with pdfplumber.open(BytesIO(pdf)) as document:
        first, second = document.pages[:2]
        assert not first.crop((0, 0, first.width, 19 * MM)).chars
        number = find(second, "2")
    assert number["text"] == "2"
    assert (number["face"], number["size"]) == ("Tinos-Regular", 14)
    assert number["middle"] == near((30 + 165 / 2) * MM)
    assert ink_top(pdf, 1, (100, 2, 125, 19)) == pytest.approx(10, abs=0.2)


def test_pages_keep_the_upper_and_lower_margin() -> None:
    with printed(replace(PAPER, blocks=(Paragraph(SENTENCE * 90),))) as pages:
        for page in pages[:-1]:
            bases = [page.height - c["matrix"][5] for c in page.chars]
            assert max(bases) < page.height - 20 * MM
            assert max(bases) > page.height - 20 * MM - 2 * 18
        assert find(pages[0], "TỈNH ỦY")["base"] == near(20 * MM + 14)


def test_gaps_print_in_red() -> None:
    paper = replace(PAPER, place="", blocks=(Paragraph("Tại [[thiếu: địa điểm]]."),))
    with printed(paper) as (page,):
        red = [c for c in page.chars if c["non_stroking_color"][0] > 0.7]
        text = "".join(c["text"] for c in red).replace("\u00a0", " ")
        assert text == "[thiếu: địa danh][thiếu: địa điểm]"


HARD = [
    "<b>đậm</b> & <a href='x'>liên kết</a> &amp; ]]> <!-- -->",
    "5 < 6 > 4, 2*3*4 = 24, 50% \\ {{ x }} ${y} <br/> <para>",
    "“ngoặc” ‘đơn’ – — … ‰ ½ № §",
    "ẮẰẲẴẶ ắằẳẵặ ỐỒỔỖỘ ưừửữự ĐđỶỹ",
]


@pytest.mark.parametrize("typed", HARD)
def test_hard_texts_print_as_typed(typed: str) -> None:
    short = replace(PAPER, blocks=(Paragraph(literal(typed)),), summary=literal(typed))
    with printed(short) as (page,):
        assert " ".join(page.extract_text().split()).count(typed) == 2


def test_decomposed_text_prints_composed() -> None:
    text = "Đảng ủy Khối Dân Chính Đảng: kết quả dự, giám sát ở cơ sở."
    decomposed = replace(PAPER, blocks=(Paragraph(unicodedata.normalize("NFD", text)),))
    assert render_pdf(decomposed) == render_pdf(replace(PAPER, blocks=(Paragraph(text),)))


@pytest.mark.parametrize(
    ("text", "name"),
    [("漢", "U+6F22"), ("xong 😀", "U+1F600"), ("a\x07b", "U+0007"), ("☑", "U+2611")],
)
def test_letters_no_face_can_draw_are_named(text: str, name: str) -> None:
    with pytest.raises(GlyphMissing, match=name.replace("+", r"\+")):
        render_pdf(replace(PAPER, recipients=(text,)))


def test_every_vietnamese_letter_can_be_drawn() -> None:
    marks = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    letters = [b + m for b in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY" for m in marks]
    assert fonts.missing_glyphs("".join(letters) + "đĐ") == []


def test_missing_font_files_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(fonts.FontsMissing, match="run make assets"):
        fonts.load_faces(tmp_path)


# The close


def test_signature_stands_in_the_right_column_with_room_above_the_name() -> None:
    with printed(PAPER) as (page,):
        lines = [find(right(page), start) for start in ("K/T", "PHÓ", "Trần Văn Mẫu")]
        people = find(left(page), "Nơi nhận:")
    authority, position, name = lines
    middle = (30 + 73 + 92 / 2) * MM
    assert [line["middle"] for line in (authority, position, name)] == [near(middle)] * 3
    assert name["base"] - position["base"] == pytest.approx(5 * 18)
    assert people["base"] == near(authority["base"])
    assert people["x0"] == near(30 * MM)


def test_two_signatures_stand_side_by_side_and_names_level() -> None:
    signatures = (
        Signature(
            "T/M Ban Thường vụ", "Phó Bí thư kiêm Chủ nhiệm Ủy ban Kiểm tra Đảng ủy", "Tám", "left"
        ),
        Signature("TM. Ban Thường vụ", "Bí thư", "Sáu", "right", "youth"),
    )
    with printed(replace(YOUTH, signatures=signatures)) as (page,):
        approver, issuer = find(left(page, 110), "T/M BAN"), find(right(page, 110), "TM. BAN")
        assert approver["base"] == pytest.approx(issuer["base"])
        assert approver["middle"] == near((30 + 40) * MM)
        assert issuer["middle"] == near((190 - 40) * MM)
        names = find(page, "Tám Sáu")
        assert find(page, "Nơi nhận:")["base"] > names["base"]
