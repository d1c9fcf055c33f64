"""What a text says of another year than the wanted one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.rules.other_years import names_year, other_years
from webapp.rules.text import long_date, short_date, weekday_name

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def found(text: str, year: int = 2025) -> list[str]:
    return [one.words for one in other_years(text, year)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("báo cáo chậm nhất ngày 16/12/2024", ["16/12/2024"]),
        ("trong năm 2024 và quý I/2026", ["2024", "2026"]),
        ("ngày 03 tháng 9 năm 2024", ["03 tháng 9 năm 2024"]),
        ("trước ngày 5.1.24", ["5.1.24"]),
        ("tháng 12/2024", ["12/2024"]),
        ("nhiệm kỳ 2015 - 2020", ["2015 - 2020"]),
        ("giai đoạn 2021 đến năm 2024", ["2021 đến năm 2024"]),
        (
            "Hướng dẫn số 12-HD/BTCTW ngày 06/7/2018 của Ban Tổ chức Trung ương",
            ["12-HD/BTCTW ngày 06/7/2018"],
        ),
        ("theo Kế hoạch số 73-KH/BTCTU", ["73-KH/BTCTU"]),
        ("Nghị định số 36/2024/NĐ-CP", ["36/2024/NĐ-CP"]),
        ("Quy định 22-QĐ/TW; 24-QĐ/TW", ["22-QĐ/TW", "24-QĐ/TW"]),
        ("họp thứ Ba, ngày 03/9", ["thứ Ba, ngày 03/9"]),  # a Wednesday in 2025
        ("họp ngày 03/9 (thứ Ba)", ["03/9 (thứ Ba)"]),
        ("2024, rồi 2024", ["2024"]),
    ],
)
def test_another_year_is_found(text: str, words: list[str]) -> None:
    assert found(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "báo cáo chậm nhất ngày 16/12",
        "năm 2025, nhiệm kỳ 2020 - 2025, giai đoạn 2021–2030, năm học 2024-2025",
        "số 05-KH/BTCTU ngày 03/01/2025",
        "Nghị định số 36/2025/NĐ-CP",
        "2.024 đảng viên, 1.998 đồng chí; 2019,5 triệu đồng",
        "điện thoại 0251 3822 501, số 12024",
        "thứ Tư, ngày 03/9; ngày 03/9/2025 (thứ Tư)",
        "Chi bộ ấp 1-2, tổ 3/4",
        "ngày 31/02 (thứ Ba)",
        "Chuyên đề thứ hai\n03/09/2025; 05/09/2025",  # two texts of one row, each on its line
        "trước 03/9,\nthứ hai là kiểm tra",
    ],
)
def test_what_may_stay_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_it_says_why() -> None:
    (year,) = other_years("năm 2024", 2025)
    (weekday,) = other_years("thứ Ba, 03/9", 2025)
    (symbol,) = other_years("73-KH/BTCTU", 2025)
    assert year.why == "không thuộc năm 2025"
    assert weekday.why == "ngày 03/09/2025 là thứ Tư"
    assert symbol.why == "không rõ là văn bản của năm nào"
    (dated,) = other_years("12-HD/BTCTW ngày 06/7/2018", 2025)
    assert dated.why == year.why


@given(day=DAYS, year=st.integers(1990, 2060), form=st.sampled_from([short_date, long_date]))
def test_a_day_is_of_its_year_alone(day: date, year: int, form: object) -> None:
    text = f"gửi trước {form(day)} để tổng hợp"  # type: ignore[operator]
    assert bool(found(text, year)) is (day.year != year)
    assert names_year(text, year) is (day.year == year)


@given(day=DAYS, shift=st.integers(0, 6))
def test_a_weekday_is_the_days_own(day: date, shift: int) -> None:
    name = weekday_name(day + timedelta(days=shift))
    for text in (f"{name}, ngày {day:%d/%m}", f"ngày {day:%d/%m} ({name})"):
        assert bool(found(text, day.year)) is (shift != 0)


@given(text=st.text(), year=st.integers(1990, 2060))
def test_any_text_is_read(text: str, year: int) -> None:
    for one in other_years(text, year):
        assert one.words
        assert one.why


def test_a_year_that_is_named_is_known() -> None:
    assert names_year("gửi trước ngày 10/01/2025", 2025)
    assert not names_year("nhiệm kỳ 2020 - 2025", 2025)
    assert not names_year("năm 2024", 2025)
