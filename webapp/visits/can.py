"""What a person may do with a month's choice, and with a visit."""

from dataclasses import dataclass

from webapp.accounts.can import Can
from webapp.documents.models import Document
from webapp.plans.kinds import ACTIVITIES
from webapp.plans.models import Assignment
from webapp.visits.attendee_models import LOWER, Attendee
from webapp.visits.models import Visit


class CanAmend(Can):
    """What was announced of meetings, in any room, and changed since."""

    def amend(self, amendment: Document | None) -> bool:
        """Tell what changed: with the draft there is, or in a further notice."""
        return self.plan and (amendment is None or amendment.state in ("draft", "issued"))


@dataclass(frozen=True)
class CanChoice(CanAmend):
    """A committee's month: whether its meetings are still to be chosen."""

    assignment: Assignment
    is_open: bool
    is_changed: bool = False  # since its announcement was issued
    is_announced: bool = False  # an announcement is in force

    @property
    def tick(self) -> bool:
        """Choose meetings, and close the choice."""
        return self.is_open and self.plan

    @property
    def reopen(self) -> bool:
        """Open the choice again: until it is announced, or once what was announced changed."""
        return not self.is_open and self.plan and (self.is_changed or not self.is_announced)

    def compose(self, paper: Document | None) -> bool:
        """Compose a paper of the month, or compose it anew while it is a draft."""
        return self.plan and (paper is None or paper.state == "draft")


@dataclass(frozen=True)
class CanVisit(Can):
    """A visit, with its meeting and activity loaded."""

    visit: Visit

    @property
    def _goes_alone(self) -> bool:
        return ACTIVITIES[self.visit.assignment.activity.kind].has_calendar

    @property
    def set_team(self) -> bool:
        """Say who goes; of a round's session the round says it."""
        is_off = self.visit.cancelled_at or self.visit.meeting.is_session or self._goes_alone
        return self.plan and not is_off

    @property
    def change_goers(self) -> bool:
        """Change who goes to the grassroots, until it was held."""
        return self.plan and self._goes_alone and not self.visit.held_at


@dataclass(frozen=True)
class CanName(CanVisit):
    """Who of both levels is to be at a visit; its assignment and organization are loaded."""

    @property
    def _is_open(self) -> bool:
        return self.visit.cancelled_at is None

    @property
    def _is_of_unit(self) -> bool:
        """An office of the unit, or of the committee whose month it is."""
        where = self.who.organization
        is_above = where.id == self.visit.assignment.organization_id
        return self.act_for_unit and (is_above or where.holds(self.visit.organization))

    def name(self, side: str) -> bool:
        """Name people of a side, and write down what they answer: each side names its own."""
        return self._is_open and (self.plan or (side == LOWER and self._is_of_unit))

    def answer(self, one: Attendee) -> bool:
        """Answer: for oneself, or for those of one's side."""
        return self._is_open and (one.user_id == self.who.id or self.name(one.side))
