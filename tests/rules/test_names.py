"""Which names are one, which are near, and what a typed name means."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules import names
from webapp.rules.names import Called, matched

NAMES = st.text("aăâbdđeêioôơuưyàảãáạấềợựỳhnĐÂ 12.-—", max_size=16)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("phường Hoà Bình", "Phường  Hòa Bình"),
        ("Thuỷ Tiên", "Thủy Tiên"),
        ("Uỷ ban", "Ủy ban"),
        ("Ðại Phước", "Đại Phước"),  # U+00D0
        ("ĐẢNG BỘ XÃ THẠNH PHÚ", unicodedata.normalize("NFD", "Đảng bộ xã Thạnh Phú")),
        ("Chi bộ\u00a0ấp 2", "Chi bộ ấp 2"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert names.identity(one) == names.identity(other)
    assert not names.are_near(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Xã Phú Vinh", "Xã Phú Vĩnh"),
        ("Lộc Thạnh", "Lộc Thành"),
        ("Cẩm Mỹ", "Cẩm Mĩ"),
        ("Kỷ luật", "Kỉ luật"),
        ("Chi bộ ấp 02", "Chi bộ ấp 2"),
        ("Bà Rịa - Vũng Tàu", "Bà Rịa-Vũng Tàu"),
        ("Xa Phu Vinh", "Xã Phú Vinh"),
    ],
)
def test_two_names_that_are_near(one: str, other: str) -> None:
    assert names.identity(one) != names.identity(other)
    assert names.are_near(one, other)


def test_figures_are_no_tones() -> None:
    assert names.identity("Tổ ba1") != names.identity("Tổ bà")
    assert not names.are_near("Chi bộ ấp 1", "Chi bộ ấp 2")


@given(NAMES)
def test_a_name_is_blind_to_form_case_and_blanks(name: str) -> None:
    for other in (unicodedata.normalize("NFD", name), name.upper(), f"  {name} "):
        assert names.identity(other) == names.identity(name)
        assert names.near_key(other) == names.near_key(name)


@given(NAMES, NAMES)
def test_one_name_is_never_near_itself_and_near_goes_both_ways(one: str, other: str) -> None:
    assert names.are_near(one, other) == names.are_near(other, one)
    if names.identity(one) == names.identity(other):
        assert names.near_key(one) == names.near_key(other)


VINH = Called(1, ("Xã Phú Vinh",), ("Huyện Định Quán",))
VĨNH = Called(2, ("Xã Phú Vĩnh",), ("Huyện Định Quán",))
TWIN = Called(3, ("Xã Phú Vinh", "Vinh"), ("Huyện Tân Phú",))
OLD = Called(4, ("Phường An Bình",), ("Thành phố",), ("Xã Phú Hội",))
PLACE = Called(5, ("Bà Rịa - Vũng Tàu",))
ALL = [VINH, VĨNH, TWIN, OLD, PLACE]


@pytest.mark.parametrize(
    ("typed", "same", "near"),
    [
        ("Xã Phú Vĩnh", [2], []),
        ("xã phú vinh", [1, 3], []),
        ("Xã Phú Vinh — Huyện Tân Phú", [3], []),
        ("Xã Phú Vinh - huyện tân phú", [3], []),
        ("Xã Phú Vĩnh — Huyện Tân Phú", [], [3]),
        ("Xã Phú Vịnh", [], [1, 2, 3]),
        ("xa phu vinh", [], [1, 2, 3]),
        ("xa phu hoi", [4], []),
        ("Xã Phú Hội", [4], []),
        ("Xã Phủ Hội", [], [4]),
        ("Bà Rịa - Vũng Tàu", [5], []),
        ("ba ria - vung tau", [5], []),
        ("vinh", [3], []),
        ("Xã Khác", [], []),
        ("", [], []),
    ],
)
def test_what_a_typed_name_means(typed: str, same: list[int], near: list[int]) -> None:
    found = matched(typed, ALL)
    assert (list(found.same), list(found.near)) == (same, near)


SON = Called(
    7,
    ("Đảng bộ xã Thanh Sơn",),
    ("Đảng bộ huyện Tân Phú", "Tỉnh ủy Đồng Nai"),
    above_also=(("Tân Phú", ""),),
)
FAR = Called(8, ("Đảng bộ xã Thanh Sơn",), ("Đảng bộ huyện Định Quán", "Tỉnh ủy Đồng Nai"))
COMMA = Called(9, ("Chi bộ Tổ chức, Hành chính",), ("Đảng bộ xã Thanh Sơn",))


@pytest.mark.parametrize("sign", [", ", ",", " - ", " – ", " — "])
@pytest.mark.parametrize("above", ["Đảng bộ huyện Tân Phú", "huyện Tân Phú", "tân phú"])
@pytest.mark.parametrize("higher", [False, True])
def test_a_superior_stands_behind_a_comma_or_a_dash(sign: str, above: str, higher: bool) -> None:
    typed = sign.join(["Đảng bộ xã Thanh Sơn", above, *["Tỉnh ủy Đồng Nai"] * higher])
    assert list(matched(typed, [SON, FAR]).same) == [7]


@pytest.mark.parametrize(
    ("typed", "same", "near"),
    [
        ("Đảng bộ xã Thanh Sơn", [7, 8], []),
        ("Đảng bộ xã Thanh Sơn, huyện Xuân Lộc", [], []),
        ("Đảng bộ xã Thanh Sơn, Phú", [], []),
        ("Đảng bộ xã Thanh Sơn, huyện Tấn Phú", [], [7]),
        ("Đảng bộ xã Thanh Sơn, huyện Tân Phú — Tỉnh ủy Đồng Nai", [7], []),
        ("Chi bộ Tổ chức, Hành chính", [9], []),
        ("Chi bộ Tổ chức, Hành chính, xã Thanh Sơn", [9], []),
        (",", [], []),
        (", huyện Tân Phú", [], []),
    ],
)
def test_a_name_with_a_comma(typed: str, same: list[int], near: list[int]) -> None:
    found = matched(typed, [SON, FAR, COMMA])
    assert (list(found.same), list(found.near)) == (same, near)


def test_a_name_of_today_comes_before_a_former_one() -> None:
    new = Called(6, ("Xã Phú Hội",))
    assert list(matched("Xã Phú Hội", [OLD, new]).same) == [6]


def test_a_label_says_as_many_superiors_as_it_takes() -> None:
    known = {
        1: ["Chi bộ ấp 1", "Xã An Hoà", "Huyện A"],
        2: ["Chi bộ ấp 1", "Xã An Hòa", "Huyện B"],
        3: ["Chi bộ ấp 1", "Xã Bình An", "Huyện B"],
        4: ["Chi bộ ấp 2", "Xã Bình An", "Huyện B"],
        5: ["Chi bộ ấp 3"],
        6: ["Chi bộ ấp 3"],
    }
    assert names.labels(known) == {
        1: "Chi bộ ấp 1 — Xã An Hoà — Huyện A",
        2: "Chi bộ ấp 1 — Xã An Hòa — Huyện B",
        3: "Chi bộ ấp 1 — Xã Bình An",
        4: "Chi bộ ấp 2",
        5: "Chi bộ ấp 3",
        6: "Chi bộ ấp 3",
    }


@pytest.mark.parametrize(
    ("own", "above", "typed", "found"),
    [
        ("chi bo ap 2", "dang bo xa phu lap", "ap 2 phu lap", True),
        ("chi bo ap 2", "dang bo xa phu lap", "chi bo ap 2 xa phu lap", True),
        ("chi bo ap 2", "dang bo xa phu lap", "dang bo xa phu lap", False),
        ("chi bo ap phu lap", "dang bo xa phu lap", "phu lap", True),
        ("chi bo ap 2", "dang bo xa phu lap", "ap 2 phu hoi", False),
        ("chi bo ap 2", "", "ap 2", True),
        ("chi bo khu pho 2", "dang bo phuong xuan lap", "ap 2 phu lap", False),
        ("chi bo ap 2", "dang bo xa phu lap", "ap 2 xa phu l", True),
        ("chi bo ap 2", "dang bo xa phu lap", "ap 2 xa ph lap", False),
    ],
)
def test_a_superior_helps_to_find_only_what_has_a_word_of_its_own(
    own: str, above: str, typed: str, found: bool
) -> None:
    assert names.is_sought(own, above, typed.split()) is found
