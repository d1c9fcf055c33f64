"""Connections that hold half a request: pages go on answering, and each is closed in time."""

import resource
import select
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from multiprocessing import get_context
from pathlib import Path
from time import monotonic
from urllib.request import urlopen

import pytest
from flask import Flask
from waitress import serve

from tests.building import KEY
from tests.conftest import make_app, make_tables
from webapp.cli import limits
from webapp.core.config import read_settings
from webapp.core.db import db

HELD = 300
PATIENCE = 3  # s, until the server closes what says nothing
UNTIL_CLOSED = 30  # s, however busy the machine is
HALF = (b"GET / HTTP/1.1\r\nHost: a\r\nX-", b"POST /sign-in HTTP/1.1\r\nContent-Length: 9\r\n\r\na")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[tuple[str, int]]:
    """Where a process of its own serves an empty database."""
    app = make_app(f"sqlite:///{tmp_path / 'empty.sqlite'}")
    app.config["CHANNEL_TIMEOUT_S"] = PATIENCE
    with app.app_context():
        make_tables()
        db.session.remove()
        db.engine.dispose()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        # A fork of this process, for which everything is loaded already.
        server = get_context("fork").Process(target=serve_on, args=(app, listener), daemon=True)
        server.start()
        try:
            yield listener.getsockname()
        finally:
            server.kill()
            server.join()


def serve_on(app: Flask, listener: socket.socket) -> None:
    serve(app, sockets=[listener], **limits.server_options(app.config))


def test_half_requests_keep_nobody_out_and_are_closed(address: tuple[str, int]) -> None:
    with ExitStack() as stack:
        held = [stack.enter_context(socket.create_connection(address)) for _ in range(HELD)]
        for number, one in enumerate(held):
            one.sendall(HALF[number % 2])
        assert min(seconds_of_a_page(address) for _ in range(3)) < 1
        assert closed_of(held, UNTIL_CLOSED) == HELD


def seconds_of_a_page(address: tuple[str, int]) -> float:
    began = monotonic()
    with urlopen("http://{}:{}/sign-in".format(*address), timeout=10) as answer:
        assert b"</html>" in answer.read()
    return monotonic() - began


def closed_of(held: list[socket.socket], patience: float) -> int:
    """Count those whose other side closes them within *patience* (s)."""
    poll = select.poll()
    open_still = {one.fileno(): one for one in held}
    for number in open_still:
        poll.register(number, select.POLLIN)
    until = monotonic() + patience
    while open_still and monotonic() < until:
        for number, _ in poll.poll(500):
            if not open_still[number].recv(4096):  # what comes before is the answer 408 or 400
                poll.unregister(number)
                del open_still[number]
    return len(held) - len(open_still)


def test_more_connections_than_files_are_not_let_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (256, 400))
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits))
    settings = read_settings({"SECRET_KEY": KEY, "TRUSTED_PROXY": "127.0.0.1"}, tmp_path)
    options = limits.server_options(settings)
    assert asked == [(400, 400)]
    assert options["connection_limit"] == 400 - limits.OWN_FILES
    assert options["trusted_proxy"] == "127.0.0.1"


@pytest.mark.parametrize(
    ("soft", "hard", "got"),
    [
        (1024, resource.RLIM_INFINITY, 3100),
        (1024, 2000, 2000),
        (5000, 5000, 5000),
        (resource.RLIM_INFINITY, resource.RLIM_INFINITY, 3100),
    ],
)
def test_open_files_are_raised_as_far_as_the_system_lets(
    monkeypatch: pytest.MonkeyPatch, soft: int, hard: int, got: int
) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (soft, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    assert limits.raise_open_files(3100) == got
