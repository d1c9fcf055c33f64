"""What an organization that ended owed is closed by one reason, of whatever kind it is."""

from collections.abc import Sequence

from webapp.accounts.models import User
from webapp.attending.models import Recommendation
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.followup import steering
from webapp.milestones import closing
from webapp.milestones.models import Milestone
from webapp.organizations.models import Organization


def close(
    unit: Organization,
    what: tuple[Sequence[Milestone], Sequence[Recommendation]],
    who: User,
    *,
    reason: str,
    agreed_by: str,
) -> None:
    """Close debts and recommendations of a unit that ended, in one transaction.

    Raises `Refused` where the unit is still there, or something is no longer open.
    """
    if unit.is_there(clock.today()):
        raise Refused("Đơn vị còn hoạt động: việc chỉ xong khi đơn vị đã làm.")
    duties, recommendations = what
    closing.close(duties, who, reason=reason, agreed_by=agreed_by)
    for row in recommendations:
        steering.let_go(row, who, reason=reason, agreed_by=agreed_by)
    db.session.commit()
