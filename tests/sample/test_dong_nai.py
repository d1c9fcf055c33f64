"""The sample of Đồng Nai says what the plan of 2024 says."""

from datetime import date

from sqlalchemy import select

from tests.world import World
from webapp.core.db import db
from webapp.documents.models import DocumentRecipient
from webapp.documents.road import services as documents
from webapp.organizations.models import Organization
from webapp.plans import queries
from webapp.plans.models import Plan
from webapp.plans.paper import composition
from webapp.plans.paper import plan as paper
from webapp.sample.dong_nai.organizations import Bodies, load_organizations
from webapp.sample.dong_nai.people import ACCOUNTS, load_people
from webapp.sample.dong_nai.plan import ISSUED_ON, load_plan
from webapp.sample.people import PASSWORD


def load() -> tuple[Bodies, Plan]:
    bodies = load_organizations()
    plan_id = load_plan(bodies.issuer, bodies.board, bodies.committees).id
    db.session.commit()
    statement = select(Plan).where(Plan.id == plan_id).options(*queries.FULL_PLAN)
    return bodies, db.session.scalars(statement).unique().one()


def test_the_plan_is_whole(world: World) -> None:
    _, plan = load()
    overview = queries.overview(plan, ISSUED_ON)
    assert [place.assignment.month.month for place in overview.of("attend")] == [*range(2, 11)]
    assert len(overview.of("self_run")) == 7
    assert overview.unreached == []
    assert overview.shared == {}
    late = [place.assignment.organization.label for place in overview.impossible]
    assert late == ["Nhơn Trạch"]
    assert len(plan.groups) == 6
    assert [sum(item.is_record_book for item in group.items) for group in plan.groups] == [
        0,
        4,
        0,
        0,
        0,
        0,
    ]
    assert len(paper.part(plan, "recipient")) == 5
    assert len(paper.part(plan, "copied")) == 1
    duties = {duty.kind: str(duty.rule) for one in plan.activities for duty in one.duties}
    assert duties == {
        "notice": "30 days before",
        "choice": "20 days before",
        "announcement": "10 days before",
        "preparation": "2 working days before",
        "findings": "3 working days after",
        "result_letter": "7 working days after",
        "self_report": "on the day",
    }
    own = plan.activities[1]
    assert own.duties[0].fixed_on == date(2024, 12, 16)


def test_its_paper_has_no_gap(world: World) -> None:
    bodies, plan = load()
    people = load_people(bodies)
    document = composition.compose(plan, people["kehoach"])
    assert documents.problems(document) == []
    sent_to = select(DocumentRecipient.organization_id).where(
        DocumentRecipient.document_id == document.id, DocumentRecipient.organization_id.is_not(None)
    )
    assert set(db.session.scalars(sent_to)) == {one.id for one in bodies.committees.values()}


def test_bodies_and_people(world: World) -> None:
    bodies, _ = load()
    people = load_people(bodies)
    assert set(people) == {account.username for account in ACCOUNTS}
    assert len({account.full_name for account in ACCOUNTS}) == len(ACCOUNTS)
    assert people["nhontrach"].has_password(PASSWORD)
    assert people["nhontrach"].organization_id == bodies.committees["Nhơn Trạch"].id
    offices = [one for one in people.values() if one.roles == ["office"]]
    assert {one.organization_id for one in offices} == {
        one.id for one in bodies.committees.values()
    }
    for name in ("Nhơn Trạch", "Biên Hòa", "Tân Phú"):
        path = bodies.committees[name].path
        below = db.session.scalars(
            select(Organization).where(Organization.path.startswith(path))
        ).all()
        cells = [one for one in below if one.name.startswith("Chi bộ")]
        assert len(cells) >= 40
        assert {one.path.count("/") for one in cells} == {5}
    assert bodies.committees["Nhơn Trạch"].committee_name == "Ban Thường vụ Huyện ủy Nhơn Trạch"
