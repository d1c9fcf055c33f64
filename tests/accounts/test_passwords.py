"""How passwords are kept, and renewed."""

import re
from collections.abc import Callable
from datetime import timedelta
from unicodedata import normalize

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.security import generate_password_hash
from werkzeug.test import TestResponse

from tests.building import PASSWORD
from tests.world import World
from webapp.accounts import passwords, services
from webapp.core import clock
from webapp.core.db import db

SignIn = Callable[[str], FlaskClient]


def test_a_password_is_kept_as_argon2id(world: World) -> None:
    kept = passwords.hashed("một câu dài và riêng")
    assert kept.startswith("$argon2id$")
    assert passwords.fits(kept, "một câu dài và riêng")
    assert not passwords.fits(kept, "một câu dài và chung")
    assert not passwords.is_outdated(kept)


@pytest.mark.parametrize("kept", ["$argon2id$broken", "", "plain"])
def test_what_is_no_hash_fits_nothing(world: World, kept: str) -> None:
    assert not passwords.fits(kept, "x")


def test_a_hash_of_former_years_holds_and_is_renewed_at_sign_in(
    world: World, sign_in: SignIn
) -> None:
    office = world.user("office")
    version = office.version
    office.password_hash = generate_password_hash(PASSWORD, method="pbkdf2:sha256:1")
    db.session.commit()
    assert sign_in("office").get("/").status_code == 200
    db.session.expire_all()
    office = world.user("office")
    assert office.password_hash.startswith("$argon2id$")
    assert office.version == version + 1  # the renewal is no change of the person
    renewed = office.password_hash
    sign_in("office")
    db.session.expire_all()
    assert world.user("office").password_hash == renewed


def test_a_hash_of_a_lower_cost_is_renewed(
    world: World, app: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "PASSWORD_COST", (2, 8, 1))
    sign_in("office")
    db.session.expire_all()
    assert "t=2,p=1" in world.user("office").password_hash


def test_an_unknown_name_costs_a_hash_too(
    world: World, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    real = PasswordHasher.verify

    def verify(hasher: PasswordHasher, kept: str, password: str) -> bool:
        compared.append(kept)
        return bool(real(hasher, kept, password))

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    for name in ("office", "nobodyknows"):
        assert services.find(name, "sai") is None
    assert len(compared) == 2


def test_signs_that_are_written_in_two_ways_are_one_password(world: World) -> None:
    kept = passwords.hashed(normalize("NFD", "Tiếng Việt"))
    assert passwords.fits(kept, normalize("NFC", "Tiếng Việt"))


@pytest.fixture
def code(world: World, app: Flask, sign_in: SignIn) -> str:
    """A code by which the office of Tân Phú signs in."""
    answer = sign_in("admin").post(f"/administration/people/{world.user('other').id}/password")
    assert "Dùng được đến" in answer.text
    found = re.search(r'class="secret">([^<]+)<', answer.text)
    assert found
    return found[1]


def enter(app: Flask, password: str) -> tuple[FlaskClient, TestResponse]:
    client = app.test_client()
    answer = client.post("/sign-in", data={"username": "other", "password": password})
    return client, answer


def test_by_a_code_one_can_only_choose_a_password(world: World, app: Flask, code: str) -> None:
    client, answer = enter(app, code)
    assert answer.status_code == 303
    as_browser = {"Accept": "text/html"}
    for path in ("/", "/account", "/visits", "/sign-in"):
        assert client.get(path, headers=as_browser).location == "/password"
    part = client.get("/visits", headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["HX-Redirect"]) == (401, "/password")
    assert client.post("/account", data={}, headers=as_browser).location == "/password"
    page = client.get("/password").text
    assert "Mật khẩu hiện tại" not in page
    assert "đăng nhập bằng mã" in page
    assert "data-user" not in page  # nor does a tablet take the person for signed in
    assert 'href="/visits"' not in page
    assert client.post("/sign-out").status_code == 303
    assert client.get("/password", headers=as_browser).location.startswith("/sign-in")


def test_a_tablet_is_answered_as_if_nobody_were_signed_in(
    world: World, app: Flask, code: str
) -> None:
    client, _ = enter(app, code)
    assert (client.get("/tablet/session").json or {})["user"] == 0
    nobody, asked = app.test_client(), "/tablet/visits?also=1"
    assert client.get(asked).status_code == nobody.get(asked).status_code == 302
    assert client.get(asked).location == nobody.get(asked).location


def test_a_chosen_password_opens_the_program(world: World, app: Flask, code: str) -> None:
    client, _ = enter(app, code)
    same = client.post("/password", data={"new": code, "again": code})
    assert same.status_code == 422
    assert "Mật khẩu phải khác mã đã nhận." in same.text
    own = "một câu của riêng tôi"
    assert client.post("/password", data={"new": own, "again": own}).location == "/"
    assert client.get("/").status_code == 200
    assert enter(app, code)[1].status_code == 422
    assert enter(app, own)[1].status_code == 303


def test_a_code_holds_for_three_days(world: World, app: Flask, code: str) -> None:
    person = world.user("other")
    assert person.code_until
    left = person.code_until - clock.real()
    assert timedelta(hours=71) < left <= timedelta(hours=72)
    person.code_until = clock.real() - timedelta(seconds=1)
    db.session.commit()
    _, answer = enter(app, code)
    assert answer.status_code == 422
    assert "Mã này đã hết hạn." in answer.text
    assert "Mã này" not in enter(app, "sai")[1].text


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("ngan", "Ít nhất 10 ký tự."),
        ("matkhau2024", "dễ đoán"),
        ("mat-khau-mau", "Đây là mật khẩu mẫu"),
    ],
)
def test_what_may_not_be_chosen_is_told_beside_the_field(
    sign_in: SignIn, new: str, words: str
) -> None:
    sent = {"current": PASSWORD, "new": new, "again": new}
    answer = sign_in("planner").post("/password", data=sent)
    assert answer.status_code == 422
    assert words in answer.text


def test_the_samples_password_may_be_chosen_where_samples_are_tried(
    app: Flask, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "TAKES_SAMPLE_PASSWORD", True)
    sent = {"current": PASSWORD, "new": "mat-khau-mau", "again": "mat-khau-mau"}
    assert sign_in("planner").post("/password", data=sent).status_code == 303
