"""No page grows with the people and bodies that one may choose from: among many one searches.

Every page is opened as who may, before and after 500 people and 2,000 bodies have come.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.full_world import ids
from tests.people import add_colleagues
from tests.queries import MOST, statements
from tests.test_routes import PEOPLE, addresses, fill, rows
from tests.world import World
from webapp.core.db import db
from webapp.organizations.models import Organization

COMMITTEES, COMMUNES, CELLS, COLLEAGUES = 300, 200, 1500, 500
MOST_MORE = 80  # things to choose between, beside those there were: twenty people, four roles
MOST_BYTES = 60_000
OFFERED = re.compile(r"<option\b|type=\"(?:radio|checkbox)\"")


def bodies(world: World, like: str, above: Organization, count: int) -> list[Organization]:
    model = world.organization(like)
    made = [
        Organization(
            issuer_id=model.issuer_id,
            level_id=model.level_id,
            parent_id=above.id,
            name=f"{like} thứ {number}",
        )
        for number in range(count)
    ]
    db.session.add_all(made)
    db.session.flush()
    for one in made:
        one.path = f"{above.path}{one.id}/"
    return made


def grow(world: World) -> None:
    district = world.organization("Đảng bộ huyện Nhơn Trạch")
    root = db.session.get_one(Organization, district.parent_id)
    bodies(world, "Đảng bộ huyện Tân Phú", root, COMMITTEES)
    communes = bodies(world, "Đảng bộ xã Phú Hội Nhơn Trạch", district, COMMUNES)
    bodies(world, "Chi bộ ấp 1 Nhơn Trạch", communes[0], CELLS)
    add_colleagues(world, COLLEAGUES)


def pages(app: Flask, values: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield (endpoint, person, address) of every page, as the first who may open it."""
    for method, endpoint, cells in rows():
        open_to = [who for who, cell in zip(PEOPLE, cells, strict=True) if cell == "ok"]
        if method == "GET" and open_to:
            who = "admin" if "admin" in open_to else open_to[0]
            who = "planner" if "planner" in open_to else who
            yield endpoint, who, fill(addresses(app)["GET", endpoint], endpoint, values)


@pytest.mark.database
def test_no_page_grows_with_the_people_and_bodies_to_choose_from(
    app: Flask, world: World, sign_in: Callable[[str], FlaskClient]
) -> None:
    values = ids(world)
    db.session.commit()
    found = list(pages(app, values))
    clients = {who: sign_in(who) for who in {one[1] for one in found}}
    before = {address: sizes(clients[who], address) for _, who, address in found}
    grow(world)
    wrong = []
    for endpoint, who, address in found:
        offered, length, asked = before[address]
        now = sizes(clients[who], address)
        is_longer = now[1] > length + MOST_BYTES
        if now[0] > offered + MOST_MORE or is_longer or now[2] > max(asked, MOST):
            told = f"{offered} → {now[0]} choices, {length} → {now[1]} bytes, {now[2]} queries"
            wrong.append(f"{endpoint}: {told}")
    assert not wrong, "\n".join(wrong)


def sizes(client: FlaskClient, address: str) -> tuple[int, int, int]:
    with statements() as asked:
        answer = client.get(address)
    if answer.mimetype != "text/html":
        return 0, 0, 0
    return len(OFFERED.findall(answer.text)), len(answer.data), len(asked)
