"""What a plan makes people owe, and how that follows when it changes."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from tests.plans.helpers import activity, due_day, issue, whole_plan
from tests.queries import statements
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.road import services as documents
from webapp.milestones.engine import find, mark_done
from webapp.milestones.models import Message, Milestone
from webapp.plans import queries
from webapp.plans.kinds import PLAN_PAPER
from webapp.plans.models import Duty
from webapp.plans.services import editing as services
from webapp.plans.services.dues import set_assignment_milestones

MAY = date(2024, 5, 1)


def test_issuing_makes_everybody_owe_and_tells_the_offices(world: World) -> None:
    issue(world)
    march = world.assignment()
    assert due_day("notice", march) == "2024-01-31"
    assert due_day("choice", march) == "2024-02-10"
    assert find("self_report", "assignment", march.id) is None
    own = world.assignment("Long Thành")
    assert due_day("self_report", own) == "2024-12-16"
    assert find("notice", "assignment", own.id) is None
    told = db.session.scalars(select(Message)).all()
    offices = {world.user(name).id for name in ("office", "colleague", "other", "selfrun")}
    assert {message.user_id for message in told if "đã ban hành" in message.text} == offices
    owed = db.session.scalars(select(Milestone).where(Milestone.kind == "notice")).all()
    assert {one.plan_id for one in owed} == {world.plan.id}
    assert {one.owner for one in owed} == {"unit"}


def test_nothing_is_owed_while_the_plan_is_a_draft(world: World) -> None:
    set_assignment_milestones([world.assignment()], world.plan.id)
    services.assign(world.plan, activity().id, world.organization("Tỉnh ủy Đồng Nai").id, MAY)
    assert db.session.scalars(select(Milestone)).all() == []


def test_a_deadline_before_the_plan_was_signed_is_flagged(world: World) -> None:
    # 73-KH/BTCTU: signed on 3 January, so 2 January was no day to meet.
    assignment = world.assignment()
    plan = world.plan
    services.reassign(assignment, plan, {"activity_id": activity().id, "month": date(2024, 2, 1)})
    shown = {
        place.assignment.id: place
        for row in queries.overview(whole_plan(), date(2024, 1, 3)).rows
        for place in row.places
    }
    assert str(shown[assignment.id].due) == "2024-01-02"
    assert shown[assignment.id].is_impossible
    assert not shown[world.assignment("Tân Phú").id].is_impossible
    with clock.living_on(datetime(2024, 1, 3, 9, tzinfo=clock.LOCAL)):
        issue(world)
    owed = find("notice", "assignment", assignment.id)
    assert owed is not None
    assert owed.is_impossible
    assert due_day("notice", assignment) == "2024-01-02"


def test_an_assignment_added_after_issue_is_owed_at_once(world: World) -> None:
    issue(world)
    where = world.organization("Đảng bộ huyện Long Thành")
    added = services.assign(world.plan, activity().id, where.id, MAY)
    assert due_day("notice", added) == "2024-04-01"


def test_moving_moves_what_is_owed(world: World) -> None:
    issue(world)
    assignment = world.assignment()
    services.reassign(assignment, world.plan, {"activity_id": activity().id, "month": MAY})
    assert due_day("notice", assignment) == "2024-04-01"
    own = {"activity_id": activity("self_run").id, "month": None}
    services.reassign(assignment, world.plan, own)
    assert find("notice", "assignment", assignment.id) is None
    assert due_day("self_report", assignment) == "2024-12-16"


def test_removing_drops_what_was_owed(world: World) -> None:
    issue(world)
    assignment = world.assignment()
    assignment_id = assignment.id
    services.unassign(assignment)
    assert find("notice", "assignment", assignment_id) is None
    assert find("choice", "assignment", assignment_id) is None
    names = {one.name for one in queries.overview(whole_plan(), clock.today()).unreached}
    assert names == {"Đảng bộ huyện Nhơn Trạch"}


def test_what_has_begun_is_not_moved_or_removed(world: World) -> None:
    issue(world)
    assignment = world.assignment()
    mark_done("notice", ("assignment", assignment.id), "01/PB")
    db.session.commit()
    with pytest.raises(services.Refused, match="đã gửi đăng ký"):
        services.unassign(assignment)
    with pytest.raises(services.Refused, match="đã gửi đăng ký"):
        services.reassign(assignment, world.plan, {"activity_id": activity().id, "month": MAY})


def filed(world: World, day: date = date(2024, 3, 20)) -> Milestone:
    """Issue the plan, and note a notice told in time for the first meeting, on *day*."""
    with clock.living_on(date(2024, 1, 3)):
        issue(world)
    owed = find("notice", "assignment", world.assignment().id)
    assert owed is not None
    owed.anchor_on, owed.due_at = day, clock.at(date(2024, 2, 19), 23, 59)
    mark_done("notice", ("assignment", owed.subject_id), "01/PB", clock.at(date(2024, 2, 15), 9))
    db.session.commit()
    return owed


def test_what_was_done_in_time_stays_so_when_duties_change(world: World) -> None:
    owed = filed(world)
    notice = services.duty(activity().id, "notice")
    choice = services.duty(activity().id, "choice")
    assert notice is not None
    assert choice is not None
    services.change(choice, {"label": "Chốt buổi dự"})
    services.change(notice, {"rule": "60 days before", "label": "Báo lịch"})
    assert (owed.anchor_on, owed.rule, owed.label) == (
        date(2024, 3, 20),
        "30 days before",
        "notice",
    )
    assert not owed.is_late
    assert due_day("notice", world.assignment("Tân Phú")) == "2024-02-01"
    still = find("choice", "assignment", owed.subject_id)
    assert still is not None
    assert still.label == "Chốt buổi dự"


def test_issuing_again_leaves_what_was_done(world: World) -> None:
    owed = filed(world)
    document = documents.current(PLAN_PAPER, ("plan", world.plan.id))
    assert document is not None
    services.plan_issued(document)
    assert owed.anchor_on == date(2024, 3, 20)
    assert not owed.is_late


def test_only_another_month_is_known_from_today(world: World) -> None:
    owed = filed(world)
    assignment = world.assignment()
    same = {"activity_id": assignment.activity_id, "month": assignment.month, "note": "Đổi"}
    with clock.living_on(date(2024, 3, 25)):
        services.reassign(assignment, world.plan, same)
    assert assignment.note == "Đổi"
    assert not owed.is_late
    choice = find("choice", "assignment", assignment.id)
    assert choice is not None
    assert not choice.is_impossible


def test_a_new_name_does_not_unsay_that_a_deadline_was_impossible(world: World) -> None:
    issue(world)
    own = world.organization("Đảng bộ huyện Long Thành")
    with clock.living_on(date(2024, 4, 28)):
        added = services.assign(world.plan, activity().id, own.id, MAY)
    notice = services.duty(activity().id, "notice")
    assert notice is not None
    services.change(notice, {"label": "Báo lịch", "owner": "planner"})
    owed = find("notice", "assignment", added.id)
    assert owed is not None
    assert owed.is_impossible
    assert (owed.label, owed.owner) == ("Báo lịch", "planner")


@pytest.mark.parametrize("count", [3, 20])
def test_setting_asks_for_what_it_needs_once(world: World, count: int) -> None:
    issue(world)
    for number in range(count):
        one = world.committee(f"Đảng bộ {number}")
        services.assign(world.plan, activity().id, one.id, MAY)
    given = queries.assignments(world.plan)
    with statements() as asked:
        set_assignment_milestones(given, world.plan.id)
    assert len(asked) <= 7


def test_the_table_counts_clear_days_as_milestones_do(world: World) -> None:
    notice = services.duty(activity().id, "notice")
    assert notice is not None
    services.change(notice, {"rule": "5 working days before"})
    world.issuer.clear_days = True
    db.session.commit()
    (place,) = next(
        row.places
        for row in queries.overview(whole_plan(), clock.today()).rows
        if row.organization.short_name == "Nhơn Trạch"
    )
    issue(world)
    assert str(place.due) == due_day("notice", world.assignment()) == "2024-02-22"


def test_a_changed_duty_moves_what_is_owed_and_a_removed_one_drops_it(world: World) -> None:
    issue(world)
    notice = services.duty(activity().id, "notice")
    assert notice is not None
    services.change(notice, {"rule": "20 days before"})
    assert due_day("notice", world.assignment()) == "2024-02-10"
    services.remove_row(notice)
    assert find("notice", "assignment", world.assignment().id) is None
    again = Duty(
        activity_id=activity().id,
        kind="notice",
        owner="unit",
        label="Báo lịch",
        rule="10 days before",
        anchor="meeting",
    )
    services.add_row(again, [])
    assert due_day("notice", world.assignment()) == "2024-02-20"
