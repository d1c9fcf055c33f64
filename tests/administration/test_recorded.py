"""The page of a change on record: what it does to whom, what is decided anew, who is left out."""

from collections.abc import Callable
from datetime import date
from html import unescape

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.administration.test_tree import DECISION, confirm, end_districts, number
from tests.queries import MOST, counted
from tests.world import World
from webapp.core.db import db
from webapp.organizations import changes
from webapp.organizations.changes import Founded
from webapp.organizations.history import Decision, settle
from webapp.organizations.history_models import Change
from webapp.organizations.models import Organization
from webapp.rules.reorganizing import Names

SignIn = Callable[[str], FlaskClient]
DAY = date(2025, 7, 1)


def merged(world: World) -> Change:
    """Both communes merge into a new one in a year."""
    ids = [number(world, f"Đảng bộ xã Phú Hội {name}") for name in ("Nhơn Trạch", "Tân Phú")]
    district = world.organization("Đảng bộ huyện Long Thành")
    level_id = db.session.get_one(Organization, ids[0]).level_id
    new = Founded(Names("Đảng bộ xã Chung"), district.id, level_id)
    decision = Decision(DAY, "Nghị quyết số 12")
    return changes.record(world.issuer.id, "merged", decision, changes.merging(ids, new))


def test_what_an_earlier_change_leaves_open_is_shown_before_and_decided_after(
    world: World, sign_in: SignIn
) -> None:
    change = merged(world).id
    admin, reader = sign_in("admin"), sign_in("reader")
    old = number(world, "Đảng bộ xã Phú Hội Nhơn Trạch")
    data: dict[str, object] = DECISION | {"on": "2025-03-01", "ends": "y"}
    data |= {"parts-0-name": "Đông", "parts-1-name": "Tây"}
    told = " ".join(confirm(admin, f"/organizations/change/split?id={old}", data).split())
    assert "Thay đổi đã ghi nhận cho ngày sau, được áp dụng lại" in told
    assert "không còn áp dụng với Đảng bộ xã Phú Hội Nhơn Trạch." in told
    assert "Đông có cùng chuyển thành Đảng bộ xã Chung không?" in told
    page = f"/organizations/changes/{change}"
    assert "Còn 2 điều phải quyết định lại" in reader.get("/organizations/changes").text
    shown = unescape(reader.get(page).text)
    assert "Đã kết thúc trước ngày này" in shown
    assert "Cùng chuyển thành" not in shown
    assert "Đông cùng chuyển thành Đảng bộ xã Chung" in unescape(admin.get(page).text)
    assert counted(admin, page) <= MOST
    for heir, along in (("Đông", "yes"), ("Tây", "no")):
        answer = {"gone": old, "heir": number(world, heir), "along": along}
        assert admin.post(f"{page}/decide", data=answer).status_code == 303
    assert admin.post(f"{page}/decide", data=answer).status_code == 409
    assert admin.post(f"{page}/decide", data={"gone": "x"}).status_code == 409
    assert "Phải quyết định lại" not in reader.get(page).text
    db.session.expire_all()
    assert world.organization("Đông").until == DAY
    assert world.organization("Tây").until is None


def test_one_is_taken_out_of_a_change(world: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    end_districts(world, admin)
    change = db.session.scalars(select(Change.id)).one()
    page = f"/organizations/changes/{change}"
    one, two = (number(world, f"Đảng bộ huyện {name}") for name in ("Nhơn Trạch", "Tân Phú"))
    shown = admin.get(page).text
    assert f"{page}/leave-out/{one}" in shown
    assert admin.post(f"{page}/leave-out/{one}").status_code == 303
    db.session.expire_all()
    assert world.organization("Đảng bộ huyện Nhơn Trạch").until is None
    assert world.organization("Đảng bộ huyện Tân Phú").until == DAY
    for wrong in (one, two):
        refused = admin.post(f"{page}/leave-out/{wrong}")
        assert refused.status_code == 409
        assert "Chưa ghi được" in refused.text


def test_the_issuers_own_body_is_not_dissolved(world: World, sign_in: SignIn) -> None:
    own = world.user("planner").organization_id
    data = DECISION | {"heir_id": "0", "level_id": "0"}
    answer = sign_in("admin").post(f"/organizations/change/dissolved?id={own}", data=data)
    assert answer.status_code == 422
    assert "là cơ quan ban hành kế hoạch, không giải thể" in answer.text


def test_cells_do_not_become_what_their_commune_was_to_be(world: World, sign_in: SignIn) -> None:
    district = world.organization("Đảng bộ huyện Nhơn Trạch")
    plan = changes.dissolving([district.id], None, district.level_id)
    changes.record(world.issuer.id, "dissolved", Decision(DAY, "Nghị quyết số 12"), plan)
    cell = world.organization("Chi bộ ấp 1 Nhơn Trạch")
    number_of_cell, level = cell.id, cell.level_id
    data: dict[str, object] = DECISION | {"on": "2024-09-01", "heir_id": "0", "level_id": "0"}
    commune = number(world, "Đảng bộ xã Phú Hội Nhơn Trạch")
    told = confirm(sign_in("admin"), f"/organizations/change/dissolved?id={commune}", data)
    told = " ".join(told.split())
    assert "Phải quyết định lại" in told
    assert "Từ 01/07/2025: Chi bộ ấp 1 Nhơn Trạch; " in told
    assert "về trực thuộc Tỉnh ủy Đồng Nai, giữ nguyên cấp “" in told
    assert "không còn áp dụng" not in told
    settle(world.issuer.id, DAY)
    db.session.commit()
    assert db.session.get_one(Organization, number_of_cell).level_id == level
