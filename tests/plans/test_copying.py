"""A plan begun from last year's, or from a model."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.plans.helpers import issue
from tests.plans.test_files import exported, whole_plan
from tests.round_world import RoundWorld
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.documents import tree
from webapp.documents.models import Document
from webapp.plans import queries
from webapp.plans.file.reading import read
from webapp.plans.models import Duty, Plan
from webapp.plans.old_words import marks_of
from webapp.plans.paper import plan as paper
from webapp.plans.paper.pieces import pieces
from webapp.plans.services import copying
from webapp.plans.services import editing as services

SignIn = Callable[[str], FlaskClient]


def copied(world: World, year: int = 2025) -> tuple[Plan, list[copying.Move]]:
    old, who = whole_plan(world.plan.id), world.user("planner")
    _, moves = copying.moved("", old, who, year)
    return whole_plan(copying.begin("", old, who, year, "Kế hoạch năm sau").id), moves


def test_dates_move_to_the_new_year_and_papers_stay(world: World, made: RoundWorld) -> None:
    issue(world)
    plan, moves = copied(world)
    assert (plan.year, plan.title) == (2025, "Kế hoạch năm sau")
    months = {str(one.month) for one in queries.assignments(plan) if one.month}
    assert months == {"2025-03-01", "2025-04-01"}
    of = pieces([one.id for one in plan.activities])[plan.activities[2].id]
    assert of.round is not None
    assert (of.round.opens_on, of.round.closes_on) == (date(2025, 3, 11), date(2025, 3, 22))
    assert of.round.covered_from == date(2024, 1, 1)
    assert of.round.kick_off_at is not None
    assert str(clock.local(of.round.kick_off_at)) == "2025-02-20 09:00:00+07:00"
    fixed = {duty.kind: duty.fixed_on for one in plan.activities for duty in one.duties}
    assert fixed["self_report"] == date(2025, 3, 10)  # 8 March is a Saturday
    assert [seat.user and seat.user.username for seat in of.seats] == ["member", "member2", None]
    about = select(Document).where(Document.subject_kind == "plan", Document.subject_id == plan.id)
    assert db.session.scalars(about).all() == []
    told = {move.what: (move.was, move.now, move.note) for move in moves}
    assert told["Giám sát chuyên đề: báo cáo của đơn vị"] == (
        "08/03/2024 (thứ Sáu)",
        "10/03/2025 (thứ Hai)",
        "Ngày tương ứng rơi vào ngày nghỉ, đã chuyển sang ngày làm việc kế tiếp",
    )
    assert told["Giám sát chuyên đề: thời gian"][2] == "Ngày cuối là ngày nghỉ"


def test_by_when_committees_have_plans_moves_too(world: World) -> None:
    services.change(world.plan, {"own_plan_on": date(2024, 2, 15)})
    plan, moves = copied(world)
    assert plan.own_plan_on == date(2025, 2, 17)  # the 15th is a Saturday
    (told,) = (one for one in moves if one.what == "Hạn kế hoạch của đơn vị")
    assert (told.was, told.now) == ("15/02/2024 (thứ Năm)", "17/02/2025 (thứ Hai)")
    assert told.note
    services.change(world.plan, {"own_plan_on": None, "own_plan_rule": "15 days after"})
    assert copied(world)[0].own_plan_rule == "15 days after"


def test_a_day_at_the_end_of_a_year_stays_in_the_year(world: World) -> None:
    services.change(world.plan, {"own_plan_on": date(2024, 12, 31)})
    plan, _ = copied(world, 2033)  # 31/12/2033 is a Saturday
    assert plan.own_plan_on == date(2033, 12, 31)
    assert read(exported(plan)).faults == []


def test_a_copy_for_the_same_year_is_the_same_plan(world: World, made: RoundWorld) -> None:
    text = exported(world.plan)
    plan = copying.begin("", whole_plan(world.plan.id), world.user("planner"), 2024, "Bản hai")
    assert exported(plan).replace("Bản hai", plan_title()) == text


def plan_title() -> str:
    return "Dự, giám sát sinh hoạt thường kỳ của đảng ủy, chi bộ năm 2024"


def test_who_is_no_longer_there_stays_behind(world: World, made: RoundWorld) -> None:
    world.user("member2").active = False
    world.organization("Đảng bộ huyện Tân Phú").until = date(2024, 12, 31)
    services.change(world.plan, {"opening": "Thực hiện chương trình năm 2024:"})
    plan, moves = copied(world)
    units = {one.organization.short_name for one in queries.assignments(plan)}
    assert units == {"Nhơn Trạch", "Long Thành"}
    of = pieces([one.id for one in plan.activities])[plan.activities[2].id]
    assert [seat.user_id for seat in of.seats][1:] == [None, None]
    notes = [move.note for move in moves]
    assert notes.count("Đơn vị không còn trong năm mới") == 2
    assert {one.of.place for one in marks_of(plan.id).found} >= {"opening"}


@pytest.mark.parametrize("model", copying.models(), ids=lambda model: model.key)
def test_a_plan_begins_from_a_model(world: World, model: copying.Model) -> None:
    who = world.user("planner")
    plan = whole_plan(copying.begin(copying.FROM_MODEL + model.key, None, who, 2026, "Mới").id)
    assert (plan.year, plan.title) == (2026, "Mới")
    assert queries.assignments(plan) == []
    overview = queries.overview(plan, clock.today())
    gaps = tree.gaps(paper.paper_of(plan, world.issuer, overview))
    lacking = ("phân công", "họ tên", "tên người ký")
    assert [gap for gap in gaps if not gap.startswith(lacking)] == []
    kinds = select(Duty.kind).where(Duty.activity_id.in_([one.id for one in plan.activities]))
    assert db.session.scalars(kinds).all()
    assert not any(seat.user_id or seat.full_name for one in pieces(
        activity.id for activity in plan.activities).values() for seat in one.seats)  # fmt: skip


def test_a_new_plan_asks_what_to_begin_from(
    sign_in: SignIn, world: World, made: RoundWorld
) -> None:
    client, old_id = sign_in("planner"), world.plan.id
    page = client.get("/plans/new").text
    assert "Sao từ kế hoạch năm 2024" in page
    for model in copying.models():
        assert model.title in page
    sent = {"year": "2025", "title": "Năm sau", "begin_from": f"plan-{old_id}"}
    answer = client.post("/plans/new", data=sent)
    assert answer.status_code == 303
    shown = client.get(answer.location).text
    assert "Ngày tháng đã chuyển sang năm 2025" in shown
    assert "10/03/2025 (thứ Hai)" in shown
    assert client.get(answer.location.replace("plan-", "plan-9")).status_code == 404
    assert client.get(answer.location.split("?")[0]).status_code == 404
    model = {**sent, "begin_from": f"model-{copying.models()[1].key}", "again": "y"}
    begun = client.post("/plans/new", data=model)
    assert "Kiểm tra đợt 1: thời gian" in client.get(begun.location).text


@pytest.mark.parametrize("source", ["plan-999", "model-../../../etc/passwd", "plan-x", "x"])
def test_only_what_is_offered_can_be_begun_from(sign_in: SignIn, world: World, source: str) -> None:
    sent = {"year": "2025", "title": "Năm sau", "begin_from": source}
    assert sign_in("planner").post("/plans/new", data=sent).status_code == 422
    stranger = {**sent, "begin_from": f"plan-{world.plan.id}"}
    assert sign_in("stranger").post("/plans/new", data=stranger).status_code == 422
