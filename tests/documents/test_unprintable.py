"""A sign that no font has: every printer answers with a page that says where it stands."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.documents.papers import record
from tests.world import World
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.notices.models import Meeting, Notice

SignIn = Callable[[str], FlaskClient]
BAD = "Phòng 😀"


def of_register(world: World) -> str:
    record(world)
    db.session.execute(update(Document).values(summary=BAD))
    return "/documents/register.pdf"


def of_note_form(world: World) -> str:
    visit = world.visit()
    db.session.execute(update(Meeting).values(place=BAD))
    return f"/visits/{visit.id}/note-form"


def of_receipt(world: World) -> str:
    notice: Notice = world.notice()
    db.session.execute(update(Meeting).values(place=BAD))
    return f"/notices/{notice.id}/receipt.pdf"


@pytest.mark.parametrize("put", [of_register, of_note_form, of_receipt])
@pytest.mark.parametrize("part", [False, True])
def test_a_printer_says_which_sign_it_cannot_print(
    world: World, sign_in: SignIn, put: Callable[[World], str], part: bool
) -> None:
    at = put(world)
    db.session.commit()
    answer = sign_in("planner").get(at, headers={"HX-Request": "true"} if part else {})
    assert answer.status_code == 409
    assert "Chưa in được" in answer.text
    assert BAD in answer.text
    assert "gõ lại ký tự ấy" in answer.text
    assert answer.headers.get("HX-Retarget") == ("#main" if part else None)
