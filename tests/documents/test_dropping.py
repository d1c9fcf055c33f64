"""A draft that is given up: it was never issued, so nothing is withdrawn."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.documents.papers import draft
from tests.world import World
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import dropping, services
from webapp.milestones.models import Message, Milestone

SignIn = Callable[[str], FlaskClient]


def test_a_dropped_draft_is_not_withdrawn(world: World, sign_in: SignIn) -> None:
    document, member = draft(world), world.user("member")
    services.submit(document, world.user("planner"))
    with pytest.raises(services.NotReady):
        dropping.drop(document, member, "")
    services.send_back(document, world.user("leader"), "Không cần nữa")
    dropping.drop(document, member, "Buổi dự đã hủy")
    assert document.state == "dropped"
    assert db.session.scalars(select(Document.id).where(Document.in_state("dropped"))).all() == [
        document.id
    ]
    assert not db.session.scalars(select(Document.id).where(Document.in_state("withdrawn"))).all()
    open_dues = select(Milestone).where(
        Milestone.subject_kind == "document", Milestone.done_at.is_(None)
    )
    assert not db.session.scalars(open_dues).all()
    told = db.session.scalars(select(Message).order_by(Message.id.desc()).limit(1)).one()
    assert told.user_id == world.user("planner").id
    assert "đã bỏ dự thảo" in told.text
    page = sign_in("planner").get(f"/documents/{document.id}").text
    assert "Dự thảo đã bỏ" in page
    assert "Đã thu hồi" not in page
    assert "Phải bổ sung" not in page


def test_a_draft_is_dropped_on_its_page(world: World, sign_in: SignIn) -> None:
    document = draft(world)
    client = sign_in("planner")
    assert "Bỏ dự thảo" in client.get(f"/documents/{document.id}").text
    answer = client.post(
        f"/documents/{document.id}/drop",
        data={"why": "Soạn nhầm", "version": document.version},
        follow_redirects=True,
    )
    assert "Đã bỏ dự thảo." in answer.text
    assert "Bỏ dự thảo</strong>: Soạn nhầm" in answer.text
    assert client.post(f"/documents/{document.id}/drop", data={"why": ""}).status_code == 409
