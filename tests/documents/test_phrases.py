"""Phrases that papers share."""

import pytest

from webapp.documents.texts.phrases import comrade, ended, lowered, plan_cited, sentence


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Họp đúng giờ", "Họp đúng giờ."),
        ("Họp\nđúng  giờ.", "Họp đúng giờ."),
        ("gồm:", "gồm:"),
        ("Sổ ghi chưa đủ;", "Sổ ghi chưa đủ;"),
        ("Vì sao?", "Vì sao?"),
    ],
)
def test_a_typed_text_becomes_a_sentence_on_one_line(typed: str, printed: str) -> None:
    assert sentence(typed) == printed


def test_a_gap_is_left_alone() -> None:
    assert ended("[[thiếu: nguyên nhân]]") == "[[thiếu: nguyên nhân]]"


def test_a_title_within_a_sentence() -> None:
    assert lowered("Dự sinh hoạt\nchi bộ") == "dự sinh hoạt chi bộ"


def test_a_plan_that_was_not_issued_is_a_gap() -> None:
    assert plan_cited("Kế hoạch dự", None) == {
        "plan": "[[thiếu: số, ký hiệu của kế hoạch chưa ban hành]]",
        "plan_title": "kế hoạch dự",
    }


def test_a_person_with_position() -> None:
    assert comrade("Trần Văn Mẫu", "Phó Bí thư") == "Đồng chí Trần Văn Mẫu, Phó Bí thư"
    assert comrade("Trần Văn Mẫu", "") == "Đồng chí Trần Văn Mẫu"
