"""How the planner steers a recommendation; each with a reason that is kept. One transaction each.

More time, another monitor, an acceptance undone; closed where the unit that owed it has ended. The
letter that told it goes on saying what it said.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm.attributes import flag_modified

from webapp.accounts.models import OFFICE, PLANNER, User
from webapp.attending.models import Recommendation
from webapp.attending.queries.choices import monitors
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.web import moment
from webapp.followup.kinds import ANSWER_REVIEW, REMEDY
from webapp.followup.models import ACCEPTED, Answer, Ruling
from webapp.followup.queries import BACK, CLOSED, MENDED, OPEN, OVERDUE, SUBJECT, due_now
from webapp.followup.services import ask_for_review, notify_of, remedy, states_of
from webapp.milestones import engine
from webapp.milestones.services import people_of
from webapp.rules.extending import as_it_was, fault
from webapp.rules.text import short_date

EXTENDED, MONITOR, UNDONE, CLOSING, REOPENED = "extended", "monitor", "undone", "closed", "reopened"


def extend(row: Recommendation, who: User, until: date, *, reason: str, agreed_by: str) -> None:
    """Give a unit more time. Raises `Refused` where it need not answer, or the day gives none."""
    if states_of([row.id])[row.id] not in (OPEN, OVERDUE, BACK):
        raise Refused("Chỉ gia hạn được kiến nghị đang mở.")
    due_on = due_now(row)
    if why := fault(due_on, until, clock.today()):
        raise Refused(why)
    was = as_it_was(due_on, clock.today())
    _rule(row, who, EXTENDED, (was, short_date(until)), reason, agreed_by)
    row.due_on = until
    if engine.put_off(REMEDY, (SUBJECT, row.id), until) is None:
        engine.require_again(remedy(row))
    notify_of(row, _offices(row), f"Kiến nghị được gia hạn đến {short_date(until)}")
    db.session.commit()


def hand_to(row: Recommendation, who: User, monitor_id: int, *, reason: str) -> None:
    """Let another person monitor it; both are told. Raises `Refused` for whom nobody offered."""
    offered = may_monitor(row)
    if str(monitor_id) not in offered:
        raise Refused("Người này không có trong danh sách.")
    if monitor_id == row.monitor_id:
        raise Refused("Người này đang theo dõi kiến nghị.")
    before = row.monitor.full_name if row.monitor else "chưa có"
    now = offered[str(monitor_id)]
    _rule(row, who, MONITOR, (before, now), reason)
    told = {row.monitor_id, monitor_id} - {who.id}
    row.monitor_id = monitor_id
    notify_of(row, told, f"{now} theo dõi kiến nghị")
    db.session.commit()


def may_monitor(row: Recommendation) -> Mapping[str, str]:
    """Return who may monitor a recommendation, names by ids. It comes with its visit, whole."""
    return monitors(row.visit, [row])


def undo(row: Recommendation, last: Answer | None, who: User, *, reason: str) -> None:
    """Let the last answer wait for a decision again. Raises `Refused` where none was accepted."""
    if last is None or last.decision != ACCEPTED or row.closed_at:
        raise Refused("Kiến nghị này chưa được chấp nhận là đã xong.")
    decided = last.decided_by.full_name if last.decided_by else ""
    said = f": {last.note}" if last.note else ""
    before = f"chấp nhận lúc {moment(last.decided_at)}, {decided}{said}"
    _rule(row, who, UNDONE, (before, "chờ duyệt lại"), reason)
    last.decision, last.decided_at, last.decided_by_id, last.note = "", None, None, ""
    ask_for_review(row)
    notify_of(row, {*_offices(row), row.monitor_id} - {who.id}, "Rút lại việc chấp nhận trả lời")
    db.session.commit()


def close(row: Recommendation, who: User, *, reason: str, agreed_by: str) -> None:
    """Close what a unit that ended leaves and no heir takes over (see `let_go`)."""
    let_go(row, who, reason=reason, agreed_by=agreed_by)
    db.session.commit()


def let_go(row: Recommendation, who: User, *, reason: str, agreed_by: str) -> None:
    """Close what a unit that ended leaves. Does not commit.

    Raises `Refused` where the unit is still there, or nothing is open.
    """
    if row.organization.is_there(clock.today()):
        raise Refused("Đơn vị còn hoạt động: kiến nghị chỉ xong khi đã khắc phục.")
    state = states_of([row.id])[row.id]
    if state in (MENDED, CLOSED):
        raise Refused("Kiến nghị này không còn mở.")
    _rule(row, who, CLOSING, ("đang mở", "đã khép lại"), reason, agreed_by)
    row.closed_at = clock.now()
    for kind in (REMEDY, ANSWER_REVIEW):
        engine.drop(kind, (SUBJECT, row.id))
    told = {*people_of(row.issuer_id, PLANNER), row.monitor_id, *_offices(row)} - {who.id}
    notify_of(row, told, "Kiến nghị được khép lại")


def reopen(row: Recommendation, who: User, *, reason: str) -> None:
    """Let what was closed be due again, by its day. Raises `Refused` where it is not closed."""
    if row.closed_at is None:
        raise Refused("Kiến nghị này không bị khép lại.")
    _rule(row, who, REOPENED, ("đã khép lại", "đang mở"), reason)
    row.closed_at = None
    db.session.flush()
    if states_of([row.id])[row.id] in (OPEN, OVERDUE, BACK):
        engine.require_again(remedy(row))
    else:
        ask_for_review(row)
    notify_of(row, {row.monitor_id} - {who.id}, "Kiến nghị được mở lại")
    db.session.commit()


def _offices(row: Recommendation) -> set[int | None]:
    committee = row.visit.assignment.organization
    units = {committee.id: committee, row.organization.id: row.organization}
    return {
        one
        for unit in units.values()
        for one in people_of(row.issuer_id, OFFICE, organization=unit)
    }


def _rule(
    row: Recommendation,
    who: User,
    kind: str,
    change: tuple[str, str],
    reason: str,
    agreed_by: str = "",
) -> None:
    db.session.add(
        Ruling(
            recommendation_id=row.id,
            user_id=who.id,
            at=clock.now(),
            kind=kind,
            before=change[0],
            after=change[1],
            reason=reason,
            agreed_by=agreed_by,
        )
    )
    flag_modified(row, "text")  # the thread went on
