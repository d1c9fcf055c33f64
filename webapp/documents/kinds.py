"""What a kind of paper is. This room knows none but copies: rooms declare theirs in `kinds.py`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from webapp.core.registry import Registry
from webapp.documents.measures import PARTY
from webapp.documents.samples.office import Office, Sample
from webapp.documents.texts.places import PLACES
from webapp.documents.texts.text import Place, Text
from webapp.milestones.kinds import MilestoneKind


class Approver(Enum):
    """Who lets a paper go out; the value is the word for it."""

    LEADER = "Duyệt"
    NAMED = "Xác nhận"  # the person whom the composed paper names; a leader where it names nobody


@dataclass(frozen=True, eq=False)
class PaperKind:
    """A kind of paper, as the room that composes it declares it.

    `name` is for lists, `title` is printed, `code` begins the symbol (36-HD/VPTW); without a code
    it takes no number. `place` is where lists have it: first what goes out, last what stays.
    `texts` are its standing sentences by part, `places` what may be filled into them beside the
    places that all kinds share.
    """

    key: str
    name: str
    title: str
    code: str
    place: int
    sample: Callable[[Office], Sample] | None = None
    texts: dict[str, Text] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    amends: tuple["PaperKind", ...] = ()  # the kinds of which it tells changes
    is_copy: bool = False
    approver: Approver = Approver.LEADER
    pictured: tuple[str, ...] = (PARTY,)  # the house styles that the documentation shows

    @property
    def called(self) -> str:
        """What the paper calls itself in a sentence: as its title, or a letter that has none."""
        return self.title.capitalize() or self.name

    def symbol(self, code: str) -> str:
        """Return the symbol of a paper from the office of *code*, "" for a kind without one."""
        return f"{self.code}/{code}" if self.code else ""

    def add_texts(self, texts: Mapping[str, Text], places: Mapping[str, Place]) -> None:
        """Let a room above add parts of its own; the same again is harmless.

        Raises ValueError for a part that the kind has already.
        """
        for part, text in texts.items():
            if self.texts.setdefault(part, text) is not text:
                raise ValueError(f"two texts of {self.key} are called {part!r}")
        self.places.update(places)

    def meaning(self, name: str) -> Place:
        """Return what a place of its texts stands for, and an example. Raises KeyError."""
        return self.places[name] if name in self.places else PLACES[name]


@dataclass(frozen=True)
class Subject:
    """A kind of row that papers are about: the page from which they are composed, in words."""

    key: str
    endpoint: str
    argument: str  # of the endpoint: the row's id
    words: str


PAPERS: Registry[PaperKind] = Registry("paper")
SUBJECTS: Registry[Subject] = Registry("subject of papers")


def listed() -> list[PaperKind]:
    """Return the kinds in the order of lists; copies come last."""
    return sorted(PAPERS, key=lambda kind: (kind.is_copy, kind.place))


def composed() -> list[PaperKind]:
    """Return the kinds that are not copies of another paper, in that order."""
    return [kind for kind in listed() if not kind.is_copy]


def copies() -> list[PaperKind]:
    """Return the kinds of certified copies, in that order."""
    return [kind for kind in listed() if kind.is_copy]


# What is due on a paper's road: about the paper itself, or about what one person is asked of it.
APPROVAL = MilestoneKind("approval", "Duyệt văn bản", "documents.show", "document_id")
MEND = MilestoneKind("mend", "Sửa văn bản bị trả lại", "documents.show", "document_id")
ISSUE = MilestoneKind("issue", "Ban hành văn bản", "documents.show", "document_id")
COMMENT = MilestoneKind("comment", "Góp ý dự thảo", "documents.comment", "comment_id")
REPLACEMENT = MilestoneKind("replacement", "Soạn văn bản thay thế", "documents.show", "document_id")
MILESTONE_KINDS = (APPROVAL, MEND, ISSUE, COMMENT, REPLACEMENT)
