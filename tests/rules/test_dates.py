"""Days, hours and months as officials type them."""

import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules import text as words
from webapp.rules.dates import full_day, parse_day, parse_hour, parse_moment, parse_month

DAYS = st.dates(date(1930, 1, 1), date(2099, 12, 31))
SPELLINGS = (
    "{0.day}/{0.month}/{0.year}",
    "{0:%d/%m/%Y}",
    "{0:%d-%m-%Y}",
    "{0:%d.%m.%Y}",
    "{0:%d – %m – %Y}",
    "ngày {0.day} tháng {0.month} năm {0.year}",
    "{0.day} tháng {0.month}, năm {0.year}",
    "ngày {0.day}/{0.month} năm {0.year}",
    "{0:%Y-%m-%d}",
    "{0:%Y/%m/%d}",
)


def refusal(parse: Callable[[str], object], typed: str) -> str:
    """Return why *typed* is refused, "" when it is read."""
    try:
        parse(typed)
    except ValueError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "typed",
    [
        "3/9/2024",
        "03-09-24",
        "3.9.2024",
        "ngày 3 tháng 9 năm 2024",
        "ngay 3 thang 9 nam 2024",
        "NGÀY 03 THÁNG 9 NĂM 2024",
        "Ngày 3/9 năm 2024",
        " 3 / 9 / 2024 ",
        "thứ Ba, 03/9/2024",
        "thứ 3 ngày 3/9/2024",
        "T3 3.9.2024",
        "2024-09-03",
        "03092024",
    ],
)
def test_reads_a_day_as_officials_type_it(typed: str) -> None:
    assert parse_day(typed) == date(2024, 9, 3)
    assert full_day(parse_day(typed)) == "thứ Ba, 03/9/2024"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("31/4/2024", "Ngày không hợp lệ: tháng 4 năm 2024 chỉ có 30 ngày."),
        ("29/2/2023", "Ngày không hợp lệ: tháng 02 năm 2023 chỉ có 28 ngày."),
        ("2023-02-29", "Ngày không hợp lệ: tháng 02 năm 2023 chỉ có 28 ngày."),
        ("00/1/2024", "Ngày không hợp lệ: không có ngày 00."),
        ("9/13/2024", "Ngày không hợp lệ: không có tháng 13. Ghi ngày trước, tháng sau."),
        ("3/0/2024", "Ngày không hợp lệ: không có tháng 0."),
        ("thứ Tư, 3/9/2024", "Ngày không hợp lệ: ngày 03/9/2024 là thứ Ba."),
        ("20240903", "Ngày không hợp lệ: không có tháng 24. Ghi ngày trước, tháng sau."),
        ("31/12/1929", "Năm phải từ 1930 đến 2099."),
        ("1/1/2100", "Năm phải từ 1930 đến 2099."),
        ("1/1/0000", "Năm phải từ 1930 đến 2099."),
        *(
            (typed, "Ngày không hợp lệ. Ghi ngày, tháng, năm, ví dụ 03/9/2024.")
            for typed in (
                *("", " ", "3/9", "hôm qua", "3/9/024", "3/9/20245", "٣/9/2024", "45538"),
                *("3 9 2024", "tháng 9/2024", "9" * 100_000, "32/1/2024/5"),
            )
        ),
    ],
)
def test_refuses_in_words_what_is_no_day(typed: str, told: str) -> None:
    assert refusal(parse_day, typed) == told


def test_a_year_of_two_digits_is_near_today() -> None:
    assert parse_day("3/1/00") == date(2000, 1, 3)
    assert parse_day("3/1/68") == date(2068, 1, 3)
    assert parse_day("3/1/69") == date(1969, 1, 3)
    assert parse_day("3/1/99") == date(1999, 1, 3)


def test_a_cell_of_a_sheet_may_hold_the_number_of_a_day() -> None:
    assert parse_day("45538", is_cell=True) == date(2024, 9, 3)
    assert parse_day("3/9/2024", is_cell=True) == date(2024, 9, 3)
    for number in ("10958", "73051", "99999", "4553"):
        assert refusal(lambda text: parse_day(text, is_cell=True), number)


def test_a_cell_of_a_sheet_may_hold_the_part_of_a_day() -> None:
    assert parse_hour("0.3125", is_cell=True) == parse_hour("0,3125", is_cell=True) == time(7, 30)
    assert parse_hour("0.25", is_cell=True) == time(6)
    assert parse_hour("0.99999", is_cell=True) == time(0)
    assert parse_hour("7g30", is_cell=True) == time(7, 30)
    for number in ("0.", "1.5", "0.x", "0.12345678901234567890"):
        assert refusal(lambda text: parse_hour(text, is_cell=True), number)


@given(st.times().map(lambda one: one.replace(second=0, microsecond=0)))
def test_the_part_of_a_day_is_read_to_the_minute(hour: time) -> None:
    part = (hour.hour * 60 + hour.minute) / (24 * 60)
    assert parse_hour(f"{part:.9f}", is_cell=True) == hour


@given(DAYS, st.sampled_from(SPELLINGS))
def test_a_day_is_read_however_it_is_spelled(day: date, spelling: str) -> None:
    typed = spelling.format(day)
    assert parse_day(typed) == day
    assert parse_day(unicodedata.normalize("NFD", typed).upper()) == day
    assert parse_day(words.fold(typed)) == day


@given(DAYS)
def test_what_the_program_writes_of_a_day_is_read_again(day: date) -> None:
    for write in (full_day, words.short_date, words.long_date, date.isoformat):
        assert parse_day(write(day)) == day
    assert parse_day(str((day - date(1899, 12, 30)).days), is_cell=True) == day


@given(st.text(max_size=70))
@pytest.mark.parametrize("parse", [parse_day, parse_hour, parse_moment, parse_month])
def test_any_other_text_is_refused_in_words(parse: Callable[[str], object], typed: str) -> None:
    assert refusal(parse, typed).endswith(".") or parse(typed) is not None


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        *(
            (typed, time(7, 30))
            for typed in ("7g30", "7h30", "7 giờ 30", "07:30", "7.30", "7 gio 30")
        ),
        *(
            (typed, time(7, 30))
            for typed in ("07 giờ 30 phút", "7h30p", "07:30:00", "lúc 7g30", "7H30")
        ),
        *((typed, time(14)) for typed in ("14g", "14h", "14 giờ", "14:00", "14 giờ 00")),
        ("8 giờ 5", time(8, 5)),
        ("0730", time(7, 30)),
        ("0:00", time(0)),
        ("23h59", time(23, 59)),
    ],
)
def test_reads_an_hour_as_officials_type_it(typed: str, hour: time) -> None:
    assert parse_hour(typed) == hour


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("24:00", "Giờ không hợp lệ: giờ từ 0 đến 23, phút từ 0 đến 59."),
        ("7h60", "Giờ không hợp lệ: giờ từ 0 đến 23, phút từ 0 đến 59."),
        *(
            (typed, "Giờ không hợp lệ. Ghi giờ, phút, ví dụ 7g30, 14 giờ hoặc 07:30.")
            for typed in ("", "7", "730", "7g3", "sáng", "7:30 PM", "٧g30", "3/9/2024")
        ),
    ],
)
def test_refuses_in_words_what_is_no_hour(typed: str, told: str) -> None:
    assert refusal(parse_hour, typed) == told


HOURS = st.times().map(lambda one: one.replace(second=0, microsecond=0))


@given(
    HOURS,
    st.sampled_from(["{0.hour}g{0:%M}", "{0.hour}h{0:%M}", "{0.hour} giờ {0:%M}", "{0:%H:%M}"]),
)
def test_an_hour_is_read_however_it_is_spelled(hour: time, spelling: str) -> None:
    assert parse_hour(spelling.format(hour)) == hour
    assert parse_hour(words.local_time(hour)) == hour


@given(
    DAYS,
    HOURS,
    st.sampled_from(SPELLINGS),
    st.sampled_from(
        [
            "{hour:%H:%M} {day}",
            "{hour:%H} giờ {hour:%M}, {day}",
            "{day} {hour:%Hg%M}",
            "{day}, {hour:%H.%M}",
        ]
    ),
)
def test_a_moment_is_read_in_either_order(day: date, hour: time, spelling: str, both: str) -> None:
    typed = both.format(hour=hour, day=spelling.format(day))
    assert parse_moment(typed) == datetime.combine(day, hour)
    assert parse_moment(f"{day}T{hour:%H:%M}") == datetime.combine(day, hour)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("8:00 31/4/2024", "Ngày giờ không hợp lệ: tháng 4 năm 2024 chỉ có 30 ngày."),
        ("3/9/2024 25:00", "Ngày giờ không hợp lệ: giờ từ 0 đến 23, phút từ 0 đến 59."),
        ("8:00 3/9/2100", "Năm phải từ 1930 đến 2099."),
        ("3/9/2024", "Ngày giờ không hợp lệ. Ghi cả giờ và ngày, ví dụ 14:00 ngày 03/9/2024."),
        ("14 giờ", "Ngày giờ không hợp lệ. Ghi cả giờ và ngày, ví dụ 14:00 ngày 03/9/2024."),
    ],
)
def test_refuses_in_words_what_is_no_moment(typed: str, told: str) -> None:
    assert refusal(parse_moment, typed) == told


@pytest.mark.parametrize(
    "typed",
    ["9/2024", "09/2024", "9-2024", "tháng 9/2024", "tháng 9 năm 2024", "T9/2024", "2024-09"],
)
def test_reads_a_month(typed: str) -> None:
    assert parse_month(typed) == date(2024, 9, 1)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("13/2024", "Tháng không hợp lệ: không có tháng 13."),
        ("2024-00", "Tháng không hợp lệ: không có tháng 00."),
        ("9/1929", "Năm phải từ 1930 đến 2099."),
        ("9/0000", "Năm phải từ 1930 đến 2099."),
        ("9", "Tháng không hợp lệ. Ghi tháng và năm, ví dụ 9/2024."),
        ("3/9/2024", "Tháng không hợp lệ. Ghi tháng và năm, ví dụ 9/2024."),
        ("9/24", "Tháng không hợp lệ. Ghi tháng và năm, ví dụ 9/2024."),
    ],
)
def test_refuses_in_words_what_is_no_month(typed: str, told: str) -> None:
    assert refusal(parse_month, typed) == told


@given(DAYS)
def test_what_the_program_writes_of_a_month_is_read_again(day: date) -> None:
    for typed in (words.long_month(day), f"{day:%m/%Y}", f"{day:%Y-%m}"):
        assert parse_month(typed) == day.replace(day=1)
