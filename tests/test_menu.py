"""The menu of each part: at most six places, what it opens most among them."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from webapp.menu import FIRST, MENU
from webapp.rules.menu import MOST, MOST_IN_BAR

NAV = re.compile(r'<nav class="menu places".*?</nav>', re.S)
ENTRY = re.compile(r"</svg>\s*([^<]+?)</a>")


def places(page: str) -> tuple[list[str], list[str]]:
    """Return what stands in sight, and what stands behind "Thêm" wherever one is."""
    nav = NAV.findall(page)[0]
    sight, _, behind = nav.partition("<details>")
    always = [one for one in behind.split("<li") if "always" in one]
    return ENTRY.findall(sight), [ENTRY.findall(one)[0] for one in always]


@pytest.mark.parametrize(
    ("who", "sight", "behind"),
    [
        (
            "planner",
            ["Việc của tôi", "Theo dõi cả năm", "Kế hoạch", "Đăng ký lịch", "Buổi dự", "Văn bản"],
            ["Kiến nghị", "Tổ chức"],
        ),
        (
            "office",
            ["Việc của tôi", "Kế hoạch", "Đăng ký lịch", "Buổi dự", "Kiến nghị", "Văn bản"],
            [],
        ),
        (
            "admin",
            ["Việc của tôi", "Theo dõi cả năm", "Kế hoạch", "Văn bản", "Tổ chức", "Quản trị"],
            ["Đăng ký lịch", "Buổi dự", "Kiến nghị"],
        ),
    ],
)
def test_each_part_has_in_sight_what_it_opens_most(
    sign_in: Callable[[str], FlaskClient], who: str, sight: list[str], behind: list[str]
) -> None:
    page = sign_in(who).get("/").text
    assert places(page) == (sight, behind)
    bar = [
        one for one in NAV.findall(page)[0].split("<li")[1:] if "class=" not in one.split(">")[0]
    ]
    assert len(bar) == MOST_IN_BAR
    assert 'aria-current="page"' in bar[0]


def test_where_the_open_page_is_behind_more_that_is_marked(
    sign_in: Callable[[str], FlaskClient],
) -> None:
    assert '<summary class="here">' in sign_in("planner").get("/organizations").text
    assert '<summary class="here">' not in sign_in("planner").get("/plans").text


def test_every_part_says_what_it_needs_first_of_what_it_may_open() -> None:
    known = {entry.endpoint: entry for entry in MENU}
    for role, first in FIRST.items():
        assert len(first) >= MOST
        assert [key for key in first if role not in known[key].roles] == []
    assert {role for entry in MENU for role in entry.roles} == set(FIRST)
