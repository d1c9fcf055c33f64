"""Papers of a month, and scores, ask few queries: also on the way, and once some are issued."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.queries import MOST, counted, statements
from tests.test_queries import MOST_OF_A_PAPER
from tests.visits.amendments import guests, move
from tests.visits.test_announcing import choose, issue
from tests.world import World
from webapp.core.db import db
from webapp.documents.road import services as documents
from webapp.visits.models import Criterion, Mark, Visit
from webapp.visits.queries.scores import ranks_of
from webapp.visits.services import amending, announcing


def test_an_invitation_asks_no_more_while_it_waits(
    world: World, sign_in: Callable[[str], FlaskClient]
) -> None:
    planner = world.user("planner")
    choose(world)
    issue(announcing.announce(world.assignment(), planner), world)
    invitation = announcing.invite(world.assignment(), planner)
    documents.submit(invitation, planner)
    asked = counted(sign_in("planner"), f"/documents/{invitation.id}")
    assert asked <= MOST_OF_A_PAPER


def test_a_notice_of_what_changed_asks_who_is_invited_once(
    world: World, sign_in: Callable[[str], FlaskClient]
) -> None:
    planner = world.user("planner")
    visit, _ = choose(world)
    guests(world)
    issue(announcing.announce(world.assignment(), planner), world)
    issue(announcing.invite(world.assignment(), planner), world)
    move(world, visit, date(2024, 1, 28))
    notice = amending.amend(world.assignment(), planner)
    client = sign_in("planner")
    for make_ready in (lambda: None, lambda: issue(notice, world)):
        make_ready()
        with statements() as sent:
            client.get(f"/documents/{notice.id}")
        assert sum("organization_1.id != organization.id" in one for one in sent) == 1


def test_the_page_of_an_announced_visit_reads_it_once(
    world: World, sign_in: Callable[[str], FlaskClient]
) -> None:
    visit, _ = choose(world)
    issue(announcing.announce(world.assignment(), world.user("planner")), world)
    assert counted(sign_in("planner"), f"/visits/{visit.id}") <= MOST


def test_a_visit_of_a_body_that_was_called_otherwise_asks_no_more(
    world: World, sign_in: Callable[[str], FlaskClient]
) -> None:
    visit, _ = choose(world)
    issue(announcing.announce(world.assignment(), world.user("planner")), world)
    visit.organization.former_names = "2030-01-01 Chi bộ mang tên cũ"
    db.session.commit()
    client, page = sign_in("planner"), f"/visits/{visit.id}"
    with statements() as sent:
        text = client.get(page).text
    assert "Đơn vị chuẩn bị" in text
    assert any("FROM organization_state" in one for one in sent)
    assert len(sent) <= MOST


def test_scores_of_many_visits_come_in_one_query(world: World) -> None:
    visits = [world.visit("Nhơn Trạch"), world.visit("Tân Phú")]
    rubric_id = visits[0].rubric_id
    criteria = db.session.scalars(select(Criterion).where(Criterion.rubric_id == rubric_id)).all()
    db.session.add_all(
        Mark(visit_id=visits[0].id, criterion_id=one.id, points=Decimal(one.points))
        for one in criteria
    )
    db.session.commit()
    with statements() as sent:
        found = ranks_of(select(Visit.id))
    assert len(sent) == 1
    assert list(found) == [visits[0].id]  # the other has no marks
    assert found[visits[0].id].rank
