"""The colours of the screens: each has a dark one, and both themes can be read."""

import re
from itertools import product

import pytest

from webapp.core.config import ROOT

STYLES = (ROOT / "static" / "css" / "app.css").read_text(encoding="utf-8")
SHEETS = sorted((ROOT / "static" / "css").glob("*.css"))
OTHERS = "".join(one.read_text(encoding="utf-8") for one in SHEETS if one.name != "app.css")
BOOTSTRAP = (ROOT / "static" / "vendor" / "bootstrap.min.css").read_text(encoding="utf-8")
COLOUR = r"#(?:[0-9a-f]{3}){1,2}"
LIGHT = dict(re.findall(rf"^  --([\w-]+): ({COLOUR});", STYLES, re.MULTILINE))
PAIRS = re.findall(rf"^    --([\w-]+): light-dark\(({COLOUR}), ({COLOUR})\);", STYLES, re.MULTILINE)
DARK = {name: dark for name, _, dark in PAIRS}

GROUNDS = ("ground", "soft")
TEXTS = ("text", "quiet", "brand", "link", "link-over", "late", "due", "done", "belated", "wait")
READ = [  # text, ground
    *product(TEXTS, GROUNDS),
    *product(("text", "link", "late"), ("late-soft", "now-soft")),
    *product(("text", "link", "due"), ("due-soft", "now-soft")),
    *product(("text", "link", "done"), ("done-soft", "now-soft")),
    ("training-text", "training"),
]
SEEN = [*product(("edge", "focus"), GROUNDS), ("fill", "ground")]  # a control and its ground
WHITE = "#ffffff"


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_every_colour_has_a_dark_one() -> None:
    assert {name: light for name, light, _ in PAIRS} == LIGHT


def test_no_rule_has_a_colour_of_its_own() -> None:
    """Outside the lists there is white on the red of buttons, and the shade under what floats."""
    rules = STYLES[STYLES.index("\na {") :] + OTHERS
    assert set(re.findall(rf"{COLOUR}\b", rules)) <= {"#fff"}
    assert re.findall(r"background(?:-color)?: #", rules) == []


def test_every_name_that_a_rule_asks_for_is_given() -> None:
    """A rule that asks for a name that nobody gives is passed over without a word."""
    known = set(re.findall(r"(--[\w-]+)\s*:", STYLES + BOOTSTRAP))
    assert set(re.findall(r"var\((--[\w-]+)\)", STYLES + OTHERS)) <= known


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_read_and_pressed_stands_out(theme: dict[str, str]) -> None:
    faint = [
        f"{one} on {ground}: {ratio:.2f}"
        for pairs, least in ((READ, 4.5), (SEEN, 3.0))
        for one, ground in pairs
        if (ratio := contrast(theme[one], theme[ground])) < least
    ]
    assert faint == []
    assert contrast(WHITE, theme["fill"]) >= 4.5
    assert contrast(WHITE, theme["fill-over"]) >= 4.5
