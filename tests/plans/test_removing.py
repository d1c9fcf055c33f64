"""What is taken out of plans: activities that come back, drafts, and second plans of one title."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.forms import FormOnPage, forms_of
from tests.plans.helpers import HEAD, compose, forms_with, issue
from tests.plans.test_files import exported, whole_plan
from tests.round_world import RoundWorld
from tests.world import World
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.models import Document
from webapp.documents.road import services as documents
from webapp.milestones.models import Milestone
from webapp.plans.file.kept import as_json, from_json
from webapp.plans.file.values import taken
from webapp.plans.models import Activity, Assignment, Plan
from webapp.plans.removed_models import RemovedActivity
from webapp.plans.services import editing as services
from webapp.plans.services import removing

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def free(world: World, made: RoundWorld) -> Activity:
    """A round like the other, with two units that nobody has begun to work with."""
    plan = whole_plan(world.plan.id)
    found = removing.duplicate(plan, plan.activities[-1])
    for name in ("Tân Phú", "Long Thành"):
        unit = world.organization(f"Đảng bộ huyện {name}")
        services.assign(world.plan, found.id, unit.id, None)
    return found


def loaded(world: World) -> Plan:
    db.session.expire_all()
    return whole_plan(world.plan.id)


def removal(client: FlaskClient, base: str, activity_id: int) -> FormOnPage:
    (found,) = forms_with(client, f"{base}/rows/activity/{activity_id}", "/remove")
    return found


def test_an_activity_is_kept_as_json_without_loss(world: World, made: RoundWorld) -> None:
    for work in taken(loaded(world)).works:
        assert from_json(as_json(work)) == work


def test_a_removed_activity_comes_back_as_it_was_with_its_units(
    world: World, free: Activity
) -> None:
    first = select(Assignment).where(Assignment.activity_id == free.id).order_by(Assignment.id)
    noted = db.session.scalars(first).first()
    assert noted is not None
    noted.note = "Đơn vị đăng ký đầu tiên"
    db.session.commit()
    plan = loaded(world)
    before = taken(plan).works
    removing.remove_activity(plan, plan.activities[-1], world.user("planner"))
    assert len(loaded(world).activities) == len(before) - 1
    (row,) = removing.removed_from(world.plan)
    removing.restore(world.plan, row)
    plan = loaded(world)
    assert taken(plan).works == before
    notes = select(Assignment.note).where(Assignment.activity_id == plan.activities[-1].id)
    assert "Đơn vị đăng ký đầu tiên" in db.session.scalars(notes).all()
    assert removing.removed_from(world.plan) == []


def test_what_came_back_is_due_once_the_plan_went_out_meanwhile(
    world: World, free: Activity
) -> None:
    plan = loaded(world)
    removing.remove_activity(plan, plan.activities[-1], world.user("planner"))
    issue(world)
    before = db.session.scalar(select(func.count()).select_from(Milestone))
    removing.restore(world.plan, removing.removed_from(world.plan)[0])
    assert db.session.scalar(select(func.count()).select_from(Milestone)) > (before or 0)


def test_removing_asks_where_something_stands_under_and_can_be_undone(
    world: World, free: Activity, base: str, sign_in: SignIn
) -> None:
    client, activity_id = sign_in("planner"), free.id
    answer = removal(client, base, activity_id).send(client)
    assert answer.status_code == 200
    assert "phân công đơn vị" in answer.text
    assert db.session.get(Activity, activity_id) is not None
    confirmed = removal(client, base, activity_id).values | {"confirmed": ["1"]}
    answer = client.post(f"{base}/rows/activity/{activity_id}/remove", data=confirmed)
    assert answer.location == f"{base}/activities"
    page = client.get(answer.location).text
    assert "Hoạt động đã xóa" in page
    (back,) = forms_with(client, f"{base}/activities", "/restore")
    assert back.send(client).status_code == 303
    assert "Hoạt động đã xóa" not in client.get(f"{base}/activities").text


def test_of_an_issued_plan_assignments_go_first(
    world: World, made: RoundWorld, base: str, sign_in: SignIn
) -> None:
    issue(world)
    client = sign_in("planner")
    answer = removal(client, base, made.activity.id).send(client)
    assert answer.status_code == 409, "said on the first press"
    assert "phải bỏ từng phân công của hoạt động này" in answer.text
    assert f'href="{base}/assignments"' in answer.text
    assert "khôi phục" not in answer.text
    plan = loaded(world)
    with pytest.raises(Refused, match="bỏ từng phân công"):
        removing.remove_activity(plan, plan.activities[-1], world.user("planner"))
    assert db.session.scalars(select(RemovedActivity)).all() == []


def test_a_round_is_duplicated_behind_itself_without_units(
    world: World, made: RoundWorld, base: str, sign_in: SignIn
) -> None:
    client, place = sign_in("planner"), f"{base}/activities/{made.activity.id}"
    (button,) = forms_with(client, place, "/duplicate")
    answer = button.send(client)
    assert answer.status_code == 303
    *_, one, other = taken(loaded(world)).works
    assert other.values["title"] == f"{one.values['title']} (bản sao)"
    assert (other.units, one.units != []) == ([], True)
    assert (other.round, other.groups, other.outline) == (one.round, one.groups, one.outline)
    positions = [activity.position for activity in loaded(world).activities]
    assert positions == sorted(set(positions))


def test_a_draft_is_deleted_with_its_paper_and_all_in_it(
    world: World, base: str, sign_in: SignIn
) -> None:
    plan = loaded(world)
    removing.duplicate(plan, plan.activities[0])
    plan = loaded(world)
    removing.remove_activity(plan, plan.activities[1], world.user("planner"))
    compose(world)
    client = sign_in("planner")
    form = forms_of(client, f"{base}/remove")[-1]
    assert form.send(client, version="0").status_code == 409
    assert form.send(client).status_code == 303
    db.session.expire_all()
    for table in (Plan, Activity, Assignment, RemovedActivity):
        assert db.session.scalars(select(table)).all() == [], table
    assert db.session.scalars(select(Document).where(Document.kind == "plan")).all() == []


def test_a_plan_on_its_road_or_issued_stays(world: World, base: str, sign_in: SignIn) -> None:
    client = sign_in("planner")
    document = issue(world)
    answer = client.post(f"{base}/remove", data={"version": world.plan.version})
    assert answer.status_code == 409
    assert "đã ban hành nên không xóa được" in answer.text
    documents.withdraw(document, world.user("planner"), "nhầm")
    assert "Xóa kế hoạch" not in client.get(base).text
    assert client.post(f"{base}/remove", data={}).status_code == 409


def test_a_submitted_plan_is_taken_back_first(world: World, base: str, sign_in: SignIn) -> None:
    documents.submit(compose(world), world.user("planner"))
    planner = sign_in("planner")
    assert "phải rút lại" in planner.get(f"{base}/remove").text
    answer = planner.post(f"{base}/remove", data={"version": world.plan.version})
    assert answer.status_code == 409


def test_a_plan_that_units_work_by_stays(world: World, base: str) -> None:
    world.notice()
    with pytest.raises(Refused, match="dữ liệu của đơn vị"):
        removing.delete_plan(world.plan)


def test_a_second_plan_of_year_and_title_is_asked_about(
    world: World, base: str, sign_in: SignIn
) -> None:
    client = sign_in("planner")
    typed = {"year": "2024", "title": f"  {world.plan.title.upper()} ", "begin_from": ""}
    assert "Vẫn lập thêm" not in client.get("/plans/new").text
    answer = client.post("/plans/new", data=typed)
    assert answer.status_code == 422
    assert "Đã có một kế hoạch năm 2024" in answer.text
    assert "Vẫn lập thêm" in answer.text
    assert client.post("/plans/new", data=typed | {"again": "y"}).status_code == 303
    assert client.post("/plans/new", data=typed | {"year": "2025"}).status_code == 303
    head = HEAD | {"title": world_title(world), "version": str(latest().version), "year": "2025"}
    path = f"/plans/{latest().id}/edit"
    assert client.post(path, data=head).status_code == 303
    head |= {"year": "2024", "version": str(latest().version)}
    assert client.post(path, data=head).status_code == 422
    assert client.post(path, data=head | {"again": "y"}).status_code == 303


def world_title(world: World) -> str:
    return db.session.scalars(select(Plan.title).order_by(Plan.id)).first() or ""


def latest() -> Plan:
    db.session.expire_all()
    return db.session.scalars(select(Plan).order_by(Plan.id.desc()).limit(1)).one()


def test_a_file_brought_in_twice_is_asked_about(world: World, sign_in: SignIn) -> None:
    text = exported(world.plan)
    client = sign_in("planner")
    answer = client.post("/plans/import", data={"text": text})
    assert answer.status_code == 422
    assert "Đã có một kế hoạch năm 2024" in answer.text
    assert client.post("/plans/import", data={"text": text, "again": "y"}).status_code == 303
