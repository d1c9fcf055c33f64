"""How people, organizations, days and texts stand, in words."""

from webapp.accounts.models import User
from webapp.administration.queries.tree import Place
from webapp.core import clock
from webapp.core.web import short_day
from webapp.milestones.standing import DONE, DUE, LATE, OFF, WAIT, Standing
from webapp.organizations.models import CalendarDay, Organization

NO_HEIR = Standing("Không có tổ chức kế thừa", DUE)
HAS_HEIRS = Standing("Có tổ chức tiếp nhận", WAIT)
NOT_YET = Standing("Chưa có hiệu lực", WAIT)
ASK = Standing("Phải quyết định lại", DUE)
GONE_BEFORE = Standing("Đã kết thúc trước ngày này", OFF)


def undecided(count: int) -> Standing:
    """Say how much a change leaves to be decided anew."""
    return Standing(f"Còn {count} điều phải quyết định lại", DUE)


def day(one: CalendarDay) -> Standing:
    """Return whether a day is worked."""
    return Standing("Làm việc", DONE) if one.is_working else Standing("Nghỉ", OFF)


def person(one: User) -> Standing:
    """Return whether an account is in use."""
    return Standing("Đang dùng", DONE) if one.active else Standing("Đã khóa", OFF)


def belonging(one: User) -> Standing | None:
    """Say that somebody who may still sign in belongs to a unit that is no more."""
    until = one.organization.until
    if not one.active or until is None or until > clock.today():
        return None
    return Standing(f"Tổ chức đã kết thúc từ {short_day(until)}", LATE)


def text(is_changed: bool) -> Standing:
    """Return whether an office words a text its own way."""
    return Standing("Cơ quan đã sửa", WAIT) if is_changed else Standing("Câu gốc")


def unit(one: Organization) -> Standing:
    """Return whether an organization is there, in the administrator's list."""
    today = clock.today()
    if one.until and one.until <= today:
        return Standing(f"Ngừng từ {short_day(one.until)}", OFF)
    if one.since and one.since > today:
        return Standing(f"Từ {short_day(one.since)}", WAIT)
    return Standing("Hoạt động", DONE)


def life(one: Organization) -> Standing:
    """Return whether an organization is there, on its own page: also that it will end."""
    today = clock.today()
    if one.until and one.until <= today:
        return Standing(f"Kết thúc hoạt động từ {short_day(one.until)}", OFF)
    if one.since and one.since > today:
        return Standing(f"Hoạt động từ {short_day(one.since)}", WAIT)
    if one.until:
        return Standing(f"Sẽ kết thúc từ {short_day(one.until)}", DUE)
    return Standing("Đang hoạt động", DONE)


def of_day(row: Place) -> Standing:
    """Return how an organization of the tree as of a day goes on."""
    if row.ends_on:
        return Standing(f"Kết thúc từ {short_day(row.ends_on)}", DUE)
    if row.changes_on:
        return Standing(f"Thay đổi từ {short_day(row.changes_on)}", WAIT)
    return Standing("Hoạt động", DONE)
