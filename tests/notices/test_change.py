"""A noticed meeting is moved or cancelled, and others hear of it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.notices.helpers import close_choice, meetings, on, revisions, row, sent, the_notice
from tests.world import World, local
from webapp.core.db import db
from webapp.milestones.models import Message
from webapp.notices.models import Meeting
from webapp.notices.signals import meeting_changed
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def heard() -> Iterator[list[dict[str, Any]]]:
    """What was said of meetings, as it stood when it was said."""
    said: list[dict[str, Any]] = []

    def hear(meeting: Meeting, **news: Any) -> None:
        said.append({"id": meeting.id, "now": meeting.starts_at, **news, "who": news["who"].id})

    with meeting_changed.connected_to(hear):
        yield said


@pytest.fixture
def meeting(world: World) -> Meeting:
    found = world.meetings(world.notice())[0]
    close_choice(world)
    return found


def change(meeting: Meeting, **values: str) -> dict[str, str]:
    return {
        "version": str(meeting.version),
        "what": "move",
        "day": "2024-03-05",
        "hour": "08:00",
        "place": "Hội trường ấp",
        "reason": "Trùng lịch",
        **values,
    }


def test_a_moved_meeting_is_told_from_today_and_heard_of(
    world: World, sign_in: SignIn, meeting: Meeting, heard: list[dict[str, Any]]
) -> None:
    before = meeting.starts_at
    with on(2, 10):
        answer = sign_in("office").post(
            f"/meetings/{meeting.id}/change", data=change(meeting, day="2024-03-07", hour="09:30")
        )
    assert answer.status_code == 303
    assert answer.location == f"/notices/{meeting.notice_id}"
    moved = db.session.get_one(Meeting, meeting.id, populate_existing=True)
    assert moved.starts_at == local(2024, 3, 7, 9, 30)
    assert (moved.received_on, moved.due_on) == (date(2024, 2, 10), date(2024, 2, 6))
    [news] = heard
    assert news["now"] == moved.starts_at
    assert news["before"].starts_at == before
    assert news["before"].place == "Hội trường ấp"
    assert (news["cancelled"], news["reason"]) == (False, "Trùng lịch")
    assert news["who"] == world.user("office").id
    [kept] = revisions()
    assert "đổi thời gian thành 09:30 ngày 07/03/2024" in kept.note
    assert "Trùng lịch" in kept.note
    told = set(db.session.scalars(select(Message.user_id)))
    assert told == {world.user(name).id for name in ("planner", "colleague")}


def test_another_hour_keeps_the_day_it_was_told(
    sign_in: SignIn, meeting: Meeting, heard: list[dict[str, Any]]
) -> None:
    with on(2, 20):
        sign_in("planner").post(
            f"/meetings/{meeting.id}/change", data=change(meeting, hour="14:00")
        )
    assert meetings()[0].received_on == date(2024, 1, 15)
    assert len(heard) == 1


def test_a_cancelled_meeting_says_why_and_stays_in_sight(
    sign_in: SignIn, meeting: Meeting, heard: list[dict[str, Any]]
) -> None:
    client = sign_in("office")
    data = change(meeting, what="cancel", reason="Mất điện toàn xã")
    assert client.post(f"/meetings/{meeting.id}/change", data=data).status_code == 303
    assert (heard[0]["cancelled"], heard[0]["reason"]) == (True, "Mất điện toàn xã")
    page = client.get(f"/notices/{meeting.notice_id}").text
    assert "Đã hủy" in page
    assert "Mất điện toàn xã" in page
    again = client.post(f"/meetings/{meeting.id}/change", data=change(meeting, hour="10:00"))
    assert again.status_code == 409
    assert "đã được báo hủy" in again.text
    assert len(heard) == 1


@pytest.mark.parametrize(
    ("values", "field", "told"),
    [
        ({}, "day", "Chưa có gì thay đổi"),
        ({"day": "2024-05-01"}, "day", "hãy báo hủy"),
        ({"day": "2024-02-30"}, "day", "Ngày không hợp lệ"),
        ({"day": "2024-03-08"}, "day", "đã có cuộc họp khác"),
        ({"hour": "8 giờ tối"}, "hour", "Giờ không hợp lệ"),
        ({"place": "x" * 100_000}, "place", "Không được dài quá 300 ký tự."),
        ({"reason": "\u200b"}, "reason", "Không được để trống."),
        ({"what": "x"}, "what", "Lựa chọn không có trong danh sách."),
    ],
)
def test_bad_changes_are_refused(
    world: World,
    sign_in: SignIn,
    heard: list[dict[str, Any]],
    values: dict[str, str],
    field: str,
    told: str,
) -> None:
    first = world.meetings(world.notice(meetings=4))[0]  # its cell meets again on the 8th
    address = f"/meetings/{first.id}/change"
    answer = sign_in("office").post(address, data=change(first, **values))
    assert answer.status_code == 422
    assert told in answer.text
    assert f'id="{field}-error"' in answer.text
    assert heard == []


def test_a_meeting_cannot_move_into_the_past_nor_change_when_over(
    sign_in: SignIn, meeting: Meeting
) -> None:
    client = sign_in("office")
    address = f"/meetings/{meeting.id}/change"
    with on(3, 4):
        answer = client.post(address, data=change(meeting, day="2024-03-02"))
        assert answer.status_code == 422
        assert "Ngày họp đã qua." in answer.text
    with on(3, 6):
        assert client.post(address, data=change(meeting, hour="10:00")).status_code == 409
        assert "đã qua" in client.get(address).text


def test_two_people_change_one_meeting(sign_in: SignIn, meeting: Meeting) -> None:
    address = f"/meetings/{meeting.id}/change"
    stale = change(meeting, day="2024-03-11")
    assert sign_in("office").post(address, data=change(meeting, hour="10:00")).status_code == 303
    clash = sign_in("planner").post(address, data=stale)
    assert clash.status_code == 409
    assert "10:00" in clash.text
    assert "2024-03-11" in clash.text
    assert ">Lý do</th>" not in clash.text
    assert meetings()[0].day == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("username", "status"),
    [
        ("office", 200),
        ("colleague", 200),
        ("planner", 200),
        ("reader", 403),
        ("member", 403),
        ("other", 404),
        ("stranger", 404),
    ],
)
def test_who_changes(sign_in: SignIn, meeting: Meeting, username: str, status: int) -> None:
    client = sign_in(username)
    assert client.get(f"/meetings/{meeting.id}/change").status_code == status
    assert client.delete(f"/meetings/{meeting.id}/change").status_code == 405


def test_a_meeting_that_a_visit_rests_on_is_cancelled_not_lost(
    world: World, sign_in: SignIn, heard: list[dict[str, Any]]
) -> None:
    """The clerk takes it out of the list while the board, unseen, has picked it already."""
    visit = world.visit()
    chosen = visit.meeting_id
    notice = the_notice()
    address = f"/assignments/{notice.assignment_id}/notice"
    data = sent(row(0, 1, "2024-03-05"), version=str(notice.version))
    assert sign_in("office").post(address, data=data).status_code == 303
    assert {news["id"]: news["cancelled"] for news in heard}[chosen] is True
    left = {meeting.id: meeting.cancelled_at is not None for meeting in meetings()}
    still = db.session.scalars(select(Visit.id).where(Visit.meeting_id == chosen)).first()
    assert (chosen in left) == (still is not None)
    assert left.get(chosen, True) is True
    assert sum(not gone for gone in left.values()) == 1


def test_amending_a_picked_meeting_is_heard_of(
    world: World, sign_in: SignIn, heard: list[dict[str, Any]]
) -> None:
    notice = world.notice(meetings=1)
    address = f"/assignments/{notice.assignment_id}/notice"
    same = row(0, 1, "2024-03-05", kind="thematic", topic="Học tập và làm theo Bác")
    client = sign_in("office")
    client.post(address, data=sent(same, version=str(notice.version)))
    assert heard == []
    moved = same | {"rows-0-day": "2024-03-06"}
    client.post(address, data=sent(moved, version=str(the_notice().version)))
    assert [news["cancelled"] for news in heard] == [False]
    assert heard[0]["now"] == local(2024, 3, 6, 8)
