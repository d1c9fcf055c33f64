"""Units come and go, each gets its session, the team follows the round's places."""

from collections.abc import Sequence
from datetime import date, time

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from tests.round_world import DAY, RoundWorld, add_round
from tests.world import World, add
from webapp.attending.kinds import MINUTES
from webapp.attending.models import Preparation
from webapp.attending.queries.visit import fetch_visit
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.letterhead import letterhead
from webapp.documents.models import Document
from webapp.documents.road import services as documents
from webapp.documents.road.composing import is_stale
from webapp.documents.tree import Body
from webapp.milestones.engine import find
from webapp.milestones.models import Message
from webapp.notices.models import WORKING, Meeting
from webapp.plans.models import Activity, Assignment
from webapp.plans.queries import committees
from webapp.plans.round_models import Round, Seat
from webapp.plans.services import editing as plans
from webapp.rounds.queries import rounds as queries
from webapp.rounds.services import announcing
from webapp.rounds.services import units as services
from webapp.rounds.services.units import When
from webapp.submissions.models import Submission
from webapp.visits.models import Attendance, Choice, TeamMember, Visit

LATER = When(date(2024, 3, 20), time(14, 0), "Phòng họp số 2")


def of(held: RoundWorld) -> Activity:
    return queries.fetch_round(held.activity.id)


def assignment(held: RoundWorld, number: int = 0) -> Assignment:
    return db.session.scalars(
        select(Assignment)
        .options(joinedload(Assignment.organization))
        .where(Assignment.id == held.assignments[number].id)
    ).one()


def units(held: RoundWorld) -> Sequence[queries.Unit]:
    found = queries.units_of(of(held))
    queries.add_clashes(of(held), found)
    return found


def issue(world: World, held: RoundWorld) -> None:
    document = announcing.announce(of(held), world.user("planner"))
    document.approved_at = clock.now()
    documents.issue(document, world.user("planner"))


def told(username: str, world: World) -> list[str]:
    return list(
        db.session.scalars(select(Message.text).where(Message.user_id == world.user(username).id))
    )


def test_a_unit_is_chosen_once(world: World, held: RoundWorld) -> None:
    unit = world.organization("Đảng bộ huyện Long Thành")
    services.choose(of(held), unit)
    assert [one.name for one in units(held)][-1] == unit.name, "without a session it stands last"
    with pytest.raises(Refused, match="đã có"):
        services.choose(of(held), unit)


def test_a_unit_added_later_makes_the_announcement_to_be_adjusted(
    world: World, held: RoundWorld
) -> None:
    issue(world, held)
    unit = world.organization("Đảng bộ huyện Long Thành")
    (number,) = services.choose(of(held), unit)
    papers = queries.papers_of([held.activity.id])[held.activity.id]
    assert number == "01-TB/BTCTU"
    assert papers.to_repeat == {}
    assert is_stale(papers.in_force[0])
    assert services.leave_out(of(held), units(held)[-1].assignment) == []
    assert not is_stale(papers.in_force[0])


def test_a_unit_is_taken_out_with_its_session(world: World, held: RoundWorld) -> None:
    visit, meeting = held.visits[1].id, held.visits[1].meeting_id
    services.leave_out(of(held), assignment(held, 1))
    assert len(units(held)) == 1
    for table, row in ((Visit, visit), (Meeting, meeting)):
        assert db.session.get(table, row) is None
    assert db.session.scalar(select(func.count()).select_from(Choice)) == 1
    assert any("không còn trong danh sách" in text for text in told("other", world))


@pytest.mark.parametrize("work", ["prepared", "written", "ready", "handed in", "letter"])
def test_nothing_is_lost_once_work_began(world: World, held: RoundWorld, work: str) -> None:
    visit = held.visits[0]
    if work == "prepared":
        add(Preparation(visit_id=visit.id, item_id=world.items()[0].id, is_ready=True))
    elif work == "written":
        row = db.session.scalars(select(Attendance).where(Attendance.visit_id == visit.id)).one()
        row.present = 9
    elif work == "ready":
        visit.ready_at = clock.now()
    elif work == "handed in":
        own = {"issuer_id": visit.issuer_id, "organization_id": visit.organization_id}
        add(Submission(**own, assignment_id=held.assignments[0].id, saved_at=clock.now()))
    else:
        paper = letterhead(world.issuer, MINUTES, Body("Biên bản", []))
        where = world.organization("Đảng bộ huyện Nhơn Trạch")
        draft = documents.Draft(MINUTES, ("visit", visit.id), where, paper)
        documents.draw_up(Document(), draft, world.user("planner"))
    db.session.commit()
    with pytest.raises(Refused, match="đã có dữ liệu"):
        services.leave_out(of(held), assignment(held))
    assert db.session.scalar(select(func.count()).select_from(TeamMember)) == 4
    assert len(units(held)) == 2


def test_a_new_session_gets_the_rounds_team(world: World, held: RoundWorld) -> None:
    unit = world.organization("Đảng bộ huyện Long Thành")
    services.choose(of(held), unit)
    chosen = units(held)[-1].assignment
    services.set_session(of(held), chosen, When(DAY, None, "Hội trường"), world.user("planner"))
    visit = services.session_of(chosen)
    assert visit is not None
    assert {one.user_id: one.role for one in visit.team} == {
        world.user("member").id: "head",
        world.user("member2").id: "secretary",
    }
    meeting = visit.meeting
    assert (meeting.kind, meeting.notice_id, meeting.is_hour_set) == (WORKING, None, False)
    assert meeting.received_on == meeting.due_on == clock.today()
    assert meeting.when == "ngày 19/03/2024, giờ chưa định"
    assert db.session.scalar(select(Attendance.id).where(Attendance.visit_id == visit.id))
    assert find("findings", "visit", visit.id) is not None
    assert any("ngày 19/03/2024, giờ chưa định" in text for text in told("member", world))


def test_moving_a_session_raises_what_rests_on_it(world: World, held: RoundWorld) -> None:
    issue(world, held)
    visit = held.visits[0].id
    before = find("findings", "visit", visit)
    assert before is not None
    due = before.due_at
    aside = services.set_session(of(held), assignment(held), LATER, world.user("planner"))
    assert aside == ["01-TB/BTCTU"]
    after = find("findings", "visit", visit)
    assert after is not None
    assert after.due_at > due
    assert (
        "Buổi làm việc tại Đảng bộ huyện Nhơn Trạch thay đổi: đổi thời gian thành 14:00 ngày "
        "20/03/2024 (trước là 08:00 ngày 19/03/2024); đổi địa điểm thành Phòng họp số 2 (trước là "
        "Hội trường đơn vị)."
    ) in told("office", world)
    owed = find("announcement", "round", held.activity.id)
    assert owed is None or owed.done_at is None


def test_a_session_that_was_held_stays(world: World, held: RoundWorld) -> None:
    held.visits[0].held_at = clock.now()
    db.session.commit()
    with pytest.raises(Refused, match="đã có kết quả"):
        services.set_session(of(held), assignment(held), LATER, world.user("planner"))


def test_two_units_on_one_day_clash_until_both_hours_are_known(
    world: World, held: RoundWorld
) -> None:
    first, second = units(held)
    assert first.clashes == [
        "Đoàn cùng ngày, chưa đủ giờ để biết có kịp không, với buổi tại "
        "Đảng bộ huyện Tân Phú, ngày 19/03/2024, giờ chưa định"
    ]
    assert "Đảng bộ huyện Nhơn Trạch, 08:00 ngày 19/03/2024" in second.clashes[0]
    same_hour = When(DAY, time(9, 0), "Hội trường")
    services.set_session(of(held), assignment(held, 1), same_hour, world.user("planner"))
    assert ["trùng 60 phút" in one.clashes[0] for one in units(held)] == [True, True]
    afternoon = When(DAY, time(14, 0), "Hội trường")
    services.set_session(of(held), assignment(held, 1), afternoon, world.user("planner"))
    assert [one.clashes for one in units(held)] == [[], []]


def test_a_persons_other_visit_is_told_by_name(world: World) -> None:
    attended = world.visit(team=("member",))
    held = add_round(world)
    day = fetch_visit(attended.id).meeting.day
    services.set_session(
        of(held), assignment(held), When(day, time(8, 30), "Hội trường"), world.user("planner")
    )
    words = [text for unit in units(held) for text in unit.clashes if "Người member" in text]
    assert len(words) == 1
    assert words[0].startswith("Đồng chí Người member trùng 90 phút")


def test_a_session_outside_the_window_is_warned_of(world: World, held: RoundWorld) -> None:
    window = of(held).round
    assert not units(held)[0].is_outside(window)
    out = When(date(2024, 4, 2), time(8, 0), "Hội trường")
    services.set_session(of(held), assignment(held), out, world.user("planner"))
    assert [one.is_outside(window) for one in units(held)] == [False, True]


def test_a_change_of_seats_follows_into_sessions_not_held(world: World, held: RoundWorld) -> None:
    held.visits[0].held_at = clock.now()
    db.session.commit()
    head = db.session.scalars(select(Seat).where(Seat.role == "head")).one()
    plans.change(head, {"user_id": world.user("leader").id})
    teams = [{one.user_id for one in fetch_visit(visit.id).team} for visit in held.visits]
    member, member2 = world.user("member").id, world.user("member2").id
    assert teams == [{member, member2}, {world.user("leader").id, member2}]
    assert any("thôi tham gia Đoàn giám sát" in text for text in told("member", world))
    assert any("tham gia Đoàn giám sát" in text for text in told("leader", world))
    owed = find("findings", "visit", held.visits[1].id)
    assert owed is not None
    assert owed.user_id == world.user("leader").id


def test_a_change_of_seats_is_told_each_person_once(world: World, held: RoundWorld) -> None:
    issue(world, held)
    (paper,) = db.session.scalars(select(Document).where(Document.kind == "announcement")).all()
    paper.approved_by_id = world.user("leader").id
    head = db.session.scalars(select(Seat).where(Seat.role == "head")).one()
    before = {name: len(told(name, world)) for name in ("member", "member2", "leader")}
    plans.change(head, {"user_id": world.user("leader").id})
    gone, stays, come = (told(name, world)[count:] for name, count in before.items())
    assert len(gone) == len(come) == len(stays) == 1, "of both sessions in one message"
    assert "thêm Người leader (Trưởng đoàn); thôi Người member." in stays[0]
    for held_at in ("19/03/2024", "22/03/2024"):
        assert (held_at in gone[0]) == (held_at in come[0])
    assert "do thay đổi thành phần Đoàn giám sát" in come[0], "comes, and signed the announcement"


def test_units_not_looked_at_for_long_come_first(world: World, held: RoundWorld) -> None:
    attended = world.visit("Tân Phú")
    meeting = db.session.get_one(Meeting, attended.meeting_id)
    meeting.starts_at = clock.at(date(2023, 5, 4), 8)
    db.session.commit()
    found = queries.candidates(of(held), committees(world.plan))
    assert [(one.organization.label, one.last_on) for one in found] == [
        ("Long Thành", None),
        ("Nhơn Trạch", None),
        ("Tân Phú", date(2023, 5, 4)),
    ]


def test_a_round_without_a_window_is_not_announced(world: World, held: RoundWorld) -> None:
    db.session.delete(db.session.scalars(select(Round)).one())
    db.session.commit()
    db.session.expire_all()
    with pytest.raises(Refused, match="thời gian của đợt"):
        announcing.announce(of(held), world.user("planner"))
