"""The year's picture of rounds, of visits to the grassroots and of ongoing supervision."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.dues import set_milestone
from tests.observations.notes import add_observation
from tests.queries import MOST, counted
from tests.reports.units import add_units
from tests.round_world import add_round
from tests.world import World, add, local
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.models import MonthlyCalendar
from webapp.milestones.standing import DueState, Standing
from webapp.organizations.models import Organization
from webapp.reports.queries.progress import RoundFacts, round_steps, sending
from webapp.reports.queries.year import year_of

SignIn = Callable[[str], FlaskClient]
DONE, OPEN, LATE, DONE_LATE, UNKEPT = (
    DueState(True, False),
    DueState(False, False),
    DueState(False, True),
    DueState(True, True),
    DueState(True, True, impossible=True),
)


@pytest.mark.parametrize(
    ("owed", "words", "tone"),
    [
        (None, "–", "plain"),
        (DONE, "Gửi", "done"),
        (DONE_LATE, "Gửi trễ", "belated"),
        (LATE, "Thiếu", "late"),
        (OPEN, "Chờ", "wait"),
        (DueState(False, False, soon=False), "–", "plain"),
        (DueState(False, True, impossible=True), "Chưa gửi", "plain"),
    ],
)
def test_how_a_month_was_sent(owed: DueState | None, words: str, tone: str) -> None:
    assert sending(owed) == Standing(words, tone)


@pytest.mark.parametrize(
    ("facts", "step", "words", "tone"),
    [
        (RoundFacts(), 0, "0 đơn vị", "due"),
        (RoundFacts(chosen=2), 0, "2 đơn vị", "done"),
        (RoundFacts(chosen=3, wanted=5), 0, "3/5 đơn vị", "due"),
        (RoundFacts(chosen=3, wanted=5, announcement=LATE), 0, "3/5 đơn vị", "late"),
        (RoundFacts(chosen=5, wanted=5, announcement=LATE), 0, "5/5 đơn vị", "done"),
        (RoundFacts(chosen=6, wanted=5), 0, "6/5 đơn vị, nhiều hơn kế hoạch 1", "due"),
        (RoundFacts(announcement=UNKEPT), 1, "Đã thông báo", "done"),
        (RoundFacts(), 1, "Chưa đặt hạn", "plain"),
        (RoundFacts(announcement=DONE), 1, "Đã thông báo", "done"),
        (RoundFacts(announcement=DONE_LATE), 1, "Đã thông báo, trễ", "belated"),
        (RoundFacts(announcement=LATE), 1, "Trễ thông báo", "late"),
        (RoundFacts(announcement=OPEN), 1, "Chờ thông báo", "due"),
        (RoundFacts(), 2, "–", "plain"),
        (RoundFacts(reports=[DONE, OPEN]), 2, "1/2 đã gửi", "due"),
        (RoundFacts(reports=[DONE_LATE, LATE]), 2, "1/2 đã gửi, 2 trễ", "late"),
        (RoundFacts(reports=[DONE, DONE_LATE]), 2, "2/2 đã gửi, 1 trễ", "belated"),
        (RoundFacts(), 3, "Chưa có lịch", "plain"),
        (RoundFacts(sessions=2, held=1), 3, "1/2 đã làm việc", "wait"),
        (RoundFacts(sessions=2, held=2), 3, "2/2 đã làm việc", "done"),
        (RoundFacts(report=LATE), 4, "Trễ báo cáo", "late"),
        (RoundFacts(report=DONE), 4, "Đã báo cáo", "done"),
    ],
)
def test_where_each_step_of_a_round_stands(
    facts: RoundFacts, step: int, words: str, tone: str
) -> None:
    assert round_steps(facts)[step] == Standing(words, tone)


def test_a_round_is_a_row_of_steps(world: World) -> None:
    found = add_round(world)
    plan, board = world.plan, db.session.get_one(Organization, world.plan.organization_id)
    set_milestone(
        kind="announcement",
        subject=("round", found.activity.id),
        organization=board,
        label="Thông báo",
        owner="planner",
        rule="5 working days before",
        anchor=local(2024, 3, 11).date(),
        plan_id=plan.id,
    )
    found.visits[0].held_at = clock.now()
    db.session.commit()
    with clock.living_on(local(2024, 3, 20)):
        (row,) = year_of(plan).rounds
    assert row.window.units_wanted == 3
    assert [step.words for step in row.steps] == [
        "2/3 đơn vị",
        "Trễ thông báo",
        "–",
        "1/2 đã làm việc",
        "Chưa đặt hạn",
    ]


def test_units_stand_in_a_grid_with_sums(world: World) -> None:
    add_units(world)
    (grid,) = year_of(world.plan).grids
    assert len(grid.rows) == 66
    by_name = {unit.name: cells for unit, cells in grid.rows.items()}
    first = by_name["Đoàn cơ sở Sở 01"]
    assert [first[1].sent.words, first[1].held, first[2].sent.words] == ["Gửi", 1, "Chờ"]
    assert by_name["Đoàn cơ sở Sở 02"][1].sent.words == "Gửi trễ"
    assert by_name["Đoàn cơ sở Sở 03"][1].sent.words == "Thiếu"
    assert by_name["Đoàn cơ sở Sở 66"][12].sent.words == "–"
    sums = {label: counts[:2] for label, counts in grid.sums}
    assert sums == {
        "Đã gửi lịch": [2, 0],
        "Trong đó gửi trễ": [1, 0],
        "Thiếu": [1, 0],
        "Buổi đã dự": [1, 0],
    }


def test_months_of_the_board_stand_below_the_grid(world: World) -> None:
    activity = add_units(world, 3)
    board = db.session.get_one(Organization, world.plan.organization_id)
    for month, kind in ((1, "month_calendar"), (2, "month_report")):
        calendar = MonthlyCalendar(
            issuer_id=world.issuer.id,
            organization_id=board.id,
            activity_id=activity.id,
            month=local(2024, month, 1).date(),
        )
        set_milestone(
            kind=kind,
            subject=("monthly_calendar", add(calendar).id),
            organization=board,
            label=kind,
            owner="planner",
            rule="on day 25",
            anchor=local(2023, 12, 1).date() if month == 1 else local(2024, 1, 1).date(),
            plan_id=world.plan.id,
        )
    db.session.commit()
    (grid,) = year_of(world.plan).grids
    words = {label: [one and one.words for one in months[:3]] for label, months in grid.steps}
    assert words["Lịch của khối"] == ["Trễ", None, None]
    assert words["Báo cáo tháng"] == [None, "Chờ", None]


def test_one_page_shows_every_kind_in_few_queries(world: World, sign_in: SignIn) -> None:
    add_units(world)
    add_round(world)
    add_observation(world)
    db.session.commit()
    client, at = sign_in("reader"), f"/plans/{world.plan.id}/year"
    page = client.get(at).text
    for said in (
        "Các đợt kiểm tra, giám sát",
        "Cấp ủy theo tháng",
        "Đi cơ sở hằng tháng",
        "66 đơn vị",
        "Giám sát thường xuyên (1 ghi nhận)",
        "Báo cáo tự giám sát",
    ):
        assert said in page, said
    assert counted(client, at) <= MOST
    committees = page[page.index("Cấp ủy theo tháng") : page.index("Lịch của đơn vị")]
    assert "Nhơn Trạch" in committees
    assert "Đoàn cơ sở Sở 01" not in committees


def test_a_plan_shows_only_what_it_has(world: World, sign_in: SignIn) -> None:
    page = sign_in("reader").get(f"/plans/{world.plan.id}/year").text
    for unsaid in ("Các đợt kiểm tra", "Đi cơ sở", "Giám sát thường xuyên ("):
        assert unsaid not in page


def test_who_need_not_be_reached_is_not_forgotten(world: World) -> None:
    plan = world.plan
    db.session.delete(world.assignment("Tân Phú"))
    db.session.commit()
    assert [row.is_forgotten for row in year_of(plan).rows].count(True) == 1
    plan.reaches_all = False
    db.session.commit()
    assert {row.organization.short_name for row in year_of(plan).rows} == {
        "Nhơn Trạch",
        "Long Thành",
    }
