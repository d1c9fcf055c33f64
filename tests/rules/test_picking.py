"""Choosing one of many by what is typed of its name."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.picking import found, meant

NAMES = [
    "Đảng bộ xã Phú Vinh",
    "Đảng bộ xã Phú Vĩnh",
    "Chi bộ ấp 1 — Đảng bộ xã Phú Hội",
    "Chi bộ ấp 1 — Đảng bộ xã Phú Lập",
    "Chi bộ ấp 10 — Đảng bộ xã Phú Lập",
    "Phú Mỹ",
]


def names(places: list[int]) -> list[str]:
    return [NAMES[place] for place in places]


def test_finds_by_words_without_tones_the_last_perhaps_half_typed() -> None:
    assert names(found(NAMES, "phu vinh")) == NAMES[:2]
    assert names(found(NAMES, "AP 1, phu lap")) == [NAMES[3]]
    assert names(found(NAMES, "chi bo ap 1")) == NAMES[2:5]
    assert names(found(NAMES, "phu v")) == NAMES[:2]
    assert found(NAMES, "vinh phuc") == found(NAMES, " ,") == found(NAMES, "") == []


def test_what_begins_so_comes_first() -> None:
    assert names(found(NAMES, "phu"))[0] == "Phú Mỹ"


def test_a_name_means_one_by_its_tones() -> None:
    assert meant(NAMES, "đảng bộ xã phú vĩnh") == 1
    assert meant(NAMES, "Đảng bộ xã Phú Vinh ") == 0
    assert meant(NAMES, "dang bo xa phu vinh") is None
    assert meant(NAMES, "Chi bộ ấp 1") is None
    assert meant(NAMES, "Chi bộ ấp 10") == 4
    assert meant(NAMES, "Chi bộ ấp 1 — Đảng bộ xã Phú Lập") == 3
    assert meant(["Hoà", "Hòa"], "hoà") is None
    assert meant(NAMES, "") is None


@given(st.lists(st.text(min_size=1, max_size=20), max_size=8), st.text(max_size=20))
def test_every_hit_is_one_of_the_names(several: list[str], typed: str) -> None:
    places = found(several, typed)
    assert len(set(places)) == len(places)
    assert set(places) <= set(range(len(several)))
