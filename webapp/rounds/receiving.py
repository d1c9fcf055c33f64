"""Which papers of a round members without an account have received, and which not. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from webapp.milestones.standing import DONE, DUE, Standing

WAYS = {
    "in_person": "Giao trực tiếp",
    "dispatch": "Gửi văn thư",
    "mail": "Qua thư điện tử của cơ quan",
}


@dataclass(frozen=True)
class HandedPaper:
    """A paper as it was handed over: a document of the program by its id, or words alone (0)."""

    document_id: int = 0
    words: str = ""


@dataclass(frozen=True)
class RoundPaper:
    """An issued paper of the round that every member of the team is to have."""

    id: int
    words: str
    issued_on: date | None = None


@dataclass(frozen=True)
class Received:
    """What one member has received, and what is still to be handed to them."""

    words: Sequence[str] = ()
    missing: Sequence[RoundPaper] = field(default=())

    @property
    def standing(self) -> Standing:
        """How it stands: all received, what is missing, or that there is nothing yet."""
        if self.missing:
            named = "; ".join(one.words for one in self.missing)
            return Standing(f"Chưa nhận: {named}", DUE)
        if self.words:
            return Standing("Đã nhận đủ văn bản đã ban hành", DONE)
        return Standing("Chưa có văn bản để giao")


def received(papers: Sequence[RoundPaper], handed: Iterable[HandedPaper]) -> Received:
    """Return what has been *handed* to somebody, and which of the round's papers were not.

    A paper that no longer holds is not asked for; that it was handed over stays told.
    """
    every = list(handed)
    known = {one.document_id for one in every if one.document_id}
    words = tuple(dict.fromkeys(one.words for one in every))
    return Received(words, tuple(one for one in papers if one.id not in known))


def too_early(papers: Iterable[RoundPaper], on: date) -> str:
    """Return why papers cannot have been handed over on a day, "" where they can."""
    late = [one for one in papers if one.issued_on is not None and one.issued_on > on]
    if not late:
        return ""
    named = "; ".join(one.words for one in late)
    return f"Ngày giao không thể trước ngày ban hành: {named}."
