"""The minutes of a session: what they say, what they lack, whom they reach."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.attending.sessions import confirm, typed, write
from tests.full_world import issue
from tests.round_world import RoundWorld
from tests.world import World, local
from webapp.accounts.models import User
from webapp.attending import attendees, minutes, session
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import services as documents
from webapp.documents import tree
from webapp.documents.models import Document, DocumentRecipient
from webapp.documents.pdf import render_pdf
from webapp.milestones.models import Message
from webapp.plans.round_models import Seat
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]
EIGHT = local(2024, 3, 19, 8)


def held(world: World, round_world: RoundWorld) -> Visit:
    """The first session, written in full."""
    visit, office = round_world.visits[0], world.user("office")
    first, last = (step.id for step in round_world.steps)
    for one, count in zip(round_world.groups, ("1", "2", "1"), strict=True):
        confirm(visit, office, one.id, count)
    name = f"confirmation-{round_world.groups[1].id}-names"
    attendees.save(visit, office, [typed(name, "Trần Văn Mẫu\n\nLê Thị Mẫu, Bí thư *chi bộ*")])
    for minute, verb, key in ((2, "start", first), (9, "start", last), (30, "finish", last)):
        with clock.living_on(EIGHT + timedelta(minutes=minute)):
            session.turn(visit, verb, key)
    write(visit, first, "note", "Đơn vị có 12 chi bộ\nĐề nghị tăng thời gian.")
    write(visit, first, "speaker", "Đồng chí Bí thư")
    write(visit, last, "note", "Đồng ý với báo cáo\nHoàn thành trong quý II")
    return visit


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
    visit = held(world, round_world)
    write(visit, round_world.steps[0].id, "is_skipped", "1")
    document = composed(visit, world.user("member"))
    assert "Giới thiệu thành phần" not in text(document)
    assert tree.gaps(documents.paper_of(document)) == ("diễn biến",)
    assert "bắt đầu lúc 08 giờ 09" in text(document)


def test_minutes_wait_for_a_step(world: World, round_world: RoundWorld, visit: Visit) -> None:
    with pytest.raises(Refused, match="chưa ghi bước nào"):
        composed(visit, world.user("member"))
    write(visit, round_world.steps[0].id, "note", "Chưa có giờ")
    with pytest.raises(Refused, match="chưa ghi bước nào"):
        composed(visit, world.user("member"))


def test_edited_minutes_are_composed_anew_only_when_asked(
    world: World, round_world: RoundWorld, sign_in: SignIn
) -> None:
    visit, who = held(world, round_world), world.user("member")
    document = composed(visit, who)
    assert composed(visit, who).id == document.id
    documents.rewrite(document, documents.paper_of(document), who)
    client = sign_in("member")
    at = f"/visits/{visit.id}/minutes"
    asked = client.post(at)
    assert asked.status_code == 409
    assert "Dự thảo đã được sửa tay" in asked.text
    answer = client.post(at, data={"anew": "1"})
    assert (answer.status_code, answer.location) == (303, f"/documents/{document.id}")


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
