"""Days, hours and months as officials write them: the one place where a typed one is read.

Days go day, month, year: "3/9/2024", "03-09-24", "3.9.2024", "ngày 3 tháng 9 năm 2024", also after
a weekday; hours "7g30", "7h30", "7 giờ 30", "14 giờ", "07:30". Both are also read as programs write
them ("2024-09-03", "07:30:00"), as digits alone ("03092024", "0730"), and without tones.
"""

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import Final

from webapp.rules import text as words

FIRST_YEAR: Final = 1930
LAST_YEAR: Final = 2099

_WEEKDAYS: Final = (
    ("thu hai", "thu 2", "t2"),
    ("thu ba", "thu 3", "t3"),
    ("thu tu", "thu 4", "t4"),
    ("thu nam", "thu 5", "t5"),
    ("thu sau", "thu 6", "t6"),
    ("thu bay", "thu 7", "t7"),
    ("chu nhat", "cn"),
)
_WEEKDAY_OF: Final = {name: at for at, names in enumerate(_WEEKDAYS) for name in names}
_ANY_WEEKDAY: Final = "|".join(_WEEKDAY_OF)
_DAY: Final = re.compile(
    rf"(?:(?:(?P<weekday>{_ANY_WEEKDAY})\b[,.]? ?)?(?:ngay )?"
    r"(?P<day>\d{1,2}) ?(?:[-–/.]|thang) ?(?P<month>\d{1,2}) ?(?:[-–/.]|,? ?nam) ?"
    r"(?P<year>\d{4}|\d{2})"
    r"|(?P<keyed_day>\d\d)(?P<keyed_month>\d\d)(?P<keyed_year>\d{4})"
    r"|(?P<iso_year>\d{4})[-/.](?P<iso_month>\d{1,2})[-/.](?P<iso_day>\d{1,2}))",
    re.ASCII,
)
_HOUR: Final = re.compile(
    r"(?:luc )?(\d{1,2}) ?"
    r"(?:(?:[:.hg] ?(\d\d)|gio ?(\d{1,2}))(?: ?(?:phut|ph|p|'))?(?::\d\d)?|h|g|gio)"
    r"|(\d\d)(\d\d)",
    re.ASCII,
)
_HOUR_THEN_DAY: Final = re.compile(
    rf"(?P<hour>{_HOUR.pattern})(?:, ?| )(?P<day>\D.+|\d.+)", re.ASCII
)
_DAY_THEN_HOUR: Final = re.compile(rf"(?P<day>.+?)(?:, ?| |t)(?P<hour>{_HOUR.pattern})", re.ASCII)
_MONTH: Final = re.compile(
    r"(?:thang |t)?(?P<month>\d{1,2}) ?(?:[-–/.]|,? ?nam) ?(?P<year>\d{4})"
    r"|(?P<iso_year>\d{4})-(?P<iso_month>\d{1,2})",
    re.ASCII,
)
_SERIAL: Final = re.compile(r"\d{5}", re.ASCII)
_FRACTION: Final = re.compile(r"0[.,](\d{1,17})", re.ASCII)
_FIRST_SERIAL: Final = date(1899, 12, 30)  # day 0 of a sheet, as Excel counts days after 2/1900
_MANY: Final = 60  # letters; the longest way to write a moment has fewer


def parse_day(text: str, *, is_cell: bool = False) -> date:
    """Return the day that *text* says.

    A year of two digits is the nearest to today's papers: 00–68 is 20.., 69–99 is 19... Out of a
    sheet (*is_cell*) 45538 is the day with that number. Raises ValueError in Vietnamese.
    """
    folded = _folded(text)
    if is_cell and _SERIAL.fullmatch(folded):
        day = _FIRST_SERIAL + timedelta(days=int(folded))
        return day.replace(year=_year(day.year))
    match = _DAY.fullmatch(folded)
    if not match:
        raise ValueError("Ngày không hợp lệ. Ghi ngày, tháng, năm, ví dụ 03/9/2024.")
    found = match.groupdict()
    for way in ("iso_", "keyed_"):
        if found[f"{way}year"]:
            return _day(found[f"{way}year"], found[f"{way}month"], found[f"{way}day"])
    day = _day(found["year"], found["month"], found["day"])
    weekday = found["weekday"]
    if weekday and _WEEKDAY_OF[weekday] != day.weekday():
        right = words.weekday_name(day)
        raise ValueError(f"Ngày không hợp lệ: ngày {_plain_day(day)} là {right}.")
    return day


def parse_hour(text: str, *, is_cell: bool = False) -> time:
    """Return the time of day that *text* says, to the minute. Raises ValueError in Vietnamese.

    Out of a sheet (*is_cell*) 0.3125 is that part of a day: half past seven.
    """
    folded = _folded(text)
    if is_cell and (part := _FRACTION.fullmatch(folded)):
        minutes = round(float(f"0.{part[1]}") * 24 * 60) % (24 * 60)
        return time(minutes // 60, minutes % 60)
    match = _HOUR.fullmatch(folded)
    if not match:
        raise ValueError("Giờ không hợp lệ. Ghi giờ, phút, ví dụ 7g30, 14 giờ hoặc 07:30.")
    hour, minute = int(match[1] or match[4]), int(match[2] or match[3] or match[5] or 0)
    if hour > 23 or minute > 59:
        raise ValueError("Giờ không hợp lệ: giờ từ 0 đến 23, phút từ 0 đến 59.")
    return time(hour, minute)


def parse_moment(text: str) -> datetime:
    """Return the day and hour, in either order, that *text* says; without a zone.

    So "14 giờ 00, ngày 3 tháng 9 năm 2024" and "03/09/2024 14:00". Raises ValueError in Vietnamese.
    """
    folded = _folded(text)
    for pattern in (_HOUR_THEN_DAY, _DAY_THEN_HOUR):
        match = pattern.fullmatch(folded)
        if match and _DAY.fullmatch(match["day"]):
            return _moment(match["day"], match["hour"])
    raise ValueError("Ngày giờ không hợp lệ. Ghi cả giờ và ngày, ví dụ 14:00 ngày 03/9/2024.")


def parse_month(text: str) -> date:
    """Return the first day of the month that *text* says: "9/2024", "tháng 9 năm 2024", "2024-09".

    Raises ValueError in Vietnamese.
    """
    match = _MONTH.fullmatch(_folded(text))
    if not match:
        raise ValueError("Tháng không hợp lệ. Ghi tháng và năm, ví dụ 9/2024.")
    month = match["month"] or match["iso_month"]
    if not 1 <= int(month) <= 12:
        raise ValueError(f"Tháng không hợp lệ: không có tháng {month}.")
    return date(_year(int(match["year"] or match["iso_year"])), int(month), 1)


def full_day(day: date) -> str:
    """Return "thứ Ba, 03/9/2024": the weekday shows whether the day that is meant was typed."""
    return f"{words.weekday_name(day)}, {_plain_day(day)}"


def _plain_day(day: date) -> str:
    # Of months, 1 and 2 only take a leading zero (Nghị định 30/2020/NĐ-CP, phụ lục I).
    return f"{day.day:02}/{f'{day.month:02}' if day.month <= 2 else day.month}/{day.year}"


def _folded(text: str) -> str:
    return words.fold(text) if len(text) <= _MANY else ""


def _moment(day: str, hour: str) -> datetime:
    try:
        return datetime.combine(parse_day(day), parse_hour(hour))
    except ValueError as error:  # what is wrong with a part is told of the whole
        told = re.sub(r"^(Ngày|Giờ) không", "Ngày giờ không", str(error))
        raise ValueError(told) from None


def _day(year: str, month: str, day: str) -> date:
    if not 1 <= int(month) <= 12:
        turned = " Ghi ngày trước, tháng sau." if int(month) > 12 else ""
        raise ValueError(f"Ngày không hợp lệ: không có tháng {month}.{turned}")
    if int(day) == 0:
        raise ValueError(f"Ngày không hợp lệ: không có ngày {day}.")
    first = date(_year(int(year), is_short=len(year) == 2), int(month), 1)
    length = monthrange(first.year, first.month)[1]
    if int(day) > length:
        of = words.long_month(first)
        raise ValueError(f"Ngày không hợp lệ: {of} chỉ có {length} ngày.")
    return first.replace(day=int(day))


def _year(number: int, *, is_short: bool = False) -> int:
    if is_short:
        number += 2000 if number < 69 else 1900
    if not FIRST_YEAR <= number <= LAST_YEAR:
        raise ValueError(f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}.")
    return number
