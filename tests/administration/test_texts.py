"""The administrator's pages of standing texts."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.forms import FormOnPage, forms_of
from tests.queries import MOST, counted
from tests.world import World
from webapp.documents.texts import wording
from webapp.visits.kinds import ANNOUNCEMENT

SignIn = Callable[[str], FlaskClient]
AT = "/administration/texts/announcement/summary"
PART = {"HX-Request": "true"}


def form_at(client: FlaskClient, at: str = AT) -> FormOnPage:
    return forms_of(client, at)[0]


def test_a_text_is_changed_and_used(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    assert "Cơ quan đã sửa" not in admin.get("/administration/texts?kind=announcement").text
    sent = form_at(admin).send(admin, text="Lịch dự **{month}** tại {unit}")
    assert sent.status_code == 303
    page = admin.get(sent.location).text
    assert "Lịch dự **{month}** tại {unit}" in page
    assert "Cơ quan đã sửa" in page
    text = wording.wording_for(world.issuer.id, ANNOUNCEMENT)
    assert text("summary", month="tháng 3", unit="A") == "Lịch dự **tháng 3** tại A"


def test_an_unknown_place_is_named_and_the_text_kept(sign_in: SignIn) -> None:
    admin = sign_in("admin")
    answer = form_at(admin).send(admin, text="Lịch dự {thang}")
    assert answer.status_code == 422
    assert "Không có chỗ điền {thang}" in answer.text
    assert "{month} (tháng dự)" in answer.text
    assert "Lịch dự {thang}</textarea>" in answer.text


def test_the_preview_with_and_without_script(sign_in: SignIn) -> None:
    admin = sign_in("admin")
    form = form_at(admin)
    typed = {**form.values, "text": "Lịch **{unit}** <b>"}
    part = admin.post(f"{AT}/preview", data=typed, headers=PART)
    assert part.status_code == 200
    assert "<html" not in part.text
    assert "Lịch <strong>Đảng bộ huyện Nhơn Trạch</strong> &lt;b&gt;" in part.text
    whole = admin.post(f"{AT}/preview", data=typed)
    assert whole.status_code == 200
    assert "Lịch <strong>Đảng bộ huyện Nhơn Trạch</strong> &lt;b&gt;" in whole.text
    assert "Lịch **{unit}** &lt;b&gt;</textarea>" in whole.text
    wrong = admin.post(f"{AT}/preview", data={**typed, "text": "{x}"}, headers=PART)
    assert "Không có chỗ điền {x}" in wrong.text
    assert admin.post(f"{AT}/preview", data={**typed, "text": "{x}"}).status_code == 422
    assert admin.get("/administration/texts?kind=announcement").text.count("Cơ quan đã sửa") == 0


def test_recipients_are_previewed_as_they_print(sign_in: SignIn) -> None:
    at = "/administration/texts/synthesis/recipients"
    text = sign_in("admin").get(at).text
    assert "- Ban Thường vụ Đảng ủy Khối (để báo cáo);" in text
    assert "- Lưu BTCTU." in text


def test_the_preview_is_saved_by_the_next_click(sign_in: SignIn) -> None:
    admin = sign_in("admin")
    typed = {**form_at(admin).values, "text": "Lịch {unit}"}
    page = admin.post(f"{AT}/preview", data=typed)
    assert 'name="version" type="hidden" value="0"' in page.text
    assert admin.post(AT, data=typed).status_code == 303


def test_two_administrators(sign_in: SignIn) -> None:
    first, second = sign_in("admin"), sign_in("admin")
    hers, his = form_at(first), form_at(second)
    assert hers.send(first, text="Lịch của người thứ nhất").status_code == 303
    clash = his.send(second, text="Lịch của người thứ hai")
    assert clash.status_code == 409
    assert "Lịch của người thứ nhất" in clash.text
    assert "Lịch của người thứ hai" in clash.text
    again = form_at(second)
    assert again.send(second, text="Lịch của người thứ hai").status_code == 303


def test_the_first_wording_comes_back(sign_in: SignIn) -> None:
    admin = sign_in("admin")
    assert form_at(admin).send(admin, text="Lịch khác").status_code == 303
    stale = forms_of(admin, AT)[1]
    assert form_at(admin).send(admin, text="Lịch khác nữa").status_code == 303
    assert stale.send(admin).status_code == 409
    assert forms_of(admin, AT)[1].send(admin).status_code == 303
    page = admin.get("/administration/texts?kind=announcement").text
    assert "Cơ quan đã sửa" not in page
    assert ANNOUNCEMENT.texts["summary"].default in page


@pytest.mark.parametrize("address", ["plan/xyz", "xyz/summary", "receipt/summary", "__class__/x"])
def test_what_is_no_text_is_not_there(sign_in: SignIn, address: str) -> None:
    admin = sign_in("admin")
    at = f"/administration/texts/{address}"
    assert admin.get(at).status_code == 404
    for action in ("", "/preview", "/restore"):
        assert admin.post(at + action, data={"text": "a", "version": "0"}).status_code == 404


@pytest.mark.parametrize("person", ["planner", "leader", "reader", "office"])
def test_only_administrators_word_papers(sign_in: SignIn, person: str) -> None:
    client = sign_in(person)
    for at in ("/administration/texts", AT):
        assert client.get(at).status_code == 403
    for action in ("", "/preview", "/restore"):
        assert client.post(AT + action, data={"text": "a"}).status_code == 403


def test_an_administrator_words_the_own_office_only(world: World, sign_in: SignIn) -> None:
    stranger = sign_in("stranger")
    assert form_at(stranger).send(stranger, text="Lịch của nơi khác").status_code == 303
    assert "nơi khác" not in sign_in("admin").get("/administration/texts?kind=announcement").text


@pytest.mark.parametrize("text", ["", " \u200b", "x" * 2001, "{" * 500, "😀", "\u202eabc"])
def test_any_text_is_answered(sign_in: SignIn, text: str) -> None:
    admin = sign_in("admin")
    assert form_at(admin).send(admin, text=text).status_code in (303, 422)
    data = {"text": text, "version": "0"}
    assert admin.post(f"{AT}/preview", data=data, headers=PART).status_code == 200
    assert admin.post(f"{AT}/preview", headers=PART).status_code == 200


def test_the_queries_are_bounded(sign_in: SignIn) -> None:
    admin = sign_in("admin")
    assert counted(admin, "/administration/texts") <= MOST
    assert counted(admin, AT) <= MOST
