"""What a person may do with a committee's month and with the year's synthesis."""

from dataclasses import dataclass

from webapp.accounts.can import Can
from webapp.documents.models import Document


@dataclass(frozen=True)
class CanSynthesis(Can):
    """The synthesis of a plan's year or of a span, and its newest paper if there is one."""

    paper: Document | None

    @property
    def compose(self) -> bool:
        """Compose it, or compose it anew while it is a draft; beside an issued one, another."""
        return self.plan and (self.paper is None or self.paper.state in ("draft", "issued"))

    @property
    def deed(self) -> str:
        """What the button that composes it is called."""
        if self.paper is None:
            return "Soạn báo cáo"
        return "Soạn lại từ số liệu hôm nay" if self.paper.state == "draft" else "Soạn báo cáo mới"

    @property
    def remove(self) -> bool:
        """Remove a span of which nothing was written yet."""
        return self.plan and self.paper is None


@dataclass(frozen=True)
class CanMonth(Can):
    """A committee's month: whether its meetings are chosen."""

    is_chosen: bool

    @property
    def file(self) -> bool:
        """Send the month's meetings, until some of them are chosen."""
        return not self.is_chosen and super().file

    @property
    def see_visits(self) -> bool:
        """See what was chosen: the unit does once the choice is closed."""
        return self.oversee or self.is_chosen

    def see(self, letter: Document | None) -> bool:
        """See a letter: the unit does once it is issued."""
        return letter is not None and (self.oversee or letter.issued_at is not None)
