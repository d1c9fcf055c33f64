"""Moving a session that was ready: what no longer holds is taken back, and told."""

from datetime import time

import pytest
from sqlalchemy import select

from tests.attending.sessions import confirm, typed
from tests.round_world import DAY, add_round
from tests.world import World
from webapp.attending.services import attendees
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.models import Message
from webapp.notices.models import Meeting
from webapp.plans.models import Activity
from webapp.rounds.services import units as services
from webapp.rounds.services.units import When


@pytest.mark.parametrize(
    ("wanted", "lost"),
    [
        (When(DAY, None, "Hội trường"), True),
        (When(DAY, time(8), ""), True),
        (When(DAY, time(14), "Phòng họp số 2"), False),
    ],
    ids=["no hour", "no room", "another hour"],
)
def test_a_session_is_ready_only_as_long_as_hour_and_room_are_set(
    world: World, wanted: When, lost: bool
) -> None:
    found = add_round(world)
    visit, office = found.visits[0], world.user("office")
    confirm(visit, office, found.groups[2].id, "1")
    attendees.save(visit, office, [typed("meeting-room", "Phòng số 1")])
    attendees.mark_ready(visit, office)
    assignment = found.assignments[0]
    db.session.refresh(assignment, ["organization", "activity"])
    activity = db.session.get_one(Activity, found.activity.id)
    db.session.refresh(activity, ["plan"])
    services.set_session(activity, assignment, wanted, world.user("planner"))
    assert (visit.ready_at is None) is lost
    assert db.session.get_one(Meeting, visit.meeting_id).room == "", "a room of another place"
    told = db.session.scalars(select(Message.text).where(Message.user_id == office.id)).all()
    assert any("không còn sẵn sàng" in text for text in told) is lost
    assert visit.ready_at in (None, clock.now())
