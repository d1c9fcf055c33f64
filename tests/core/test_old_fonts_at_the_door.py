"""What comes in for an old font is refused where it was typed, and stays there to be mended."""

from io import BytesIO

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage, MultiDict

from tests.handed_in import pdf
from tests.world import World
from webapp.core.forms import Form, Line, Lines, Listed, maybe
from webapp.documents.files import FileRefused, store_upload
from webapp.plans.file.reading import read

OLD = "§¶ng bé x·"


class Some(Form):
    line = Line("Dòng", maybe())
    lines = Lines("Đoạn", maybe())
    listed = Listed("Danh sách", maybe())


def sent(app: Flask, **values: str) -> Some:
    with app.test_request_context():
        form = Some(MultiDict(values), meta={"csrf": False})
        form.validate()
        return form


@pytest.mark.parametrize("name", ["line", "lines", "listed"])
def test_each_kind_of_text_field_refuses_it_and_keeps_it(app: Flask, name: str) -> None:
    form = sent(app, **{name: OLD})
    assert "TCVN3" in form[name].errors[0]
    assert form[name]._value() == OLD


def test_letters_come_in_as_one_sign_each(app: Flask) -> None:
    form = sent(app, line="Ða\u0323i Phu\u031bo\u031b\u0301c", lines="a\r\nÐ", listed="Ð\nx")
    assert not form.errors
    assert (form.line.data, form.lines.data, form.listed.data) == (
        "Đại Phước",
        "a\nĐ",
        ["Đ", "x"],
    )


def test_a_plan_file_of_an_old_font_is_refused_with_its_line() -> None:
    found = read("phiên bản tệp: 1\ntrích yếu: Ñaûng boä xaõ\n")
    (fault,) = found.faults
    assert fault.line == 2
    assert "VNI" in fault.words
    assert found.whole is None


def test_a_file_whose_name_is_of_an_old_font_is_refused(world: World) -> None:
    upload = FileStorage(BytesIO(pdf()), filename="KÕ ho¹ch §¶ng ñy.pdf")
    with pytest.raises(FileRefused, match="đổi tên tệp"):
        store_upload(upload, world.organization("Ban Tổ chức Tỉnh ủy"), world.user("planner"))
