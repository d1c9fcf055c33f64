"""A word of warning for a day on which people do not usually meet: a holiday, Tết, a Sunday.

Such a day is never refused: cells do meet on Sundays. Who sets the day is to know.
"""

from datetime import date

from webapp.rules.workdays import WorkingCalendar

TET = ("Tết Nguyên Đán", "tháng Chạp")  # in what the days of Tết are called
_SUNDAY = 6


def off_word(day: date, calendar: WorkingCalendar) -> str:
    """Return what to know of a day, "" of one like others or outside the calendar's years."""
    try:
        name = calendar.holiday_name(day)
    except ValueError:
        return ""
    if name and any(one in name for one in TET):
        return f"Rơi vào dịp Tết ({name})"
    if name:
        is_told = name.startswith("Ngày nghỉ")
        return f"Rơi vào {name[:1].lower()}{name[1:]}" if is_told else f"Rơi vào ngày lễ: {name}"
    is_off = day.weekday() == _SUNDAY and not calendar.is_working_day(day)
    return "Rơi vào Chủ nhật" if is_off else ""
