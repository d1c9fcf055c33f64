"""Whom a paper names under "Nơi nhận" and who gets it here are one list."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.documents.papers import draft, issued
from tests.forms import FormOnPage, forms_of
from tests.world import World
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import recipients, services
from webapp.documents.road.recipients import Recipient, bound, to_body
from webapp.documents.texts.wording import Wording
from webapp.reports.kinds import SYNTHESIS

SignIn = Callable[[str], FlaskClient]
COMMITTEE = "Đảng bộ huyện Nhơn Trạch"


@pytest.mark.parametrize(
    "line",
    [COMMITTEE, f"- {COMMITTEE};", f"{COMMITTEE} (để báo cáo).", f"**{COMMITTEE}**"],
)
def test_a_line_is_bound_to_the_body_it_names(world: World, line: str) -> None:
    committee = world.organization(COMMITTEE)
    assert bound(world.issuer.id, [line]) == (Recipient(line, committee.id),)


@pytest.mark.parametrize("line", ["Lưu: VP", "Các huyện ủy", "Đảng bộ huyện Nhơn Trach"])
def test_a_line_that_names_no_body_is_bound_to_none(world: World, line: str) -> None:
    assert bound(world.issuer.id, [line]) == (Recipient(line),)


def test_who_gets_it_under_a_line_for_many_follows_without_one(world: World) -> None:
    one, two = world.organization(COMMITTEE), world.organization("Đảng bộ huyện Long Thành")
    assert bound(world.issuer.id, ["Các huyện ủy", one.name], one.id, two.id) == (
        Recipient("Các huyện ủy"),
        Recipient(one.name, one.id),
        Recipient("", two.id),
    )


def test_a_standing_text_binds_the_bodies_that_stand_in_it(world: World) -> None:
    committee = world.organization(COMMITTEE)
    wording = Wording(SYNTHESIS, {})
    lines = wording.recipients("recipients", superior=to_body(committee), issuer_code="BTCTU")
    assert [one.organization_id for one in lines] == [committee.id, None]
    assert lines[0].text.endswith("(để báo cáo)")
    without = Wording(SYNTHESIS, {"recipients": "Như trên\nLưu {issuer_code}"})
    assert without.recipients("recipients", superior=to_body(committee), issuer_code="X") == (
        Recipient("Như trên"),
        Recipient("Lưu X"),
        Recipient("", committee.id),
    )


def test_the_hand_binds_lines_on_the_page(world: World, sign_in: SignIn) -> None:
    document, client = draft(world), sign_in("planner")
    other = world.organization("Đảng bộ huyện Long Thành")
    form = editing(client, document)
    assert form.values["body_0"] == [COMMITTEE]
    assert form.values["body_1"] == [""]
    unknown = form.send(client, to_1="Long Thành", body_1="Không có nơi này")
    assert unknown.status_code == 422
    assert "Không có tổ chức nào" in unknown.text
    sent = form.send(client, body_0="", to_1="Ban Thường vụ Long Thành", body_1=other.name)
    assert sent.status_code == 303
    db.session.refresh(document)
    assert recipients.of(document) == (
        Recipient("Ban Thường vụ Huyện ủy"),
        Recipient("Ban Thường vụ Long Thành", other.id),
    )
    printed = services.paper_of(document).recipients
    assert printed == ("Ban Thường vụ Huyện ủy", "Ban Thường vụ Long Thành")
    services.submit(document, world.user("planner"))
    services.approve(document, world.user("leader"))
    services.issue(document, world.user("planner"))
    assert sign_in("office").get(f"/documents/{document.id}").status_code == 404


def test_lines_are_added_and_struck_out(world: World, sign_in: SignIn) -> None:
    document, client = draft(world), sign_in("planner")
    added = {"to_2": "Đảng bộ huyện Long Thành", "to_3": "Văn phòng"}
    assert editing(client, document).send(client, to_1="", **added).status_code == 303
    db.session.refresh(document)
    assert [one.text for one in recipients.of(document)] == [
        "Ban Thường vụ Huyện ủy",
        "Đảng bộ huyện Long Thành",
        "Văn phòng",
    ]
    assert recipients.of(document)[1].organization_id is not None  # it names a body


def test_what_was_said_of_its_arrival_stays(world: World, sign_in: SignIn) -> None:
    document = issued(world)
    sign_in("office").post(f"/documents/{document.id}/acknowledge")
    recipients.save(document, (Recipient("Lưu"), *recipients.of(document)[:1]))
    db.session.commit()
    assert "Đã nhận" in sign_in("planner").get(f"/documents/{document.id}").text


def editing(client: FlaskClient, document: Document) -> FormOnPage:
    (form,) = forms_of(client, f"/documents/{document.id}/edit")
    return form
