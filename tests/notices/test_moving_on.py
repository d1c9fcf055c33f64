"""A meeting that moves over a month's end: its list, its due day, who is told, the month beside."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.notices.helpers import close_choice, meetings, on, revisions, row, sent, the_notice
from tests.notices.test_change import change
from tests.notices.test_filling import values
from tests.world import World, add
from webapp.core.db import db
from webapp.milestones.models import Milestone
from webapp.notices.kinds import MEETING_NOTICE
from webapp.notices.models import Meeting
from webapp.plans.models import Assignment, Duty

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def meeting(world: World) -> Meeting:
    return world.meetings(world.notice())[0]


@pytest.fixture
def april(world: World) -> str:
    march = world.assignment()
    later = add(
        Assignment(
            issuer_id=march.issuer_id,
            organization_id=march.organization_id,
            activity_id=march.activity_id,
            month=date(2024, 4, 1),
        )
    )
    db.session.commit()
    return f"/assignments/{later.id}/notice"


def move(client: FlaskClient, meeting: Meeting, day: str) -> int:
    data = change(meeting, day=day)
    return client.post(f"/meetings/{meeting.id}/change", data=data).status_code


@pytest.mark.parametrize("day", ["2024-04-03", "2024-04-30", "2024-02-26"])
def test_it_stays_in_its_list_and_says_where_it_went(
    sign_in: SignIn, world: World, meeting: Meeting, day: str
) -> None:
    close_choice(world)
    client = sign_in("office")
    with on(2, 10):
        assert move(client, meeting, day) == 303
    moved = db.session.get_one(Meeting, meeting.id, populate_existing=True)
    assert moved.day.isoformat() == day
    assert moved.notice_id == the_notice().id
    month = f"tháng {moved.day:%m/%Y}"
    assert f"Đã dời sang {month}" in client.get(f"/notices/{moved.notice_id}").text
    told = f"sang {month}, vẫn thuộc danh sách tháng 03/2024"
    assert told in revisions()[-1].note
    assert told in sign_in("planner").get("/").text


@pytest.mark.parametrize("day", ["2024-05-01", "2024-01-31", "2025-03-05"])
def test_no_further_than_the_month_beside(
    sign_in: SignIn, world: World, meeting: Meeting, day: str
) -> None:
    close_choice(world)
    data = change(meeting, day=day)
    answer = sign_in("office").post(f"/meetings/{meeting.id}/change", data=data)
    assert answer.status_code == 422
    assert "sang tháng trước hoặc tháng sau" in answer.text
    assert "hãy báo hủy và nêu lý do" in answer.text


def test_it_is_due_by_the_rule_for_its_new_month(
    sign_in: SignIn, world: World, meeting: Meeting
) -> None:
    """A rule by the month ("before the 20th of the month before") goes by the month it is in."""
    duty = db.session.scalars(select(Duty).where(Duty.kind == "notice")).first()
    assert duty is not None
    duty.rule, duty.anchor = "before day 20", "month_before"
    db.session.commit()
    close_choice(world)
    with on(2, 25):
        assert move(sign_in("office"), meeting, "2024-04-03") == 303
    due = db.session.scalars(
        select(Milestone)
        .where(Milestone.kind == MEETING_NOTICE.key, Milestone.subject_id == meeting.id)
        .order_by(Milestone.sequence.desc())
    ).first()
    assert due is not None
    moved = db.session.get_one(Meeting, meeting.id, populate_existing=True)
    assert moved.due_on == date(2024, 3, 19)
    assert moved.margin > 0


def test_a_list_with_a_moved_meeting_is_amended_as_before(
    sign_in: SignIn, world: World, meeting: Meeting
) -> None:
    client = sign_in("office")
    with on(2, 10):
        assert move(client, meeting, "2024-04-03") == 303
        page = client.get(f"/assignments/{world.assignment().id}/notice").text
        assert "không thuộc tháng" not in page
        filed = zip(values(page, "organization"), values(page, "day"), strict=True)
        rows = [row(n, label, day, topic="Học tập") for n, (label, day) in enumerate(filed)]
        data = sent(*rows, row(5, 1, "2024-03-20"), version=str(the_notice().version))
        answer = client.post(f"/assignments/{world.assignment().id}/notice", data=data)
    assert answer.status_code == 303, answer.text
    assert date(2024, 4, 3) in {one.day for one in meetings()}
    assert date(2024, 3, 20) in {one.day for one in meetings()}


def test_the_next_list_need_not_tell_it_again(
    sign_in: SignIn, world: World, meeting: Meeting, april: str
) -> None:
    client = sign_in("office")
    with on(2, 10):
        assert move(client, meeting, "2024-04-03") == 303
        again = client.post(april, data=sent(row(0, 1, "2024-04-03"), row(1, 2, "2024-04-03")))
        assert again.status_code == 422
        assert "đã có trong danh sách tháng 03/2024, dời sang." in again.text
        assert 'id="rows-1-day-error"' not in again.text
        assert client.post(april, data=sent(row(1, 2, "2024-04-03"))).status_code == 303


def test_it_does_not_move_onto_a_meeting_of_the_next_list(
    sign_in: SignIn, world: World, meeting: Meeting, april: str
) -> None:
    client = sign_in("office")
    with on(2, 10):
        assert client.post(april, data=sent(row(0, 1, "2024-04-03"))).status_code == 303
        data = change(meeting, day="2024-04-03")
        answer = client.post(f"/meetings/{meeting.id}/change", data=data)
    assert answer.status_code == 422
    assert "đã có cuộc họp khác trong ngày đó" in answer.text
