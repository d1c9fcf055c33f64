"""The sample of Hồ Chí Minh City says what the plan of 2023 says (65-KH/ĐTN)."""

from datetime import date, datetime

import pytest
from sqlalchemy import select

from tests.world import World
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import DocumentRecipient
from webapp.documents.road import services as documents
from webapp.documents.texts.wording import wording_for
from webapp.milestones.models import Milestone
from webapp.milestones.services import messages_for
from webapp.plans import queries
from webapp.plans.kinds import PLAN_PAPER
from webapp.plans.models import ActivityFigure, Assignment, Plan
from webapp.plans.paper import plan as paper
from webapp.plans.round_models import (
    AgendaStep,
    AttendeeGroup,
    OutlinePart,
    RequiredPaper,
    Round,
    Seat,
)
from webapp.rounds.kinds import ROUND_REPORT
from webapp.sample.ho_chi_minh import ACCOUNTS
from webapp.sample.ho_chi_minh.organizations import SUPERVISED, Bodies, load_organizations
from webapp.sample.ho_chi_minh.people import load_people
from webapp.sample.ho_chi_minh.plan import ISSUED_ON, NUMBER, load_plan
from webapp.sample.living import at, issue_plan


@pytest.fixture
def loaded(world: World) -> tuple[Bodies, Plan]:
    with clock.living_on(at(ISSUED_ON, 8)):
        bodies = load_organizations()
        people = load_people(bodies)
        plan_id = load_plan(bodies, people).id
        db.session.commit()
    issue_plan(plan_id, ISSUED_ON, NUMBER, people["hcm-kehoach"], people["hcm-lanhdao"])
    statement = select(Plan).where(Plan.id == plan_id).options(*queries.FULL_PLAN)
    return bodies, db.session.scalars(statement).unique().one()


def test_it_is_the_paper_65_of_7_august(loaded: tuple[Bodies, Plan]) -> None:
    bodies, plan = loaded
    issued = documents.current(PLAN_PAPER, ("plan", plan.id))
    assert issued is not None
    assert (issued.number_and_symbol, issued.issued_on) == ("65-KH/ĐTN", date(2023, 8, 7))
    assert [basis.symbol for basis in plan.bases] == ["217-QĐ/TW", "19-CTr/ĐUK"]
    assert len(paper.part(plan, "recipient")) == 6
    assert (plan.co_authority, plan.co_position, plan.co_style) == (
        "T/M BAN THƯỜNG VỤ ĐẢNG ỦY KHỐI",
        "PHÓ BÍ THƯ",
        "party",
    )
    assert (plan.authority, plan.signing_position) == ("TM. BAN THƯỜNG VỤ ĐOÀN KHỐI", "BÍ THƯ")
    sent_to = db.session.scalars(
        select(DocumentRecipient.organization_id).where(
            DocumentRecipient.document_id == issued.id,
            DocumentRecipient.organization_id.is_not(None),
        )
    )
    assert set(sent_to) == {bodies.committees[short].id for short in SUPERVISED}
    assert len(bodies.committees) > len(SUPERVISED) + 10


def test_its_one_round(loaded: tuple[Bodies, Plan]) -> None:
    bodies, plan = loaded
    (activity,) = plan.activities
    window = db.session.scalars(select(Round).where(Round.activity_id == activity.id)).one()
    assert (window.opens_on, window.closes_on) == (date(2023, 9, 19), date(2023, 9, 19))
    assert (window.covered_from, window.covered_to) == (date(2022, 11, 1), date(2023, 7, 31))
    assert window.kick_off_at is not None
    assert clock.local(window.kick_off_at).replace(tzinfo=None) == datetime(2023, 8, 18, 9)
    assert "32 Trương Định" in window.kick_off_place
    assert sum(len(group.items) for group in plan.groups) == 6
    units = select(Assignment.organization_id).where(Assignment.activity_id == activity.id)
    assert set(db.session.scalars(units)) == {bodies.committees[short].id for short in SUPERVISED}
    places = [bodies.committees[short].place for short in SUPERVISED]
    assert [place.split(",")[0] for place in places] == [
        "Số 140 Nguyễn Đình Chiểu",
        "Số 127 Võ Văn Tần",
    ]


def test_papers_are_due_to_the_minute(loaded: tuple[Bodies, Plan]) -> None:
    (activity,) = loaded[1].activities
    dues = db.session.scalars(
        select(Milestone)
        .join(Assignment, Assignment.id == Milestone.subject_id)
        .where(
            Milestone.kind == "self_report",
            Milestone.subject_kind == "assignment",
            Assignment.activity_id == activity.id,
        )
    ).all()
    assert len(dues) == 2
    for one in dues:
        assert f"{clock.local(one.due_at):%Y-%m-%d %H:%M}" == "2023-09-11 17:00"
    papers = db.session.scalars(
        select(RequiredPaper).where(RequiredPaper.activity_id == activity.id)
    ).all()
    assert [one.is_optional for one in papers] == [True]


def test_its_team_its_guests_and_its_agenda(loaded: tuple[Bodies, Plan]) -> None:
    (activity,) = loaded[1].activities
    seats = db.session.scalars(
        select(Seat).where(Seat.activity_id == activity.id).order_by(Seat.position)
    ).all()
    assert [one.role for one in seats if one.user_id] == ["head", "member", "member", "secretary"]
    invited = [one for one in seats if not one.user_id]
    assert [one.body.split(" Đảng ủy")[0] for one in invited] == [
        "Ủy ban Kiểm tra",
        "Ban Tổ chức",
        "Ban Dân vận",
    ]
    assert not any(one.full_name for one in invited)
    groups = db.session.scalars(
        select(AttendeeGroup)
        .where(AttendeeGroup.activity_id == activity.id)
        .order_by(AttendeeGroup.position)
    ).all()
    assert len(groups) == 5
    assert (groups[2].least, groups[2].most) == (2, 3)
    assert all(one.is_required for one in groups)  # no session is ready without them
    steps = select(AgendaStep).where(AgendaStep.activity_id == activity.id)
    assert len(db.session.scalars(steps).all()) == 7


def test_its_report_goes_to_the_bloc_s_party_committee(loaded: tuple[Bodies, Plan]) -> None:
    wording = wording_for(loaded[0].issuer.id, ROUND_REPORT)
    first = wording.lines("recipients", issuer_code="ĐTN")[0]
    assert first == "Ban Thường vụ Đảng ủy Khối (để báo cáo)"


def test_its_outline(loaded: tuple[Bodies, Plan]) -> None:
    (activity,) = loaded[1].activities
    parts = db.session.scalars(
        select(OutlinePart)
        .where(OutlinePart.activity_id == activity.id)
        .order_by(OutlinePart.position)
    ).all()
    tops = [one for one in parts if one.level == 1]
    assert [one.title for one in tops] == [
        "Khái quát chung",
        "Công tác chỉ đạo",
        "Kết quả triển khai, thực hiện",
        "Đánh giá, nhận định",
        "Đề xuất, kiến nghị",
        "Nội dung khác theo đặc thù đơn vị",
    ]
    assert [one.is_optional for one in tops] == [False, False, False, False, True, True]
    table = next(one for one in parts if one.kind == "table")
    assert table.columns == ["Tên văn bản", "Số, ký hiệu", "Thời gian", "Nội dung"]
    figures = db.session.scalars(
        select(ActivityFigure).where(ActivityFigure.activity_id == activity.id)
    ).all()
    assert {one.part_id for one in figures} == {one.id for one in parts if one.kind == "figures"}
    assert all(one.unit for one in figures)


def test_everybody_has_an_account() -> None:
    names = [account.username for account in ACCOUNTS]
    assert len(set(names)) == len(names)
    assert all(name.startswith("hcm-") for name in names)


def test_who_is_not_reached_sees_nothing_of_it(loaded: tuple[Bodies, Plan]) -> None:
    people = {one.username: one for one in db.session.scalars(select(User))}
    reached, other = people["hcm-sodulich"], people["hcm-sotuphap"]
    assert db.session.scalars(select(Plan.id).where(Plan.seen_by(reached))).all()
    assert not db.session.scalars(select(Plan.id).where(Plan.seen_by(other))).all()
    assert [one.href for one in messages_for(reached)] == [f"/plans/{loaded[1].id}"]
    assert not messages_for(other)
