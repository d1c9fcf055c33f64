"""Announcing: the two papers, what issuing them does, and what a changed meeting does to them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.world import World, add, organization
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import tree
from webapp.documents.models import Document
from webapp.documents.road import services as documents
from webapp.documents.road.composing import is_stale
from webapp.documents.road.recipients import bodies_of
from webapp.milestones.engine import find
from webapp.milestones.models import Message
from webapp.notices.facts import MeetingBefore
from webapp.notices.models import Meeting
from webapp.notices.signals import meeting_changed
from webapp.organizations.models import Level, Organization
from webapp.plans.models import PlanLine
from webapp.visits.models import Visit
from webapp.visits.papers import in_force as papers
from webapp.visits.services import announcing, choosing, team


def choose(world: World, *, with_team: bool = True, close: bool = True) -> list[Visit]:
    """Choose the first and the last of three meetings."""
    first, _, last = world.meetings(world.notice())
    seen = [first.id, last.id]
    choosing.save_ticks(world.assignment(), seen, [])
    if close:
        choosing.close(world.assignment(), world.user("planner"), seen=seen)
    if with_team:
        for visit in visits(world):
            assign(world, visit, member="head", member2="secretary")
    return visits(world)


def visits(world: World) -> list[Visit]:
    assignment = world.assignment()
    return announcing.visits_of(assignment)


def assign(world: World, visit: Visit, **roles: str) -> list[str]:
    people = {world.user(name).id: role for name, role in roles.items()}
    return team.assign(visit, people)


def issue(document: Document, world: World) -> Document:
    """Fill the gaps that the known world has, and walk the road to the end."""
    paper = documents.paper_of(document)
    blocks = tuple(
        replace(block, text=tree.words(block.text).replace("[", "(").replace("]", ")"))
        if hasattr(block, "text")
        else block
        for block in paper.blocks
    )
    documents.rewrite(document, replace(paper, blocks=blocks, addressee=""), world.user("planner"))
    documents.submit(document, world.user("planner"))
    documents.approve(document, world.user("leader"))
    documents.issue(document, world.user("leader"))
    return document


def announce(world: World) -> Document:
    return announcing.announce(world.assignment(), world.user("planner"))


def text_of(document: Document) -> str:
    return tree.plain_text(documents.paper_of(document))


def change(world: World, meeting: Meeting, *, cancelled: bool = False, **values: Any) -> None:
    """Change a meeting the way its room does."""
    before = MeetingBefore(meeting.starts_at, meeting.place, meeting.kind, meeting.topic)
    if cancelled:
        meeting.cancelled_at = clock.now()
    for name, value in values.items():
        setattr(meeting, name, value)
    meeting_changed.send(
        meeting, before=before, cancelled=cancelled, reason="Mưa bão", who=world.user("office")
    )
    db.session.commit()


def told(world: World, username: str) -> str:
    rows = db.session.scalars(
        select(Message.text).where(Message.user_id == world.user(username).id)
    )
    return "\n".join(rows)


def test_nothing_is_announced_while_the_choice_is_open(world: World) -> None:
    choose(world, close=False)
    with pytest.raises(Refused, match="chốt"):
        announce(world)
    assert documents.all_of(("assignment", world.assignment().id)) == []


def test_the_announcement_tells_who_goes_where(world: World) -> None:
    plan = world.plan
    add(
        PlanLine(
            plan_id=plan.id, part="attendee_upper", position=1, text="Thường trực **Tỉnh ủy**"
        ),
        PlanLine(plan_id=plan.id, part="attendee_lower", position=1, text="Thường trực cấp ủy"),
    )
    first, _ = choose(world)
    first.meeting.place = "Nhà *văn hóa* [[thiếu: x]]"
    db.session.commit()
    document = announce(world)
    assert document.kind == "announcement"
    assert document.organization_id == world.assignment().organization_id
    text = text_of(document)
    assert "08 giờ 00, thứ Ba, 05/03/2024 | Chi bộ ấp 1 Nhơn Trạch | Sinh hoạt thường kỳ" in text
    assert "Sinh hoạt chuyên đề: Học tập và làm theo Bác" in text
    assert "Đồng chí Người member, Chuyên viên (Tổ trưởng); Đồng chí Người member2" in text
    assert "| Nhà *văn hóa* [[thiếu: x]] |" in text
    assert "- Thường trực **Tỉnh ủy**" in text
    assert "08 giờ 00, 06/03/2024 | Chi bộ ấp 2 Nhơn Trạch" in text
    assert "- Nhóm nội dung 1" in text
    assert "Sổ sách: Nội dung 2.2" in text
    assert tree.gaps(documents.paper_of(document)) == ()
    assert bodies_of(document) == [world.assignment().organization_id]


def test_what_is_missing_is_a_gap(world: World) -> None:
    first, _ = choose(world, with_team=False)
    gaps = tree.gaps(documents.paper_of(announce(world)))
    assert "Tổ công tác" in gaps
    assert "thành phần dự của cấp trên" in gaps
    assign(world, first, member="head")
    first.team[0].role = "member"
    db.session.commit()
    assert "Tổ trưởng" in tree.gaps(documents.paper_of(announce(world)))


def test_the_plan_is_cited_and_a_draft_is_a_gap(world: World) -> None:
    choose(world)
    cited = "Thực hiện Kế hoạch số 73-KH/BTCTU ngày 03 tháng 01 năm 2024 về dự"
    first = announce(world)
    assert cited in text_of(first)
    assert "số, ký hiệu của kế hoạch chưa ban hành" not in tree.gaps(documents.paper_of(first))
    world.unissue()
    assert "số, ký hiệu của kế hoạch chưa ban hành" in tree.gaps(
        documents.paper_of(announce(world))
    )


def test_composing_again_writes_the_draft_anew(world: World) -> None:
    first, _ = choose(world)
    document = announce(world)
    assert assign(world, first, leader="head") == []
    assert "Người leader" not in text_of(document)
    again = announce(world)
    assert again.id == document.id
    assert "Người leader" in text_of(again)


def test_issuing_marks_the_milestone_and_tells(world: World) -> None:
    choose(world)
    subject = ("assignment", world.assignment().id)
    assert not papers.is_announced(subject[1])
    document = issue(announce(world), world)
    milestone = find("announcement", *subject)
    assert milestone is not None
    assert milestone.done_by == document.number_and_symbol == "01-TB/BTCTU"
    assert papers.is_announced(subject[1])
    for username in ("office", "colleague", "member", "member2"):
        assert "01-TB/BTCTU" in told(world, username)
    assert "01-TB/BTCTU" not in told(world, "other") + told(world, "reader")
    with pytest.raises(Refused, match="không mở lại được"):
        choosing.reopen(world.assignment(), world.user("planner"), "Muộn")
    with pytest.raises(documents.NotReady):
        announce(world)


def test_the_invitation_goes_to_the_bodies_beside_the_board(world: World) -> None:
    choose(world)
    alone = announcing.invite(world.assignment(), world.user("planner"))
    assert "cơ quan được mời" in tree.gaps(documents.paper_of(alone))
    board = world.organization("Ban Tổ chức Tỉnh ủy")
    level = db.session.get_one(Level, board.level_id)
    root = db.session.get_one(Organization, board.parent_id)
    office = organization(world.issuer, level, "Văn phòng Tỉnh ủy", root)
    ended = organization(world.issuer, level, "Ban cũ", root)
    ended.until = clock.today() - timedelta(days=1)
    db.session.commit()
    document = announcing.invite(world.assignment(), world.user("planner"))
    assert document.id == alone.id
    assert document.organization_id == board.id
    assert "Kính gửi: Văn phòng Tỉnh ủy" in text_of(document)
    assert "Ban cũ" not in text_of(document)
    assert "Chi bộ ấp 1 Nhơn Trạch" in text_of(document)
    assert bodies_of(document) == [office.id]
    guest = world.user("reader")
    guest.organization_id = office.id
    issue(document, world)
    assert "Giấy mời số 01-GM/BTCTU" in told(world, "reader")
    assert "Giấy mời" not in told(world, "member")


def test_a_meeting_moved_after_the_announcement_must_be_told_again(world: World) -> None:
    first, last = choose(world)
    assignment_id = world.assignment().id
    old = issue(announce(world), world)
    invitation = announcing.invite(world.assignment(), world.user("planner"))
    change(world, first.meeting, starts_at=first.meeting.starts_at + timedelta(days=4))
    assert (old.state, invitation.state) == ("issued", "draft")
    assert is_stale(old)
    assert is_stale(invitation)
    assert papers.is_announced(assignment_id)
    owed = find("announcement", "assignment", assignment_id)
    assert owed is not None
    assert owed.done_at is None
    assert owed.anchor_on == date(2024, 3, 9)  # of the one that is to be told again
    letter = find("result_letter", "visit", first.id)
    assert letter is not None
    assert letter.anchor_on == date(2024, 3, 9)
    for username in ("member", "member2", "planner", "leader"):
        assert "trước là 08:00 ngày 05/03/2024" in told(world, username)
        assert "đổi thời gian thành 08:00 ngày 09/03/2024" in told(world, username)
    assert "Cần ban hành thông báo điều chỉnh cho văn bản 01-TB" in told(world, "planner")
    again = announce(world)
    assert again.id != old.id
    assert "thay thế văn bản số 01-TB/BTCTU ngày 15 tháng 01 năm 2024" in text_of(again)
    assert old.state == "issued"
    issue(again, world)
    assert papers.to_repeat([assignment_id]) == {}
    assert (old.replaced_by_id, is_stale(again)) == (again.id, False)
    assert last.cancelled_at is None


def test_a_move_into_another_visit_is_told_as_a_clash(world: World) -> None:
    first, last = choose(world)
    change(world, first.meeting, starts_at=last.meeting.starts_at + timedelta(hours=1))
    assert "Đồng chí Người member trùng 60 phút với buổi tại Chi bộ ấp 10" in told(world, "planner")


def test_a_cancelled_meeting_cancels_its_visit(world: World) -> None:
    first, last = choose(world)
    old = issue(announce(world), world)
    change(world, last.meeting, cancelled=True)
    db.session.refresh(last)
    assert (last.cancelled_at, last.cancel_reason) == (clock.now(), "Mưa bão")
    assert find("preparation", "visit", last.id) is None
    assert find("preparation", "visit", first.id) is not None
    assert (old.state, is_stale(old)) == ("issued", True)
    assert "còn thiếu 01 buổi sinh hoạt chuyên đề" in told(world, "planner")
    assert "bị hủy: Chi bộ ấp 10" in told(world, "member")
    choosing.reopen(world.assignment(), world.user("planner"), "Chọn buổi khác")
    assert choosing.choice_of(world.assignment().id) is None


def test_all_cancelled_is_announced_as_such(world: World) -> None:
    first, last = choose(world)
    issue(announce(world), world)
    for visit in (first, last):
        change(world, visit.meeting, cancelled=True)
    owed = find("announcement", "assignment", world.assignment().id)
    assert owed is not None
    assert owed.done_at is None
    assert "Trong tháng không bố trí dự buổi" in text_of(announce(world))


def test_a_change_before_closing_takes_the_tick_away(world: World) -> None:
    first, last = choose(world, with_team=False, close=False)
    gone = last.id
    change(world, last.meeting, cancelled=True)
    assert db.session.get(Visit, gone) is None
    change(world, first.meeting, place="Nơi khác")
    assert find("preparation", "visit", first.id) is None
    assert "đổi địa điểm thành Nơi khác" in told(world, "planner")


def test_a_change_of_what_was_not_chosen_changes_nothing_here(world: World) -> None:
    choose(world)
    old = issue(announce(world), world)
    other = db.session.scalars(
        select(Meeting).where(Meeting.id.not_in(choosing.chosen_ids(world.assignment().id)))
    ).one()
    change(world, other, cancelled=True)
    assert old.state == "issued"
    assert "Mưa bão" not in told(world, "planner")


def test_a_visit_already_held_stays(world: World) -> None:
    first, _ = choose(world)
    first.held_at = clock.now()
    db.session.commit()
    change(world, first.meeting, cancelled=True)
    db.session.refresh(first)
    assert first.cancelled_at is None


def test_another_team_needs_another_announcement(world: World) -> None:
    first, _ = choose(world)
    old = issue(announce(world), world)
    assert assign(world, first, member="head", member2="secretary") == []
    assert (old.state, is_stale(old)) == ("issued", False)
    assert assign(world, first, member2="head") == ["01-TB/BTCTU"]
    assert (old.state, is_stale(old)) == ("issued", True)
    assert "thôi phân công dự: Chi bộ ấp 1" in told(world, "member")
    owed = find("findings", "visit", first.id)
    assert owed is not None
    assert owed.user_id == world.user("member2").id
