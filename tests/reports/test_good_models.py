"""Good models, proposals and opinions: written at a visit, told in its letter, gathered."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.attending.test_letters import findings_written, put, text_of
from tests.full_world import issue
from tests.round_world import add_round
from tests.world import World, add
from webapp.attending.models import GOOD_MODEL, OPINION, PROPOSAL, Remark
from webapp.attending.queries.checks import missing
from webapp.attending.queries.visit import VisitRecord, fetch_visit
from webapp.attending.services import findings, letters
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.kinds import PAPERS
from webapp.documents.letterhead import letterhead
from webapp.documents.models import Document
from webapp.documents.road import services as documents
from webapp.documents.tree import Body, Paragraph
from webapp.grassroots.models import MonthlyCalendar
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]
MODEL = "Chi bộ điện tử: họp không giấy"


def wording(world: World, visit: Visit, kind: str, text: str) -> Remark:
    row = findings.add_remark(visit, world.user("member"), kind, None)
    put(visit, f"remark-{row.id}-text", text)
    return row


def found(world: World) -> Visit:
    """A visit with completed findings, a good model and an opinion among them."""
    visit = findings_written(world)
    visit.held_at = None
    db.session.commit()
    wording(world, visit, GOOD_MODEL, MODEL)
    wording(world, visit, OPINION, "Mong có thêm tài liệu")
    findings.complete(visit, world.user("member"), "Theo phiếu ghi tay")
    return visit


def test_they_stand_in_a_section_of_their_own(world: World, sign_in: SignIn) -> None:
    visit = world.visit()
    client = sign_in("member")
    at = f"/visits/{visit.id}"
    for kind in (OPINION, GOOD_MODEL, PROPOSAL):
        added = client.post(f"{at}/field", data={"do": f"add {kind} 0"})
        assert added.status_code == 303
    page = client.get(f"{at}/findings").text
    section = page[page.index('id="voices"') : page.index('id="marks"')]
    shown = ("Mô hình, cách làm hay</label>", "Đề xuất, kiến nghị của cơ sở</label>")
    places = [section.index(label) for label in shown]
    assert places == sorted(places)
    assert "Câu mẫu" not in section
    assert "remark opinion" in section
    assert "remark opinion" not in page[: page.index('id="voices"')]


def test_they_are_of_the_visit_not_of_a_content(world: World) -> None:
    visit = world.visit()
    with pytest.raises(Refused):
        findings.add_remark(visit, world.user("member"), GOOD_MODEL, world.items()[0].id)


def test_no_check_asks_for_them_nor_takes_them_for_a_remark(world: World) -> None:
    visit = world.visit()
    wording(world, visit, PROPOSAL, "Đề nghị tập huấn")
    told = [one.text for one in missing(VisitRecord(fetch_visit(visit.id)))]
    assert "Nhận xét: ít nhất một ưu điểm hoặc hạn chế" in told
    assert not [one for one in told if "Đề nghị tập huấn" in one or "mô hình" in one.lower()]


def test_the_letter_tells_good_models_and_nothing_else_of_them(world: World) -> None:
    text = text_of(letters.compose(found(world), world.user("member")))
    assert f"Mô hình, cách làm hay cần phát huy, nhân rộng:\n- {MODEL}." in text
    assert "Mong có thêm tài liệu" not in text


def test_a_letter_without_good_models_does_not_speak_of_them(world: World) -> None:
    text = text_of(letters.compose(findings_written(world), world.user("member")))
    assert "Mô hình" not in text


def test_the_board_sees_them_at_once_a_committee_when_its_letter_is_out(
    world: World, sign_in: SignIn
) -> None:
    visit = found(world)
    office = sign_in("office")
    assert MODEL in sign_in("reader").get("/good-models").text
    assert MODEL not in office.get("/good-models").text
    issue(world, letters.compose(visit, world.user("member")))
    assert MODEL in office.get("/good-models").text
    assert MODEL not in sign_in("other").get("/good-models").text
    assert MODEL not in sign_in("stranger").get("/good-models").text


@pytest.mark.parametrize(
    ("asked", "is_found"),
    [
        ("year=2024", True),
        ("year=2023", False),
        ("unit=nhon+trach", True),
        ("unit=tan+phu", False),
        ("unit=ap+10", True),
    ],
)
def test_they_are_found_by_year_and_unit(
    world: World, sign_in: SignIn, asked: str, is_found: bool
) -> None:
    found(world)
    assert (MODEL in sign_in("leader").get(f"/good-models?{asked}").text) is is_found


def test_a_year_that_is_none_is_told(sign_in: SignIn) -> None:
    answer = sign_in("leader").get("/good-models?year=abc")
    assert answer.status_code == 422
    assert "Phải là một số nguyên" in answer.text


def report_on(world: World, kind: str, about: str, number: int) -> None:
    """Issue a report of *kind* about a row."""
    board = world.organization("Ban Tổ chức Tỉnh ủy")
    paper = letterhead(world.issuer, PAPERS[kind], Body("kết quả", [Paragraph("Có.")]))
    draft = documents.Draft(PAPERS[kind], (about, number), board, paper)
    issue(world, documents.draw_up(Document(), draft, world.user("planner")))


def test_a_unit_of_a_round_sees_them_once_the_round_is_reported(
    world: World, sign_in: SignIn
) -> None:
    found = add_round(world)
    wording(world, found.visits[0], GOOD_MODEL, MODEL)
    office = sign_in("office")
    assert MODEL not in office.get("/good-models").text
    report_on(world, "round_report", "round", found.activity.id)
    assert MODEL in office.get("/good-models").text
    assert MODEL not in sign_in("other").get("/good-models").text


def test_a_unit_sees_those_of_a_month_once_the_month_is_reported(
    world: World, sign_in: SignIn
) -> None:
    visit = found(world)
    assignment = world.assignment()
    board = world.organization("Ban Tổ chức Tỉnh ủy")
    calendar = add(
        MonthlyCalendar(
            issuer_id=world.issuer.id,
            organization_id=board.id,
            activity_id=assignment.activity_id,
            month=assignment.month,
        )
    )
    db.session.commit()
    office = sign_in("office")
    assert MODEL not in office.get("/good-models").text
    report_on(world, "month_report", "monthly_calendar", calendar.id)
    assert MODEL in office.get("/good-models").text
    assert visit.assignment_id == assignment.id
