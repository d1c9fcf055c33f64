"""The list to choose from: what is known of each meeting, its order, its filters."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.dues import filed
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.notices.models import Meeting, Notice
from webapp.plans.models import Activity, Assignment
from webapp.visits.models import Criterion, Mark, Rubric, Visit
from webapp.visits.queries.filed_meetings import Wanted, filed_meetings, quota_of
from webapp.visits.services import choosing


def earlier_visit(world: World, meeting: Meeting, day: date, points: Decimal | None) -> Visit:
    """Let the organization of *meeting* have been visited on *day*, under another assignment."""
    own = world.assignment()
    past = add(
        Assignment(
            issuer_id=own.issuer_id,
            organization_id=world.organization("Tỉnh ủy Đồng Nai").id,
            activity_id=own.activity_id,
            month=day.replace(day=1),
        )
    )
    notice = add(
        Notice(
            issuer_id=own.issuer_id,
            organization_id=own.organization_id,
            assignment_id=past.id,
            filed_at=clock.now(),
            filed_by_id=world.user("office").id,
        )
    )
    held = filed(
        day,
        Meeting(
            issuer_id=own.issuer_id,
            organization_id=meeting.organization_id,
            notice_id=notice.id,
            starts_at=clock.at(day, 8),
            place="Hội trường",
            kind="regular",
            received_on=day,
        ),
    )
    rubric = db.session.scalars(select(Rubric)).first()
    visit = add(
        Visit(
            issuer_id=own.issuer_id,
            organization_id=meeting.organization_id,
            assignment_id=past.id,
            meeting_id=held.id,
            rubric_id=rubric.id,
        )
    )
    if points is not None:
        for criterion in db.session.scalars(select(Criterion)):
            add(
                Mark(
                    visit_id=visit.id,
                    criterion_id=criterion.id,
                    points=criterion.points * points,
                )
            )
    return visit


def test_the_list_tells_the_last_visit_and_its_rank(world: World) -> None:
    poor, unmarked, never = world.meetings(world.notice())
    earlier_visit(world, poor, date(2022, 5, 4), Decimal("0.95"))
    earlier_visit(world, poor, date(2023, 5, 4), Decimal("0.6"))
    earlier_visit(world, unmarked, date(2023, 11, 4), None)
    gone = earlier_visit(world, never, date(2023, 12, 4), None)
    gone.cancelled_at = clock.now()
    db.session.commit()
    found = {one.meeting_id: one for one in filed_meetings(world.assignment())}
    assert found[poor.id].last_on == date(2023, 5, 4)
    assert found[poor.id].last_rank == "Trung bình"
    assert (found[unmarked.id].last_on, found[unmarked.id].last_rank) == (date(2023, 11, 4), None)
    assert found[never.id].last_on is None
    assert found[never.id].reasons[0] == "Chưa từng được dự"
    assert "Xếp loại lần trước: Trung bình" in found[poor.id].reasons
    assert [one.meeting_id for one in filed_meetings(world.assignment())] == [
        never.id,
        poor.id,
        unmarked.id,
    ]


def test_what_can_no_longer_be_attended_is_not_suggested(world: World) -> None:
    past, cancelled, coming = world.meetings(world.notice())
    cancelled.cancelled_at = clock.now()
    db.session.commit()
    with clock.living_on(clock.at(date(2024, 3, 6), 9)):
        found = {one.meeting_id: one.place_in_line for one in filed_meetings(world.assignment())}
    assert found == {past.id: 0, cancelled.id: 0, coming.id: 1}


def test_the_quota_counts_only_what_is_held(world: World) -> None:
    one, _, thematic = world.meetings(world.notice())
    choosing.save_ticks(world.assignment(), [one.id, thematic.id], [])
    activity = db.session.scalars(select(Activity).where(Activity.kind == "attend")).one()
    assert quota_of(filed_meetings(world.assignment()), activity).met
    thematic.cancelled_at = clock.now()
    db.session.commit()
    assert quota_of(filed_meetings(world.assignment()), activity).missing_thematic == 1


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(sort="day"), [0, 1, 2]),
        (Wanted(sort="-day"), [2, 1, 0]),
        (Wanted(sort="organization"), [0, 1, 2]),
        (Wanted(sort="-organization"), [2, 1, 0]),
        (Wanted(sort="kind"), [2, 0, 1]),
        (Wanted(sort="last"), [0, 2, 1]),
        (Wanted(sort="rank"), [1, 0, 2]),
        (Wanted(sort="late"), [1, 0, 2]),
        (Wanted(sort="suggested"), [2, 0, 1]),
        (Wanted(sort="day", kind="thematic"), [2]),
        (Wanted(sort="day", late=True), [1]),
        (Wanted(sort="day", chosen=True), [0]),
        (Wanted(sort="day", q="AP 10"), [2]),
        (Wanted(sort="day", q="hoc tap bac"), [2]),
        (Wanted(sort="day", q="ấp 2"), [1]),
        (Wanted(sort="day", q="không có"), []),
    ],
)
def test_the_list_is_sorted_and_filtered(world: World, wanted: Wanted, expected: list[int]) -> None:
    meetings = world.meetings(world.notice())
    meetings[1].received_on = meetings[1].due_on + timedelta(days=4)
    earlier_visit(world, meetings[1], date(2023, 9, 4), Decimal("0.4"))
    choosing.save_ticks(world.assignment(), [meetings[0].id], [])
    places = {meeting.id: place for place, meeting in enumerate(meetings)}
    found = wanted.of(filed_meetings(world.assignment()))
    assert [places[one.meeting_id] for one in found] == expected
