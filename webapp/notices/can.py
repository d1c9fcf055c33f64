"""What a person may do with a committee's notice of its meetings."""

from dataclasses import dataclass

from webapp.accounts.can import Can
from webapp.organizations.models import Organization


@dataclass(frozen=True)
class CanNotice(Can):
    """The notice of one committee's month."""

    committee: Organization

    @property
    def edit(self) -> bool:
        """Send it or amend it: the committee's office; the planner enters what came on paper."""
        return self.plan or (self.serve and self.who.organization.holds(self.committee))


class CanNotices(Can):
    """The list of notices."""

    @property
    def edit_words(self) -> str:
        """What sending a notice is called for this person."""
        return "Nhập bản giấy" if self.plan else "Gửi đăng ký"
