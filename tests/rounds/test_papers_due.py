"""By when the units of a round send the papers asked for, where they owe no report."""

from collections.abc import Callable
from datetime import date, time, timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update
from werkzeug.datastructures import MultiDict

from tests.handed_in import pdf
from tests.round_world import RoundWorld
from tests.rounds.test_papers import issue, text_of
from tests.world import World, add, local
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.road.composing import is_stale
from webapp.milestones.engine import find
from webapp.milestones.models import Message
from webapp.notices.models import Meeting
from webapp.plans.models import Duty
from webapp.plans.round_models import OutlinePart
from webapp.rounds.queries import rounds as queries
from webapp.rounds.services import announcing, papers_due

SignIn = Callable[[str], FlaskClient]
DAY = date(2024, 3, 6)


@pytest.fixture
def alone(held: RoundWorld) -> RoundWorld:
    """The round, when its units send papers alone and the plan says nothing of when."""
    db.session.execute(delete(OutlinePart).where(OutlinePart.kind != "figures"))
    db.session.execute(delete(Duty).where(Duty.kind == "self_report"))
    db.session.commit()
    return held


def set_due(world: World, held: RoundWorld, hour: time | None = time(17)) -> list[str]:
    activity = queries.fetch_round(held.activity.id)
    return papers_due.set_due(activity, DAY, hour)


def send(client: FlaskClient, held: RoundWorld, number: int = 0) -> None:
    address = f"/assignments/{held.assignments[0].id}/papers/{held.required[number].id}"
    files = MultiDict([("files", (BytesIO(pdf("a paper")), "so.pdf"))])
    assert client.post(address, data=files).status_code == 303


def test_the_round_says_that_no_due_moment_is_set_and_where_to_set_it(
    alone: RoundWorld, sign_in: SignIn
) -> None:
    planner, address = sign_in("planner"), f"/rounds/{alone.activity.id}"
    for page in (planner.get(address).text, planner.get(f"{address}/units").text):
        assert "hưa định hạn gửi" in page
        assert f"{address}/papers-due" in page
    form = planner.get(f"{address}/papers-due").text
    assert 'value="07/03/2024"' in form  # two working days before it opens
    assert 'value="17:00"' in form
    sent = {"day": "2024-03-06", "hour": "16:30", "version": "0"}
    assert planner.post(f"{address}/papers-due", data={**sent, "day": ""}).status_code == 422
    gone = {**sent, "day": "2024-01-15", "hour": "09:00"}
    late = planner.post(f"{address}/papers-due", data=gone)
    assert "Hạn gửi phải sau lúc này" in late.text
    assert planner.post(f"{address}/papers-due", data=sent).status_code == 303
    page = planner.get(address).text
    assert "Hạn gửi 16:30 ngày 06/03/2024" in page
    assert "Chưa định hạn gửi" not in page
    assert planner.post(f"{address}/papers-due", data=sent).status_code == 409
    assert f"{address}/papers-due" not in sign_in("member").get(address).text


def test_each_unit_owes_its_papers_to_the_minute(
    world: World, alone: RoundWorld, sign_in: SignIn
) -> None:
    assert set_due(world, alone) == []
    unit, other = (find("papers", "assignment", one.id) for one in alone.assignments)
    assert unit is not None
    assert other is not None
    assert unit.due_at == other.due_at == clock.at(DAY, 17) + timedelta(seconds=59.999999)
    office, address = sign_in("office"), f"/assignments/{alone.assignments[0].id}/papers"
    home = office.get("/").text
    assert "17:00 ngày 06/03/2024" in home
    assert f'href="{address}"' in home
    assert "Hạn gửi tài liệu: 17:00 ngày 06/03/2024" in office.get(address).text
    with clock.living_on(local(2024, 3, 6, 17, 1)):
        send(office, alone, 1)  # the one that is optional
        db.session.refresh(unit)
        assert unit.done_at is None
        send(office, alone)
        assert "Đã gửi, trễ 1 phút" in office.get(address).text
        beside = sign_in("planner").get(f"/activities/{alone.activity.id}/reports").text
        assert "Đã gửi, trễ 1 phút" in beside
        assert "Chưa gửi, quá hạn 1 phút" in beside  # the other unit
    db.session.refresh(unit)
    assert unit.done_at is not None
    assert unit.is_late


def test_what_is_taken_back_is_owed_again(world: World, alone: RoundWorld, sign_in: SignIn) -> None:
    set_due(world, alone)
    office = sign_in("office")
    send(office, alone)
    unit = find("papers", "assignment", alone.assignments[0].id)
    assert unit is not None
    assert unit.done_at is not None
    assert office.post("/unit-papers/1/take-back").status_code == 303
    unit = find("papers", "assignment", alone.assignments[0].id)
    assert unit is not None
    assert unit.done_at is None


def test_the_announcement_names_it_and_is_adjusted_when_it_moves(
    world: World, alone: RoundWorld
) -> None:
    set_due(world, alone, None)
    db.session.execute(update(Meeting).values(is_hour_set=True))
    activity = queries.fetch_round(alone.activity.id)
    document = announcing.announce(activity, world.user("planner"))
    assert "chậm nhất ngày 06 tháng 3 năm 2024" in text_of(document)
    issue(world, document)
    db.session.commit()
    assert set_due(world, alone, None) == []  # it stays as it was
    assert set_due(world, alone) == [document.number_and_symbol]
    assert document.state == "issued"
    assert is_stale(document)
    notice = announcing.amend(queries.fetch_round(alone.activity.id), world.user("planner"))
    assert "17 giờ 00, ngày 06 tháng 3 năm 2024" in text_of(notice)
    told = select(Message.text).where(Message.user_id == world.user("office").id)
    assert "17:00 ngày 06/03/2024" in db.session.scalars(told.order_by(Message.id.desc())).all()[0]


def test_where_a_report_is_owed_the_papers_go_with_it(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    planner, address = sign_in("planner"), f"/rounds/{held.activity.id}"
    assert "Hạn gửi 17:00 ngày 08/03/2024" in planner.get(address).text
    set_due(world, held)
    mine = select(Duty).where(Duty.activity_id == held.activity.id, Duty.kind == "self_report")
    duty = db.session.scalars(mine).one()
    assert (duty.rule, duty.fixed_on) == ("at 17:00", DAY)
    add(
        Duty(
            activity_id=held.activity.id,
            kind="papers",
            owner="unit",
            label="Tài liệu",
            rule="on the day",
            anchor="round_start",
        )
    )
    db.session.commit()
    assert "Hạn gửi 23:59 ngày 11/03/2024" in planner.get(address).text
