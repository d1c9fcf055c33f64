"""What Party bodies and bodies of the Youth Union call the same things."""

import pytest

from webapp.rules.terms import EVERY, PARTY, YOUTH, Terms, of_body, of_issuer


@pytest.mark.parametrize(
    ("name", "style", "terms"),
    [
        ("Đảng bộ huyện Nhơn Trạch", "party", PARTY),
        ("Chi bộ ấp 1", "youth", PARTY),  # a union may go to a Party cell
        ("Đoàn cơ sở Sở Du lịch", "party", YOUTH),
        ("Chi đoàn Văn phòng", "youth", YOUTH),
        ("Báo Người Lao Động", "youth", YOUTH),  # the name says nothing: the issuer's
        ("Báo Người Lao Động", "party", PARTY),
        ("Chi đoàn", "party", YOUTH),
    ],
)
def test_a_body_is_spoken_of_in_its_own_words(name: str, style: str, terms: Terms) -> None:
    assert of_body(name, style) is terms


def test_words_are_filled_in_with_and_without_a_capital() -> None:
    assert of_issuer("youth")("{Member} mới; tổng số {member} {else}") == (
        "Đoàn viên mới; tổng số đoàn viên {else}"
    )
    assert PARTY("Tên {board}") == "Tên cấp ủy"


def test_every_vocabulary_says_everything() -> None:
    assert all(word for one in EVERY for word in one.words.values())
    assert {one for one in EVERY if one.has_probation} == {PARTY}
