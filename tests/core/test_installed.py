"""The program as it is installed on a tablet: its manifest, its icons, its colours."""

import json
import re
from io import BytesIO

import pytest
from flask import Flask
from PIL import Image, ImageChops

from tests import app_icons
from webapp.core import config

STATIC = config.ROOT / "static"


def test_a_page_names_a_manifest_that_browsers_install_by(app: Flask) -> None:
    browser = app.test_client()
    page = browser.get("/sign-in")
    assert "manifest-src 'self'" in page.headers["Content-Security-Policy"]
    [address] = re.findall(r'rel="manifest" href="([^"]+)"', page.text)
    found = browser.get(address, buffered=True)
    assert found.mimetype == "application/manifest+json"
    told = json.loads(found.data)
    assert (told["start_url"], told["scope"], told["display"]) == ("/", "/", "standalone")
    assert told["name"]
    asked = {(icon["sizes"], icon.get("purpose", "any")) for icon in told["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= asked
    for icon in told["icons"]:
        picture = browser.get(address.replace("manifest.webmanifest", icon["src"]), buffered=True)
        width, height = Image.open(BytesIO(picture.data)).size
        assert f"{width}x{height}" == icon["sizes"]


@pytest.mark.parametrize("name", app_icons.ICONS)
def test_the_icons_are_drawn_from_the_one_in_the_tab(name: str) -> None:
    size, fills = app_icons.ICONS[name]
    kept = Image.open(STATIC / name).convert("RGBA")
    drawn = app_icons.draw(size, fills=fills).convert("RGBA")
    assert ImageChops.difference(kept, drawn).getbbox() is None, "run python -m tests.app_icons"


def test_the_bar_over_the_page_has_the_colour_of_the_page_in_both_themes(app: Flask) -> None:
    text = app.test_client().get("/sign-in").text
    told = re.findall(r'theme-color" content="(#\w+)" media="[^"]*: (\w+)\)"', text)
    styles = (STATIC / "css" / "app.css").read_text(encoding="utf-8")
    [(light, dark)] = re.findall(r"--ground: light-dark\((#\w+), (#\w+)\)", styles)
    assert told == [(light.replace("#fff", "#ffffff"), "light"), (dark, "dark")]
