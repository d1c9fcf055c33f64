"""The clerk's desk: one assignment, what was filed for it, and the form that lies on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flask import abort
from sqlalchemy.orm import joinedload

from webapp.accounts import gate
from webapp.accounts.models import PLANNER, User
from webapp.core.refusals import Refused
from webapp.notices import queries, services
from webapp.notices.directory import Directory, directory_of, label_of
from webapp.notices.forms import MOST_ROWS, NoticeForm, RowForm, outside
from webapp.notices.history import snapshot
from webapp.notices.margins import Deadline, Standing, deadline_of
from webapp.notices.models import Meeting, Notice
from webapp.plans.models import GRASSROOTS, MONTHLY, Assignment
from webapp.rules.deadlines import RuleError

CARRIED = ("hour", "contact", "phone")  # what a new row takes over from the last


@dataclass(frozen=True)
class Tally:
    """What stands in the list so far."""

    rows: int
    thematic: int
    late: int
    unkept: int  # late only because they fell due before the plan went out
    undated: int
    wrong: int  # dated on a day that cannot be
    wanted: int  # thematic meetings the plan asks for

    @property
    def lacks_thematic(self) -> bool:
        return self.thematic < self.wanted

    @property
    def is_in_time(self) -> bool:
        """True where every row was judged, and none fell short."""
        return self.rows > 0 and not (self.late or self.unkept or self.undated or self.wrong)


class Desk:
    """Everything the form of one assignment is drawn from and judged by."""

    def __init__(self, assignment: Assignment, month: date, who: User) -> None:
        self.assignment, self.month, self.who = assignment, month, who
        self.is_paper = who.is_any(PLANNER)
        self.notice: Notice | None = queries.notice_of(assignment.id)

    @cached_property
    def meetings(self) -> list[Meeting]:
        """The meetings filed and still to be held, in order."""
        filed = self.notice.meetings if self.notice else []
        return [meeting for meeting in filed if meeting.cancelled_at is None]

    @cached_property
    def is_closed(self) -> bool:
        return queries.is_closed(self.assignment.id, self.notice.meetings if self.notice else ())

    @cached_property
    def directory(self) -> Directory:
        return directory_of(self.assignment.organization, self.month)

    @cached_property
    def deadline(self) -> Deadline:
        return deadline_of(self.assignment)

    @cached_property
    def kept(self) -> dict[tuple[str, date], Meeting]:
        """The meetings filed, by the label of the organization and the day."""
        return {(label_of(m.organization), m.day): m for m in self.meetings}

    def form(self) -> NoticeForm:
        """Return the form: as sent, else with what was filed, else with one empty row."""
        form = NoticeForm(data={"rows": [row_data(m) for m in self.meetings] or [{}]})
        form.meet(self.directory, self.month, self.is_paper, set(self.kept))
        form.needs_phone = self.assignment.activity.kind == GRASSROOTS
        form.mark_phones()
        if not form.is_submitted():
            form.version.data = "" if self.notice is None else str(self.notice.version)
        return form

    def standing(self, row: RowForm, told_on: date) -> Standing | str | None:
        """Return how a typed row stands: a Standing, what is wrong with its day, or None."""
        day = row.day.data
        if day is None:
            return None
        if wrong := outside(day, self.month):
            return wrong
        known = self.kept.get((row.organization.data or "", day))
        received_on = min(known.received_on, told_on) if known else told_on
        try:
            return self.deadline.standing(day, received_on, is_kept=known is not None)
        except RuleError as error:
            return str(error)

    def tally(self, form: NoticeForm) -> Tally:
        """Count the rows typed so far."""
        standings = [self.standing(row, form.told_on) for row in form.filled]
        judged = [one for one in standings if isinstance(one, Standing)]
        return Tally(
            rows=len(standings),
            thematic=sum(row.is_thematic for row in form.filled),
            late=sum(one.is_late for one in judged),
            unkept=sum(one.margin < 0 and one.is_impossible for one in judged),
            undated=standings.count(None),
            wrong=sum(isinstance(one, str) for one in standings),
            wanted=self.assignment.activity.minimum_thematic,
        )

    def context(self, form: NoticeForm) -> dict[str, Any]:
        """Return what the templates of the form need."""
        return {
            "desk": self,
            "standing": lambda row: self.standing(row, form.told_on),
            "tally": self.tally(form),
            "hosts": self.directory.hosts[:300],
        }

    def is_same(self, form: NoticeForm) -> bool:
        """Return True when nobody filed since the form was opened; else the form says what."""
        version = self.notice.version if self.notice else None
        return form.is_same(version, snapshot(self.meetings))

    def file(self, form: NoticeForm) -> Notice:
        """File a form that was judged good. Raises Refused once it is too late."""
        paper = None
        if self.is_paper:
            paper = services.PaperCopy(form.came_on.data, form.symbol.data or "")
        rows = [typed(row) for row in form.filled]
        return services.file_notice(self.assignment, self.notice, rows, self.who, paper)


def desk_of(assignment_id: int, *, locked: bool = False) -> Desk:
    """Lay the desk for the signed-in person: 404 for a stranger, 403 for another's committee.

    *locked* keeps colleagues waiting while a list is compared and filed.
    """
    assignment = gate.load(
        Assignment,
        assignment_id,
        joinedload(Assignment.organization),
        joinedload(Assignment.activity),
    )
    may_file(assignment)
    if assignment.month is None or assignment.activity.kind not in MONTHLY:
        abort(404)
    if locked:
        services.lock(assignment.id)
    return Desk(assignment, assignment.month, gate.me())


def may_file(assignment: Assignment) -> None:
    """End with 403 unless the person plans, or is of the committee's own office."""
    who = gate.me()
    if not who.is_any(PLANNER) and not who.organization.holds(assignment.organization):
        abort(403)


def row_data(meeting: Meeting) -> dict[str, Any]:
    """Return a filed meeting as the values of a row."""
    names = ("day", "hour", "place", "kind", "topic", "contact", "phone")
    label = label_of(meeting.organization)
    return {"organization": label, **{name: getattr(meeting, name) for name in names}}


def typed(row: RowForm) -> services.Row:
    """Return a good row as the service takes it."""
    assert row.entry is not None
    return services.Row(
        organization_id=row.entry.id,
        day=row.day.data,
        hour=row.hour.data,
        place=row.place.data,
        kind=row.kind.data,
        topic=row.topic.data or "",
        contact=row.contact.data or "",
        phone=row.phone.data or "",
    )


def add_rows(form: NoticeForm, organizations: Sequence[Any]) -> list[Any]:
    """Add a row for each organization (None: an empty one), at most to the limit; return them."""
    last = form.rows.entries[-1].form if form.rows.entries else None
    carried = {name: last[name].data for name in CARRIED} if last else {}
    room = max(0, MOST_ROWS - len(form.rows.entries))
    added = [
        form.rows.append_entry(
            {**carried, "organization": e.label, "place": e.place} if e else carried
        )
        for e in organizations[:room]
    ]
    form.mark_phones()
    return added


def missing_below(desk: Desk, form: NoticeForm) -> list[Any]:
    """Return the organizations below the one asked for that are not in the list yet."""
    superior = desk.directory.get(_number(form.below.data))
    if superior is None:
        return []
    there = {row.organization.data for row in form.filled}
    return [
        entry
        for entry in desk.directory.hosts
        if entry.is_below(superior) and entry.label not in there
    ]


def create(desk: Desk, form: NoticeForm) -> int | None:
    """Add the organization asked for; return its number, or None with errors beside the fields.

    Adding ends the transaction: lay the desk anew after it.
    """
    superior = desk.directory.get(_number(form.new_superior.data))
    form.new_name.validate(form)
    if not form.new_name.data:
        form.new_name.errors = ["Không được để trống."]
    if superior is None or not superior.may_have_below:
        form.new_superior.errors = ["Hãy chọn cấp trên trực tiếp."]
    if form.new_name.errors or form.new_superior.errors or superior is None:
        return None
    try:
        return services.add_organization(superior.id, form.new_name.data)
    except Refused as error:
        form.new_name.errors = [str(error)]
        return None


def fill_places(desk: Desk, form: NoticeForm) -> None:
    """Where the place is still open, take where the organization usually meets."""
    for row in form.filled:
        if not row.place.data and (entry := desk.directory.exact(row.organization.data)):
            row.place.data, row.place.raw_data = entry.place, [entry.place]


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None
