"""A change of an announced month is due on its own; what was announced in time stays so."""

from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.visits.amendments import amend, announced, chosen, move
from tests.visits.test_announcing import announce, issue
from tests.world import World, add
from webapp.attending.models import STRENGTH, Remark
from webapp.attending.services import findings
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import services as documents
from webapp.milestones import engine
from webapp.milestones.models import Milestone
from webapp.plans.services.dues import set_assignment_milestones
from webapp.visits.kinds import ANNOUNCEMENT_DUE
from webapp.visits.models import Attendance, Visit

__all__ = ("announced", "chosen")  # fixtures
SignIn = Callable[[str], FlaskClient]


def occasions(world: World) -> list[Milestone]:
    return list(
        db.session.scalars(
            select(Milestone)
            .where(
                Milestone.kind == ANNOUNCEMENT_DUE.key,
                Milestone.subject_id == world.assignment().id,
            )
            .order_by(Milestone.sequence)
        )
    )


def due_day(milestone: Milestone) -> date:
    return clock.local(milestone.due_at).date()


def test_what_was_announced_in_time_stays_so_and_the_change_is_due_on_its_own(
    world: World, chosen: list[Visit], announced: Document, sign_in: SignIn
) -> None:
    (told_once,) = occasions(world)
    assert (told_once.done_by, told_once.is_late) == ("01-TB/BTCTU", False)
    before = due_day(told_once)
    set_assignment_milestones([world.assignment()], world.plan.id)
    for kind in ("notice", "choice"):  # so that the month stands at its announcement
        engine.mark_done(kind, ("assignment", world.assignment().id), "xong")
    db.session.commit()
    known_on = date(2024, 3, 1)  # a Friday, long after the announcement was due
    assert before < known_on
    with clock.living_on(known_on):
        move(world, chosen[1], date(2024, 3, 8))
        first, again = occasions(world)
        assert (first.done_by, first.is_late, due_day(first)) == ("01-TB/BTCTU", False, before)
        assert again.known_from == known_on
        assert (due_day(again), again.tone) == (date(2024, 3, 5), "due")  # 2 working days
        year = sign_in("planner").get(f"/plans/{world.plan.id}/year").text
        assert "Chờ thông báo" in year
        assert "Trễ thông báo" not in year
    with clock.living_on(date(2024, 3, 5)):
        issue(amend(world), world)
        assert [one.tone for one in occasions(world)] == ["done", "done"]
    with clock.living_on(date(2024, 3, 6)):
        move(world, chosen[1], date(2024, 3, 9))
        assert [one.tone for one in occasions(world)] == ["done", "done", "due"]


def test_a_change_that_is_undone_is_not_due_any_more(
    world: World, chosen: list[Visit], announced: Document
) -> None:
    with clock.living_on(date(2024, 3, 1)):
        move(world, chosen[1], date(2024, 3, 8))
        assert len(occasions(world)) == 2
        move(world, chosen[1], date(2024, 3, 7))
    (only,) = occasions(world)
    assert (only.done_by, only.tone) == ("01-TB/BTCTU", "done")


def test_what_was_not_announced_before_the_meeting_is_not_late_for_ever(
    world: World, chosen: list[Visit], announced: Document, sign_in: SignIn
) -> None:
    with clock.living_on(date(2024, 3, 1)):
        move(world, chosen[1], date(2024, 3, 8))
    with clock.living_on(date(2024, 3, 10)):
        assert occasions(world)[-1].tone == "late"
        visit = _with_findings(world, chosen[1])
        findings.complete(visit, world.user("member"), "Theo phiếu ghi tay")
        (only,) = occasions(world)
        assert only.tone == "done"
        assert "Trễ thông báo lịch" not in sign_in("planner").get("/").text


def _with_findings(world: World, visit: Visit) -> Visit:
    attendance = db.session.scalars(select(Attendance).where(Attendance.visit_id == visit.id)).one()
    attendance.members = attendance.present = 20
    attendance.opened_at, attendance.closed_at, attendance.chair = "08:00", "10:00", "Bí thư"
    add(
        Remark(
            visit_id=visit.id,
            kind=STRENGTH,
            text="Đúng giờ",
            author_id=world.user("member").id,
            created_at=clock.now(),
        )
    )
    db.session.commit()
    return visit


def test_a_withdrawn_announcement_is_due_again_from_that_day(
    world: World, chosen: list[Visit], announced: Document
) -> None:
    with clock.living_on(date(2024, 3, 1)):
        documents.withdraw(announced, world.user("leader"), "Sai ngày")
        first, again = occasions(world)
        assert (first.tone, again.tone) == ("done", "due")
        assert due_day(again) == date(2024, 3, 5)  # the meeting's own day, of which it is told
        issue(announce(world), world)
    assert [one.tone for one in occasions(world)] == ["done", "done"]
