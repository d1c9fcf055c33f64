"""Committees' own plans: due by a day, reminded of, recorded, and sought where there is none."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.plans.helpers import first, forms_with, issue
from tests.queries import MOST, counted
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.engine import find
from webapp.milestones.models import Message, Milestone
from webapp.organizations import changes
from webapp.organizations.effective import bring_up_to_date
from webapp.organizations.history import Decision
from webapp.organizations.models import Organization
from webapp.plans.models import CommitteePlan
from webapp.plans.services import editing, own_plans

SignIn = Callable[[str], FlaskClient]
THREE = {"Đảng bộ huyện Nhơn Trạch", "Đảng bộ huyện Tân Phú", "Đảng bộ huyện Long Thành"}
ISSUED = date(2024, 1, 3)


@pytest.fixture
def place(world: World) -> str:
    return f"/plans/{world.plan.id}/committee-plan"


def issue_with(world: World, **due: object) -> None:
    editing.change(world.plan, due)
    with clock.living_on(ISSUED):
        issue(world)


def owed(world: World, name: str = "Nhơn Trạch") -> Milestone | None:
    where = world.organization(f"Đảng bộ huyện {name}")
    row = first(CommitteePlan, organization_id=where.id)
    return find("own_plan", "committee_plan", row.id) if row else None


def record(world: World, **values: object) -> None:
    where = world.organization("Đảng bộ huyện Nhơn Trạch")
    row = first(CommitteePlan, organization_id=where.id)
    own_plans.record(world.plan, row, where, values)


def due_days(world: World) -> dict[str, date]:
    rows = db.session.execute(
        select(Organization.name, Milestone.due_at)
        .join(Milestone.organization)
        .where(Milestone.kind == "own_plan", Milestone.issuer_id == world.issuer.id)
    )
    return {name: clock.local(due_at).date() for name, due_at in rows}


def test_by_a_rule_it_counts_from_the_day_of_issue(world: World) -> None:
    issue_with(world, own_plan_rule="15 days after")
    assert due_days(world) == dict.fromkeys(THREE, date(2024, 1, 18))


def test_an_office_reads_its_day_and_how_it_stands(
    world: World, sign_in: SignIn, place: str
) -> None:
    issue_with(world, own_plan_rule="15 days after")
    page = sign_in("office").get(place).text
    assert "tính từ ngày ban hành kế hoạch này (18/01/2024)." in page
    assert "Còn " in page
    record(world, symbol="12-KH/HU")
    assert "Xong" in sign_in("office").get(place).text


def test_by_a_day_it_is_that_day(world: World) -> None:
    issue_with(world, own_plan_on=date(2024, 2, 15))
    assert due_days(world) == dict.fromkeys(THREE, date(2024, 2, 15))


def test_a_plan_that_says_nothing_makes_nothing_due(world: World) -> None:
    issue_with(world)
    assert due_days(world) == {}
    assert db.session.scalars(select(CommitteePlan)).all() == []


def test_it_is_done_with_its_symbol_on_its_own_day(world: World) -> None:
    issue_with(world, own_plan_on=date(2024, 2, 15))
    with clock.living_on(date(2024, 3, 1)):
        record(world, note="Đang soạn")
        found = owed(world)
        assert found is not None
        assert found.done_at is None
        assert found.is_late
        record(world, symbol="12-KH/HU", issued_on=date(2024, 2, 10))
        assert (found.done_by, found.is_late) == ("12-KH/HU", False)
        record(world, issued_on=date(2024, 2, 20))
        assert found.is_late
        record(world, symbol="")
        assert found.done_at is None


def test_an_office_finds_it_among_what_it_owes(sign_in: SignIn, world: World, place: str) -> None:
    issue_with(world, own_plan_on=date(2024, 12, 15))
    client = sign_in("office")
    assert "Xây dựng kế hoạch thực hiện kế hoạch năm 2024" in client.get("/").text
    found = owed(world)
    assert found is not None
    answer = client.get(f"/committee-plans/{found.subject_id}")
    assert answer.location == place
    assert "Hạn xây dựng kế hoạch: chậm nhất ngày 15/12/2024" in client.get(place).text
    (form,) = forms_with(client, place, place)
    assert form.send(client, symbol="12-KH/HU").status_code == 303
    assert "Xây dựng kế hoạch thực hiện" not in client.get("/").text


def test_a_day_set_after_the_issue_is_told_once(sign_in: SignIn, world: World, place: str) -> None:
    issue_with(world)
    client = sign_in("planner")
    (form,) = forms_with(client, place, "/due")
    assert form.send(client, own_plan_on="2024-12-15").status_code == 303
    assert set(due_days(world)) == THREE
    told = select(Message).where(Message.text.contains("xây dựng kế hoạch thực hiện"))
    number = len(db.session.scalars(told).all())
    assert number
    assert form.send(client, own_plan_on="2024-12-15").status_code == 409
    (form,) = forms_with(client, place, "/due")
    asked = form.send(client, own_plan_on="2024-12-20")
    assert asked.status_code == 200
    assert "Thay đổi này làm chuyển thời hạn" in asked.text
    assert len(db.session.scalars(told).all()) == number
    (form,) = forms_with(client, place, "/due")
    assert form.send(client, own_plan_on="").status_code == 303
    assert due_days(world) == {}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"own_plan_on": "2024-02-15", "own_plan_rule": "sau 15 ngày"}, "Chỉ ghi một cách"),
        ({"own_plan_rule": "trước 15 ngày"}, "không thể trước ngày ban hành"),
        ({"own_plan_rule": "mai"}, "Không hiểu"),
        ({"own_plan_on": "2026-02-15"}, "Hạn phải trong năm 2024"),
    ],
)
def test_what_cannot_be_is_refused(
    sign_in: SignIn, place: str, typed: dict[str, str], told: str
) -> None:
    client = sign_in("planner")
    (form,) = forms_with(client, place, "/due")
    answer = form.send(client, **typed)
    assert answer.status_code == 422
    assert told in answer.text


def test_the_list_is_narrowed_to_who_has_none(sign_in: SignIn, world: World, place: str) -> None:
    issue_with(world, own_plan_on=date(2024, 2, 15))
    record(world, symbol="12-KH/HU", issued_on=date(2024, 2, 10))
    client = sign_in("reader")
    with clock.living_on(date(2024, 3, 1)):
        whole = client.get(place).text
        assert "1 trên 3" in whole
        assert "Chưa có kế hoạch (2)" in whole
        assert "Quá hạn (2)" in whole
        none = client.get(f"{place}?show=none").text
        assert "Tân Phú</th>" in none
        assert "Nhơn Trạch</th>" not in none
        assert "Nhơn Trạch</th>" in client.get(f"{place}?show=unspread").text
        assert counted(client, f"{place}?show=late") <= MOST


def test_a_body_that_ends_owes_none(world: World) -> None:
    issue_with(world, own_plan_on=date(2024, 12, 15))
    gone = world.organization("Đảng bộ huyện Long Thành").id
    on = date(2024, 6, 1)
    plan = changes.dissolving([gone], None, None)
    changes.record_all(world.issuer.id, [("dissolved", plan)], Decision(on))
    with clock.living_on(on):
        bring_up_to_date(world.issuer.id, on)
        db.session.commit()
    assert set(due_days(world)) == THREE - {"Đảng bộ huyện Long Thành"}
