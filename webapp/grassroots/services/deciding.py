"""Deciding what is still open in a month: who goes, or that nobody does. What was told stays."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.grassroots.models import ADDED, MonthlyCalendar
from webapp.grassroots.queries import announced
from webapp.grassroots.queries.line import Line
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.queries.people import given_of, month_of, people_of
from webapp.grassroots.services import adjusting, assigning
from webapp.grassroots.services.dues import lock_calendar
from webapp.milestones import services as milestones
from webapp.plans.models import Activity
from webapp.rules.handing_out import faults
from webapp.rules.month_decisions import Undecided
from webapp.visits.services import dues
from webapp.visits.services import sending as handing
from webapp.visits.services.adjusting import notify_signers, to_issue


def mark_of(record: MonthRecord) -> str:
    """Return the mark of which meetings are open: who decides has seen just these."""
    return Undecided([one.meeting_id for one in record.open]).mark


def decide(
    activity: Activity, month: date, wanted: Mapping[int, int | None], who: User, *, seen: str
) -> list[str]:
    """Decide of open meetings who goes to each (None: nobody); once published, people are told.

    *wanted* maps meetings to people; what is left out stays open. Return the numbers of the
    papers to be adjusted. Raises `assigning.Changed` where others are open now than the page
    *seen* showed, `Refused` for a person who cannot go.
    """
    calendar = lock_calendar(activity, month)
    record = MonthRecord(activity, month)
    if mark_of(record) != seen or wanted.keys() - {one.meeting_id for one in record.open}:
        raise assigning.Changed
    if not wanted:
        return []
    going = {key: user_id for key, user_id in wanted.items() if user_id is not None}
    _refuse_clashes(record, going)
    assigning.pin(calendar, wanted)
    assigning.write(record, given_of(record.lines) | going)
    numbers = _add(calendar, activity, wanted, who) if calendar.published_at else []
    db.session.commit()
    return numbers


def _refuse_clashes(record: MonthRecord, going: Mapping[int, int]) -> None:
    people = people_of(record.activity.plan.issuer_id)
    names = {one.id: one.full_name for one in people}
    if not names.keys() >= set(going.values()):
        raise Refused("Có người không còn trong danh sách được cử dự.")
    month = month_of(record, assigning.pins_of(record), people)
    given = given_of(record.lines)
    free = {one.id for one in month.open}
    wrong = faults(month, {**{k: v for k, v in given.items() if k in free}, **going})
    told = [f"{one.name}: {names[going[one.meeting_id]]}" for one in record.lines
            if one.meeting_id in wrong and one.meeting_id in going]  # fmt: skip
    if told:
        raise Refused(f"Người được đề xuất đã báo vắng hoặc trùng buổi khác: {'; '.join(told)}.")


def _add(
    calendar: MonthlyCalendar, activity: Activity, wanted: Mapping[int, int | None], who: User
) -> list[str]:
    """Publish what was decided since the month was: tell those it concerns, and nobody else."""
    record = MonthRecord(activity, calendar.month)
    lines = [one for one in record.lines if one.meeting_id in wanted]
    assignments = assigning.assignments_of({one.assignment_id for one in lines})
    handing.settle(assignments, who, record.dropped)
    for one in assignments:
        dues.set_for(one)
    month = f"tháng {calendar.month:%m/%Y}"
    said = f"{sum(bool(one.goers) for one in lines)} buổi có người dự"
    nobody = sum(not one.goers for one in lines)
    said += f", {nobody} buổi không bố trí dự" if nobody else ""
    assigning.note_step(calendar, ADDED, who, said)
    _notify_people(lines, month, calendar)
    assigning.notify_units(lines, assignments, f"Lịch sinh hoạt {month}, bổ sung")
    numbers = adjusting.follow(calendar)
    if numbers:
        link = f"/grassroots/{calendar.activity_id}?month={calendar.month:%Y-%m}"
        told = f"{to_issue(numbers, 'bổ sung lịch dự')} {month}."
        notify_signers(announced.in_force(calendar.id), told, link, ("calendar", calendar.id))
    return numbers


def _notify_people(lines: Sequence[Line], month: str, calendar: MonthlyCalendar) -> None:
    counts = Counter(goer.user_id for one in lines for goer in one.goers)
    link = f"/visits?mine=1&month={calendar.month:%Y-%m}"
    for user_id, count in counts.items():
        where = "; ".join(
            f"{one.name}, {clock.local(one.starts_at):%H:%M ngày %d/%m/%Y}"
            for one in lines
            if any(goer.user_id == user_id for goer in one.goers)
        )
        told = f"Đồng chí được phân công dự thêm {count} buổi {month}: {where}."
        milestones.notify([user_id], told, link)
