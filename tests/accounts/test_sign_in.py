"""Signing in and out."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.world import World
from webapp.core.db import db

SignIn = Callable[[str], FlaskClient]


def test_first_page_asks_to_sign_in_and_leads_back(app: Flask) -> None:
    answer = app.test_client().get("/?x=1")
    assert answer.status_code == 302
    assert answer.location == "/sign-in?next=/?x%3D1"


def test_wrong_password_is_told_beside_the_field(app: Flask) -> None:
    answer = app.test_client().post("/sign-in", data={"username": "planner", "password": "sai"})
    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in answer.text
    assert 'value="planner"' in answer.text


@pytest.mark.parametrize(
    "target", ["//evil.example", "https://evil.example/", "/\\evil", "javascript:1", "/\nfoo"]
)
def test_sign_in_leads_nowhere_else(app: Flask, target: str) -> None:
    answer = app.test_client().post(
        "/sign-in",
        query_string={"next": target},
        data={"username": "OFFICE", "password": "mat-khau-thu"},
    )
    assert answer.status_code == 303
    assert answer.location == "/"


def test_home_and_out(sign_in: Callable[[str], FlaskClient]) -> None:
    client = sign_in("planner")
    assert client.get("/").status_code == 200
    assert client.post("/sign-out").status_code == 303
    assert client.get("/").status_code == 302


def test_an_old_session_ends_with_the_password(app: Flask, sign_in: SignIn) -> None:
    here, elsewhere = sign_in("planner"), sign_in("planner")
    new = {"current": "mat-khau-thu", "new": "mat-khau-rieng-1", "again": "mat-khau-rieng-1"}
    assert here.post("/password", data=new).status_code == 303
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_a_part_leads_back_to_its_page(app: Flask) -> None:
    answer = app.test_client().get(
        "/assignments/1/notice/margin",
        headers={"HX-Request": "true", "HX-Current-URL": "http://localhost/assignments/1/notice"},
    )
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/assignments/1/notice"


def test_browsers_know_which_word_is_which(app: Flask, sign_in: SignIn) -> None:
    page = app.test_client().get("/sign-in").text
    assert 'autocomplete="username"' in page
    assert page.count('autocomplete="current-password"') == 1
    own = sign_in("planner").get("/password").text
    assert own.count('autocomplete="new-password"') == 2
    assert own.count('autocomplete="current-password"') == 1


def test_a_stranger_reads_whom_to_ask_and_of_nobody_that_they_have_an_account(
    world: World, app: Flask
) -> None:
    client = app.test_client()
    before = client.get("/sign-in").text
    assert world.issuer.name in before
    assert "Người quản trị chương trình của cơ quan" in before
    world.issuer.help_contact = "Phòng Tổng hợp, điện thoại nội bộ 102"
    db.session.commit()
    after = client.get("/sign-in").text
    assert "Phòng Tổng hợp, điện thoại nội bộ 102" in after
    for username in ("planner", "admin", "office"):
        assert world.user(username).full_name not in after
        assert f">{username}<" not in after
    token = re.compile(r"[\w.-]{60,}")  # against forgery: another in each second
    told = [
        token.sub("", client.post("/sign-in", data={"username": name, "password": "sai"}).text)
        for name in ("planner", "nobodyknows")
    ]
    assert told[0].replace("planner", "") == told[1].replace("nobodyknows", "")


def test_the_administrator_says_whom_to_ask(sign_in: SignIn) -> None:
    page = sign_in("admin").get("/administration/settings").text
    assert "Người giúp khi quên mật khẩu" in page
