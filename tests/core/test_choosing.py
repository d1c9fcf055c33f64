"""Fields that choose among few, in a list, and among many, by searching."""

import re

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms.validators import InputRequired

from webapp.core.forms import Choice, Choices, Form, Line, needed, options

MANY = [(number, f"Đồng chí số {number}") for number in range(1, 501)]


class Offering(Form):
    who = Choice("Ai", coerce=int)
    several = Choices("Những ai", [InputRequired("Phải chọn.")], coerce=int)
    reason = Line("Lý do", needed())

    @property
    def page(self) -> str:
        return str(self.who()) + str(self.several())


@pytest.fixture(autouse=True)
def _request(app: Flask) -> object:
    with app.test_request_context(method="POST"):
        yield


def sent(many: int = 500, **typed: str | list[str]) -> Offering:
    form = Offering(MultiDict({"reason": "x", "several": ["7"]} | typed), meta={"csrf": False})
    form.who.choices = options([(0, "Không ai"), *MANY[:many]])
    form.several.choices = options(MANY[:many])
    return form


def offered(field: str, page: str) -> list[str]:
    return re.findall(rf'name="{field}" value="(\d+)"', page)


def test_twenty_are_a_list_and_more_are_searched() -> None:
    few = sent(20, who="3")
    assert few.validate()
    assert few.page.count("<option") == 41
    assert "Tìm" not in few.page
    many = sent(21, who="3")
    assert many.validate()
    assert many.who.data == 3
    assert "<select" not in many.page
    assert offered("who", many.page) == ["0", "3"]
    assert offered("several", many.page) == ["7"]


def test_searching_saves_nothing_complains_of_nothing_and_keeps_all() -> None:
    form = sent(**{"who": "3", "who-q": "so 12", "find": "who", "reason": ""})
    assert not form.validate()
    assert form.errors == {}
    assert form.status == 200
    assert offered("who", form.page) == ["0", "3", "12", *(str(one) for one in range(120, 130))]
    assert 'value="so 12"' in form.page
    assert 'value="3" checked' in re.sub(r"\s+", " ", form.page)


def test_no_more_than_twenty_hits_are_shown() -> None:
    form = sent(**{"who-q": "dong chi", "find": "who"})
    form.validate()
    assert len(offered("who", form.page)) == 21  # and nobody
    assert "Tìm thấy 500, hiện 20 kết quả đầu" in form.page


def test_a_name_typed_in_full_is_taken() -> None:
    form = sent(**{"who": "0", "who-q": "đồng chí số 77", "several-q": "Đồng chí số 9"})
    assert form.validate()
    assert form.who.data == 77
    assert form.several.data == [7, 9]
    alone = sent(**{"who": "1", "several": [], "several-q": "Đồng chí số 9"})
    assert alone.validate()
    assert alone.several.data == [9]


def test_a_part_of_a_name_asks_which_is_meant() -> None:
    form = sent(**{"who": "0", "who-q": "số 7"})
    assert not form.validate()
    assert form.who.errors == ["“số 7”: hãy chọn trong những kết quả dưới đây."]
    assert form.status == 422
    chosen = sent(**{"who": "7", "who-q": "số 7"})
    assert chosen.validate()
    assert chosen.who.data == 7


def test_what_is_nobody_is_refused() -> None:
    form = sent(**{"who": "1", "who-q": "Nguyễn"})
    assert not form.validate()
    assert form.who.errors == ["“Nguyễn”: không có ai, nơi nào."]
    for forged in ("501", "x", ""):
        assert not sent(who=forged).validate()


def test_nobody_is_chosen_until_somebody_is_where_the_list_would_begin_so() -> None:
    form = sent()
    assert "checked" in str(form.who())
    assert form.validate()
    assert form.who.data == 0


def test_it_says_how_to_choose_when_nothing_is_chosen() -> None:
    form = Offering(MultiDict({"reason": "x", "several": ["1"]}), meta={"csrf": False})
    form.who.choices = form.several.choices = options(MANY)
    assert not form.validate()
    assert form.who.errors == ["Hãy tìm rồi chọn."]
