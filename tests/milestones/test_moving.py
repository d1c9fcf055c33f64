"""Whose due days a change moves, and who is told."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tests.milestones.test_engine import MONDAY, item, off
from tests.world import World
from webapp.accounts.models import User
from webapp.core.db import db
from webapp.milestones import engine, moving
from webapp.milestones.models import Message
from webapp.milestones.services import due_for

CELL = "Chi bộ ấp 1 Nhơn Trạch"


@pytest.mark.parametrize(
    ("owed", "told"),
    [
        ({"organization": CELL, "owner": "unit"}, {"office", "colleague"}),
        ({"organization": "Đảng bộ huyện Tân Phú", "owner": "unit"}, {"other"}),
        ({"owner": "member"}, {"member", "member2"}),
        ({"owner": "member", "user_id": "member2"}, {"member2"}),
        ({"organization": CELL, "owner": "unit", "until": date(2024, 1, 10)}, set()),
    ],
)
def test_who_is_told_is_who_has_it_to_do(
    world: World, owed: dict[str, Any], told: set[str]
) -> None:
    """A cell has no account: the office of its committee answers for it."""
    owed = dict(owed)
    unit = world.organization(owed.pop("organization", "Đảng bộ huyện Nhơn Trạch"))
    unit.until = owed.pop("until", None)
    if "user_id" in owed:
        owed["user_id"] = world.user(owed["user_id"]).id
    row = engine.set_due(item(world, MONDAY, organization=unit, **owed))

    moved = moving.moved_by(world.issuer.id, lambda: _off_and_counted(world))
    moving.tell(world.issuer.id, moved, moving.CALENDAR)

    assert len(moved) == 1
    assert _told() == told
    people = db.session.scalars(select(User).options(joinedload(User.organization)))
    assert {one.username for one in people.all() if row in due_for(one)} == told


def _off_and_counted(world: World) -> None:
    off(world, date(2024, 3, 6))
    engine.recount(world.issuer.id)


def _told() -> set[str]:
    db.session.flush()
    people = select(User.username).join(Message, Message.user_id == User.id)
    return set(db.session.scalars(people))
