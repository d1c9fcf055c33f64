"""Deadlines as data: a rule in a few English words, an anchor day, and the moment it falls due.

A rule such as "30 days before" is stored as text and counted from an anchor (the day of a
meeting, the end of a round, a month). Move the anchor and the deadline moves with it.
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from webapp.rules.months import last_day
from webapp.rules.text import local_time, number_text
from webapp.rules.workdays import WorkingCalendar
from webapp.rules.zone import end_of_day, end_of_minute, to_local

MOST_DAYS = 3660

_UNDERSTOOD = (
    "30 days before; 30 days after; 5 working days before; 7 working days after; "
    "before day 20; on day 20; at 17:00; on the day"
)
_DAY_COUNT = re.compile(r"([1-9][0-9]{0,3}) (working )?days? (before|after)")
_MONTH_DAY = re.compile(r"(before|on) day ([1-9][0-9]?)")
_CLOCK_TIME = re.compile(r"at ([01][0-9]|2[0-3]):([0-5][0-9])")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


class RuleError(ValueError):
    """A rule or anchor that cannot be read, or has no answer; the message is one line."""


@dataclass(frozen=True)
class Month:
    """A calendar month, the anchor of a deadline that comes back every month."""

    year: int
    month: int

    def __post_init__(self) -> None:
        _ = self.first  # raises ValueError where there is no such month

    @property
    def first(self) -> date:
        """The first day of the month."""
        return date(self.year, self.month, 1)


@dataclass(frozen=True)
class Due:
    """The last moment at which a thing is still in time.

    `at` is inclusive and in Vietnamese time: the end of a day, or of a minute where
    `to_the_minute`. `act_by` is set where the due day is no working day: the working day
    before it, by which the person is told to act.
    """

    at: datetime
    act_by: date | None = None
    to_the_minute: bool = False

    @property
    def day(self) -> date:
        """The due day in Vietnam."""
        return to_local(self.at).date()

    def __str__(self) -> str:
        return f"{to_local(self.at):%Y-%m-%d %H:%M}" if self.to_the_minute else f"{self.day}"


class Rule(ABC):
    """How a deadline is counted from its anchor; `str(rule)` is the text it is stored as."""

    def due(
        self, anchor: date | Month, calendar: WorkingCalendar, *, clear_days: bool = False
    ) -> Due:
        """Return when the rule falls due, counted from `anchor`, a day or a month.

        With `clear_days`, N working days before a day must lie wholly between notice and day,
        which asks for one working day more; other rules are not touched.

        Raises RuleError where the rule needs a day and the anchor is a month, and where the
        count leaves the years of the calendar.
        """
        try:
            calendar.check_range(anchor.first if isinstance(anchor, Month) else anchor)
            day = _due_day(self, anchor, calendar, clear_days)
            act_by = _act_by(self, anchor, day, calendar)
        except ValueError as error:
            raise RuleError(str(error)) from error
        if isinstance(self, ClockTime):
            return Due(end_of_minute(day, self.clock), act_by, to_the_minute=True)
        return Due(end_of_day(day), act_by)

    @abstractmethod
    def __str__(self) -> str: ...


@dataclass(frozen=True)
class DayCount(Rule):
    """`count` days, or working days, before or after the anchor, which itself is not counted.

    "30 days before" (73-KH/BTCTU, V.1); "5 working days before" and "7 working days after"
    (46-KH/ĐTN, III).
    """

    count: int
    working: bool = False
    after: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.count <= MOST_DAYS:
            raise RuleError(f"Số ngày phải từ 1 đến {MOST_DAYS}, không phải {self.count}")

    def __str__(self) -> str:
        unit = "working day" if self.working else "day"
        plural = "" if self.count == 1 else "s"
        return f"{self.count} {unit}{plural} {'after' if self.after else 'before'}"


@dataclass(frozen=True)
class MonthDay(Rule):
    """A day of the anchor's month, or the day before it ("before the 20th", 46-KH/ĐTN, II.3).

    In a month too short to have the day it is the month's last. Before day 1 is the last day of
    the month before.
    """

    day: int
    before: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.day <= 31:
            raise RuleError(f"Ngày trong tháng phải từ 1 đến 31, không phải {self.day}")

    def __str__(self) -> str:
        return f"{'before' if self.before else 'on'} day {self.day}"


@dataclass(frozen=True)
class ClockTime(Rule):
    """A minute of the anchor day, inclusive ("before 17g00 on 11/9/2023", 65-KH/ĐTN, II.6)."""

    clock: time

    def __str__(self) -> str:
        return f"at {self.clock:%H:%M}"


@dataclass(frozen=True)
class AnchorDay(Rule):
    """The anchor day itself, to its end ("by 16/12/2024", 73-KH/BTCTU, V.1)."""

    def __str__(self) -> str:
        return "on the day"


def _due_day(rule: Rule, anchor: date | Month, calendar: WorkingCalendar, clear_days: bool) -> date:
    if isinstance(rule, MonthDay):
        return _day_of_month(rule, anchor)
    if isinstance(anchor, Month):
        raise RuleError(f"Quy tắc “{rule}” cần mốc là một ngày (2024-05-20), không phải một tháng")
    match rule:
        case DayCount(count, working=True, after=True):
            return calendar.working_days_after(anchor, count)
        case DayCount(count, working=True):
            return calendar.working_days_before(anchor, count + clear_days)
        case DayCount(count, after=after):
            return anchor + timedelta(days=count if after else -count)
    return anchor


def _day_of_month(rule: MonthDay, anchor: date | Month) -> date:
    first = date(anchor.year, anchor.month, 1)
    wanted = min(rule.day - rule.before, last_day(first).day)
    return first + timedelta(days=wanted - 1)


def _act_by(rule: Rule, anchor: date | Month, day: date, calendar: WorkingCalendar) -> date | None:
    working_day = calendar.last_working_day_on_or_before(day)
    if working_day == day:
        return None
    if isinstance(rule, DayCount) and rule.after and isinstance(anchor, date):
        # What follows an event cannot be done before it: a Saturday's report due on Sunday.
        return working_day if working_day >= anchor else None
    return working_day


def parse_rule(text: str) -> Rule:
    """Return the rule that `text` says, e.g. "5 working days before".

    Raises RuleError, which lists what is understood, for anything else.
    """
    stripped = text.strip()
    if stripped == str(AnchorDay()):
        return AnchorDay()
    if match := _DAY_COUNT.fullmatch(stripped):
        count, working, side = match.groups()
        return DayCount(int(count), working=bool(working), after=side == "after")
    if match := _MONTH_DAY.fullmatch(stripped):
        return MonthDay(int(match[2]), before=match[1] == "before")
    if match := _CLOCK_TIME.fullmatch(stripped):
        return ClockTime(time(int(match[1]), int(match[2])))
    raise RuleError(
        f"Không hiểu quy tắc thời hạn {_quoted(text)}; các dạng dùng được: {_UNDERSTOOD}"
    )


def parse_anchor(text: str) -> date | Month:
    """Return the day "2024-10-03" or the month "2024-05" that `text` names, else RuleError."""
    stripped = text.strip()
    try:
        if match := _DAY.fullmatch(stripped):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _MONTH.fullmatch(stripped):
            return Month(int(match[1]), int(match[2]))
    except ValueError:
        raise RuleError(f"Không có ngày hoặc tháng {_quoted(text)} trong lịch") from None
    raise RuleError(f"Không hiểu mốc {_quoted(text)}; các dạng dùng được: 2024-10-03; 2024-05")


def _quoted(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")  # repr keeps it to one line


def is_late(done_at: datetime, due: Due) -> bool:
    """Tell whether a thing done at `done_at` (with a time zone) came after its due moment."""
    return to_local(done_at) > due.at


def margin_days(done_on: date, due: date) -> int:
    """Return the days to spare (above 0) or the days late (below 0).

    Days only: of a deadline to the minute ask `is_late` as well.
    """
    return (due - done_on).days


def impossible(due: Due, known_from: date) -> bool:
    """Tell whether the due day had gone by before the plan was signed on `known_from`.

    So it is with 2024-01-02, 30 days before a meeting on 2024-02-01, in a plan of 2024-01-03
    (73-KH/BTCTU, V.1).
    """
    return due.day < known_from


def describe_rule(rule: Rule) -> str:
    """Return the rule in Vietnamese, to follow the name of its anchor: "trước 30 ngày"."""
    match rule:
        case DayCount(count, working, after):
            side = "sau" if after else "trước"
            return f"{side} {number_text(count)} ngày{' làm việc' if working else ''}"
        case MonthDay(day, before):
            return f"{'trước' if before else 'chậm nhất'} ngày {number_text(day)}"
        case ClockTime(clock):
            return f"chậm nhất {local_time(clock)}"
    return "chậm nhất trong ngày"


def answer(
    rule_text: str, anchor_text: str, calendar: WorkingCalendar, *, clear_days: bool = False
) -> str:
    """Return when a rule falls due: line 1 the ISO day, or day and minute; then any remarks.

    Remarks are the working day to act by and the years whose calendar is not confirmed.
    Raises RuleError, and no other error, for texts that cannot be read or answered.
    """
    anchor = parse_anchor(anchor_text)
    due = parse_rule(rule_text).due(anchor, calendar, clear_days=clear_days)
    lines = [str(due)]
    if due.act_by:
        lines.append(f"Cần thực hiện chậm nhất vào ngày làm việc {due.act_by}")
    first, last = sorted((anchor.year, due.day.year))
    lines += [
        f"Lịch làm việc năm {year} chưa được xác nhận"
        for year in range(first, last + 1)
        if calendar.unconfirmed(year)
    ]
    return "\n".join(lines)
