"""Fields of days, hours and months: text in, a day out, and what was understood said back."""

import re
from datetime import date, datetime, time
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms.validators import InputRequired, Optional

from webapp.core import clock
from webapp.core.forms import Clock, Day, Form, Instant, Month, shown

ROOT = Path(__file__).parents[2]


class Written(Form):
    day = Day("Ngày", [InputRequired()])
    hour = Clock("Giờ", [Optional()])
    moment = Instant("Lúc", [Optional()])
    month = Month("Tháng", [Optional()])


def written(**typed: str) -> Written:
    form = Written(MultiDict({"day": "3.9.2024"} | typed), meta={"csrf": False})
    form.validate()
    return form


@pytest.fixture(autouse=True)
def _request(app: Flask) -> object:
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("name", "typed", "value", "canonical", "said"),
    [
        ("day", "3.9.2024", date(2024, 9, 3), "03/09/2024", "thứ Ba, 03/9/2024"),
        ("day", "2024-09-03", date(2024, 9, 3), "03/09/2024", "thứ Ba, 03/9/2024"),
        ("hour", "7g30", time(7, 30), "07:30", "07 giờ 30"),
        ("hour", "07:30", time(7, 30), "07:30", ""),
        ("month", "tháng 9 năm 2024", date(2024, 9, 1), "09/2024", "tháng 9 năm 2024"),
        ("month", "09/2024", date(2024, 9, 1), "09/2024", ""),
        (
            "moment",
            "14 giờ, ngày 3 tháng 9 năm 2024",
            datetime(2024, 9, 3, 14, tzinfo=clock.LOCAL),
            "14:00 ngày 03/09/2024",
            "14 giờ 00, thứ Ba, 03/9/2024",
        ),
    ],
)
def test_what_is_typed_is_read_kept_and_said_in_full(
    name: str, typed: str, value: object, canonical: str, said: str
) -> None:
    form = written(**{name: typed})
    assert not form.errors
    assert form[name].data == value
    assert f'value="{typed}"' in form[name]()
    assert form[name].said == said
    assert shown(form[name]) == canonical
    again = Written(formdata=None, data={name: value}, meta={"csrf": False})
    assert f'value="{canonical}"' in again[name]()
    sent = written(**{name: canonical})
    assert sent[name].data == value


@pytest.mark.parametrize(
    ("name", "typed", "told"),
    [
        ("day", "31/4/2024", "Ngày không hợp lệ: tháng 4 năm 2024 chỉ có 30 ngày."),
        ("day", " ", "Ngày không hợp lệ. Ghi ngày, tháng, năm, ví dụ 03/9/2024."),
        ("day", "", "Không được để trống."),
        ("hour", "25:00", "Giờ không hợp lệ: giờ từ 0 đến 23, phút từ 0 đến 59."),
        ("moment", "29/2/2023 8:00", "Ngày giờ không hợp lệ: tháng 02 năm 2023 chỉ có 28 ngày."),
        ("month", "13/2024", "Tháng không hợp lệ: không có tháng 13."),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_kept(name: str, typed: str, told: str) -> None:
    form = written(**{name: typed})
    assert form.errors == {name: [told]}
    assert form[name].data is None
    assert f'value="{typed}"' in form[name]()
    assert form[name].said == ""


def test_what_may_be_left_out_is_nothing() -> None:
    form = written(hour="", moment=" ", month="")
    assert not form.errors
    assert (form.hour.data, form.moment.data, form.month.data) == (None, None, None)


def test_the_same_day_typed_in_two_ways_is_no_clash() -> None:
    assert shown(written(day="3/9/2024").day) == shown(written(day="2024-09-03").day)


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        (
            {"kind": "day", "text": "3-9-24"},
            {"said": "thứ Ba, 03/9/2024", "iso": "2024-09-03"},
        ),
        (
            {"kind": "day", "text": "29/2/2023"},
            {"wrong": "Ngày không hợp lệ: tháng 02 năm 2023 chỉ có 28 ngày."},
        ),
        ({"kind": "hour", "text": "7g30"}, {"said": "07 giờ 30", "iso": "07:30"}),
        ({"kind": "hour", "text": "07:30"}, {"said": "", "iso": "07:30"}),
        ({"kind": "month", "text": "9/2024"}, {"said": "tháng 9 năm 2024", "iso": "2024-09"}),
        (
            {"kind": "moment", "text": "3/9/2024 7h"},
            {"said": "07 giờ 00, thứ Ba, 03/9/2024", "iso": "2024-09-03T07:00"},
        ),
    ],
)
def test_forms_ask_how_a_text_is_read(
    app: Flask, query: dict[str, str], answer: dict[str, str]
) -> None:
    assert app.test_client().get("/said", query_string=query).json == answer


def test_forms_ask_of_no_other_kind(app: Flask) -> None:
    assert app.test_client().get("/said?kind=year&text=2024").status_code == 404
    assert "wrong" in (app.test_client().get("/said?text=" + "x" * 5000).json or {})


def test_no_page_has_a_date_box_of_the_browser_and_no_form_reads_days_by_itself() -> None:
    """A native box reads 3/9 as 9 March where the browser speaks English."""
    native = re.compile(r'type=["\']?(date|time|month|datetime-local)\b')
    readers = re.compile(r"\b(DateField|TimeField|DateTime\w*Field|MonthField)\b")
    pages = [
        path for path in (ROOT / "templates").rglob("*.html") if native.search(path.read_text())
    ]
    forms = [path for path in (ROOT / "webapp").rglob("*.py") if readers.search(path.read_text())]
    assert (pages, forms) == ([], [])
