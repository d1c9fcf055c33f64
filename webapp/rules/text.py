"""Vietnamese text: cleaned for storing, folded for searching, keyed for sorting, dates in words."""

import re
import unicodedata
from datetime import date, datetime, time
from functools import lru_cache
from typing import Final

from webapp.rules.zone import to_local

# Spoken order, which is also dictionary order: ngang (no mark), huyền, hỏi, ngã, sắc, nặng.
TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
# "{" and "|" come after "z" in ASCII, so "a{" (ă) sorts after every word that begins with "a".
_LETTERS: Final = {
    "ă": "a{",
    "â": "a|",
    "đ": "d{",
    "ê": "e{",
    "ô": "o{",
    "ơ": "o|",
    "ư": "u{",
}
# Letters of other alphabets that look like Đ, as some keyboards and old files write it.
_D_WITH_STROKE: Final = str.maketrans("\u00d0\u0189\u00f0\u0256", "ĐĐđđ")
_WORD: Final = re.compile(r"[^\W_]+")
_PIECE: Final = re.compile(r"\d+|\D")
_LONGEST_NUMBER: Final = 99
_KNOWN_WORDS: Final = 4096

_WEEKDAYS: Final = (
    "thứ Hai",
    "thứ Ba",
    "thứ Tư",
    "thứ Năm",
    "thứ Sáu",
    "thứ Bảy",
    "Chủ nhật",
)


def clean(text: str) -> str:
    """Return `text` as it is stored: composed (NFC), trimmed, with nothing in it unseen.

    An Icelandic or African D with a stroke (Ð U+00D0) becomes Đ. Line ends become a line feed,
    any other blank a space; control, zero-width and direction-changing characters and stray
    halves of surrogate pairs go.
    """
    if not text.isprintable():  # most texts are, and nothing in them is to be looked at
        lines = re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", text)
        text = "".join(map(_visible, lines))
    return composed(text).strip()


def composed(text: str) -> str:
    """Return `text` with each letter and its marks as one sign (NFC), and Đ for what looks so."""
    return unicodedata.normalize("NFC", text).translate(_D_WITH_STROKE)


def _visible(character: str) -> str:
    if character == "\n":
        return character
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return " "
    return "" if category in {"Cc", "Cf", "Cs"} else character


def fold(text: str) -> str:
    """Return `text` for searching: lower case, without marks, single spaces.

    "bien hoa" is thus found in "Biên Hòa", and "dong nai" in "Đồng Nai".
    """
    bare = _without_marks(clean(text).casefold()).replace("đ", "d")
    return " ".join(unicodedata.normalize("NFC", bare).split())


def search_words(sought: str) -> list[str]:
    """Return the words to look for, folded: commas, dashes and blanks say nothing.

    Where there are nothing but signs, they are what is looked for, and nothing is found.
    """
    folded = fold(sought)
    words: list[str] = _WORD.findall(folded)
    return words or folded.split()


def search_key(*texts: str) -> str:
    """Return texts as they are kept to be searched by `search_words`."""
    return " ".join(search_words(" ".join(texts)))


def given_key(full_name: str) -> str:
    """Return a key that puts people in the order of given names, as offices do.

    The given name comes last in a name and first in the order; the rest decides between equal
    ones. Compared byte by byte, as `sort_key`.
    """
    *rest, given = clean(full_name).split() or [""]
    return f"{sort_key(given)} {sort_key(' '.join(rest))}"


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")


def sort_key(text: str) -> str:
    """Return an ASCII key that puts texts in Vietnamese order when compared byte by byte.

    Letters go a ă â b c d đ …; the tones of the words decide between equal letters, wherever
    in the word they are written ("hoà", "hòa"); numbers go by value ("Chi bộ 2" before
    "Chi bộ 10"); case and punctuation count for nothing. In the database the column must be
    compared by bytes (PostgreSQL: COLLATE "C").
    """
    words: list[str] = _WORD.findall(clean(text).casefold())
    letters = "-".join(_word_letters(word) for word in words)
    return letters + " " + "".join(_word_tone(word) for word in words)


@lru_cache(maxsize=_KNOWN_WORDS)  # names of bodies say the same few words again and again
def _word_letters(word: str) -> str:
    # Tones go first, then the letter that is left is composed again: ấ → â, ợ → ơ.
    toneless = "".join(c for c in unicodedata.normalize("NFD", word) if c not in TONES)
    pieces: list[str] = _PIECE.findall(unicodedata.normalize("NFC", toneless))
    return "".join(map(_piece_key, pieces))


def _piece_key(piece: str) -> str:
    if piece.isdecimal():
        digits = "".join(str(unicodedata.decimal(c)) for c in piece).lstrip("0") or "0"
        return f"{min(len(digits), _LONGEST_NUMBER):02}{digits}"
    if piece in _LETTERS:
        return _LETTERS[piece]
    bare = _without_marks(piece)
    return bare if bare.isascii() else f"z}}{ord(piece):06x}"  # other alphabets follow z


@lru_cache(maxsize=_KNOWN_WORDS)
def _word_tone(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return str(max(TONES.get(character, 0) for character in decomposed))


def number_text(number: int) -> str:
    """Return a count as official papers write it: "05", "10", "1.298".

    Raises ValueError for a negative number.
    """
    if number < 0:
        raise ValueError(f"Số lượng không thể âm: {number}")
    return f"{number:02,}".replace(",", ".")


def long_date(day: date) -> str:
    """Return "ngày 03 tháng 01 năm 2024": days below 10 take a leading zero."""
    return f"ngày {day.day:02} {long_month(day)}"


def long_month(day: date) -> str:
    """Return "tháng 02 năm 2024", "tháng 7 năm 2024".

    The months 1 and 2 take a leading zero, other months never do (Nghị định 30/2020/NĐ-CP,
    phụ lục I).
    """
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"tháng {month} năm {day.year}"


def short_date(day: date) -> str:
    """Return "03/01/2024"."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def local_time(moment: time | datetime) -> str:
    """Return "07 giờ 30"; a datetime is first taken to Vietnamese time.

    Raises ValueError for a datetime without a time zone.
    """
    shown = to_local(moment) if isinstance(moment, datetime) else moment
    return f"{shown.hour:02} giờ {shown.minute:02}"


def weekday_name(day: date) -> str:
    """Return "thứ Hai" to "thứ Bảy", or "Chủ nhật"."""
    return _WEEKDAYS[day.weekday()]
