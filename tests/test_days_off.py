"""Meetings on days off are taken, with a word beside the field and on the row: never refused."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.full_world import ids
from tests.grassroots.test_swapping import version_of
from tests.grassroots_world import add_grassroots, meetings_in
from tests.world import World
from webapp.core.db import db
from webapp.notices.models import Meeting
from webapp.plans.round_models import Round

SignIn = Callable[[str], FlaskClient]
SUNDAY, HOLIDAY = date(2024, 3, 10), date(2024, 9, 2)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2024-03-10", "Rơi vào Chủ nhật"),
        ("02/09/2024", "Rơi vào ngày lễ: Quốc khánh"),
        ("2024-02-11", "Rơi vào dịp Tết"),
        ("2024-03-11", ""),
        ("31/4/2024", ""),
        ("", ""),
    ],
)
@pytest.mark.parametrize("field", ["day", "opens_on"])
def test_the_word_comes_beside_the_field(
    world: World, sign_in: SignIn, field: str, typed: str, told: str
) -> None:
    assert world.issuer.id
    answer = sign_in("office").get("/day-word", query_string={field: typed})
    assert answer.status_code == 200
    assert (told in answer.text) if told else ("Rơi vào" not in answer.text)


def test_a_row_of_a_notice_says_it_as_it_is_typed(world: World, sign_in: SignIn) -> None:
    url = f"/assignments/{world.assignment().id}/notice/margin"
    text = sign_in("office").get(url, query_string={"rows-0-day": "2024-03-10"}).text
    assert "Rơi vào Chủ nhật; vẫn nhận." in text
    assert (
        "Rơi vào" not in sign_in("office").get(url, query_string={"rows-0-day": "2024-03-11"}).text
    )


def test_a_month_of_the_bloc_says_it_on_the_row(world: World, sign_in: SignIn) -> None:
    found = add_grassroots(world)
    meetings_in(world, found, "Nhơn Trạch", (10, 8))
    planner = sign_in("planner")
    address = f"/grassroots/{found.activity_id}"
    assert "Rơi vào Chủ nhật" in planner.get(f"{address}?month=2024-03&view=list").text


def test_a_filed_list_and_a_moved_meeting_say_it(world: World, sign_in: SignIn) -> None:
    found = add_grassroots(world)
    [meeting] = meetings_in(world, found, "Nhơn Trạch", (11, 8))
    office = sign_in("office")
    notice, url = f"/notices/{meeting.notice_id}", f"/meetings/{meeting.id}/change"
    assert "Rơi vào" not in office.get(notice).text
    data = {
        "day": SUNDAY.isoformat(),
        "hour": "08:00",
        "place": meeting.place,
        "reason": "Hội trường bận",
        "what": "move",
        "version": version_of(office, url),
    }
    answer = office.post(url, data=data, follow_redirects=True)
    assert "Lưu ý: Rơi vào Chủ nhật." in answer.text
    assert db.session.get_one(Meeting, meeting.id).day == SUNDAY
    assert answer.text.count("Rơi vào Chủ nhật") == 2  # told, and on the row


def test_a_session_and_a_round_say_it(world: World, sign_in: SignIn) -> None:
    values = ids(world)
    planner = sign_in("planner")
    held = db.session.scalars(select(Round).where(Round.activity_id == values["round_id"])).one()
    url = f"/rounds/{values['round_id']}/units/{values['unit_assignment_id']}/session"
    data = {"day": "2024-09-02", "hour": "08:00", "place": "Hội trường"}
    answer = planner.post(
        url, data=data | {"version": version_of(planner, url)}, follow_redirects=True
    )
    assert "Rơi vào ngày lễ: Quốc khánh" in answer.text
    row = f"/plans/{values['plan_id']}/rows/round/{held.id}"
    form = {"topic": held.topic, "opens_on": "2024-09-01", "closes_on": "2024-09-02"}
    form |= {"version": version_of(planner, row)}
    saved = planner.post(row, data=form, follow_redirects=True)
    assert "Rơi vào Chủ nhật; Rơi vào ngày lễ: Quốc khánh" in saved.text
