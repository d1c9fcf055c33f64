"""Files for browsers: a name for each content, kept for good, compressed, and few."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.core import config, icons, static_files

SignIn = Callable[[str], FlaskClient]
STATIC = config.ROOT / "static"
FIRST_VISIT = 120_000  # bytes: of the first page and all that it loads
PAGE = 15_000  # bytes


def test_another_content_is_another_path(tmp_path: Path) -> None:
    (tmp_path / "app.js").write_text("1")
    (tmp_path / "letters.ttf").write_text("1")
    first = static_files.url_path(tmp_path)
    (tmp_path / "letters.ttf").write_text("2")
    assert static_files.url_path(tmp_path) == first
    (tmp_path / "app.js").write_text("2")
    second = static_files.url_path(tmp_path)
    (tmp_path / "app.js").rename(tmp_path / "main.js")
    assert len({first, second, static_files.url_path(tmp_path)}) == 3


def test_files_are_kept_for_good_under_their_name_only(app: Flask) -> None:
    browser = app.test_client()
    found = browser.get(f"{app.static_url_path}/css/app.css", buffered=True)
    assert found.status_code == 200
    assert found.headers["Cache-Control"] == static_files.FOR_GOOD
    for address in ("/static/css/app.css", "/static/0123456789ab/css/app.css"):
        assert browser.get(address, buffered=True).status_code == 404
    missing = browser.get(f"{app.static_url_path}/css/none.css", buffered=True)
    assert missing.status_code == 404
    assert "immutable" not in missing.headers.get("Cache-Control", "")


def test_what_is_being_written_is_asked_for_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "debug", True)
    found = app.test_client().get(f"{app.static_url_path}/css/app.css", buffered=True)
    assert "immutable" not in found.headers["Cache-Control"]


@pytest.mark.parametrize("way", ["br", "gzip"])
def test_texts_travel_compressed(app: Flask, sign_in: SignIn, way: str) -> None:
    asking = {"Accept-Encoding": way}
    style = app.test_client().get(
        f"{app.static_url_path}/css/app.css", headers=asking, buffered=True
    )
    assert style.headers["Content-Encoding"] == way
    assert len(style.data) < (STATIC / "css" / "app.css").stat().st_size / 2
    page = app.test_client().get("/sign-in", headers=asking)
    assert page.headers["Content-Encoding"] == way
    assert "Accept-Encoding" in page.headers["Vary"]
    if way == "gzip":
        assert gzip.decompress(page.data).startswith(b"<!doctype html>")


def test_a_first_visit_is_light(app: Flask) -> None:
    """The page, its style and scripts with what they import, and the icons, as they travel."""
    browser = app.test_client()
    page = browser.get("/sign-in").text
    paths = list(dict.fromkeys(re.findall(r'(?:href|src)="(/static/[^"#]+)', page)))
    for path in paths:  # grows on the way
        text = browser.get(path, buffered=True).text if path.endswith(".js") else ""
        for name in re.findall(r'(?:^import|\bfrom) "(\.[^"]+)";$', text, re.MULTILINE):
            one = "/" + (Path(path).parent / name).resolve().relative_to("/").as_posix()
            if one not in paths:
                paths.append(one)
    compressed = {"Accept-Encoding": "br"}
    sizes = {
        one: len(browser.get(one, headers=compressed, buffered=True).data)
        for one in ["/sign-in", *paths]
    }
    assert sizes["/sign-in"] < PAGE
    assert sum(sizes.values()) < FIRST_VISIT, sizes


def test_the_sprite_has_what_screens_name() -> None:
    every = (
        '<svg><symbol id="key"><path/></symbol><symbol id="list"/><symbol id="x"></symbol></svg>'
    )
    found = icons.sprite_of(every, ["{{ icon('key') }}", '"list-check"'])
    assert 'id="key"' in found
    assert 'id="x"' not in found
