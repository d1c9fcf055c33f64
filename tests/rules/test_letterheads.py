"""Which letterhead a day has, and what a renaming asks."""

from dataclasses import dataclass
from datetime import date

from webapp.rules.letterheads import Question, Renamed, asked, in_force

ON = date(2025, 7, 1)


@dataclass(frozen=True)
class Head:
    since: date | None
    superior_line: str = "TỈNH ỦY ĐỒNG NAI"
    own_line: str = "BAN TỔ CHỨC"


FIRST, LATER = Head(None), Head(ON, "TỈNH ỦY MỚI")
RENAMED = Renamed(ON, "Tỉnh ủy Đồng Nai", "Tỉnh ủy Mới")


def test_a_day_has_the_letterhead_that_began_last() -> None:
    assert in_force([LATER, FIRST], date(2025, 6, 30)) == FIRST
    assert in_force([LATER, FIRST], ON) == LATER
    assert in_force([LATER], date(2025, 6, 30)) is None
    assert in_force([], ON) is None


def test_a_renamed_superior_is_asked_about_until_its_day_has_an_answer() -> None:
    (question,) = asked([FIRST], [RENAMED])
    assert question == Question(
        "superior_line", ON, "Tỉnh ủy Đồng Nai", "Tỉnh ủy Mới", "TỈNH ỦY MỚI"
    )
    assert asked([FIRST, LATER], [RENAMED]) == []
    assert asked([FIRST, Head(ON)], [RENAMED]) == [], "kept as it was, knowingly"
    assert asked([FIRST, Head(date(2025, 6, 1), "TỈNH ỦY KHÁC")], [RENAMED]) == []
    assert asked([], [RENAMED]) == []


def test_bodies_that_the_letterhead_does_not_name_are_not_asked_about() -> None:
    assert asked([FIRST], [Renamed(ON, "Tỉnh ủy Đồng Nài", "Tỉnh ủy Mới")]) == []
    assert asked([FIRST], [Renamed(ON, "Ban Tổ", "Ban Tổ mới")]) == []


def test_a_new_name_that_goes_on_after_the_old_one_is_asked_about() -> None:
    longer = (
        ("Tỉnh ủy Đồng Nai", "Tỉnh ủy Đồng Nai và Bình Phước", "TỈNH ỦY ĐỒNG NAI VÀ BÌNH PHƯỚC"),
        ("Ban Tổ chức Tỉnh ủy", "Ban Tổ chức và Dân vận Tỉnh ủy", "BAN TỔ CHỨC VÀ DÂN VẬN"),
        ("Ban Tổ chức", "Ban Tổ chức - Nội vụ", "BAN TỔ CHỨC - NỘI VỤ"),
    )
    for was, now, line in longer:
        (question,) = asked([FIRST], [Renamed(ON, was, now)])
        assert question.new_line == line
    shorter = Renamed(ON, "Tỉnh ủy Đồng Nai", "Tỉnh ủy")
    assert [one.new_line for one in asked([FIRST], [shorter])] == ["TỈNH ỦY"]


def test_a_line_that_left_out_whose_the_body_is_stays_when_only_that_changed() -> None:
    for now in ("Ban Tổ chức Thành ủy", "Ban Tổ chức Tỉnh ủy Đồng Nai", "Ban Tổ chức"):
        assert asked([FIRST], [Renamed(ON, "Ban Tổ chức Tỉnh ủy", now)]) == []


def test_a_city_is_written_short_or_in_full() -> None:
    city = Head(None, "THÀNH ĐOÀN TP. HỒ CHÍ MINH")
    renamed = Renamed(ON, "Thành Đoàn Thành phố Hồ Chí Minh", "Thành Đoàn Mới")
    assert [one.new_line for one in asked([city], [renamed])] == ["THÀNH ĐOÀN MỚI"]
    renamed = Renamed(ON, "Thành Đoàn Thành phố Hồ Chí Minh", "Đoàn Thành phố Hồ Chí Minh")
    assert [one.new_line for one in asked([city], [renamed])] == ["ĐOÀN THÀNH PHỐ HỒ CHÍ MINH"]


def test_a_line_that_leaves_out_whose_the_body_is_follows_in_the_same_way() -> None:
    body = "Ban Tổ chức Tỉnh ủy"
    (own,) = asked([FIRST], [Renamed(ON, body, "Ban Xây dựng Đảng Tỉnh ủy")])
    assert (own.line, own.new_line) == ("own_line", "BAN XÂY DỰNG ĐẢNG")
    (own,) = asked([FIRST], [Renamed(ON, body, "Ban Xây dựng Đảng")])
    assert own.new_line == "BAN XÂY DỰNG ĐẢNG"
    assert asked([FIRST], [Renamed(ON, body, "Ban Tổ chức Tỉnh ủy Mới")]) == []
