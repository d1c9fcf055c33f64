"""The month's papers: its calendar announced, and its report to the superior."""

from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from tests.full_world import issue
from tests.grassroots.test_assigning import month, propose, publish
from tests.grassroots.test_reporting import sent
from tests.grassroots_world import MARCH, GrassrootsWorld
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road.composing import is_stale
from webapp.documents.road.recipients import bodies_of
from webapp.documents.road.services import paper_of
from webapp.documents.tree import gaps, plain_text
from webapp.grassroots.queries.line import Line
from webapp.grassroots.services.dues import calendar_of
from webapp.milestones.engine import close, find
from webapp.milestones.models import Message
from webapp.notices import services as notices
from webapp.notices.models import Meeting, Notice
from webapp.plans.services.dues import set_assignment_milestones
from webapp.visits.models import NoShow

SignIn = Callable[[str], FlaskClient]


def composed(kind: str) -> Document:
    db.session.expire_all()
    return db.session.scalars(
        select(Document).where(Document.kind == kind, Document.withdrawn_at.is_(None))
    ).one()


def test_the_month_is_announced_with_who_goes_where(
    world: World, sign_in: SignIn, held: GrassrootsWorld
) -> None:
    url = f"/grassroots/{held.activity_id}/announcement?month=2024-03"
    early = propose(sign_in, held).post(url, follow_redirects=True)
    assert "Hãy công bố lịch tháng trước" in early.text
    client = publish(sign_in, held)
    assert client.post(url).status_code == 303
    document = composed("announcement")
    paper = paper_of(document)
    text = plain_text(paper)
    assert "Lịch dự sinh hoạt cơ sở tháng 3 năm 2024" in text
    for line in month(held).attended:
        assert f"Đồng chí {line.goers[0].name}" in text
    assert "0292\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000" in text
    assert gaps(paper) == ()
    assert len(bodies_of(document)) == 2
    issue(world, document)
    told = db.session.scalars(
        select(Message.text).where(Message.user_id == world.user("office").id)
    ).all()
    assert any(document.number_and_symbol in one for one in told)


def test_a_meeting_that_moves_makes_the_announcement_to_be_adjusted(
    world: World, sign_in: SignIn, held: GrassrootsWorld
) -> None:
    client = publish(sign_in, held)
    client.post(f"/grassroots/{held.activity_id}/announcement?month=2024-03")
    document = issue(world, composed("announcement"))
    line = month(held).lines[0]
    wanted = select(Meeting).options(joinedload(Meeting.notice).joinedload(Notice.assignment))
    meeting = db.session.scalars(wanted.where(Meeting.id == line.meeting_id)).one()
    notices.move_meeting(
        meeting, date(2024, 3, 6), meeting.hour, meeting.place, "Bận", world.user("office")
    )
    db.session.expire_all()
    document = db.session.get_one(Document, document.id)
    assert (document.state, is_stale(document)) == ("issued", True)
    texts = db.session.scalars(
        select(Message.text).where(Message.user_id == line.goers[0].user_id)
    ).all()
    assert any("Buổi sinh hoạt đã chọn thay đổi" in one for one in texts)
    client.post(f"/grassroots/{held.activity_id}/announcement?month=2024-03")
    new = db.session.scalars(select(Document).where(Document.replaces_id == document.id)).one()
    assert "thay thế văn bản số" in plain_text(paper_of(new))
    assert document.state == "issued"
    page = client.get(f"/grassroots/{held.activity_id}?month=2024-03").text
    assert f"Mở thông báo lịch dự số {document.number_and_symbol}" in page
    assert "Mở dự thảo thông báo lịch dự" in page
    issue(world, new)
    assert document.state == "replaced"
    page = client.get(f"/grassroots/{held.activity_id}?month=2024-03").text
    assert f"Mở thông báo lịch dự số {new.number_and_symbol}" in page
    assert "Mở dự thảo" not in page


def test_who_changes_an_announced_month_is_told_to_adjust_what_announced_it(
    world: World, sign_in: SignIn, held: GrassrootsWorld
) -> None:
    client = publish(sign_in, held)
    first, second, *_ = month(held).lines
    plain = give(world, client, held, second)
    assert "Đã lưu người dự." in plain
    assert "Lần đề xuất sau" not in plain  # none comes after the month is published
    assert "Cần điều chỉnh" not in plain
    announce = f"/grassroots/{held.activity_id}/announcement?month=2024-03"
    client.post(announce)
    symbol = issue(world, composed("announcement")).number_and_symbol
    assert f"Cần điều chỉnh văn bản {symbol}." in give(world, client, held, first)
    calendar = calendar_of(held.activity_id, MARCH)
    assert calendar is not None
    page = client.get(f"/grassroots/{held.activity_id}?month=2024-03").text
    assert "Cần điều chỉnh" in page
    assert "Soạn thông báo điều chỉnh" in page
    assert client.post(f"/grassroots/months/{calendar.id}/amendment").status_code == 303
    notice = composed("amendment")
    assert "| Người dự | Đồng chí" in plain_text(paper_of(notice))
    issue(world, notice)
    assert "Cần điều chỉnh" not in client.get(f"/grassroots/{held.activity_id}?month=2024-03").text
    goer = month(held).lines[0].goers[0].user_id
    values = {"user_id": str(goer), "reason": "Họp đột xuất", "replacement_id": "0"}
    visit = f"/visits/{month(held).lines[0].visit_id}/no-show"
    told = client.post(visit, data=values, follow_redirects=True).text
    assert f"Cần điều chỉnh văn bản {symbol}." in told
    again = client.post(f"/grassroots/months/{calendar.id}/amendment", follow_redirects=True).text
    assert "Không bố trí người dự" in again


def give(world: World, client: FlaskClient, held: GrassrootsWorld, line: Line) -> str:
    """Let somebody else go to a meeting, by hand; return the page that follows."""
    url = f"/grassroots/{held.activity_id}/meetings/{line.meeting_id}"
    version = client.get(url).text.split('name="version" type="hidden" value="')[1].split('"')[0]
    people = (world.user(name).id for name in ("member", "member2", "leader"))
    other = next(one for one in people if one != line.goers[0].user_id)
    data = {"person": str(other), "version": version}
    return client.post(url, data=data, follow_redirects=True).text


def test_the_month_gathers_itself_in_a_report(
    world: World, sign_in: SignIn, held: GrassrootsWorld
) -> None:
    client = publish(sign_in, held)
    first, second, *_ = month(held).lines
    with clock.living_on(date(2024, 3, 25)):
        client = sign_in("planner")
        client.post(f"/visits/{first.visit_id}/report", data=sent(client, first.visit_id or 0))
        add(
            NoShow(
                issuer_id=world.issuer.id,
                organization_id=world.user("office").organization_id,
                visit_id=second.visit_id,
                user_id=second.goers[0].user_id,
                reason="Ốm",
                reported_at=clock.now(),
                reported_by_id=world.user("planner").id,
            )
        )
        db.session.commit()
        answer = client.post(f"/grassroots/{held.activity_id}/report?month=2024-03")
    assert answer.status_code == 303
    document = composed("month_report")
    paper = paper_of(document)
    text = plain_text(paper)
    for words in (
        "Trong 03 đơn vị phải gửi lịch, 02 đơn vị gửi đúng hạn, 00 đơn vị gửi trễ hạn, 01 đơn vị",
        "Chưa gửi lịch: Đảng bộ huyện Long Thành.",
        "Phân công dự 04 buổi, đã dự và báo cáo 01 buổi; các nơi được dự có 25 đảng viên, 23",
        "Cấp ủy dự. Triển khai công tác tháng.",
        "Mong có sân chơi.",
        "Hỗ trợ kinh phí.",
        "Ngày thứ Bảy tình nguyện.",
        "Lý do: Ốm. Người thay: không bố trí được.",
        "Báo cáo được lập khi tháng 3 năm 2024 chưa kết thúc.\n",
        "Còn 03 buổi đã diễn ra theo lịch nhưng chưa có báo cáo:\n- ",
        f"{second.name}; trách nhiệm báo cáo: đồng chí {second.goers[0].name}.",
    ):
        assert words in text
    assert gaps(paper) == ()
    calendar = calendar_of(held.activity_id, MARCH)
    assert calendar is not None
    owed = find("month_report", "monthly_calendar", calendar.id)
    assert owed is not None
    assert owed.done_at is None
    with clock.living_on(date(2024, 3, 25)):
        issue(world, document)
    db.session.expire_all()
    assert owed.done_by == document.number_and_symbol


def test_a_report_names_whose_calendar_was_closed_with_a_reason_apart(
    world: World, sign_in: SignIn, held: GrassrootsWorld
) -> None:
    unit = held.assignment("Long Thành")
    set_assignment_milestones([unit], world.plan.id)
    owed = find("notice", "assignment", unit.id)
    assert owed is not None
    close(owed)
    db.session.commit()
    publish(sign_in, held)
    with clock.living_on(date(2024, 3, 25)):
        client = sign_in("planner")
        client.post(f"/grassroots/{held.activity_id}/report?month=2024-03")
    text = plain_text(paper_of(composed("month_report")))
    assert "Trong 02 đơn vị phải gửi lịch" in text
    assert "Chưa gửi lịch" not in text
    told = "do đã kết thúc hoạt động: Đảng bộ huyện Long Thành."
    assert f"Không còn phải gửi lịch, {told}" in text
    page = client.get(f"/grassroots/{held.activity_id}?month=2024-03").text
    assert "Không phải gửi lịch, đã khép lại: Đảng bộ huyện Long Thành." in page


def test_a_report_says_what_is_to_come_and_the_same_opinion_once(
    world: World, sign_in: SignIn, held: GrassrootsWorld
) -> None:
    publish(sign_in, held)
    first, second, *_ = month(held).lines
    address = f"/grassroots/{held.activity_id}/report?month=2024-03"
    with clock.living_on(date(2024, 3, 10)):
        client = sign_in("planner")
        for line, words in ((first, "Mong có sân chơi."), (second, "mong co san choi")):
            told = sent(client, line.visit_id or 0) | {"opinion": words}
            assert client.post(f"/visits/{line.visit_id}/report", data=told).status_code == 303
        client.post(address)
    document = composed("month_report")
    text = plain_text(paper_of(document))
    assert "chưa kết thúc, còn 02 buổi được phân công chưa diễn ra." in text
    assert "chưa có báo cáo:" not in text
    assert f"- Mong có sân chơi ({first.name}; {second.name})." in text
    assert "mong co san choi" not in text
    with clock.living_on(date(2024, 4, 2)):
        sign_in("planner").post(address)
        again = plain_text(paper_of(composed("month_report")))
        assert "chưa kết thúc" not in again
        assert "Còn 02 buổi đã diễn ra theo lịch nhưng chưa có báo cáo:" in again


def test_an_issued_report_goes_on_saying_that_the_month_was_not_over(
    world: World, sign_in: SignIn, held: GrassrootsWorld
) -> None:
    publish(sign_in, held)
    with clock.living_on(date(2024, 3, 10)):
        sign_in("planner").post(f"/grassroots/{held.activity_id}/report?month=2024-03")
        document = issue(world, composed("month_report"))
    with clock.living_on(date(2024, 4, 2)):
        assert not is_stale(document)


def test_a_draft_that_was_not_published_has_no_report(
    sign_in: SignIn, held: GrassrootsWorld
) -> None:
    client = propose(sign_in, held)
    answer = client.post(
        f"/grassroots/{held.activity_id}/report?month=2024-03", follow_redirects=True
    )
    assert "chưa công bố" in answer.text
