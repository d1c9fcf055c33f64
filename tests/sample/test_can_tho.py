"""The sample of Cần Thơ says what the plan of 2020 says (46-KH/ĐTN)."""

from datetime import date

import pytest
from sqlalchemy import func, select

from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import DocumentRecipient
from webapp.documents.road import services as documents
from webapp.grassroots.kinds import GRASSROOTS
from webapp.milestones.models import Milestone
from webapp.observations.kinds import ONGOING
from webapp.organizations.models import Organization
from webapp.plans import queries
from webapp.plans.kinds import PLAN_PAPER
from webapp.plans.models import Activity, Assignment, Plan
from webapp.plans.paper import plan as paper
from webapp.plans.round_models import AttendeeGroup, Round, Seat, Topic
from webapp.rounds.kinds import ROUND
from webapp.sample.can_tho import ACCOUNTS
from webapp.sample.can_tho.organizations import Bodies, load_organizations
from webapp.sample.can_tho.people import load_people
from webapp.sample.can_tho.plan import FIRST, ISSUED_ON, MARCH, NUMBER, SECOND, SEPTEMBER, load_plan
from webapp.sample.living import at, issue_plan


@pytest.fixture
def loaded(world: World) -> tuple[Bodies, Plan]:
    with clock.living_on(at(ISSUED_ON, 8)):
        bodies = load_organizations()
        people = load_people(bodies)
        plan_id = load_plan(bodies, people).id
        db.session.commit()
    issue_plan(plan_id, ISSUED_ON, NUMBER, people["ct-kehoach"], people["ct-lanhdao"])
    statement = select(Plan).where(Plan.id == plan_id).options(*queries.FULL_PLAN)
    return bodies, db.session.scalars(statement).unique().one()


def activities(plan: Plan, kind: str) -> dict[str, Activity]:
    return {one.title: one for one in plan.activities if one.kind == kind}


def due(kind: str, subject_kind: str, subject_id: int) -> date:
    found = db.session.scalars(
        select(Milestone).where(
            Milestone.kind == kind,
            Milestone.subject_kind == subject_kind,
            Milestone.subject_id == subject_id,
        )
    ).one()
    return clock.local(found.due_at).date()


def test_it_is_the_paper_46_of_20_february(loaded: tuple[Bodies, Plan]) -> None:
    bodies, plan = loaded
    issued = documents.current(PLAN_PAPER, ("plan", plan.id))
    assert issued is not None
    assert (issued.number_and_symbol, issued.issued_on) == ("46-KH/ĐTN", date(2020, 2, 20))
    assert len(paper.part(plan, "recipient")) == 7
    sent_to = select(DocumentRecipient.organization_id).where(
        DocumentRecipient.document_id == issued.id, DocumentRecipient.organization_id.is_not(None)
    )
    above = select(Organization.id).where(Organization.name == "Thành đoàn Cần Thơ")
    assert set(db.session.scalars(sent_to)) == {
        *(one.id for one in bodies.unions.values()),
        db.session.scalars(above).one(),  # "Ban Thường vụ Thành đoàn Cần Thơ"
    }
    assert len(bodies.unions) == 66


@pytest.mark.parametrize(
    ("title", "opens_on", "closes_on", "announced_by", "reported_by", "units"),
    [
        (FIRST, (5, 11), (5, 22), (5, 4), (6, 2), None),
        (SECOND, (11, 10), (11, 25), (11, 3), (12, 4), None),
        (MARCH, (3, 1), (3, 31), (2, 24), (4, 10), 5),
        (SEPTEMBER, (9, 1), (9, 30), (8, 25), (10, 9), 5),
    ],
)
def test_its_rounds(
    loaded: tuple[Bodies, Plan],
    title: str,
    opens_on: tuple[int, int],
    closes_on: tuple[int, int],
    announced_by: tuple[int, int],
    reported_by: tuple[int, int],
    units: int | None,
) -> None:
    activity = activities(loaded[1], ROUND.key)[title]
    window = db.session.scalars(select(Round).where(Round.activity_id == activity.id)).one()
    assert (window.opens_on, window.closes_on) == (date(2020, *opens_on), date(2020, *closes_on))
    assert window.units_wanted == units
    assert window.topic
    assert due("announcement", "round", activity.id) == date(2020, *announced_by)
    assert due("round_report", "round", activity.id) == date(2020, *reported_by)
    required = select(AttendeeGroup.label).where(
        AttendeeGroup.activity_id == activity.id, AttendeeGroup.is_required
    )
    assert db.session.scalars(required).all() == ["Đại diện cấp ủy tại đơn vị"]
    roles = select(Seat.role).where(Seat.activity_id == activity.id)
    assert set(db.session.scalars(roles)) == {"head", "secretary", "member"}


def test_rounds_look_at_contents_of_their_own(loaded: tuple[Bodies, Plan]) -> None:
    _, plan = loaded
    own = {group.activity_id for group in plan.groups}
    assert own >= {one.id for one in activities(plan, ROUND.key).values()}


def test_every_union_sends_its_calendar_before_the_20th(loaded: tuple[Bodies, Plan]) -> None:
    bodies, plan = loaded
    (visits,) = activities(plan, GRASSROOTS.key).values()
    months = db.session.execute(
        select(Assignment.month, func.count(Assignment.id))
        .where(Assignment.activity_id == visits.id)
        .group_by(Assignment.month)
        .order_by(Assignment.month)
    ).all()
    assert [tuple(row) for row in months] == [(date(2020, n, 1), 66) for n in range(3, 13)]
    october = db.session.scalars(
        select(Assignment.id).where(
            Assignment.activity_id == visits.id,
            Assignment.organization_id == bodies.unions["Sở Nội vụ"].id,
            Assignment.month == date(2020, 10, 1),
        )
    ).one()
    assert due("notice", "assignment", october) == date(2020, 9, 19)
    march = db.session.scalars(
        select(Milestone.is_impossible).where(
            Milestone.kind == "notice", Milestone.due_at < at(date(2020, 2, 20), 8)
        )
    ).all()
    assert march == [True] * 66


def test_it_supervises_all_the_time(loaded: tuple[Bodies, Plan]) -> None:
    (standing,) = activities(loaded[1], ONGOING.key).values()
    topics = db.session.scalars(
        select(Topic).where(Topic.activity_id == standing.id).order_by(Topic.position)
    ).all()
    assert len(topics) == 10
    rests = " ".join(one.basis for one in topics)
    for symbol in ("02-NQ/TWĐTN", "61a-KH/TĐTN-BTG", "01-CT/TWĐTN", "06-KL/TWĐTN-BKT"):
        assert symbol in rests


def test_everybody_has_an_account(loaded: tuple[Bodies, Plan]) -> None:
    bodies, _ = loaded
    names = [account.username for account in ACCOUNTS]
    assert len(set(names)) == len(names)
    assert all(name.startswith("ct-") for name in names)
    assert len({account.full_name for account in ACCOUNTS}) == len(ACCOUNTS)
    offices = [account.where for account in ACCOUNTS if account.role == "office"]
    assert offices == list(bodies.unions)
    assert 20 <= len([one for one in ACCOUNTS if "member" in (one.role, *one.also)]) <= 30
    assert len([one for one in ACCOUNTS if one.is_listed]) <= 12


def test_unions_have_branches(loaded: tuple[Bodies, Plan]) -> None:
    counts = db.session.scalars(
        select(func.count(Organization.id))
        .where(Organization.parent_id.in_([one.id for one in loaded[0].unions.values()]))
        .group_by(Organization.parent_id)
    ).all()
    assert len(counts) == 66
    assert set(counts) == {2, 3, 4, 5}
