"""How a month's meetings, its choice and its team stand, in words."""

from datetime import date

from webapp.core import clock
from webapp.milestones.standing import CANCELLED, DONE, DUE, LATE, OFF, Standing, margin
from webapp.notices.queries import standing as notices
from webapp.rules.choosing import Quota
from webapp.visits.models import Visit
from webapp.visits.queries.filed_meetings import FiledMeeting

CLASH = Standing("Vướng lịch", LATE)
NO_CLASH = Standing("Không trùng", DONE)
PROPOSED = notices.PROPOSED
NO_TEAM = Standing("Chưa phân công", DUE)
NO_HEAD = Standing("Chưa có tổ trưởng", DUE)
NO_PAPER = Standing("Chưa soạn", DUE)
OFF_VISIT = Standing("Buổi dự đã hủy", OFF)
PUT_OFF = Standing("Đang hoãn", OFF)
NOT_ATTENDED = Standing("Không dự", OFF)  # held, or to be held, without anybody from here
REPEAT = Standing("Cần thông báo lại", LATE)
AMEND = Standing("Cần thông báo điều chỉnh", LATE)


def choice(one: FiledMeeting, *, is_open: bool, may_tick: bool) -> Standing | None:
    """Return how a filed meeting stands in the choice; None where it may be ticked."""
    if one.is_cancelled:
        return CANCELLED
    if may_tick:
        return Standing("Đã chọn, đã phân công", DONE) if one.has_team else None
    if one.is_chosen:
        return Standing("Được chọn", DONE)
    if is_open:
        return Standing("Chưa chọn")
    return Standing("Không chọn", OFF) if one.answer else Standing("Chưa trả lời", DUE)


def moved(one: FiledMeeting, filed_for: date | None) -> Standing | None:
    """Say where a meeting went that is not held in the month whose choice it stands in."""
    return notices.moved(clock.local(one.starts_at).date(), filed_for)


def notified(one: FiledMeeting) -> Standing:
    """Return how long before its term a meeting was told."""
    return margin(one.margin)


def chosen(one: FiledMeeting) -> Standing | None:
    """Return what is wrong with a chosen meeting: it is off, or its team is not complete."""
    if one.is_cancelled:
        return CANCELLED
    if not one.has_team:
        return NO_TEAM
    return None if one.head else NO_HEAD


def quota(found: Quota) -> Standing:
    """Return how the choice stands against what the plan asks for."""
    return Standing(found.text, DONE if found.met else DUE)


def off(one: Visit) -> Standing | None:
    """Return how a visit that does not take place is told; None where it does.

    A session that is put off is set again; a meeting that is held without us is not cancelled.
    """
    if not one.cancelled_at:
        return None
    if one.meeting.is_session:
        return PUT_OFF
    return CANCELLED if one.meeting.cancelled_at else NOT_ATTENDED


def visit(one: Visit) -> Standing | None:
    """The same, for the head of a page on which nothing else says of what it is."""
    return OFF_VISIT if off(one) is CANCELLED else off(one)
