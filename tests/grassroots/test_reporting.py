"""The member's report from a telephone, and who did not come (46-KH/ĐTN, II.3)."""

from collections.abc import Callable
from datetime import date, timedelta

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.world import World, add
from webapp.attending.models import OPINION, SHORTCOMING, Recommendation, Remark
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road.services import paper_of
from webapp.documents.tree import gaps, plain_text
from webapp.grassroots.models import Wish
from webapp.milestones.engine import find
from webapp.milestones.models import Message
from webapp.notices.models import Meeting
from webapp.visits.models import Attendance, NoShow, TeamMember, Visit

SignIn = Callable[[str], FlaskClient]
AFTER = date(2024, 3, 9)  # the day after the meeting


def sent(client: FlaskClient, visit_id: int, **other: str) -> dict[str, str]:
    """A report as a browser sends it, on the version the page shows."""
    page = client.get(f"/visits/{visit_id}/report").text
    version = page.split('name="version" type="hidden" value="')[1].split('"')[0]
    return {
        "version": version,
        "members": "25",
        "present": "23",
        "composition": "Cấp ủy dự",
        "course": "Triển khai công tác tháng",
        "strength": "Đúng giờ\nChuẩn bị kỹ",
        "shortcoming": "Vắng nhiều",
        "opinion": "Mong có sân chơi",
        "proposal": "Hỗ trợ kinh phí",
        "good_model": "Ngày thứ Bảy tình nguyện",
        **other,
    }


def remarks(visit_id: int) -> list[tuple[str, str]]:
    db.session.expire_all()
    rows = db.session.scalars(select(Remark).where(Remark.visit_id == visit_id).order_by(Remark.id))
    return [(one.kind, one.text) for one in rows]


def test_who_goes_reports_whatever_their_part(world: World, sign_in: SignIn, visit_id: int) -> None:
    with clock.living_on(AFTER):
        reader = sign_in("reader")
        data = sent(sign_in("member"), visit_id)
        assert reader.post(f"/visits/{visit_id}/report", data=data).status_code == 403
        add(TeamMember(visit_id=visit_id, user_id=world.user("reader").id, role="member"))
        db.session.commit()
        data = sent(reader, visit_id)
        assert reader.post(f"/visits/{visit_id}/report", data=data).status_code == 303
        assert sign_in("stranger").post(f"/visits/{visit_id}/report").status_code == 404


def test_a_report_is_written_from_a_telephone(world: World, sign_in: SignIn, visit_id: int) -> None:
    with clock.living_on(AFTER):
        client = sign_in("member")
        assert client.get(f"/visits/{visit_id}/findings").status_code == 303
        answer = client.post(f"/visits/{visit_id}/report", data=sent(client, visit_id))
        assert answer.status_code == 303
        page = client.get(f"/visits/{visit_id}").text
    assert "có mặt 23/25" in page
    assert remarks(visit_id) == [
        ("strength", "Đúng giờ"),
        ("strength", "Chuẩn bị kỹ"),
        ("shortcoming", "Vắng nhiều"),
        ("opinion", "Mong có sân chơi"),
        ("proposal", "Hỗ trợ kinh phí"),
        ("good_model", "Ngày thứ Bảy tình nguyện"),
    ]
    attendance = db.session.scalars(select(Attendance).where(Attendance.visit_id == visit_id)).one()
    assert (attendance.members, attendance.present, attendance.composition) == (
        25,
        23,
        "Cấp ủy dự",
    )
    owed = find("findings", "visit", visit_id)
    assert owed is not None
    assert owed.done_by == world.user("member").full_name
    told = db.session.scalars(
        select(Message.text).where(Message.user_id == world.user("planner").id)
    ).all()
    assert told == ["Đã có báo cáo dự sinh hoạt tại Đoàn cơ sở Mẫu."]


def test_a_line_that_stays_keeps_what_hangs_on_it(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    with clock.living_on(AFTER):
        client = sign_in("member")
        client.post(f"/visits/{visit_id}/report", data=sent(client, visit_id))
        row = db.session.scalars(select(Remark).where(Remark.kind == SHORTCOMING)).one()
        add(
            Recommendation(
                visit_id=visit_id,
                issuer_id=world.issuer.id,
                organization_id=db.session.get_one(Visit, visit_id).organization_id,
                remark_id=row.id,
                text="Điểm danh",
                created_at=clock.now(),
            )
        )
        db.session.commit()
        number = row.id
        more = sent(client, visit_id, shortcoming="Vắng nhiều\nBắt đầu trễ", opinion="")
        client.post(f"/visits/{visit_id}/report", data=more)
        assert db.session.get_one(Remark, number).text == "Vắng nhiều"
        assert (SHORTCOMING, "Bắt đầu trễ") in remarks(visit_id)
        assert OPINION not in [kind for kind, _ in remarks(visit_id)]
        client.post(f"/visits/{visit_id}/report", data=sent(client, visit_id, shortcoming=""))
    assert db.session.scalars(select(Recommendation)).one().remark_id is None
    messages = db.session.scalars(select(Message).where(Message.text.contains("Đã có báo cáo")))
    assert len(messages.all()) == 1


def test_two_who_report_at_once_see_both_texts(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    with clock.living_on(AFTER):
        member, planner = sign_in("member"), sign_in("planner")
        late = sent(planner, visit_id, course="Của người sau")
        member.post(f"/visits/{visit_id}/report", data=sent(member, visit_id))
        answer = planner.post(f"/visits/{visit_id}/report", data=late)
    assert answer.status_code == 409
    assert "Triển khai công tác tháng" in answer.text
    assert "Của người sau" in answer.text
    attendance = db.session.scalars(select(Attendance).where(Attendance.visit_id == visit_id)).one()
    assert attendance.course == "Triển khai công tác tháng"


def test_what_cannot_be_is_told(world: World, sign_in: SignIn, visit_id: int) -> None:
    client = sign_in("member")
    early = client.post(f"/visits/{visit_id}/report", data=sent(client, visit_id))
    assert early.status_code == 422
    assert "chưa đến giờ" in early.text
    with clock.living_on(AFTER):
        wrong = client.post(
            f"/visits/{visit_id}/report", data=sent(client, visit_id, present="26", course="")
        )
        assert wrong.status_code == 422
        assert "Số có mặt nhiều hơn tổng số." in wrong.text
        other = sign_in("member2")
        assert other.get(f"/visits/{visit_id}/report").status_code == 200
        assert other.post(f"/visits/{visit_id}/report").status_code == 403
    assert remarks(visit_id) == []
    attend = world.visit()
    assert client.get(f"/visits/{attend.id}/report").status_code == 404


def no_show(world: World, client: FlaskClient, visit_id: int, replacement: str | None) -> int:
    instead = str(world.user(replacement).id) if replacement else "0"
    values = {
        "user_id": str(world.user("member").id),
        "reason": "Họp đột xuất",
        "replacement_id": instead,
    }
    return client.post(f"/visits/{visit_id}/no-show", data=values).status_code


def test_who_did_not_come_is_replaced_and_the_report_moves(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    assert no_show(world, sign_in("member"), visit_id, "member2") == 303
    assert db.session.scalars(
        select(TeamMember.user_id).where(TeamMember.visit_id == visit_id)
    ).all() == [world.user("member2").id]
    owed = find("findings", "visit", visit_id)
    assert owed is not None
    assert owed.user_id == world.user("member2").id
    row = db.session.scalars(select(NoShow)).one()
    assert (row.user_id, row.reported_by_id) == (world.user("member").id,) * 2
    told = {one.user_id for one in db.session.scalars(select(Message))}
    assert told == {world.user("planner").id, world.user("member2").id}
    assert no_show(world, sign_in("planner"), visit_id, None) == 422  # noted already
    assert sign_in("member").post(f"/visits/{visit_id}/no-show").status_code == 403


def test_who_is_elsewhere_at_that_hour_is_shown_so_before_being_sent_instead(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    busy = world.visit(team=("member2",))
    visit = db.session.get_one(Visit, visit_id)
    meeting = db.session.get_one(Meeting, visit.meeting_id)
    db.session.get_one(Meeting, busy.meeting_id).starts_at = meeting.starts_at
    db.session.commit()
    page = sign_in("planner").get(f"/visits/{visit_id}/no-show").text
    name = world.user("member2").full_name
    assert f"{name}; trùng 120 phút với buổi tại " in page
    assert page.index(name) > page.index(world.user("leader").full_name)


def test_who_reported_an_absence_of_that_day_is_marked_before_being_sent_instead(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    own = {"issuer_id": world.issuer.id, "user_id": world.user("member2").id}
    day = date(2024, 3, 8)
    wish = Wish(**own, kind="absent", starts_on=day, ends_on=day, note="Đi học")
    db.session.add(wish)
    db.session.commit()
    planner, name = sign_in("planner"), world.user("member2").full_name
    page = planner.get(f"/visits/{visit_id}/no-show").text
    assert f"{name}; đã báo vắng ngày này (Đi học)" in page
    assert page.index(name) > page.index(world.user("leader").full_name)
    for other in ({"kind": "avoid"}, {"kind": "absent", "ends_on": day - timedelta(days=1)}):
        for key, value in other.items():
            setattr(wish, key, value)
        db.session.commit()
        assert "đã báo vắng" not in planner.get(f"/visits/{visit_id}/no-show").text


def test_the_page_of_the_visit_says_who_did_not_come_why_and_who_went_instead(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    reader, address = sign_in("reader"), f"/visits/{visit_id}"
    assert "Không tham dự theo phân công" not in reader.get(address).text
    no_show(world, sign_in("planner"), visit_id, "member2")
    told = "Người member: Họp đột xuất · người dự thay: Người member2"
    assert told in reader.get(address).text


def test_where_nobody_went_the_visit_is_cancelled(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    assert no_show(world, sign_in("planner"), visit_id, None) == 303
    visit = db.session.get_one(Visit, visit_id)
    assert visit.cancel_reason == "Không có người dự: Họp đột xuất"
    assert find("findings", "visit", visit_id) is None


def test_the_quick_report_says_who_why_and_who_went_instead(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    client = sign_in("planner")
    empty = client.post(f"/visits/{visit_id}/quick-report", follow_redirects=True)
    assert "Chưa ghi nhận ai không tham dự" in empty.text
    no_show(world, client, visit_id, "member2")
    answer = client.post(f"/visits/{visit_id}/quick-report")
    assert answer.status_code == 303
    document = db.session.scalars(select(Document).where(Document.kind == "quick_report")).one()
    assert answer.location == f"/documents/{document.id}"
    paper = paper_of(document)
    text = plain_text(paper)
    for words in (
        "08 giờ 00, thứ Sáu, 08/03/2024, tại Đoàn cơ sở Mẫu",
        "Người được phân công: đồng chí Người member.",
        "Họp đột xuất.",
        "Người thay: đồng chí Người member2.",
    ):
        assert words in text
    assert gaps(paper) == ()
