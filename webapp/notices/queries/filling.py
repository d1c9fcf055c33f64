"""Rows that fill themselves: from the last list, from cells pasted, from the row above."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from webapp.core.db import db
from webapp.notices.forms import MOST_ROWS, NoticeForm, RowForm
from webapp.notices.models import MEETING_KINDS, REGULAR, THEMATIC, Meeting, Notice
from webapp.notices.queries.directory import Directory
from webapp.notices.queries.notices import meetings_of
from webapp.plans.models import Assignment
from webapp.rules.dates import parse_day, parse_hour
from webapp.rules.like_last import same_weekday, weekday_words
from webapp.rules.pasted import Pasted
from webapp.rules.text import fold, short_date

CONTACT = ("contact", "phone")  # typed once, and copied down together
UNREAD = ("day", "hour")  # boxes in which a browser may not show what it cannot read


@dataclass(frozen=True)
class Last:
    """The list filed last before a month."""

    notice_id: int
    month: date


def last_before(assignment: Assignment) -> Last | None:
    """Return the last list that the committee filed for an earlier month."""
    found = db.session.execute(
        select(Notice.id, Assignment.month)
        .join(Assignment, Assignment.id == Notice.assignment_id)
        .where(
            Assignment.issuer_id == assignment.issuer_id,
            Assignment.organization_id == assignment.organization_id,
            Assignment.month < assignment.month,
        )
        .order_by(Assignment.month.desc(), Notice.id.desc())
        .limit(1)
    ).one_or_none()
    return Last(found.id, found.month) if found and found.month else None


def fill_like_last(form: NoticeForm, last: Last, directory: Directory, month: date) -> int:
    """Add the rows of the last list that are not there yet, and return how many.

    Each is held on the same weekday, counted from the 1st; a row whose weekday *month* lacks has
    no day, and says so. The topic of a thematic meeting is left open: it is another each month.
    """
    there = [fold(row.organization.data or "") for row in form.filled]
    drop_blank(form)
    added = 0
    for meeting in meetings_of(last.notice_id):
        if meeting.cancelled_at:
            continue
        label = directory.label_of(meeting.organization)
        if fold(label) in there:
            there.remove(fold(label))
        elif len(form.rows.entries) < MOST_ROWS:
            _add_like(form, meeting, label, month)
            added += 1
    return added


def _add_like(form: NoticeForm, meeting: Meeting, label: str, month: date) -> None:
    day = same_weekday(meeting.day, month)
    row: RowForm = form.rows.append_entry(
        {
            "organization": label,
            "day": day,
            "hour": meeting.hour,
            "place": meeting.place,
            "kind": meeting.kind,
            "contact": meeting.contact,
            "phone": meeting.phone,
        }
    ).form
    if day is None:
        told = f"Tháng {month:%m/%Y} không có {weekday_words(meeting.day)}"
        row.day.errors = [f"{told} như ngày {short_date(meeting.day)}; hãy chọn ngày."]


def drop_blank(form: NoticeForm) -> None:
    """Take the rows out in which nothing was typed."""
    form.rows.entries = [entry for entry in form.rows.entries if not entry.form.is_blank]


def fill_pasted(form: NoticeForm, pasted: Pasted) -> None:
    """Add a row for each one pasted, each text read as if it had been typed."""
    drop_blank(form)
    for cells in pasted.rows:
        row = form.rows.append_entry({}).form
        for name, text in _typed(cells).items():
            row[name].process(MultiDict({row[name].name: text}))


def _typed(cells: Mapping[str, str]) -> dict[str, str]:
    """Return cells as a browser would send them: a kind by its key, days and hours as written."""
    typed = {**cells, "kind": kind_of(cells) or REGULAR}
    # A sheet keeps days and hours as numbers, and shows them so where a column has no format. What
    # is none is said beside its field, as it was pasted.
    with suppress(ValueError):
        if typed.get("day", "").isdecimal():
            typed["day"] = short_date(parse_day(typed["day"], is_cell=True))
    with suppress(ValueError):
        if typed.get("hour", "").startswith(("0.", "0,")):
            typed["hour"] = f"{parse_hour(typed['hour'], is_cell=True):%H:%M}"
    return typed


def kind_of(cells: Mapping[str, str]) -> str:
    """Return the kind that a row's cells mean, "" where they name one that there is not."""
    named = fold(cells.get("kind", ""))
    if not named:
        return THEMATIC if cells.get("topic") else REGULAR
    if named in ("cd", "x"):
        return THEMATIC
    keys = (key for key, name in MEETING_KINDS.items() if named in fold(name))
    return next(keys, "") if len(named) > 1 else ""


def remark_pasted(form: NoticeForm, pasted: Pasted) -> None:
    """After the rows pasted were judged: say beside a field what was pasted and is not shown.

    A kind that there is not is an error of its row.
    """
    rows = [entry.form for entry in form.rows.entries[-len(pasted.rows) :]]
    for row, cells in zip(rows, pasted.rows, strict=True):
        for name in UNREAD:
            if row[name].data is not None:
                row[name].raw_data = None  # shown as the box writes it
            elif row[name].errors and cells.get(name):
                row[name].errors = [f"{row[name].errors[0]} Đã dán: “{cells[name]}”."]
        if not kind_of(cells):
            row.kind.errors = [f"Không có loại “{cells['kind']}”, hãy chọn."]
            form.rows.errors = [entry.errors for entry in form.rows.entries]


def copy_contacts_down(form: NoticeForm) -> int:
    """Give rows that name nobody to call the contact of the row above; return how many."""
    above: dict[str, str] = {}
    filled = 0
    for row in form.filled:
        own = {name: row[name].data or "" for name in CONTACT}
        if any(own.values()):
            above = own
        elif above:
            filled += 1
            for name, text in above.items():
                row[name].data, row[name].raw_data, row[name].errors = text, [text], []
    return filled
