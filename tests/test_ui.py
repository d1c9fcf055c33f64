"""The page of the house's look names what is there, and its pictures are few and light."""

import re
from collections.abc import Callable

import pytest

from tests import pictures
from webapp.core.config import ROOT

PAGE = (ROOT / "docs" / "ui.md").read_text(encoding="utf-8")
NAMES = sorted(set(re.findall(r"`([^`\n]+)`", PAGE)))
SHEETS = [*(ROOT / "static" / "css").glob("*.css"), ROOT / "static/vendor/bootstrap.min.css"]
STYLES = "".join(one.read_text(encoding="utf-8") for one in SHEETS)
TARGETS = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
HEAVY = 60_000  # bytes


def is_macro(name: str) -> bool:
    room, _, macro = name.partition(".")
    path = ROOT / "templates" / "macros" / f"{room}.html"
    return path.exists() and f"{{% macro {macro}(" in path.read_text(encoding="utf-8")


KINDS: dict[str, Callable[[str], bool]] = {  # how a name looks, and whether it is there
    r"\w+\.\w+": is_macro,
    r"\.[\w-]+": lambda name: bool(re.search(rf"\{name}(?![\w-])", STYLES)),
    r"--[\w-]+": lambda name: f"{name}:" in STYLES,
    r"make \w+": lambda name: name.split()[1] in TARGETS,
    r"[\w./-]+/[\w.-]+": lambda name: (ROOT / name).is_file(),
}


@pytest.mark.parametrize("name", NAMES)
def test_what_the_page_names_is_there(name: str) -> None:
    is_there = [asked(name) for look, asked in KINDS.items() if re.fullmatch(look, name)]
    assert any(is_there), f"{name}: no macro, class, colour, file or command is called so"


def test_pictures_are_made_by_the_command_shown_somewhere_and_light() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    shown = {
        name
        for page in pages
        for name in re.findall(r"pictures/([\w-]+)\.png", page.read_text(encoding="utf-8"))
    }
    kept = {one.stem for one in pictures.FOLDER.iterdir()}
    assert kept == shown == set(pictures.NAMES)
    heavy = [one.name for one in pictures.FOLDER.iterdir() if one.stat().st_size > HEAVY]
    assert heavy == []
