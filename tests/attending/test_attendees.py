"""Who comes to a session: told by the unit, checked against the plan; and whether all is ready."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attending.sessions import confirm, send
from tests.round_world import RoundWorld
from tests.world import World
from webapp.attending.models import Confirmation, Finding
from webapp.attending.services import attendees
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.milestones.models import Message
from webapp.notices.models import Meeting
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]


def group(round_world: RoundWorld, label: str) -> int:
    return next(one.id for one in round_world.groups if one.label == label)


def told(world: World, username: str) -> list[str]:
    who = world.user(username)
    return list(
        db.session.scalars(
            select(Message.text).where(Message.user_id == who.id).order_by(Message.id)
        )
    )


def test_readiness_waits_for_the_required_guest(
    world: World, round_world: RoundWorld, visit: Visit
) -> None:
    office = world.user("office")
    required = group(round_world, "Đại diện cấp ủy")
    with pytest.raises(Refused, match="thành phần bắt buộc “Đại diện cấp ủy”"):
        attendees.mark_ready(visit, office)
    confirm(visit, office, required, "0")
    with pytest.raises(Refused, match="thành phần bắt buộc"):
        attendees.mark_ready(visit, office)
    confirm(visit, office, required, "1", was="0")
    attendees.mark_ready(visit, office)
    assert visit.ready_at == clock.now()
    assert "đã sẵn sàng, Người office xác nhận" in told(world, "member")[-1]
    assert "đã sẵn sàng" in told(world, "colleague")[-1]
    assert told(world, "office") == []


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [("is_hour_set", False, "chưa định giờ"), ("place", "  ", "chưa có địa điểm, phòng họp")],
)
def test_readiness_waits_for_the_hour_and_the_room(
    world: World, round_world: RoundWorld, visit: Visit, column: str, value: object, why: str
) -> None:
    confirm(visit, world.user("office"), group(round_world, "Đại diện cấp ủy"), "1")
    setattr(db.session.get_one(Meeting, visit.meeting_id), column, value)
    db.session.commit()
    with pytest.raises(Refused, match=why):
        attendees.mark_ready(visit, world.user("member"))
    assert visit.ready_at is None


def test_a_change_that_breaks_readiness_takes_it_back_and_tells_the_team(
    world: World, round_world: RoundWorld, visit: Visit
) -> None:
    office, required = world.user("office"), group(round_world, "Đại diện cấp ủy")
    other = group(round_world, "Bí thư chi bộ")
    confirm(visit, office, required, "1")
    attendees.mark_ready(visit, office)
    confirm(visit, office, other, "9")
    assert visit.ready_at is not None, "a number that is merely unfit breaks nothing"
    confirm(visit, office, required, "", was="1")
    assert visit.ready_at is None
    assert "không còn sẵn sàng (chưa có người dự thuộc thành phần" in told(world, "member2")[-1]
    confirm(visit, office, required, "1")
    attendees.mark_ready(visit, office)
    db.session.get_one(Meeting, visit.meeting_id).is_hour_set = False
    attendees.recheck(visit, world.user("planner"))
    db.session.commit()
    assert visit.ready_at is None
    assert "chưa định giờ làm việc" in told(world, "office")[-1]


def test_the_unit_tells_the_room_and_whom_to_call(
    world: World, visit: Visit, sign_in: SignIn
) -> None:
    at, client = f"/visits/{visit.id}/attendees", sign_in("office")
    for name, value in (("room", "Phòng họp số 2"), ("contact", "Trần Văn Mẫu"), ("phone", "0251")):
        assert send(client, at, f"meeting-{name}", value).status_code == 200
    clash = send(sign_in("colleague"), at, "meeting-room", "Phòng số 3")
    assert clash.status_code == 409
    assert "Phòng họp số 2" in clash.text
    page = sign_in("member").get(f"/visits/{visit.id}").text
    assert "Hội trường đơn vị, Phòng họp số 2" in page
    assert "Trần Văn Mẫu 0251" in page
    meeting = db.session.get_one(Meeting, visit.meeting_id)
    meeting.place = " "
    db.session.commit()
    assert "chưa có địa điểm" not in client.get(at).text.lower()
    stranger = send(sign_in("member"), f"/visits/{visit.id}/session", "meeting-room", "Khác")
    assert stranger.status_code == 200
    db.session.refresh(meeting)
    assert meeting.room == "Phòng họp số 2", "the room is the unit's to tell"


def test_readiness_is_taken_back_by_hand(
    world: World, round_world: RoundWorld, visit: Visit
) -> None:
    confirm(visit, world.user("office"), group(round_world, "Đại diện cấp ủy"), "1")
    attendees.mark_ready(visit, world.user("office"))
    attendees.take_back(visit, world.user("member"))
    assert visit.ready_at is None
    assert "(Người member bỏ xác nhận)" in told(world, "office")[-1]
    before = told(world, "office")
    attendees.take_back(visit, world.user("member"))
    assert told(world, "office") == before, "what is so already is not told again"


def test_a_session_put_off_takes_nothing(
    world: World, round_world: RoundWorld, visit: Visit
) -> None:
    visit.cancelled_at = clock.now()
    db.session.commit()
    cell = confirm(visit, world.user("office"), round_world.groups[0].id, "1")
    assert (cell.status, cell.error) == (409, "Buổi làm việc này đang hoãn.")
    for act in (attendees.mark_ready, attendees.take_back):
        with pytest.raises(Refused, match="đang hoãn"):
            act(visit, world.user("office"))
    assert db.session.scalars(select(Confirmation)).all() == []


def test_a_number_that_does_not_fit_is_saved_and_told_at_once(
    round_world: RoundWorld, visit: Visit, sign_in: SignIn
) -> None:
    at, key = f"/visits/{visit.id}/attendees", group(round_world, "Bí thư chi bộ")
    client = sign_in("office")
    page = client.get(at)
    assert "Yêu cầu: từ 02 đến 03 đồng chí" in page.text
    few = send(client, at, f"confirmation-{key}-count", "1")
    assert few.status_code == 200
    assert "Thiếu 01 so với yêu cầu từ 02 đến 03 đồng chí." in few.text
    many = send(client, at, f"confirmation-{key}-count", "4", was="1")
    assert "Thừa 01 so với yêu cầu" in many.text
    right = send(client, at, f"confirmation-{key}-count", "3", was="4")
    assert "so với yêu cầu" not in right.text
    wrong = send(client, at, f"confirmation-{key}-count", "ba", was="3")
    assert wrong.status_code == 422
    assert "Phải là một số nguyên" in wrong.text
    (row,) = db.session.scalars(select(Confirmation)).all()
    assert (row.count, row.visit_id, row.group_id) == (3, visit.id, key)
    board = sign_in("planner").get(at)
    assert "Chỉ xem" in board.text
    assert "<textarea" not in board.text


def test_two_of_the_office_clash_and_both_texts_are_shown(
    round_world: RoundWorld, visit: Visit, sign_in: SignIn
) -> None:
    at = f"/visits/{visit.id}/attendees"
    name = f"confirmation-{round_world.groups[0].id}-names"
    send(sign_in("office"), at, name, "Trần Văn Mẫu")
    second = sign_in("colleague")
    clash = send(second, at, name, "Lê Thị Mẫu")
    assert clash.status_code == 409
    assert "Trần Văn Mẫu" in clash.text
    assert "Lê Thị Mẫu" in clash.text
    mine = send(
        second, at, name, "Lê Thị Mẫu", do=f"mine {name}", **{f"theirs-{name}": "Trần Văn Mẫu"}
    )
    assert mine.status_code == 200
    assert [row.names for row in db.session.scalars(select(Confirmation))] == ["Lê Thị Mẫu"]


def test_without_scripts_the_whole_form_saves(
    round_world: RoundWorld, visit: Visit, sign_in: SignIn
) -> None:
    at, client = f"/visits/{visit.id}/attendees", sign_in("office")
    data = {}
    for number, one in enumerate(round_world.groups, 1):
        data |= {
            f"confirmation-{one.id}-count": str(number),
            f"was-confirmation-{one.id}-count": "",
        }
    answer = client.post(at, data={**data, "section": "groups"})
    assert (answer.status_code, answer.location) == (303, f"{at}#groups")
    kept = db.session.scalars(select(Confirmation).order_by(Confirmation.group_id))
    assert [row.count for row in kept] == [1, 2, 3]
    ready = client.post(f"/visits/{visit.id}/ready")
    assert ready.status_code == 303
    assert "Đã sẵn sàng, xác nhận lúc 09:00" in client.get(at).text
    assert "Đã sẵn sàng" in client.get(f"/visits/{visit.id}").text
    assert client.post(f"/visits/{visit.id}/ready/back").status_code == 303
    assert "Đủ điều kiện, chờ xác nhận" in client.get(at).text


def test_readiness_is_refused_in_words_on_the_page(visit: Visit, sign_in: SignIn) -> None:
    answer = sign_in("member").post(f"/visits/{visit.id}/ready")
    assert answer.status_code == 409
    assert "Chưa xác nhận sẵn sàng được: chưa có người dự" in answer.text
    assert sign_in("reader").post(f"/visits/{visit.id}/ready").status_code == 403


def test_readiness_that_the_plan_breaks_later_is_seen_to_be_broken(
    world: World, round_world: RoundWorld, visit: Visit, sign_in: SignIn
) -> None:
    confirm(visit, world.user("office"), group(round_world, "Đại diện cấp ủy"), "1")
    attendees.mark_ready(visit, world.user("office"))
    round_world.groups[0].is_required = True
    db.session.commit()
    for at in ("", "/attendees"):
        assert "Không còn sẵn sàng" in sign_in("member").get(f"/visits/{visit.id}{at}").text


def test_another_rounds_group_is_none_of_this_session(
    world: World, round_world: RoundWorld, visit: Visit
) -> None:
    cell = confirm(visit, world.user("office"), 9_999, "1")
    assert cell.status == 409
    assert cell.error.startswith("Dòng này đã bị người khác xóa")


@pytest.mark.parametrize("page", ["attendees", "preparation"])
def test_a_unit_reads_no_findings_by_settling_a_clash_that_is_none(
    world: World, visit: Visit, sign_in: SignIn, page: str
) -> None:
    item = world.items()[0]
    db.session.add(Finding(visit_id=visit.id, item_id=item.id, note="Chưa thông báo"))
    db.session.commit()
    name = f"finding-{item.id}-note"
    answer = sign_in("office").post(
        f"/visits/{visit.id}/{page}", data={"do": f"theirs {name}"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert "Chưa thông báo" not in answer.text


def test_a_meeting_of_a_month_has_no_session(world: World, sign_in: SignIn) -> None:
    visit_id = world.visit().id
    for at in ("attendees", "session", "programme"):
        assert sign_in("planner").get(f"/visits/{visit_id}/{at}").status_code == 404
    assert "Chương trình làm việc" not in sign_in("planner").get(f"/visits/{visit_id}").text
