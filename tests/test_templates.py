"""Templates place what Python has decided: short lines, no roles, few tags of logic."""

import re
from pathlib import Path

import pytest

from webapp.core.config import ROOT

LONGEST = 120
DECIDING = re.compile(r"\{%-? *(?:if|elif|else)\b")
MOST_DECIDING = 9  # of a hundred lines; a page places what Python has decided
ROLES = re.compile(r"is_any\(|is_board|user\.roles|PLANNER|\"planner\"")

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT / "templates").as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_lines_are_short(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [n for n, line in enumerate(lines, 1) if len(line) > LONGEST] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_asks_for_a_role(path: Path) -> None:
    assert ROLES.findall(path.read_text(encoding="utf-8")) == []


def test_few_lines_decide() -> None:
    texts = [one.read_text(encoding="utf-8") for one in TEMPLATES]
    deciding = sum(len(DECIDING.findall(text)) for text in texts)
    assert 100 * deciding <= MOST_DECIDING * sum(len(text.splitlines()) for text in texts)


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_standings_are_made_in_python(path: Path) -> None:
    """A template gives the macro a `Standing`, not words and a tone."""
    found = re.findall(r"ui\.state\(\s*[\"'(]", path.read_text(encoding="utf-8"))
    assert found == []


# On a telephone each row of a table is a card; these stay tables, and none cuts what it says.
TABLES = {
    "bloc-month": "its days stand below each other there",
    "year": "months beside a column that stays",
    "grid": "months beside a column that stays",
    "side-by-side": "units beside a column that stays",
    "ledger": "people beside a column that stays",
    "table-bordered": "a table of a paper, as it prints",
}


def test_tables_become_cards_on_a_telephone() -> None:
    drawn = {
        (name_of(path), look)
        for path in TEMPLATES
        for look in re.findall(r'<table class="([^"]*)"', path.read_text(encoding="utf-8"))
    }
    assert len(drawn) > 40
    assert {one for one in drawn if not {"cards", *TABLES} & set(one[1].split())} == set()
