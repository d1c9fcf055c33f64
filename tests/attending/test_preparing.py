"""What the unit prepares: ticks, notes, papers, and saying that it is ready."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select
from werkzeug.test import TestResponse

from tests.dues import set_milestone
from tests.forms import forms_of
from tests.handed_in import pdf
from tests.queries import MOST, counted
from tests.world import World, local
from webapp.attending.models import Preparation, VisitFile
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import StoredFile
from webapp.milestones.models import Message, Milestone
from webapp.notices.models import WORKING, Meeting
from webapp.plans.models import ChecklistItem
from webapp.visits.models import Choice, Visit

SignIn = Callable[[str], FlaskClient]
PART = {"HX-Request": "true"}
PDF = pdf("tai lieu")


def owed(world: World, visit: Visit) -> Milestone:
    found = set_milestone(
        kind="preparation",
        subject=("visit", visit.id),
        organization=world.organization("Chi bộ ấp 10 Nhơn Trạch"),
        label="Chuẩn bị tài liệu",
        owner="unit",
        rule="2 working days before",
        anchor=date(2024, 3, 7),
    )
    db.session.commit()
    return found


def items() -> list[int]:
    return list(db.session.scalars(select(ChecklistItem.id).order_by(ChecklistItem.id)))


def tick(client: FlaskClient, visit_id: int, item_id: int) -> TestResponse:
    name = f"preparation-{item_id}-is_ready"
    data = {name: "1", f"was-{name}": ""}
    return client.post(f"/visits/{visit_id}/preparation", data=data, headers=PART)


def upload(client: FlaskClient, visit_id: int, item_id: int, content: bytes) -> TestResponse:
    return client.post(
        f"/visits/{visit_id}/preparation/{item_id}/papers",
        data={"paper": (BytesIO(content), "Nghị quyết.pdf")},
    )


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("office", 200, 200),
        ("colleague", 200, 200),
        ("planner", 200, 403),
        ("member", 200, 403),
        ("reader", 200, 403),
        ("other", 404, 404),
        ("stranger", 404, 403),
    ],
)
def test_who_reads_and_who_writes(
    world: World, sign_in: SignIn, who: str, reads: int, writes: int
) -> None:
    visit_id = world.visit().id
    item = items()[0]
    client = sign_in(who)
    assert client.get(f"/visits/{visit_id}/preparation").status_code == reads
    assert client.get(f"/visits/{visit_id}").status_code == reads
    assert tick(client, visit_id, item).status_code == writes
    allowed = writes == 200
    assert (upload(client, visit_id, item, PDF).status_code == 303) is allowed
    assert bool(db.session.scalars(select(VisitFile)).all()) is allowed


def test_the_unit_knows_nothing_before_the_choice_is_closed(world: World, sign_in: SignIn) -> None:
    visit_id = world.visit().id
    db.session.execute(delete(Choice))
    db.session.commit()
    office = sign_in("office")
    assert office.get(f"/visits/{visit_id}").status_code == 404
    assert office.get(f"/visits/{visit_id}/preparation").status_code == 404
    assert tick(office, visit_id, items()[0]).status_code == 404
    assert sign_in("member").get(f"/visits/{visit_id}").status_code == 200


def test_all_ticked_is_done(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    visit_id, milestone = visit.id, owed(world, visit)
    office = sign_in("office")
    *most, last = items()
    for item in most:
        tick(office, visit_id, item)
    db.session.refresh(milestone)
    assert milestone.done_at is None
    assert "Đã lưu lúc" in tick(office, visit_id, last).text
    db.session.refresh(milestone)
    assert milestone.done_at is not None


def test_the_unit_says_it_is_ready(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    visit_id, milestone = visit.id, owed(world, visit)
    office = sign_in("office")
    page = office.get(f"/visits/{visit_id}/preparation").text
    assert "Báo đã chuẩn bị xong" in page
    assert "Báo xong, Tổ công tác được tin ngay." in page
    db.session.get_one(Meeting, visit.meeting_id).kind = WORKING
    db.session.commit()
    page = office.get(f"/visits/{visit_id}/preparation").text
    assert "Báo xong, Đoàn giám sát được tin ngay." in page
    assert sign_in("member").post(f"/visits/{visit_id}/preparation/ready").status_code == 403
    early = office.post(f"/visits/{visit_id}/preparation/ready")
    assert early.status_code == 409
    assert f"còn {len(items())} nội dung chưa đánh dấu sẵn sàng" in early.text
    db.session.execute(delete(ChecklistItem))
    db.session.commit()
    assert office.post(f"/visits/{visit_id}/preparation/ready").status_code == 303
    db.session.refresh(milestone)
    assert milestone.done_at is not None
    told = select(Message.text).where(Message.user_id == world.user("member2").id)
    assert "báo đã chuẩn bị xong" in db.session.scalars(told).one()


def test_what_is_ready_can_be_taken_back(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    visit_id, milestone = visit.id, owed(world, visit)
    office, place = sign_in("office"), f"/visits/{visit_id}/preparation"
    for item in items():
        tick(office, visit_id, item)
    assert "Báo lại: chưa chuẩn bị xong" in office.get(place).text
    assert office.post(f"{place}/take-back").status_code == 303
    db.session.refresh(milestone)
    assert (milestone.done_at, milestone.done_by) == (None, "")
    told = select(Message.text).where(Message.user_id == world.user("member2").id)
    assert any("chưa chuẩn bị xong" in text for text in db.session.scalars(told))
    assert office.post(f"{place}/ready").status_code == 303
    db.session.refresh(milestone)
    assert milestone.done_at is not None
    assert sign_in("member").post(f"{place}/take-back").status_code == 403


def test_a_tick_taken_out_is_no_longer_done(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    visit_id, milestone = visit.id, owed(world, visit)
    office = sign_in("office")
    for item in items():
        tick(office, visit_id, item)
    name = f"preparation-{items()[0]}-is_ready"
    data = {name: "", f"was-{name}": "1"}
    assert office.post(f"/visits/{visit_id}/preparation", data=data).status_code == 303
    db.session.refresh(milestone)
    assert milestone.done_at is None
    page = office.get(f"/visits/{visit_id}/preparation").text
    assert "Còn 1 nội dung chưa đánh dấu sẵn sàng" in page
    assert "Đã chuẩn bị xong" not in page


def test_two_clerks_without_javascript(world: World, sign_in: SignIn) -> None:
    visit_id, item = world.visit().id, items()[0]
    first, second = sign_in("office"), sign_in("colleague")
    at = f"/visits/{visit_id}/preparation"
    note, ready = f"preparation-{item}-note", f"preparation-{item}-is_ready"

    def form(client: FlaskClient):  # type: ignore[no-untyped-def]
        return next(f for f in forms_of(client, at) if note in {c.name for c in f.controls})

    hers, his = form(first), form(second)
    assert hers.send(first, **{note: "Có ở văn phòng", ready: "1"}).status_code == 303
    clash = his.send(second, **{note: "Chưa có"})
    assert clash.status_code == 409
    assert "Có ở văn phòng" in clash.text
    assert 'value="Chưa có"' in clash.text
    row = db.session.scalars(select(Preparation)).one()
    assert (row.note, row.is_ready) == ("Có ở văn phòng", True)
    # A tick that is taken off again sends no value at all.
    off = form(first).send(first, **{ready: None})
    assert off.status_code == 303
    db.session.refresh(row)
    assert not row.is_ready
    long = form(first).send(first, **{note: "x" * 100_000})
    assert long.status_code == 422
    assert "x" * 100_000 in long.text


def test_findings_cannot_be_sent_here(world: World, sign_in: SignIn) -> None:
    visit_id = world.visit().id
    data = {"attendance-present": "5", "was-attendance-present": ""}
    sign_in("office").post(f"/visits/{visit_id}/preparation", data=data)
    member = sign_in("member")
    name = f"preparation-{items()[0]}-is_ready"
    member.post(f"/visits/{visit_id}/field", data={name: "1", f"was-{name}": ""})
    assert db.session.scalars(select(Preparation)).all() == []


def test_a_paper_is_taken_back_by_who_sent_it_before_the_meeting(
    world: World, sign_in: SignIn
) -> None:
    visit_id, item = world.visit().id, items()[0]
    office = sign_in("office")
    answer = upload(office, visit_id, item, PDF)
    assert answer.location.endswith(f"#item-{item}")
    row = db.session.scalars(select(VisitFile)).one()
    file_id, at = row.file_id, f"/visits/{visit_id}/preparation/papers/{row.id}/remove"
    assert sign_in("member").get(f"/files/{file_id}").data == PDF
    assert "Nghị quyết.pdf" in sign_in("member").get(f"/visits/{visit_id}").text
    assert sign_in("other").get(f"/files/{file_id}").status_code == 404
    assert sign_in("colleague").post(at).status_code == 409
    assert sign_in("other").post(at).status_code == 404
    with clock.living_on(local(2024, 3, 7, 8, 1)):
        begun = office.post(at)
    assert begun.status_code == 409
    assert "trước giờ sinh hoạt" in begun.text
    assert office.post(at).status_code == 303
    assert db.session.scalars(select(StoredFile)).all() == []
    assert office.post(at).status_code == 404


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "rỗng"), (b"MZ\x90\x00", "không nhận"), (b"PK\x03\x04", "hỏng")],
)
def test_a_wrong_file_is_told_beside_the_field(
    world: World, sign_in: SignIn, content: bytes, told: str
) -> None:
    visit_id, item = world.visit().id, items()[0]
    office = sign_in("office")
    answer = upload(office, visit_id, item, content)
    assert answer.status_code == 422
    assert told in answer.text
    assert f'id="paper-{item}-error"' in answer.text
    assert office.post(f"/visits/{visit_id}/preparation/{item}/papers").status_code == 422
    assert upload(office, visit_id, 999_999, PDF).status_code == 404
    assert db.session.scalars(select(StoredFile)).all() == []


def test_after_the_visit_nothing_is_added(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    visit.held_at = clock.now()
    visit_id = visit.id
    db.session.commit()
    office = sign_in("office")
    assert tick(office, visit_id, items()[0]).status_code == 409
    assert upload(office, visit_id, items()[0], PDF).status_code == 409
    assert office.post(f"/visits/{visit_id}/preparation/ready").status_code == 409


def test_what_the_unit_prepared_stands_beside_each_content_of_the_findings(
    world: World, sign_in: SignIn
) -> None:
    visit_id = world.visit().id
    first, second, *_ = items()
    page = f"/visits/{visit_id}/findings"
    before = counted(sign_in("member"), page)
    assert 'class="prepared"' not in sign_in("member").get(page).text
    office = sign_in("office")
    tick(office, visit_id, first)
    upload(office, visit_id, first, PDF)
    name = f"preparation-{second}-note"
    data = {name: "Sổ đang ở xã", f"was-{name}": ""}
    office.post(f"/visits/{visit_id}/preparation", data=data, headers=PART)
    member = sign_in("member")
    text = member.get(page).text
    told = text.split('class="prepared"')
    assert len(told) == 3
    assert "Đã chuẩn bị" in told[1]
    assert "· 1 tệp" in told[1]
    assert "Nghị quyết.pdf" in told[1]
    assert "Chưa báo chuẩn bị" in told[2]
    assert "Sổ đang ở xã" in told[2]
    assert counted(member, page) == before <= MOST
