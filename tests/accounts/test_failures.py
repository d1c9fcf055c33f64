"""Who fails to sign in again and again waits, by account and by address."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from tests.building import PASSWORD
from tests.queries import counted
from tests.world import World
from webapp.accounts.failures import FailedSignIn
from webapp.core.db import db

SignIn = Callable[[str], FlaskClient]
LIST = "/administration/sign-ins"
OFFICE, HOME = "10.0.0.1", "192.0.2.7"


def attempt(
    app: Flask, username: str, password: str = "sai", address: str = OFFICE
) -> TestResponse:
    return app.test_client().post(
        "/sign-in",
        data={"username": username, "password": password},
        environ_base={"REMOTE_ADDR": address},
    )


def fail(app: Flask, username: str, times: int, address: str = OFFICE) -> None:
    for _ in range(times):
        assert attempt(app, username, address=address).status_code == 422


def passed(wait: timedelta) -> None:
    """Let all failures be older by *wait*."""
    for row in db.session.scalars(select(FailedSignIn)):
        row.at -= wait
    db.session.commit()


def kept() -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(FailedSignIn.id))) or 0


def test_after_five_failures_even_the_right_password_waits(world: World, app: Flask) -> None:
    fail(app, "office", 5)
    answer = attempt(app, "OFFICE", PASSWORD, HOME)
    assert answer.status_code == 429
    assert 25 <= int(answer.headers["Retry-After"]) <= 30
    assert "Đã nhập sai nhiều lần. Đồng chí thử lại sau" in answer.text
    assert 'value="OFFICE"' in answer.text
    assert kept() == 5  # what has to wait is not counted
    passed(timedelta(seconds=31))
    assert attempt(app, "office", PASSWORD).status_code == 303


def test_the_wait_is_longer_each_time(world: World, app: Flask) -> None:
    fail(app, "office", 5)
    passed(timedelta(seconds=31))
    fail(app, "office", 1)
    assert 55 <= int(attempt(app, "office").headers["Retry-After"]) <= 60


def test_a_success_begins_anew(world: World, app: Flask) -> None:
    fail(app, "office", 4)
    assert attempt(app, "office", PASSWORD).status_code == 303
    fail(app, "office", 4)
    assert attempt(app, "office", PASSWORD).status_code == 303


def test_nobody_learns_whether_there_is_an_account(world: World, app: Flask) -> None:
    world.user("colleague").active = False
    db.session.commit()
    told = []
    for number, name in enumerate(("office", "nobodyknows", "colleague")):
        fail(app, name, 5, f"10.0.1.{number}")
        answer = attempt(app, name, PASSWORD, HOME)
        text = re.sub(r"sau \d+ (giây|phút)|[\w.-]{60,}", "", answer.text)
        told.append((answer.status_code, text.replace(name, "")))
    assert told[0] == told[1] == told[2]
    assert told[0][0] == 429


def test_an_address_that_tries_many_names_waits(world: World, app: Flask) -> None:
    for number in range(20):
        fail(app, f"name{number}", 1)
    assert attempt(app, "office", PASSWORD).status_code == 429
    assert attempt(app, "office", PASSWORD, HOME).status_code == 303


def test_own_mistakes_at_an_office_are_forgiven_with_the_success(world: World, app: Flask) -> None:
    for name in ("office", "colleague", "other", "selfrun", "planner"):
        fail(app, name, 4)
        assert attempt(app, name, PASSWORD).status_code == 303
    assert attempt(app, "leader").status_code == 422


def test_the_machine_itself_is_no_address(world: World, app: Flask) -> None:
    for number in range(21):
        fail(app, f"name{number}", 1, "127.0.0.1")
    assert attempt(app, "office", PASSWORD, "127.0.0.1").status_code == 303


def test_failures_count_for_a_day_and_are_kept_for_a_week(world: World, app: Flask) -> None:
    fail(app, "office", 5)
    passed(timedelta(hours=25))
    fail(app, "office", 4)
    assert attempt(app, "office", PASSWORD).status_code == 303
    assert kept() == 9
    passed(timedelta(days=7))
    fail(app, "office", 1)
    assert kept() == 1


def test_what_was_typed_for_a_name_is_not_kept(world: World, app: Flask) -> None:
    fail(app, "my-secret-password", 1)
    row = db.session.scalars(select(FailedSignIn)).one()
    assert row.user_id is None
    assert re.fullmatch("[0-9a-f]{64}", row.account)


def test_the_administrator_sees_own_accounts_and_lifts(
    world: World, app: Flask, sign_in: SignIn
) -> None:
    fail(app, "office", 5)
    fail(app, "stranger", 5)
    admin = sign_in("admin")
    page = admin.get(LIST).text
    assert "Người office (office) chờ đến" in page
    assert OFFICE in page
    assert "stranger" not in page
    lift = f"{LIST}/accounts/{world.user('office').id}"
    assert sign_in("planner").post(lift).status_code == 403
    assert admin.post(lift).status_code == 303
    assert attempt(app, "office", PASSWORD).status_code == 303
    after = admin.get(LIST).text
    assert "Không có tài khoản, địa chỉ nào phải chờ." in after
    assert OFFICE in after  # what happened goes on being shown


def test_an_address_is_lifted_by_whose_accounts_were_tried(
    world: World, app: Flask, sign_in: SignIn
) -> None:
    for number in range(19):
        fail(app, f"name{number}", 1)
    fail(app, "office", 1)
    admin, data = sign_in("admin"), {"address": OFFICE}
    assert f"Địa chỉ {OFFICE} chờ đến" in admin.get(LIST).text
    lift = f"{LIST}/addresses"
    assert attempt(app, "stranger", PASSWORD, HOME).status_code == 303
    assert sign_in("stranger").post(lift, data=data).status_code == 303
    assert attempt(app, "office", PASSWORD).status_code == 429
    assert admin.post(lift, data=data).status_code == 303
    assert attempt(app, "office", PASSWORD).status_code == 303


def test_a_new_password_ends_the_wait(world: World, app: Flask, sign_in: SignIn) -> None:
    fail(app, "office", 5)
    person = world.user("office").id
    answer = sign_in("admin").post(f"/administration/people/{person}/password")
    found = re.search(r'class="secret">([^<]+)<', answer.text)
    assert found
    assert attempt(app, "office", found[1]).status_code == 303


@pytest.mark.parametrize("count", [1, 300])
def test_few_questions_however_many_failed(
    world: World, app: Flask, sign_in: SignIn, count: int
) -> None:
    fail(app, "office", 1)
    row = db.session.scalars(select(FailedSignIn)).one()
    for number in range(count):
        own = {"account": row.account, "user_id": row.user_id, "at": row.at}
        db.session.add(FailedSignIn(**own, address=f"10.9.{number // 200}.{number % 200}"))
    db.session.commit()
    db.session.execute(update(FailedSignIn).values(holds_account=False))
    db.session.commit()
    assert counted(sign_in("admin"), LIST) <= 8
