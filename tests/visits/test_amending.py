"""Amending an announced month: what changed is told by a short notice, the rest stays in force."""

from collections.abc import Callable
from datetime import date, time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.documents.test_docx import opened
from tests.queries import MOST, counted
from tests.visits.amendments import amend, announced, cancel, chosen, guests, later, move
from tests.visits.test_announcing import announce, assign, issue, text_of, told
from tests.world import World
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import tree
from webapp.documents.models import Document
from webapp.documents.pdf.render import render_pdf
from webapp.documents.road import composing
from webapp.documents.road import services as documents
from webapp.documents.road.recipients import bodies_of
from webapp.milestones import engine
from webapp.milestones.models import Milestone
from webapp.visits.kinds import ANNOUNCEMENT_DUE
from webapp.visits.models import Visit
from webapp.visits.papers import in_force as papers
from webapp.visits.queries import changes
from webapp.visits.services import announcing, choosing

__all__ = ("announced", "chosen")  # fixtures
SignIn = Callable[[str], FlaskClient]
HALL = "Nhà văn hóa *xã*"


def owed(world: World) -> Milestone:
    found = engine.find(ANNOUNCEMENT_DUE, papers.ABOUT, world.assignment().id)
    assert found is not None
    return found


def rows_of(document: Document) -> list[tuple[str, ...]]:
    blocks = documents.paper_of(document).blocks
    (table,) = [block for block in blocks if isinstance(block, tree.Table)]
    return list(table.rows)


def test_only_what_changed_is_named_before_and_after(
    world: World, chosen: list[Visit], announced: Document
) -> None:
    first, last = chosen
    with later(1):
        move(world, first, date(2024, 3, 5), time(14))
        move(world, last, date(2024, 3, 7), place=HALL)
        document = amend(world)
    assert rows_of(document) == [
        (
            "Chi bộ ấp 1 Nhơn Trạch, 05/03/2024",
            "Thời gian",
            "08 giờ 00, thứ Ba, 05/03/2024",
            "14 giờ 00, thứ Ba, 05/03/2024",
        ),
        (
            "Chi bộ ấp 10 Nhơn Trạch, 07/03/2024",
            "Địa điểm",
            "Hội trường ấp",
            tree.literal(HALL),
        ),
    ]
    text = text_of(document)
    assert "Tiếp theo Thông báo số 01-TB/BTCTU ngày 15 tháng 01 năm 2024, Ban Tổ chức" in text
    assert "Các nội dung khác giữ nguyên như đã thông báo." in text
    assert tree.gaps(documents.paper_of(document)) == ()
    assert render_pdf(documents.paper_of(document)).startswith(b"%PDF")
    assert (
        "Điều chỉnh thành" in opened(documents.paper_of(document)).tables[1].rows[0].cells[3].text
    )


def test_the_announcement_stays_in_force_as_amended(
    world: World, chosen: list[Visit], announced: Document
) -> None:
    last = chosen[1]
    guest = guests(world)
    invitation = issue(announcing.invite(world.assignment(), world.user("planner")), world)
    with later(1):
        cancel(world, last)
        assert (announced.state, invitation.state) == ("issued", "issued")
        assert owed(world).done_at is None
        assert "Cần ban hành thông báo điều chỉnh cho văn bản 01-TB/BTCTU" in told(world, "planner")
        assert papers.to_repeat([world.assignment().id]) == {}
        document = amend(world)
    assert rows_of(document) == [
        (
            "Chi bộ ấp 10 Nhơn Trạch, 07/03/2024",
            "Tổ chức sinh hoạt",
            "08 giờ 00, thứ Năm, 07/03/2024, tại Hội trường ấp",
            "Không tổ chức, không bố trí dự. Lý do: Mưa bão",
        )
    ]
    lead = "Thông báo số 01-TB/BTCTU ngày 15 tháng 01 năm 2024 và Giấy mời số 01-GM/BTCTU ngày 15"
    assert lead in text_of(document)
    with later(2):
        issue(document, world)
    assert (announced.state, document.state) == ("issued", "issued")
    assert (owed(world).done_by, changes.since_announced(world.assignment())) == ("02-TB/BTCTU", [])
    for person in ("office", "member", "reader"):
        assert "Thông báo điều chỉnh số 02-TB/BTCTU" in told(world, person)
    assert set(bodies_of(document)) == {
        world.assignment().organization_id,
        guest.organization_id,
    }


def test_what_was_amended_is_told_once_and_can_be_amended_again(
    world: World, chosen: list[Visit], announced: Document
) -> None:
    first, last = chosen
    with later(1):
        move(world, first, date(2024, 3, 8))
    with later(2):
        one = issue(amend(world), world)
    with pytest.raises(Refused, match="không có gì thay đổi"):
        amend(world)
    with later(3):
        move(world, last, date(2024, 3, 9))
    with later(4):
        two = amend(world)
        assert two.id != one.id
        assert [row[0] for row in rows_of(two)] == ["Chi bộ ấp 10 Nhơn Trạch, 07/03/2024"]
        assert "và Thông báo điều chỉnh số 02-TB/BTCTU ngày 15 tháng 01 năm 2024" in text_of(two)
        issue(two, world)
    with later(5):
        documents.withdraw(two, world.user("planner"), "Nhầm")
        assert owed(world).done_at is None
        left = changes.since_announced(world.assignment())
        assert [one.visit and one.visit.key for one in left] == [last.meeting_id]


def test_a_change_while_the_notice_waits_must_be_taken_in_first(
    world: World, chosen: list[Visit], announced: Document
) -> None:
    first, last = chosen
    with later(1):
        move(world, first, date(2024, 3, 8))
        document = amend(world)
        documents.submit(document, world.user("planner"))
    with later(2):
        cancel(world, last)
        assert (document.state, announced.state) == ("submitted", "issued")
        with pytest.raises(documents.NotReady, match="không còn đúng"):
            documents.approve(document, world.user("leader"))
        composing.recompose(document, world.user("planner"))
        assert len(rows_of(document)) == 2
        documents.approve(document, world.user("leader"))


def test_a_meeting_moved_back_needs_no_notice(
    world: World, chosen: list[Visit], announced: Document
) -> None:
    first, _ = chosen
    with later(1):
        move(world, first, date(2024, 3, 8))
    with later(2):
        move(world, first, date(2024, 3, 5))
    assert owed(world).done_by == "01-TB/BTCTU"
    with pytest.raises(Refused):
        amend(world)


def test_a_whole_new_announcement_takes_the_place_of_all(
    world: World, chosen: list[Visit], announced: Document
) -> None:
    first, last = chosen
    with pytest.raises(documents.NotReady):
        announce(world)
    with later(1):
        move(world, first, date(2024, 3, 8))
        notice = issue(amend(world), world)
    with later(2):
        cancel(world, last)
        whole = announce(world)
        assert {announced.state, notice.state} == {"issued"}  # until the new one is issued
        old = "01-TB/BTCTU ngày 15 tháng 01 năm 2024; số 02-TB/BTCTU ngày 15 tháng 01 năm 2024"
        assert f"thay thế văn bản số {old}" in text_of(whole)
        issue(whole, world)
    assert announced.replaced_by_id == notice.replaced_by_id == whole.id
    assert {announced.state, notice.state} == {"replaced"}
    assert papers.to_repeat([world.assignment().id]) == {}


def test_another_team_is_amended_too(
    world: World, chosen: list[Visit], announced: Document
) -> None:
    with later(1):
        move(world, chosen[0], date(2024, 3, 8))
        notice = issue(amend(world), world)
    with later(2):
        visit = announcing.visits_of(world.assignment())[0]
        assert assign(world, visit, member2="head") == ["01-TB/BTCTU"]
        assert (announced.state, notice.state) == ("issued", "issued")
        assert rows_of(amend(world)) == [
            (
                "Chi bộ ấp 10 Nhơn Trạch, 07/03/2024",
                "Tổ công tác dự",
                "Đồng chí Người member, Chuyên viên (Tổ trưởng); "
                "Đồng chí Người member2, Chuyên viên (Thư ký)",
                "Đồng chí Người member2, Chuyên viên (Tổ trưởng)",
            )
        ]
        assert assign(world, visit, member="head", member2="secretary") == []
        with pytest.raises(Refused, match="không có gì thay đổi"):
            amend(world)


def test_papers_from_before_snapshots_were_kept_are_amended_too(
    world: World, chosen: list[Visit], announced: Document
) -> None:
    announced.facts = announced.composed = announced.wording = None
    db.session.commit()
    with later(1):
        first = announcing.visits_of(world.assignment())[0]
        assert assign(world, first, member2="head") == []  # who went is not known
        move(world, first, date(2024, 3, 8))
        assert owed(world).done_at is None
        assert [row[:2] for row in rows_of(amend(world))] == [
            ("Chi bộ ấp 1 Nhơn Trạch, 05/03/2024", "Thời gian")
        ]


def test_other_meetings_are_chosen_after_a_cancellation(
    world: World, chosen: list[Visit], announced: Document
) -> None:
    with pytest.raises(Refused):
        choosing.reopen(world.assignment(), world.user("planner"), "Muộn")
    with later(1):
        cancel(world, chosen[1])
        choosing.reopen(world.assignment(), world.user("planner"), "Chọn buổi khác")
    assert announced.state == "issued"


def test_by_clicks_and_everybody_reads_both_papers(
    world: World, sign_in: SignIn, chosen: list[Visit], announced: Document
) -> None:
    guests(world)
    invitation = issue(announcing.invite(world.assignment(), world.user("planner")), world)
    planner, office, guest = sign_in("planner"), sign_in("office"), sign_in("reader")
    number = world.assignment().id
    page, visit = f"/assignments/{number}/choice", f"/visits/{chosen[0].id}"
    assert f"/assignments/{number}/amendment" not in planner.get(page).text
    assert planner.post(f"/assignments/{number}/amendment").location == page
    with later(1):
        move(world, chosen[0], date(2024, 3, 8), time(14), HALL)
        text = " ".join(planner.get(page).text.split())
        was = "đã thông báo 08:00 ngày 05/03/2024 tại Hội trường ấp"
        becomes = f"đổi thời gian thành 14:00 ngày 08/03/2024; đổi địa điểm thành {HALL}"
        assert f"{was}: {becomes}" in text
        shown = planner.get(visit).text
        changed = f"Đ{becomes[1:]}"
        assert f"{changed} · cần điều chỉnh 01-TB/BTCTU" in shown, "paper and change on its page"
        assert f"{changed} · khác với 01-TB/BTCTU" in office.get(visit).text
        assert "Thông báo lại toàn bộ" in text
        assert "cần thông báo điều chỉnh" in planner.get(f"/assignments/{number}").text
        answer = planner.post(f"/assignments/{number}/amendment")
        document = db.session.scalars(select(Document).where(Document.kind == "amendment")).one()
        assert answer.location == f"/documents/{document.id}"
        issue(document, world)
        for client in (planner, office):
            text = client.get(visit).text
            assert "14:00 ngày 08/03/2024" in text
            assert "Thông báo lịch dự 01-TB/BTCTU</a>" in text
            assert "Thông báo điều chỉnh 02-TB/BTCTU</a>" in text
            assert f": {becomes}<" in text, "what the notice changed of it"
            assert "cần điều chỉnh" not in text
        assert "Đã được điều chỉnh" in office.get(f"/documents/{announced.id}").text
        assert "Thông báo điều chỉnh 02-TB" in guest.get(f"/documents/{invitation.id}").text
        assert "Giấy mời 01-GM/BTCTU</a>" in guest.get(f"/documents/{document.id}").text
        assert counted(planner, page) <= MOST
        assert counted(planner, f"/assignments/{number}") <= MOST
