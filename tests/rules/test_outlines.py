"""Cells keep their column and rows their key; what two people write at once is kept."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.outlines import (
    Merged,
    OutlineColumn,
    OutlineRow,
    RowClash,
    fresh_key,
    likely_renamed,
    merged,
    shown,
    titled,
)

THREE = titled((), ["Số, ký hiệu", "Trích yếu", "Thời gian"])


def row(key: str, text: str) -> OutlineRow:
    return OutlineRow(key, {"0": text})


def seen(*rows: OutlineRow) -> dict[str, str]:
    return {one.key: one.mark for one in rows}


def test_columns_get_keys_that_stay() -> None:
    assert [one.key for one in THREE] == ["0", "1", "2"]
    moved = titled(THREE, ["Thời gian", "Số, ký hiệu", "Trích yếu"])
    assert [(one.key, one.title) for one in moved] == [
        ("2", "Thời gian"),
        ("0", "Số, ký hiệu"),
        ("1", "Trích yếu"),
    ]


def test_a_column_that_is_taken_out_stays_by_name_and_comes_back_as_itself() -> None:
    without = titled(THREE, ["Trích yếu", "Thời gian"])
    assert shown(without) == (OutlineColumn("1", "Trích yếu"), OutlineColumn("2", "Thời gian"))
    assert without[2] == OutlineColumn("0", "Số, ký hiệu", is_gone=True)
    assert row("0", "12-NQ").under(shown(without)) == ["", ""]  # never under "Thời gian"
    again = titled(without, ["Thời gian", "Số, ký hiệu"])
    assert [one.key for one in shown(again)] == ["2", "0"]


def test_a_key_is_never_given_twice() -> None:
    fewer = titled(THREE, ["Số, ký hiệu"])
    more = titled(fewer, ["Số, ký hiệu", "Ghi chú"])
    assert shown(more)[1] == OutlineColumn("3", "Ghi chú")


def test_a_renamed_column_goes_on() -> None:
    names = ["Số, ký hiệu", "Trích yếu", "Ngày ban hành"]
    assert likely_renamed(THREE, names) == {"Ngày ban hành": "2"}
    assert [one.key for one in shown(titled(THREE, names, {"Ngày ban hành": "2"}))] == list("012")
    fresh = titled(THREE, names)
    assert shown(fresh)[2].key == "3"
    assert likely_renamed(THREE, ["Trích yếu", "Thời gian"]) == {}
    assert likely_renamed(THREE, ["A", "B", "Trích yếu", "Thời gian"]) == {}
    assert likely_renamed(THREE, ["Trích yếu", "Số, ký hiệu", "Thời gian"]) == {}


def test_a_key_that_is_not_there_renames_nothing() -> None:
    assert shown(titled(THREE, ["Khác"], {"Khác": "77"}))[0].key == "3"


@given(st.lists(st.lists(st.sampled_from("ABCDE"), max_size=5), max_size=6))
def test_columns_are_the_titles_and_keys_are_unique(turns: list[list[str]]) -> None:
    columns: tuple[OutlineColumn, ...] = ()
    for titles in turns:
        before = {one.key for one in columns}
        columns = titled(columns, titles)
        assert [one.title for one in shown(columns)] == titles
        assert len({one.key for one in columns}) == len(columns)
        assert before <= {one.key for one in columns}


def test_rows_added_by_two_people_are_both_kept() -> None:
    kept, mine = row("0", "của A"), row("0", "của B")
    assert merged((kept,), {}, (mine,)) == Merged((kept, OutlineRow("1", {"0": "của B"})))


def test_what_only_one_side_changed_is_no_clash() -> None:
    old, other = row("0", "cũ"), row("1", "khác")
    theirs = row("0", "của người kia")
    both = seen(old, other)
    mine = row("1", "của tôi")
    assert merged((theirs, other), both, (old, mine)) == Merged((theirs, mine))
    assert merged((theirs, other), both, (old,)) == Merged((theirs,))  # I took out the other
    assert merged((other,), both, (old, other)) == Merged((other,))  # they took out the first
    assert merged((theirs, other), both, (theirs, other)) == Merged((theirs, other))


def test_the_same_row_changed_by_both_is_a_clash() -> None:
    old, theirs, mine = row("0", "cũ"), row("0", "của người kia"), row("0", "của tôi")
    assert merged((theirs,), seen(old), (mine,)) == Merged((mine,), (RowClash(theirs, mine),))
    assert merged((), seen(old), (mine,)) == Merged((mine,), (RowClash(None, mine),))
    assert merged((theirs,), seen(old), ()) == Merged((), (RowClash(theirs, None),))


def test_empty_rows_are_none() -> None:
    assert merged((), {}, (row("0", " "),)) == Merged(())
    assert row("0", "").is_empty


def test_what_is_said_makes_the_mark() -> None:
    assert row("0", "a").mark == row("5", "a").mark == OutlineRow("0", {"0": "a", "1": ""}).mark
    assert row("0", "a").mark != row("0", "b").mark
    assert OutlineRow("0", {"1": "a"}).mark != row("0", "a").mark


def test_fresh_keys() -> None:
    assert fresh_key() == "0"
    assert fresh_key([row("3", ""), row("x", "")], [row("4", "")]) == "5"


TEXTS = st.sampled_from(["", "a", "b"])
ROWS = st.dictionaries(st.sampled_from("0123"), TEXTS.filter(bool), max_size=4).map(
    lambda found: tuple(row(key, text) for key, text in found.items())
)


@given(ROWS, ROWS, ROWS)
def test_nothing_that_was_added_is_lost(
    old: tuple[OutlineRow, ...], kept: tuple[OutlineRow, ...], typed: tuple[OutlineRow, ...]
) -> None:
    found = merged(kept, seen(*old), typed)
    keys = [one.key for one in found.rows]
    assert len(set(keys)) == len(keys)
    known = {one.key for one in old}
    texts = [one.cells["0"] for one in found.rows]
    added = [one for one in (*kept, *typed) if one.key not in known]
    for text in {one.cells["0"] for one in added}:
        assert texts.count(text) >= sum(one.cells["0"] == text for one in added)


@given(ROWS, ROWS)
def test_who_writes_alone_gets_what_was_typed(
    kept: tuple[OutlineRow, ...], typed: tuple[OutlineRow, ...]
) -> None:
    found = merged(kept, seen(*kept), typed)
    assert found.clashes == ()
    assert {one.key: one.cells for one in found.rows} == {one.key: one.cells for one in typed}
