"""A sign that no printed font has is refused where it was typed, and stays there to be mended."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from webapp.core.forms import Form, Line, Lines, Listed, Search, maybe
from webapp.plans.file.reading import read

BAD = "Phòng 😀"
TOLD = "Ký hiệu “😀” (U+1F600) không in được trên văn bản; hãy bỏ hoặc viết bằng chữ."


class Some(Form):
    line = Line("Dòng", maybe())
    lines = Lines("Đoạn", maybe())
    listed = Listed("Danh sách", maybe())


class Sought(Search):
    words = Line("Tìm", maybe())


@pytest.mark.parametrize("name", ["line", "lines", "listed"])
def test_each_kind_of_text_field_refuses_it_and_keeps_it(app: Flask, name: str) -> None:
    with app.test_request_context():
        form = Some(MultiDict({name: BAD}), meta={"csrf": False})
        assert not form.validate()
        assert form.errors == {name: [TOLD]}
        assert form[name]._value() == BAD


def test_what_cleaning_takes_away_is_not_refused(app: Flask) -> None:
    with app.test_request_context():
        form = Some(MultiDict({"line": "Tổ\u200b\ufeff một\u2028hai"}), meta={"csrf": False})
        assert form.validate()
        assert form.line.data == "Tổ một hai"


def test_it_may_be_looked_for(app: Flask) -> None:
    with app.test_request_context():
        form = Sought(MultiDict({"words": BAD}))
        assert form.validate()
        assert form.words.data == BAD


def test_a_plan_file_is_refused_with_its_line() -> None:
    found = read("phiên bản tệp: 1\nnăm: 2024\ntrích yếu: Kế hoạch 中\n")
    assert (3, True) in [
        (one.line, "“中” (U+4E2D) không in được" in one.words) for one in found.faults
    ]
