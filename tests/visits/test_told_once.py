"""Whom a change concerns reads of it once, in words that fit what changed."""

from collections.abc import Callable
from datetime import date, time

import pytest
from sqlalchemy import delete, select

from tests.visits.amendments import amend, announced, cancel, chosen, guests, later, move
from tests.visits.test_announcing import assign, issue
from tests.world import World
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import services as documents
from webapp.milestones.models import Message
from webapp.visits.models import Visit
from webapp.visits.services import announcing

Heard = Callable[[], dict[str, list[str]]]
__all__ = ("announced", "chosen")  # fixtures
EVERYBODY = ("planner", "leader", "member", "member2", "office", "colleague", "reader")


@pytest.fixture
def heard(world: World) -> Heard:
    """Forget what was told so far; the function returns what each person is told from then on."""

    def by_name() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name in EVERYBODY:
            one = select(Message.text).where(Message.user_id == world.user(name).id)
            if texts := list(db.session.scalars(one.order_by(Message.id))):
                found[name] = texts
        db.session.execute(delete(Message))
        db.session.commit()
        return found

    return by_name


def test_a_moved_place_is_told_each_person_once(
    world: World,
    chosen: list[Visit],
    announced: Document,
    heard: Heard,
) -> None:
    heard()
    with later(1):
        move(world, chosen[0], date(2024, 3, 5), time(8), "Nhà văn hóa")
    told = heard()
    assert {name: len(texts) for name, texts in told.items()} == dict.fromkeys(told, 1)
    what = "08:00 ngày 05/03/2024, đổi địa điểm thành Nhà văn hóa (trước là Hội trường ấp)"
    for name in ("planner", "leader", "member", "member2"):
        assert what in told[name][0], name
        assert "đổi thời gian" not in told[name][0]
    must = "Cần ban hành thông báo điều chỉnh cho văn bản 01-TB/BTCTU do đổi địa điểm"
    assert must in told["planner"][0]
    assert must in told["leader"][0], "who signed"
    assert must not in told["member"][0]
    assert "office" not in told, "whoever did it knows"


def test_another_team_is_told_to_who_comes_goes_stays_and_signed(
    world: World,
    chosen: list[Visit],
    announced: Document,
    heard: Heard,
) -> None:
    visit = announcing.visits_of(world.assignment())[0]
    before = {member.user.username for member in visit.team}
    assert before == {"member", "member2"}
    heard()
    with later(1):
        assign(world, visit, member2="head", leader="secretary")
    told = heard()
    assert {name: len(texts) for name, texts in told.items()} == dict.fromkeys(told, 1)
    assert "thôi phân công dự" in told["member"][0]
    stays = "thêm Người leader (Thư ký); thôi Người member; Người member2 nay là Tổ trưởng"
    assert f"Thay đổi thành phần Tổ công tác dự {visit.organization.name}" in told["member2"][0]
    assert stays in told["member2"][0]
    assert "được phân công dự" in told["leader"][0]
    must = "văn bản 01-TB/BTCTU do thay đổi thành phần Tổ công tác"
    assert must in told["leader"][0], "comes, and signed"


def test_the_notice_says_what_it_amends_to_each_once(
    world: World,
    chosen: list[Visit],
    announced: Document,
    heard: Heard,
) -> None:
    guests(world)
    issue(announcing.invite(world.assignment(), world.user("planner")), world)
    with later(1):
        move(world, chosen[0], date(2024, 3, 5), time(8), "Nhà văn hóa")
        notice = amend(world)
        documents.submit(notice, world.user("planner"))
        documents.approve(notice, world.user("leader"))
        heard()
        documents.issue(notice, world.user("planner"))
    told = heard()
    words = "Chi bộ ấp 1 Nhơn Trạch đổi địa điểm thành Nhà văn hóa."
    for name in ("member", "member2", "office", "reader"):
        assert [words in text for text in told[name]] == [True], name


def test_a_withdrawn_paper_is_told_to_all_whom_it_concerns(
    world: World, announced: Document, heard: Heard
) -> None:
    heard()
    documents.withdraw(announced, world.user("planner"), "Ghi nhầm tháng")
    told = heard()
    words = "Thông báo lịch dự 01-TB/BTCTU đã thu hồi: Ghi nhầm tháng"
    for name in ("member", "member2", "leader", "office"):
        assert told[name] == [words], name


def test_several_changes_of_one_list_are_one_message(
    world: World,
    chosen: list[Visit],
    announced: Document,
    heard: Heard,
) -> None:
    heard()
    with later(1):
        cancel(world, chosen[0])
    told = heard()
    assert len(told["planner"]) == 1
    assert "hủy buổi" in told["planner"][0]
