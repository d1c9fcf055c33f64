"""The signs that papers can be printed with, as the rules know them and as the font files have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.documents.pdf.fonts import missing_glyphs, register
from webapp.rules import printed_signs
from webapp.rules.text import clean


def test_they_are_the_signs_that_all_faces_have() -> None:
    faces = (frozenset(face.face.charToGlyph) for face in register().values())
    assert frozenset.intersection(*faces) == printed_signs.DRAWN


@given(st.text())
def test_what_passes_is_printed_in_small_letters_and_in_capitals(text: str) -> None:
    kept = clean(text)
    if not printed_signs.advice(kept):
        assert missing_glyphs(kept + kept.upper()) == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Phòng 😀 và 中 😀", "“😀” (U+1F600), “中” (U+4E2D)"),
        ("©\ufe0f", "U+FE0F"),
        ("một \uf0b7 hai", "U+F0B7"),
        ("Đ\ufffdng b\ufffd", "“\ufffd” (U+FFFD)"),
        ("😀😁😂😃😄😅", ", ".join(f"“{c}” (U+{ord(c):X})" for c in "😀😁😂😃😄")),
    ],
)
def test_each_sign_is_named_once_and_seen(text: str, named: str) -> None:
    told = f"Ký hiệu {named} không in được trên văn bản; hãy bỏ hoặc viết bằng chữ."
    assert printed_signs.advice(text) == told


@pytest.mark.parametrize("text", ["", "Đảng bộ xã Đại Phước – “số 5”\n\t1/2 ≥ ½ • é Ж", "NGUYỄN Ỹ"])
def test_vietnamese_papers_are_all_printed(text: str) -> None:
    assert printed_signs.advice(text) == ""
