"""What several people said in the same words is said once, with all of whom it comes from."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from webapp.rules.text import fold

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Opinion:
    """A text, and by whom it was told, in the order in which they told it."""

    text: str
    names: tuple[str, ...]


def merged(told: Iterable[tuple[str, str]]) -> list[Opinion]:
    """Return what was *told*, pairs of a name and a text, each text once and in order.

    Texts are the same that differ in case, marks, blanks or signs only, as those typed without
    marks do; of them the one with the most marks is kept.
    """
    of: dict[str, list[tuple[str, str]]] = {}
    for name, text in told:
        of.setdefault(_words(text), []).append((name, text))
    return [
        Opinion(
            max((text for _, text in same), key=_marks),
            tuple(dict.fromkeys(name for name, _ in same)),
        )
        for same in of.values()
    ]


def _words(text: str) -> str:
    """Return what two texts have in common that say the same; signs alone are kept as they are."""
    return " ".join(_WORD.findall(fold(text))) or text.strip()


def _marks(text: str) -> int:
    decomposed = unicodedata.normalize("NFD", text)
    marks = sum(unicodedata.category(one) == "Mn" for one in decomposed)
    return marks + sum(one in "đĐ" for one in decomposed)
