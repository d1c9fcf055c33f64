"""The content tree: marks, gaps, numbers and dates, and the way to JSON and back."""

import json
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.documents.measures import measures_for
from webapp.documents.tree import (
    Appendix,
    Block,
    Boxes,
    Column,
    Figure,
    Heading,
    Item,
    Option,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Span,
    Table,
    clean,
    date_line,
    gap,
    gaps,
    listed,
    literal,
    number_line,
    plain_text,
    spans,
    words,
)
from webapp.documents.tree.as_json import from_json, to_json

PAPER = Paper(
    style="party",
    superior="Tỉnh ủy Đồng Nai",
    issuer="Ban Tổ chức",
    number=73,
    symbol="KH/BTCTU",
    place="Đồng Nai",
    day=date(2024, 1, 3),
    kind="Kế hoạch",
    summary="Dự, giám sát sinh hoạt năm 2024",
    addressee=None,
    blocks=(Paragraph("Thực hiện **đúng** kế hoạch."),),
    signatures=(Signature("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "Trần Văn Mẫu"),),
    recipients=("Các ban đảng,", "Lưu BTCTU."),
)

texts = st.text(max_size=30)
blocks = st.one_of(
    st.builds(Heading, st.integers(1, 3), texts),
    st.builds(Paragraph, texts),
    st.builds(Item, texts),
    st.builds(
        Table,
        st.tuples(st.builds(Column, texts), st.builds(Column, texts)),
        st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
    ),
    st.builds(Figure, texts, st.tuples(texts), st.tuples(st.floats(0, 1e6))),
    st.builds(Boxes, texts, st.tuples(st.builds(Option, texts, st.booleans()))),
    st.just(PageBreak()),
    st.builds(Appendix, texts, texts),
)


@given(st.lists(blocks, max_size=5), texts, st.none() | st.dates())
def test_json_gives_back_the_same_paper(content: list[Block], text: str, day: date | None) -> None:
    paper = replace(PAPER, blocks=tuple(content), summary=text, day=day)
    assert from_json(json.loads(json.dumps(to_json(paper)))) == paper


@pytest.mark.parametrize(
    "change",
    [{"day": "3/1/2024"}, {"blocks": [{"type": "Poem"}]}, {"blocks": [{}]}, {"summary": None}],
)
def test_json_that_is_no_paper_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="not the tree of a paper"):
        from_json(to_json(PAPER) | change)


def test_what_only_another_release_knows_of_a_paper_is_passed_over() -> None:
    assert from_json(to_json(PAPER) | {"colour": "red"}) == PAPER


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a **b** c", (Span("a "), Span("b", bold=True), Span(" c"))),
        ("(***b***)", (Span("("), Span("b", bold=True, italic=True), Span(")"))),
        ("“*n*”", (Span("“"), Span("n", italic=True), Span("”"))),
        (
            "**a *b* c**",
            (Span("a ", bold=True), Span("b", bold=True, italic=True), Span(" c", bold=True)),
        ),
        ("ở [[thiếu: địa điểm]].", (Span("ở "), Span("[thiếu: địa điểm]", gap=True), Span("."))),
    ],
)
def test_marks_change_the_look(typed: str, expected: tuple[Span, ...]) -> None:
    assert spans(typed) == expected


@pytest.mark.parametrize(
    "typed", ["2*3*4", "5 * 3 * 2", "<b>x</b>", "a & b", "]]>", "** **", "[[a]]", "*", "\\*"]
)
def test_what_is_no_mark_stays_as_typed(typed: str) -> None:
    assert spans(typed) == (Span(typed),)


@given(st.text(alphabet="a *[]thiếu:", max_size=40))
def test_literal_text_never_acts_as_a_mark(typed: str) -> None:
    assert spans(literal(typed)) == ((Span(typed),) if typed else ())


def test_marks_are_read_in_decomposed_text_and_come_out_composed() -> None:
    typed = unicodedata.normalize("NFD", "**Ủy ban** [[thiếu: địa điểm]]")
    assert words(typed) == "Ủy ban [thiếu: địa điểm]"


def test_clean_text_is_composed_and_holds_nothing_invisible() -> None:
    assert clean("e\u2060\u0302\u0301\u202e\u200b\tx\r\ny\u2028z") == "ế x\ny\nz"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 1, 3), "ngày 03 tháng 01 năm 2024"),
        (date(2024, 2, 29), "ngày 29 tháng 02 năm 2024"),
        (date(2024, 3, 9), "ngày 09 tháng 3 năm 2024"),
        (date(2024, 9, 10), "ngày 10 tháng 9 năm 2024"),
        (date(2024, 12, 31), "ngày 31 tháng 12 năm 2024"),
    ],
)
def test_date_takes_zeros_where_a_digit_could_be_added(day: date, expected: str) -> None:
    assert date_line(replace(PAPER, day=day)) == expected


def test_number_of_each_style() -> None:
    assert number_line(PAPER) == "Số 73-KH/BTCTU"
    assert number_line(replace(PAPER, number=5)) == "Số 05-KH/BTCTU"
    assert number_line(replace(PAPER, number=120)) == "Số 120-KH/BTCTU"
    assert number_line(replace(PAPER, style="youth", symbol="KH/ĐTN")) == "Số: 73-KH/ĐTN"


def test_unissued_paper_leaves_room_and_is_no_gap() -> None:
    paper = replace(PAPER, number=None, day=None, year=2024)
    assert number_line(paper) == "Số        -KH/BTCTU"
    assert date_line(paper) == "ngày       tháng       năm 2024"
    assert gaps(paper) == ()


def test_gaps_are_found_in_every_part_once() -> None:
    paper = replace(
        PAPER,
        place=" ",
        summary="",
        blocks=(
            Paragraph(f"Tại {gap('địa điểm')}, lúc {gap('giờ')}."),
            Table((Column("A"),), ((f"**{gap('hạn')}**",), (gap("giờ"),))),
            Boxes("B", (Option(gap("lựa chọn")),)),
        ),
        signatures=(Signature("", "", ""),),
        recipients=(),
    )
    assert gaps(paper) == (
        "địa danh",
        "trích yếu",
        "địa điểm",
        "giờ",
        "hạn",
        "lựa chọn",
        "chức vụ người ký",
        "tên người ký",
        "nơi nhận",
    )


def test_gaps_of_a_bare_paper_and_of_a_letter() -> None:
    bare = replace(PAPER, blocks=(), signatures=(), issuer="", symbol="")
    assert gaps(bare) == (
        "cơ quan ban hành",
        "ký hiệu",
        "nội dung",
        "chức vụ người ký",
        "tên người ký",
    )
    assert gaps(replace(PAPER, kind="")) == ("nơi gửi",)


def test_a_form_needs_neither_names_nor_recipients() -> None:
    form = replace(
        PAPER,
        sent=False,
        symbol="",
        place="",
        recipients=(),
        signatures=(Signature("", "NGƯỜI GHI", ""),),
    )
    assert gaps(form) == ()


def test_recipients_end_as_the_rule_says() -> None:
    assert listed(["- A,", "B;", "B", "Lưu."]) == ["- A;", "- B;", "- B;", "- Lưu."]
    assert listed([]) == []


def test_plain_text_holds_every_part_without_marks() -> None:
    table = Table((Column("TT"), Column("Việc")), (("1", "*Gửi* lịch"),))
    figure = Figure("Số buổi", ("Biên Hòa",), (8.5,), "buổi")
    boxes = Boxes("Đủ sổ?", (Option("Có", True), Option("Không")))
    paper = replace(PAPER, blocks=(Item("Một"), table, figure, boxes), copied=("TTTU",))
    text = plain_text(paper)
    for line in ("Số 73-KH/BTCTU", "- Một", "TT | Việc", "1 | Gửi lịch", "Biên Hòa: 8,5 buổi"):
        assert line in text.split("\n")
    for line in ("[x] Có", "[ ] Không", "Trần Văn Mẫu", "- Lưu BTCTU.", "- TTTU."):
        assert line in text.split("\n")


@pytest.mark.parametrize(
    ("block", "values"),
    [
        (Table, ((Column("A"),), (("1", "2"),))),
        (Table, ((), ())),
        (Heading, (4, "x")),
        (Column, ("A", 0)),
        (Figure, ("t", ("a",), (1.0, 2.0))),
        (Figure, ("t", ("a",), (-1.0,))),
        (Figure, ("t", ("a",), (float("nan"),))),
    ],
)
def test_blocks_that_cannot_be_printed_are_refused(block: type, values: tuple[object, ...]) -> None:
    with pytest.raises(ValueError, match=r"."):
        block(*values)


def test_measures_are_those_of_the_day() -> None:
    assert measures_for("party", date(2024, 1, 3)).source == "HD 36-HD/VPTW"
    assert measures_for("party", date(2026, 6, 1)).source == "HD 05-HD/VPTW"
    assert measures_for("party").source == "HD 05-HD/VPTW"
    assert measures_for("party", date(1999, 1, 1)).source == "HD 36-HD/VPTW"
    assert measures_for("youth").source == "HD 29-HD/TWĐTN-VP"
    with pytest.raises(ValueError, match="unknown house style"):
        measures_for("state")
