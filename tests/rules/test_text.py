import unicodedata
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules import text

ALPHABET = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
ANY_TEXT = st.text(st.characters(), max_size=40)
VIETNAMESE = st.text("aăâbdđeêioôơuưyàảãáạấềợựỳhnĐÂ 12.", max_size=12)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  Chi bộ\t1 ", "Chi bộ 1"),
        (unicodedata.normalize("NFD", "Biên Hòa"), "Biên Hòa"),
        ("Long\u200b Kha\u200c\u0301nh\u202e", "Long Khánh"),  # composes once nothing is between
        ("một\r\nhai\rba\u2028bốn", "một\nhai\nba\nbốn"),
        ("a\u00a0b\x00\x1b\ufeff\ud800", "a b"),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    assert text.clean(raw) == cleaned


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\tb", "a b"),
        ("a\u3000b", "a b"),
        ("a\nb", "a\nb"),
        ("a\x85b\u2029c", "a\nb\nc"),
        ("a\x07b\u200db\udc00c", "abbc"),
        ("a\ue000b", "a\ue000b"),  # private letters, as some old fonts have them
        ("\n\tChi bộ\u200b\n", "Chi bộ"),
    ],
)
def test_what_is_unseen_goes_or_becomes_a_blank(raw: str, cleaned: str) -> None:
    assert text.clean(raw) == cleaned


@given(ANY_TEXT)
def test_clean_text_is_stable_and_storable(raw: str) -> None:
    cleaned = text.clean(raw)
    assert text.clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not {unicodedata.category(c) for c in cleaned if c != "\n"} & {"Cc", "Cf", "Cs"}
    cleaned.encode()


@pytest.mark.parametrize(
    ("query", "name"),
    [("bien hoa", "Biên Hòa"), ("dong nai", "ĐỒNG NAI"), ("cam my", "Đảng bộ huyện  Cẩm Mỹ")],
)
def test_fold_finds_without_diacritics(query: str, name: str) -> None:
    assert query in text.fold(name)


@given(ANY_TEXT)
def test_fold_is_stable_and_blind_to_form(raw: str) -> None:
    folded = text.fold(raw)
    assert text.fold(folded) == folded
    assert text.fold(unicodedata.normalize("NFD", raw)) == folded


@given(VIETNAMESE)
def test_folded_vietnamese_is_ascii(raw: str) -> None:
    assert text.fold(raw).isascii()


@pytest.mark.parametrize(
    "ordered",
    [
        ALPHABET,
        ["ma", "mà", "mả", "mã", "má", "mạ"],
        ["Chi bộ 2", "Chi bộ 10", "Chi bộ 10A", "Chi bộ Ấp 1"],
        ["Cẩm Mỹ", "Dầu Giây", "Định Quán", "Đồng Nai", "Long Khánh", "Xuân Lộc"],
        ["an", "an sơn", "ang", "ăn", "ân"],
        ["hòa", "hoá", "hoạ"],  # the tone counts, not the letter it is written on
        ["zz", "Ж"],
    ],
)
def test_sorts_in_vietnamese_order(ordered: list[str]) -> None:
    keys = [text.sort_key(one) for one in ordered]
    assert keys == sorted(set(keys))


def test_spelling_variants_sort_as_one() -> None:
    assert text.sort_key("Hoà  Bình") == text.sort_key("hòa bình")
    assert text.sort_key("Chi bộ 02") == text.sort_key("Chi bộ 2")


@given(ANY_TEXT)
def test_sort_key_is_printable_ascii_whatever_comes(raw: str) -> None:
    key = text.sort_key(raw)
    assert key.isascii()
    assert key.isprintable()


@given(st.integers(0, 10**90), st.integers(0, 10**90))
def test_numbers_sort_by_value(one: int, other: int) -> None:
    keys = text.sort_key(f"Tổ {one}"), text.sort_key(f"Tổ {other}")
    assert (keys[0] < keys[1]) == (one < other)


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("9" * 98, "1" + "0" * 98),
        ("9" * 9, "1" + "0" * 9),
        ("1" * 99, "2" + "0" * 99),  # longer ones go by their first digits
        ("1" * 100, "2" * 100),
        ("0", "1"),
        ("007", "8"),
    ],
)
def test_numbers_of_up_to_ninety_nine_digits_sort_by_value(less: str, more: str) -> None:
    assert text.sort_key(less) < text.sort_key(more)


def test_a_key_says_letters_and_then_the_tone_of_each_word() -> None:
    assert text.sort_key("Đồng  Nai 05") == "d{o{ng-nai-015 100"
    assert text.sort_key("") == " "
    assert text.sort_key("٣") == text.sort_key("3")
    assert text.sort_key("0") == text.sort_key("000") == "010 0"
    assert text.sort_key("ж") == "z}000436 0"


@given(st.lists(st.sampled_from(ALPHABET)), st.lists(st.sampled_from(ALPHABET)))
def test_letters_decide_from_left_to_right(one: list[str], other: list[str]) -> None:
    keys = text.sort_key("".join(one)), text.sort_key("".join(other))
    places = [ALPHABET.index(c) for c in one], [ALPHABET.index(c) for c in other]
    assert (keys[0] < keys[1]) == (places[0] < places[1])


@given(VIETNAMESE)
def test_sort_key_is_blind_to_case_and_form(raw: str) -> None:
    assert text.sort_key(unicodedata.normalize("NFD", raw.upper())) == text.sort_key(raw)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 1, 3), "ngày 03 tháng 01 năm 2024"),
        (date(2020, 2, 28), "ngày 28 tháng 02 năm 2020"),
        (date(2023, 8, 7), "ngày 07 tháng 8 năm 2023"),
        (date(2024, 12, 16), "ngày 16 tháng 12 năm 2024"),
    ],
)
def test_long_date(day: date, words: str) -> None:
    assert text.long_date(day) == words


def test_only_january_and_february_take_a_zero() -> None:
    assert [text.long_month(date(2024, month, 1)) for month in (1, 2, 3, 9, 10)] == [
        "tháng 01 năm 2024",
        "tháng 02 năm 2024",
        "tháng 3 năm 2024",
        "tháng 9 năm 2024",
        "tháng 10 năm 2024",
    ]


def test_short_date_and_weekday() -> None:
    assert text.short_date(date(2024, 1, 3)) == "03/01/2024"
    assert text.weekday_name(date(2024, 10, 3)) == "thứ Năm"
    assert text.weekday_name(date(2024, 5, 19)) == "Chủ nhật"
    assert text.weekday_name(date(2024, 5, 20)) == "thứ Hai"


def test_local_time() -> None:
    assert text.local_time(time(7, 30)) == "07 giờ 30"
    assert text.local_time(datetime(2023, 8, 18, 2, 0, tzinfo=UTC)) == "09 giờ 00"
    with pytest.raises(ValueError, match="múi giờ"):
        text.local_time(datetime(2023, 8, 18, 9))


def test_number_text() -> None:
    assert [text.number_text(n) for n in (0, 5, 10, 120, 1298)] == [
        "00",
        "05",
        "10",
        "120",
        "1.298",
    ]
    assert [text.number_text(n) for n in (1, 9, 1_234_567)] == ["01", "09", "1.234.567"]
    with pytest.raises(ValueError, match="không thể âm: -1"):
        text.number_text(-1)
