"""Hints take their examples from the tree of whoever reads them."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.full_world import ids
from tests.queries import MOST, counted
from tests.test_routes import PEOPLE, addresses, fill, rows
from tests.world import World

SignIn = Callable[[str], FlaskClient]
OTHERS = ("Nhơn Trạch", "Đồng Nai")  # of the issuer whom the stranger does not know


def test_an_example_is_one_of_the_readers_own(world: World, sign_in: SignIn) -> None:
    body = world.plan.organization_id
    address = f"/administration/organizations/{body}/new"
    page = sign_in("admin").get(address)
    assert "Ví dụ: Đảng bộ" in page.text
    assert counted(sign_in("admin"), address) <= MOST


@pytest.mark.parametrize("person", ["stranger"])
def test_no_page_names_somebody_elses_unit(
    app: Flask, world: World, sign_in: SignIn, person: str
) -> None:
    values, client, read = ids(world), sign_in(person), 0
    for method, endpoint, cells in rows():
        if method == "POST" or cells[PEOPLE.index(person)] != "ok":
            continue
        page = client.get(fill(addresses(app)[method, endpoint], endpoint, values))
        if page.mimetype == "text/html":
            read += 1
            assert not [name for name in OTHERS if name in page.text], endpoint
    assert read > 15
