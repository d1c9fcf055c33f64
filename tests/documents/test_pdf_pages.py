"""Papers over several pages: what stays together, what breaks, and what the blocks draw."""

from dataclasses import replace

import pytest

from tests.documents.test_pdf import MM, PAPER, SENTENCE, Line, left, near, printed
from webapp.documents.tree import (
    Appendix,
    Boxes,
    Column,
    Figure,
    Heading,
    Option,
    PageBreak,
    Paper,
    Paragraph,
    Table,
)


def room_for(lines: int) -> Paper:
    """Return a paper whose last paragraph ends after about `lines` lines."""
    return replace(PAPER, blocks=(Paragraph(SENTENCE * 6), Paragraph("Dòng chữ này. " * 6 * lines)))


@pytest.mark.parametrize("lines", range(8, 34))
def test_signature_never_stands_alone(lines: int) -> None:
    with printed(room_for(lines)) as pages:
        (last,) = [page for page in pages if "K/T TRƯỞNG BAN" in page.extract_text()]
        above = [Line(last, found) for found in last.extract_text_lines()]
        above = above[: next(n for n, line in enumerate(above) if "K/T" in line["text"])]
        # The last two lines of the body, and nothing but the page number before them.
        assert above[-1]["base"] - above[-2]["base"] == pytest.approx(18)
        assert "Trần Văn Mẫu" in last.extract_text()
        assert last is pages[-1]


def test_signature_stays_with_the_last_rows_of_a_table() -> None:
    for count in range(20, 40):
        table = Table((Column("TT"),), tuple((f"hàng {n}",) for n in range(count)))
        with printed(replace(PAPER, blocks=(table,))) as pages:
            (last,) = [page for page in pages if "K/T" in page.extract_text()]
            assert f"hàng {count - 1}" in last.extract_text()
            assert f"hàng {count - 2}" in last.extract_text()


def test_heading_stays_with_the_lines_it_announces() -> None:
    for lines in range(4, 40):
        filler = Paragraph("x<br/>\n" * lines)
        blocks = (filler, Heading(1, "I- ĐẦU"), Heading(2, "1. Mục"), Paragraph(SENTENCE * 9))
        with printed(replace(PAPER, blocks=blocks)) as pages:
            (page,) = [p for p in pages if "I- ĐẦU" in p.extract_text()]
            below = page.extract_text().split("I- ĐẦU\n")[1].split("\n")
            assert below[0] == "1. Mục"
            assert len(below) >= 3


def test_no_paragraph_leaves_one_line_behind() -> None:
    for lines in range(4, 30):
        blocks = (Paragraph("x\n" * lines), *[Paragraph("ĐOẠN " + SENTENCE * 5)] * 9)
        with printed(replace(PAPER, blocks=blocks)) as pages:
            for page in pages[:-1]:
                assert not page.extract_text().split("\n")[-1].startswith("ĐOẠN")
            for page in pages[1:]:
                first, second = page.extract_text().split("\n")[1:3]
                assert first.startswith("ĐOẠN") or not second.startswith(("ĐOẠN", "Nơi"))


def test_long_list_of_recipients_goes_on_overleaf() -> None:
    with printed(replace(PAPER, recipients=tuple(f"Đơn vị {n}" for n in range(90)))) as pages:
        text = "\n".join(page.extract_text() for page in pages)
        assert all(f"- Đơn vị {n}" in text for n in range(90))
        (signed,) = [page for page in pages if "K/T" in page.extract_text()]
        assert "đảng ủy, chi bộ." in signed.extract_text()


# Tables, plots, boxes


def test_table_head_is_repeated_and_no_row_is_lost() -> None:
    columns = (Column("Tháng", 1, "center"), Column("Đơn vị", 3), Column("Nội dung", 6))
    rows = tuple((f"T{n}", "Đảng bộ huyện Nhơn Trạch", SENTENCE * (n % 4 + 1)) for n in range(60))
    with printed(replace(PAPER, blocks=(Table(columns, rows), Paragraph("Hết.")))) as pages:
        bodies = [page for page in pages if "T" in "".join(c["text"] for c in left(page).chars)]
        assert len(bodies) > 5
        for page in bodies:
            assert page.extract_text().count("Tháng Đơn vị Nội dung") == 1
            edges = [edge for line in page.lines for edge in (line["x0"], line["x1"])]
            assert (min(edges), max(edges)) == (near(30 * MM), near(195 * MM))
        words = "".join(page.extract_text() for page in pages)
        assert all(f"T{n} " in words for n in range(60))
        assert words.count("Ban Tổ") + words.count("Ban\nTổ") >= sum(n % 4 + 1 for n in range(60))


def test_row_taller_than_a_page_breaks_within() -> None:
    table = Table((Column("TT", 1), Column("Nội dung", 8)), (("1", SENTENCE * 200), ("2", "cuối")))
    with printed(replace(PAPER, blocks=(table, Paragraph("Hết.")))) as pages:
        heads = [page.extract_text().count("TT Nội dung") for page in pages]
        assert heads[:3] == [1, 1, 1]
        # The rule at the foot closes the broken row.
        foot = max(line["top"] for line in pages[0].lines if line["width"] > 10 * MM)
        assert foot >= max(c["bottom"] for c in pages[0].chars) - 3


def test_row_a_little_taller_than_a_page_still_prints() -> None:
    for lines in range(43, 54):
        row = ("1", "\n".join(f"dòng {n}" for n in range(lines)))
        blocks = (PageBreak(), Table((Column("TT"), Column("Việc")), (row,)), Paragraph("Hết."))
        with printed(replace(PAPER, blocks=blocks)) as pages:
            text = "\n".join(page.extract_text() for page in pages)
            assert [f"dòng {n}" in text for n in range(lines)] == [True] * lines


def test_bars_are_as_long_as_their_values() -> None:
    figure = Figure("Số buổi đã dự", ("Biên Hòa", "Long Khánh", "Tân Phú"), (12, 6, 0), "buổi")
    with printed(replace(PAPER, blocks=(figure,))) as (page,):
        long, short, none = sorted((bar["width"] for bar in page.rects), reverse=True)
        assert short / long == pytest.approx(0.5)
        assert none == 0
        assert "Biên Hòa 12 buổi" in page.extract_text()


def test_boxes_are_drawn_and_ticked() -> None:
    boxes = Boxes("Đủ sổ sách?", (Option("Đạt", True), Option("Không đạt"), Option("Khác")))
    with printed(replace(PAPER, blocks=(boxes,))) as (page,):
        assert len(page.rects) == 3
        assert len(page.curves) == 1
        assert "Đạt Không đạt Khác" in page.extract_text()


def test_an_appendix_stands_below_the_signatures_on_its_own_page() -> None:
    blocks = (Paragraph("Thân bài."), Appendix("Đề cương", "Kết quả"), Paragraph("Điền vào."))
    with printed(replace(PAPER, blocks=blocks)) as pages:
        first, second = (page.extract_text() for page in pages)
    assert PAPER.signatures[0].name in first
    assert "ĐỀ CƯƠNG" not in first
    assert [line for line in second.splitlines() if line != "2"] == [
        "ĐỀ CƯƠNG",
        "Kết quả",
        "Điền vào.",
    ]


def test_page_breaks_leave_no_empty_page() -> None:
    broken = (PageBreak(), PageBreak(), Paragraph("Hai."), PageBreak())
    with printed(replace(PAPER, blocks=(Paragraph("Một."), *broken))) as pages:
        assert ["Hai." in page.extract_text() for page in pages] == [False, True]
