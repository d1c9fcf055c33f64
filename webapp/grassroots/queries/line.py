"""One meeting of a month as everybody sees it, and what is looked for among many."""

from dataclasses import dataclass
from datetime import date, datetime

from webapp.core import clock
from webapp.milestones.standing import DONE, DUE, OFF, WAIT, Standing
from webapp.rules.choosing import ASSUMED_LENGTH
from webapp.rules.month_decisions import Decision, decision
from webapp.rules.names import holds
from webapp.rules.text import search_words

DECIDED = {
    Decision.ATTENDED: Standing("Có người dự", DONE),
    Decision.NOBODY: Standing("Không bố trí dự", OFF),
    Decision.OPEN: Standing("Chưa quyết định", DUE),
    Decision.MISSED: Standing("Đã qua, chưa bố trí ai dự"),
}


@dataclass(frozen=True)
class Goer:
    """Who goes to a meeting."""

    user_id: int
    name: str


@dataclass(frozen=True)
class Line:
    """One meeting of the month. `late_days` is how late it was told (0 or less: in time)."""

    meeting_id: int
    assignment_id: int
    unit_id: int
    unit: str
    name: str
    search: str
    starts_at: datetime
    place: str
    kind: str
    topic: str
    contact: str
    phone: str
    late_days: int
    visit_id: int | None
    version: int
    is_held: bool
    goers: tuple[Goer, ...] = ()
    is_by_hand: bool = False
    is_nobody: bool = False
    filed_for: date | None = None  # the first day of the month whose list it stands in

    @property
    def day(self) -> date:
        """The day it is held, in Việt Nam."""
        return clock.local(self.starts_at).date()

    @property
    def is_thematic(self) -> bool:
        return self.kind == "thematic"

    @property
    def is_over(self) -> bool:
        """True once it has begun: nobody is sent there any more."""
        return self.starts_at <= clock.now()

    @property
    def is_past(self) -> bool:
        return self.starts_at + ASSUMED_LENGTH <= clock.now()

    @property
    def decision(self) -> Decision:
        """Whether somebody goes, nobody does, or nothing is decided."""
        return decision(
            is_attended=bool(self.goers), is_nobody=self.is_nobody, has_begun=self.is_over
        )

    @property
    def is_open(self) -> bool:
        """True while nobody has decided whether it is attended."""
        return self.decision == Decision.OPEN

    @property
    def is_decided(self) -> bool:
        """True once a person said who comes, or that nobody does."""
        return self.decision in (Decision.ATTENDED, Decision.NOBODY)

    @property
    def decided(self) -> Standing:
        """What is decided where nobody goes."""
        return DECIDED[self.decision]

    @property
    def names(self) -> str:
        """Who goes, in one line."""
        return ", ".join(one.name for one in self.goers)

    @property
    def standing(self) -> Standing | None:
        """Whether it was reported on, once it was held."""
        if self.is_held:
            return Standing("Đã báo cáo", DONE)
        return Standing("Chờ báo cáo", WAIT) if self.goers and self.is_past else None


@dataclass(frozen=True)
class Sought:
    """What a reader asks for of the month; empty asks for everything."""

    words: str = ""
    person_id: int | None = None

    def takes(self, line: Line) -> bool:
        """Whether a meeting is asked for: by unit, branch or place, and by who goes."""
        is_theirs = self.person_id is None or any(g.user_id == self.person_id for g in line.goers)
        return is_theirs and holds(line.search, search_words(self.words))
