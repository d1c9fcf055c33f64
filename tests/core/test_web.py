"""HTTP manners."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from werkzeug.http import parse_options_header

from tests.conftest import make_app
from webapp.core.db import db
from webapp.core.web import send_bytes

SignIn = Callable[[str], FlaskClient]


def test_health_with_and_without_the_database(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert app.test_client().get("/healthz").status_code == 200

    def refuse(*_args: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("no database"))

    monkeypatch.setattr(db.session, "execute", refuse)
    answer = app.test_client().get("/healthz")
    assert answer.status_code == 503
    assert "no database" not in answer.text


@pytest.mark.parametrize("path", ["/no-such-page", "/sign-out", "/tablet/session", "/sign-in"])
def test_every_answer_says_whose_it_is(app: Flask, path: str) -> None:
    assert app.test_client().get(path).headers["X-Program"] == "du-giam-sat"


def test_every_answer_is_guarded(sign_in: SignIn) -> None:
    headers = sign_in("planner").get("/").headers
    assert "'unsafe-inline'" not in headers["Content-Security-Policy"]
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Program"] == "du-giam-sat"
    assert headers["Cache-Control"] == "no-store"
    assert "HX-Request" in headers["Vary"]


def test_https_is_asked_for_by_https_alone(app: Flask) -> None:
    client = app.test_client()
    assert "Strict-Transport-Security" not in client.get("/sign-in").headers
    secure = client.get("/sign-in", base_url="https://localhost").headers
    assert secure["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("path", "status"), [("/khong-co", 404), ("/documents/99999999999999999999", 404)]
)
def test_a_stranger_path_is_told_in_vietnamese(sign_in: SignIn, path: str, status: int) -> None:
    answer = sign_in("planner").get(path)
    assert answer.status_code == status
    assert "Không tìm thấy" in answer.text


def test_a_fault_gives_a_reference_and_no_secret(
    database: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = make_app(database)
    app.config["TESTING"] = False
    monkeypatch.setattr("webapp.accounts.services.find", lambda *_: 1 / 0)
    answer = app.test_client().post("/sign-in", data={"username": "a", "password": "b"})
    assert answer.status_code == 500
    reference = answer.text.split("Mã sự cố: <b>")[1][:8]
    assert reference == answer.headers["X-Request-ID"]
    assert reference in caplog.text
    assert "ZeroDivisionError" not in answer.text
    with app.app_context():
        db.engine.dispose()


def test_csrf_is_asked_for(database: str) -> None:
    app = make_app(database)
    app.config["WTF_CSRF_ENABLED"] = True
    answer = app.test_client().post("/sign-in", data={"username": "a", "password": "b"})
    assert answer.status_code == 400
    assert "Trang đã mở quá lâu" in answer.text
    with app.app_context():
        db.engine.dispose()


def test_training_day_is_said_on_every_page(app: Flask, sign_in: SignIn) -> None:
    client = sign_in("planner")
    assert "Đồng hồ tập huấn" not in client.get("/").text
    with app.app_context():
        db.session.execute(text("UPDATE issuer SET training_day = '2024-07-15'"))
        db.session.commit()
    told = "Đồng hồ tập huấn: chương trình đang ở ngày 15 tháng 7 năm 2024"
    assert told in client.get("/").text
    assert told in client.get("/khong-co").text


@pytest.mark.parametrize(
    "name", ["Báo cáo khắc phục tháng 7.pdf", "…-TB-BTCTU.pdf", 'a"b;\\.pdf', "😀"]
)
def test_a_file_of_any_name_fits_the_header(app: Flask, name: str) -> None:
    with app.test_request_context():
        told = send_bytes(b"%PDF", name, "application/pdf").headers["Content-Disposition"]
    assert told.encode("latin-1")
    assert parse_options_header(told)[1]["filename"] == name
