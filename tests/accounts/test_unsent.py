"""What was typed into a form that did not arrive is there again, for who typed it."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.forms import FormOnPage, forms_in
from tests.world import World
from webapp.accounts import unsent
from webapp.accounts.unsent import TypedField, UnsentForm
from webapp.core.db import db
from webapp.plans.models import Plan

PASSWORD = "mat-khau-thu"
PAGE = {"Accept": "text/html,application/xhtml+xml", "Referer": "http://localhost/plans/1/edit"}
TYPED = "Kế hoạch gõ dở, mất thì tiếc"


@pytest.fixture
def guarded(app: Flask) -> Iterator[Flask]:
    """The application as it runs outside tests: each form needs its token."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield app
    app.config["WTF_CSRF_ENABLED"] = False


def enter(client: FlaskClient, name: str, after: str = "/") -> TestResponse:
    form = having("password", client, "/sign-in")
    sent = {**form.values, "username": name, "password": PASSWORD}
    return client.post("/sign-in", data=sent, query_string={"next": after})


def having(name: str, client: FlaskClient, address: str) -> FormOnPage:
    """The first form of a page that has a field of that name."""
    found = forms_in(client.get(address).text, address)
    return next(one for one in found if name in one.values)


def edited(client: FlaskClient, address: str) -> dict[str, object]:
    """What a browser sends of the plan's form, after a new title was typed."""
    return {**having("title", client, address).values, "title": TYPED}


def reopened(client: FlaskClient) -> TestResponse:
    """Open the newest form that is kept, by its button."""
    form = having("reopened", client, "/unsent")
    return client.post(form.action, data=form.values, headers=PAGE)


@pytest.fixture
def address(world: World) -> str:
    return f"/plans/{world.plan.id}/edit"


def title(world: World) -> str:
    db.session.rollback()
    return db.session.scalars(select(Plan.title).where(Plan.id == world.plan.id)).one()


def test_a_form_sent_after_the_session_ended_is_there_after_signing_in(
    guarded: Flask, world: World, address: str
) -> None:
    client, before = guarded.test_client(), title(world)
    enter(client, "planner")
    sent = edited(client, address)
    client.delete_cookie("session")
    answer = client.post(address, data=sent, headers=PAGE)
    assert answer.status_code == 302
    assert answer.location == "/sign-in?next=/unsent"
    assert "vẫn được giữ" in client.get(answer.location).text
    assert "vẫn được giữ" not in client.get("/sign-in?next=/").text
    assert enter(client, "planner", "/unsent").location == "/unsent?next=/unsent"
    listed = client.get("/unsent?next=/unsent").text
    assert re.search(r'href="/"[^>]*>\s*Đi tiếp', listed), "it leads on, not back here"
    shown = reopened(client)
    assert shown.status_code == 200
    (form,) = [one for one in forms_in(shown.text, address) if "title" in one.values]
    assert form.values["title"] == [TYPED]
    assert title(world) == before
    assert client.post(address, data=form.values, headers=PAGE).status_code == 303
    assert title(world) == TYPED
    assert TYPED not in client.get("/unsent").text


def test_what_a_part_of_a_page_sent_comes_back_as_the_page(guarded: Flask, world: World) -> None:
    client, url = guarded.test_client(), f"/assignments/{world.assignment().id}/notice"
    enter(client, "office")
    sent = {**having("rows-0-place", client, url).values, "rows-0-place": TYPED, "keep": "1"}
    client.delete_cookie("session")
    part = {"HX-Request": "true", "HX-Current-URL": f"http://localhost{url}"}
    answer = client.post(url, data=sent, headers=part)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/unsent"
    enter(client, "office")
    shown = reopened(client)
    assert shown.status_code == 200
    (form,) = [one for one in forms_in(shown.text, url) if "rows-0-place" in one.values]
    assert form.values["rows-0-place"] == [TYPED]
    added = client.post(url, data={**form.values, "add": "1"}, headers={**part, **PAGE})
    assert added.status_code == 200
    assert TYPED in client.get("/unsent").text  # until the list itself is sent


def test_another_person_does_not_get_it(guarded: Flask, world: World, address: str) -> None:
    client = guarded.test_client()
    enter(client, "planner")
    sent = edited(client, address)
    client.post("/sign-out", data={"csrf_token": sent["csrf_token"]})
    enter(client, "leader")
    answer = client.post(address, data=sent, headers=PAGE)
    assert answer.status_code == 400
    assert "Nội dung đã gõ được giữ cho người đó" in answer.text
    assert TYPED not in answer.text
    assert TYPED not in client.get("/unsent").text
    again = guarded.test_client()
    assert enter(again, "planner").location == "/unsent?next=/"
    assert TYPED in again.get("/unsent").text


def test_a_token_that_is_too_old_keeps_what_was_typed(
    guarded: Flask, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = guarded.test_client()
    enter(client, "planner")
    sent = edited(client, address)
    monkeypatch.setitem(guarded.config, "WTF_CSRF_TIME_LIMIT", -1)
    answer = client.post(address, data=sent, headers=PAGE)
    assert answer.status_code == 400
    assert TYPED in answer.text
    assert "chưa được gửi" in answer.text


def test_text_beside_a_file_that_is_too_large_is_kept(
    guarded: Flask, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = guarded.test_client()
    enter(client, "planner")
    sent = edited(client, address)
    monkeypatch.setitem(guarded.config, "MAX_CONTENT_LENGTH", 100_000)
    file = (BytesIO(b"x" * 200_000), "bao-cao.pdf")
    answer = client.post(address, data={**sent, "file": file}, headers=PAGE)
    assert answer.status_code == 413
    assert "Tệp “bao-cao.pdf” gửi lên vượt quá" in answer.text
    assert TYPED in answer.text
    assert "phải chọn lại" in answer.text


def test_nothing_is_kept_of_a_password(guarded: Flask, world: World) -> None:
    client = guarded.test_client()
    enter(client, "planner")
    form = having("current", client, "/password")
    client.delete_cookie("session")
    mine = {"current": PASSWORD, "new": "mat-khau-rieng-1", "again": "mat-khau-rieng-1"}
    client.post("/password", data={**form.values, **mine}, headers=PAGE)
    assert db.session.scalar(select(func.count(UnsentForm.id))) == 0


def test_a_forged_token_keeps_nothing(guarded: Flask, world: World, address: str) -> None:
    answer = guarded.test_client().post(
        address, data={"title": TYPED, "csrf_token": "1.bia-dat"}, headers=PAGE
    )
    assert answer.status_code == 302
    assert answer.location == f"/sign-in?next={address}"
    assert db.session.scalar(select(func.count(UnsentForm.id))) == 0


def test_what_would_write_is_not_reopened(
    world: World, sign_in: Callable[[str], FlaskClient]
) -> None:
    planner = world.user("planner")
    fields = (TypedField("text", "Câu mẫu gõ dở"),)
    unsent.keep(planner.id, "/unsent/1/remove", fields, ())
    client = sign_in("planner")
    form = having("reopened", client, "/unsent")
    answer = client.post("/unsent/1/remove", data=form.values, headers=PAGE)
    assert answer.status_code == 200
    assert "không mở lại được" in answer.text
    assert "Câu mẫu gõ dở" in client.get("/unsent").text


def test_only_the_newest_are_kept(world: World) -> None:
    who = world.user("planner")
    for number in range(unsent.MOST + 5):
        unsent.keep(who.id, f"/plans/{number}/edit", (TypedField("title", f"Tên {number}"),), ())
    kept = unsent.of(who)
    assert len(kept) == unsent.MOST
    assert kept[0].path == f"/plans/{unsent.MOST + 4}/edit"
    assert not unsent.keep(who.id, "/x", (TypedField("title", "  "),), ())
    assert not unsent.keep(who.id, "/x", (TypedField("title", "a" * unsent.LARGEST),), ())
