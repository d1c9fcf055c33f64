"""The planner's table: who is in, late, silent, and all figures side by side (V.1)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.dues import set_milestone
from tests.queries import MOST, counted
from tests.round_world import add_round
from tests.world import World, add, local, organization
from webapp.core import clock
from webapp.core.db import db
from webapp.organizations.models import Level
from webapp.plans.models import Activity, ActivityFigure, Assignment
from webapp.submissions.models import FigureValue, Submission

SignIn = Callable[[str], FlaskClient]


def committees(world: World, count: int) -> None:
    """Add committees: every third has submitted, the next is late, the next silent."""
    root = world.organization("Tỉnh ủy Đồng Nai")
    level = db.session.scalars(
        select(Level).where(Level.issuer_id == world.issuer.id, Level.position == 3)
    ).one()
    activity = db.session.scalars(select(Activity).where(Activity.kind == "self_run")).one()
    figure = db.session.scalars(select(ActivityFigure).order_by(ActivityFigure.position)).first()
    assert figure is not None
    for number in range(count):
        where = organization(world.issuer, level, f"Đảng bộ khối {number}", root)
        assignment = add(
            Assignment(activity_id=activity.id, issuer_id=where.issuer_id, organization_id=where.id)
        )
        set_milestone(
            kind="self_report",
            subject=("assignment", assignment.id),
            organization=where,
            label="Báo cáo tự giám sát",
            owner="unit",
            rule="on the day",
            anchor=date(2024, 12, 16),
        )
        if number % 3 == 2:
            continue
        moment = local(2024, 12, 10 + 8 * (number % 3))
        report = add(
            Submission(
                issuer_id=where.issuer_id,
                organization_id=where.id,
                assignment_id=assignment.id,
                saved_at=moment,
                submitted_at=moment,
            )
        )
        add(FigureValue(submission_id=report.id, figure_id=figure.id, value=Decimal("1000.25")))
    db.session.commit()


def test_everyone_is_in_late_silent_or_waiting(world: World, sign_in: SignIn) -> None:
    committees(world, 6)
    with clock.living_on(local(2024, 12, 20)):
        text = sign_in("planner").get(f"/plans/{world.plan.id}/self-reports").text
    assert "Đã gửi 4/7" in text
    assert "Gửi trễ 2" in text
    assert "Quá hạn, chưa gửi 2" in text
    assert "Chưa đến hạn 1" in text  # Long Thành has no due day here
    assert text.count("Đã gửi đúng hạn") == 2
    assert text.count("Đã gửi, trễ 2 ngày") == 2
    assert text.count("Chưa gửi, quá hạn 4 ngày") == 2
    assert text.count("1.000,25") == 4
    assert "4.001" in text


@pytest.mark.parametrize("count", [10, 1000])
def test_the_table_asks_few_questions_however_long(
    world: World, sign_in: SignIn, count: int
) -> None:
    committees(world, count)
    client = sign_in("reader")
    path = f"/plans/{world.plan.id}/self-reports?page=1"
    assert counted(client, path) <= MOST
    sent = count - count // 3
    assert f"Cộng {sent} báo cáo đã gửi" in client.get(path).text


def test_who_may_see_it(world: World, sign_in: SignIn) -> None:
    path = f"/plans/{world.plan.id}/self-reports"
    for username, status in (
        ("planner", 200),
        ("leader", 200),
        ("member", 200),
        ("reader", 200),
        ("selfrun", 403),
        ("stranger", 404),
    ):
        assert sign_in(username).get(path).status_code == status, username
    assert sign_in("planner").post(path).status_code == 405
    assert sign_in("planner").get("/plans/99999999999/self-reports").status_code == 404


def test_a_plan_without_self_run_committees_says_what_to_do(world: World, sign_in: SignIn) -> None:
    db.session.delete(world.assignment("Long Thành"))
    db.session.commit()
    text = sign_in("planner").get(f"/plans/{world.plan.id}/self-reports").text
    assert "chưa có cấp ủy nào tự giám sát" in text


def test_a_second_activity_has_its_own_table(world: World, sign_in: SignIn) -> None:
    second = add(Activity(plan_id=world.plan.id, position=3, kind="self_run", title="Đợt hai"))
    db.session.commit()
    client = sign_in("planner")
    path = f"/plans/{world.plan.id}/self-reports"
    assert "Long Thành" in client.get(f"{path}?activity=x").text
    text = client.get(f"{path}?activity={second.id}").text
    assert "Đợt hai" in text
    assert "Long Thành" not in text


def test_other_activities_that_ask_for_reports_are_linked(world: World, sign_in: SignIn) -> None:
    held = add_round(world)
    page = sign_in("planner").get(f"/plans/{world.plan.id}/self-reports").text
    assert f'href="/activities/{held.activity.id}/reports"' in page
    assert f'href="/activities/{world.assignment().activity_id}/reports"' not in page
