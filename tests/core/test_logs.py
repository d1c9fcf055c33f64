"""What is logged of a request, and what is not; the figures for Prometheus."""

import io
import json
import logging
import sys
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.building import KEY
from webapp.core import logs

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What the log of a production server would hold."""
    root, stderr = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    root.handlers.clear()  # those of pytest come back
    monkeypatch.setattr(sys, "stderr", stderr)
    logs.configure(development=False)
    yield stderr
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("webapp").setLevel(logging.NOTSET)


def lines(written: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_a_request_is_a_line_without_what_was_typed(sign_in: SignIn, written: io.StringIO) -> None:
    client = sign_in("planner")
    answer = client.get("/visits?q=bi-mat", headers={"X-Request-ID": "from-proxy-1"})
    assert answer.headers["X-Request-ID"] == "from-proxy-1"
    signed_in, told = lines(written)
    assert (signed_in["method"], signed_in["status"], signed_in["user"]) == ("POST", 303, None)
    assert told["request_id"] == "from-proxy-1"
    assert (told["endpoint"], told["route"], told["status"]) == ("visits.index", "/visits", 200)
    assert (told["level"], told["event"]) == ("info", "request")
    assert isinstance(told["user"], int)
    assert isinstance(told["issuer"], int)
    assert isinstance(told["queries"], int)
    assert told["queries"] > 1
    assert told["bytes"] == len(answer.data)
    for secret in ("bi-mat", "mat-khau-thu", "planner"):
        assert secret not in written.getvalue()


@pytest.mark.parametrize("given", ["short", "x" * 65, "with space", 'a"b{c}d:e,f'])
def test_an_id_that_is_none_is_not_taken_over(app: Flask, given: str) -> None:
    answer = app.test_client().get("/healthz", headers={"X-Request-ID": given})
    assert len(answer.headers["X-Request-ID"]) == 8


def test_a_fault_has_its_traceback_in_one_line(
    app: Flask, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "TESTING", False)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr("webapp.accounts.services.find", lambda *_: 1 / 0)
    answer = app.test_client().post("/sign-in", data={"username": "a", "password": "b"})
    fault, told = lines(written)
    assert fault["request_id"] == told["request_id"] == answer.headers["X-Request-ID"]
    assert "ZeroDivisionError" in str(fault["exception"])
    assert str(fault["request_id"]) in answer.text


def test_figures_are_for_who_has_the_token(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = app.test_client()
    bearer = {"Authorization": f"Bearer {KEY}"}
    assert client.get("/metrics", headers=bearer).status_code == 404
    monkeypatch.setitem(app.config, "METRICS_TOKEN", KEY)
    for wrong in ({}, {"Authorization": f"Bearer {KEY}x"}, {"Authorization": "Bearer é"}):
        assert client.get("/metrics", headers=wrong).status_code == 404
    client.get("/healthz")
    client.open("/khong-co", method="BREW")
    told = client.get("/metrics", headers=bearer).text
    assert 'requests_total{endpoint="health.healthz",method="GET",status="2xx"}' in told
    assert 'method="other"' in told
    assert "BREW" not in told
    assert 'request_seconds_bucket{endpoint="health.healthz",le="0.01"}' in told
    assert 'program_info{version="0.1.0"}' in told
    assert "database_out_of_reach_total" in told
