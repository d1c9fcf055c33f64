"""What happens to plans: assignments and their milestones, rows, issuing."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tests.queries import statements
from tests.world import World
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents import services as documents
from webapp.documents.models import Document
from webapp.milestones.models import Message, Milestone
from webapp.milestones.services import find, mark_done
from webapp.plans import paper, parts, queries, services
from webapp.plans.dues import set_assignment_milestones
from webapp.plans.models import Activity, Assignment, ChecklistItem, ContentGroup, Duty, Plan
from webapp.plans.pieces import pieces

APRIL, MAY = date(2024, 4, 1), date(2024, 5, 1)


def activity(kind: str = "attend") -> Activity:
    return db.session.scalars(select(Activity).where(Activity.kind == kind)).one()


def whole_plan() -> Plan:
    return db.session.scalars(select(Plan).options(*queries.WHOLE)).unique().one()


def compose(world: World) -> Document:
    plan = whole_plan()
    return paper.compose(plan, queries.overview(plan, clock.today()), world.user("planner"))


def fill_gaps(world: World) -> None:
    for name in ("attendee_upper", "attendee_lower", "duty_lower", "duty_board"):
        row = parts.new(world.plan, parts.KINDS["line"], name)
        assert row is not None
        row.text = f"Việc của {name}"
        services.add_row(row, [])
    db.session.expire_all()


def issue(world: World) -> Document:
    fill_gaps(world)
    document = compose(world)
    documents.submit(document, world.user("planner"))
    documents.approve(document, world.user("leader"))
    documents.issue(document, world.user("planner"))
    return document


def due_day(kind: str, assignment: Assignment) -> str:
    owed = find(kind, "assignment", assignment.id)
    assert owed is not None
    return f"{clock.local(owed.due_at):%Y-%m-%d}"


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
    document = documents.current("plan", ("plan", world.plan.id))
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


def test_a_plan_with_months_keeps_its_year(world: World) -> None:
    with pytest.raises(services.Refused, match="không đổi năm được"):
        services.edit_plan(world.plan, {"year": 2025, "title": "x"})
    for committee in ("Nhơn Trạch", "Tân Phú"):
        services.unassign(world.assignment(committee))
    services.edit_plan(world.plan, {"year": 2025, "title": "x"})
    assert db.session.scalars(select(Plan.year)).one() == 2025


def test_an_assignment_with_a_notice_stays_even_without_a_milestone(world: World) -> None:
    world.notice()
    with pytest.raises(services.Refused, match="đã có dữ liệu"):
        services.unassign(world.assignment())
    db.session.rollback()
    assert world.assignment().month == date(2024, 3, 1)


def test_the_same_place_is_not_given_twice(world: World) -> None:
    taken = world.assignment()
    with pytest.raises(services.Refused):
        services.assign(world.plan, taken.activity_id, taken.organization_id, taken.month)
    own = world.assignment("Long Thành")
    with pytest.raises(services.Refused):
        services.assign(world.plan, own.activity_id, own.organization_id, None)


def test_a_shared_month_is_warned_of(world: World) -> None:
    services.reassign(
        world.assignment(), world.plan, {"activity_id": activity().id, "month": APRIL}
    )
    overview = queries.overview(whole_plan(), clock.today())
    assert overview.shared == {APRIL: ["Nhơn Trạch", "Tân Phú"]}


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


def test_an_activity_owes_one_thing_of_a_kind(world: World) -> None:
    one_more = Duty(
        activity_id=activity().id,
        kind="notice",
        owner="unit",
        label="x",
        rule="1 day before",
        anchor="month",
    )
    with pytest.raises(services.Refused):
        services.add_row(one_more, [])
    assert services.duty(activity().id, "notice") is not one_more


def test_what_is_in_use_is_not_removed(world: World) -> None:
    found = parts.find(world.plan, parts.KINDS["activity"], activity().id)
    with pytest.raises(services.Refused):
        services.remove_row(found)
    db.session.rollback()
    assert services.duty(activity().id, "notice") is not None


def test_a_group_goes_with_its_items(world: World) -> None:
    group = db.session.scalars(select(ContentGroup).order_by(ContentGroup.position)).first()
    assert group is not None
    group_id = group.id
    services.remove_row(parts.find(world.plan, parts.KINDS["group"], group_id))
    left = select(ChecklistItem).where(ChecklistItem.group_id == group_id)
    assert db.session.scalars(left).all() == []


def test_rows_move_and_stop_at_the_end(world: World) -> None:
    of = parts.KINDS["group"]
    first, second = db.session.scalars(select(ContentGroup).order_by(ContentGroup.position)).all()
    services.move_row(first, parts.siblings(of, first), 1)
    assert list(parts.siblings(of, first)) == [second, first]
    services.move_row(first, parts.siblings(of, first), 1)
    assert list(parts.siblings(of, first)) == [second, first]
    services.move_row(first, parts.siblings(of, first), -1)
    assert list(parts.siblings(of, first)) == [first, second]


def test_the_paper_says_the_whole_plan(world: World) -> None:
    plan = whole_plan()
    text = documents.tree.plain_text(documents.paper_of(compose(world)))
    for words in (
        "KẾ HOẠCH",
        plan.title,
        "I- MỤC ĐÍCH, YÊU CẦU",
        "- Nội dung purpose.",
        "- Sổ sách phải xuất trình: Nội dung 2.2.",
        "Tháng 03/2024 | Đảng bộ huyện Nhơn Trạch",
        "tự tổ chức dự, giám sát: Đảng bộ huyện Long Thành.",
        "chậm nhất 30 ngày trước ngày sinh hoạt",
        "chậm nhất ngày 16/12/2024",
        "K/T TRƯỞNG BAN",
        "Trần Văn Mẫu",
        "- Nội dung recipient.",
    ):
        assert words in text


def test_an_empty_part_or_a_forgotten_committee_stops_approval(world: World) -> None:
    services.unassign(world.assignment())
    problems = documents.problems(compose(world))
    assert "Còn thiếu: phân công cho Nhơn Trạch." in problems
    assert "Còn thiếu: thành phần dự của cấp trên." in problems


def test_typed_stars_stay_stars(world: World) -> None:
    services.change(world.plan, {"opening": "Lời **dẫn** [[thiếu: gì]]"})
    db.session.expire_all()
    document = compose(world)
    assert "Lời **dẫn** [[thiếu: gì]]" in documents.tree.plain_text(documents.paper_of(document))
    assert "Còn thiếu: gì." not in documents.problems(document)


def test_a_new_plan_has_the_usual_duties(world: World) -> None:
    plan = services.create_plan(world.user("planner"), 2025, "Kế hoạch năm 2025")
    plan = (
        db.session.scalars(select(Plan).where(Plan.id == plan.id).options(*queries.WHOLE))
        .unique()
        .one()
    )
    attend, own = plan.activities
    assert {duty.kind for duty in attend.duties} >= {"notice", "choice", "result_letter"}
    assert [duty.kind for duty in own.duties] == ["self_report"]
    assert len(pieces([own.id])[own.id].figures) == 9


def signed_in(username: str) -> User:
    """Return a person as signing in loads them, with their organization."""
    statement = select(User).where(User.username == username)
    return db.session.scalars(
        statement.options(joinedload(User.organization)),
        execution_options={"populate_existing": True},
    ).one()


def test_this_years_plan_is_the_one_to_work_by(world: World) -> None:
    assert services.current_plan(signed_in("office")) is None  # it is a draft
    issue(world)
    services.create_plan(world.user("planner"), 2030, "Về sau")
    current = services.current_plan(world.user("planner"))
    assert current is not None
    assert current.year == 2024
    with clock.living_on(date(2031, 1, 1)):
        newest = services.current_plan(world.user("planner"))
        assert newest is not None
        assert newest.year == 2030
        issued = services.current_plan(signed_in("office"))
        assert issued is not None
        assert issued.year == 2024
    assert services.current_plan(signed_in("stranger")) is None


def test_a_committee_sees_its_month_once_the_plan_is_issued(
    world: World, sign_in: Callable[[str], FlaskClient]
) -> None:
    at = f"/assignments/{world.assignment().id}"
    office, planner = sign_in("office"), sign_in("planner")
    assert office.get(at).status_code == 404
    assert office.get(f"{at}/notice").status_code == 404
    assert planner.get(at).status_code == 200
    issue(world)
    assert office.get(at).status_code == 200
