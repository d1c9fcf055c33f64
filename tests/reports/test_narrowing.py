"""The picture of a year with many units: a page of rows, narrowed, what is urgent first."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.reports.units import add_units
from tests.round_world import add_round
from tests.world import World, add, organization
from webapp.core.db import db
from webapp.core.lists import PAGE
from webapp.organizations.models import Level
from webapp.plans.models import Assignment
from webapp.reports.narrowing import Narrowed, Shown, in_order
from webapp.reports.queries.picture import UnitMonth, UnitRow
from webapp.reports.queries.progress import sending
from webapp.reports.queries.year import year_of

SignIn = Callable[[str], FlaskClient]
UNIT = re.compile(r"Đoàn cơ sở Sở (\d\d)")


def units_on(page: str) -> list[int]:
    return [int(number) for number in UNIT.findall(page)]


def test_the_late_come_first_and_every_unit_stands_on_one_page(
    world: World, sign_in: SignIn
) -> None:
    add_units(world, 66)
    client, at = sign_in("reader"), f"/plans/{world.plan.id}/year"
    first, second = client.get(at).text, client.get(f"{at}?page=2").text
    assert units_on(first)[:2] == [3, 1]  # January is missing; February is waited for
    assert len(units_on(first)) == PAGE
    assert sorted(units_on(first) + units_on(second)) == list(range(1, 67))
    assert "Việc trễ hạn, việc chờ làm được xếp lên trước." in first
    assert "Cấp ủy theo tháng" in first
    assert "Cấp ủy theo tháng" not in second  # that table has one page


def test_the_head_and_the_foot_count_all_whatever_is_shown(world: World, sign_in: SignIn) -> None:
    add_units(world, 66)
    client, at = sign_in("reader"), f"/plans/{world.plan.id}/year"
    whole = client.get(at).text
    for asked in ("?page=2", "?show=late", "?q=so+66"):
        page = client.get(at + asked).text
        for part in (r'<p class="tally">.*?</p>', r"<tfoot>.*?</tfoot>", r"66 đơn vị"):
            assert re.findall(part, page, re.DOTALL) == re.findall(part, whole, re.DOTALL), asked


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("?q=doan+co+so+66", [66]),
        ("?q=ĐOÀN cơ sở Sở 07", [7]),
        ("?show=late", [3]),
        ("?show=done&q=01", [1]),
        ("?show=done&q=03", []),
        ("?q=không+có", []),
    ],
)
def test_rows_are_narrowed_by_name_and_by_how_they_stand(
    world: World, sign_in: SignIn, asked: str, found: list[int]
) -> None:
    add_units(world, 66)
    page = sign_in("reader").get(f"/plans/{world.plan.id}/year{asked}").text
    assert units_on(page) == found
    assert ("Không có đơn vị nào như vậy." in page) == (not found)
    assert "Bỏ lọc" in page


def test_what_the_address_does_not_know_is_passed_over(world: World, sign_in: SignIn) -> None:
    add_units(world, 66)
    client, at = sign_in("reader"), f"/plans/{world.plan.id}/year"
    whole = client.get(at).text
    assert units_on(client.get(f"{at}?show=unknown&page=x").text) == units_on(whole)
    assert units_on(client.get(f"{at}?page=9").text) == []


def test_a_short_picture_has_no_search_and_keeps_the_order_of_the_plan(
    world: World, sign_in: SignIn
) -> None:
    add_units(world, 12)
    page = sign_in("reader").get(f"/plans/{world.plan.id}/year").text
    assert units_on(page) == list(range(1, 13))
    assert 'id="show"' not in page


def test_a_page_that_holds_all_keeps_the_order_of_the_plan(world: World) -> None:
    activity = add_units(world, 3)
    (grid,) = [one for one in year_of(world.plan).grids if one.activity is activity]
    late = grid.units[2]
    plain = [
        UnitRow(late.organization, {1: UnitMonth(1, sending(None), 0, 0)}) for _ in range(PAGE)
    ]
    assert in_order([*plain[1:], late]) == [*plain[1:], late]
    assert in_order([*plain, late]) == [late, *plain]


def test_who_is_forgotten_is_found_as_such(world: World, sign_in: SignIn) -> None:
    level = world.organization("Đảng bộ huyện Tân Phú").level_id
    root = world.organization("Ban Tổ chức Tỉnh ủy")
    row = db.session.get_one(Level, level)
    for number in range(PAGE):
        organization(world.issuer, row, f"Đảng bộ huyện Thêm {number:02d}", root)
    db.session.commit()
    page = sign_in("reader").get(f"/plans/{world.plan.id}/year?show=forgotten").text
    assert f"Chưa phân công ({PAGE})" in page
    assert len(re.findall(r"Thêm \d\d", page)) == PAGE
    assert "Tân Phú" not in page[page.index("<tbody") :]


def test_a_round_of_many_units_shows_those_that_are_urgent(world: World, sign_in: SignIn) -> None:
    held = add_round(world)
    level = db.session.get_one(Level, world.organization("Đảng bộ huyện Tân Phú").level_id)
    root = world.organization("Ban Tổ chức Tỉnh ủy")
    for number in range(30):
        unit = organization(world.issuer, level, f"Đảng bộ huyện Thêm {number:02d}", root)
        add(
            Assignment(
                activity_id=held.activity.id,
                issuer_id=world.issuer.id,
                organization_id=unit.id,
            )
        )
    db.session.commit()
    (found,) = Shown(year_of(world.plan), Narrowed()).rounds
    row, units, more = found
    assert len(units) == 20
    assert more == len(row.units) - 20
    (found,) = Shown(year_of(world.plan), Narrowed(sought="them 07")).rounds
    assert [one.assignment.organization.name for one in found[1]] == ["Đảng bộ huyện Thêm 07"]
    page = sign_in("reader").get(f"/plans/{world.plan.id}/year").text
    assert f"và {more} đơn vị khác" in page
