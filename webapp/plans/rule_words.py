"""Deadline rules as planners read and type them: "trước 30 ngày" for "30 days before"."""

import re

from webapp.plans.models import ANCHORS, Duty
from webapp.rules import text as words
from webapp.rules.deadlines import (
    AnchorDay,
    DayCount,
    MonthDay,
    RuleError,
    describe_rule,
    parse_rule,
)

EXAMPLES = (
    "Các cách viết: trước 30 ngày; sau 07 ngày làm việc; trước 05 ngày làm việc; trước ngày 20; "
    "chậm nhất ngày 20; chậm nhất 17 giờ 00; chậm nhất trong ngày."
)
_MONTHS = {
    "month": "tháng được phân công",
    "month_before": "tháng liền trước",
    "month_after": "tháng liền sau",
}
_COUNT = re.compile(r"(truoc|sau) 0*(\d{1,4}) ngay( lam viec)?")
_DAY = re.compile(r"(truoc|cham nhat) ngay 0*(\d{1,2})")
_CLOCK = re.compile(r"cham nhat (\d{2}) gio (\d{2})")


def stored(text: str) -> str:
    """Return the rule as it is stored. Raises RuleError for what is no rule.

    Understands the Vietnamese that `describe_rule` writes, with or without marks, and the stored
    words themselves.
    """
    try:
        return str(parse_rule(_english(words.fold(text)) or text))
    except RuleError as error:
        if "không hiểu" not in str(error).casefold():
            raise
        raise RuleError(f"Không hiểu quy tắc thời hạn này. {EXAMPLES}") from None


def _english(text: str) -> str:
    if match := _COUNT.fullmatch(text):
        side, count, working = match.groups()
        unit = "working days" if working else "days"
        return f"{count} {unit} {'before' if side == 'truoc' else 'after'}"
    if match := _DAY.fullmatch(text):
        return f"{'before' if match[1] == 'truoc' else 'on'} day {match[2]}"
    if match := _CLOCK.fullmatch(text):
        return f"at {match[1]}:{match[2]}"
    return str(AnchorDay()) if text == "cham nhat trong ngay" else ""


def shown(rule: str) -> str:
    """Return a stored rule in Vietnamese; anything else as it is."""
    try:
        return describe_rule(parse_rule(rule))
    except RuleError:
        return rule


def of(duty: Duty) -> str:
    """Return when a duty falls due in full: "chậm nhất 30 ngày trước ngày sinh hoạt"."""
    anchor = ANCHORS.get(duty.anchor, duty.anchor)
    if duty.anchor == "fixed" and duty.fixed_on:
        anchor = f"ngày {words.short_date(duty.fixed_on)}"
    match parse_rule(duty.rule):
        case AnchorDay():
            return f"chậm nhất {anchor}"
        case DayCount(count, working, after):
            days = f"{words.number_text(count)} ngày{' làm việc' if working else ''}"
            return f"chậm nhất {days} {'sau' if after else 'trước'} {anchor}"
        case MonthDay():
            return f"{shown(duty.rule)} của {_MONTHS.get(duty.anchor, f'tháng có {anchor}')}"
    return f"{shown(duty.rule)} {anchor}"
