"""Several teams of a round in files and copies of plans, and in an activity that comes back."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.plans.test_files import exported, whole_plan
from tests.round_world import UNITS, RoundWorld, add_round
from tests.world import World, add
from webapp.core.db import db
from webapp.plans.file import importing
from webapp.plans.file.kept import as_json, from_json
from webapp.plans.file.reading import read
from webapp.plans.file.values import Work, taken
from webapp.plans.models import Plan
from webapp.plans.round_models import RoundTeam, Seat
from webapp.plans.services import copying, removing
from webapp.plans.services import editing as services


@pytest.fixture
def divided(world: World) -> RoundWorld:
    """A round of two teams: the leader heads the second, which works with the second unit."""
    made = add_round(world)
    number = made.activity.id
    first, second = (
        add(RoundTeam(activity_id=number, position=at, name=f"Đoàn số {at}")) for at in (1, 2)
    )
    for seat in db.session.query(Seat).filter_by(activity_id=number):
        seat.team_id = first.id
    leader = world.user("leader").id
    add(Seat(activity_id=number, position=4, role="head", user_id=leader, team_id=second.id))
    made.assignments[0].team_id = first.id
    made.assignments[1].team_id = second.id
    db.session.commit()
    return made


def whole(plan: Plan) -> Plan:
    return whole_plan(plan.id)


def round_of(plan: Plan) -> Work:
    (work,) = (one for one in taken(whole(plan)).works if one.values["kind"] == "round")
    return work


def told(work: Work) -> list[tuple[str, list[str], list[object]]]:
    """Return each team: its name, its units, who has an account in it."""
    return [
        (
            team.name,
            [unit.name for unit in team.units],
            [seat["user_id"] for seat in work.seats if seat["team"] == team.name],
        )
        for team in work.teams
    ]


def test_teams_go_out_and_come_in_by_their_names(world: World, divided: RoundWorld) -> None:
    text = exported(world.plan)
    assert "    các đoàn:\n      - tên: Đoàn số 1\n        đơn vị:\n" in text
    assert text.count("thuộc đoàn: Đoàn số 1") == 3
    assert "member" not in text
    plan = importing.bring_in(text, world.user("planner"), again=True)
    assert exported(plan) == text
    assert told(round_of(plan)) == [
        ("Đoàn số 1", [UNITS[0]], [None, None, None]),
        ("Đoàn số 2", [UNITS[1]], [None]),
    ]


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("tên: Đoàn số 2", "tên: Đoàn số 1", "hai Đoàn không được cùng một tên."),
        ("thuộc đoàn: Đoàn số 2", "thuộc đoàn: Đoàn số 3", "không có “Đoàn số 3” trong mục"),
        ("thuộc đoàn: Đoàn số 2", "thuộc đoàn: Đoàn số 1", "đoàn chỉ có một Trưởng đoàn."),
        ("tên: Đoàn số 2", "tên: ''", "“tên”: Không được để trống."),
    ],
)
def test_what_is_wrong_with_teams_is_told(
    world: World, divided: RoundWorld, was: str, now: str, expected: str
) -> None:
    text = exported(world.plan)
    assert was in text
    assert any(expected in str(fault) for fault in read(text.replace(was, now, 1)).faults)


def test_a_unit_of_a_team_must_be_one_of_the_round_and_of_one_team(
    world: World, divided: RoundWorld
) -> None:
    text = exported(world.plan)
    before, after = text.split("    các đoàn:")
    for wrong, expected in (
        (after.replace(UNITS[1], "Đảng bộ xã Lạ", 1), "“Đảng bộ xã Lạ” không có trong mục"),
        (after.replace(UNITS[1], UNITS[0], 1), f"“{UNITS[0]}” chỉ thuộc một Đoàn."),
    ):
        (fault,) = read(f"{before}    các đoàn:{wrong}").faults
        assert expected in fault.words
        named = wrong.splitlines()[fault.line - 1 - before.count("\n")]
        assert fault.words.split("”")[0].lstrip("“") in named


def test_one_team_is_no_division(world: World, divided: RoundWorld) -> None:
    text = exported(world.plan)
    at = text.index("      - tên: Đoàn số 2")
    end = text.index("    thành phần mời:", at)
    faults = read(text[:at] + text[end:]).faults
    assert any("ít nhất hai Đoàn" in one.words for one in faults)


def test_units_left_out_are_left_out_of_teams(world: World, divided: RoundWorld) -> None:
    text = exported(world.plan).replace(UNITS[1], "Đảng bộ huyện Xa")
    plan = importing.bring_in(text, world.user("planner"), leave_out=True, again=True)
    assert [team[1] for team in told(round_of(plan))] == [[UNITS[0]], []]


def test_a_copy_keeps_teams_with_their_people_and_those_units_that_stay(
    world: World, divided: RoundWorld
) -> None:
    who, leader = world.user("planner"), world.user("leader").id
    world.organization(UNITS[0]).until = date(2024, 12, 31)
    plan = copying.begin("", whole(world.plan), who, 2025, "Kế hoạch năm sau")
    first, second = told(round_of(plan))
    assert (first[0], first[1]) == ("Đoàn số 1", [])
    assert first[2] == [world.user("member").id, world.user("member2").id, None]
    assert second == ("Đoàn số 2", [UNITS[1]], [leader])


def test_a_duplicate_has_the_teams_without_units_and_comes_back_with_its_own(
    world: World, divided: RoundWorld
) -> None:
    plan = whole(world.plan)
    number = removing.duplicate(plan, plan.activities[-1]).id
    work = taken(whole(plan)).works[-1]
    assert [(team[1], len(team[2])) for team in told(work)] == [([], 3), ([], 1)]
    given = services.assign(plan, number, world.organization(UNITS[1]).id, None)
    where = select(RoundTeam).where(RoundTeam.activity_id == number, RoundTeam.position == 2)
    given.team_id = db.session.scalars(where).one().id
    db.session.commit()
    before = taken(whole(plan)).works
    assert [team[1] for team in told(before[-1])] == [[], [UNITS[1]]]
    assert from_json(as_json(before[-1])) == before[-1]
    plan = whole(plan)
    removing.remove_activity(plan, plan.activities[-1], world.user("planner"))
    (row,) = removing.removed_from(world.plan)
    removing.restore(world.plan, row)
    assert taken(whole(plan)).works == before


def test_what_was_removed_before_there_were_teams_comes_back(
    world: World, divided: RoundWorld
) -> None:
    kept = as_json(round_of(world.plan))
    del kept["teams"]
    for seat in kept["seats"]:
        del seat["team"]
    assert from_json(kept).teams == []
