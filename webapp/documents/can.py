"""What a person may do with a paper now: one object, asked by views and templates alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from webapp.accounts.models import LEADER, MEMBER, OFFICE, PLANNER, User
from webapp.core import clock
from webapp.documents.copies.services import kinds_for
from webapp.documents.kinds import PAPERS
from webapp.documents.models import Document, DocumentStep
from webapp.documents.road import commenting, composing
from webapp.documents.road.next_step import may_approve
from webapp.documents.road.taking_back import may_take_back

WRITERS = (PLANNER, MEMBER)
OPEN = ("draft", "submitted")  # states in which the text may still change


@dataclass(frozen=True)
class Can:
    """Made once for a request. Each answer takes both the person and the paper's state."""

    document: Document
    who: User
    steps: Sequence[DocumentStep] | None = None  # of its road, the newest first, where loaded

    @property
    def is_approver(self) -> bool:
        """Whoever approves this paper, whatever its state: a leader, or who is named for it."""
        return may_approve(self.document, self.who)

    @property
    def write(self) -> bool:
        """Take a paper to who approves it: who writes papers, or its author whatever their part.

        A leader who heads a visit writes its letter.
        """
        return self._is(*WRITERS) or self.is_author

    @property
    def is_author(self) -> bool:
        return self.who.is_board and self.document.author_id == self.who.id

    @property
    def word(self) -> bool:
        """Write in a paper: who takes it on its road, and a leader."""
        return self.write or self._is(LEADER)

    @property
    def edit(self) -> bool:
        """Change the wording; of a certified copy there is none to change."""
        return self.word and self._in(*OPEN) and not self.is_of_copy

    @property
    def certify(self) -> bool:
        """Change who answers for a certified copy."""
        return self.word and self._in(*OPEN) and self.is_of_copy

    @property
    def recompose(self) -> bool:
        """Bring the paper up to what its rows say."""
        return self.write and self._in(*OPEN) and self._is_composed

    @property
    def submit(self) -> bool:
        return self.write and self._in("draft")

    @cached_property
    def take_back(self) -> bool:
        """Take back what one submitted oneself, while it waits."""
        waits = self.write and self._in("submitted")
        return waits and may_take_back(self.document, self.who, self.steps)

    @property
    def approve(self) -> bool:
        return self.is_approver and self._in("submitted")

    @property
    def send_back(self) -> bool:
        return self.is_approver and self._in("submitted", "approved")

    @property
    def issue(self) -> bool:
        return self._is(PLANNER, LEADER) and self._in("approved")

    @property
    def withdraw(self) -> bool:
        return self._is(PLANNER, LEADER) and self._in("issued")

    @property
    def amend(self) -> bool:
        """Compose a notice that amends an issued paper, where its room has one."""
        composer = composing.composer_of(self.document)
        has_notice = composer is not None and composer.amend is not None
        return has_notice and self._is(PLANNER) and self._in("issued")

    @property
    def replace(self) -> bool:
        """Compose a paper that takes the place of an issued one."""
        return self.write and self._in("issued") and self._is_composed

    @property
    def compose_anew(self) -> bool:
        """Compose what takes the place of a withdrawn paper, while nothing does."""
        return self.write and self._in("withdrawn") and self._is_composed

    @property
    def ask_anew(self) -> bool:
        """Have the author of a paper that is withdrawn write what takes its place."""
        return self.withdraw and self._is_composed

    @property
    def drop(self) -> bool:
        """Give up a draft: it never was issued, and is kept to be read."""
        return self.write and self._in("draft")

    @property
    def attach_scan(self) -> bool:
        return self._is(PLANNER) and self.document.issued_at is not None

    @property
    def correct(self) -> bool:
        """Mend how a paper from outside was entered."""
        return self._is(PLANNER) and self._in("issued") and self.document.is_on_paper

    @property
    def is_of_copy(self) -> bool:
        """The paper is a certified copy itself."""
        return PAPERS[self.document.kind].is_copy

    @property
    def copy(self) -> bool:
        return self._is(PLANNER) and bool(kinds_for(self.document))

    @property
    def acknowledge(self) -> bool:
        """Say that the paper has arrived. Its recipients are loaded."""
        is_there = self.who.organization.is_there(clock.today())
        return (
            self._is(OFFICE)
            and is_there
            and any(
                one.acknowledged_at is None
                for one in self.document.recipients
                if one.organization_id == self.who.organization_id
            )
        )

    @property
    def ask(self) -> bool:
        """Ask people to comment on the draft."""
        return self.may_ask and self._in(*commenting.OPEN)

    @property
    def may_ask(self) -> bool:
        """Whoever asks for comments, whatever the state: the planner, or the author."""
        return self._is(PLANNER) or self.is_author

    @property
    def download_word(self) -> bool:
        return self.word and not self.document.is_on_paper

    @property
    def see_road(self) -> bool:
        """See how the paper came about: its steps, its comments, what it rests on."""
        return self.who.is_board

    @property
    def _is_composed(self) -> bool:
        return composing.composer_of(self.document) is not None

    def _is(self, *roles: str) -> bool:
        return self.who.is_any(*roles)

    def _in(self, *states: str) -> bool:
        return self.document.state in states
