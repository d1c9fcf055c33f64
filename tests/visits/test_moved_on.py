"""A chosen meeting that moves over a month's end: its month's choice, its due days, its paper."""

from datetime import date

from sqlalchemy import select

from tests.visits.amendments import amend, announced, chosen, move
from tests.visits.test_choosing import told
from tests.world import World
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import services as documents
from webapp.documents.tree import plain_text
from webapp.milestones.models import Milestone
from webapp.plans.models import Duty
from webapp.visits.models import Visit
from webapp.visits.queries.filed_meetings import filed_meetings
from webapp.visits.services import dues

__all__ = ("announced", "chosen")  # fixtures

APRIL = date(2024, 4, 3)


def test_it_stays_in_the_choice_of_its_month_and_is_amended_there(
    world: World, chosen: list[Visit], announced: Document
) -> None:
    visit = chosen[0]
    move(world, visit, APRIL)
    found = {one.meeting_id: one for one in filed_meetings(world.assignment())}
    assert found[visit.meeting_id].is_chosen
    assert "sang tháng 04/2024, vẫn thuộc danh sách tháng 03/2024" in told(world, "planner")
    paper = plain_text(documents.paper_of(amend(world)))
    assert "thứ Tư, 03/04/2024" in paper


def test_what_it_makes_due_goes_by_the_month_it_is_held_in(
    world: World, chosen: list[Visit]
) -> None:
    findings = db.session.scalars(select(Duty).where(Duty.kind == "findings")).first()
    if findings is None:
        findings = Duty(kind="findings", owner="member", label="Báo cáo", rule="", anchor="")
        findings.activity_id = world.assignment().activity_id
        db.session.add(findings)
    findings.rule, findings.anchor = "on day 5", "month_after"
    db.session.commit()
    dues.set_for(world.assignment())
    db.session.commit()
    assert _due(chosen[0]) == date(2024, 4, 5)
    move(world, chosen[0], APRIL)
    assert _due(chosen[0]) == date(2024, 5, 5)
    assert _due(chosen[1]) == date(2024, 4, 5)


def _due(visit: Visit) -> date:
    due = db.session.scalars(
        select(Milestone)
        .where(
            Milestone.kind == "findings",
            Milestone.subject_kind == "visit",
            Milestone.subject_id == visit.id,
        )
        .order_by(Milestone.sequence.desc())
        .execution_options(populate_existing=True)
    ).first()
    assert due is not None
    assert due.due_at is not None
    return due.due_at.date()
