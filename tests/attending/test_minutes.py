"""The minutes of a session: what they say, what they lack, whom they reach."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attending.sessions import confirm, typed, write
from tests.full_world import issue
from tests.round_world import RoundWorld
from tests.world import World, add, local
from webapp.accounts.models import User
from webapp.attending.services import agenda as session
from webapp.attending.services import attendees, minutes
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import tree
from webapp.documents.models import Document, DocumentRecipient
from webapp.documents.pdf.render import render_pdf
from webapp.documents.road import services as documents
from webapp.milestones.models import Message
from webapp.plans.round_models import AgendaStep, Seat
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]
EIGHT = local(2024, 3, 19, 8)


def held(world: World, round_world: RoundWorld) -> Visit:
    """The first session, written in full."""
    visit, first, last = held_at_all(world, round_world)
    office = world.user("office")
    name = f"confirmation-{round_world.groups[1].id}-names"
    attendees.save(visit, office, [typed(name, "Trần Văn Mẫu\n\nLê Thị Mẫu, Bí thư *chi bộ*")])
    for minute, verb, key in ((2, "start", first), (9, "start", last), (30, "finish", last)):
        with clock.living_on(EIGHT + timedelta(minutes=minute)):
            session.turn(visit, verb, key)
    write(visit, first, "note", "Đơn vị có 12 chi bộ\nĐề nghị tăng thời gian.")
    write(visit, first, "speaker", "Đồng chí Bí thư")
    write(visit, last, "note", "Đồng ý với báo cáo\nHoàn thành trong quý II")
    return visit


def held_at_all(world: World, round_world: RoundWorld) -> tuple[Visit, int, int]:
    """The first session with who came confirmed, and its first and last step."""
    visit = round_world.visits[0]
    for one, count in zip(round_world.groups, ("1", "2", "1"), strict=True):
        confirm(visit, world.user("office"), one.id, count)
    first, last = (step.id for step in round_world.steps)
    return visit, first, last


def composed(visit: Visit, who: User) -> Document:
    return minutes.compose(visit, who)


def text(document: Document) -> str:
    return tree.plain_text(documents.paper_of(document))


def test_what_minutes_say_in_order(world: World, round_world: RoundWorld) -> None:
    visit = held(world, round_world)
    seat = db.session.scalars(select(Seat).where(Seat.body != "")).one()
    seat.full_name, seat.title = "Vũ Thị Mẫu", "Phó Chủ nhiệm"
    db.session.commit()
    document = composed(visit, world.user("member"))
    paper = documents.paper_of(document)
    assert tree.gaps(paper) == ()
    said = text(document)
    wanted = [
        "BIÊN BẢN",
        "Buổi làm việc với Đảng bộ huyện Nhơn Trạch về giám sát chuyên đề",
        "Thực hiện Kế hoạch số 73-KH/BTCTU ngày 03 tháng 01 năm 2024",
        "ngày 19 tháng 3 năm 2024, tại Hội trường đơn vị",
        "Buổi làm việc bắt đầu lúc 08 giờ 02.",
        "1. Thành phần",
        "đồng chí Người member, Chuyên viên (Trưởng đoàn)",
        "đồng chí Vũ Thị Mẫu, Phó Chủ nhiệm, Ủy ban Kiểm tra",
        "Thường trực cấp ủy: 01 đồng chí.",
        "Bí thư chi bộ: 02 đồng chí, gồm: Trần Văn Mẫu; Lê Thị Mẫu, Bí thư *\u2060chi bộ*",
        "Đại diện cấp ủy: 01 đồng chí.",
        "Chủ trì: đồng chí Người member.",
        "Ghi biên bản: đồng chí Người member2.",
        "2. Diễn biến",
        "08 giờ 02: Giới thiệu thành phần (Đồng chí Bí thư).",
        "- Đơn vị có 12 chi bộ.",
        "- Đề nghị tăng thời gian.",
        "3. Kết luận",
        "Trưởng đoàn kết luận:",
        "- Đồng ý với báo cáo.",
        "- Hoàn thành trong quý II.",
        "Buổi làm việc kết thúc lúc 08 giờ 30 cùng ngày.",
    ]
    places = [said.replace("\u2060", "").find(line.replace("\u2060", "")) for line in wanted]
    assert -1 not in places, wanted[places.index(-1)]
    assert places == sorted(places)
    assert [(one.side, one.authority, one.name) for one in paper.signatures] == [
        ("left", "NGƯỜI GHI BIÊN BẢN", "Người member2"),
        ("right", "CHỦ TRÌ", "Người member"),
    ]
    assert render_pdf(paper).startswith(b"%PDF")


def test_what_attendance_tells_goes_before_what_the_clock_tells(
    world: World, round_world: RoundWorld
) -> None:
    visit = held(world, round_world)
    session.save(
        visit,
        [
            typed("attendance-opened_at", "07:55"),
            typed("attendance-closed_at", "09:05"),
            typed("attendance-chair", "Đồng chí Phạm Văn Mẫu, Phó Trưởng ban"),
            typed("attendance-minute_taker", "Hồ Thị Mẫu"),
            typed("attendance-composition", "Vắng 01 Bí thư chi bộ\nMời thêm Phòng Nội vụ."),
            typed("attendance-course", "Nghỉ giải lao 10 phút"),
        ],
    )
    document = composed(visit, world.user("planner"))
    said = text(document)
    for line in (
        "bắt đầu lúc 07 giờ 55.",
        "kết thúc lúc 09 giờ 05 cùng ngày",
        "Chủ trì: Đồng chí Phạm Văn Mẫu, Phó Trưởng ban.",
        "- Vắng 01 Bí thư chi bộ.\n- Mời thêm Phòng Nội vụ.",
        "- Nghỉ giải lao 10 phút.",
    ):
        assert line in said
    signed = [one.name for one in documents.paper_of(document).signatures]
    assert signed == ["Hồ Thị Mẫu", "Phạm Văn Mẫu"]


def test_what_is_missing_stands_as_a_gap_and_stops_approval(
    world: World, round_world: RoundWorld, visit: Visit
) -> None:
    round_world.steps[0].speaker = ""
    db.session.commit()
    write(visit, round_world.steps[0].id, "began_at", "08:00")
    document = composed(visit, world.user("member"))
    assert tree.gaps(documents.paper_of(document)) == (
        "số người có mặt, thường trực cấp ủy",
        "số người có mặt, bí thư chi bộ",
        "số người có mặt, đại diện cấp ủy",
        "người trình bày bước 1",
        "kết luận",
        "giờ kết thúc",
    )
    documents.submit(document, world.user("member"))
    with pytest.raises(documents.NotReady, match="Còn thiếu: kết luận"):
        documents.approve(document, world.user("leader"))


def test_a_skipped_step_is_left_out(world: World, round_world: RoundWorld) -> None:
    visit, (first, _) = held(world, round_world), round_world.steps
    write(visit, first.id, "is_skipped", "1")
    write(visit, first.id, "note", "", was="Đơn vị có 12 chi bộ\nĐề nghị tăng thời gian.")
    document = composed(visit, world.user("member"))
    assert "Giới thiệu thành phần" not in text(document)
    assert tree.gaps(documents.paper_of(document)) == ("diễn biến",)
    assert "bắt đầu lúc 08 giờ 09" in text(document)


def test_what_was_written_in_a_skipped_step_is_told_and_asked_about(
    world: World, round_world: RoundWorld
) -> None:
    visit = held(world, round_world)
    write(visit, round_world.steps[0].id, "is_skipped", "1")
    document = composed(visit, world.user("member"))
    assert "- Đơn vị có 12 chi bộ." in text(document)
    assert tree.gaps(documents.paper_of(document)) == (
        "giờ bước 1 (đánh dấu bỏ qua nhưng có ghi nội dung)",
    )


def test_steps_are_told_in_the_order_of_time_and_what_is_open_is_asked_about(
    world: World, round_world: RoundWorld
) -> None:
    """Steps begun at 08:05 (1), 08:11 (3), 08:14 (2); 4 left out; 5 written, never begun."""
    own = {"activity_id": round_world.activity.id, "speaker": "Đơn vị"}
    round_world.steps[1].position = 9
    more = [AgendaStep(position=at, text=f"Việc thứ {at}", **own) for at in range(2, 6)]
    add(*more)
    visit, first, last = held_at_all(world, round_world)
    second, third, _, fifth = (step.id for step in more)
    for minute, key in ((5, first), (11, third), (14, second), (20, last)):
        with clock.living_on(EIGHT + timedelta(minutes=minute)):
            session.turn(visit, "start", key)
    with clock.living_on(EIGHT + timedelta(minutes=30)):
        session.turn(visit, "finish", last)
    write(visit, fifth, "note", "Ý ở bước năm")
    write(visit, last, "note", "Đồng ý")
    document = composed(visit, world.user("member"))
    said = text(document)
    told = ("08 giờ 05", "08 giờ 11: Việc thứ 3", "08 giờ 14: Việc thứ 2", "- Ý ở bước năm.")
    places = [said.find(words) for words in told]
    assert -1 not in places
    assert places == sorted(places)
    assert tree.gaps(documents.paper_of(document)) == (
        "diễn biến bước 4 (ghi bổ sung, hoặc đánh dấu bỏ qua)",
        "giờ bắt đầu bước 5",
    )
    documents.submit(document, world.user("member"))
    with pytest.raises(documents.NotReady, match="diễn biến bước 4"):
        documents.approve(document, world.user("leader"))


def test_the_closing_hour_is_not_told_before_the_last_step_has_ended(
    world: World, round_world: RoundWorld
) -> None:
    visit, first, last = held_at_all(world, round_world)
    for verb, minute in (("start", 5), ("finish", 9)):
        with clock.living_on(EIGHT + timedelta(minutes=minute)):
            session.turn(visit, verb, first)
    write(visit, last, "note", "Đồng ý")
    document = composed(visit, world.user("member"))
    assert tree.gaps(documents.paper_of(document)) == ("giờ kết thúc",)
    write(visit, last, "began_at", "08:10")
    write(visit, last, "ended_at", "08:40")
    assert "kết thúc lúc 08 giờ 40" in text(composed(visit, world.user("member")))


def test_minutes_wait_for_a_step(world: World, round_world: RoundWorld, visit: Visit) -> None:
    with pytest.raises(Refused, match="chưa ghi bước nào"):
        composed(visit, world.user("member"))
    write(visit, round_world.steps[0].id, "note", " ")
    with pytest.raises(Refused, match="chưa ghi bước nào"):
        composed(visit, world.user("member"))
    write(visit, round_world.steps[0].id, "note", "Chưa có giờ")
    document = composed(visit, world.user("member"))
    assert "- Chưa có giờ." in text(document)
    assert "giờ bắt đầu bước 1" in tree.gaps(documents.paper_of(document))


def test_edited_minutes_keep_the_hand_when_composed_again(
    world: World, round_world: RoundWorld, sign_in: SignIn
) -> None:
    visit, who = held(world, round_world), world.user("member")
    document = composed(visit, who)
    assert composed(visit, who).id == document.id
    by_hand = replace(documents.paper_of(document), summary="Lời sửa tay")
    documents.rewrite(document, by_hand, who)
    client = sign_in("member")
    answer = client.post(f"/visits/{visit.id}/minutes")
    assert (answer.status_code, answer.location) == (303, f"/documents/{document.id}")
    db.session.refresh(document)
    assert documents.paper_of(document) == by_hand


def test_issued_minutes_reach_the_unit_and_close_the_session(
    world: World, round_world: RoundWorld, sign_in: SignIn
) -> None:
    visit = held(world, round_world)
    document = composed(visit, world.user("member"))
    office = sign_in("office")
    assert office.get(f"/documents/{document.id}").status_code == 404
    assert "Xem biên bản" not in office.get(f"/visits/{visit.id}").text
    issue(world, document)
    assert db.session.scalars(select(DocumentRecipient.organization_id)).all() == [
        visit.organization_id
    ]
    assert office.get(f"/documents/{document.id}").status_code == 200
    assert "Xem biên bản" in office.get(f"/visits/{visit.id}").text
    told = select(Message.text).where(Message.user_id == world.user("office").id)
    assert db.session.scalars(told).all()[-1].startswith("Biên bản 01-BB/BTCTU: ")
    cell = write(visit, round_world.steps[0].id, "note", "Thêm", was="")
    assert (cell.status, "Biên bản đã trình" in cell.error) == (409, True)
    with pytest.raises(Refused, match="Biên bản đã trình"):
        session.turn(visit, "resume", round_world.steps[0].id)
    page = sign_in("member").get(f"/visits/{visit.id}/session").text
    assert "Biên bản đã trình hoặc đã ban hành" in page
    assert "Soạn lại biên bản" not in page
    assert sign_in("member").post(f"/visits/{visit.id}/minutes").status_code == 409
    assert "Chỉ xem" not in office.get(f"/visits/{visit.id}/attendees").text
