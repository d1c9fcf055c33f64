"""The findings page: who may do what, fields by htmx and without it, how many queries."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.forms import FormOnPage, forms_of
from tests.queries import MOST, counted
from tests.world import World, add
from webapp.attending.models import SHORTCOMING, Finding, Phrase, Recommendation, Remark
from webapp.core import clock
from webapp.core.db import db
from webapp.plans.models import ChecklistItem
from webapp.visits.models import Attendance, TeamMember, Visit

SignIn = Callable[[str], FlaskClient]
WHY = {"reason": "Đã dự, ghi theo phiếu"}
PART = {"HX-Request": "true"}


def send(client: FlaskClient, visit_id: int, name: str, value: str, was: str = "") -> TestResponse:
    """Send one field as htmx does."""
    data = {name: value, f"was-{name}": was}
    return client.post(f"/visits/{visit_id}/field", data=data, headers=PART)


def form_with(client: FlaskClient, visit_id: int, name: str) -> FormOnPage:
    """Return the section of the page that holds a field."""
    forms = forms_of(client, f"/visits/{visit_id}/findings")
    return next(form for form in forms if name in {one.name for one in form.controls})


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("member", 200, 200),
        ("member2", 200, 200),
        ("planner", 200, 200),
        ("leader", 200, 403),
        ("reader", 200, 403),
        ("admin", 200, 403),
        ("office", 403, 403),
        ("stranger", 404, 404),
    ],
)
def test_who_reads_and_who_writes(
    world: World, sign_in: SignIn, who: str, reads: int, writes: int
) -> None:
    visit_id = world.visit().id
    client = sign_in(who)
    assert client.get(f"/visits/{visit_id}/findings").status_code == reads
    assert send(client, visit_id, "attendance-present", "22").status_code == writes
    assert client.get(f"/visits/{visit_id}/field").status_code == 405


def test_a_member_of_another_team_only_reads(world: World, sign_in: SignIn) -> None:
    visit_id = world.visit(team=("member",)).id
    client = sign_in("member2")
    page = client.get(f"/visits/{visit_id}/findings")
    assert "Chỉ xem" in page.text
    assert "<textarea" not in page.text
    assert send(client, visit_id, "attendance-present", "22").status_code == 403
    for at in ("photos", "findings/complete", "result-letter"):
        assert client.post(f"/visits/{visit_id}/{at}").status_code == 403


@pytest.mark.parametrize("who", ["leader", "reader", "admin"])
def test_who_is_sent_writes_whatever_their_part(world: World, sign_in: SignIn, who: str) -> None:
    visit_id = world.visit(team=(who, "member")).id
    client = sign_in(who)
    page = client.get(f"/visits/{visit_id}/findings").text
    assert "Chỉ xem" not in page
    assert "<textarea" in page
    assert send(client, visit_id, "attendance-present", "22").status_code == 200
    completed = client.post(f"/visits/{visit_id}/findings/complete", data=WHY)
    assert completed.status_code == 422  # what it lacks is said
    other = world.visit("Tân Phú", team=("member",)).id
    assert "Chỉ xem" in client.get(f"/visits/{other}/findings").text
    assert send(client, other, "attendance-present", "22").status_code == 403


def test_one_field_by_htmx(world: World, sign_in: SignIn) -> None:
    visit_id = world.visit().id
    client = sign_in("member")
    answer = send(client, visit_id, "attendance-present", "22")
    assert answer.status_code == 200
    assert 'id="state-attendance-present"' in answer.text
    assert 'name="was-attendance-present" value="22"' in answer.text
    assert "Đã lưu lúc 09:00:00" in answer.text
    assert "<html" not in answer.text
    wrong = send(client, visit_id, "attendance-present", "nhiều", was="22")
    assert wrong.status_code == 422
    assert "Phải là một số nguyên" in wrong.text
    assert 'value="22"' in wrong.text


def test_a_clash_shows_both_texts_and_is_settled_by_a_button(world: World, sign_in: SignIn) -> None:
    visit_id = world.visit().id
    first, second = sign_in("member"), sign_in("member2")
    name = "attendance-chair"
    send(first, visit_id, name, "Bí thư")
    clash = send(second, visit_id, name, "Phó Bí thư")
    assert clash.status_code == 409
    assert "Bí thư" in clash.text
    assert "Phó Bí thư" in clash.text
    data = {name: "Phó Bí thư", f"was-{name}": "", f"theirs-{name}": "Bí thư"}
    at = f"/visits/{visit_id}/field"
    kept = second.post(at, data={**data, "do": f"theirs {name}"}, headers=PART)
    assert kept.status_code == 200
    assert 'value="Bí thư"' in kept.text
    mine = second.post(at, data={**data, "do": f"mine {name}"}, headers=PART)
    assert mine.status_code == 200
    assert 'value="Phó Bí thư"' in mine.text
    # What was decided about is no longer what is there: asked again.
    assert second.post(at, data={**data, "do": f"mine {name}"}, headers=PART).status_code == 200
    send(first, visit_id, name, "Ủy viên", was="Phó Bí thư")
    assert second.post(at, data={**data, "do": f"mine {name}"}, headers=PART).status_code == 409


def test_a_section_without_javascript(world: World, sign_in: SignIn) -> None:
    visit_id = world.visit().id
    first, second = sign_in("member"), sign_in("member2")
    hers = form_with(first, visit_id, "attendance-present")
    his = form_with(second, visit_id, "attendance-present")
    saved = hers.send(first, **{"attendance-present": "22", "attendance-chair": "Bí thư"})
    assert saved.status_code == 303
    assert saved.location.endswith(f"/visits/{visit_id}/findings#attendance")
    # Another field of the same section: no clash, and hers stay.
    assert his.send(second, **{"attendance-excused": "3"}).status_code == 303
    his = form_with(second, visit_id, "attendance-present")
    assert his.values["attendance-present"] == ["22"]
    clash = hers.send(first, **{"attendance-excused": "4", "attendance-members": "x"})
    assert clash.status_code == 409
    assert 'value="4"' in clash.text
    assert 'value="x"' in clash.text
    assert clash.text.count("<h1") == 1
    wrong = his.send(second, **{"attendance-members": "x", "attendance-minute_taker": "Thư ký"})
    assert wrong.status_code == 422
    row = db.session.scalars(select(Attendance)).one()
    assert (row.present, row.excused, row.members, row.minute_taker) == (22, 3, None, "Thư ký")


def test_rows_without_javascript(world: World, sign_in: SignIn) -> None:
    visit_id = world.visit().id
    item = db.session.scalars(select(ChecklistItem.id).order_by(ChecklistItem.id)).first()
    add(Phrase(issuer_id=world.issuer.id, kind="shortcoming", text="Biên bản sơ sài."))
    db.session.commit()
    client = sign_in("member")
    form = form_with(client, visit_id, f"finding-{item}-note")
    added = form.send(client, do=f"add shortcoming {item}", **{f"finding-{item}-note": "Đã xem"})
    assert added.status_code == 303
    weak = db.session.scalars(select(Remark)).one()
    assert added.location.endswith(f"#row-remark-{weak.id}")
    assert db.session.scalars(select(Finding.note)).one() == "Đã xem"
    name = f"remark-{weak.id}-text"
    form = form_with(client, visit_id, name)
    opened = form.send(client, do=f"phrases {name}")
    assert f"phrases={name}" in opened.location
    assert "Biên bản sơ sài." in client.get(opened.location).text
    phrase = db.session.scalars(select(Phrase.id)).one()
    assert form.send(client, do=f"phrase {name} {phrase}").status_code == 303
    form = form_with(client, visit_id, name)
    assert form.values[name] == ["Biên bản sơ sài."]
    assert form.send(client, do=f"add recommendation {weak.id}").status_code == 303
    assert db.session.scalars(select(Recommendation.remark_id)).one() == weak.id
    form = form_with(client, visit_id, name)
    gone = form.send(client, do=f"remove remark {weak.id}", **{name: "đang viết dở"})
    assert gone.status_code == 303
    assert db.session.scalars(select(Remark)).all() == []


def test_rows_by_htmx(world: World, sign_in: SignIn) -> None:
    visit_id = world.visit().id
    client, colleague = sign_in("member"), sign_in("member2")
    at = f"/visits/{visit_id}/field"
    added = client.post(at, data={"do": "add shortcoming 0"}, headers=PART)
    weak = db.session.scalars(select(Remark.id)).one()
    assert f'id="row-remark-{weak}"' in added.text
    advice = client.post(at, data={"do": f"add recommendation {weak}"}, headers=PART)
    assert 'class="recommendation"' in advice.text
    name = f"remark-{weak}-text"
    send(colleague, visit_id, name, "Vừa viết")
    remove = {"do": f"remove remark {weak}", f"was-{name}": ""}
    refused = client.post(at, data=remove, headers=PART)
    assert refused.status_code == 409
    assert "Vừa viết" in refused.text
    gone = client.post(at, data={**remove, f"was-{name}": "Vừa viết"}, headers=PART)
    assert gone.status_code == 200
    assert f"row-remark-{weak}" not in gone.text
    assert "beforeend:#recommendations-0" in gone.text


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"do": "x" * 100_000},
        {"attendance-present": "9" * 100_000, "was-attendance-present": ""},
        {"was-attendance-present": "5"},
        {"attendance-present": "5"},
        {"attendance-present": ["5", "6"], "was-attendance-present": ["", ""]},
        {"do": "remove remark 99999999999999999999"},
        {"do": "mine attendance-present"},
        {"do": "phrase attendance-present 99999999999"},
        {"finding-99999999-note": "x"},
        {"visit-1-held_at": "2024-01-01"},
        {"section": "x" * 1000},
    ],
)
@pytest.mark.parametrize("headers", [PART, {}])
def test_anything_sent_is_answered(
    world: World, sign_in: SignIn, data: dict[str, str], headers: dict[str, str]
) -> None:
    visit_id = world.visit().id
    answer = sign_in("member").post(f"/visits/{visit_id}/field", data=data, headers=headers)
    assert answer.status_code in (200, 303, 409, 422)


def test_completing_by_clicks(world: World, sign_in: SignIn) -> None:
    visit_id = world.visit().id
    client = sign_in("member")
    at = f"/visits/{visit_id}/findings"
    early = client.post(f"{at}/complete", data=WHY)
    assert early.status_code == 422
    assert "Tham dự: tổng số đảng viên" in early.text
    assert "(bắt buộc)" in client.get(f"{at}/missing").text
    for name, value in (("attendance-members", "25"), ("attendance-present", "22")):
        send(client, visit_id, name, value)
    client.post(f"/visits/{visit_id}/field", data={"do": "add strength 0"})
    remark = db.session.scalars(select(Remark.id)).one()
    send(client, visit_id, f"remark-{remark}-text", "Đúng giờ")
    assert client.post(f"{at}/complete").status_code == 422  # not without a reason
    assert client.post(f"{at}/complete", data=WHY).status_code == 303
    late = send(client, visit_id, "attendance-present", "23", was="22")
    assert late.status_code == 409
    assert "đã hoàn thành" in late.text
    assert client.post(f"{at}/reopen").status_code == 403
    assert sign_in("planner").post(f"{at}/reopen").status_code == 303
    assert send(client, visit_id, "attendance-present", "23", was="22").status_code == 200


def test_what_people_typed_is_shown_as_typed(world: World, sign_in: SignIn) -> None:
    visit_id = world.visit().id
    client = sign_in("member")
    send(client, visit_id, "attendance-course", "</textarea><script>alert(1)</script>")
    text = client.get(f"/visits/{visit_id}/findings").text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


def fill(world: World, visit: Visit, rows: int) -> None:
    """Give a visit many rows of everything."""
    member = world.user("member")
    group = db.session.scalars(select(ChecklistItem.group_id)).first()
    for number in range(rows):
        item = add(ChecklistItem(group_id=group, position=number + 10, text=f"Nội dung {number}"))
        add(Finding(visit_id=visit.id, item_id=item.id, assessment="good"))
        common = {"visit_id": visit.id, "created_at": clock.now()}
        remark = add(
            Remark(**common, item_id=item.id, kind=SHORTCOMING, text="x", author_id=member.id)
        )
        add(
            Recommendation(
                **common,
                issuer_id=visit.issuer_id,
                organization_id=visit.organization_id,
                remark_id=remark.id,
                text="y",
                monitor_id=member.id,
            )
        )
    if rows > 1:
        add(TeamMember(visit_id=visit.id, user_id=world.user("planner").id))
    db.session.commit()


@pytest.mark.parametrize("rows", [10, 1000])
def test_queries_do_not_grow(world: World, sign_in: SignIn, rows: int) -> None:
    visit = world.visit()
    visit_id = visit.id
    fill(world, visit, rows)
    remark = db.session.scalars(select(Remark.id)).first()
    member, office = sign_in("member"), sign_in("office")
    assert counted(member, f"/visits/{visit_id}/findings?phrases=remark-{remark}-text") <= MOST
    assert counted(member, f"/visits/{visit_id}") <= MOST
    assert counted(member, f"/visits/{visit_id}/preparation") <= MOST
    assert counted(office, f"/visits/{visit_id}/preparation") <= MOST
    assert counted(member, f"/visits/{visit_id}/findings/missing") <= MOST
