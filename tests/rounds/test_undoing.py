"""Units, teams and notes of handing over that were taken out of a round come back."""

from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from tests.forms import forms_in
from tests.round_world import RoundWorld
from tests.rounds.test_teams import divided, people, seats, teams
from tests.world import World, add
from webapp.accounts.models import READER
from webapp.accounts.removed import RemovedRow
from webapp.core import clock
from webapp.core.db import db
from webapp.notices.models import Meeting
from webapp.plans.models import Assignment
from webapp.plans.round_models import RoundTeam, Seat
from webapp.rounds.models import Handover
from webapp.rounds.receiving import HandedPaper
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]


def removed_by(client: FlaskClient, address: str) -> str:
    """Remove by a press, go where it leads, and return the address that brings it back."""
    answer = client.post(address)
    assert answer.status_code == 303, answer.text
    told = forms_in(client.get(answer.location).text, "")
    (undo,) = [one.action for one in told if one.action.startswith("/removed/")]
    return undo


def back(client: FlaskClient, undo: str) -> TestResponse:
    answer = client.post(undo, follow_redirects=True)
    db.session.expire_all()
    return answer


def units(held: RoundWorld) -> list[tuple[int, int | None]]:
    where = Assignment.activity_id == held.activity.id
    rows = db.session.scalars(select(Assignment).where(where).order_by(Assignment.organization_id))
    return [(one.organization_id, one.team_id) for one in rows]


def as_set(visit: Visit) -> tuple[object, ...]:
    """When and where a session is held, and who goes."""
    meeting = db.session.get_one(Meeting, visit.meeting_id)
    return meeting.starts_at, meeting.is_hour_set, meeting.place, people(visit)


def test_a_unit_comes_back_with_its_session(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    client, before = sign_in("planner"), units(held)
    for assignment, visit in zip(held.assignments, held.visits, strict=True):
        organization, was = assignment.organization_id, as_set(visit)
        undo = removed_by(client, f"/rounds/{held.activity.id}/units/{assignment.id}/remove")
        assert organization not in [one for one, _ in units(held)]
        assert "Đã khôi phục." in back(client, undo).text
        again = db.session.scalars(select(Visit).where(Visit.organization_id == organization)).one()
        assert as_set(again) == was
    assert units(held) == before


def test_a_unit_that_was_chosen_again_is_not_chosen_twice(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    client, unit = sign_in("planner"), held.assignments[1]
    organization = unit.organization_id
    undo = removed_by(client, f"/rounds/{held.activity.id}/units/{unit.id}/remove")
    client.post(f"/rounds/{held.activity.id}/units", data={"organization": str(organization)})
    before = units(held)
    assert "đã có đúng phân công đó" in back(client, undo).text
    assert units(held) == before


def test_of_two_teams_the_one_taken_away_comes_back(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    _, second = divided(world, held)
    # Two heads in one team are refused.
    db.session.execute(delete(Seat).where(Seat.team_id == second.id))
    add(Seat(activity_id=held.activity.id, position=9, role="member", team_id=second.id,
             user_id=world.user("leader").id))  # fmt: skip
    second.name = "Đoàn phía Đông"
    db.session.commit()
    client = sign_in("planner")
    undo = removed_by(client, f"/rounds/{held.activity.id}/teams/{second.id}/remove")
    assert (teams(held), {one for _, one in units(held)}) == ([], {None})
    assert "Đã khôi phục." in back(client, undo).text
    one, two = teams(held)
    assert (one.name, two.name) == ("Đoàn số 1", "Đoàn phía Đông")
    assert [seat.team_id for seat in seats(held)] == [one.id, one.id, one.id, two.id]
    of_unit = dict(units(held))
    assert [of_unit[unit.organization_id] for unit in held.assignments] == [one.id, two.id]
    assert people(held.visits[1]) == {world.user("leader").id: "member"}


def test_of_three_teams_the_one_taken_away_comes_back(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    divided(world, held)
    client, at = sign_in("planner"), f"/rounds/{held.activity.id}/teams"
    client.post(f"{at}/add")
    third = teams(held)[2]
    held.assignments[0].team_id = third.id
    db.session.commit()
    undo = removed_by(client, f"{at}/{third.id}/remove")
    assert len(teams(held)) == 2
    assert "Đã khôi phục." in back(client, undo).text
    assert [one.name for one in teams(held)] == ["Đoàn số 1", "Đoàn số 2", "Đoàn số 3"]
    assert teams(held)[2].id in [team for _, team in units(held)]


def test_a_team_whose_name_another_bears_does_not_come_back(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    divided(world, held)
    client, at = sign_in("planner"), f"/rounds/{held.activity.id}/teams"
    client.post(f"{at}/add")
    undo = removed_by(client, f"{at}/{teams(held)[2].id}/remove")
    client.post(f"{at}/add")
    assert "đã có Đoàn khác mang tên “Đoàn số 3”" in back(client, undo).text
    assert len(teams(held)) == 3


def test_a_team_does_not_come_back_to_a_round_that_is_one_now(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    divided(world, held)
    client, at = sign_in("planner"), f"/rounds/{held.activity.id}/teams"
    client.post(f"{at}/add")
    undo = removed_by(client, f"{at}/{teams(held)[2].id}/remove")
    db.session.execute(delete(RoundTeam))
    db.session.commit()
    assert "nay chỉ có một Đoàn" in back(client, undo).text
    assert teams(held) == []


def test_what_was_handed_over_is_noted_again(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    seat = seats(held)[2]
    row = add(
        Handover(
            activity_id=held.activity.id,
            seat_id=seat.id,
            person="Ủy ban Kiểm tra",
            papers=(HandedPaper(3, "Thông báo"), HandedPaper(0, "Quyết định “số 1”")),
            handed_on=date(2024, 3, 1),
            handed_by="Hà",
            way="mail",
            noted_at=clock.now(),
            noted_by_id=world.user("planner").id,
        )
    )
    db.session.commit()
    client = sign_in("planner")
    undo = removed_by(client, f"/rounds/{held.activity.id}/handovers/{row.id}/undo")
    db.session.delete(db.session.get_one(Seat, seat.id))
    db.session.commit()
    assert "Đã khôi phục." in back(client, undo).text
    again = db.session.scalars(select(Handover)).one()
    assert again.papers == (HandedPaper(3, "Thông báo"), HandedPaper(0, "Quyết định “số 1”"))
    assert (again.seat_id, again.person, again.way) == (None, "Ủy ban Kiểm tra", "mail")


def test_who_plans_no_longer_brings_no_unit_back(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    client = sign_in("planner")
    removed_by(client, f"/rounds/{held.activity.id}/units/{held.assignments[1].id}/remove")
    kept = db.session.scalars(select(RemovedRow)).one()
    world.user("planner").roles = [READER]
    db.session.commit()
    assert client.post(f"/removed/{kept.id}/restore").status_code == 403
    assert len(units(held)) == 1
