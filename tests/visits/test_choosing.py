"""Choosing the month's meetings: what is saved, what closing does, what it refuses."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update

from tests.dues import set_milestone
from tests.world import World, add
from webapp.attending.models import Preparation
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.milestones.engine import find, mark_done
from webapp.milestones.models import Message, Milestone
from webapp.milestones.services import due_for
from webapp.notices.models import Meeting
from webapp.plans.models import Activity, ChecklistItem, Duty
from webapp.visits.models import Attendance, Choice, ChoiceStep, Rubric, TeamMember, Visit
from webapp.visits.services import choosing, dues
from webapp.visits.services.choosing import Changed


def tick(world: World, *meetings: Meeting) -> None:
    choosing.save_ticks(world.assignment(), [m.id for m in meetings], [])


def close(world: World, *meetings: Meeting, reason: str = "") -> Choice:
    seen = [m.id for m in meetings]
    return choosing.close(world.assignment(), world.user("planner"), seen=seen, reason=reason)


def chosen(world: World) -> list[int]:
    return choosing.chosen_ids(world.assignment().id)


def told(world: World, username: str) -> str:
    rows = db.session.scalars(
        select(Message.text).where(Message.user_id == world.user(username).id)
    )
    return "\n".join(rows)


def milestones_of(kind: str, subject_id: int) -> Milestone | None:
    return find(kind, subject_kind(kind), subject_id)


def subject_kind(kind: str) -> str:
    return "assignment" if kind in ("notice", "choice", "announcement") else "visit"


def test_a_tick_makes_a_visit_with_the_rubric_of_the_day(world: World) -> None:
    newer = add(
        Rubric(issuer_id=world.issuer.id, name="Mới", valid_from=date(2024, 3, 6)),
        Rubric(issuer_id=world.issuer.id, name="Sau", valid_from=date(2024, 3, 7)),
    )
    early, late, _ = world.meetings(world.notice())
    tick(world, early, late)
    visits = db.session.scalars(select(Visit).order_by(Visit.meeting_id)).all()
    assert [v.meeting_id for v in visits] == [early.id, late.id]
    assert [v.organization_id for v in visits] == [early.organization_id, late.organization_id]
    older = world_rubric("Tiêu chí mẫu")
    assert [v.rubric_id for v in visits] == [older, newer.id]
    assert len(db.session.scalars(select(Attendance)).all()) == 2


def world_rubric(name: str) -> int:
    return db.session.scalars(select(Rubric.id).where(Rubric.name == name)).one()


def test_ticks_of_two_people_are_merged(world: World) -> None:
    one, two, three = (m.id for m in world.meetings(world.notice()))
    assignment = world.assignment()
    choosing.save_ticks(assignment, [one], [])
    choosing.save_ticks(assignment, [two], [])  # opened the page before the first saved
    assert chosen(world) == [one, two]
    choosing.save_ticks(assignment, [three], [one])  # saw the first, not the second
    assert chosen(world) == [two, three]


def test_the_same_tick_twice_is_one_visit(world: World) -> None:
    meeting = world.meetings(world.notice())[0]
    tick(world, meeting)
    tick(world, meeting)
    assert chosen(world) == [meeting.id]


def test_a_tick_is_not_taken_back_from_what_hangs_on_it(world: World) -> None:
    one, two, _ = world.meetings(world.notice())
    tick(world, one, two)
    first, second = db.session.scalars(select(Visit).order_by(Visit.meeting_id)).all()
    add(TeamMember(visit_id=first.id, user_id=world.user("member").id, role="head"))
    refused = choosing.save_ticks(world.assignment(), [], [one.id, two.id])
    assert len(refused) == 1
    assert "Chi bộ ấp 1 Nhơn Trạch" in refused[0]
    assert chosen(world) == [one.id]
    assert db.session.get(Visit, second.id) is None
    db.session.delete(db.session.scalars(select(TeamMember)).one())
    item = first_item()
    add(Preparation(visit_id=first.id, item_id=item))
    assert choosing.save_ticks(world.assignment(), [], [one.id])
    assert chosen(world) == [one.id]


def first_item() -> int:
    return db.session.scalars(select(ChecklistItem.id)).first() or 0


def test_a_cancelled_meeting_is_not_chosen(world: World) -> None:
    meeting = world.meetings(world.notice())[0]
    meeting.cancelled_at = clock.now()
    db.session.commit()
    refused = choosing.save_ticks(world.assignment(), [meeting.id], [])
    assert refused == ["Có buổi sinh hoạt đã hủy nên không chọn được."]
    assert chosen(world) == []


def test_meetings_of_another_committee_are_not_chosen(world: World) -> None:
    theirs = world.meetings(world.notice("Tân Phú"))[0]
    choosing.save_ticks(world.assignment(), [theirs.id, 2**31 - 1], [])
    assert chosen(world) == []
    assert choosing.chosen_ids(world.assignment("Tân Phú").id) == []


def test_the_quota_blocks_closing_until_a_reason_is_given(world: World) -> None:
    regular = world.meetings(world.notice())[0]
    tick(world, regular)
    with pytest.raises(Refused, match="còn thiếu 01 buổi sinh hoạt chuyên đề"):
        close(world, regular)
    assert choosing.choice_of(world.assignment().id) is None
    assert close(world, regular, reason="Chuyên đề dời sang tháng sau").reason == (
        "Chuyên đề dời sang tháng sau"
    )


def test_a_number_wanted_blocks_closing_too(world: World) -> None:
    *_, thematic = world.meetings(world.notice())
    tick(world, thematic)
    db.session.execute(update(Activity).where(Activity.kind == "attend").values(wanted=2))
    with pytest.raises(Refused, match="còn thiếu 01 buổi sinh hoạt"):
        close(world, thematic)


def test_a_reason_is_kept_only_where_it_was_needed(world: World) -> None:
    *_, thematic = world.meetings(world.notice())
    tick(world, thematic)
    assert close(world, thematic, reason="Không cần").reason == ""


def test_closing_answers_every_meeting_and_tells_the_office(world: World) -> None:
    one, two, thematic = world.meetings(world.notice())
    two.cancelled_at = clock.now()
    tick(world, thematic)
    choosing.close(
        world.assignment(), world.user("planner"), seen=[thematic.id], answer="Tháng sau sẽ dự."
    )
    db.session.expire_all()
    assert (thematic.answer, one.answer, two.answer) == ("Được chọn dự.", "Tháng sau sẽ dự.", "")
    assert thematic.answered_at == clock.now()
    assert two.answered_at is None
    assert "tháng 03/2024: cấp trên đã chọn 1 buổi" in told(world, "office")
    assert "tháng 03/2024" in told(world, "colleague")
    assert told(world, "other") == ""


def test_closing_sets_what_follows(world: World) -> None:
    set_milestone(
        kind="choice",
        subject=("assignment", world.assignment().id),
        organization=world.organization("Đảng bộ huyện Nhơn Trạch"),
        label="Chọn",
        owner="planner",
        rule="20 days before",
        anchor=date(2024, 3, 1),
    )
    one, _, thematic = world.meetings(world.notice())
    tick(world, one, thematic)
    visit = db.session.scalars(select(Visit).where(Visit.meeting_id == thematic.id)).one()
    add(TeamMember(visit_id=visit.id, user_id=world.user("member").id, role="head"))
    assert milestones_of("preparation", visit.id) is None
    close(world, one, thematic)
    found = {
        kind: milestones_of(
            kind, world.assignment().id if subject_kind(kind) == "assignment" else visit.id
        )
        for kind in ("choice", "announcement", "preparation", "findings", "result_letter")
    }
    assert all(found.values())
    assert found["choice"].done_at == clock.now()
    assert found["announcement"].anchor_on == date(2024, 3, 5)
    assert clock.local(found["announcement"].due_at).date() == date(2024, 2, 27)
    assert found["preparation"].anchor_on == date(2024, 3, 7)
    assert found["preparation"].organization_id == thematic.organization_id
    assert (found["findings"].owner, found["findings"].user_id) == (
        "member",
        world.user("member").id,
    )
    assert clock.local(found["result_letter"].due_at).date() == date(2024, 3, 18)


def test_what_fell_due_before_it_was_known_is_flagged(world: World) -> None:
    (meeting,) = world.meetings(world.notice(meetings=1))
    tick(world, meeting)
    with clock.living_on(clock.at(date(2024, 3, 4), 9)):
        close(world, meeting)
    visit = db.session.scalars(select(Visit)).one()
    assert milestones_of("preparation", visit.id).is_impossible
    assert not milestones_of("result_letter", visit.id).is_impossible


def test_a_plan_without_duties_sets_nothing(world: World) -> None:
    (meeting,) = world.meetings(world.notice(meetings=1))
    tick(world, meeting)
    db.session.execute(delete(Duty))
    close(world, meeting)
    noticed = Milestone.kind == "meeting_notice"  # when the meeting was filed
    assert db.session.scalars(select(Milestone).where(~noticed)).all() == []


def test_closing_twice_is_refused_and_says_who_was_first(world: World) -> None:
    *_, thematic = world.meetings(world.notice())
    tick(world, thematic)
    close(world, thematic)
    with pytest.raises(Refused, match="Người planner chốt lúc 09:00 ngày 15/01/2024"):
        close(world, thematic)
    with pytest.raises(Refused, match="chốt"):
        tick(world, thematic)
    assert len(db.session.scalars(select(Choice)).all()) == 1


def test_closing_over_somebodys_tick_is_refused(world: World) -> None:
    one, _, thematic = world.meetings(world.notice())
    tick(world, thematic)
    tick(world, one)
    with pytest.raises(Changed):
        close(world, thematic)
    assert choosing.choice_of(world.assignment().id) is None


def test_reopening_takes_the_answers_and_dues_back(world: World) -> None:
    one, _, thematic = world.meetings(world.notice())
    tick(world, thematic)
    close(world, thematic)
    choosing.reopen(world.assignment(), world.user("planner"), "Chọn nhầm")
    db.session.expire_all()
    assert choosing.choice_of(world.assignment().id) is None
    assert (thematic.answer, thematic.answered_at, one.answer) == ("", None, "")
    visit = db.session.scalars(select(Visit)).one()
    assert milestones_of("preparation", visit.id) is None
    assert milestones_of("announcement", world.assignment().id) is None
    assert "được mở lại: Chọn nhầm" in told(world, "leader")
    with pytest.raises(Refused, match="đang mở"):
        choosing.reopen(world.assignment(), world.user("planner"), "Lần nữa")
    close(world, thematic)
    steps = db.session.scalars(select(ChoiceStep).order_by(ChoiceStep.id)).all()
    assert [(s.action, s.reason) for s in steps] == [
        ("closed", ""),
        ("reopened", "Chọn nhầm"),
        ("closed", ""),
    ]
    assert milestones_of("preparation", visit.id) is not None


def test_reopening_leaves_what_visits_that_have_begun_make_due(world: World) -> None:
    _, _, thematic = world.meetings(world.notice())
    tick(world, thematic)
    close(world, thematic)
    visit = db.session.scalars(select(Visit)).one()
    with clock.living_on(thematic.starts_at + timedelta(hours=3)):
        choosing.reopen(world.assignment(), world.user("planner"), "Chọn thêm")
        assert milestones_of("findings", visit.id) is not None
        mark_done("findings", ("visit", visit.id), "Người ghi")
        visit.held_at = clock.now()
        close(world, thematic)
        owed = milestones_of("findings", visit.id)
    assert owed is not None
    assert owed.done_at is not None


def test_nobody_owes_findings_that_were_complete_before_the_choice_was_closed(
    world: World,
) -> None:
    _, _, thematic = world.meetings(world.notice())
    tick(world, thematic)
    db.session.scalars(select(Visit)).one().held_at = clock.now()
    close(world, thematic)
    visit = db.session.scalars(select(Visit)).one()
    assert milestones_of("findings", visit.id) is None
    assert milestones_of("preparation", visit.id) is None
    assert milestones_of("result_letter", visit.id) is not None


def test_a_list_that_never_came_is_owed_until_it_cannot_be_sent(world: World) -> None:
    assignment = world.assignment()
    for kind, owner in (("notice", "unit"), ("choice", "planner")):
        set_milestone(
            kind=kind,
            subject=("assignment", assignment.id),
            organization=world.organization("Đảng bộ huyện Nhơn Trạch"),
            label=kind,
            owner=owner,
            rule="20 days before",
            anchor=date(2024, 3, 1),
        )

    def owed() -> list[str]:
        who = world.user("office")
        db.session.refresh(who, ["organization"])
        return [one.kind for one in due_for(who)]

    assert owed() == ["notice"]
    close(world, reason="Đơn vị không đăng ký")
    assert owed() == []
    notice = milestones_of("notice", assignment.id)
    assert notice is not None
    assert notice.done_at is None  # it is counted as never sent
    choosing.reopen(assignment, world.user("planner"), "Đơn vị vừa gửi")
    assert owed() == ["notice"]
    with clock.living_on(clock.at(date(2024, 3, 31), 9)):
        assert owed() == ["notice"]
    with clock.living_on(clock.at(date(2024, 4, 1), 9)):
        assert owed() == []  # days that are gone by cannot be told any more


def test_moving_a_meeting_moves_what_is_owed_but_keeps_what_was_flagged(world: World) -> None:
    (meeting,) = world.meetings(world.notice(meetings=1))
    tick(world, meeting)
    close(world, meeting)
    visit = db.session.scalars(select(Visit)).one()
    meeting.starts_at += timedelta(days=7)
    with clock.living_on(clock.at(date(2024, 3, 5), 9)):
        dues.set_for(world.assignment())
        moved = milestones_of("preparation", visit.id)
        assert moved.anchor_on == date(2024, 3, 12)
        assert not moved.is_impossible
    with clock.living_on(clock.at(date(2024, 3, 12), 9)):
        dues.set_for(world.assignment())
        assert not milestones_of("preparation", visit.id).is_impossible
