"""Text that was typed for an old font (TCVN3, VNI): recognised, so that it can be refused.

Such text holds the right letters only while its font is chosen; everywhere else "Đảng bộ xã" reads
"§¶ng bé x·" or "Ñaûng boä xaõ". A word counts when it is no Vietnamese word as it stands, and is
one once it is read by the table of an old font.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from webapp.rules.text import TONES

ADVICE: Final = (
    "Chữ gõ bằng bảng mã cũ {font}, không đọc được ở đây. Hãy chuyển sang Unicode (trong UniKey: "
    "Công cụ, Chuyển mã) rồi nhập lại."
)
TCVN3: Final = "TCVN3 (font .VnTime)"
VNI: Final = "VNI (font VNI-Times)"

_TCVN3: Final = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_MARKS: Final = {"ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ù": "\u0301", "ï": "\u0323"}
_BENT: Final = {"è": "\u0300", "ú": "\u0309", "ü": "\u0303", "é": "\u0301", "ë": "\u0323"}  # ă
_HATTED: Final = {"à": "\u0300", "å": "\u0309", "ã": "\u0303", "á": "\u0301", "ä": "\u0323"}  # â
_SINGLE: Final = {
    "ñ": "đ",
    "ô": "ơ",
    "ö": "ư",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
    "í": "í",
    "ì": "ì",
}


def _vni_pairs() -> dict[str, str]:
    pairs = {"aê": "ă", "aâ": "â", "eâ": "ê", "oâ": "ô"}
    pairs |= {f"{base}{sign}": base + tone for base in "aeouy" for sign, tone in _MARKS.items()}
    pairs |= {f"ô{sign}": f"ơ{tone}" for sign, tone in _MARKS.items()}
    pairs |= {f"ö{sign}": f"ư{tone}" for sign, tone in _MARKS.items()}
    pairs |= {f"a{sign}": f"ă{tone}" for sign, tone in _BENT.items()}
    for base, letter in (("a", "â"), ("e", "ê"), ("o", "ô")):
        pairs |= {f"{base}{sign}": letter + tone for sign, tone in _HATTED.items()}
    return {pair: unicodedata.normalize("NFC", letter) for pair, letter in pairs.items()}


_VNI: Final = _vni_pairs() | _SINGLE
_VNI_SIGN: Final = re.compile("|".join(sorted(_VNI, key=len, reverse=True)))
_VNI_LETTERS: Final = frozenset("".join(_VNI)) | frozenset("abcdeghiklmnopqrstuvxy")

# Where a word ends: blanks, figures and the signs of the keyboard; not what old fonts use.
_BETWEEN: Final = re.compile(r"[\s\u0000-\u0040\u005b-\u0060\u007b-\u007e“”‘’–—…]+")
_ASCII_LETTER: Final = re.compile("[A-Za-z]")
_ENOUGH: Final = 3  # letters of a word that is proof by itself

_ONSETS: Final = (
    "ngh|ng|nh|kh|gh|gi|ch|ph|th|tr|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|"  # the last is none
)
_RHYMES: Final = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây "
    "e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in "
    "inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe "
    "oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân "
    "uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên "
    "uyêt uynh uyt uyu ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu y yêm yên yêng "
    "yêt yêu ynh ych yt"
).replace(" ", "|")
_SYLLABLE: Final = re.compile(f"(?:{_ONSETS})(?P<rhyme>{_RHYMES})")
_EITHER: Final = frozenset({"oa", "oe", "uy"})  # hoà and hòa are both written
_VOWELS: Final = "aăâeêioôơuưy"


def old_font(text: str) -> str | None:
    """Return for which old font *text* was typed, or None. Give it as it came: nothing cleaned."""
    words = [
        word
        for word in _BETWEEN.split(unicodedata.normalize("NFC", text))
        if not word.isascii() and _ASCII_LETTER.search(word)
    ]
    for font, read in ((TCVN3, _as_tcvn3), (VNI, _as_vni)):
        found = [word for word in words if _is_of_old_font(word, read(word))]
        if len(found) > 1 or any(len(word) >= _ENOUGH for word in found):
            return font
    return None


def advice(text: str) -> str:
    """Return what to tell whoever sent *text* for an old font; nothing where it is in order."""
    font = None if text.isascii() else old_font(text)
    return ADVICE.format(font=font) if font else ""


def _is_of_old_font(word: str, meant: str | None) -> bool:
    return meant is not None and is_syllable(meant) and not is_syllable(word)


def _as_tcvn3(word: str) -> str | None:
    """Return what a word says in TCVN3, or None where it has letters that the font has not."""
    if any(c not in _TCVN3 and not c.isascii() for c in word):
        return None
    return "".join(_TCVN3.get(c, c) for c in word)


def _as_vni(word: str) -> str | None:
    lower = word.lower()
    if any(c not in _VNI_LETTERS for c in lower):
        return None
    return _VNI_SIGN.sub(lambda found: _VNI[found[0]], lower)


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """Return True for a Vietnamese word of one syllable, with its tone where it may stand."""
    decomposed = unicodedata.normalize("NFD", word.lower())
    tones = [c for c in decomposed if c in TONES]
    bare = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in TONES))
    found = _SYLLABLE.fullmatch(bare)
    if found is None or len(tones) > 1:
        return False
    return not tones or _toned_letter(word) in _may_bear(found["rhyme"], found.start("rhyme"))


def _toned_letter(word: str) -> int:
    """Return which letter of a word bears its tone."""
    letters = unicodedata.normalize("NFC", word.lower())
    return next(
        n for n, c in enumerate(letters) if set(unicodedata.normalize("NFD", c)) & set(TONES)
    )


def _may_bear(rhyme: str, start: int) -> Iterable[int]:
    """Return the places in a word where its tone may be written."""
    marked = [n for n, c in enumerate(rhyme) if c in "ăâêôơư"]
    vowels = [n for n, c in enumerate(rhyme) if c in _VOWELS]
    if marked:
        last = marked[-1]
        return (start + last,)
    if rhyme in _EITHER:
        return (start, start + 1)
    has_end = len(vowels) < len(rhyme)
    place = vowels[1] if len(vowels) > 2 or (len(vowels) == 2 and has_end) else vowels[0]
    return (start + place,)


def written_in(font: str, text: str) -> str:
    """Return Vietnamese *text* as an old font keeps it: what `old_font` recognises."""
    table: Mapping[str, str] = _TCVN3 if font == TCVN3 else _VNI
    back = {letter: sign for sign, letter in table.items()}
    lower = unicodedata.normalize("NFC", text).lower()
    return "".join(back.get(c, c) for c in lower)
