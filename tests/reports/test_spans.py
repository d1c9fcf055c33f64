"""A synthesis of any span: half a year, several years; as many as wanted, and composed anew."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.dues import set_milestone
from tests.forms import forms_of
from tests.reports.test_year import visited
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import services as documents
from webapp.documents.road.recipients import bodies_of
from webapp.documents.tree import plain_text
from webapp.milestones import engine
from webapp.plans.models import Activity, Assignment, Plan
from webapp.reports import spans
from webapp.reports.models import Synthesis
from webapp.reports.papers import synthesis as paper
from webapp.reports.queries.spans import issued_of
from webapp.reports.services import gather
from webapp.rules.spans import Span
from webapp.submissions.kinds import SELF_REPORT_DUE
from webapp.visits.kinds import ATTEND
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]
FIRST = Span(date(2024, 1, 1), date(2024, 6, 30))
SECOND = Span(date(2024, 7, 1), date(2024, 12, 31))


def asked(world: World, span: Span = FIRST, recipient: str = "") -> Synthesis:
    assert span.first
    assert span.last
    return spans.ask([world.plan], span.first, span.last, recipient)


def text_of(world: World, row: Synthesis) -> str:
    return plain_text(documents.paper_of(paper.compose(row, world.user("planner"))))


def test_each_thing_is_told_in_the_span_in_which_it_was(world: World) -> None:
    visited(world)
    whole, first, second = (gather(world.plan, span=one) for one in (Span(), FIRST, SECOND))
    assert whole.attended == first.attended
    assert first.attended is not None
    assert (first.attended.meetings, first.attended.held) == (3, 1)
    assert second.attended is not None
    assert (second.attended.meetings, second.attended.held, second.attended.letters) == (0, 0, 0)
    assert [bool(one.remarks) for one in (first, second)] == [True, False]
    assert [one.recommendations["total"] for one in (first, second)] == [1, 0]


def test_the_paper_names_its_span_its_base_and_whom_it_is_for(world: World) -> None:
    visited(world)
    _owe_two_reports(world)
    text = text_of(world, asked(world, recipient="Thường trực Đảng bộ huyện Long Thành"))
    for said in (
        "Kết quả 6 tháng đầu năm 2024 thực hiện kế hoạch",
        "báo cáo Thường trực Đảng bộ huyện Long Thành kết quả 6 tháng đầu năm 2024",
        "01/02 báo cáo",
        "Chưa có báo cáo của: Tân Phú.",
        "Chưa cuộc nào trong 01 cuộc đã dự được chấm đủ điểm; 01 cuộc chưa chấm đủ điểm.",
        "1. ",
        "Thường trực Đảng bộ huyện Long Thành (để báo cáo)",
    ):
        assert said in text, said


def _owe_two_reports(world: World) -> None:
    for name, done in (("Đảng bộ huyện Long Thành", True), ("Đảng bộ huyện Tân Phú", False)):
        unit = world.organization(name)
        row = set_milestone(
            kind=SELF_REPORT_DUE.key,
            subject=("assignment", 90_000 + unit.id),
            owner="unit",
            organization=unit,
            label="Báo cáo",
            rule="on the day",
            anchor=date(2024, 12, 16),
        )
        row.plan_id = world.plan.id
        row.done_at = row.due_at if done else None
    db.session.commit()


def test_a_report_that_was_closed_with_a_reason_is_neither_done_nor_awaited(
    world: World, sign_in: SignIn
) -> None:
    visited(world)
    _owe_two_reports(world)
    unit = world.organization("Đảng bộ huyện Tân Phú")
    owed = engine.find(SELF_REPORT_DUE, "assignment", 90_000 + unit.id)
    assert owed is not None
    engine.close(owed)
    db.session.commit()
    text = text_of(world, asked(world))
    assert "01/01 báo cáo" in text
    assert "Không còn phải báo cáo, do đã kết thúc hoạt động: Tân Phú." in text
    assert "Chưa có báo cáo của" not in text
    page = sign_in("planner").get(f"/plans/{world.plan.id}/synthesis").text
    assert "1 báo cáo đã khép lại, có lý do" in page
    assert "Không còn phải báo cáo, đã khép lại: Tân Phú." in page


def test_it_is_delivered_to_whom_it_is_for(world: World) -> None:
    row = asked(world, recipient="Ban Thường vụ Đảng bộ huyện Long Thành")
    document = paper.compose(row, world.user("planner"))
    assert world.organization("Đảng bộ huyện Long Thành").id in bodies_of(document)


def test_a_visit_that_went_without_a_score_is_part_of_the_base(world: World) -> None:
    visit, _ = visited(world)
    db.session.get_one(Visit, visit.id).unscored_reason = "Mất điện"
    db.session.commit()
    base = gather(world.plan).base
    assert (base.to_mark, base.marked, base.unscored, base.unmarked) == (1, 0, 1, 0)
    assert "01 cuộc không chấm điểm (có lý do)" in text_of(world, asked(world))


def test_as_many_as_wanted_and_anew_when_one_is_out(world: World) -> None:
    visited(world)
    planner = world.user("planner")
    first, again = asked(world), asked(world)
    one = paper.compose(first, planner)
    assert paper.compose(first, planner).id == one.id  # the draft is brought up
    assert paper.compose(again, planner).id != one.id
    one.approved_at = one.created_at
    documents.issue(one, planner)
    assert paper.compose(first, planner).id != one.id  # beside the issued one
    year = paper.compose(world.plan, planner)
    year.approved_at = year.created_at
    documents.issue(year, planner)
    assert paper.compose(world.plan, planner).id != year.id


def _next_plan(world: World) -> Plan:
    """A draft of 2025 for the same body, with one unit assigned."""
    plan = world.plan
    also = add(
        Plan(
            year=2025,
            title="Dự, giám sát năm 2025",
            issuer_id=plan.issuer_id,
            organization_id=plan.organization_id,
        )
    )
    activity = add(Activity(plan_id=also.id, position=1, kind=ATTEND.key, title="Dự năm 2025"))
    unit = world.organization("Đảng bộ huyện Tân Phú")
    add(Assignment(activity_id=activity.id, issuer_id=plan.issuer_id, organization_id=unit.id))
    db.session.commit()
    return also


def test_a_plan_that_is_not_issued_is_left_out_and_not_offered(
    world: World, sign_in: SignIn
) -> None:
    visited(world)
    also = _next_plan(world)
    offered = sign_in("planner").get(f"/plans/{world.plan.id}/syntheses/new").text
    assert world.plan.title in offered
    assert also.title not in offered
    years = date(2024, 1, 1), date(2025, 12, 31)
    both = spans.ask([world.plan, also], *years, "")  # as one that was asked for before
    assert issued_of([world.plan, also]) == [world.plan]
    alone = text_of(world, spans.ask([world.plan], *years, ""))
    assert text_of(world, both) == alone
    shown = sign_in("planner").get(f"/syntheses/{both.id}").text
    assert also.title not in shown


def test_several_years(world: World) -> None:
    visited(world)
    plan, also = world.plan, _next_plan(world)
    _issue(also, world)
    row = spans.ask([plan, also], date(2024, 1, 1), date(2025, 12, 31), "")
    text = text_of(world, row)
    assert "Kết quả kiểm tra, giám sát các năm 2024 - 2025" in text
    assert "đã dự 01 cuộc" in text


def _issue(plan: Plan, world: World) -> None:
    add(
        Document(
            issuer_id=plan.issuer_id,
            organization_id=plan.organization_id,
            kind="plan",
            subject_kind="plan",
            subject_id=plan.id,
            summary=plan.title,
            symbol="KH/BTCTU",
            number=74,
            period="2025",
            content=db.session.scalars(select(Document.content)).first(),
            created_at=clock.now(),
            author_id=world.user("planner").id,
            issued_at=clock.now(),
            issued_on=clock.today(),
        )
    )
    db.session.commit()


def test_a_span_is_asked_for_on_the_page(world: World, sign_in: SignIn) -> None:
    visited(world)
    client, plan_id = sign_in("planner"), world.plan.id
    address = f"/plans/{plan_id}/syntheses/new?from_on=2024-01-01&to_on=2024-06-30"
    (form,) = [one for one in forms_of(client, address) if "from_on" in one.values]
    assert form.values["from_on"] == ["2024-01-01"]
    assert form.values["plan_ids"] == [str(plan_id)]
    sent = form.send(client)
    assert sent.status_code == 303
    shown = client.get(sent.location).text
    assert "Tổng hợp 6 tháng đầu năm 2024" in shown
    assert "0/1 cuộc đã dự được chấm đủ điểm" in shown
    assert "6 tháng đầu năm 2024" in client.get(f"/plans/{plan_id}/syntheses").text
    assert client.post(f"{sent.location}/paper").location.startswith("/documents/")
    assert client.post(f"{sent.location}/remove").location == sent.location
    assert db.session.scalar(select(func.count(Synthesis.id))) == 1


def test_a_span_of_which_nothing_was_written_is_removed(world: World, sign_in: SignIn) -> None:
    row_id, plan_id = asked(world).id, world.plan.id
    sent = sign_in("planner").post(f"/syntheses/{row_id}/remove")
    assert sent.location == f"/plans/{plan_id}/synthesis"
    assert db.session.scalar(select(func.count(Synthesis.id))) == 0


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"to_on": "2023-12-31"}, "Ngày cuối phải từ ngày đầu trở đi."),
        ({"from_on": "2025-01-01", "to_on": "2025-06-30"}, "năm 2024 nằm ngoài khoảng thời gian"),
        ({"plan_ids": None}, "Chọn ít nhất một kế hoạch."),
        ({"from_on": "31/4/2024"}, "Ngày không hợp lệ"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(
    world: World, sign_in: SignIn, changes: dict[str, str | None], said: str
) -> None:
    client = sign_in("planner")
    address = f"/plans/{world.plan.id}/syntheses/new?from_on=2024-01-01&to_on=2024-06-30"
    (form,) = [one for one in forms_of(client, address) if "from_on" in one.values]
    answer = form.send(client, recipient="Thường trực Tỉnh ủy", **changes)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Thường trực Tỉnh ủy" in answer.text
    assert (
        db.session.scalar(select(func.count(Document.id)).where(Document.kind == "synthesis")) == 0
    )
