"""What the papers of a round say, and what their issuing sets going."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update

from tests.forms import looked_over
from tests.round_world import RoundWorld
from tests.rounds.test_services import assignment, of
from tests.world import World, add, local
from webapp.attending.models import Recommendation, Remark
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import tree
from webapp.documents.models import Document
from webapp.documents.pdf.render import render_pdf
from webapp.documents.road import commenting
from webapp.documents.road import services as documents
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.milestones.standing import Standing
from webapp.notices.models import Meeting
from webapp.plans.round_models import AttendeeGroup, Round, Seat
from webapp.plans.signals import round_changed
from webapp.rounds.papers import announcement as drawing
from webapp.rounds.queries import rounds as queries
from webapp.rounds.services import announcing, reporting
from webapp.rounds.services import units as services
from webapp.rounds.services.units import When
from webapp.visits.models import Attendance, Choice

SignIn = Callable[[str], FlaskClient]
LATE = re.compile(
    r'<span class="state (\w+)"><svg[^>]*><use href="[^"#]*#([\w-]+)"></use></svg> '
    r"(?:Đã thông báo, trễ|Đã xong, trễ 5 ngày làm việc)</span>"
)


def text_of(document: Document) -> str:
    return "\n".join(tree.strings(documents.paper_of(document)))


def issue(world: World, document: Document) -> Document:
    document.approved_at = clock.now()
    documents.issue(document, world.user("planner"))
    return document


def unannounced(held: RoundWorld) -> None:
    db.session.execute(delete(Choice))
    round_changed.send(held.activity.id)
    db.session.commit()


def test_the_announcement_says_when_where_who_and_what(world: World, held: RoundWorld) -> None:
    document = announcing.announce(of(held), world.user("planner"))
    text = text_of(document)
    for words in (
        "Lịch thực hiện giám sát chuyên đề",
        "08 giờ 00, thứ Ba, 19/03/2024",
        "Thứ Ba, 19/03/2024, giờ cụ thể thông báo sau",
        "Đảng bộ huyện Tân Phú",
        "Bí thư chi bộ: từ 02 đến 03 đồng chí.",
        "Đại diện cấp ủy: ít nhất 01 đồng chí (bắt buộc).",
        "Đồng chí Người member, Chuyên viên, Trưởng đoàn.",
        "Đại diện Ủy ban Kiểm tra, Thành viên.",
        "Báo cáo kết quả theo đề cương.",
        "Mô hình hay (nếu có).",
        "chậm nhất 17 giờ 00, ngày 08 tháng 3 năm 2024",
        "từ ngày 01/01/2023 đến ngày 31/12/2023",
    ):
        assert words in text, words
    assert tree.gaps(documents.paper_of(document)) == ()
    assert render_pdf(documents.paper_of(document)).startswith(b"%PDF")


def test_a_unit_without_a_session_stops_the_announcement(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    unit = world.organization("Đảng bộ huyện Long Thành")
    services.choose(of(held), unit)
    document = announcing.announce(of(held), world.user("planner"))
    assert "thời gian làm việc tại Đảng bộ huyện Long Thành" in tree.gaps(
        documents.paper_of(document)
    )
    planner, page = sign_in("planner"), f"/documents/{document.id}"
    assert "Phải bổ sung trước khi duyệt" in planner.get(page).text
    document.withdrawn_at = clock.now()
    db.session.commit()
    assert "Phải bổ sung trước khi duyệt" not in planner.get(page).text  # nobody approves it now


def test_issued_it_lets_each_unit_see_its_session(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    unannounced(held)
    office, address = sign_in("office"), f"/visits/{held.visits[0].id}"
    assert office.get(address).status_code == 404
    document = issue(world, announcing.announce(of(held), world.user("planner")))
    assert office.get(address).status_code == 200
    assert office.get(f"/documents/{document.id}").status_code == 200
    assert office.get(f"/visits/{held.visits[1].id}").status_code == 404
    assert "01-TB/BTCTU" in office.get("/").text
    owed = engine.find("announcement", "round", held.activity.id)
    assert owed is not None
    assert owed.done_by == "01-TB/BTCTU"
    assert {one.assignment_id for one in db.session.scalars(select(Choice))} == {
        one.id for one in held.assignments
    }


def test_withdrawn_it_is_owed_again(world: World, held: RoundWorld) -> None:
    unannounced(held)
    document = issue(world, announcing.announce(of(held), world.user("planner")))
    documents.withdraw(document, world.user("planner"), "Đổi lịch")
    owed = engine.find("announcement", "round", held.activity.id)
    assert owed is not None
    assert owed.done_at is None
    again = announcing.announce(of(held), world.user("planner"))
    assert "Văn bản này thay thế văn bản số 01-TB/BTCTU" in text_of(again)


@pytest.mark.parametrize(
    ("day", "words", "tone"),
    [
        (date(2024, 3, 4), "Đúng hạn", "done"),
        (date(2024, 3, 5), "Đã xong, trễ 1 ngày làm việc", "belated"),
        (date(2024, 3, 11), "Đã xong, trễ 5 ngày làm việc", "belated"),
    ],
)
def test_late_is_told_in_working_days(
    world: World, held: RoundWorld, day: date, words: str, tone: str
) -> None:
    unannounced(held)
    with clock.living_on(local(day.year, day.month, day.day)):
        issue(world, announcing.announce(of(held), world.user("planner")))
        owed = engine.find("announcement", "round", held.activity.id)
        calendar = milestones.calendar_of(world.issuer.id)
        assert queries.timeliness(owed, calendar) == Standing(words, tone)


def test_a_late_announcement_looks_alike_in_the_year_and_in_the_list(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    unannounced(held)
    window = of(held).round
    assert window is not None
    window.units_wanted = 1  # and two are chosen
    with clock.living_on(local(2024, 3, 11)):
        issue(world, announcing.announce(of(held), world.user("planner")))
    client = sign_in("planner")
    for address in (f"/plans/{world.plan.id}/year", "/rounds", f"/rounds/{held.activity.id}"):
        text = client.get(address).text
        (told,) = LATE.findall(text)
        assert told == ("belated", "clock-history")
        assert "2/1 đơn vị, nhiều hơn kế hoạch 1</span>" in text
    assert (
        "2/1 đơn vị, nhiều hơn kế hoạch 1" in client.get(f"/rounds/{held.activity.id}/units").text
    )


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (1, None, "ít nhất 01 đồng chí"),
        (0, None, "các đồng chí"),
        (2, 2, "02 đồng chí"),
        (2, 3, "từ 02 đến 03 đồng chí"),
    ],
)
def test_how_many_are_to_come(least: int, most: int | None, words: str) -> None:
    assert drawing.how_many(AttendeeGroup(label="x", least=least, most=most)) == words


def test_the_invitation_is_to_the_kick_off_and_the_superior(world: World, held: RoundWorld) -> None:
    window = db.session.scalars(select(Round)).one()
    window.kick_off_people = "Lãnh đạo các đơn vị được giám sát\nCác Ban Đảng"
    db.session.commit()
    document = announcing.invite(of(held), world.user("planner"))
    text = text_of(document)
    assert "Đại diện Thường trực Tỉnh ủy Đồng Nai; Lãnh đạo các đơn vị được giám sát" in text
    assert "09 giờ 00, thứ Ba, ngày 20 tháng 02 năm 2024" in text
    assert "Phòng họp Ban" in text
    assert tree.gaps(documents.paper_of(document)) == ()
    window.kick_off_at = None
    db.session.commit()
    lacking = announcing.invite(of(held), world.user("planner"))
    assert tree.gaps(documents.paper_of(lacking)) == ("giờ, ngày triển khai",)
    window.kick_off_place = ""
    db.session.commit()
    assert "Không tổ chức triển khai kế hoạch riêng" in text_of(
        announcing.invite(of(held), world.user("planner"))
    )


def test_nobody_is_invited_to_a_kick_off_that_is_over(world: World, held: RoundWorld) -> None:
    with clock.living_on(local(2024, 2, 21, 8)):
        text = text_of(announcing.invite(of(held), world.user("planner")))
    assert "Kế hoạch đã được triển khai lúc 09 giờ 00, thứ Ba, ngày 20 tháng 02" in text
    assert "Phòng họp Ban" not in text


def found(world: World, held: RoundWorld, number: int) -> None:
    visit = held.visits[number]
    row = db.session.scalars(select(Attendance).where(Attendance.visit_id == visit.id)).one()
    row.present, row.composition = 9, "Thường trực cấp ủy"
    author = {"author_id": world.user("member").id, "created_at": clock.now()}
    for kind, text in (
        ("strength", f"Tạo nguồn tốt {number}"),
        ("good_model", f"Nhóm rèn luyện {number}"),
        ("proposal", f"Xin tập huấn {number}"),
    ):
        add(Remark(visit_id=visit.id, kind=kind, text=text, **author))
    fault = add(
        Remark(visit_id=visit.id, kind="shortcoming", text="Sổ ghi thiếu", cause="Mới", **author)
    )
    add(
        Recommendation(
            visit_id=visit.id,
            issuer_id=visit.issuer_id,
            organization_id=visit.organization_id,
            remark_id=fault.id,
            text=f"Bổ sung sổ {number}",
            owner="Đảng ủy",
            due_on=date(2024, 4, 30),
            created_at=clock.now(),
        )
    )
    visit.held_at = clock.now()
    db.session.commit()


def test_the_report_gathers_what_was_found(world: World, held: RoundWorld) -> None:
    with pytest.raises(Refused, match="Chưa buổi làm việc nào"):
        reporting.compose(of(held), world.user("member2"))
    found(world, held, 0)
    draft = reporting.compose(of(held), world.user("member2"))
    assert tree.gaps(documents.paper_of(draft)) == ("kết quả làm việc tại Đảng bộ huyện Tân Phú",)
    found(world, held, 1)
    draft = reporting.compose(of(held), world.user("member2"))
    text = text_of(draft)
    for words in (
        "Kết quả giám sát chuyên đề",
        "09 đồng chí: Thường trực cấp ủy",
        "Tạo nguồn tốt 1.",
        "Sổ ghi thiếu. *Nguyên nhân:* Mới.",
        "Bổ sung sổ 0",
        "Nhóm rèn luyện 1.",
        "Xin tập huấn 0.",
        "THƯ KÝ TỔNG HỢP",
        "XÁC NHẬN CỦA TRƯỞNG ĐOÀN",
    ):
        assert words in text, words
    paper = documents.paper_of(draft)
    assert tree.gaps(paper) == ()
    left, right = paper.signatures
    assert (left.name, left.side, right.name) == ("Người member2", "left", "Người member")
    assert render_pdf(replace(paper)).startswith(b"%PDF")


def test_a_round_of_one_day_is_not_told_from_and_to(world: World, held: RoundWorld) -> None:
    found(world, held, 0)
    lead = "ngày 11 tháng 3 năm 2024 đến ngày 22 tháng 3 năm 2024, Đoàn giám sát đã làm việc"
    assert lead in text_of(reporting.compose(of(held), world.user("member2")))
    window = db.session.scalars(select(Round)).one()
    window.closes_on = window.opens_on
    db.session.commit()
    text = text_of(reporting.compose(of(held), world.user("member2")))
    assert "; ngày 11 tháng 3 năm 2024, Đoàn giám sát đã làm việc" in text


def test_the_report_goes_its_road_to_the_standing_committee(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    """Compiled by the secretary, commented on, confirmed by the head, issued (65-KH/ĐTN, III.3)."""
    round_changed.send(held.activity.id)
    found(world, held, 0)
    found(world, held, 1)
    secretary, head, planner = (sign_in(name) for name in ("member2", "member", "planner"))
    at = f"/rounds/{held.activity.id}"
    assert f"{at}/report" in secretary.get(at).text
    assert head.post(f"{at}/report").status_code == 403
    answer = secretary.post(f"{at}/report")
    assert answer.status_code == 303
    paper = answer.location
    document_id = int(paper.rsplit("/", 1)[1])
    asked = {"people": str(world.user("member").id), "due_on": "2024-01-20"}
    assert secretary.post(f"{paper}/comments/new", data=asked).status_code == 303
    document = db.session.get_one(Document, document_id)
    (comment,) = commenting.of(document)
    assert (
        head.post(
            f"/documents/comments/{comment.id}", data={"text": "Nêu rõ hơn.", "version": "1"}
        ).status_code
        == 303
    )
    db.session.refresh(comment)
    decided = {"decision": "taken", "reason": "", "version": str(comment.version)}
    assert (
        secretary.post(f"/documents/comments/{comment.id}/decision", data=decided).status_code
        == 303
    )
    assert secretary.post(f"{paper}/submit").status_code == 303
    assert "Chờ xác nhận" in planner.get(at).text
    assert sign_in("leader").post(f"{paper}/approve").status_code == 403
    assert head.post(f"{paper}/approve").status_code == 303
    assert looked_over(planner, f"{paper}/issuing").status_code == 303
    owed = engine.find("round_report", "round", held.activity.id)
    assert owed is not None
    assert owed.done_by == "01-BC/BTCTU"
    shown = planner.get(at).text
    assert "Đã xác nhận" in shown
    assert "Đúng hạn" in shown


def test_without_a_head_who_has_an_account_a_leader_confirms(
    world: World, held: RoundWorld
) -> None:
    found(world, held, 0)
    db.session.execute(delete(Seat).where(Seat.role == "head"))
    db.session.commit()
    draft = reporting.compose(of(held), world.user("planner"))
    assert draft.approver_id is None
    assert "tên Trưởng đoàn" in tree.gaps(documents.paper_of(draft))


def test_an_hour_is_lacking_until_it_is_set_or_told_later_by_choice(
    world: World, held: RoundWorld, sign_in: SignIn
) -> None:
    meeting = held.visits[1].meeting_id
    planner = sign_in("planner")
    at = f"/rounds/{held.activity.id}/units/{held.assignments[1].id}/session"
    sent = {"day": "2024-03-19", "hour": "", "place": "Hội trường đơn vị"}

    def composed(**typed: str) -> Document:
        version = db.session.get_one(Meeting, meeting, populate_existing=True).version
        assert planner.post(at, data={**sent, **typed, "version": version}).status_code == 303
        db.session.expire_all()
        return announcing.announce(of(held), world.user("planner"))

    draft = composed()
    assert tree.gaps(documents.paper_of(draft)) == ("giờ làm việc tại Đảng bộ huyện Tân Phú",)
    assert "checked" not in planner.get(at).text
    documents.submit(draft, world.user("planner"))
    with pytest.raises(documents.NotReady, match="Còn thiếu: giờ làm việc tại"):
        documents.approve(draft, world.user("leader"))
    documents.send_back(draft, world.user("leader"), "Ghi giờ.")
    draft = composed(is_hour_later="y")
    assert "Thứ Ba, 19/03/2024, giờ cụ thể thông báo sau" in text_of(draft)
    assert tree.gaps(documents.paper_of(draft)) == ()
    assert "checked" in planner.get(at).text
    draft = composed(is_hour_later="y", hour="09:30")  # an hour that is known is said
    assert "09 giờ 30, thứ Ba, 19/03/2024" in text_of(draft)
    assert not db.session.get_one(Meeting, meeting).is_hour_later  # and nothing is told later
    assert "checked" not in planner.get(at).text


def test_a_place_that_nobody_has_any_more_is_lacking(world: World, held: RoundWorld) -> None:
    db.session.execute(update(Seat).where(Seat.role == "head").values(user_id=None, title="Phó"))
    db.session.commit()
    draft = announcing.announce(of(held), world.user("planner"))
    assert tree.gaps(documents.paper_of(draft)) == ("họ tên thành viên Đoàn giám sát",)


def test_an_hour_set_later_is_on_the_next_announcement(world: World, held: RoundWorld) -> None:
    issue(world, announcing.announce(of(held), world.user("planner")))
    services.set_session(
        of(held),
        assignment(held, 1),
        When(date(2024, 3, 19), time(14, 0), "Hội trường"),
        world.user("planner"),
    )
    again = announcing.announce(of(held), world.user("planner"))
    assert "14 giờ 00, thứ Ba, 19/03/2024" in text_of(again)
    assert "thông báo sau" not in text_of(again)
