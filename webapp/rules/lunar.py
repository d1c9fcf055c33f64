"""The last days of the lunar year: how many days the month before Tết (tháng Chạp) has.

New moons are reckoned as in J. Meeus, "Astronomical Formulae for Calculators", for the clock of
Vietnam (UTC+7), as the Vietnamese calendar is made. Each Mùng một of the holidays library from
1995 to 2100 is a new moon so reckoned.
"""

from datetime import date
from math import floor, radians, sin

_MONTH = 29.530588853  # days, on average
_FIRST_MOON = 2_415_021  # Julian day of the new moon of 1 January 1900
_JULIAN = 1_721_425  # from the days of `date.toordinal` to Julian days
_ZONE = 7 / 24  # UTC+7, in days


def day_of_last_month(day: date, new_year: date) -> int:
    """Return which day of tháng Chạp *day* is, shortly before *new_year* (Mùng một Tết).

    Counts back from the month's last day, the eve of Tết: the 29th or the 30th.
    """
    moon = _moon_of(new_year)
    return (day - new_year).days + (_new_moon(moon) - _new_moon(moon - 1)) + 1


def _moon_of(day: date) -> int:
    """Return the number of the new moon nearest to *day*."""
    return round((_julian(day) - _FIRST_MOON) / _MONTH)


def _julian(day: date) -> int:
    return day.toordinal() + _JULIAN


def _new_moon(number: int) -> int:
    """Return the Julian day, in Vietnam, of a new moon; 0 is that of 1 January 1900."""
    t = number / 1236.85  # centuries
    mean = 2415020.75933 + 29.53058868 * number + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * sin(radians(166.56 + 132.87 * t - 0.009173 * t**2))
    behind = -0.000278 + 0.000265 * t + 0.000262 * t**2  # the earth's clock
    return floor(mean + _correction(number, t) - behind + 0.5 + _ZONE)


def _correction(number: int, t: float) -> float:
    """Return by how many days the true new moon comes after the mean one."""
    sun = radians(359.2242 + 29.10535608 * number - 0.0000333 * t**2 - 0.00000347 * t**3)
    moon = radians(306.0253 + 385.81691806 * number + 0.0107306 * t**2 + 0.00001236 * t**3)
    node = radians(21.2964 + 390.67050646 * number - 0.0016528 * t**2 - 0.00000239 * t**3)
    terms = (
        (0.1734 - 0.000393 * t, sun),
        (0.0021, 2 * sun),
        (-0.4068, moon),
        (0.0161, 2 * moon),
        (-0.0004, 3 * moon),
        (0.0104, 2 * node),
        (-0.0051, sun + moon),
        (-0.0074, sun - moon),
        (0.0004, 2 * node + sun),
        (-0.0004, 2 * node - sun),
        (-0.0006, 2 * node + moon),
        (0.0010, 2 * node - moon),
        (0.0005, sun + 2 * moon),
    )
    return sum(size * sin(angle) for size, angle in terms)
