"""A year of working days is confirmed, with its swapped days: one transaction."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import delete, select

from webapp.accounts.models import User
from webapp.administration.services.recounting import recount
from webapp.core import clock
from webapp.core.db import db
from webapp.organizations.models import CalendarDay, CalendarYear
from webapp.rules.text import short_date


def confirm(year: int, note: str, swaps: Iterable[tuple[date, date]], who: User) -> int:
    """Confirm a year by a paper; return how many due days moved with its swapped days.

    *swaps* are pairs (day off, day worked for it). A year that was confirmed gets the new paper.
    """
    put_swaps(who.issuer_id, note, swaps)
    row = of(who.issuer_id, year) or CalendarYear(issuer_id=who.issuer_id, year=year)
    row.note, row.confirmed_at, row.confirmed_by_id = note, clock.now(), who.id
    db.session.add(row)
    db.session.flush()
    moved = recount(who.issuer_id)
    db.session.commit()
    return moved


def put_swaps(issuer_id: int, note: str, swaps: Iterable[tuple[date, date]]) -> None:
    """Put swapped days into the calendar: `confirm` without what follows. Does not commit."""
    for off, worked in swaps:
        _set(issuer_id, off, f"Nghỉ thay cho ngày {short_date(worked)}; {note}", worked=False)
        _set(issuer_id, worked, f"Làm bù cho ngày {short_date(off)}; {note}", worked=True)
    db.session.flush()


def take_back(issuer_id: int, year: int) -> None:
    """Say that a year's days may still be missing; its own days stay."""
    db.session.execute(
        delete(CalendarYear).where(CalendarYear.issuer_id == issuer_id, CalendarYear.year == year)
    )
    db.session.commit()


def of(issuer_id: int, year: int) -> CalendarYear | None:
    """Return the row of a year that was confirmed."""
    return db.session.scalars(
        select(CalendarYear).where(CalendarYear.issuer_id == issuer_id, CalendarYear.year == year)
    ).one_or_none()


def _set(issuer_id: int, day: date, note: str, *, worked: bool) -> None:
    row = db.session.scalars(
        select(CalendarDay).where(CalendarDay.issuer_id == issuer_id, CalendarDay.day == day)
    ).one_or_none() or CalendarDay(issuer_id=issuer_id, day=day)
    row.is_working, row.note = worked, note
    db.session.add(row)
