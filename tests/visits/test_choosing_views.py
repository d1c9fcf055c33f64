"""The choice on the screen: who may, what comes in, what is answered."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event, select

from tests.dues import filed
from tests.forms import forms_of, looked_over
from tests.queries import MOST, counted
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.notices.models import Meeting, Notice
from webapp.visits.models import TeamMember, Visit
from webapp.visits.services import choosing

SignIn = Callable[[str], FlaskClient]
HTMX = {"HX-Request": "true"}
NASTY = (
    "x" * 100_000,
    "<script>alert(1)</script>",
    "\u202e\u200b\u2066",
    "Chuye\u0302n đe\u0302\u0300",
    "'; DROP TABLE visit; --",
    "\x00",
)


def address(world: World, committee: str = "Nhơn Trạch") -> str:
    return f"/assignments/{world.assignment(committee).id}/choice"


def chosen(world: World) -> list[int]:
    db.session.expire_all()
    return choosing.chosen_ids(world.assignment().id)


def close_values(*meetings: Meeting, **values: str) -> dict[str, str]:
    return {"version": ",".join(str(m.id) for m in meetings), "answer": "Chưa dự.", **values}


def test_who_may_see_and_choose(world: World, sign_in: SignIn) -> None:
    meeting = world.meetings(world.notice())[0]
    path = address(world)
    for username, see, act in (
        ("planner", 200, 303),
        ("leader", 200, 403),
        ("member", 200, 403),
        ("reader", 200, 403),
        ("admin", 200, 403),
        ("office", 403, 403),
        ("other", 403, 403),
        ("stranger", 404, 404),
    ):
        client = sign_in(username)
        assert client.get(path).status_code == see, username
        for action in ("", "/close", "/reopen"):
            answer = client.post(path + action, data={"reason": "x", "chosen": str(meeting.id)})
            expected = {"/close": 422, "/reopen": 303}.get(action, 303) if act == 303 else act
            assert answer.status_code == expected, (username, action)
    assert chosen(world) == [meeting.id]


def test_wrong_method_self_run_and_no_such_month(world: World, sign_in: SignIn) -> None:
    client = sign_in("planner")
    path = address(world)
    assert client.put(path).status_code == 405
    for action in ("/close", "/reopen"):
        assert client.get(path + action).status_code == 405
    assert client.get(path.replace("choice", "announcement")).status_code == 405
    assert client.get(address(world, "Long Thành")).status_code == 404
    assert client.get("/assignments/99999999999999999999/choice").status_code == 404


def test_before_any_notice_the_page_says_what_to_do(world: World, sign_in: SignIn) -> None:
    page = sign_in("planner").get(address(world)).text
    assert "chưa đăng ký buổi sinh hoạt nào" in page
    assert f"/assignments/{world.assignment().id}/notice" in page


def test_the_whole_way_without_javascript(world: World, sign_in: SignIn) -> None:
    one, _, thematic = world.meetings(world.notice())
    client, path = sign_in("planner"), address(world)
    (ticks,) = forms_of(client, path)
    answer = ticks.send(client, chosen=[str(one.id)], then=None)
    assert (answer.status_code, answer.location) == (303, path)
    assert "còn thiếu 01 buổi sinh hoạt chuyên đề" in client.get(path).text
    (close,) = forms_of(client, f"{path}/closing")
    blocked = close.send(client)
    assert blocked.status_code == 422
    assert "Muốn chốt, hãy nêu lý do" in blocked.text
    (ticks,) = forms_of(client, path)
    assert ticks.values["was"] == [str(one.id)]
    # The button that goes on to closing takes the ticks of the page along.
    answer = ticks.send(client, chosen=[str(thematic.id)], then="close")
    assert (answer.status_code, answer.location) == (303, f"{path}/closing")
    assert chosen(world) == [thematic.id]
    assert "Chốt: dự 1 buổi, không dự 2 buổi" in client.get(f"{path}/closing").text
    assert counted(client, f"{path}/closing") <= MOST
    (close,) = forms_of(client, f"{path}/closing")
    assert close.send(client).status_code == 303
    page = client.get(path).text
    assert "Các buổi được chọn (1)" in page
    assert "Soạn thông báo lịch dự" in page
    assert 'type="checkbox" id="meeting' not in page


def test_htmx_gets_the_counter_alone(world: World, sign_in: SignIn) -> None:
    one, two, thematic = world.meetings(world.notice())
    client, path = sign_in("planner"), address(world)
    shown = f"{one.id},{two.id},{thematic.id}"
    answer = client.post(path, data={"shown": shown, "chosen": [str(thematic.id)]}, headers=HTMX)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "Đã chọn 01 buổi sinh hoạt, trong đó có 01 buổi chuyên đề; đạt yêu cầu" in answer.text
    assert f'name="was" value="{thematic.id}"' in answer.text
    assert re.search(
        rf'name="version"[^>]* value="{thematic.id}"', client.get(f"{path}/closing").text
    )
    assert "người khác thay đổi" not in answer.text
    choosing.save_ticks(world.assignment(), [two.id], [])
    answer = client.post(
        path,
        data={"shown": shown, "was": [str(thematic.id)], "chosen": [str(thematic.id), str(one.id)]},
        headers=HTMX,
    )
    assert "người khác thay đổi" in answer.text
    assert chosen(world) == [one.id, two.id, thematic.id]


def test_what_leads_to_other_rows_saves_the_ticks_of_these(world: World, sign_in: SignIn) -> None:
    one, two, thematic = world.meetings(world.notice())
    client, path = sign_in("planner"), address(world)
    asked = {"q": "ấp 1", "kind": "regular", "sort": "-day", "late": "", "picked": "1"}
    answer = client.post(path, data={"chosen": str(one.id), "then": "filter", **asked})
    assert answer.status_code == 303
    assert answer.location == f"{path}?sort=-day&kind=regular&q=%E1%BA%A5p+1&picked=1"
    page = client.get(answer.location).text
    assert "Đã lưu lựa chọn." not in page  # nobody pressed "Lưu"
    assert f'id="meeting-{one.id}"' in page
    assert f'id="meeting-{two.id}"' not in page
    ticks = {"was": str(one.id), "chosen": [str(one.id), str(thematic.id)], "q": "bỏ qua"}
    answer = client.post(f"{path}?sort=rank&page=2", data={**ticks, "then": "turn"})
    assert answer.location == f"{path}?sort=rank&page=2"
    assert chosen(world) == [one.id, thematic.id]


def test_why_a_tick_stays_is_told_whatever_was_pressed(world: World, sign_in: SignIn) -> None:
    one, *_ = world.meetings(world.notice())
    choosing.save_ticks(world.assignment(), [one.id], [])
    visit = db.session.scalars(select(Visit)).one()
    add(TeamMember(visit_id=visit.id, user_id=world.user("member").id, role="head"))
    db.session.commit()
    client, path = sign_in("planner"), address(world)
    answer = client.post(path, data={"was": str(one.id), "then": "filter", "q": "ấp"})
    assert "phải gỡ các nội dung đó trước" in client.get(answer.location).text


def test_who_only_reads_the_list_narrows_it_by_an_address(world: World, sign_in: SignIn) -> None:
    world.notice()
    leader, path = sign_in("leader"), address(world)
    (form,) = [one for one in forms_of(leader, path, method="get") if one.action == path]
    assert {"q", "kind", "sort", "late", "picked"} <= {one.name for one in form.controls}
    page = leader.get(f"{path}?q=ấp+2&late=1").text
    assert "Lọc<span data-narrowed> (2)</span>" in page
    assert 'name="then"' not in page


def test_what_cannot_be_taken_back_is_told_in_place(world: World, sign_in: SignIn) -> None:
    one = world.meetings(world.notice())[0]
    choosing.save_ticks(world.assignment(), [one.id], [])
    visit = db.session.scalars(select(Visit)).one()
    client, path = sign_in("planner"), address(world)
    add(TeamMember(visit_id=visit.id, user_id=world.user("member").id, role="head"))
    db.session.commit()
    answer = client.post(path, data={"was": str(one.id)}, headers=HTMX)
    assert "phải gỡ các nội dung đó trước" in answer.text
    assert chosen(world) == [one.id]
    page = client.get(path).text
    assert "Đã chọn, đã phân công" in page
    assert f'id="meeting-{one.id}"' not in page


def test_htmx_is_led_away_from_a_choice_closed_meanwhile(world: World, sign_in: SignIn) -> None:
    one = world.meetings(world.notice())[0]
    client, path = sign_in("planner"), address(world)
    choosing.close(world.assignment(), world.user("planner"), seen=[], reason="Bận")
    answer = client.post(path, data={"chosen": str(one.id)}, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, path)
    assert "chốt lúc" in client.get(path).text
    assert chosen(world) == []


@pytest.mark.parametrize("value", NASTY)
def test_bad_words_are_told_beside_the_field_or_kept_as_words(
    world: World, sign_in: SignIn, value: str
) -> None:
    world.notice()
    client, path = sign_in("planner"), address(world)
    for field, other in (("reason", "answer"), ("answer", "reason")):
        typed = {field: value, other: "Giữ lại"}
        answer = looked_over(client, f"{path}/closing", **typed)
        assert answer.status_code in (303, 422)
        assert "<script>alert" not in answer.text
        if answer.status_code == 422:
            assert "Giữ lại" in answer.text
        else:
            db.session.rollback()
            choosing.reopen(world.assignment(), world.user("planner"), "Thử tiếp")
    answer = client.post(path, data={"chosen": value, "was": value, "shown": value})
    assert answer.status_code == 303
    for name in ("sort", "kind", "q", "late", "picked", "page", "_external", "endpoint"):
        assert client.get(path, query_string={name: value}).status_code == 200, name
        assert client.get(path, query_string={name: value}, headers=HTMX).status_code == 200
    assert chosen(world) == []


@pytest.mark.parametrize("ids", ["0", "-1", "9" * 30, "٣", "1.5", "", "abc"])
def test_ids_that_are_none_choose_nothing(world: World, sign_in: SignIn, ids: str) -> None:
    world.notice()
    client, path = sign_in("planner"), address(world)
    data = {"chosen": [ids, ids], "was": [ids], "shown": ids}
    assert client.post(path, data=data).status_code == 303
    assert client.post(path, data=data, headers=HTMX).status_code == 200
    sent = {"version": ids, "answer": "x", "looked": ids}
    assert client.post(f"{path}/close", data=sent).status_code in (409, 422)
    assert chosen(world) == []


def test_reopening_needs_a_reason_and_ends_with_the_announcement(
    world: World, sign_in: SignIn
) -> None:
    meetings = world.meetings(world.notice())
    client, path = sign_in("planner"), address(world)
    choosing.save_ticks(world.assignment(), [meetings[-1].id], [])
    choosing.close(world.assignment(), world.user("planner"), seen=[meetings[-1].id])
    empty = client.post(f"{path}/reopen", data={"reason": " \u200b "})
    assert empty.status_code == 422
    assert "Không được để trống" in empty.text
    assert client.post(f"{path}/reopen", data={"reason": "Nhầm"}).status_code == 303
    assert choosing.choice_of(world.assignment().id) is None
    stale = client.post(f"{path}/reopen", data={"reason": ""})
    assert stale.status_code == 303


def test_papers_are_composed_from_the_page(world: World, sign_in: SignIn) -> None:
    meetings = world.meetings(world.notice())
    client = sign_in("planner")
    base = f"/assignments/{world.assignment().id}"
    early = client.post(f"{base}/announcement")
    assert (early.status_code, early.location) == (303, f"{base}/choice")
    choosing.save_ticks(world.assignment(), [meetings[-1].id], [])
    choosing.close(world.assignment(), world.user("planner"), seen=[meetings[-1].id])
    for action in ("announcement", "invitation"):
        answer = client.post(f"{base}/{action}")
        assert answer.status_code == 303
        assert answer.location.startswith("/documents/")
        assert client.get(answer.location).status_code == 200
        assert sign_in("reader").post(f"{base}/{action}").status_code == 403
        assert sign_in("office").post(f"{base}/{action}").status_code == 403
        assert sign_in("stranger").post(f"{base}/{action}").status_code == 404
    assert "Soạn lại giấy mời" in client.get(f"{base}/choice").text


def many(world: World, count: int) -> None:
    """Notice *count* meetings, each of a cell of its own."""
    assignment = world.assignment()
    notice = add(
        Notice(
            issuer_id=assignment.issuer_id,
            organization_id=assignment.organization_id,
            assignment_id=assignment.id,
            filed_at=clock.now(),
            filed_by_id=world.user("office").id,
        )
    )
    cell = world.organization("Chi bộ ấp 1 Nhơn Trạch")
    for number in range(count):
        starts = clock.at(assignment.month, 8) + timedelta(hours=number % 300)
        meeting = filed(
            clock.today(),
            Meeting(
                issuer_id=notice.issuer_id,
                organization_id=cell.id,
                notice_id=notice.id,
                starts_at=starts,
                place="Hội trường",
                kind="thematic" if number % 5 == 0 else "regular",
                received_on=clock.today(),
            ),
        )
        if number < 30:
            visit = Visit(
                issuer_id=notice.issuer_id,
                organization_id=cell.id,
                assignment_id=assignment.id,
                meeting_id=meeting.id,
            )
            add(visit)
            if number < 20:
                user = world.user("member" if number % 2 else "member2")
                add(TeamMember(visit_id=visit.id, user_id=user.id, role="head"))
    db.session.commit()


@pytest.mark.parametrize("count", [10, 1000])
def test_pages_ask_few_questions_however_long(world: World, sign_in: SignIn, count: int) -> None:
    many(world, count)
    client, path = sign_in("planner"), address(world)
    visit = db.session.scalars(select(Visit)).first()
    asked: list[Any] = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    for url in (
        path,
        f"{path}?page=2&sort=-rank",
        "/visits",
        "/visits?mine=1&month=2024-03&state=coming",
        "/visits/roster?month=2024-03",
        f"/visits/{visit.id}/team",
    ):
        asked.clear()
        assert client.get(url).status_code == 200
        assert 2 <= len(asked) <= 12, (url, asked)
    if count == 1000:
        page = client.get(path).text
        assert page.count('name="chosen" value="') + page.count("đã phân công") >= 50
        assert "Trang 1 · 1000 dòng" in page
