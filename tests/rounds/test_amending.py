"""An announced round changes: nothing is withdrawn, one notice tells every kind of change."""

from collections.abc import Callable
from datetime import date, time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.documents.test_docx import opened
from tests.forms import forms_of
from tests.queries import MOST, counted
from tests.round_world import RoundWorld
from tests.rounds.test_papers import found, issue, text_of
from tests.rounds.test_services import assignment, of, told, units
from tests.test_queries import MOST_OF_A_PAPER
from tests.world import World, add, local, organization
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import tree
from webapp.documents.models import Document, DocumentStep, TemplateText
from webapp.documents.pdf.render import render_pdf
from webapp.documents.road import services as documents
from webapp.documents.road.composing import is_stale
from webapp.documents.road.recipients import bodies_of
from webapp.milestones import engine
from webapp.milestones.models import Message, Milestone
from webapp.organizations.models import Level, Organization
from webapp.plans.round_models import Round, Seat
from webapp.plans.services import editing as plans
from webapp.plans.signals import round_changed
from webapp.rounds.services import announcing, reporting
from webapp.rounds.services import units as services
from webapp.rounds.services.units import When
from webapp.visits.kinds import ANNOUNCEMENT_DUE
from webapp.visits.models import Choice

SignIn = Callable[[str], FlaskClient]
AFTERNOON = When(date(2024, 3, 20), time(14), "Phòng họp số 2")


@pytest.fixture
def papers(world: World, held: RoundWorld) -> list[Document]:
    """The announcement and the invitation of the round, issued."""
    round_changed.send(held.activity.id)
    who = world.user("planner")
    return [issue(world, make(of(held), who)) for make in (announcing.announce, announcing.invite)]


def rows_of(document: Document) -> list[tuple[str, ...]]:
    blocks = documents.paper_of(document).blocks
    (table,) = [block for block in blocks if isinstance(block, tree.Table)]
    return list(table.rows)


def amend(world: World, held: RoundWorld) -> Document:
    return announcing.amend(of(held), world.user("planner"))


def test_every_kind_of_change_is_told(
    world: World, held: RoundWorld, papers: list[Document]
) -> None:
    who = world.user("planner")
    services.set_session(of(held), assignment(held), AFTERNOON, who)
    services.put_off(of(held), assignment(held, 1), "Ngập lụt", who)
    unit = world.organization("Đảng bộ huyện Long Thành")
    services.choose(of(held), unit)
    added = next(one.assignment for one in units(held) if one.name == unit.name)
    services.set_session(of(held), added, AFTERNOON, who)
    plans.change(
        db.session.scalars(select(Seat).where(Seat.role == "head")).one(),
        {"user_id": world.user("leader").id},
    )
    window = db.session.scalars(select(Round)).one()
    window.kick_off_place, window.kick_off_people = "Hội trường lớn", "Các Ban Đảng"
    db.session.commit()
    document = amend(world, held)
    team = "Đồng chí Người {}, Chuyên viên, Trưởng đoàn; Đồng chí Người member2, Chuyên viên"
    rows = rows_of(document)
    assert rows[:4] == [
        (
            "Đảng bộ huyện Nhơn Trạch, 19/03/2024",
            "Thời gian",
            "08 giờ 00, thứ Ba, 19/03/2024",
            "14 giờ 00, thứ Tư, 20/03/2024",
        ),
        (
            "Đảng bộ huyện Nhơn Trạch, 19/03/2024",
            "Địa điểm",
            "Hội trường đơn vị",
            "Phòng họp số 2",
        ),
        (
            "Đảng bộ huyện Tân Phú, 19/03/2024",
            "Buổi làm việc",
            "Thứ Ba, 19/03/2024, giờ cụ thể thông báo sau, tại Hội trường đơn vị",
            "Hoãn, sẽ thông báo sau. Lý do: Ngập lụt",
        ),
        (
            "Đảng bộ huyện Long Thành, 20/03/2024",
            "Bổ sung buổi",
            "–",
            "14 giờ 00, thứ Tư, 20/03/2024, tại Phòng họp số 2",
        ),
    ]
    assert rows[4][:2] == ("Chung cả đợt", "Thành phần Đoàn giám sát")
    assert rows[4][2].startswith(team.format("member"))
    assert rows[4][3].startswith(team.format("leader"))
    assert rows[5][1:] == (
        "Thành phần được mời",
        "Tỉnh ủy Đồng Nai",
        "Tỉnh ủy Đồng Nai; Các Ban Đảng",
    )
    assert rows[6][1:] == ("Địa điểm triển khai kế hoạch", "Phòng họp Ban", "Hội trường lớn")
    text = text_of(document)
    assert "Tiếp theo Thông báo số 01-TB/BTCTU" in text
    assert "và Giấy mời số 01-GM/BTCTU" in text
    assert tree.gaps(documents.paper_of(document)) == ()
    assert render_pdf(documents.paper_of(document)).startswith(b"%PDF")
    assert opened(documents.paper_of(document)).tables[1].rows[0].cells[0].text == "Buổi làm việc"
    above = world.organization("Tỉnh ủy Đồng Nai")
    assert set(bodies_of(document)) == {
        *(one.organization_id for one in held.assignments),
        unit.id,
        above.id,
    }
    issue(world, document)
    assert [one.state for one in papers] == ["issued", "issued"]
    assert not any(is_stale(one) for one in papers)
    assert any("Thông báo điều chỉnh số 02-TB/BTCTU" in text for text in told("office", world))
    assert unit.id in {one.organization_id for one in db.session.scalars(select(Choice))}
    with pytest.raises(Refused, match="không có gì thay đổi"):
        amend(world, held)


def test_a_unit_left_out_is_told_and_another_notice_follows(
    world: World, held: RoundWorld, papers: list[Document]
) -> None:
    services.leave_out(of(held), assignment(held, 1))
    first = issue(world, amend(world, held))
    assert rows_of(first)[0][1:] == (
        "Việc dự",
        "Thứ Ba, 19/03/2024, giờ cụ thể thông báo sau, tại Hội trường đơn vị",
        "Không làm việc với đơn vị này trong đợt.",
    )
    assert held.assignments[1].organization_id in bodies_of(first)
    services.set_session(of(held), assignment(held), AFTERNOON, world.user("planner"))
    second = amend(world, held)
    assert second.id != first.id
    assert [row[1] for row in rows_of(second)] == ["Thời gian", "Địa điểm"]
    assert "và Giấy mời số 01-GM" in text_of(second)
    assert "Thông báo điều chỉnh số 02-TB/BTCTU" in text_of(second)


def owed(held: RoundWorld) -> Milestone:
    found = engine.find(ANNOUNCEMENT_DUE, "round", held.activity.id)
    assert found is not None
    return found


def test_putting_back_leaves_nothing_to_tell(
    world: World, held: RoundWorld, papers: list[Document]
) -> None:
    before = services.session_of(assignment(held))
    assert before is not None
    when = When(before.meeting.day, before.meeting.hour, before.meeting.place)
    numbers = services.set_session(of(held), assignment(held), AFTERNOON, world.user("planner"))
    assert numbers == ["01-TB/BTCTU", "01-GM/BTCTU"]
    assert owed(held).done_at is None
    assert services.set_session(of(held), assignment(held), when, world.user("planner")) == []
    assert owed(held).done_by != ""
    assert [one.state for one in papers] == ["issued", "issued"]


def test_another_head_of_the_team_is_to_be_told(
    world: World, held: RoundWorld, papers: list[Document]
) -> None:
    seat = db.session.scalars(select(Seat).where(Seat.role == "head")).one()
    plans.change(seat, {"user_id": world.user("leader").id})
    assert owed(held).done_at is None
    assert (is_stale(papers[0]), is_stale(papers[1])) == (True, False)
    plans.change(seat, {"user_id": world.user("member").id})
    assert owed(held).done_at is not None


def test_naming_whom_a_body_sends_is_no_change(
    world: World, held: RoundWorld, papers: list[Document], sign_in: SignIn
) -> None:
    seat = db.session.scalars(select(Seat).where(Seat.body != "")).one()
    data = {"full_name": "Trần Văn Mẫu", "title": "Ủy viên", "version": str(seat.version)}
    address = f"/rounds/{held.activity.id}/seats/{seat.id}"
    assert sign_in("planner").post(address, data=data).status_code == 303
    assert not is_stale(papers[0])


def test_opening_a_session_and_saving_it_withdraws_nothing(
    world: World, held: RoundWorld, papers: list[Document], sign_in: SignIn
) -> None:
    """Seen: two issued papers withdrawn, and the unit told "trước là X, nay là X"."""
    planner = sign_in("planner")
    address = f"/rounds/{held.activity.id}/units/{held.assignments[0].id}/session"

    def kept() -> tuple[list[int], list[int], list[str]]:
        db.session.expire_all()
        ids = (db.session.scalars(select(one.id)).all() for one in (Message, DocumentStep))
        return *map(list, ids), [one.state for one in papers]  # type: ignore[return-value]

    before = kept()
    form = next(one for one in forms_of(planner, address) if one.action == address)
    assert form.send(planner).status_code == 303
    assert kept() == before
    assert "Cần điều chỉnh" not in planner.get(f"/rounds/{held.activity.id}").text


def test_by_clicks_from_the_page_of_the_round(
    world: World, held: RoundWorld, papers: list[Document], sign_in: SignIn
) -> None:
    planner, page = sign_in("planner"), f"/rounds/{held.activity.id}"
    nothing = planner.post(f"{page}/amendment")
    assert nothing.status_code == 409
    assert "không có gì thay đổi" in nothing.text
    services.set_session(of(held), assignment(held), AFTERNOON, world.user("planner"))
    text = " ".join(planner.get(page).text.split())
    assert "Cần điều chỉnh" in text
    assert "Đảng bộ huyện Nhơn Trạch, đã thông báo 08:00 ngày 19/03/2024" in text
    assert "đổi thời gian thành 14:00 ngày 20/03/2024; đổi địa điểm thành Phòng họp số 2" in text
    assert counted(planner, page) <= MOST
    answer = planner.post(f"{page}/amendment")
    assert answer.status_code == 303
    assert counted(planner, answer.location) <= MOST_OF_A_PAPER
    shown = planner.get(f"/documents/{papers[0].id}").text
    assert "Cần điều chỉnh" in shown


def test_a_round_announced_anew_tells_of_what_is_to_come(
    world: World, held: RoundWorld, papers: list[Document]
) -> None:
    services.set_session(of(held), assignment(held), AFTERNOON, world.user("planner"))
    with clock.living_on(local(2024, 3, 20, 8)):  # the other session was the day before
        again = announcing.announce(of(held), world.user("planner"))
        text = text_of(again)
        assert "thay thế văn bản số 01-TB/BTCTU" in text
        assert "do lịch của đợt có thay đổi (thời gian, địa điểm)" in text
        assert "Đảng bộ huyện Nhơn Trạch" in text
        assert "Đảng bộ huyện Tân Phú" not in text
        assert papers[0].state == "issued"
        issue(world, again)
    assert papers[0].state == "replaced"


def test_the_report_goes_to_the_body_that_it_names(world: World, held: RoundWorld) -> None:
    """Seen: printed for the Bloc's standing committee, delivered to the City Union."""
    found(world, held, 0)
    found(world, held, 1)
    level = db.session.scalars(select(Level).order_by(Level.position)).first()
    assert level is not None
    bloc = organization(world.issuer, level, "Đảng ủy Khối Dân - Chính - Đảng Thành phố", None)
    bloc.short_name = "Đảng ủy Khối"
    add(
        TemplateText(
            issuer_id=world.issuer.id,
            kind="round_report",
            part="recipients",
            text="Ban Thường vụ Đảng ủy Khối (để báo cáo)\nLưu {issuer_code}",
        )
    )
    db.session.commit()
    report = reporting.compose(of(held), world.user("planner"))
    assert bodies_of(report) == [bloc.id]
    assert documents.paper_of(report).recipients[0] == "Ban Thường vụ Đảng ủy Khối (để báo cáo)"
    assert db.session.get_one(Organization, bloc.id).name.startswith("Đảng ủy Khối")
