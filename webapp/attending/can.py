"""What a person may do at a visit: write, prepare, see."""

from dataclasses import dataclass

from webapp.attending.clash_models import Clash
from webapp.attending.kinds import LEADS
from webapp.documents.models import Document
from webapp.visits.can import CanVisit


@dataclass(frozen=True)
class CanAttend(CanVisit):
    """A visit with its team, meeting, organization and activity loaded."""

    @property
    def write(self) -> bool:
        """Write findings: one of the team, whatever their part, or the planner.

        Who was sent answers for what is due by name: a leader may head a visit, and who was made a
        reader since finishes what they went to.
        """
        return self.plan or any(member.user_id == self.who.id for member in self.visit.team)

    @property
    def prepare(self) -> bool:
        """Prepare for it: an office of the unit, or of a committee above it."""
        return self.serve and self.who.organization.holds(self.visit.organization)

    @property
    def say_ready(self) -> bool:
        """Say that a session is arranged: the unit, or the team."""
        return self.write or self.prepare

    @property
    def report(self) -> bool:
        """Report on it, as long as it is not cancelled."""
        return self.write and not self.visit.cancelled_at

    @property
    def note_no_show(self) -> bool:
        """Note who of those assigned did not come."""
        return self.report and bool(self.visit.team)

    def see(self, paper: Document | None) -> Document | None:
        """Return *paper* as far as it may be seen: the unit's side sees it once it is issued."""
        is_shown = paper is not None and (self.oversee or paper.issued_at is not None)
        return paper if is_shown else None

    def see_findings(self, letter: Document | None) -> bool:
        """See what was found: the unit's side does once the letter is issued."""
        return self.oversee or self.see(letter) is not None

    def reopen(self, letter: Document | None) -> bool:
        """Open completed findings again, until the letter is issued."""
        return self.plan and not (letter is not None and letter.issued_at)

    def compose_quick(self, paper: Document | None) -> bool:
        """Compose the quick report on who did not come, also of a cancelled visit."""
        return self.plan and (paper is None or paper.state == "draft")

    def compose(self, paper: Document | None) -> bool:
        """Compose a paper of the visit, or compose it anew while it is a draft."""
        return self.report and (paper is None or paper.state == "draft")


@dataclass(frozen=True)
class CanSettle(CanAttend):
    """Two texts of one field of a visit."""

    clash: Clash

    @property
    def may(self) -> bool:
        """Decide: both writers and who leads the team, as long as they write there; who plans.

        Of what the unit writes, its office.
        """
        if self.clash.is_of_unit:
            return self.prepare
        is_writer = self.who.id in (self.clash.kept_by_id, self.clash.offered_by_id)
        return self.plan or (self.write and (is_writer or self._leads))

    @property
    def _leads(self) -> bool:
        return any(one.user_id == self.who.id and one.role in LEADS for one in self.visit.team)
