"""Rounds on screen."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.queries import MOST, counted
from tests.round_world import RoundWorld, add_round
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.notices.models import Meeting
from webapp.plans.models import Activity, Assignment
from webapp.plans.round_models import Round, Seat
from webapp.plans.signals import round_changed

SignIn = Callable[[str], FlaskClient]


def address(held: RoundWorld) -> str:
    return f"/rounds/{held.activity.id}"


def test_the_menu_shows_rounds_only_where_a_plan_has_one(world: World, sign_in: SignIn) -> None:
    planner = sign_in("planner")
    assert 'href="/rounds"' not in planner.get("/").text
    add_round(world)
    assert 'href="/rounds"' in planner.get("/").text
    assert 'href="/rounds"' not in sign_in("stranger").get("/").text
    assert 'href="/rounds"' not in sign_in("office").get("/").text


def test_the_list_counts_until_the_last_unit_is_chosen(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    planner = sign_in("planner")
    assert "2/3" in planner.get("/rounds").text
    assert "Đã chọn 2/3 đơn vị" in planner.get(address(held)).text
    unit = world.organization("Đảng bộ huyện Long Thành")
    answer = planner.post(f"{address(held)}/units", data={"organization": unit.id})
    assert answer.status_code == 303
    assert "3/3" in planner.get("/rounds").text
    assert "Đã đủ số đơn vị" in planner.get(f"{address(held)}/units").text
    again = planner.post(f"{address(held)}/units", data={"organization": unit.id})
    assert again.status_code == 409
    db.session.scalars(select(Round)).one().units_wanted = 2
    db.session.commit()
    page = planner.get(f"{address(held)}/units").text
    assert "3/2 đơn vị, nhiều hơn kế hoạch 1<" in page
    assert "Đã đủ số đơn vị" not in page


def test_units_are_found_without_diacritics(held: RoundWorld, sign_in: SignIn) -> None:
    planner = sign_in("planner")
    assert "Đảng bộ huyện Long Thành" in planner.get(f"{address(held)}/units?q=long thanh").text
    assert "Không có đơn vị nào khớp" in planner.get(f"{address(held)}/units?q=xyz").text
    assert planner.post(f"{address(held)}/units", data={"organization": "x"}).status_code == 409


def test_a_unit_is_taken_out_by_a_click(held: RoundWorld, sign_in: SignIn) -> None:
    planner, unit = sign_in("planner"), held.assignments[1].id
    assert planner.post(f"{address(held)}/units/{unit}/remove").status_code == 303
    assert planner.post(f"{address(held)}/units/{unit}/remove").status_code == 404
    assert "1/3" in planner.get("/rounds").text


def test_a_session_is_set_and_moved_by_its_form(held: RoundWorld, sign_in: SignIn) -> None:
    planner = sign_in("planner")
    at = f"{address(held)}/units/{held.assignments[1].id}/session"
    page = planner.get(at).text
    assert 'value="19/03/2024"' in page
    assert "00:00" not in page
    meeting = db.session.get_one(Meeting, held.visits[1].meeting_id)
    sent = {"day": "2024-04-02", "hour": "14:30", "place": "Phòng họp", "version": meeting.version}
    answer = planner.post(at, data=sent)
    assert answer.status_code == 303
    shown = planner.get(address(held)).text
    assert "14:30 ngày 02/04/2024" in shown
    assert "Ngoài thời gian của đợt" in shown
    assert planner.post(at, data={**sent, "place": "Nơi khác"}).status_code == 409
    assert planner.post(at, data={**sent, "day": "x"}).status_code == 422
    db.session.refresh(meeting)
    assert meeting.place == "Phòng họp"


def test_the_page_shows_clashes_team_and_readiness(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    planner = sign_in("planner")
    shown = planner.get(address(held)).text
    assert "Đoàn cùng ngày, chưa đủ giờ để biết có kịp không" in shown
    assert "Đại diện Ủy ban Kiểm tra" in shown
    assert "chưa có tên" in shown
    assert "Bí thư chi bộ: từ 02 đến 03 đồng chí" in shown
    assert "Đã sẵn sàng" not in shown
    held.visits[0].ready_at = clock.now()
    db.session.commit()
    assert "Đã sẵn sàng" in planner.get(address(held)).text
    reader = sign_in("reader").get(address(held)).text
    assert "/session" not in reader
    assert "Soạn thông báo" not in reader


def test_the_name_of_who_was_sent_is_filled_in_on_the_spot(
    held: RoundWorld, sign_in: SignIn
) -> None:
    planner = sign_in("planner")
    seat = db.session.scalars(select(Seat).where(Seat.body != "")).one()
    at = f"{address(held)}/seats/{seat.id}"
    sent = {"full_name": "Lê Văn Mẫu", "title": "Phó Chủ nhiệm", "version": seat.version}
    assert planner.post(at, data={**sent, "full_name": ""}).status_code == 422
    assert planner.post(at, data=sent).status_code == 303
    shown = planner.get(address(held)).text
    assert "Lê Văn Mẫu, Phó Chủ nhiệm, Ủy ban Kiểm tra" in shown
    assert "chưa có tên" not in shown
    head = db.session.scalars(select(Seat).where(Seat.role == "head")).one()
    assert planner.get(f"{address(held)}/seats/{head.id}").status_code == 404


@pytest.mark.parametrize("paper", ["announcement", "invitation"])
def test_papers_are_composed_by_a_click(held: RoundWorld, sign_in: SignIn, paper: str) -> None:
    planner = sign_in("planner")
    answer = planner.post(f"{address(held)}/{paper}")
    assert answer.status_code == 303
    shown = planner.get(answer.location).text
    assert "Mở đợt kiểm tra, giám sát" in shown
    assert planner.post(f"{answer.location}/submit").status_code == 303
    assert planner.post(f"{address(held)}/{paper}").status_code == 409


def test_what_is_owed_leads_to_the_round(held: RoundWorld, sign_in: SignIn) -> None:
    round_changed.send(held.activity.id)
    db.session.commit()
    assert f'href="{address(held)}"' in sign_in("planner").get("/").text
    assert f'href="{address(held)}"' in sign_in("member2").get("/").text


def test_other_activities_and_other_rounds_rows_are_not_found(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    planner = sign_in("planner")
    attend = db.session.scalars(select(Activity).where(Activity.kind == "attend")).one()
    assert planner.get(f"/rounds/{attend.id}").status_code == 404
    foreign = world.assignment()
    assert foreign.activity_id == attend.id
    assert planner.get(f"{address(held)}/units/{foreign.id}/session").status_code == 404
    assert planner.get(f"{address(held)}/units/{2**40}/session").status_code == 404
    assert planner.get(f"{address(held)}/seats/{2**40}").status_code == 404
    assert planner.get(f"/rounds/{2**40}").status_code == 404


def test_a_round_without_a_window_still_opens(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    db.session.delete(db.session.scalars(select(Round)).one())
    db.session.commit()
    planner = sign_in("planner")
    assert "Chưa ghi" in planner.get("/rounds").text
    assert "Chưa ghi thời gian của đợt" in planner.get(address(held)).text
    assert planner.post(f"{address(held)}/announcement").status_code == 409
    at = f"{address(held)}/units/{held.assignments[0].id}/session"
    assert planner.get(at).status_code == 200


def test_pages_ask_few_queries(world: World, held: RoundWorld, sign_in: SignIn) -> None:
    for number in range(60):
        unit = world.committee(f"Đảng bộ thêm {number}")
        if number % 2:
            row = Assignment(
                activity_id=held.activity.id,
                issuer_id=world.issuer.id,
                organization_id=unit.id,
            )
            db.session.add(row)
    db.session.commit()
    planner = sign_in("planner")
    for path in ("/rounds", address(held), f"{address(held)}/units"):
        assert counted(planner, path) <= MOST


def test_many_units_of_a_round_are_shown_page_by_page(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    for number in range(50):
        unit = world.committee(f"Đảng bộ huyện thêm {number}")
        db.session.add(
            Assignment(
                activity_id=held.activity.id, issuer_id=world.issuer.id, organization_id=unit.id
            )
        )
    db.session.commit()
    planner = sign_in("planner")
    first, second = (planner.get(f"{address(held)}?page={number}").text for number in (1, 2))
    assert (first.count('data-label="Đơn vị"'), second.count('data-label="Đơn vị"')) == (50, 2)
    assert "Trang 1 · 52 dòng" in first
    assert counted(planner, address(held)) <= MOST
