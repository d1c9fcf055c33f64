"""A meeting that moves over a month's end: whose calendar it is in, and which report tells it."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tests.grassroots_world import GrassrootsWorld
from tests.visits.test_choosing import told
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.queries.gathering import gather
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.services import assigning
from webapp.grassroots.services.dues import lock_calendar
from webapp.notices import services as notices
from webapp.notices.models import Meeting, Notice
from webapp.plans.models import Assignment

SignIn = Callable[[str], FlaskClient]
MARCH, APRIL = date(2024, 3, 1), date(2024, 4, 1)
MOVED_TO = date(2024, 4, 3)


@pytest.fixture
def moved(world: World, sign_in: SignIn, held: GrassrootsWorld) -> int:
    """One meeting of March, published with its people, that is held in April now."""
    march = held.assignment()
    add(
        Assignment(
            activity_id=held.activity_id,
            issuer_id=march.issuer_id,
            organization_id=march.organization_id,
            month=APRIL,
        )
    )
    db.session.commit()
    client = sign_in("planner")
    client.post(f"/grassroots/{held.activity_id}/proposal?month=2024-03")
    assigning.publish(held.activity, MARCH, world.user("planner"))
    line = MonthRecord(held.activity, MARCH).attended[-1]
    wanted = select(Meeting).options(joinedload(Meeting.notice).joinedload(Notice.assignment))
    meeting = db.session.scalars(wanted.where(Meeting.id == line.meeting_id)).one()
    office = world.user("office")
    notices.move_meeting(meeting, MOVED_TO, meeting.hour, meeting.place, "Bận", office)
    db.session.expire_all()
    return line.meeting_id


def numbers(lines: object) -> list[int]:
    return [one.meeting_id for one in lines]  # type: ignore[attr-defined]


def test_it_stays_in_its_calendar_and_is_seen_in_both(
    sign_in: SignIn, held: GrassrootsWorld, moved: int
) -> None:
    march, april = (MonthRecord(held.activity, month) for month in (MARCH, APRIL))
    assert moved in numbers(march.lines)
    assert numbers(march.moved_away) == [moved]
    assert moved not in numbers(april.lines)
    assert numbers(april.moved_here) == [moved]
    assert march.line(moved).goers == april.moved_here[0].goers != ()  # type: ignore[union-attr]
    client = sign_in("planner")
    url = f"/grassroots/{held.activity_id}?view=list&month="
    assert "Đã dời sang tháng 04/2024" in client.get(f"{url}2024-03").text
    assert "Đã dời sang tháng khác (1)" in client.get(f"{url}2024-03").text
    assert "Dời từ tháng 03/2024 sang" in client.get(f"{url}2024-04").text
    grid = client.get(f"/grassroots/{held.activity_id}?month=2024-04").text
    assert "Dời từ tháng 03/2024 sang" in grid


def test_who_goes_is_told_of_the_month(world: World, held: GrassrootsWorld, moved: int) -> None:
    [goer] = MonthRecord(held.activity, MARCH).line(moved).goers  # type: ignore[union-attr]
    who = next(
        name
        for name in ("member", "member2", "leader", "planner")
        if world.user(name).id == goer.user_id
    )
    assert "sang tháng 04/2024, vẫn thuộc danh sách tháng 03/2024" in told(world, who)


def test_the_report_of_the_month_it_is_held_in_tells_it(held: GrassrootsWorld, moved: int) -> None:
    lock_calendar(held.activity, APRIL)
    db.session.commit()
    march, april = (MonthRecord(held.activity, month) for month in (MARCH, APRIL))
    attended = len(march.attended)
    with clock.living_on(date(2024, 4, 2)):
        told = gather(march, clock.now())
        assert (told.visits, told.ahead) == (attended - 1, 0)
    with clock.living_on(date(2024, 5, 3)):
        assert gather(april, clock.now()).visits == 1
        assert [one.starts_at for one in gather(april, clock.now()).unreported] == [
            clock.at(MOVED_TO, clock.local(april.moved_here[0].starts_at).hour)
        ]
