"""Signing in and out."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

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
    new = {"current": "mat-khau-thu", "new": "mat-khau-moi-1", "again": "mat-khau-moi-1"}
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
