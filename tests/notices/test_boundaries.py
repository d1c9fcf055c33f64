"""The last moment at which a list is in time, and what a meeting keeps that only changes place."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.notices.helpers import (
    close_choice,
    meetings,
    require_step,
    revisions,
    row,
    sent,
    the_notice,
)
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.engine import find
from webapp.milestones.models import Message, Milestone
from webapp.notices.models import Meeting
from webapp.notices.signals import meeting_changed

SignIn = Callable[[str], FlaskClient]

# A meeting on the fifth of March is to be told 30 days before: by the fourth of February.
LAST = datetime(2024, 2, 4, 23, 59, 59, 999_999, tzinfo=clock.LOCAL)
NEXT = LAST + timedelta(microseconds=1)
DUE = date(2024, 2, 4)


@pytest.fixture
def heard() -> Iterator[list[dict[str, Any]]]:
    """What was said of changed meetings, with what each was by then."""
    said: list[dict[str, Any]] = []

    def hear(meeting: Meeting, **news: Any) -> None:
        said.append({"place": meeting.place, "now": meeting.starts_at, **news})

    with meeting_changed.connected_to(hear):
        yield said


def the_debt(world: World) -> Milestone:
    db.session.expire_all()
    found = find("notice", "assignment", world.assignment().id)
    assert found is not None
    return found


def messages() -> list[str]:
    db.session.expire_all()
    return list(db.session.scalars(select(Message.text).order_by(Message.id)))


@pytest.mark.parametrize(
    ("moment", "margin", "is_late", "said", "told"),
    [
        (LAST, 0, False, "Đúng hạn", "1 cuộc, đều đúng hạn"),
        (NEXT, -1, True, "Trễ 1 ngày", "1 cuộc, 1 cuộc trễ hạn"),
    ],
    ids=["the last instant of the due day", "the first instant after it"],
)
def test_a_list_is_in_time_until_the_due_day_ends(
    world: World,
    sign_in: SignIn,
    url: str,
    moment: datetime,
    margin: int,
    is_late: bool,
    said: str,
    told: str,
) -> None:
    require_step(world)
    with clock.living_on(moment):
        client = sign_in("office")
        assert client.post(url, data=sent(row(0))).status_code == 303
        page = client.get(f"/notices/{the_notice().id}").text
    [meeting] = meetings()
    assert (meeting.due_on, meeting.received_on) == (DUE, moment.date())
    assert (meeting.margin, meeting.margin < 0) == (margin, is_late)
    assert said in page
    assert [text for text in messages() if told in text]
    debt = the_debt(world)
    assert (debt.is_late, debt.due_at, debt.done_at) == (is_late, LAST, moment)


def test_of_meetings_due_on_two_days_only_the_late_one_is_counted(
    world: World, sign_in: SignIn, url: str
) -> None:
    with clock.living_on(NEXT):
        rows = row(0), row(1, 2, "2024-03-06"), row(2, 10, "2024-03-07")
        sign_in("office").post(url, data=sent(*rows))
    assert [meeting.margin for meeting in meetings()] == [-1, 0, 1]
    assert "3 cuộc, 1 cuộc trễ hạn" in messages()[-1]


@pytest.mark.parametrize(("came_on", "is_late"), [("2024-02-04", False), ("2024-02-05", True)])
def test_a_paper_is_in_time_by_the_day_it_came(
    world: World, sign_in: SignIn, url: str, came_on: str, is_late: bool
) -> None:
    require_step(world)
    with clock.living_on(date(2024, 2, 8)):
        sign_in("planner").post(url, data=sent(row(0), came_on=came_on))
    assert meetings()[0].received_on.isoformat() == came_on
    assert (meetings()[0].margin < 0) is is_late
    assert the_debt(world).is_late is is_late
    assert ("1 cuộc trễ hạn" in messages()[-1]) is is_late


def test_a_paper_that_came_today_came_at_this_moment(
    world: World, sign_in: SignIn, url: str
) -> None:
    require_step(world)
    with clock.living_on(LAST):
        sign_in("planner").post(url, data=sent(row(0), came_on="2024-02-04"))
    assert the_debt(world).done_at == LAST


def test_amending_late_leaves_what_was_done_in_time(
    world: World, sign_in: SignIn, url: str
) -> None:
    require_step(world)
    client = sign_in("office")
    with clock.living_on(LAST):
        client.post(url, data=sent(row(0)))
    with clock.living_on(NEXT):
        again = sent(row(0, 1, "2024-03-04"), version=str(the_notice().version))
        assert client.post(url, data=again).status_code == 303
    debt = the_debt(world)
    assert (debt.done_at, debt.anchor_on, debt.is_late) == (LAST, date(2024, 3, 5), False)
    assert meetings()[0].margin == -2


@pytest.fixture
def change(world: World, sign_in: SignIn) -> Callable[..., Meeting]:
    """Change the first meeting of a list that came in January, after the choice, as its office."""
    first = world.meetings(world.notice())[0]
    close_choice(world)

    def made(moment: datetime, **values: str) -> Meeting:
        data = {"version": str(first.version), "what": "move", "day": "2024-03-05"}
        data |= {"hour": "08:00", "place": "Hội trường ấp", "reason": "Mất điện", **values}
        with clock.living_on(moment):
            answer = sign_in("office").post(f"/meetings/{first.id}/change", data=data)
        assert answer.status_code == 303
        return db.session.get_one(Meeting, first.id, populate_existing=True)

    return made


def test_a_meeting_that_only_changes_place_is_told_of_and_keeps_its_day(
    world: World, change: Callable[..., Meeting], heard: list[dict[str, Any]]
) -> None:
    moved = change(NEXT, place="Nhà văn hóa")
    assert moved.place == "Nhà văn hóa"
    assert moved.starts_at == clock.at(date(2024, 3, 5), 8)
    assert (moved.received_on, moved.due_on, moved.margin) == (date(2024, 1, 15), DUE, 20)
    [news] = heard
    assert (news["place"], news["before"].place) == ("Nhà văn hóa", "Hội trường ấp")
    assert (news["now"], news["before"].starts_at) == (moved.starts_at, moved.starts_at)
    assert (news["cancelled"], news["reason"]) == (False, "Mất điện")
    words = "08:00 ngày 05/03/2024 đổi địa điểm thành Nhà văn hóa (trước là Hội trường ấp)"
    assert words in revisions()[-1].note
    told = db.session.scalars(select(Message.user_id).where(Message.text.contains(words)))
    assert set(told) == {world.user(name).id for name in ("planner", "colleague")}


@pytest.mark.parametrize(
    ("moment", "day", "due", "margin"),
    [
        (LAST, "2024-03-05", DUE, 20),  # no other day: as it was told in January
        (LAST, "2024-03-06", date(2024, 2, 5), 1),
        (NEXT, "2024-03-06", date(2024, 2, 5), 0),
        (NEXT, "2024-03-04", date(2024, 2, 3), -2),
    ],
)
def test_another_day_is_told_on_the_day_of_the_change(
    change: Callable[..., Meeting], moment: datetime, day: str, due: date, margin: int
) -> None:
    moved = change(moment, day=day, hour="14:00")
    assert (moved.due_on, moved.margin) == (due, margin)


def test_amending_a_list_by_a_place_is_heard_and_keeps_the_day_it_was_told(
    sign_in: SignIn, url: str, heard: list[dict[str, Any]]
) -> None:
    client = sign_in("office")
    client.post(url, data=sent(row(0), row(1, 2)))
    again = sent(row(0, place="Nhà văn hóa"), row(1, 2), version=str(the_notice().version))
    with clock.living_on(NEXT):
        assert client.post(url, data=again).status_code == 303
    first, second = meetings()
    assert (first.place, second.place) == ("Nhà văn hóa", "Hội trường ấp")
    assert {first.received_on, second.received_on} == {date(2024, 1, 15)}
    [news] = heard
    assert (news["place"], news["before"].place) == ("Nhà văn hóa", "Hội trường ấp")
    assert "đổi 1" in messages()[-1]
