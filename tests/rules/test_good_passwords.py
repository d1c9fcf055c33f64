"""Which passwords may be chosen."""

import pytest

from webapp.rules.common_passwords import WORDS
from webapp.rules.passwords import SAMPLE, is_common, problem


def told(password: str, username: str = "tan.phu-vp") -> str:
    return problem(password, username, takes_sample=False)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("ngắn quá!", "Ít nhất 10 ký tự."),
        ("a b" * 43, "Nhiều nhất 128 ký tự."),
        ("password123", "dễ đoán"),
        ("P@ssw0rd2024!", "dễ đoán"),
        ("Mật khẩu 2024", "dễ đoán"),
        ("matkhau@123", "dễ đoán"),
        ("matkhaumatkhau", "dễ đoán"),
        ("1234567890", "dễ đoán"),
        ("0000000000", "dễ đoán"),
        ("abababababab", "dễ đoán"),
        ("Anh Yêu Em 1990", "dễ đoán"),
        ("qwertyuiop", "dễ đoán"),
        ("12345qwerty12345", "dễ đoán"),
        ("tan.phu-vp-2024", "tên đăng nhập"),
        ("TÂN PHÚ VP 01", "tên đăng nhập"),
        (SAMPLE, "mật khẩu mẫu"),
    ],
)
def test_what_may_not_be_chosen(password: str, words: str) -> None:
    assert words in told(password)


@pytest.mark.parametrize(
    "password",
    [
        "mat-khau-rieng-1",
        "một câu của riêng tôi",
        "a1b2c3d4e5f6",
        "0912345678",
        "x" * 3 + "yzwvuts",
    ],
)
def test_what_may_be_chosen(password: str) -> None:
    assert told(password) == ""


def test_lengths_count_to_the_character() -> None:
    assert told("đồng hồ ơi") == ""
    assert told("đồng hồ ơ") != ""
    long = "một câu dài " * 11
    assert (told(long[:128]), told(long[:129])) == ("", "Nhiều nhất 128 ký tự.")


def test_the_samples_password_holds_where_samples_are_tried() -> None:
    assert problem(SAMPLE, "kehoach", takes_sample=True) == ""


@pytest.mark.parametrize("word", ["matkhau", "password", "hochiminh", "123456"])
def test_common_words_are_common(word: str) -> None:
    assert is_common(word)


def test_the_list_is_a_list_of_plain_words() -> None:
    assert len(WORDS) > 300
    assert all(one.isascii() and one.isalnum() and one.islower() | one.isdigit() for one in WORDS)
