"""What of published months nobody has decided yet, and who is away: what boxes and rules ask."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Row, Select, exists, select

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.models import ABSENT, HandChoice, MonthlyCalendar, Wish
from webapp.milestones.signals import ToDecide
from webapp.milestones.standing import DUE, Standing
from webapp.notices.models import Meeting, Notice
from webapp.plans.models import Assignment
from webapp.rules.month_decisions import Decision, decision
from webapp.visits.models import NoShow, TeamMember, Visit


def absences() -> Select[int, date, date]:
    """Return the rows of who reported to be away: who, from which day to which."""
    return select(Wish.user_id, Wish.starts_on, Wish.ends_on).where(Wish.kind == ABSENT)


def undecided_of(who: User) -> list[ToDecide]:
    """Return the published months with meetings of which nothing is decided: one query."""
    rows = [one for one in _coming(who.issuer_id) if _decision(one) == Decision.OPEN]
    counts = Counter((one.activity_id, one.month) for one in rows)
    firsts = {(one.activity_id, one.month): one.starts_at for one in reversed(rows)}
    return [undecided(*place, count, firsts[place]) for place, count in counts.items()]


def undecided(activity_id: int, month: date, count: int, first: datetime) -> ToDecide:
    """Return that a published month has *count* open meetings, the first of them at *first*."""
    return ToDecide(
        starts_at=first,
        standing=Standing("Chưa quyết định", DUE),
        words=f"Lịch đi cơ sở tháng {month:%m/%Y} đã công bố còn {count} buổi chưa quyết định",
        ways=(("Quyết định", f"/grassroots/{activity_id}/undecided?month={month:%Y-%m}"),),
        months=((activity_id, month),),
    )


def _decision(row: Row[int, date, datetime, bool, bool]) -> Decision:
    return decision(is_attended=row.is_attended, is_nobody=row.is_nobody, has_begun=False)


def _coming(issuer_id: int) -> Sequence[Row[int, date, datetime, bool, bool]]:
    """Return the meetings of published months that are still to come, and what is decided."""
    of_meeting = Visit.meeting_id == Meeting.id
    attended = exists().where(
        of_meeting, Visit.cancelled_at.is_(None), TeamMember.visit_id == Visit.id
    )
    nobody = exists().where(HandChoice.meeting_id == Meeting.id, HandChoice.user_id.is_(None))
    given_up = exists().where(
        of_meeting, Visit.cancelled_at.is_not(None), NoShow.visit_id == Visit.id
    )
    return db.session.execute(
        select(
            MonthlyCalendar.activity_id,
            MonthlyCalendar.month,
            Meeting.starts_at,
            attended.label("is_attended"),
            (nobody | given_up).label("is_nobody"),
        )
        .join(
            Assignment,
            (Assignment.activity_id == MonthlyCalendar.activity_id)
            & (Assignment.month == MonthlyCalendar.month),
        )
        .join(Notice, Notice.assignment_id == Assignment.id)
        .join(Meeting, Meeting.notice_id == Notice.id)
        .where(
            MonthlyCalendar.issuer_id == issuer_id,
            MonthlyCalendar.published_at.is_not(None),
            Meeting.cancelled_at.is_(None),
            Meeting.starts_at > clock.now(),
        )
        .order_by(Meeting.starts_at, Meeting.id)
    ).all()
