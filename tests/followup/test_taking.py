"""What a tablet takes along to a visit, and what it tells of the visits it has with it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.followup.conftest import letter_of, recommend
from tests.queries import MOST, counted
from tests.round_world import add_round
from tests.world import World, add
from webapp.accounts.models import User
from webapp.attending.models import Finding, Preparation, Recommendation, VisitFile
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document, StoredFile
from webapp.followup.queries import MOST_TAKEN
from webapp.notices.models import Meeting
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]


def bag(client: FlaskClient, visit_id: int) -> dict[str, str]:
    found = client.get(f"/visits/{visit_id}/take").get_json()
    return {page["path"]: page["name"] for page in found["pages"]}


def told_of(client: FlaskClient, also: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/tablet/visits?also={also}").get_json()["visits"]
    return found


def hand_in(visit: Visit, name: str, size: int) -> VisitFile:
    of_visit = {"issuer_id": visit.issuer_id, "organization_id": visit.organization_id}
    stored = StoredFile(
        **of_visit,
        name=name,
        mime="application/pdf",
        size=size,
        content=b"x",
        sha256=name,
        created_at=clock.now(),
        created_by_id=db.session.scalars(select(User.id)).first(),
    )
    return add(VisitFile(visit_id=visit.id, file_id=add(stored).id, kind="paper"))


def again(world: World, before: Visit) -> Visit:
    """The next visit to the unit of *before*."""
    visit = world.visit("Tân Phú")
    visit.organization_id = before.organization_id
    db.session.commit()
    return visit


def test_a_bag_has_all_that_is_read_and_written_there(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    paper = hand_in(visit, "Nghị quyết.pdf", 36_000)
    db.session.commit()
    at = f"/visits/{visit.id}"
    found = bag(sign_in("member"), visit.id)
    assert found == {
        at: "Tóm tắt",
        f"{at}/preparation": "Chuẩn bị",
        f"{at}/people": "Thành phần",
        f"{at}/findings": "Ghi nhận",
        f"{at}/note-form": "Phiếu ghi chép",
        f"/plans/{world.plan.id}": "Kế hoạch",
        f"/files/{paper.file_id}": "Tệp: Nghị quyết.pdf",
    }


def test_of_a_session_it_has_the_running_order_and_the_minutes(
    world: World, sign_in: SignIn
) -> None:
    visit = add_round(world).visits[0]
    draft = letter_of(world, visit)
    draft.kind, draft.issued_at = "minutes", None
    db.session.commit()
    found = bag(sign_in("member"), visit.id)
    at = f"/visits/{visit.id}"
    for name in ("session", "programme", "attendees"):
        assert f"{at}/{name}" in found
    assert found[f"/documents/{draft.id}"] == "Văn bản biên bản"


def test_it_has_the_last_letter_to_the_unit_and_what_is_not_mended(
    world: World, told: Recommendation, sign_in: SignIn
) -> None:
    before = db.session.get_one(Visit, told.visit_id)
    mended = recommend(world, before, "Đã xong từ lâu")
    mended.closed_at = clock.now()
    of_before = Document.subject_id == before.id, Document.kind == "result_letter"
    letter = db.session.scalars(select(Document).where(*of_before)).one()
    visit = world.visit("Tân Phú")
    client = sign_in("member")
    theirs = ("/documents/", "/recommendations/")
    assert not [path for path in bag(client, visit.id) if path.startswith(theirs)]  # another unit

    visit.organization_id = before.organization_id
    db.session.commit()
    found = bag(client, visit.id)
    assert found[f"/recommendations/{told.id}"] == f"Kiến nghị: {told.text}"
    assert f"/recommendations/{mended.id}" not in found
    assert found[f"/documents/{letter.id}"].startswith("Thông báo kết quả lần trước, ngày ")


def test_every_page_of_a_bag_opens_for_who_takes_it(
    world: World, told: Recommendation, sign_in: SignIn
) -> None:
    visit = again(world, db.session.get_one(Visit, told.visit_id))
    hand_in(visit, "Nghị quyết.pdf", 36_000)
    db.session.commit()
    for who in ("member", "reader"):
        client = sign_in(who)
        for path in bag(client, visit.id):
            if path.startswith("/documents/"):  # a row without a text
                continue
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert answer.headers["X-Reader"] == str(world.user(who).id)


def test_what_is_too_large_is_named_with_the_limit(
    app: Flask, world: World, sign_in: SignIn
) -> None:
    visit = world.visit()
    most = app.config["TAKE_FILE_LIMIT"]
    fits = hand_in(visit, "Vừa.pdf", most)
    large = hand_in(visit, "Quá lớn.pdf", most + 1)
    db.session.commit()
    client = sign_in("member")
    found = bag(client, visit.id)
    assert f"/files/{fits.file_id}" in found
    assert f"/files/{large.file_id}" not in found
    [left] = client.get(f"/visits/{visit.id}/take").get_json()["left"]
    assert left["name"] == "Quá lớn.pdf"
    assert "10 MB được giữ" in left["why"]


def test_a_bag_asks_few_queries_however_much_is_in_it(
    world: World, told: Recommendation, sign_in: SignIn
) -> None:
    before = db.session.get_one(Visit, told.visit_id)
    visit = again(world, before)
    for number in range(MOST_TAKEN + 5):
        recommend(world, before, f"Việc {number}")
        hand_in(visit, f"{number}.pdf", 1)
    db.session.commit()
    client = sign_in("member")
    assert counted(client, f"/visits/{visit.id}/take") <= MOST
    found = bag(client, visit.id)
    assert sum(name.startswith("Kiến nghị") for name in found.values()) == MOST_TAKEN


def test_the_coming_visits_are_told_with_hour_place_and_telephone(
    world: World, sign_in: SignIn
) -> None:
    visit = world.visit()
    meeting = db.session.get_one(Meeting, visit.meeting_id)
    meeting.starts_at = clock.now() + timedelta(days=1)
    meeting.contact, meeting.phone = "Đồng chí Bí thư", "0901 234 567"
    db.session.commit()
    [found] = told_of(sign_in("member"))
    assert found["when"] == meeting.when
    assert found["place"] == meeting.where
    assert (found["contact"], found["phone"]) == ("Đồng chí Bí thư", "0901 234 567")
    assert found["tel"] == "tel:0901234567"
    assert found["is_mine"] is True
    assert found["off"] == ""
    assert told_of(sign_in("reader")) == []  # goes nowhere
    assert 'href="tel:0901234567"' in sign_in("member").get(f"/visits/{visit.id}").text


@pytest.mark.parametrize("days", [-1, 15])
def test_others_are_told_only_where_they_are_asked_for(
    world: World, sign_in: SignIn, days: int
) -> None:
    visit = world.visit()
    meeting = db.session.get_one(Meeting, visit.meeting_id)
    meeting.starts_at = clock.now() + timedelta(days=days)
    db.session.commit()
    client = sign_in("member")
    assert told_of(client) == []
    [found] = told_of(client, str(visit.id))
    assert found["is_mine"] is False
    nonsense = f"x,,{visit.id},99999999999,4294967296,²"
    assert len(told_of(client, nonsense)) == 1
    assert told_of(sign_in("stranger"), str(visit.id)) == []


def test_a_cancelled_visit_is_told_as_off_to_who_has_it(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    visit.cancelled_at = clock.now()
    db.session.commit()
    client = sign_in("member")
    assert told_of(client) == []
    [found] = told_of(client, str(visit.id))
    assert found["off"] == "Không dự"


def test_the_stamp_changes_with_what_the_pages_say(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    client = sign_in("member")

    def stamp() -> str:
        return str(told_of(client, str(visit.id))[0]["stamp"])

    stamps = [stamp()]
    add(Finding(visit_id=visit.id, item_id=world.items()[0].id, assessment="good"))
    db.session.commit()
    assert stamps == [stamp()]  # what the team writes there is on its tablets
    meeting = db.session.get_one(Meeting, visit.meeting_id)
    meeting.place = "Nơi khác"
    db.session.commit()
    stamps.append(stamp())
    hand_in(visit, "Nghị quyết.pdf", 1)
    db.session.commit()
    stamps.append(stamp())
    item = world.items()[0]
    said = add(Preparation(visit_id=visit.id, item_id=item.id, note="Đủ"))
    db.session.commit()
    stamps.append(stamp())
    said.note = "Thiếu"
    db.session.commit()
    stamps.append(stamp())
    assert len(set(stamps)) == len(stamps) == 5


def test_the_visits_of_a_tablet_are_one_question(world: World, sign_in: SignIn) -> None:
    ids = [world.visit(name).id for name in ("Nhơn Trạch", "Tân Phú")]
    client = sign_in("member")
    also = ",".join(map(str, ids))
    assert len(told_of(client, also)) == 2
    assert counted(client, f"/tablet/visits?also={also}") == counted(client, "/tablet/visits")
