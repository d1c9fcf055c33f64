"""Any length of any part: every paper prints, loses no word, and breaks where a reader would."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pdfplumber.page import Page

from tests.documents.test_pdf import MM, PAPER, SENTENCE, Line, left, printed
from webapp.documents.tree import (
    Block,
    Boxes,
    Column,
    Figure,
    Heading,
    Item,
    Option,
    Paper,
    Paragraph,
    Signature,
    Table,
    plain_text,
)

UNIT = "Đảng ủy Tổng công ty cổ phần phát triển "  # 40 letters
SIGNED = Signature("K/T Trưởng ban", "Phó Trưởng ban", "Trần Văn Mẫu")
# A page is slow to read back, not to print: few examples, and no clock on them.
few = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))


def shown(pages: list[Page]) -> str:
    """Return all letters of the pages without their blanks and page numbers."""
    bodies = (page.crop((0, 19 * MM, page.width, page.height)) for page in pages)
    return re.sub(r"\s", "", "".join(c["text"] for body in bodies for c in body.chars))


def lines_of(page: Page) -> list[Line]:
    """Return the lines below the page number."""
    body = page.crop((0, 19 * MM, page.width, page.height))
    return [Line(page, found) for found in body.extract_text_lines()]


@pytest.mark.parametrize(
    "paper",
    [
        replace(PAPER, issuer=UNIT * 40),
        replace(PAPER, superior=UNIT * 60),
        replace(PAPER, place=UNIT * 60),
        replace(PAPER, urgency=UNIT * 60),
        replace(PAPER, symbol="KH" * 1500),
        replace(PAPER, summary=UNIT * 100),
        replace(PAPER, summary="x" * 20_000),
        replace(PAPER, addressee=UNIT * 100),
        replace(PAPER, kind="", addressee="Chi bộ", summary=UNIT * 100),
        replace(PAPER, signatures=(replace(SIGNED, position=UNIT * 60),)),
        replace(PAPER, signatures=(replace(SIGNED, name=UNIT * 60),)),
        replace(PAPER, signatures=(SIGNED, replace(SIGNED, side="left", authority=UNIT * 80))),
        replace(PAPER, signatures=(SIGNED,) * 12),
        replace(PAPER, signatures=(SIGNED, replace(SIGNED, side="left")) * 9),
        replace(PAPER, recipients=(UNIT * 80,) * 3, copied=(UNIT * 80,)),
        replace(PAPER, blocks=(Heading(1, UNIT * 90), Paragraph("Một."))),
        replace(PAPER, blocks=(Heading(1, "Đề mục"),) * 60),
        replace(PAPER, blocks=(Paragraph("dòng\n" * 200),)),
        replace(PAPER, blocks=(Table((Column(UNIT * 60), Column("b")), (("một", "hai"),) * 3),)),
        replace(PAPER, blocks=(Table((Column("a"), Column("b")), (("một", SENTENCE * 99),)),)),
        replace(PAPER, blocks=(Table((Column("a"),), ()),)),
        replace(PAPER, blocks=(Boxes(UNIT * 60, (Option(UNIT * 60),) * 3),)),
    ],
)
def test_no_length_of_a_part_is_too_much(paper: Paper) -> None:
    with printed(paper) as pages:
        assert not _lost(paper, pages)
        for page in pages:
            ends = [c["x1"] for c in page.chars if c["text"].strip()]
            assert max(ends) < page.width - 15 * MM + 1
            assert min(c["x0"] for c in page.chars) > 30 * MM - 1
            assert max(c["bottom"] for c in page.chars) < page.height - 20 * MM + 6


def _lost(paper: Paper, pages: list[Page]) -> Counter[str]:
    """Return the letters that the paper has more often than its print, boxes and bars aside."""
    text = re.sub(r"[\s|]|\[ \]", "", plain_text(paper))
    return Counter(text.lower()) - Counter(shown(pages).lower())


def test_bar_with_an_endless_label_keeps_its_beginning() -> None:
    figure = Figure("Số buổi", (UNIT * 300, "Long Khánh"), (3, 1))
    with printed(replace(PAPER, blocks=(figure,))) as pages:
        assert len(pages) == 1
        assert "ĐảngủyTổngcôngty" in shown(pages)


@pytest.mark.parametrize(("sentences", "pages"), [(3, 1), (40, 2), (72, 3), (1008, 30)])
def test_letters_of_one_two_three_and_thirty_pages(sentences: int, pages: int) -> None:
    blocks = (Paragraph(SENTENCE * 8),) * (sentences // 8) + (Paragraph(SENTENCE * 3),)
    with printed(replace(PAPER, blocks=blocks)) as found:
        assert len(found) == pages
        numbers = [page.crop((0, 0, page.width, 19 * MM)).extract_text() for page in found]
        assert numbers == ["", *map(str, range(2, pages + 1))]
        assert shown(found).count("Tỉnhủyxâydựng") == sentences // 8 * 8 + 3


def test_unit_name_of_120_letters_stays_in_its_column() -> None:
    name = (UNIT * 3)[:120]
    rows = ((name, name),)
    blocks = (Table((Column("Đơn vị"), Column("Nội dung", 2)), rows), Paragraph(f"Gửi {name}."))
    paper = replace(PAPER, issuer=name, superior=name, recipients=(name,) * 12, blocks=blocks)
    with printed(paper) as pages:
        shown_name = name.replace(" ", "")
        assert shown(pages).count(shown_name.upper()) == 2
        assert shown(pages).count(shown_name) >= 14
        listed = left(pages[-1]).chars
        assert max(c["x1"] for c in listed if c["size"] == 12) <= 103 * MM


block = st.one_of(
    st.builds(Paragraph, st.integers(1, 14).map(lambda n: ("ĐOẠN " + SENTENCE * n).strip())),
    st.builds(Item, st.integers(1, 3).map(lambda n: (SENTENCE * n).strip())),
    st.builds(Heading, st.integers(1, 3), st.just("MỤC một")),
    st.integers(1, 9).map(
        lambda n: Table((Column("TT"), Column("Việc", 6)), (("1", SENTENCE), ("2", "ngắn")) * n)
    ),
)
recipient_lists = st.integers(1, 14).map(lambda n: tuple(f"Đơn vị {i}" for i in range(n)))


@few
@given(st.lists(block, min_size=1, max_size=14), recipient_lists)
@example([Paragraph(SENTENCE * 29)], ("Lưu",))
def test_any_body_breaks_where_a_reader_would(blocks: list[Block], to: tuple[str, ...]) -> None:
    with printed(replace(PAPER, blocks=tuple(blocks), recipients=to)) as pages:
        lines = [lines_of(page) for page in pages]
        (signed,) = [found for found in lines if any("K/T TRƯ" in line["text"] for line in found)]
        assert "K/T TRƯ" not in signed[0]["text"]  # never alone on a page
        for found in lines[:-1]:
            assert not found[-1]["text"].startswith("MỤC một")  # a heading leads something
        for above, below in pairwise(lines):
            assert not _lonely(above[-2:], below[:2])
        assert not _lost(replace(PAPER, blocks=tuple(blocks), recipients=to), pages)


def _lonely(above: list[Line], below: list[Line]) -> bool:
    """Tell whether a paragraph's first line stays behind, or its last goes on, alone."""
    first_stays = above[-1]["text"].startswith("ĐOẠN") and not above[-1]["text"].endswith("bộ.")
    ends_alone = (
        not below[0]["text"].startswith(("ĐOẠN", "- ", "MỤC", "TT", "Ban"))
        and below[0]["size"] == 14
        and len(below) > 1
        and below[1]["text"].startswith(("ĐOẠN", "MỤC", "- Ban"))
    )
    return first_stays or ends_alone


@pytest.mark.parametrize("count", [12, 90])
@pytest.mark.parametrize("sentences", range(16, 29, 2))
def test_signature_stays_with_text_whatever_the_recipients(count: int, sentences: int) -> None:
    to = tuple(f"Đơn vị {n}" for n in range(count))
    with printed(replace(PAPER, blocks=(Paragraph(SENTENCE * sentences),), recipients=to)) as pages:
        (signed,) = [page for page in pages if "K/T TRƯỞNG BAN" in page.extract_text()]
        assert lines_of(signed)[0]["text"].split()[0] not in ("Nơi", "K/T", "-")
        assert "Trần Văn Mẫu" in signed.extract_text()
        assert all(f"-Đơnvị{n}" in shown(pages) for n in range(count))
