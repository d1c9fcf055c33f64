"""Sessions are kept on the server: they end where they should, and people see their own."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError

from tests.building import PASSWORD
from tests.queries import counted, statements
from tests.world import World
from webapp.accounts import services, signed_in
from webapp.accounts.models import User
from webapp.accounts.signed_in import SignedIn
from webapp.core import clock
from webapp.core.db import db

SignIn = Callable[[str], FlaskClient]


def aged(**moments: timedelta) -> None:
    """Let all sessions have begun, or been last seen, so long ago."""
    db.session.execute(update(SignedIn).values({k: clock.real() - v for k, v in moments.items()}))
    db.session.commit()


def kept() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(SignedIn.id))) or 0


def test_a_copied_cookie_is_dead_after_signing_out(app: Flask, sign_in: SignIn) -> None:
    client, thief = sign_in("planner"), app.test_client()
    cookie = client.get_cookie("session")
    assert cookie
    thief.set_cookie("session", cookie.value)
    assert thief.get("/account").status_code == 200
    client.post("/sign-out")
    assert thief.get("/account").status_code == 302


def test_each_sign_in_has_a_secret_of_its_own(world: World, sign_in: SignIn) -> None:
    here, elsewhere = sign_in("planner"), sign_in("planner")
    here.post("/sign-out")
    assert elsewhere.get("/account").status_code == 200
    assert kept() == 1


@pytest.mark.parametrize(
    ("idle", "age", "status"), [(11, 23, 200), (13, 23, 302), (1, 25, 302), (0, 25, 302)]
)
def test_a_session_ends_unused_or_old(
    world: World, sign_in: SignIn, idle: int, age: int, status: int
) -> None:
    client = sign_in("planner")
    aged(last_seen_at=timedelta(hours=idle), created_at=timedelta(hours=age))
    assert client.get("/account").status_code == status


def test_what_ran_out_is_let_go_of_at_the_next_sign_in(world: World, sign_in: SignIn) -> None:
    sign_in("planner")
    aged(last_seen_at=timedelta(hours=13))
    sign_in("office")
    assert kept() == 1


def test_use_is_noted_now_and_then(world: World, sign_in: SignIn) -> None:
    client = sign_in("planner")
    aged(last_seen_at=timedelta(minutes=4))
    before = db.session.scalars(select(SignedIn.last_seen_at)).one()
    client.get("/account")
    db.session.expire_all()
    assert db.session.scalars(select(SignedIn.last_seen_at)).one() == before
    aged(last_seen_at=timedelta(minutes=6))
    assert client.get("/account").status_code == 200
    db.session.rollback()
    assert clock.real() - db.session.scalars(select(SignedIn.last_seen_at)).one() < timedelta(0, 60)


def test_training_does_not_measure_sessions(world: World, sign_in: SignIn) -> None:
    client = sign_in("planner")
    world.issuer.training_day = clock.real().date() + timedelta(days=90)
    db.session.commit()
    assert client.get("/account").status_code == 200


def test_who_is_signed_in_is_one_query(world: World, sign_in: SignIn) -> None:
    client = sign_in("planner")
    with statements() as sent:
        client.get("/tablet/session")
    assert len(sent) == 1
    assert counted(client, "/account") < 12


def test_own_sessions_are_listed_and_the_others_ended(
    world: World, app: Flask, sign_in: SignIn
) -> None:
    other = sign_in("planner")
    tablet = app.test_client()
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"
    tablet.post(
        "/sign-in",
        data={"username": "planner", "password": PASSWORD},
        headers={"User-Agent": agent},
        environ_base={"REMOTE_ADDR": "10.1.2.3"},
    )
    stranger = sign_in("office")
    page = other.get("/account").text
    assert "Chrome trên Android, địa chỉ 10.1.2.3" in page
    assert page.count("phiên này") == 1
    assert len(re.findall("dùng gần nhất", page)) == 2
    assert other.post("/account/sessions/end").location == "/account"
    assert tablet.get("/account").status_code == 302
    assert stranger.get("/account").status_code == 200
    alone = other.get("/account").text
    assert "10.1.2.3" not in alone
    assert "Đăng xuất mọi nơi khác" not in alone


def test_who_is_locked_is_out_and_stays_out_when_unlocked(world: World, sign_in: SignIn) -> None:
    client = sign_in("office")
    services.lock(world.user("office"))
    db.session.commit()
    assert client.get("/account").status_code == 302
    world.user("office").active = True
    db.session.commit()
    assert client.get("/account").status_code == 302


def test_a_reset_password_ends_every_session(world: World, sign_in: SignIn) -> None:
    client = sign_in("office")
    services.change_password(world.user("office"), "mot-mat-khau-khac")
    assert client.get("/account").status_code == 302


def test_a_cookie_of_the_last_release_asks_to_sign_in(app: Flask) -> None:
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = "1.0123456789abcdef"
    assert client.get("/account").status_code == 302


def test_a_database_that_takes_no_writing_is_read(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = sign_in("planner")
    aged(last_seen_at=timedelta(minutes=6))

    def refuse(_session_id: int) -> None:
        raise OperationalError("UPDATE", {}, Exception("read only"))

    monkeypatch.setattr(signed_in, "note", refuse)
    assert client.get("/account").status_code == 200


def test_two_people_are_not_one_whoever_signs_in(world: World) -> None:
    member, member2 = world.user("member"), world.user("member2")
    assert member != member2
    assert member2 not in [member]
    db.session.expunge_all()
    assert world.user("member") == member
    assert User() != User()
