"""The engine: what it sets, moves, marks, makes due again, drops, hands over and recounts."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, func, select

from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones import engine, heirs
from webapp.milestones.items import DueItem
from webapp.milestones.models import Milestone, is_latest
from webapp.milestones.services import due_for
from webapp.notices.kinds import MEETING_NOTICE
from webapp.organizations.models import CalendarDay
from webapp.rules.anchors import AnchorFacts
from webapp.visits.kinds import ANNOUNCEMENT_DUE as ANNOUNCEMENT

ABOUT = ("assignment", 77)
MONDAY = date(2024, 3, 11)


def item(
    world: World, day: date | None, rule: str = "5 working days before", **other: Any
) -> DueItem:
    values: dict[str, Any] = {
        "kind": ANNOUNCEMENT,
        "subject": ABOUT,
        "organization": world.organization("Đảng bộ huyện Tân Phú"),
        "label": "Thông báo",
        "owner": "planner",
        "rule": rule,
        "facts": AnchorFacts(day),
        "known_from": clock.today(),
        **other,
    }
    return DueItem(**values)


def rows() -> list[Milestone]:
    db.session.flush()
    return list(db.session.scalars(select(Milestone).order_by(Milestone.sequence)))


def due_day(row: Milestone) -> date:
    return clock.local(row.due_at).date()


def off(world: World, day: date) -> CalendarDay:
    found = CalendarDay(issuer_id=world.issuer.id, day=day, is_working=False, note="Nghỉ")
    db.session.add(found)
    db.session.flush()
    return found


def test_it_is_set_moved_and_dropped_with_what_it_counts_from(world: World) -> None:
    engine.set_due(item(world, MONDAY))
    (row,) = rows()
    assert (due_day(row), row.anchor_on, row.known_from) == (
        date(2024, 3, 4), MONDAY, date(2024, 1, 15),
    )  # fmt: skip
    with clock.living_on(date(2024, 1, 20)):
        engine.set_due(item(world, MONDAY, label="Tên mới"))
        assert (row.label, row.known_from) == ("Tên mới", date(2024, 1, 15))
        engine.set_due(item(world, MONDAY + timedelta(days=7)))
    assert (due_day(row), row.known_from) == (date(2024, 3, 11), date(2024, 1, 20))
    assert engine.set_due(item(world, None)) is None
    assert rows() == []


def test_what_is_done_is_not_moved_and_not_dropped(world: World) -> None:
    engine.set_due(item(world, MONDAY))
    engine.mark_done(ANNOUNCEMENT, ABOUT, "01-TB")
    engine.set_due(item(world, date(2024, 5, 6), label="Khác"))
    engine.set_due(item(world, None))
    engine.drop(ANNOUNCEMENT, ABOUT)
    engine.drop_all(ABOUT)
    (row,) = rows()
    assert (row.label, due_day(row), row.done_by) == ("Thông báo", date(2024, 3, 4), "01-TB")
    engine.mark_done(ANNOUNCEMENT, ABOUT, "02-TB")
    assert row.done_by == "01-TB", "the first time only"


def test_what_is_due_again_is_a_milestone_of_its_own(world: World) -> None:
    engine.set_due(item(world, MONDAY))
    with clock.living_on(date(2024, 3, 1)):
        engine.mark_done(ANNOUNCEMENT, ABOUT, "01-TB")
    with clock.living_on(date(2024, 3, 7)):
        again = engine.require_again(item(world, date(2024, 3, 12)))
        assert again is not None
        assert not again.is_late
        assert again in due_for(world.user("planner"))
        assert engine.find(ANNOUNCEMENT, *ABOUT) is again
    first, second = rows()
    assert (first.done_by, first.is_late, due_day(first)) == ("01-TB", False, date(2024, 3, 4))
    assert (second.sequence, due_day(second), second.known_from) == (
        2, date(2024, 3, 11), date(2024, 3, 7),
    )  # fmt: skip
    with clock.living_on(date(2024, 3, 8)):
        engine.require_again(item(world, date(2024, 3, 12)))
        assert len(rows()) == 2, "it is due already"
        assert engine.drop_again(ANNOUNCEMENT, ABOUT)
        assert not engine.drop_again(ANNOUNCEMENT, ABOUT)
    assert engine.find(ANNOUNCEMENT, *ABOUT) is first
    assert engine.is_done(ANNOUNCEMENT, ABOUT)


def test_what_is_due_again_far_ahead_follows_its_own_rule(world: World) -> None:
    engine.set_due(item(world, MONDAY))
    engine.mark_done(ANNOUNCEMENT, ABOUT, "01-TB")
    engine.require_again(item(world, date(2024, 6, 10)))
    assert due_day(rows()[1]) == date(2024, 6, 3)
    engine.set_due(item(world, date(2024, 6, 17)))
    assert due_day(rows()[1]) == date(2024, 6, 10)


def test_it_is_repeated_on_the_terms_it_had_while_these_lie_ahead(world: World) -> None:
    engine.set_due(item(world, MONDAY))
    engine.mark_done(ANNOUNCEMENT, ABOUT, "01-TB")
    engine.repeat(ANNOUNCEMENT, ABOUT)
    assert due_day(rows()[1]) == date(2024, 3, 4)
    engine.mark_done(ANNOUNCEMENT, ABOUT, "02-TB")
    with clock.living_on(date(2024, 4, 1)):
        engine.repeat(ANNOUNCEMENT, ABOUT)
        engine.repeat(ANNOUNCEMENT, ABOUT)
    assert [due_day(row) for row in rows()][1:] == [date(2024, 3, 4), date(2024, 4, 3)]
    assert engine.repeat(ANNOUNCEMENT, ("assignment", 78)) is None


def test_the_latest_is_told_from_the_earlier_in_a_query(world: World) -> None:
    engine.set_due(item(world, MONDAY))
    engine.mark_done(ANNOUNCEMENT, ABOUT, "01-TB")
    engine.require_again(item(world, MONDAY))
    engine.set_due(item(world, MONDAY, subject=("assignment", 78)))
    found = db.session.scalars(select(Milestone).where(is_latest())).all()
    assert sorted((one.subject_id, one.sequence) for one in found) == [(77, 2), (78, 1)]
    assert engine.found_among([ANNOUNCEMENT], "assignment", [77, 78]).keys() == {
        ("announcement", 77), ("announcement", 78),
    }  # fmt: skip


def test_another_organization_answers_for_all_of_it(world: World) -> None:
    engine.set_due(item(world, MONDAY))
    engine.mark_done(ANNOUNCEMENT, ABOUT, "01-TB")
    engine.repeat(ANNOUNCEMENT, ABOUT)
    heir = world.organization("Đảng bộ huyện Nhơn Trạch")
    heirs.hand_over(ABOUT, heir)
    assert {row.organization_id for row in rows()} == {heir.id}


def test_nothing_is_left_of_a_row_that_is_deleted(world: World) -> None:
    engine.set_due(item(world, MONDAY))
    engine.mark_done(ANNOUNCEMENT, ABOUT, "01-TB")
    engine.repeat(ANNOUNCEMENT, ABOUT)
    engine.forget(ABOUT)
    assert rows() == []


def test_a_recount_says_what_moved_and_whose_it_is(world: World) -> None:
    engine.set_due(item(world, MONDAY))
    engine.set_due(item(world, MONDAY, subject=("assignment", 78)))
    engine.mark_done(ANNOUNCEMENT, ("assignment", 78), "01-TB")
    off(world, date(2024, 3, 6))
    (moved,) = engine.recount(world.issuer.id)
    assert (moved.was, moved.now, moved.owner) == (date(2024, 3, 4), date(2024, 3, 1), "planner")
    assert engine.recount(world.issuer.id) == []


def test_a_recount_says_anew_whether_it_was_possible(world: World) -> None:
    engine.set_due(item(world, MONDAY, known_from=date(2024, 3, 4)))
    (row,) = rows()
    assert not row.is_impossible
    day = off(world, date(2024, 3, 6))
    engine.recount(world.issuer.id)
    assert (due_day(row), row.is_impossible) == (date(2024, 3, 1), True)
    db.session.delete(day)
    db.session.flush()
    engine.recount(world.issuer.id)
    assert (due_day(row), row.is_impossible) == (date(2024, 3, 4), False)


def test_nobody_is_late_by_a_day_off_that_was_not_known_of(world: World) -> None:
    engine.set_due(item(world, MONDAY))
    (row,) = rows()
    with clock.living_on(date(2024, 3, 2)):
        off(world, date(2024, 3, 6))
        engine.recount(world.issuer.id)
        assert (due_day(row), row.tone, row.is_late) == (date(2024, 3, 1), "off", False)
    with clock.living_on(date(2024, 3, 20)):
        off(world, date(2024, 3, 7))
        (moved,) = engine.recount(world.issuer.id)
        assert (moved.was, moved.now) == (date(2024, 3, 4), date(2024, 2, 29))
        assert row.standing.words == "Trễ 16 ngày kể từ hạn cũ 04/03/2024"
        assert (row.tone, row.is_late) == ("late", True)


@pytest.mark.parametrize("day", [date(2024, 3, 4), date(2024, 3, 8), date(2024, 3, 13)])
def test_who_is_late_stays_late_however_it_is_counted(world: World, day: date) -> None:
    """Due on 4 March; on the 20th it counts from another day: earlier, a little later, later."""
    engine.set_due(item(world, MONDAY))
    with clock.living_on(date(2024, 3, 20)):
        engine.set_due(item(world, day))
        (row,) = rows()
        assert (row.tone, row.held_to) == ("late", max(date(2024, 3, 4), due_day(row)))


@pytest.mark.parametrize("today", [date(2024, 3, n) for n in (3, 4, 5)])
@pytest.mark.parametrize("done_on", [None, date(2024, 3, 3), date(2024, 3, 4), date(2024, 3, 5)])
def test_a_query_finds_late_what_a_row_says_is_late(
    world: World, today: date, done_on: date | None
) -> None:
    """One due on 4 March, moved on the 2nd to a day gone by; one that nobody could ever keep."""
    engine.set_due(item(world, MONDAY))
    never = item(world, MONDAY, subject=("assignment", 78), known_from=date(2024, 3, 6))
    engine.set_due(never)
    with clock.living_on(date(2024, 3, 2)):
        off(world, date(2024, 3, 6))
        engine.recount(world.issuer.id)
    with clock.living_on(clock.at(today, 23, 59)):
        for subject in (ABOUT, never.subject) if done_on else ():
            engine.mark_done(ANNOUNCEMENT, subject, "1", clock.at(done_on or today, 23, 59))
        db.session.flush()
        moment = func.coalesce(Milestone.done_at, clock.now())
        found = db.session.scalars(select(Milestone).where(moment > Milestone.late_after)).all()
        assert set(found) == {row for row in rows() if row.is_late}
        is_late = (done_on or today) > date(2024, 3, 4)
        assert [row.subject_id for row in found] == ([77] if is_late else [])


def test_it_is_noted_from_which_day_it_came_earlier_until_it_is_as_late_again(world: World) -> None:
    engine.set_due(item(world, MONDAY))
    (row,) = rows()
    first = off(world, date(2024, 3, 6))
    engine.recount(world.issuer.id)
    assert (row.recounted_from, row.recounted_on) == (date(2024, 3, 4), clock.today())
    off(world, date(2024, 3, 7))
    engine.recount(world.issuer.id)
    assert (due_day(row), row.recounted_from) == (date(2024, 2, 29), date(2024, 3, 1))
    db.session.delete(first)
    db.session.flush()
    engine.recount(world.issuer.id)
    assert due_day(row) == date(2024, 3, 1)
    assert (row.recounted_from, row.recounted_on) == (None, None)


def test_what_somebody_said_of_themselves_is_taken_back(world: World) -> None:
    assert not engine.take_back(ANNOUNCEMENT, ABOUT)
    engine.set_due(item(world, MONDAY))
    assert not engine.take_back(ANNOUNCEMENT, ABOUT)
    engine.mark_done(ANNOUNCEMENT, ABOUT, "báo xong")
    assert engine.take_back(ANNOUNCEMENT, ABOUT)
    (row,) = rows()
    assert (row.done_at, row.done_by, due_day(row)) == (None, "", date(2024, 3, 4))


@pytest.mark.parametrize(
    ("told_on", "due"), [(date(2024, 2, 1), date(2024, 3, 1)), (date(2024, 3, 4), date(2024, 3, 4))]
)
def test_what_was_told_follows_the_calendar_but_in_time_stays_in_time(
    world: World, told_on: date, due: date
) -> None:
    its = item(world, MONDAY, kind=MEETING_NOTICE, subject=("meeting", 5))
    batch = engine.batch_of(world.issuer.id, [MEETING_NOTICE], "meeting", [5])
    engine.record(its, clock.at(told_on), "Biên nhận 1", batch)
    (row,) = rows()
    off(world, date(2024, 3, 6))
    engine.recount(world.issuer.id)
    assert (due_day(row), row.tone) == (due, "done")


def test_what_is_recorded_counts_from_the_earlier_moment_until_it_is_anew(world: World) -> None:
    its = item(world, MONDAY, kind=MEETING_NOTICE, subject=("meeting", 5))
    batch = engine.batch_of(world.issuer.id, [MEETING_NOTICE], "meeting", [5])
    for day in (date(2024, 3, 5), date(2024, 3, 2), date(2024, 3, 6)):
        engine.record(its, clock.at(day), "1", batch)
    (row,) = rows()
    assert (row.done_at, row.is_late) == (clock.at(date(2024, 3, 2)), False)
    later = item(world, date(2024, 3, 18), kind=MEETING_NOTICE, subject=("meeting", 5))
    engine.record(later, clock.at(date(2024, 3, 12)), "2", batch, anew=True)
    first, second = rows()
    assert (due_day(first), first.is_late) == (date(2024, 3, 4), False)
    assert (due_day(second), second.is_late) == (date(2024, 3, 11), True)


RULES = ("10 days before", "5 working days before", "2 working days after", "on the day")
ACTS = st.one_of(
    st.tuples(st.just("set"), st.integers(0, 60), st.sampled_from(RULES)),
    st.tuples(st.just("again"), st.integers(0, 60), st.sampled_from(RULES)),
    st.tuples(st.just("repeat"), st.just(0), st.just("")),
    st.tuples(st.just("done"), st.just(0), st.just("")),
    st.tuples(st.just("drop"), st.just(0), st.just("")),
    st.tuples(st.just("undo"), st.just(0), st.just("")),
    st.tuples(st.just("off"), st.integers(0, 60), st.just("")),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 5), ACTS), max_size=14))
def test_whatever_happens(world: World, story: list[tuple[int, tuple[str, int, str]]]) -> None:
    """What was done is never moved, nothing is late before it was known, a recount settles all."""
    db.session.execute(delete(Milestone))
    db.session.execute(delete(CalendarDay))
    today, done = date(2024, 3, 1), {}
    for passed, act in story:
        today += timedelta(days=passed)
        with clock.living_on(today):
            _act(world, today, *act)
            done = _checked(done)
    db.session.rollback()


def _act(world: World, today: date, act: str, number: int, rule: str) -> None:
    day = date(2024, 3, 1) + timedelta(days=number)
    if act == "set":
        engine.set_due(item(world, day, rule))
    elif act == "again":
        engine.require_again(item(world, day, rule))
    elif act == "repeat":
        engine.repeat(ANNOUNCEMENT, ABOUT)
    elif act == "done":
        engine.mark_done(ANNOUNCEMENT, ABOUT, f"{today}")
    elif act == "drop":
        engine.drop(ANNOUNCEMENT, ABOUT)
    elif act == "undo":
        engine.drop_again(ANNOUNCEMENT, ABOUT)
    else:
        known = select(CalendarDay).where(CalendarDay.day == day)
        if db.session.scalars(known).one_or_none() is None:
            off(world, day)
        engine.recount(world.issuer.id)
        assert engine.recount(world.issuer.id) == []


def _checked(done: dict[int, tuple[Any, ...]]) -> dict[int, tuple[Any, ...]]:
    found = rows()
    now = dict(_judged(found))
    assert {number: now.get(number) for number in done} == done, "what was done is never moved"
    assert [row.done_at is None for row in found[:-1]] == [False] * len(found[:-1])
    for row in found:
        assert row.known_from is not None
        if row.done_at is None and row.tone == "late":
            assert row.held_to is not None, "nothing is late before it was known"
            assert due_day(row) >= row.known_from or due_day(row) < row.held_to
        if row.sequence > 1 and row.done_at is None:
            assert not row.is_impossible or due_day(row) < row.known_from
    return now


def _judged(found: list[Milestone]) -> Iterator[tuple[int, tuple[Any, ...]]]:
    for row in found:
        if row.done_at is not None:
            yield row.id, (row.rule, row.anchor_on, row.due_at, row.done_at, row.done_by, row.tone)


def test_what_is_closed_stays_so_until_it_is_done_or_opened_again(world: World) -> None:
    row = engine.set_due(item(world, MONDAY, owner="unit"))
    assert row is not None
    engine.close(row)
    db.session.flush()
    due = row.due_at
    assert engine.set_due(item(world, MONDAY + timedelta(7), owner="unit")) is row
    assert engine.require_again(item(world, MONDAY, owner="unit")) is row
    assert engine.put_off(ANNOUNCEMENT, ABOUT, MONDAY + timedelta(30)) is None
    assert not engine.drop_again(ANNOUNCEMENT, ABOUT)
    engine.drop(ANNOUNCEMENT, ABOUT)
    engine.drop_all(ABOUT)
    off(world, due_day(row))
    assert engine.recount(world.issuer.id) == []
    assert rows() == [row]
    assert (row.due_at, row.is_open, row.is_late, row.tone) == (due, False, False, "off")
    late = select(Milestone.id).where(Milestone.late_after < clock.at(date(2030, 1, 1)))
    assert db.session.scalars(late).all() == []
    heir = world.organization("Đảng bộ huyện Long Thành")
    assert heirs.hand_over_all(world.organization("Đảng bộ huyện Tân Phú"), heir) == 0
    engine.open_again(row)
    assert row.is_open
    assert due_day(row) < clock.local(due).date()  # counted by the calendar as it is now
    engine.close(row)
    engine.mark_done(ANNOUNCEMENT, ABOUT, "12-TB")
    assert (row.closed_at, row.done_by) == (None, "12-TB")
