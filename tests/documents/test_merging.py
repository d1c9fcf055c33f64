"""A paper composed again and one edited by hand are made one without losing a word."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.documents.test_tree import PAPER
from webapp.documents.tree import Column, Heading, Item, Paper, Paragraph, Signature, Table, strings
from webapp.documents.tree.merging import BOTH, FRESH, HAND, merge

WORDS = st.text("ab ă", min_size=1, max_size=3)
COLUMNS = (Column("Nội dung"), Column("Số"))
ROWS = st.lists(st.tuples(WORDS, WORDS), max_size=4).map(tuple)
BLOCKS = st.one_of(
    WORDS.map(Paragraph),
    WORDS.map(Item),
    WORDS.map(lambda text: Heading(2, text)),
    ROWS.map(lambda rows: Table(COLUMNS, rows)),
)
SIGNED = st.builds(Signature, WORDS, WORDS, WORDS)


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    return replace(
        PAPER,
        summary=draw(WORDS),
        addressee=draw(st.none() | WORDS),
        blocks=tuple(draw(st.lists(BLOCKS, max_size=6))),
        recipients=tuple(draw(st.lists(WORDS, max_size=4))),
        copied=tuple(draw(st.lists(WORDS, max_size=2))),
        signatures=tuple(draw(st.lists(SIGNED, min_size=1, max_size=2))),
    )


@given(papers(), papers())
def test_what_nobody_edited_takes_the_new_text(base: Paper, fresh: Paper) -> None:
    merged = merge(base, base, fresh)
    assert merged.clashes == []
    assert merged.paper() == fresh


@given(papers(), papers())
def test_what_no_row_changed_keeps_the_hand(base: Paper, hand: Paper) -> None:
    merged = merge(base, hand, base)
    assert merged.clashes == []
    assert merged.paper() == hand


@given(papers(), papers())
def test_both_changed_alike_is_no_clash(base: Paper, both: Paper) -> None:
    merged = merge(base, both, both)
    assert merged.clashes == []
    assert merged.paper() == both


@given(papers(), papers(), papers())
def test_no_word_of_the_hand_is_lost(base: Paper, hand: Paper, fresh: Paper) -> None:
    merged = merge(base, hand, fresh)
    added = set(strings(hand)) - set(strings(base))
    shown = set(strings(tuple(clash.hand for clash in merged.clashes)))
    assert added <= set(strings(merged.paper())) | shown
    assert added <= set(strings(merged.paper({one.key: HAND for one in merged.clashes})))


@given(papers(), papers(), papers())
def test_no_new_word_is_lost_where_both_are_taken(base: Paper, hand: Paper, fresh: Paper) -> None:
    merged = merge(base, hand, fresh)
    lists = {one.key: BOTH if one.is_list else FRESH for one in merged.clashes}
    added = set(strings(fresh)) - set(strings(base)) - set(strings(hand))
    assert added <= set(strings(merged.paper(lists)))


def test_paragraphs_side_by_side_are_merged() -> None:
    base = replace(PAPER, blocks=(Paragraph("Một"), Paragraph("Hai"), Paragraph("Ba")))
    hand = replace(base, blocks=(Paragraph("Một, sửa tay"), Paragraph("Hai"), Paragraph("Ba")))
    fresh = replace(base, blocks=(Paragraph("Một"), Paragraph("Hai mới"), Paragraph("Ba")))
    merged = merge(base, hand, fresh)
    assert merged.clashes == []
    assert merged.paper().blocks == (
        Paragraph("Một, sửa tay"),
        Paragraph("Hai mới"),
        Paragraph("Ba"),
    )


def test_a_table_is_merged_by_its_rows() -> None:
    def table(*rows: tuple[str, str]) -> Paper:
        return replace(PAPER, blocks=(Table(COLUMNS, rows),))

    base = table(("A", "1"), ("B", "2"), ("C", "3"))
    hand = table(("A", "1 (ước)"), ("B", "2"), ("C", "3"))
    fresh = table(("A", "1"), ("B", "2"), ("C", "4"), ("D", "5"))
    merged = merge(base, hand, fresh)
    assert merged.clashes == []
    assert merged.paper() == table(("A", "1 (ước)"), ("B", "2"), ("C", "4"), ("D", "5"))

    twice = merge(base, hand, table(("A", "9"), ("B", "2"), ("C", "3")))
    (clash,) = twice.clashes
    assert (clash.place, clash.hand_lines, clash.fresh_lines) == (
        "Bảng, dòng 1, cột “Số”",
        ["1 (ước)"],
        ["9"],
    )
    assert twice.paper({clash.key: FRESH}) == table(("A", "9"), ("B", "2"), ("C", "3"))
    another = merge(base, hand, table(("X", "9"), ("B", "2"), ("C", "3")))
    (clash,) = another.clashes
    assert (clash.place, clash.fresh_lines) == ("Dòng của bảng", ["X | 9"]), "another row there"


REMEDIES = (Column("TT"), Column("Nội dung kiến nghị"), Column("Đơn vị"), Column("Thời hạn"))


def remedies(*rows: tuple[str, ...]) -> Paper:
    return replace(PAPER, blocks=(Table(REMEDIES, rows),))


def test_a_row_is_merged_by_its_cells() -> None:
    base = remedies(("1", "Ghi sổ", "Chi bộ 1", "01/7/2024"))
    hand = remedies(("1", "Ghi sổ đúng mẫu", "Chi bộ 1", "01/7/2024"))
    fresh = remedies(("1", "Ghi sổ", "Chi bộ 1", "15/7/2024"))
    merged = merge(base, hand, fresh)
    assert merged.clashes == []
    assert merged.paper() == remedies(("1", "Ghi sổ đúng mẫu", "Chi bộ 1", "15/7/2024"))


def test_a_row_that_was_counted_anew_is_still_the_same_row() -> None:
    base = remedies(("1", "Ghi sổ", "Chi bộ 1", "01/7/2024"), ("2", "Họp", "Chi bộ 2", "02/7/2024"))
    hand = remedies(
        ("1", "Ghi sổ", "Chi bộ 1", "01/7/2024"), ("2", "Họp đủ", "Chi bộ 2", "02/7/2024")
    )
    fresh = remedies(
        ("1", "Phân công", "Chi ủy", "30/6/2024"),
        ("2", "Ghi sổ", "Chi bộ 1", "01/7/2024"),
        ("3", "Họp", "Chi bộ 2", "02/7/2024"),
    )
    merged = merge(base, hand, fresh)
    assert merged.clashes == []
    assert merged.paper() == remedies(
        ("1", "Phân công", "Chi ủy", "30/6/2024"),
        ("2", "Ghi sổ", "Chi bộ 1", "01/7/2024"),
        ("3", "Họp đủ", "Chi bộ 2", "02/7/2024"),
    )


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        (HAND, ("Lời sửa tay",)),
        (FRESH, ("Lời mới",)),
        (BOTH, ("Lời sửa tay", "Lời mới")),
    ],
)
def test_where_both_changed_a_person_chooses(choice: str, said: tuple[str, ...]) -> None:
    base, hand, fresh = (
        replace(PAPER, blocks=(Paragraph("Đầu"), Paragraph(text), Paragraph("Cuối")))
        for text in ("Lời cũ", "Lời sửa tay", "Lời mới")
    )
    merged = merge(base, hand, fresh)
    (clash,) = merged.clashes
    paper = merged.paper({clash.key: choice})
    assert paper.blocks == tuple(map(Paragraph, ("Đầu", *said, "Cuối")))


def test_who_signs_is_merged_by_field() -> None:
    base = replace(PAPER, signatures=(Signature("K/T", "PHÓ BAN", "A"),))
    hand = replace(PAPER, signatures=(Signature("T/M", "PHÓ BAN", "A"),))
    fresh = replace(PAPER, signatures=(Signature("K/T", "PHÓ BAN", "B"),))
    assert merge(base, hand, fresh).paper().signatures == (Signature("T/M", "PHÓ BAN", "B"),)
    other = replace(PAPER, signatures=(Signature("Q.", "PHÓ BAN", "B"),))
    (clash,) = merge(base, hand, other).clashes
    assert (clash.place, clash.is_list) == ("Người ký", False)
