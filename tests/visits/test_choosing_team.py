"""The working group of a visit, clashes, the roster and the list of visits."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from tests.forms import forms_of
from tests.round_world import add_round
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.milestones.models import Message
from webapp.notices.models import Meeting
from webapp.visits.models import TeamMember, Visit
from webapp.visits.services import choosing, team

SignIn = Callable[[str], FlaskClient]


def two_visits(world: World, apart: timedelta) -> tuple[Visit, Visit]:
    """Choose two meetings whose beginnings lie *apart*; the choice stays open."""
    first, second, _ = world.meetings(world.notice())
    second.starts_at = first.starts_at + apart
    choosing.save_ticks(world.assignment(), [first.id, second.id], [])
    return load(first.id), load(second.id)


def load(meeting_id: int) -> Visit:

    return db.session.scalars(
        select(Visit)
        .options(
            joinedload(Visit.meeting), joinedload(Visit.organization), selectinload(Visit.team)
        )
        .where(Visit.meeting_id == meeting_id)
        .execution_options(populate_existing=True)
    ).one()


def assign(world: World, visit: Visit, **roles: str) -> None:
    people = {world.user(name).id: role for name, role in roles.items()}
    team.assign(visit, people)


def roles_of(visit: Visit) -> dict[int, str]:
    rows = db.session.execute(
        select(TeamMember.user_id, TeamMember.role).where(TeamMember.visit_id == visit.id)
    )
    return dict(rows.all())


def test_exactly_one_is_head(world: World) -> None:
    visit, _ = two_visits(world, timedelta(days=1))
    for roles in ({"member": "member"}, {"member": "head", "member2": "head"}):
        with pytest.raises(Refused, match="đúng một tổ trưởng"):
            assign(world, visit, **roles)
    assert roles_of(visit) == {}
    assign(world, visit, member="head", member2="member")
    assign(world, visit, member="secretary", member2="head")
    assert set(roles_of(visit).values()) == {"secretary", "head"}
    assign(world, visit)
    assert roles_of(visit) == {}


def test_those_who_come_and_go_are_told(world: World) -> None:
    visit, _ = two_visits(world, timedelta(days=1))
    assign(world, visit, member="head")
    assign(world, visit, member2="head")
    texts = {
        name: db.session.scalars(
            select(Message.text).where(Message.user_id == world.user(name).id)
        ).all()
        for name in ("member", "member2")
    }
    where = "Chi bộ ấp 1 Nhơn Trạch, 08:00 ngày 05/03/2024."
    assert texts["member"] == [
        f"Đồng chí được phân công dự: {where}",
        f"Đồng chí thôi phân công dự: {where}",
    ]
    assert texts["member2"] == [f"Đồng chí được phân công dự: {where}"]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "trùng 120 phút"),
        (90, "trùng 30 phút"),
        (120, "không đủ thời gian di chuyển"),
        (179, "không đủ thời gian di chuyển"),
        (180, ""),
        (-90, "trùng 30 phút"),
    ],
)
def test_a_person_cannot_be_at_two_places(world: World, minutes: int, words: str) -> None:
    first, second = two_visits(world, timedelta(minutes=minutes))
    assign(world, first, member="head")
    member, other = world.user("member").id, world.user("member2").id
    found = team.clashes_at(second, [member, other])
    assert list(found) == ([member] if words else [])
    if words:
        assert words in found[member][0]
        assert "Chi bộ ấp 1 Nhơn Trạch" in found[member][0]
    assert team.clashes_at(first, [member]) == {}


def test_the_way_is_the_issuers_setting(world: World) -> None:
    first, second = two_visits(world, timedelta(minutes=150))
    assign(world, first, member="head")
    assert team.clashes_at(second, [world.user("member").id])
    world.issuer.travel_minutes = 30
    db.session.commit()
    assert team.clashes_at(second, [world.user("member").id]) == {}


def test_a_cancelled_visit_does_not_clash(world: World) -> None:
    first, second = two_visits(world, timedelta(0))
    assign(world, first, member="head")
    first.cancelled_at = clock.now()
    db.session.commit()
    assert team.clashes_at(second, [world.user("member").id]) == {}
    with pytest.raises(Refused, match="hủy"):
        assign(world, first, member2="head")


# On the screen


def field(world: World, username: str) -> str:
    return f"role_{world.user(username).id}"


def test_the_page_warns_and_needs_a_tick(world: World, sign_in: SignIn) -> None:
    first, second = two_visits(world, timedelta(minutes=30))
    assign(world, first, member="head")
    client, path = sign_in("planner"), f"/visits/{second.id}/team"
    assert "Trùng 90 phút với buổi tại Chi bộ ấp 1 Nhơn Trạch" in client.get(path).text
    (form,) = forms_of(client, path)
    warned = form.send(client, **{field(world, "member"): "head"})
    assert warned.status_code == 422
    assert "Đánh dấu ô này nếu vẫn phân công" in warned.text
    assert roles_of(second) == {}
    saved = form.send(client, **{field(world, "member"): "head", "anyway": "y"})
    assert saved.status_code == 303
    assert roles_of(second) == {world.user("member").id: "head"}
    roster = client.get("/visits/roster?month=2024-03").text
    assert roster.count("Trùng 90 phút") == 2


def test_the_page_needs_one_head(world: World, sign_in: SignIn) -> None:
    visit, _ = two_visits(world, timedelta(days=1))
    client, path = sign_in("planner"), f"/visits/{visit.id}/team"
    (form,) = forms_of(client, path)
    answer = form.send(client, **{field(world, "member"): "member"})
    assert answer.status_code == 422
    assert "Phải có đúng một tổ trưởng." in answer.text
    wrong = form.send(client, **{field(world, "member"): "boss"})
    assert wrong.status_code == 422
    assert "Lựa chọn không có trong danh sách." in wrong.text


def test_two_planners_see_each_others_team(world: World, sign_in: SignIn) -> None:
    visit, _ = two_visits(world, timedelta(days=1))
    client, path = sign_in("planner"), f"/visits/{visit.id}/team"
    (form,) = forms_of(client, path)
    assign(world, visit, leader="head")
    answer = form.send(client, **{field(world, "member"): "head"})
    assert answer.status_code == 409
    assert "Có người vừa sửa" in answer.text
    assert "Người leader" in answer.text
    assert roles_of(visit) == {world.user("leader").id: "head"}


def test_who_may_see_and_change_a_team(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    path = f"/visits/{visit.id}/team"
    for username, see, change in (
        ("planner", 200, 409),
        ("leader", 200, 403),
        ("member", 200, 403),
        ("reader", 200, 403),
        ("office", 403, 403),
        ("other", 403, 403),
        ("stranger", 404, 404),
    ):
        client = sign_in(username)
        assert client.get(path).status_code == see, username
        assert client.post(path, data={}).status_code == change, username
    assert "Lưu Tổ công tác" not in sign_in("reader").get(path).text
    assert sign_in("planner").put(path).status_code == 405
    assert sign_in("planner").get("/visits/99999999999999999999/team").status_code == 404


def test_a_person_who_left_stays_on_the_team_shown(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    world.user("member2").active = False
    db.session.commit()
    (form,) = forms_of(sign_in("planner"), f"/visits/{visit.id}/team")
    assert form.values[field(world, "member2")] == ["member"]
    others = world.user("reader").id, world.user("office").id, world.user("stranger").id
    assert not any(f"role_{user_id}" in form.values for user_id in others)


def test_an_office_sees_visits_once_the_choice_is_closed(world: World, sign_in: SignIn) -> None:
    first, _ = two_visits(world, timedelta(days=1))
    assert "Chi bộ ấp 1 Nhơn Trạch" not in sign_in("office").get("/visits").text
    assert "Chi bộ ấp 1 Nhơn Trạch" in sign_in("reader").get("/visits").text
    assert sign_in("office").get(f"/visits/{first.id}").status_code == 404
    seen = choosing.chosen_ids(world.assignment().id)
    choosing.close(world.assignment(), world.user("planner"), seen=seen, reason="Bận")
    page = sign_in("office").get("/visits").text
    assert "Chi bộ ấp 1 Nhơn Trạch" in page
    assert "Chưa phân công" not in page
    for username in ("other", "stranger"):
        assert "Chi bộ ấp 1 Nhơn Trạch" not in sign_in(username).get("/visits").text


def test_a_row_says_whose_meeting_it_is_once(world: World, sign_in: SignIn) -> None:
    world.visit()
    own = "Đảng bộ huyện Nhơn Trạch</small>"
    assert sign_in("reader").get("/visits").text.count(own) == 1
    assert own not in sign_in("office").get("/visits").text
    add_round(world)
    unit = "Đảng bộ huyện Tân Phú"
    assert f"{unit}</a>" in sign_in("other").get("/visits").text
    assert f"{unit}</small>" not in sign_in("reader").get("/visits").text


def test_the_list_is_filtered(world: World, sign_in: SignIn) -> None:
    first, second = two_visits(world, timedelta(days=40))
    assign(world, first, member="head")
    db.session.get_one(Meeting, second.meeting_id).cancelled_at = second.cancelled_at = clock.now()
    db.session.commit()
    one, two = "Chi bộ ấp 1 Nhơn Trạch", "Chi bộ ấp 2 Nhơn Trạch"
    committee = world.assignment().organization_id
    client = sign_in("member")
    for query, expected in (
        ("", (True, True)),
        ("mine=1", (True, False)),
        ("month=2024-03", (True, False)),
        ("month=2024-04", (False, True)),
        ("month=2024-13", (True, True)),
        (f"committee={committee}", (True, True)),
        ("committee=2147483647", (False, False)),
        ("committee=99999999999999", (True, True)),
        ("state=coming", (True, False)),
        ("state=cancelled", (False, True)),
        ("state=unattended", (False, False)),
        ("state=nonsense", (True, True)),
    ):
        page = client.get(f"/visits?{query}").text
        assert (f">{one}</a>" in page, f">{two}</a>" in page) == expected, query
    with clock.living_on(clock.at(first.meeting.day, 11)):
        assert f">{one}</a>" in client.get("/visits?state=past").text
    first.held_at = clock.now()
    db.session.commit()
    assert f">{one}</a>" in client.get("/visits?state=held").text


def test_the_roster_shows_who_goes_where(world: World, sign_in: SignIn) -> None:
    first, _ = two_visits(world, timedelta(days=1))
    assign(world, first, member="head")
    client = sign_in("reader")
    page = client.get("/visits/roster?month=2024-03").text
    assert "Chưa phân công (1)" in page
    assert "Chi bộ ấp 1 Nhơn Trạch" in page
    assert client.get("/visits/roster?month=th%C3%A1ng+3/2024").text.count("Chi bộ ấp 1 Nhơn Trạch")
    for address in ("/visits/roster", "/visits"):
        wrong = client.get(f"{address}?month=9999-99")
        assert wrong.status_code == 422
        assert "Tháng không hợp lệ: không có tháng 99." in wrong.text
        assert 'value="9999-99"' in wrong.text
    assert "chưa có buổi dự nào" in client.get("/visits/roster?month=2024-07").text
    assert sign_in("office").get("/visits/roster").status_code == 403
    assert "Chi bộ ấp 1" not in sign_in("stranger").get("/visits/roster?month=2024-03").text
