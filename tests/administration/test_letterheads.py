"""The letterhead has days, and follows the tree where a person says so."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.administration.test_standards import SETTINGS
from tests.conftest import NOW
from tests.documents.papers import draft, record
from tests.forms import FormOnPage, forms_of
from tests.world import World
from webapp.core.db import db
from webapp.documents.road import services
from webapp.organizations import changes, history
from webapp.organizations.letterheads import IssuerHead, head_on, heads_of
from webapp.rules.reorganizing import Names

SignIn = Callable[[str], FlaskClient]
ROOM = "/administration/letterhead"
HEAD = {
    "since": "2024-01-12",
    "superior_line": "TỈNH ỦY MỚI",
    "own_line": "BAN TỔ CHỨC",
    "place": "Biên Hòa",
    "style": "party",
}


def heads(world: World) -> list[IssuerHead]:
    db.session.expire_all()
    return heads_of(world.issuer)


def answers(client: FlaskClient) -> list[FormOnPage]:
    return [one for one in forms_of(client, ROOM) if one.action.endswith("/answer")]


def test_papers_bear_the_letterhead_of_their_day(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    assert admin.post(f"{ROOM}/new", data=HEAD).status_code == 303
    page = admin.get(ROOM).text
    assert ("TỈNH ỦY ĐỒNG NAI" in page, "TỈNH ỦY MỚI" in page) == (True, True)
    db.session.expire_all()
    assert world.issuer.superior_line == "TỈNH ỦY MỚI"
    before, after = (record(world, number, day=date(2024, 1, number)) for number in (11, 12))
    assert services.paper_of(before).superior == "TỈNH ỦY ĐỒNG NAI"
    assert services.paper_of(after).superior == "TỈNH ỦY MỚI"
    assert services.paper_of(after).place == "Biên Hòa"
    assert services.paper_of(draft(world)).superior == "TỈNH ỦY MỚI"


def test_a_letterhead_to_come_waits_for_its_day(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    admin.post(f"{ROOM}/new", data=HEAD | {"since": "2024-02-01"})
    admin.get(ROOM)
    db.session.expire_all()
    assert world.issuer.superior_line == "TỈNH ỦY ĐỒNG NAI"
    assert world.issuer.next_change_on == date(2024, 2, 1)
    world.issuer.training_day = date(2024, 2, 1)
    db.session.commit()
    admin.get(ROOM)
    db.session.expire_all()
    assert world.issuer.superior_line == "TỈNH ỦY MỚI"


def test_what_was_mistyped_is_mended_in_the_settings(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    admin.post(f"{ROOM}/new", data=HEAD)
    admin.get(ROOM)
    db.session.expire_all()
    data = SETTINGS | {"version": str(world.issuer.version), "superior_line": "TỈNH ỦY ĐÚNG"}
    assert admin.post("/administration/settings", data=data).status_code == 303
    assert [one.superior_line for one in heads(world)] == ["TỈNH ỦY ĐỒNG NAI", "TỈNH ỦY ĐÚNG"]
    admin.get(ROOM)
    db.session.expire_all()
    assert world.issuer.superior_line == "TỈNH ỦY ĐÚNG"


def test_a_letterhead_is_changed_and_removed(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    admin.post(f"{ROOM}/new", data=HEAD)
    twice = admin.post(f"{ROOM}/new", data=HEAD)
    assert twice.status_code == 422
    assert "Đã có đầu văn bản từ ngày này" in twice.text
    first, later = heads(world)
    path = f"{ROOM}/{later.id}"
    stale = HEAD | {"version": "0", "place": "Nơi khác"}
    assert admin.post(path, data=stale).status_code == 409
    changed = HEAD | {"version": str(later.version), "place": "Nơi khác"}
    assert admin.post(path, data=changed).status_code == 303
    assert heads(world)[1].place == "Nơi khác"
    assert (
        admin.post(f"{ROOM}/{first.id}/remove", data={"version": first.version}).status_code == 409
    )
    assert admin.post(f"{path}/remove", data={"version": "0"}).status_code == 409
    version = heads(world)[1].version
    assert admin.post(f"{path}/remove", data={"version": version}).status_code == 303
    assert [one.superior_line for one in heads(world)] == ["TỈNH ỦY ĐỒNG NAI"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"since": ""}, "Không được để trống"),
        ({"superior_line": ""}, "Không được để trống"),
        ({"style": "khac"}, "không có trong danh sách"),
    ],
)
def test_a_letterhead_that_cannot_be_is_told(
    world: World, sign_in: SignIn, typed: dict[str, str], told: str
) -> None:
    answer = sign_in("admin").post(f"{ROOM}/new", data=HEAD | typed)
    assert answer.status_code == 422
    assert told in answer.text
    assert db.session.scalars(select(IssuerHead)).all() == []


def renamed(world: World, on: date) -> None:
    root = world.organization("Tỉnh ủy Đồng Nai")
    change: Any = changes.renaming(root.id, Names("Tỉnh ủy Đông Nam"))
    changes.record(world.issuer.id, "renamed", history.Decision(on, "Nghị quyết"), change)


def test_a_renamed_superior_is_asked_about_and_followed(world: World, sign_in: SignIn) -> None:
    renamed(world, date(2024, 3, 1))
    admin = sign_in("admin")
    follow, _ = answers(admin)
    assert follow.send(admin).status_code == 303
    assert answers(admin) == []
    assert follow.send(admin).status_code == 409
    assert head_on(world.issuer, date(2024, 2, 29)).superior_line == "TỈNH ỦY ĐỒNG NAI"
    assert head_on(world.issuer, date(2024, 3, 1)).superior_line == "TỈNH ỦY ĐÔNG NAM"


def test_a_renamed_superior_is_kept_as_it_was_knowingly(world: World, sign_in: SignIn) -> None:
    renamed(world, NOW.date())
    admin = sign_in("admin")
    _, keep = answers(admin)
    assert keep.send(admin).status_code == 303
    assert answers(admin) == []
    assert {one.superior_line for one in heads(world)} == {"TỈNH ỦY ĐỒNG NAI"}
