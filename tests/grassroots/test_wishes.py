"""Absences and wishes: one's own, and the planner's for all."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.world import World
from webapp.core.db import db
from webapp.grassroots.models import Wish

SignIn = Callable[[str], FlaskClient]


def sent(world: World, username: str, **other: str) -> dict[str, str]:
    return {
        "user_id": str(world.user(username).id),
        "kind": "absent",
        "starts_on": "2024-03-05",
        "ends_on": "",
        "organization_id": "0",
        "note": "",
        **other,
    }


def kept() -> list[Wish]:
    db.session.expire_all()
    return list(db.session.scalars(select(Wish).order_by(Wish.id)))


def test_a_member_enters_an_absence_and_takes_it_back(world: World, sign_in: SignIn) -> None:
    client = sign_in("member")
    answer = client.post("/grassroots/wishes", data=sent(world, "member"))
    assert answer.status_code == 303
    [wish] = kept()
    assert (wish.user_id, str(wish.starts_on), wish.starts_on) == (
        world.user("member").id,
        "2024-03-05",
        wish.ends_on,
    )
    assert "05/03/2024" in client.get("/grassroots/wishes").text
    assert "05/03/2024" not in sign_in("member2").get("/grassroots/wishes").text
    assert sign_in("member2").post(f"/grassroots/wishes/{wish.id}/remove").status_code == 403
    bare = client.post(f"/grassroots/wishes/{wish.id}/remove")
    assert (bare.status_code, len(kept())) == (409, 1)
    shown = {"version": str(wish.version)}
    assert client.post(f"/grassroots/wishes/{wish.id}/remove", data=shown).status_code == 303
    assert kept() == []


def test_the_planner_enters_for_all(world: World, sign_in: SignIn) -> None:
    unit = world.organization("Đảng bộ huyện Tân Phú")
    wish = sent(world, "member2", kind="prefer", organization_id=str(unit.id), ends_on="2024-03-31")
    client = sign_in("planner")
    assert client.post("/grassroots/wishes", data=wish).status_code == 303
    [row] = kept()
    assert (row.kind, row.organization_id) == ("prefer", unit.id)
    page = client.get("/grassroots/wishes").text
    assert "Người member2" in page
    assert "Đảng bộ huyện Tân Phú" in page
    shown = {"version": str(row.version)}
    assert client.post(f"/grassroots/wishes/{row.id}/remove", data=shown).status_code == 303


def test_what_makes_no_sense_is_told(world: World, sign_in: SignIn) -> None:
    client = sign_in("member")
    for wrong in (
        sent(world, "member2"),  # another's
        sent(world, "member", ends_on="2024-03-01"),
        sent(world, "member", starts_on=""),
        sent(world, "member", organization_id=str(world.organization("Đảng bộ huyện Tân Phú").id)),
    ):
        answer = client.post("/grassroots/wishes", data=wrong)
        assert answer.status_code == 422
    assert kept() == []
    assert sign_in("reader").post("/grassroots/wishes").status_code == 403
