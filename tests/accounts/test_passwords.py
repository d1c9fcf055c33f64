"""How passwords are kept, and renewed."""

from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.security import generate_password_hash

from tests.building import PASSWORD
from tests.world import World
from webapp.accounts import passwords, services
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
