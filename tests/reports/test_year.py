"""The year's picture, one assignment, and the synthesis."""

from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.queries import counted
from tests.world import World, add, local
from webapp.attending.models import SHORTCOMING, Recommendation, Remark
from webapp.attending.services import letters
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.road import services as documents
from webapp.documents.tree import plain_text
from webapp.followup.models import ACCEPTED, Answer
from webapp.plans.models import Assignment, Plan
from webapp.reports import services as synthesis
from webapp.reports.papers import synthesis as synthesis_paper
from webapp.reports.queries.year import year_of
from webapp.visits.models import Attendance, Visit

SignIn = Callable[[str], FlaskClient]


def visited(world: World) -> tuple[Visit, Recommendation]:
    """A visit whose letter went out, with one shortcoming and its recommendation."""
    visit = world.visit()
    item_id = world.items()[0].id
    remark = add(
        Remark(
            visit_id=visit.id,
            item_id=item_id,
            kind=SHORTCOMING,
            text="Sổ ghi chưa đủ",
            cause="Mới nhận việc",
            author_id=world.user("member").id,
            created_at=clock.now(),
        )
    )
    recommendation: Recommendation = add(
        Recommendation(
            visit_id=visit.id,
            issuer_id=visit.issuer_id,
            organization_id=visit.organization_id,
            remark_id=remark.id,
            text="Bổ sung sổ",
            owner="Chi ủy",
            due_on=local(2024, 4, 1).date(),
            monitor_id=world.user("member").id,
            created_at=clock.now(),
        )
    )
    attendance = db.session.scalars(select(Attendance).where(Attendance.visit_id == visit.id)).one()
    attendance.members = attendance.present = 20
    attendance.opened_at, attendance.closed_at, attendance.chair = "08:00", "10:00", "Bí thư"
    visit.held_at = clock.now()
    db.session.commit()
    document = letters.compose(visit, world.user("planner"))
    document.approved_at = clock.now()  # its gaps are no matter here
    documents.issue(document, world.user("planner"))
    return visit, recommendation


def test_every_committee_has_a_row_and_a_forgotten_one_is_told(world: World) -> None:
    assignment = world.assignment("Tân Phú")
    db.session.delete(assignment)
    db.session.commit()
    rows = {row.organization.short_name: row for row in year_of(world.plan).rows}
    assert set(rows) == {"Nhơn Trạch", "Tân Phú", "Long Thành"}
    assert rows["Tân Phú"].is_forgotten
    assert not rows["Nhơn Trạch"].is_forgotten
    assert list(rows["Nhơn Trạch"].months) == [3]
    assert rows["Long Thành"].self_run is not None


def test_a_body_that_is_no_longer_planned_for_keeps_its_cells(world: World) -> None:
    world.organization("Đảng bộ huyện Nhơn Trạch").until = date(2023, 12, 31)
    db.session.commit()
    rows = {row.organization.short_name: row for row in year_of(world.plan).rows}
    assert list(rows["Nhơn Trạch"].months) == [3]


def test_the_synthesis_counts_what_happened(world: World) -> None:
    visited(world)
    found = synthesis.gather(world.plan)
    counts = found.attended
    assert counts is not None
    assert (counts.meetings, counts.thematic_meetings) == (3, 1)
    assert (counts.visits, counts.held, counts.letters) == (1, 1, 1)
    assert [one.shortcomings for one in found.remarks] == [["Sổ ghi chưa đủ"]]
    assert found.recommendations == {"total": 1, "mended": 0, "open": 1, "overdue": 0}


def test_a_recommendation_is_overdue_then_mended(world: World) -> None:
    _visit, recommendation = visited(world)
    with clock.living_on(local(2024, 4, 2)):
        assert synthesis.gather(world.plan).recommendations["overdue"] == 1
        add(
            Answer(
                recommendation_id=recommendation.id,
                issuer_id=recommendation.issuer_id,
                organization_id=recommendation.organization_id,
                author_id=world.user("office").id,
                created_at=clock.now(),
                text="Đã xong",
                decision=ACCEPTED,
            )
        )
        found = synthesis.gather(world.plan).recommendations
    assert found == {"total": 1, "mended": 1, "open": 0, "overdue": 0}


def test_the_synthesis_becomes_a_paper(world: World) -> None:
    visited(world)
    document = synthesis_paper.compose(world.plan, world.user("planner"))
    text = plain_text(documents.paper_of(document))
    assert "01 cuộc" in text
    assert "Hạn chế: Sổ ghi chưa đủ" in text
    assert "Kế hoạch số 73-KH/BTCTU" in text
    assert documents.problems(document) == []


def test_pages_for_each_person(world: World, sign_in: SignIn) -> None:
    plan_id, own = world.plan.id, world.assignment().id
    for person, year, assignment in (
        ("planner", 200, 200),
        ("reader", 200, 200),
        ("office", 403, 200),
        ("other", 403, 404),
        ("stranger", 404, 404),
    ):
        client = sign_in(person)
        assert client.get(f"/plans/{plan_id}/year").status_code == year
        assert client.get(f"/plans/{plan_id}/synthesis").status_code == year
        assert client.get(f"/assignments/{own}").status_code == assignment
    assert sign_in("reader").post(f"/plans/{plan_id}/synthesis").status_code == 403
    composed = sign_in("planner").post(f"/plans/{plan_id}/synthesis")
    assert composed.status_code == 303
    assert sign_in("planner").get(composed.location).status_code == 200


def test_pages_ask_a_bounded_number_of_queries(world: World, sign_in: SignIn) -> None:
    plan, planner = world.plan, sign_in("planner")
    visited(world)
    addresses = [
        f"/plans/{plan.id}/year",
        f"/plans/{plan.id}/synthesis",
        f"/assignments/{world.assignment().id}",
    ]
    few = [counted(planner, address) for address in addresses]
    activity = world.assignment().activity_id
    committees = [world.committee(f"Huyện {number}") for number in range(60)]
    for committee in committees:
        add(
            Assignment(
                activity_id=activity,
                issuer_id=plan.issuer_id,
                organization_id=committee.id,
                month=local(2024, 5, 1).date(),
            )
        )
    db.session.commit()
    assert [counted(planner, address) for address in addresses] == few
    assert max(few) <= 12


def test_the_picture_opened_is_this_years(world: World, sign_in: SignIn) -> None:
    """A draft of the coming year does not take the place of the plan that people work by."""
    there = {"title": "Năm sau", "issuer_id": world.issuer.id}
    there |= {"organization_id": world.plan.organization_id}
    db.session.add(Plan(year=world.plan.year + 1, **there))
    db.session.commit()
    answer = sign_in("planner").get("/year")
    assert answer.location.endswith(f"/plans/{world.plan.id}/year")
