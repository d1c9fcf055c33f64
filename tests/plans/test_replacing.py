"""A plan's paper counts until the one that takes its place is issued; the draft stands beside."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.plans.helpers import compose, fill_gaps, issue
from tests.round_world import add_round
from tests.rounds.test_papers import found, text_of
from tests.rounds.test_services import of
from tests.world import World
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.documents.road import services as documents
from webapp.plans.models import PlanLine
from webapp.plans.queries import papers
from webapp.rounds.services import reporting

SignIn = Callable[[str], FlaskClient]
DRAFTED = "Có dự thảo văn bản thay thế"


def redrafted(world: World) -> tuple[Document, Document]:
    """The plan's issued paper, and the draft that is to take its place."""
    fill_gaps(world)
    old = issue(world)
    line = db.session.scalars(select(PlanLine).where(PlanLine.part == "purpose")).first()
    assert line is not None
    line.text = "Mục đích đã sửa"
    db.session.commit()
    return old, composing.compose_replacement(old, world.user("planner"))


def test_the_pages_tell_the_paper_in_force_and_the_board_the_draft(
    world: World, sign_in: SignIn, base: str
) -> None:
    old, _ = redrafted(world)
    issued = f"Đã ban hành số {old.number_and_symbol}"
    for who, sees_draft in (("planner", True), ("reader", True), ("office", False)):
        client = sign_in(who)
        for path in ("/plans", base):
            text = client.get(path).text
            assert issued in text, (who, path)
            assert (DRAFTED in text) is sees_draft, (who, path)
            assert "Dự thảo văn bản" not in text
    assert "Lập lại văn bản từ kế hoạch" in sign_in("planner").get(base).text


def test_papers_go_on_citing_the_one_in_force(world: World) -> None:
    held = add_round(world)
    old, new = redrafted(world)
    found(world, held, 0)
    report = reporting.compose(of(held), world.user("member2"))
    assert f"Kế hoạch số {old.number_and_symbol}" in text_of(report)
    assert composing.differences(report) == []
    documents.submit(new, world.user("planner"))
    documents.approve(new, world.user("leader"))
    documents.issue(new, world.user("planner"))
    composing.recompose(report, world.user("member2"))
    assert f"Kế hoạch số {new.number_and_symbol}" in text_of(report)


def test_a_withdrawn_paper_is_told_to_be_withdrawn_while_its_successor_is_drafted(
    world: World,
) -> None:
    fill_gaps(world)
    documents.withdraw(issue(world), world.user("leader"), "Ghi nhầm", asks_anew=True)
    compose(world)
    of_plan = papers([world.plan.id])[world.plan.id]
    assert of_plan.standing.words == "Văn bản đã thu hồi, chờ thay thế"
    assert of_plan.replacing is not None
    assert of_plan.replacing.words == DRAFTED
