"""What is looked over before it is done for good: what, to whom, what is missing, what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

MOST_TOLD, LONGEST_TOLD = 12, 200  # lines, and letters of each
_DIGITS = 8  # of a line's digest: tells two versions of one line apart, not an enemy's from ours


@dataclass(frozen=True)
class LookingOver:
    """A page to look over. `button` is the sentence that its button says.

    `facts` are labels with the words of each of their lines. `missing` does not stand in the way:
    it is said before one goes on. `lines` are the rows that the page goes by, in words, by keys
    without "," and ":"; `mark` carries them through the page, and `changed` says what became of
    them since.
    """

    button: str
    facts: Sequence[tuple[str, Sequence[str]]] = ()
    missing: Sequence[str] = ()
    lines: Mapping[str, str] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """The lines shown, each by its key and a digest of its words."""
        return ",".join(f"{key}:{_digest(words)}" for key, words in sorted(self.lines.items()))

    def changed(self, mark: str) -> list[str]:
        """Return what is otherwise than on the page that carries *mark*; nothing where all holds.

        Of a line that is gone only the number is known; a mark that nobody made shows all as new.
        """
        shown = dict(one.split(":", 1) for one in mark.split(",") if ":" in one)
        new = [f"Mới: {_short(words)}" for key, words in self.lines.items() if key not in shown]
        other = [
            f"Nay là: {_short(words)}"
            for key, words in self.lines.items()
            if key in shown and shown[key] != _digest(words)
        ]
        gone = len(shown.keys() - self.lines.keys())
        return [*some(new), *some(other), *([f"Không còn: {gone} dòng"] if gone else [])]


def some(lines: Sequence[str]) -> list[str]:
    """Return the first of many lines, and how many more there are."""
    more = len(lines) - MOST_TOLD
    return [*lines[:MOST_TOLD], *([f"và {more} dòng khác"] if more > 0 else [])]


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_TOLD else f"{words[:LONGEST_TOLD]}…"


def _digest(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:_DIGITS]
