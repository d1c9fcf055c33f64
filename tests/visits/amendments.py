"""An announced month that changes, as tests of this room begin it and change it."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tests.visits.test_announcing import announce, choose, issue
from tests.world import World, add, organization
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.notices import services as notices
from webapp.notices.models import Meeting, Notice, NoticeRevision
from webapp.notices.queries.history import snapshot
from webapp.notices.queries.notices import meetings_of
from webapp.organizations.models import Level, Organization
from webapp.visits.models import Visit
from webapp.visits.services import amending


def later(hours: int) -> object:
    return clock.living_on(clock.now() + timedelta(hours=hours))


@pytest.fixture
def chosen(world: World) -> list[Visit]:
    """Two visits of a closed month whose list was kept when it was filed, yesterday."""
    found = choose(world)
    notice = db.session.scalars(select(Notice)).one()
    add(
        NoticeRevision(
            notice_id=notice.id,
            number=1,
            saved_at=clock.now() - timedelta(days=1),
            saved_by_id=world.user("office").id,
            meetings=snapshot(meetings_of(notice.id)),
        )
    )
    db.session.commit()
    return found


@pytest.fixture
def announced(world: World, chosen: list[Visit]) -> Document:
    return issue(announce(world), world)


def move(world: World, visit: Visit, day: date, hour: time = time(8), place: str = "") -> None:
    meeting = _meeting(visit)
    notices.move_meeting(
        meeting, day, hour, place or meeting.place, "Trùng lịch", world.user("office")
    )


def cancel(world: World, visit: Visit) -> None:
    notices.cancel_meeting(_meeting(visit), "Mưa bão", world.user("office"))


def _meeting(visit: Visit) -> Meeting:
    return db.session.scalars(
        select(Meeting)
        .options(joinedload(Meeting.notice).joinedload(Notice.assignment))
        .where(Meeting.id == visit.meeting_id)
        .execution_options(populate_existing=True)
    ).one()


def amend(world: World) -> Document:
    return amending.amend(world.assignment(), world.user("planner"))


def guests(world: World) -> User:
    """A person of the office beside the board, to whom invitations go."""
    board = world.organization("Ban Tổ chức Tỉnh ủy")
    level = db.session.get_one(Level, board.level_id)
    root = db.session.get_one(Organization, board.parent_id)
    guest = world.user("reader")
    guest.organization_id = organization(world.issuer, level, "Văn phòng Tỉnh ủy", root).id
    guest.roles = ["office"]
    db.session.commit()
    return guest
