"""A paper that a named person approves: a round's report, compiled by the team's secretary."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.documents.papers import draft
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.kinds import PAPERS
from webapp.documents.models import Document
from webapp.documents.road import commenting, services
from webapp.documents.road.composing import Composer, Composition
from webapp.documents.road.drafting import paper_of
from webapp.milestones import engine
from webapp.milestones import services as milestones

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def document(world: World) -> Document:
    """A draft of member2's that only member approves."""
    found = draft(world)
    found.author_id, found.approver_id = world.user("member2").id, world.user("member").id
    db.session.commit()
    return found


def owed(document: Document, kind: str) -> milestones.Milestone:
    found = engine.find(kind, "document", document.id)
    assert found is not None
    return found


def test_approval_is_owed_by_that_person(world: World, document: Document) -> None:
    services.submit(document, world.user("member2"))
    found = owed(document, "approval")
    assert (found.owner, found.user_id) == ("member", world.user("member").id)
    assert found.label.startswith("Xác nhận ")
    assert found in milestones.due_for(world.user("member"))
    assert found not in milestones.due_for(world.user("leader"))


def test_only_that_person_approves(world: World, sign_in: SignIn, document: Document) -> None:
    at = f"/documents/{document.id}"
    member = sign_in("member")
    assert sign_in("member2").post(f"{at}/submit").status_code == 303
    for other in ("leader", "planner", "member2", "office"):
        assert sign_in(other).post(f"{at}/approve").status_code in (403, 404)
        assert f"{at}/approve" not in sign_in("leader").get(at).text
    assert "Xác nhận" in member.get(at).text
    assert member.post(f"{at}/approve").status_code == 303
    db.session.refresh(document)
    assert document.state == "approved"
    assert document.approved_by_id == world.user("member").id


def test_what_is_sent_back_its_author_mends(world: World, document: Document) -> None:
    services.submit(document, world.user("member2"))
    services.send_back(document, world.user("member"), "Bổ sung kiến nghị")
    found = owed(document, "mend")
    assert (found.owner, found.user_id) == ("member", world.user("member2").id)


def test_that_person_sends_back_by_a_click(
    world: World, sign_in: SignIn, document: Document
) -> None:
    services.submit(document, world.user("member2"))
    at = f"/documents/{document.id}/return"
    assert sign_in("leader").post(at, data={"comment": "Sửa"}).status_code == 403
    assert sign_in("member").post(at, data={"comment": "Sửa"}).status_code == 303
    db.session.refresh(document)
    assert document.state == "draft"


def test_its_author_asks_for_comments_and_settles_them(
    world: World, sign_in: SignIn, document: Document
) -> None:
    at, author = f"/documents/{document.id}", sign_in("member2")
    assert f"{at}/comments/new" in author.get(at).text
    assert f"{at}/comments/new" not in sign_in("member").get(at).text
    assert sign_in("member").get(f"{at}/comments/new").status_code == 403
    asked = {"people": str(world.user("member").id), "due_on": "2024-01-20", "question": ""}
    assert author.post(f"{at}/comments/new", data=asked).status_code == 303
    (comment,) = commenting.of(document)
    commenting.answer(comment, "Nên nêu rõ nguyên nhân.", world.user("member"))
    decided = {"decision": "taken", "reason": "", "version": str(comment.version)}
    answer = author.post(f"/documents/comments/{comment.id}/decision", data=decided)
    assert answer.status_code == 303
    db.session.refresh(comment)
    assert comment.decision == "taken"
    assert comment.decided_at == clock.now()


@pytest.mark.parametrize(("kind", "may"), [("round_report", True), ("result_letter", False)])
def test_only_kinds_that_say_so_name_an_approver(
    world: World, document: Document, kind: str, may: bool
) -> None:
    paper = paper_of(document)
    named = Composition(paper, world.organization("Tỉnh ủy Đồng Nai"), approver_id=1)
    composer = Composer(PAPERS[kind], "anything", lambda _id, _paper: named)
    if may:
        assert composer.made(1) is named
    else:
        with pytest.raises(ValueError, match="approved by a leader"):
            composer.made(1)
