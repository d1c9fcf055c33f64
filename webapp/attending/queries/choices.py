"""What a recommendation may choose from: who monitors it, and which shortcoming it answers."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from webapp.accounts import ordering
from webapp.accounts.models import LEADER, MEMBER, PLANNER, User
from webapp.attending.models import SHORTCOMING, Recommendation, Remark
from webapp.core.db import db
from webapp.rules.picking import MOST_SHOWN
from webapp.visits.models import Visit

LONGEST_OPTION = 80  # letters


def monitors(visit: Visit, recommendations: Iterable[Recommendation]) -> Mapping[str, str]:
    """Return who may monitor, names by ids: the team, and who plans, leads or visits.

    Who monitors one of the visit's *recommendations* already is among them. Of a board that is
    too large for a list, the team and who plans or leads are, as far as a list goes.
    """
    plan = visit.assignment.activity.plan
    colleagues = db.session.scalars(
        select(User)
        .where(User.organization_id == plan.organization_id, User.active)
        .order_by(*ordering.columns())
    )
    able = [user for user in colleagues if user.is_any(PLANNER, LEADER, MEMBER)]
    if len(able) > MOST_SHOWN:
        able = [user for user in able if user.is_any(PLANNER, LEADER)][:MOST_SHOWN]
    found = {str(member.user_id): member.user.full_name for member in visit.team}
    found |= {str(user.id): user.full_name for user in able}
    now = [row.monitor for row in recommendations if row.monitor]
    return found | {str(user.id): user.full_name for user in now}


def answerable(remarks: Iterable[Remark]) -> Mapping[str, str]:
    """Return the shortcomings among *remarks* by their ids, each cut to a line."""
    return {str(row.id): _short(row.text) for row in remarks if row.kind == SHORTCOMING}


def _short(text: str) -> str:
    line = " ".join(text.split()) or "(chưa có nội dung)"
    return line if len(line) <= LONGEST_OPTION else line[: LONGEST_OPTION - 1] + "…"
