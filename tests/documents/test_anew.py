"""Composing a draft anew never loses what somebody edited without asking."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.forms import forms_in
from tests.full_world import ids
from tests.world import World
from webapp.core.db import db
from webapp.documents import services
from webapp.documents.models import Document

SignIn = Callable[[str], FlaskClient]


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("plan", "/plans/{plan_id}/paper"),
        ("announcement", "/assignments/{assignment_id}/announcement"),
        ("invitation", "/assignments/{assignment_id}/invitation"),
        ("synthesis", "/plans/{plan_id}/synthesis"),
    ],
)
def test_every_way_to_compose_asks_first(
    world: World, sign_in: SignIn, kind: str, path: str
) -> None:
    world.unissue()
    path = path.format(**ids(world))
    client = sign_in("planner")
    assert client.post(path).status_code == 303
    document = db.session.scalars(
        select(Document).where(Document.kind == kind).order_by(Document.id.desc()).limit(1)
    ).one()
    composed = services.paper_of(document)
    services.rewrite(document, replace(composed, summary="Lời sửa tay"), world.user("member"))

    asked = client.post(path)
    assert asked.status_code == 409
    assert "Dự thảo “Lời sửa tay” đã có người sửa" in asked.text
    db.session.refresh(document)
    assert services.paper_of(document).summary == "Lời sửa tay"

    anew = next(form for form in forms_in(asked.text, path) if "anew" in form.values)
    assert anew.send(client).location == f"/documents/{document.id}"
    db.session.refresh(document)
    assert services.paper_of(document).summary == composed.summary
    assert client.post(path).status_code == 303
