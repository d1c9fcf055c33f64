"""The feedback letter: what it says, what it lacks, and what its issuing sets going."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.dues import set_milestone
from tests.full_world import issue
from tests.world import World
from webapp.attending.forms import Name, Typed
from webapp.attending.models import SHORTCOMING, STRENGTH, Recommendation
from webapp.attending.queries.attendance import impossible
from webapp.attending.queries.checks import missing
from webapp.attending.queries.visit import VisitRecord, fetch_visit
from webapp.attending.services import findings, letters
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import tree
from webapp.documents.models import Document
from webapp.documents.pdf.render import render_pdf
from webapp.documents.road import services as documents
from webapp.documents.road.recipients import bodies_of
from webapp.milestones import engine
from webapp.milestones.models import Message, Milestone
from webapp.visits.models import Criterion, Visit
from webapp.visits.queries import scores

SignIn = Callable[[str], FlaskClient]
ATTENDANCE = {
    "members": "25",
    "probationary": "2",
    "present": "22",
    "exempt": "1",
    "excused": "2",
    "unexcused": "0",
    "opened_at": "08:00",
    "closed_at": "10:15",
    "chair": "Bí thư *chi bộ*",
    "reasons": "Đi công tác.",
}


def put(visit: Visit, name: str, value: str, was: str = "") -> None:
    found = Name.parse(name)
    assert found is not None
    cell = findings.save(visit, [Typed(found, value, was)])[0]
    assert cell.saved, cell


def findings_written(world: World) -> Visit:
    """A visit whose findings are written in full and completed."""
    visit, who = world.visit(), world.user("member")
    for column, value in ATTENDANCE.items():
        put(visit, f"attendance-{column}", value)
    strength = findings.add_remark(visit, who, STRENGTH, None)
    put(visit, f"remark-{strength.id}-text", "Sinh hoạt đúng ngày")
    weak = findings.add_remark(visit, who, SHORTCOMING, None)
    put(visit, f"remark-{weak.id}-text", "Biên bản sơ sài [[thiếu: x]]")
    put(visit, f"remark-{weak.id}-cause", "Chưa tập huấn")
    advice = findings.add_recommendation(visit, who, weak.id)
    put(visit, f"recommendation-{advice.id}-text", "Bổ sung biên bản")
    put(visit, f"recommendation-{advice.id}-due_on", "30/04/2024")
    for one in db.session.scalars(select(Criterion)).all():
        put(visit, f"mark-{one.id}-points", str(one.points).replace(".", ","))
    findings.complete(visit, who, "Theo phiếu ghi tay")
    return visit


def text_of(document: Document) -> str:
    return tree.plain_text(documents.paper_of(document))


def test_the_letter_says_what_was_found(world: World) -> None:
    visit = findings_written(world)
    document = letters.compose(visit, world.user("member"))
    text = text_of(document)
    for said in (
        "Thực hiện Kế hoạch số 73-KH/BTCTU ngày 03 tháng 01 năm 2024",
        "từ 08 giờ 00 đến 10 giờ 15, ngày 07 tháng 3 năm 2024",
        "Địa điểm: Hội trường ấp.",
        "đồng chí Người member, Chuyên viên (Tổ trưởng)",
        "tổng số 25 đảng viên (dự bị 02); có mặt 22; miễn sinh hoạt 01; vắng có lý do 02; "
        "vắng không lý do 00. Lý do vắng: Đi công tác.",
        "Sinh hoạt chuyên đề, nội dung: Học tập và làm theo Bác; 135 phút.",
        "1. Ưu điểm\n- Sinh hoạt đúng ngày.",
        "- Biên bản sơ sài [[thiếu: x]]. Nguyên nhân: Chưa tập huấn.",
        "1 | Bổ sung biên bản | Chi bộ ấp 10 Nhơn Trạch | 30/04/2024",
        "Đồng chí Người member theo dõi, đôn đốc việc thực hiện kiến nghị số 1.",
        "Kết quả chấm điểm: 100/100 điểm; xếp loại: Tốt.",
        "- Đảng bộ huyện Nhơn Trạch;",
    ):
        assert said in text, said
    assert documents.problems(document) == []
    assert render_pdf(documents.paper_of(document)).startswith(b"%PDF")
    # Whom the letter names gets it: the committee above, and the unit.
    committee = world.organization("Đảng bộ huyện Nhơn Trạch")
    assert bodies_of(document) == [committee.id, visit.organization_id]


def test_what_is_missing_stops_approval(world: World) -> None:
    world.unissue()
    visit, who = world.visit(), world.user("member")
    put(visit, "attendance-members", "25")
    put(visit, "attendance-present", "22")
    weak = findings.add_remark(visit, who, SHORTCOMING, None)
    put(visit, f"remark-{weak.id}-text", "Biên bản sơ sài")
    advice = findings.add_recommendation(visit, who, weak.id)
    put(visit, f"recommendation-{advice.id}-text", "Bổ sung biên bản")
    put(visit, f"recommendation-{advice.id}-owner", "", was="Chi bộ ấp 10 Nhơn Trạch")
    put(visit, f"recommendation-{advice.id}-monitor_id", "", was=str(who.id))
    other = findings.add_remark(visit, who, SHORTCOMING, None)
    put(visit, f"remark-{other.id}-text", "Họp muộn")
    findings.complete(visit, who, "Theo phiếu ghi tay")
    document = letters.compose(visit, who)
    told = " ".join(documents.problems(document))
    for gap in (
        "kiến nghị cho hạn chế thứ 2",
        "kế hoạch chưa ban hành",
        "giờ khai mạc",
        "người chủ trì",
        "số vắng có lý do",
        "ưu điểm",
        "nguyên nhân của hạn chế thứ 1",
        "người thực hiện kiến nghị 1",
        "thời hạn kiến nghị 1",
        "người theo dõi",
        "điểm của các tiêu chí",
    ):
        assert gap in told, gap
    with pytest.raises(documents.NotReady, match="Hạn chế chưa có kiến nghị: “Họp muộn”"):
        documents.submit(document, who)
    findings.reopen(visit, world.user("planner"))
    answer = findings.add_recommendation(visit, who, other.id)
    put(visit, f"recommendation-{answer.id}-text", "Họp đúng giờ")
    findings.complete(visit, who, "Theo phiếu ghi tay")
    letters.compose(visit, who)
    documents.submit(document, who)
    with pytest.raises(documents.NotReady):
        documents.approve(document, world.user("leader"))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("06/03/2024", "Thời hạn không thể trước buổi này"),
        ("14/03/2024", "Ngày này đã qua"),
    ],
)
def test_a_remedy_cannot_be_due_before_its_letter(world: World, day: str, said: str) -> None:
    visit = world.visit()
    advice = findings.add_recommendation(visit, world.user("member"), None)
    with clock.living_on(date(2024, 3, 15)):
        sent = Typed(Name("recommendation", advice.id, "due_on"), day, "")
        cell = findings.save(visit, [sent])[0]
    assert (cell.status, cell.value) == (422, day)
    assert said in cell.error


def test_a_day_that_passed_while_the_letter_waited_is_a_gap(world: World) -> None:
    visit = findings_written(world)
    with clock.living_on(date(2024, 5, 2)):
        document = letters.compose(visit, world.user("member"))
        assert "thời hạn kiến nghị 1, ngày 30/4/2024 đã qua" in text_of(document).replace(
            "30/04/2024", "30/4/2024"
        )
        assert documents.problems(document) != []


def test_figures_that_cannot_both_be_true_stop_completing(world: World) -> None:
    visit = findings_written(world)
    findings.reopen(visit, world.user("planner"))
    put(visit, "attendance-present", "26", was="22")
    with pytest.raises(Refused):
        findings.complete(visit, world.user("member"), "Theo phiếu ghi tay")
    wrong = [one.text for one in missing(VisitRecord(fetch_visit(visit.id))) if one.blocks]
    assert wrong == ["Tham dự: Có mặt (26) nhiều hơn tổng số đảng viên (25)."]
    put(visit, "attendance-present", "22", was="26")
    row = VisitRecord(fetch_visit(visit.id)).attendance
    for column, label in (
        ("exempt", "Miễn sinh hoạt"),
        ("excused", "Vắng có lý do"),
        ("unexcused", "Vắng không lý do"),
    ):
        kept = getattr(row, column)
        for count in (25, 26):
            setattr(row, column, count)
            told = [f"{label} (26) nhiều hơn tổng số đảng viên (25)."] if count > 25 else []
            assert impossible(row) == told
        setattr(row, column, kept)


def test_a_visit_may_go_without_a_score(world: World, sign_in: SignIn) -> None:
    """The letter says nothing of it, nor does the unit's page; nothing is missing."""
    visit = findings_written(world)
    findings.reopen(visit, world.user("planner"))
    put(visit, "visit-unscored_reason", "Sinh hoạt rút gọn do bão")
    record = VisitRecord(fetch_visit(visit.id))
    assert not [one for one in missing(record) if "Chấm điểm" in one.text]
    assert (record.is_scored, record.score) == (False, None)
    assert scores.score_of(visit.id) is None
    findings.complete(visit, world.user("member"), "Theo phiếu ghi tay")
    document = letters.compose(visit, world.user("member"))
    assert not any(said in text_of(document) for said in ("chấm điểm", "xếp loại", "bão"))
    address, number = f"/visits/{visit.id}", document.id
    assert "Không chấm điểm: Sinh hoạt rút gọn do bão" in sign_in("member").get(address).text
    issue(world, db.session.get_one(Document, number))
    assert "chấm điểm" not in sign_in("office").get(address).text.lower()
    findings_page = sign_in("member").get(f"{address}/findings").text
    assert "Không chấm điểm: Sinh hoạt rút gọn do bão" in findings_page


def test_a_reason_that_is_taken_back_brings_the_marks_back(world: World) -> None:
    visit = findings_written(world)
    findings.reopen(visit, world.user("planner"))
    put(visit, "visit-unscored_reason", "Nhầm buổi")
    put(visit, "visit-unscored_reason", "", was="Nhầm buổi")
    findings.complete(visit, world.user("member"), "Theo phiếu ghi tay")
    document = letters.compose(visit, world.user("member"))
    assert "100/100 điểm; xếp loại: Tốt" in text_of(document)


def test_a_visit_without_criteria_needs_no_reason(world: World) -> None:
    visit = world.visit()
    visit.rubric_id = None
    db.session.commit()
    cell = findings.save(visit, [Typed(Name("visit", 0, "unscored_reason"), "Vì thế", "")])[0]
    assert (cell.status, cell.error) == (422, "Buổi này không có bộ tiêu chí chấm điểm.")


def test_no_letter_before_the_findings_are_completed(world: World) -> None:
    visit = world.visit()
    with pytest.raises(Refused, match="chưa hoàn thành"):
        letters.compose(visit, world.user("member"))


def test_an_edited_draft_keeps_the_hand_when_composed_again(world: World, sign_in: SignIn) -> None:
    visit = findings_written(world)
    at = f"/visits/{visit.id}"
    client = sign_in("member")
    first = client.post(f"{at}/result-letter")
    assert first.status_code == 303
    assert client.post(f"{at}/result-letter").location == first.location
    document = db.session.scalars(select(Document).where(Document.kind == "result_letter")).one()
    paper = documents.paper_of(document)
    edited = tree.Paper(**{**vars(paper), "summary": "Lời sửa tay"})
    documents.rewrite(document, edited, world.user("member2"))
    assert client.post(f"{at}/result-letter").status_code == 303
    db.session.refresh(document)
    assert documents.paper_of(document).summary == "Lời sửa tay"
    documents.submit(document, world.user("member"))
    assert client.post(f"{at}/result-letter").status_code == 409
    with pytest.raises(Refused, match="đã trình"):
        findings.reopen(visit, world.user("planner"))


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("planner", 303),
        ("member", 303),
        ("leader", 403),
        ("reader", 403),
        ("office", 403),
        ("stranger", 404),
    ],
)
def test_who_composes(world: World, sign_in: SignIn, who: str, status: int) -> None:
    visit = findings_written(world)
    client = sign_in(who)
    assert client.post(f"/visits/{visit.id}/result-letter").status_code == status
    assert client.get(f"/visits/{visit.id}/result-letter").status_code == 405


def test_issuing_makes_the_unit_owe_the_remedy(world: World, sign_in: SignIn) -> None:
    visit = findings_written(world)
    office, at = sign_in("office"), f"/visits/{visit.id}"
    before = office.get(at).text
    assert "Kết quả ghi nhận" not in before
    assert "Bổ sung biên bản" not in before
    set_milestone(
        kind="result_letter",
        subject=("visit", visit.id),
        organization=world.organization("Chi bộ ấp 10 Nhơn Trạch"),
        label="Thông báo kết quả",
        owner="planner",
        rule="7 working days after",
        anchor=world.assignment().month,  # type: ignore[arg-type]
    )
    document = issue(world, letters.compose(visit, world.user("planner")))
    advice = db.session.scalars(select(Recommendation)).one()
    owed = db.session.scalars(select(Milestone).where(Milestone.kind == "remedy")).one()
    assert (owed.subject_id, owed.owner, f"{owed.anchor_on}") == (advice.id, "unit", "2024-04-30")
    done = engine.find("result_letter", "visit", visit.id)
    assert done is not None
    assert done.done_by == document.number_and_symbol
    for username in ("office", "colleague"):
        told = select(Message).where(Message.user_id == world.user(username).id)
        assert any(document.number_and_symbol in one.text for one in db.session.scalars(told))
    assert not db.session.scalars(
        select(Message).where(
            Message.user_id == world.user("other").id, Message.href == f"/documents/{document.id}"
        )
    ).all()
    after = office.get(at).text
    assert "Bổ sung biên bản" in after
    assert document.number_and_symbol in after
    assert office.get(f"{at}/findings").status_code == 403
    with pytest.raises(Refused):
        findings.reopen(visit, world.user("planner"))
    planner = sign_in("planner")
    name = "attendance-present"
    late = planner.post(f"{at}/field", data={name: "1", f"was-{name}": "22"})
    assert late.status_code == 409
    assert "đã ban hành" in late.text


def test_a_withdrawn_letter_is_owed_again_and_suspends_its_remedies(world: World) -> None:
    visit = findings_written(world)
    document = letters.compose(visit, world.user("member"))
    issue(world, document)
    recommendation = db.session.scalars(
        select(Recommendation).where(Recommendation.text != "")
    ).first()
    assert recommendation is not None
    remedy = ("remedy", "recommendation", recommendation.id)
    assert engine.find(*remedy) is not None
    documents.withdraw(document, world.user("leader"), "Sai tên đơn vị")
    owed = engine.find("result_letter", "visit", visit.id)
    assert owed is None or owed.done_at is None
    assert engine.find(*remedy) is None
    with pytest.raises(documents.NotReady):
        documents.withdraw(document, world.user("leader"), "Lần nữa")
    issue(world, letters.compose(visit, world.user("member")))
    assert engine.find(*remedy) is not None


def test_a_letter_is_to_be_acknowledged_within_three_working_days(
    world: World, sign_in: SignIn
) -> None:
    visit = findings_written(world)
    document = issue(world, letters.compose(visit, world.user("member")))
    owed = engine.find("acknowledge", "document", document.id)
    assert owed is not None
    assert owed.due_at.date() == date(2024, 1, 18)
    assert owed.done_at is None
    home = sign_in("office").get("/").text
    assert "Xác nhận đã nhận thông báo kết quả" in home
    assert f"/documents/{document.id}" in home
    assert sign_in("office").post(f"/documents/{document.id}/acknowledge").status_code == 303
    db.session.expire_all()
    done = engine.find("acknowledge", "document", document.id)
    assert done is not None
    assert done.done_by == "Người office"


def test_a_withdrawn_letter_need_not_be_acknowledged(world: World) -> None:
    visit = findings_written(world)
    document = issue(world, letters.compose(visit, world.user("member")))
    documents.withdraw(document, world.user("leader"), "Sai")
    assert engine.find("acknowledge", "document", document.id) is None
    again = issue(world, letters.compose(visit, world.user("member")))
    owed = engine.find("acknowledge", "document", again.id)
    assert owed is not None
    assert owed.done_at is None
