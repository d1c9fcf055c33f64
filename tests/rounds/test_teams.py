"""A round of several teams: people, sessions, papers and clashes follow the team of each unit."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.full_world import issue
from tests.queries import MOST, counted
from tests.round_world import RoundWorld
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.milestones.models import Message
from webapp.plans.models import Assignment
from webapp.plans.round_models import RoundTeam, Seat
from webapp.rounds.queries import rounds as queries
from webapp.rounds.services import announcing
from webapp.rounds.services import teams as services
from webapp.rounds.services.teams import Arrangement
from webapp.submissions.services import handing
from webapp.visits.models import TeamMember, Visit

SignIn = Callable[[str], FlaskClient]


def seats(held: RoundWorld) -> list[Seat]:
    where = Seat.activity_id == held.activity.id
    return list(db.session.scalars(select(Seat).where(where).order_by(Seat.position)))


def teams(held: RoundWorld) -> list[RoundTeam]:
    return list(services.teams_of(held.activity.id))


def people(visit: Visit) -> dict[int, str]:
    rows = db.session.scalars(select(TeamMember).where(TeamMember.visit_id == visit.id))
    return {one.user_id: one.role for one in rows}


def divided(world: World, held: RoundWorld) -> tuple[RoundTeam, RoundTeam]:
    """Divide the round: the leader heads the second team, which works with the second unit."""
    services.add(held.activity.id)
    first, second = teams(held)
    leader = world.user("leader").id
    add(Seat(activity_id=held.activity.id, position=8, role="head", user_id=leader,
             team_id=second.id))  # fmt: skip
    db.session.commit()
    services.arrange(held.activity.id, Arrangement(units={held.assignments[1].id: second.id}))
    return first, second


def test_dividing_changes_nothing_for_who_is_there(world: World, held: RoundWorld) -> None:
    before = people(held.visits[0])
    assert services.add(held.activity.id) == []
    assert [one.name for one in teams(held)] == ["Đoàn số 1", "Đoàn số 2"]
    assert {one.team_id for one in seats(held)} == {teams(held)[0].id}
    assert people(held.visits[0]) == before
    assert (
        db.session.scalars(select(Message).where(Message.text.contains("Đoàn giám sát"))).all()
        == []
    )


def test_a_session_has_the_people_of_its_units_team(world: World, held: RoundWorld) -> None:
    divided(world, held)
    head, secretary = world.user("member").id, world.user("member2").id
    assert people(held.visits[0]) == {head: "head", secretary: "secretary"}
    assert people(held.visits[1]) == {world.user("leader").id: "head"}
    told = db.session.scalars(
        select(Message.text).where(Message.user_id == world.user("leader").id)
    ).all()
    assert any("tham gia Đoàn giám sát tại" in text for text in told)
    received = [
        [seat.user_id for seat in handing.seats(db.session.get_one(Assignment, one.id))]
        for one in held.assignments
    ]
    assert received == [[head, secretary], [world.user("leader").id]]


def test_clashes_hold_within_a_team_and_for_who_is_in_two(world: World, held: RoundWorld) -> None:
    def clashes() -> list[list[str]]:
        db.session.expire_all()
        activity = queries.fetch_round(held.activity.id)
        units = queries.units_of(activity)
        queries.add_clashes(activity, units)
        return [unit.clashes for unit in units]

    assert all("Đoàn " in words for own in clashes() for words in own)
    assert any(clashes()), "one team, one day, an hour not set"
    _, second = divided(world, held)
    assert clashes() == [[], []], "two teams, two places"
    both = world.user("member").id
    add(Seat(activity_id=held.activity.id, position=9, role="member", user_id=both,
             team_id=second.id))  # fmt: skip
    db.session.commit()
    services.arrange(held.activity.id, Arrangement())
    assert all(words.startswith("Đồng chí ") for own in clashes() for words in own)
    assert [len(own) for own in clashes()] == [1, 1]


def test_the_announcement_names_each_team_with_its_units(world: World, held: RoundWorld) -> None:
    divided(world, held)
    activity = queries.fetch_round(held.activity.id)
    document = announcing.announce(activity, world.user("planner"))
    text = str(document.content)
    assert "Đoàn số 1, làm việc với Đảng bộ huyện Nhơn Trạch:" in text
    assert "Đoàn số 2, làm việc với Đảng bộ huyện Tân Phú:" in text
    issue(world, document)
    db.session.commit()
    first = teams(held)[0].id
    numbers = services.arrange(held.activity.id, Arrangement(units={held.assignments[1].id: first}))
    assert len(numbers) == 1, "another team is another announcement"


def test_two_heads_lead_nothing_and_what_was_held_stays(world: World, held: RoundWorld) -> None:
    first, second = divided(world, held)
    (head,) = [one for one in seats(held) if one.role == "head" and one.team_id == first.id]
    with pytest.raises(Refused, match="chỉ có một Trưởng đoàn"):
        services.arrange(
            held.activity.id,
            Arrangement(
                names={one.id: one.name for one in teams(held)}, seats={head.id: second.id}
            ),
        )
    db.session.rollback()
    with pytest.raises(Refused, match="chỉ có một Trưởng đoàn"):
        services.dissolve(held.activity.id, second.id)
    db.session.rollback()
    visit = db.session.get_one(Visit, held.visits[1].id)
    visit.held_at = clock.now()
    db.session.commit()
    with pytest.raises(Refused, match="đã có kết quả"):
        services.arrange(held.activity.id, Arrangement(units={held.assignments[1].id: first.id}))


def test_of_two_teams_one_is_left_as_if_never_divided(world: World, held: RoundWorld) -> None:
    before = people(held.visits[1])
    _, second = divided(world, held)
    leaders = db.session.scalars(select(Seat).where(Seat.team_id == second.id)).one()
    db.session.delete(leaders)
    db.session.commit()
    services.dissolve(held.activity.id, second.id)
    assert teams(held) == []
    assert {one.team_id for one in seats(held)} == {None}
    assert people(held.visits[1]) == before


def test_the_page_arranges_and_keeps_what_was_chosen(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    planner, url = sign_in("planner"), f"/rounds/{held.activity.id}/teams"
    assert "Đợt này có một Đoàn" in planner.get(url).text
    assert planner.post(f"{url}/add").status_code == 303
    page = planner.get(url).text
    assert "Đoàn số 2 chưa có Trưởng đoàn" in page
    second, unit = teams(held)[1], held.assignments[1].id
    seen = page.split('name="seen" value="')[1].split('"')[0]
    sent = {"seen": "another", f"unit-{unit}": str(second.id), f"name-{second.id}": "Đoàn B"}
    clash = planner.post(url, data=sent)
    assert clash.status_code == 409
    assert "Có người vừa xếp lại" in clash.text
    assert "Đã lưu: Đoàn số 1" in clash.text
    assert 'value="Đoàn B"' in clash.text
    blank = planner.post(url, data={**sent, "seen": seen, f"name-{second.id}": " "})
    assert blank.status_code == 422
    same = planner.post(url, data={**sent, "seen": seen, f"name-{second.id}": "Đoàn số 1"})
    assert "Hai Đoàn không được cùng một tên." in same.text
    assert planner.post(url, data={**sent, "seen": seen}).status_code == 303
    whole = planner.get(f"/rounds/{held.activity.id}").text
    assert "Đoàn B chưa có Trưởng đoàn" in whole
    assert counted(planner, f"/rounds/{held.activity.id}") <= MOST
    assert counted(planner, url) <= MOST
    assert sign_in("leader").get(url).status_code == 200
    assert sign_in("leader").post(url, data=sent).status_code == 403
