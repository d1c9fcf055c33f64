"""Text of old fonts is recognised; what is Vietnamese, or merely foreign, is not."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules import old_fonts
from webapp.rules.old_fonts import TCVN3, VNI, is_syllable, old_font

WORDS = re.findall(
    r"\w+",
    "đảng bộ chi ủy xã phường thị trấn huyện tỉnh thành phố sinh hoạt thường kỳ chuyên đề giám sát "
    "kiểm tra kế hoạch thông báo kết luận hội trường ấp khu quyết định nghị quyết tháng năm đồng "
    "chí bí thư phó ban tổ chức đoàn viên thanh niên hòa bình hoà thuỷ thủy quý giờ giữ gì nguyễn "
    "trương khuya ngoằn chuyển người nước được việc yêu quỳnh khúc khuỷu xoong hương trường xuân",
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("§¶ng bé x·", TCVN3),
        ("Ñaûng boä xaõ", VNI),
        ("H\u00adíng dÉn", TCVN3),
        ("ÑAÛNG BOÄ XAÕ PHUÙ HOÄI", VNI),
        ("Sinh ho¹t th\u00adêng kú", TCVN3),
        ("Chi boä aáp 2", VNI),
        ("Kế hoạch số 5 của §¶ng ñy", TCVN3),
    ],
)
def test_old_fonts_are_recognised(text: str, font: str) -> None:
    assert old_font(text) == font
    assert font in old_fonts.advice(text)
    assert "Unicode" in old_fonts.advice(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Đảng bộ xã Thạnh Phú",
        "Điều §1, §2; «Tỉnh ủy» ® © · 3×4 và 5×6; 5 µm, 20 m², n° 7, nº 8",
        "«Ban Tổ chức»",
        "Windows® và Office®",
        "Krông Pắc, Ea Súp, Y Blú Êban, Ê Đê, Pô Kô, K'Brăm, Đắk Lắk, Plôi",
        "São Paulo, Zürich, Malmö, Köln, señor, Noël, Hélène, café, Rémy, Citroën, crème brûlée",
        "Hoà Bình, hòa bình, thuỷ, thủy, quý, qúy, gìn giữ",
        "Chi bộ 😀 中文",
    ],
)
def test_what_is_right_or_foreign_is_let_in(text: str) -> None:
    assert old_font(text) is None
    assert old_fonts.advice(text) == ""


@given(TEXTS)
def test_vietnamese_is_never_taken_for_an_old_font(words: list[str]) -> None:
    text = " ".join(words)
    for one in (text, text.upper(), text.title(), unicodedata.normalize("NFD", text)):
        assert old_font(one) is None


@given(TEXTS, st.sampled_from([TCVN3, VNI]))
def test_a_text_in_an_old_font_is_recognised_by_its_marked_words(
    words: list[str], font: str
) -> None:
    text = " ".join(words)
    written = old_fonts.written_in(font, text)
    marked = [
        word
        for word in written.split()
        if not word.isascii() and len(word) > 2 and not is_syllable(word)
    ]
    assert (old_font(written) is not None) == bool(marked) or len(written.split()) > 1


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert old_font(text) in (None, TCVN3, VNI)


@pytest.mark.parametrize("word", WORDS)
def test_words_are_syllables(word: str) -> None:
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize(
    "word", ["boä", "xaõ", "phuù", "hoaí", "thúân", "ngươì", "x·", "krông", ""]
)
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)
