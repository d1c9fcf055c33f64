"""What a round makes the board owe, and how that moves."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from tests.round_world import RoundWorld
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.engine import find, mark_done
from webapp.milestones.models import Milestone
from webapp.plans.models import Activity, Duty
from webapp.plans.round_models import Round, Seat
from webapp.plans.services import editing as plans
from webapp.plans.signals import round_changed


def owed(held: RoundWorld, kind: str) -> Milestone:
    found = find(kind, "round", held.activity.id)
    assert found is not None
    return found


def window(held: RoundWorld) -> Round:
    return db.session.scalars(select(Round).where(Round.activity_id == held.activity.id)).one()


def last_day(found: Milestone) -> date:
    return clock.local(found.due_at).date()


def test_announcing_and_reporting_are_owed_by_the_window(world: World, held: RoundWorld) -> None:
    round_changed.send(held.activity.id)
    announcement, report = owed(held, "announcement"), owed(held, "round_report")
    assert last_day(announcement) == date(2024, 3, 4)  # 5 working days before 11 March
    assert last_day(report) == date(2024, 4, 2)  # 7 working days after 22 March
    assert announcement.owner == "planner"
    assert announcement.user_id is None
    assert announcement.organization_id == world.plan.organization_id
    assert report.user_id == world.user("member2").id, "the secretary of the team owes it"
    assert announcement.label == "announcement: Giám sát chuyên đề"


def test_of_a_plan_that_did_not_go_out_nothing_is_owed(world: World, held: RoundWorld) -> None:
    world.unissue()
    round_changed.send(held.activity.id)
    assert find("announcement", "round", held.activity.id) is None


def test_moving_the_window_moves_what_is_owed(world: World, held: RoundWorld) -> None:
    round_changed.send(held.activity.id)
    plans.change(window(held), {"opens_on": date(2024, 5, 13), "closes_on": date(2024, 5, 24)})
    assert last_day(owed(held, "announcement")) == date(2024, 5, 6)
    assert last_day(owed(held, "round_report")) == date(2024, 6, 4)


def test_what_was_done_stays(world: World, held: RoundWorld) -> None:
    round_changed.send(held.activity.id)
    mark_done("announcement", ("round", held.activity.id), "01-TB/BTCTU")
    plans.change(window(held), {"opens_on": date(2024, 5, 13)})
    assert last_day(owed(held, "announcement")) == date(2024, 3, 4)


def test_another_secretary_owes_the_report(world: World, held: RoundWorld) -> None:
    round_changed.send(held.activity.id)
    seat = db.session.scalars(select(Seat).where(Seat.role == "secretary")).one()
    plans.change(seat, {"user_id": world.user("member").id})
    assert owed(held, "round_report").user_id == world.user("member").id


def test_a_duty_taken_out_is_owed_no_more(world: World, held: RoundWorld) -> None:
    round_changed.send(held.activity.id)
    duty = db.session.scalars(select(Duty).where(Duty.kind == "round_report")).one()
    plans.remove_row(duty)
    assert find("round_report", "round", held.activity.id) is None
    assert find("announcement", "round", held.activity.id) is not None


def test_a_round_that_could_not_be_announced_in_time_is_flagged(
    world: World, held: RoundWorld
) -> None:
    plans.change(window(held), {"opens_on": date(2024, 1, 5)})
    assert owed(held, "announcement").is_impossible


def test_a_units_duty_counts_from_the_window(world: World, held: RoundWorld) -> None:
    duty = db.session.scalars(
        select(Duty).where(Duty.activity_id == held.activity.id, Duty.kind == "self_report")
    ).one()
    plans.change(duty, {"anchor": "round_start", "rule": "5 working days before"})
    found = find("self_report", "assignment", held.assignments[0].id)
    assert found is not None
    assert last_day(found) == date(2024, 3, 4)


def test_other_activities_owe_nothing_of_the_kind(world: World, held: RoundWorld) -> None:
    attend = db.session.scalars(select(Activity).where(Activity.kind == "attend")).one()
    duty = db.session.scalars(
        select(Duty).where(Duty.activity_id == attend.id, Duty.kind == "announcement")
    ).one()
    plans.change(duty, {"label": "Thông báo"})
    assert find("announcement", "round", attend.id) is None


def test_what_is_owed_carries_the_rounds_title_and_goes_with_it(world: World) -> None:
    activity = add(Activity(plan_id=world.plan.id, position=9, kind="round", title="Đợt 1"))
    add(
        Round(activity_id=activity.id, opens_on=date(2024, 5, 13), closes_on=date(2024, 5, 24)),
        Duty(
            activity_id=activity.id,
            kind="announcement",
            owner="planner",
            rule="5 working days before",
            anchor="round_start",
            label="Thông báo",
        ),
    )
    db.session.commit()
    every = select(Activity).options(selectinload(Activity.duties))
    fetch_visit = every.where(Activity.id == activity.id).execution_options(populate_existing=True)
    row = db.session.scalars(fetch_visit).one()
    plans.change(row, {"title": "Đợt một"})
    found = find("announcement", "round", row.id)
    assert found is not None
    assert found.label == "Thông báo: Đợt một"
    number = row.id
    plans.remove_row(row)
    assert find("announcement", "round", number) is None
