"""Withdrawing a month that was published: it is a draft again, and who was told is told so."""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import delete, select, update

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.grassroots.kinds import MONTH_CALENDAR
from webapp.grassroots.models import WITHDRAWN, MonthlyCalendar
from webapp.grassroots.queries import announced
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.services.assigning import assignments_of, note_step
from webapp.grassroots.services.dues import ABOUT
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.notices.models import Meeting, Notice
from webapp.plans.models import Activity, Assignment
from webapp.visits.models import Choice, ChoiceStep
from webapp.visits.services import dues
from webapp.visits.services import sending as handing
from webapp.visits.services.adjusting import notify_signers

BEGUN = "Tháng này đã có buổi dự diễn ra nên không rút công bố được. Hãy sửa từng buổi còn lại."


def why_not(record: MonthRecord) -> str:
    """Return why a month's publication cannot be withdrawn; "" where it can."""
    if not record.is_published:
        return "Lịch tháng này chưa công bố."
    return BEGUN if any(one.is_over or one.is_held for one in record.attended) else ""


def withdraw(activity: Activity, calendar: MonthlyCalendar, reason: str, who: User) -> None:
    """Withdraw what was published of a month. The calendar must be held (`dues.lock_calendar`).

    Visits are a draft again: units see them no more and no report of them is due. Papers that
    were issued stay as they are. Raises `Refused` once a meeting that is attended has begun.
    """
    record = MonthRecord(activity, calendar.month)
    if why := why_not(record):
        raise Refused(why)
    told = assignments_of({one.assignment_id for one in record.lines})
    calendar.published_at = calendar.published_by_id = None
    note_step(calendar, WITHDRAWN, who, reason)
    _notify(record, calendar, told, reason)
    _open_again(_closed(told), reason, who)
    engine.repeat(MONTH_CALENDAR, (ABOUT, calendar.id))
    db.session.commit()


def _closed(assignments: Sequence[Assignment]) -> list[Assignment]:
    """Return those of whose meetings something was decided."""
    ids = [one.id for one in assignments]
    closed = set(
        db.session.scalars(select(Choice.assignment_id).where(Choice.assignment_id.in_(ids)))
    )
    return [one for one in assignments if one.id in closed]


def _open_again(assignments: Sequence[Assignment], reason: str, who: User) -> None:
    ids = [one.id for one in assignments]
    notices = select(Notice.id).where(Notice.assignment_id.in_(ids))
    db.session.execute(delete(Choice).where(Choice.assignment_id.in_(ids)))
    db.session.execute(
        update(Meeting)
        .where(Meeting.notice_id.in_(notices))
        .values(answer="", answered_at=None)
        .execution_options(synchronize_session=False)
    )
    moment = clock.now()
    for one in assignments:
        dues.forget(one)
        db.session.add(
            ChoiceStep(
                assignment_id=one.id, at=moment, user_id=who.id, action="reopened", reason=reason
            )
        )


def _notify(
    record: MonthRecord, calendar: MonthlyCalendar, assignments: Sequence[Assignment], reason: str
) -> None:
    """Tell everybody who was told of the month, each of what concerns them."""
    month, about = f"tháng {record.month:%m/%Y}", (ABOUT, calendar.id)
    link = f"/grassroots/{record.activity.id}?month={record.month:%Y-%m}"
    why = f"Lý do: {reason.rstrip('.')}."
    withdrawn = f"Lịch dự sinh hoạt {month} đã rút công bố. {why}"
    counts = Counter(goer.user_id for one in record.attended for goer in one.goers)
    for user_id, count in counts.items():
        told = f"{withdrawn} Phân công dự {count} buổi của đồng chí không còn hiệu lực."
        milestones.notify([user_id], told, link, about=about)
    offices = handing.offices_of([one.organization_id for one in assignments])
    for one in assignments:
        told = f"{withdrawn} Lịch dự tại đơn vị sẽ được thông báo lại."
        people = offices.get(one.organization_id, [])
        milestones.notify(people, told, f"/assignments/{one.id}/notice")
    notify_signers(announced.in_force(calendar.id), withdrawn, link, about)
