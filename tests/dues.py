"""What is due, as tests set it: by one call, or as the rows of a world."""

from datetime import date
from typing import Any

from sqlalchemy import func, select

from tests.building import add
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.milestones import engine
from webapp.milestones.items import DueItem
from webapp.milestones.kinds import MILESTONES
from webapp.milestones.models import Milestone
from webapp.notices.models import Meeting, Notice
from webapp.plans.models import Activity, Assignment
from webapp.rules.anchors import AnchorFacts
from webapp.rules.zone import end_of_day


def set_milestone(
    *, kind: str, anchor: date, known_from: date | None = None, **values: Any
) -> Milestone:
    """Make something due, counted from a day."""
    facts = AnchorFacts(anchor)
    found = engine.set_due(
        DueItem(kind=MILESTONES[kind], facts=facts, known_from=known_from, **values)
    )
    assert found is not None
    return found


def filed(due_on: date, *meetings: Meeting) -> Meeting:
    """Add meetings of one notice that had to be told until a day; return the first."""
    add(*meetings)
    notice = db.session.get_one(Notice, meetings[0].notice_id)
    plan_id = db.session.scalars(
        select(Activity.plan_id)
        .join(Assignment, Assignment.activity_id == Activity.id)
        .where(Assignment.id == notice.assignment_id)
    ).one()
    since = db.session.scalar(
        select(func.min(Document.issued_on)).where(
            Document.kind == "plan", Document.subject_id == plan_id
        )
    )
    add(*(by_when(meeting, notice, due_on, since) for meeting in meetings))
    return meetings[0]


def by_when(meeting: Meeting, notice: Notice, due_on: date, since: date | None) -> Milestone:
    """The row that says until when a meeting had to be told, and when it was."""
    return Milestone(
        issuer_id=notice.issuer_id,
        organization_id=notice.organization_id,
        kind="meeting_notice",
        label="Báo ngày họp",
        owner="unit",
        subject_kind="meeting",
        subject_id=meeting.id,
        rule="on the day",
        anchor_on=due_on,
        due_at=end_of_day(due_on),
        known_from=since,
        is_impossible=since is not None and due_on < since,
        done_at=clock.at(meeting.received_on),
        done_by="",
    )
