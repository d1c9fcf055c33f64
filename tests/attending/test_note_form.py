"""The paper form of a visit's checklist: all that is asked, and room to write."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.attending.sessions import confirm
from tests.round_world import add_round
from tests.world import World
from webapp.attending.kinds import NOTE_FORM
from webapp.attending.models import ASSESSMENTS
from webapp.attending.papers.note_form import note_form
from webapp.attending.queries.session import SessionRecord
from webapp.attending.queries.visit import fetch_visit
from webapp.core.db import db
from webapp.documents import tree
from webapp.documents.texts.wording import wording_for
from webapp.documents.tree import Boxes, Table
from webapp.plans.models import ContentGroup
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]


def form(world: World, visit: Visit) -> tree.Paper:
    return note_form(
        world.issuer,
        SessionRecord(fetch_visit(visit.id)),
        wording_for(visit.issuer_id, NOTE_FORM),
    )


def test_the_form_of_a_meeting_asks_every_content_and_record_book(world: World) -> None:
    paper = form(world, world.visit())
    asked = [block for block in paper.blocks if isinstance(block, Boxes)]
    assert [one.text for one in asked] == [item.text for item in world.items()]
    assert [option.label for option in asked[0].options] == list(ASSESSMENTS.values())
    assert not any(option.ticked for one in asked for option in one.options)
    said = tree.plain_text(paper)
    assert "Sinh hoạt chuyên đề tại Chi bộ ấp 10 Nhơn Trạch" in said
    assert "08 giờ 00, ngày 07 tháng 3 năm 2024; Hội trường ấp." in said
    assert "1. THÀNH PHẦN DỰ\nTổng số:" in said
    assert "CHƯƠNG TRÌNH" not in said
    assert "3. SỔ SÁCH\nNội dung 2.2" in said
    assert tree.gaps(paper) == ()


def test_the_form_of_a_session_has_guests_and_agenda(world: World) -> None:
    found = add_round(world)
    visit = found.visits[0]
    confirm(visit, world.user("office"), found.groups[1].id, "3")
    group = ContentGroup(
        plan_id=world.plan.id, activity_id=world.assignment("Long Thành").activity_id, position=9,
        title="Của hoạt động khác",
    )  # fmt: skip
    db.session.add(group)
    db.session.commit()
    paper = form(world, visit)
    guests, agenda, _ = (block for block in paper.blocks if isinstance(block, Table))
    assert guests.rows[1] == ("Bí thư chi bộ", "từ 02 đến 03 đồng chí", "3", "")
    assert guests.rows[0][2] == ""
    assert [row[0] for row in agenda.rows] == ["1. Giới thiệu thành phần", "2. Kết luận"]
    said = tree.plain_text(paper)
    assert "Tổng số:" not in said
    assert "Của hoạt động khác" not in said


def test_a_session_without_hour_tells_its_day(world: World) -> None:
    said = tree.plain_text(form(world, add_round(world).visits[1]))
    assert "Thời gian, địa điểm: ngày 19 tháng 3 năm 2024; Hội trường đơn vị." in said


@pytest.mark.parametrize("who", ["member", "reader"])
def test_the_form_is_taken_from_the_page_of_the_visit(
    world: World, sign_in: SignIn, who: str
) -> None:
    visit_id, client = world.visit().id, sign_in(who)
    at = f"/visits/{visit_id}/note-form"
    assert f'href="{at}"' in client.get(f"/visits/{visit_id}").text
    answer = client.get(at)
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF")
    assert at not in sign_in("office").get(f"/visits/{visit_id}").text
