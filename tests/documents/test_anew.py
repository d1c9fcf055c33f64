"""Composing a draft again keeps what somebody edited, and asks where both changed the same."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from tests.forms import FormOnPage, forms_in, forms_of
from tests.full_world import ids
from tests.plans.helpers import fill_gaps
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document, DocumentStep
from webapp.documents.road import composing, services
from webapp.documents.tree import Paragraph
from webapp.notices.models import Meeting
from webapp.plans.kinds import PLAN_PAPER
from webapp.plans.models import Plan, PlanLine
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]
WAYS = [
    ("plan", "/plans/{plan_id}/paper"),
    ("announcement", "/assignments/{assignment_id}/announcement"),
    ("invitation", "/assignments/{assignment_id}/invitation"),
    ("synthesis", "/plans/{plan_id}/synthesis"),
]


def newest(kind: str) -> Document:
    return db.session.scalars(
        select(Document).where(Document.kind == kind).order_by(Document.id.desc()).limit(1)
    ).one()


def names(form: FormOnPage) -> set[str]:
    return {one.name for one in form.controls}


def actions(document: Document) -> list[str]:
    steps = select(DocumentStep.action).where(DocumentStep.document_id == document.id)
    return list(db.session.scalars(steps.order_by(DocumentStep.id)))


@pytest.mark.parametrize(("kind", "path"), WAYS)
def test_every_way_to_compose_keeps_the_hand(
    world: World, sign_in: SignIn, kind: str, path: str
) -> None:
    world.unissue()
    path = path.format(**ids(world))
    # Nobody is invited to what is over.
    db.session.execute(update(Meeting).values(starts_at=clock.now() + timedelta(days=30)))
    db.session.execute(update(Visit).values(held_at=None))
    db.session.commit()
    client = sign_in("planner")
    assert client.post(path).status_code == 303
    document = newest(kind)
    composed = services.paper_of(document)
    services.rewrite(document, replace(composed, summary="Lời sửa tay"), world.user("member"))

    assert client.post(path).location == f"/documents/{document.id}"
    db.session.refresh(document)
    assert services.paper_of(document).summary == "Lời sửa tay"
    assert actions(document)[-1] == "edited"


@pytest.fixture
def edited(world: World, sign_in: SignIn) -> Document:
    """A plan's draft whose summary somebody edited, after which its plan got another title."""
    world.unissue()
    assert sign_in("planner").post(f"/plans/{world.plan.id}/paper").status_code == 303
    document = newest("plan")
    paper = services.paper_of(document)
    services.rewrite(document, replace(paper, summary="Lời sửa tay"), world.user("member"))
    db.session.get_one(Plan, world.plan.id).title = "Tên mới của kế hoạch"
    db.session.commit()
    return document


def test_where_both_changed_a_person_chooses(
    world: World, sign_in: SignIn, edited: Document
) -> None:
    client, path = sign_in("planner"), f"/documents/{edited.id}/recompose"
    for way in (f"/plans/{world.plan.id}/paper", path):
        asked = client.post(way)
        assert asked.status_code == 409
        assert "Lời sửa tay" in asked.text
        assert "Tên mới của kế hoạch" in asked.text
        db.session.refresh(edited)
        assert services.paper_of(edited).summary == "Lời sửa tay"

    (choose,) = forms_in(asked.text, path)
    assert choose.send(client).status_code == 409  # nothing was chosen
    (name,) = [name for name in names(choose) if name.startswith("choice-")]
    assert choose.send(client, **{name: "fresh"}).location == f"/documents/{edited.id}"
    db.session.refresh(edited)
    assert services.paper_of(edited).summary == "Tên mới của kế hoạch"


def test_the_hand_chosen_is_not_asked_again(
    world: World, sign_in: SignIn, edited: Document
) -> None:
    client, path = sign_in("planner"), f"/documents/{edited.id}/recompose"
    (choose,) = forms_in(client.post(path).text, path)
    (name,) = [name for name in names(choose) if name.startswith("choice-")]
    assert choose.send(client, **{name: "hand"}).status_code == 303
    assert client.post(path).status_code == 303
    db.session.refresh(edited)
    assert services.paper_of(edited).summary == "Lời sửa tay"
    assert composing.differences(edited) == []


def test_a_choice_made_before_another_change_is_refused(
    world: World, sign_in: SignIn, edited: Document
) -> None:
    client, path = sign_in("planner"), f"/documents/{edited.id}/recompose"
    (choose,) = forms_in(client.post(path).text, path)
    (name,) = [name for name in names(choose) if name.startswith("choice-")]
    services.rewrite(
        edited, replace(services.paper_of(edited), summary="Sửa nữa"), world.user("member")
    )
    stale = choose.send(client, **{name: "fresh"})
    assert stale.status_code == 409
    db.session.refresh(edited)
    assert services.paper_of(edited).summary == "Sửa nữa"


def test_a_stale_draft_says_so_and_goes_no_further(world: World, sign_in: SignIn) -> None:
    world.unissue()
    fill_gaps(world)
    planner, leader = sign_in("planner"), sign_in("leader")
    planner.post(f"/plans/{world.plan.id}/paper")
    document = newest("plan")
    at = f"/documents/{document.id}"
    assert "Không còn đúng với số liệu" not in planner.get(at).text
    line = db.session.scalars(select(PlanLine).where(PlanLine.part == "purpose")).first()
    assert line is not None
    was, line.text = line.text, "Mục đích đã sửa"
    db.session.commit()

    text = planner.get(at).text
    assert "Không còn đúng với số liệu" in text
    assert "Mục đích đã sửa" in text
    refused = planner.post(f"{at}/submit")
    assert refused.status_code == 409
    assert "Mục đích đã sửa" in refused.text

    assert planner.post(f"{at}/recompose").status_code == 303
    assert "Mục đích đã sửa" in planner.get(at).text
    assert planner.post(f"{at}/submit").status_code == 303
    line.text = was
    db.session.commit()
    assert leader.post(f"{at}/approve").status_code == 409
    assert planner.post(f"{at}/recompose").status_code == 303
    assert leader.post(f"{at}/approve").status_code == 303
    line.text = "Lại sửa"
    db.session.commit()
    assert planner.post(f"{at}/issue").status_code == 409
    assert planner.post(f"{at}/recompose").status_code == 409


def test_a_stale_issued_paper_is_replaced_only_when_the_new_one_is_issued(
    world: World, sign_in: SignIn
) -> None:
    fill_gaps(world)
    old = services.in_force(PLAN_PAPER, ("plan", world.plan.id))
    assert old is not None
    composing_again(old)
    planner, office, at = sign_in("planner"), sign_in("office"), f"/documents/{old.id}"
    assert "Cần điều chỉnh" not in planner.get(at).text
    line = db.session.scalars(select(PlanLine).where(PlanLine.part == "purpose")).first()
    assert line is not None
    line.text = "Mục đích đã sửa"
    db.session.commit()

    assert "Cần điều chỉnh" in planner.get(at).text
    assert "Cần điều chỉnh" not in office.get(at).text
    assert office.post(f"{at}/replacement").status_code == 403
    made = planner.post(f"{at}/replacement")
    assert made.status_code == 303
    new = newest("plan")
    assert made.location == f"/documents/{new.id}"
    assert planner.post(f"{at}/replacement").status_code == 409  # there is one already
    assert "Mở dự thảo thay thế" in planner.get(at).text
    assert "Sẽ thay thế" in planner.get(made.location).text
    db.session.refresh(old)
    assert (old.state, new.replaces_id) == ("issued", old.id)

    services.submit(new, world.user("planner"))
    services.approve(new, world.user("leader"))
    services.issue(new, world.user("planner"))
    db.session.refresh(old)
    assert (old.state, old.replaced_by_id) == ("replaced", new.id)
    assert services.in_force(PLAN_PAPER, ("plan", world.plan.id)) is new


def composing_again(document: Document) -> None:
    """Keep of an issued paper of the tests' world what it would have been composed from."""
    composer = composing.composer_of(document)
    assert composer is not None
    made = composer.compose(document.subject_id, None)
    composing.note(document, made)
    db.session.commit()


def test_saving_the_wording_unchanged_changes_nothing(world: World, sign_in: SignIn) -> None:
    world.unissue()
    client = sign_in("planner")
    client.post(f"/plans/{world.plan.id}/paper")
    document = newest("plan")
    odd = (*services.paper_of(document).blocks, Paragraph("Hai dòng\nmột đoạn *\u2060sao"))
    services.rewrite(
        document, replace(services.paper_of(document), blocks=odd), world.user("member")
    )
    before = (document.version, document.content, actions(document))
    (form,) = forms_of(client, f"/documents/{document.id}/edit")
    assert form.send(client).status_code == 303
    db.session.refresh(document)
    assert (document.version, document.content, actions(document)) == before
