"""People are listed by full name, or by given name as offices do."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.world import World
from webapp.accounts import services
from webapp.rules.text import given_key

SignIn = Callable[[str], FlaskClient]


@pytest.mark.parametrize(
    "ordered",
    [
        ["Nguyễn Văn An", "Lê Thị Bình", "Trần Văn Bình", "Đỗ Bỉnh", "Nguyễn Ánh Đào", "Lê Đức"],
        ["Bình", "Lê Bình", "Lê An Bình", "Lê Văn Bình"],
        ["", "An"],
    ],
)
def test_given_names_come_first_then_the_rest(ordered: list[str]) -> None:
    assert sorted(ordered, key=given_key) == ordered


@pytest.fixture
def people(world: World) -> None:
    board = world.organization("Ban Tổ chức Tỉnh ủy")
    for number, name in enumerate(["Đặng Văn Ất", "An Văn Ý"]):
        services.add_user(board, f"moi{number}", "mat-khau-mau-1", name, ["member"])


def places(text: str) -> bool:
    """Return True where Ất stands before Ý."""
    return text.index("Đặng Văn Ất") < text.index("An Văn Ý")


@pytest.mark.usefixtures("people")
def test_the_choice_is_offered_and_holds_on_other_pages(world: World, sign_in: SignIn) -> None:
    client = sign_in("admin")
    page = client.get("/administration/people?q=v%C4%83n").text
    assert not places(page)
    assert '<strong aria-current="true">Họ và tên</strong>' in page
    link = re.search(r'href="([^"]+people=given)"', page)
    assert link
    assert "q=v%C4%83n" in link[1].replace("&amp;", "&")
    assert places(client.get(link[1].replace("&amp;", "&")).text)
    assert places(client.get("/administration/people").text)
    assert not places(client.get("/administration/people?people=full").text)
    assert not places(client.get("/administration/people?people=x").text)


@pytest.mark.usefixtures("people")
def test_a_team_is_listed_as_chosen(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    client = sign_in("planner")
    assert not places(client.get(f"/visits/{visit.id}/team").text)
    assert places(client.get(f"/visits/{visit.id}/team?people=given").text)
