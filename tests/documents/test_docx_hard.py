"""What people type, and how much of it: a Word file must open and hold all of it."""

import unicodedata
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.documents.test_docx import find, lines, opened
from tests.documents.test_pdf import PAPER, SENTENCE
from webapp.documents.docx.render import render_docx
from webapp.documents.kinds import PAPERS, composed
from webapp.documents.measures import STYLES
from webapp.documents.pdf.render import GlyphMissing
from webapp.documents.samples.printing import sample_paper
from webapp.documents.tree import (
    Boxes,
    Column,
    Figure,
    Heading,
    Item,
    Option,
    Paper,
    Paragraph,
    Table,
    clean,
    literal,
    plain_text,
)

KINDS = [kind.key for kind in composed()]
TYPED = (
    '<b>đậm</b> & &amp; ]]> <a href="http://x">y</a>',
    "<w:p/><!-- ]]> <?xml?>",
    "*không nghiêng* **không đậm** [[thiếu: không đỏ]]",
    "hai  khoảng trắng và một\ndòng mới",
    "\u0111o\u0302\u0300ng chi\u0301 NGUYE\u0302\u0303N",  # decomposed
    "日本 и العربية 😀",
)


def text_of(paper: Paper) -> str:
    return "\n".join(line.text for line in lines(opened(paper)))


@pytest.mark.parametrize("typed", TYPED)
def test_everything_typed_prints_as_typed(typed: str) -> None:
    safe = literal(typed)
    paper = replace(
        PAPER,
        issuer=safe,
        summary=safe,
        blocks=(
            Heading(1, safe),
            Paragraph(safe),
            Item(safe),
            Table((Column(safe),), ((safe,),)),
            Figure(safe, (safe,), (1,), safe),
            Boxes(safe, (Option(safe),)),
        ),
        recipients=(safe, safe),
    )
    shown = text_of(paper)
    expected = clean(typed)
    assert shown.count(expected) == 13
    assert expected.upper() in shown
    assert unicodedata.is_normalized("NFC", shown)


@pytest.mark.parametrize("letter", ["\x00", "\x0b", "\x1f", "\ud800", "\uffff"])
def test_a_character_that_no_file_can_hold_is_told_by_its_number(letter: str) -> None:
    with pytest.raises(GlyphMissing, match=f"U\\+{ord(letter):04X}"):
        render_docx(replace(PAPER, blocks=(Paragraph(f"Một{letter}hai"),)))


def test_a_long_name_and_a_long_text_are_kept_whole() -> None:
    name = "Đảng ủy Tổng công ty cổ phần phát triển " * 3
    paper = replace(PAPER, issuer=name, blocks=(Paragraph(SENTENCE * 1_000),))
    document = opened(paper)
    assert find(document, name.upper()[:20]).text == name.upper()
    assert find(document, SENTENCE[:20]).text == SENTENCE * 1_000


def test_an_empty_paper_shows_its_gaps_in_red() -> None:
    paper = replace(
        PAPER, issuer="", summary="", symbol="", place="", blocks=(), signatures=(), recipients=()
    )
    document = opened(paper)
    gaps = [run for line in lines(document) for run in line.runs if "thiếu" in run.text]
    assert len(gaps) == 8
    assert {str(run.font.color.rgb) for run in gaps} == {"C00000"}


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40)
blocks = st.one_of(
    words.map(Paragraph),
    words.map(Item),
    st.builds(Heading, st.integers(1, 3), words),
    st.builds(Boxes, words, st.lists(words.map(Option), max_size=6).map(tuple)),
    st.lists(st.tuples(words, words), max_size=4).map(
        lambda rows: Table((Column("A", 0.01), Column("B")), tuple(rows))
    ),
    st.lists(st.floats(0, 1e6), max_size=3).map(
        lambda values: Figure("Hình", ("nhãn",) * len(values), tuple(values), "lượt")
    ),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(blocks, max_size=6))
def test_any_tree_gives_a_file_that_word_would_open(drawn: list[object]) -> None:
    assert_sound(render_docx(replace(PAPER, blocks=tuple(drawn)), draft=True))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("style", STYLES)
def test_every_sample_holds_all_words_of_its_paper(kind: str, style: str) -> None:
    paper = sample_paper(PAPERS[kind], style)
    assert_sound(render_docx(paper))
    shown = text_of(paper).replace("\u00a0", " ").upper()
    for line in plain_text(paper).upper().splitlines():
        if line.startswith("SỐ") and not paper.symbol:
            continue  # a paper without a symbol prints no number
        for part in line.removeprefix("- ").removeprefix("[ ] ").split(" | "):
            assert part.partition(": ")[0].strip() in shown


def assert_sound(content: bytes) -> None:
    """Check what Word refuses a file for, though it is good XML."""
    with ZipFile(BytesIO(content)) as file:
        assert file.testzip() is None
        names = set(file.namelist())
    assert {"[Content_Types].xml", "word/document.xml", "word/styles.xml"} <= names
    document = docx.Document(BytesIO(content))
    body = document.element.body
    for cell in body.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")
    for table in body.iter(qn("w:tbl")):
        assert table.getnext().tag == qn("w:p")
        columns = len(table.xpath("w:tblGrid/w:gridCol"))
        assert {len(row.xpath("w:tc")) for row in table.xpath("w:tr")} == {columns}
    known = {style.style_id for style in document.styles}
    used = {node.get(qn("w:val")) for node in body.iter(qn("w:pStyle"), qn("w:tblStyle"))}
    assert used <= known
    order = ("pStyle", "keepNext", "pageBreakBefore", "pBdr", "shd", "tabs", "spacing", "ind", "jc")
    places = {qn(f"w:{name}"): place for place, name in enumerate(order)}
    for properties in body.iter(qn("w:pPr")):
        found = [places[node.tag] for node in properties]
        assert found == sorted(found)
