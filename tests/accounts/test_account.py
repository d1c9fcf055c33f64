"""The page of one's own account, and how the program looks to a person."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.world import World
from webapp.accounts.models import User
from webapp.core.db import db

SignIn = Callable[[str], FlaskClient]


def html_tag(page: str) -> str:
    found = re.search(r"<html[^>]*>", page)
    assert found
    return found[0]


def test_one_reads_who_one_is_and_comes_to_the_password(world: World, sign_in: SignIn) -> None:
    office = world.user("office")
    office.position, office.posts = "Chánh Văn phòng", ["secretary"]
    db.session.commit()
    page = sign_in("office").get("/account").text
    for words in ("office", "Chánh Văn phòng", "Bí thư, Phó Bí thư", "Đảng bộ huyện Nhơn Trạch"):
        assert words in page
    assert 'href="/password"' in page


def test_a_choice_of_look_is_the_persons_and_holds_on_every_page(
    app: Flask, sign_in: SignIn
) -> None:
    here = sign_in("office")
    assert html_tag(here.get("/").text) == '<html lang="vi">'
    answer = here.post("/account", data={"text_size": "larger", "theme": "dark"})
    assert (answer.status_code, answer.location) == (303, "/account")
    chosen = '<html lang="vi" data-bs-theme="dark" data-text="larger">'
    assert html_tag(here.get("/plans").text) == chosen
    assert html_tag(sign_in("office").get("/").text) == chosen
    assert html_tag(here.get("/documents/99999").text) == chosen
    assert html_tag(sign_in("colleague").get("/").text) == '<html lang="vi">'
    assert html_tag(app.test_client().get("/sign-in").text) == '<html lang="vi">'
    here.post("/account", data={"text_size": "normal", "theme": "auto"})
    assert html_tag(here.get("/").text) == '<html lang="vi">'


@pytest.mark.parametrize(
    "sent", [{"text_size": "huge", "theme": "dark"}, {"text_size": "large", "theme": "pink"}]
)
def test_nothing_but_what_is_offered_is_taken(
    world: World, sign_in: SignIn, sent: dict[str, str]
) -> None:
    assert sign_in("office").post("/account", data=sent).status_code == 422
    db.session.expire_all()
    assert (world.user("office").theme, world.user("office").text_size) == ("auto", "normal")


def test_a_new_person_sees_the_usual() -> None:
    columns = User.__table__.c
    assert columns["theme"].server_default is not None
    assert columns["text_size"].server_default is not None
