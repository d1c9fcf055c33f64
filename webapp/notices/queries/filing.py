"""The clerk's desk: one assignment, what was filed for it, and the form that lies on it."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property, partial
from typing import Any

from sqlalchemy.orm import joinedload
from wtforms import FormField

from webapp.accounts import gate
from webapp.accounts.models import PLANNER, User
from webapp.core import clock
from webapp.core.refusals import NotAllowed, NotFound, Refused
from webapp.core.web import hour, moment
from webapp.milestones.standing import DUE, LATE, Standing
from webapp.notices import services
from webapp.notices.facts import SAID, Row, said
from webapp.notices.forms import MOST_ROWS, NoticeForm, RowForm, outside
from webapp.notices.models import Meeting, Notice, NoticeDraft
from webapp.notices.queries import notices as queries
from webapp.notices.queries import standing
from webapp.notices.queries.directory import Directory, Entry, directory_of
from webapp.notices.queries.drafts import as_sent, draft_of
from webapp.notices.queries.history import snapshot
from webapp.notices.queries.margins import Deadline, Margin, deadline_of
from webapp.notices.queries.standing import Tally
from webapp.organizations import naming
from webapp.plans.kinds import ACTIVITIES
from webapp.plans.models import Assignment
from webapp.rules.deadlines import RuleError
from webapp.rules.picking import few

CARRIED = ("hour", "contact", "phone")  # what a new row takes over from the last


class Filing:
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
    def draft(self) -> NoticeDraft | None:
        """What the person's office has typed so far, and not filed."""
        return draft_of(self.assignment.id, self.who)

    @cached_property
    def kept(self) -> dict[tuple[str, date], Meeting]:
        """The meetings filed, by the label of the organization and the day."""
        return {(self.directory.label_of(m.organization), m.day): m for m in self.meetings}

    def form(self) -> NoticeForm:
        """Return the form: as sent, else as it was being typed, else as filed, else one row."""
        filed = [row_data(m, self.directory.label_of(m.organization)) for m in self.meetings]
        form = self._met(NoticeForm(data={"rows": filed or [{}]}))
        if form.is_submitted():
            return form
        if self.draft is not None:
            return self.form_of(self.draft)
        form.version.data = self.version
        return form

    def form_of(self, draft: NoticeDraft) -> NoticeForm:
        """Return the form as it was when its draft was kept."""
        form = self._met(NoticeForm(formdata=as_sent(draft)))
        form.draft.data = str(draft.version)
        return form

    def _met(self, form: NoticeForm) -> NoticeForm:
        form.ask_moved_here = partial(queries.moved_into, self.assignment)
        form.meet(self.directory, self.month, self.is_paper, set(self.kept))
        form.needs_phone = ACTIVITIES[self.assignment.activity.kind].asks_phone
        form.mark_phones()
        return form

    @property
    def goes_to(self) -> str:
        """Who is told once the list is sent: those above, or of a list on paper its office."""
        return self.assignment.organization.name if self.is_paper else self.who.issuer.name

    @property
    def proposes(self) -> bool:
        """Whether the committee takes part in the choosing: not where all meetings are gone to."""
        return not ACTIVITIES[self.assignment.activity.kind].has_calendar

    @property
    def version(self) -> str:
        """The version of the list as it is filed now, "" while none is."""
        return "" if self.notice is None else str(self.notice.version)

    def standing(self, row: RowForm, notified_on: date) -> Margin | str | None:
        """Return how a typed row stands: a Margin, what is wrong with its day, or None."""
        day = row.day.data
        if day is None:
            return None
        known = self.kept.get((row.organization.data or "", day))
        if known is not None:
            return self.deadline.kept(known, min(known.received_on, notified_on))
        if wrong := outside(day, self.month):
            return wrong
        try:
            return self.deadline.standing(day, notified_on)
        except RuleError as error:
            return str(error)

    @property
    def unconfirmed(self) -> Standing | None:
        """Say that swapped working days may still be missing (R2)."""
        words = f"Lịch nghỉ, làm bù năm {self.month.year} chưa được xác nhận; hạn có thể xê dịch"
        return Standing(words, DUE) if self.deadline.is_unconfirmed else None

    def shown(self, row: RowForm, notified_on: date) -> tuple[Standing, str] | None:
        """Return how a typed row stands, with what to know besides; None without a day."""
        found = self.standing(row, notified_on)
        if isinstance(found, str):
            return Standing(found, LATE), ""
        return (found.standing, found.remark) if found else None

    def tally(self, form: NoticeForm) -> Tally:
        """Count the rows typed so far."""
        standings = [self.standing(row, form.notified_on) for row in form.filled]
        undated = [row for row in form.filled if row.day.data is None]
        unread = sum(bool(row.day._value().strip()) for row in undated)
        judged = [one for one in standings if isinstance(one, Margin)]
        return Tally(
            rows=len(standings),
            thematic=sum(row.is_thematic for row in form.filled),
            late=sum(one.is_late for one in judged),
            unkept=sum(one.margin < 0 and one.is_impossible for one in judged),
            undated=len(undated) - unread,
            wrong=unread + sum(isinstance(one, str) for one in standings),
            wanted=self.assignment.activity.minimum_thematic,
            latest=max((-one.margin for one in judged if one.is_late), default=0),
        )

    def context(self, form: NoticeForm) -> dict[str, Any]:
        """Return what the templates of the form need."""
        return {
            "filing": self,
            "standing": lambda row: self.shown(row, form.notified_on),
            "tally": self.tally(form),
            "standings": standing.of_tally,
            "hosts": few(self.directory.hosts),
            "kept": kept_line(self, form),
            "resumed": None if form.is_submitted() else self.draft,
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


def kept_line(filing: Filing, form: NoticeForm) -> str:
    """Return when what is on the page was kept as a draft, if it was."""
    draft = filing.draft if form.draft.data else None
    if draft is None or form.draft.data != str(draft.version):
        return ""
    is_today = clock.local(draft.saved_at).date() == clock.today()
    return f"Đã giữ nháp lúc {hour(draft.saved_at) if is_today else moment(draft.saved_at)}"


def filing_of(assignment_id: int, *, locked: bool = False) -> Filing:
    """Lay the desk for the signed-in person: `NotFound` for a stranger, `NotAllowed` for others.

    *locked* keeps colleagues waiting while a list is compared and filed.
    """
    assignment = gate.load(
        Assignment,
        assignment_id,
        joinedload(Assignment.organization),
        joinedload(Assignment.activity),
    )
    may_file(assignment)
    if assignment.month is None or not ACTIVITIES[assignment.activity.kind].is_monthly:
        raise NotFound
    if locked:
        services.lock(assignment.id)
    return Filing(assignment, assignment.month, gate.me())


def may_file(assignment: Assignment) -> None:
    """Raise `NotAllowed` unless the person plans, or is of the committee's own office."""
    who = gate.me()
    if not who.is_any(PLANNER) and not who.organization.holds(assignment.organization):
        raise NotAllowed


def row_data(meeting: Meeting, label: str) -> dict[str, object]:
    """Return a filed meeting as the values of a row; *label* tells its organization apart."""
    return {
        "organization": label,
        "day": meeting.day,
        "hour": meeting.hour,
        **said(meeting),
        "is_proposed": meeting.is_proposed,
    }


def typed(row: RowForm) -> Row:
    """Return a good row as the service takes it."""
    assert row.entry is not None
    return Row(
        organization_id=row.entry.id,
        day=row.day.data,
        hour=row.hour.data,
        **{name: row[name].data or "" for name in SAID},
        is_proposed=row.is_proposed.data,
    )


def add_rows(form: NoticeForm, organizations: Sequence[Entry | None]) -> list[FormField]:
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


def missing_below(filing: Filing, form: NoticeForm) -> list[Entry]:
    """Return the organizations below the one asked for that are not in the list yet."""
    superior = filing.directory.get(_number(form.below.data))
    if superior is None:
        return []
    there = {row.organization.data for row in form.filled}
    return [
        entry
        for entry in filing.directory.hosts
        if entry.is_below(superior) and entry.label not in there
    ]


def create(filing: Filing, form: NoticeForm) -> int | None:
    """Add the organization asked for; return its number, or None with errors beside the fields.

    Adding ends the transaction: lay the desk anew after it.
    """
    superior = filing.directory.get(_number(form.new_superior.data))
    form.new_name.validate(form)
    if not form.new_name.data:
        form.new_name.errors = ["Không được để trống."]
    if superior is None or not superior.may_have_below:
        form.new_superior.errors = ["Hãy chọn cấp trên trực tiếp."]
    if form.new_name.errors or form.new_superior.errors or superior is None:
        return None
    form.near = naming.near_siblings(superior.id, form.new_name.data)
    if form.near and not form.new_is_other.data:
        form.new_name.errors = [f"Ở đây đã có tổ chức tên gần giống: {'; '.join(form.near)}."]
        form.new_is_other.errors = ["Nếu là tổ chức khác, hãy đánh dấu ô này rồi thêm."]
        return None
    try:
        return services.add_organization(superior.id, form.new_name.data)
    except Refused as error:
        form.new_name.errors = [str(error)]
        return None


def fill_places(filing: Filing, form: NoticeForm) -> None:
    """Where the place is still open, take where the organization usually meets."""
    for row in form.filled:
        if not row.place.data and (entry := filing.directory.exact(row.organization.data)):
            row.place.data, row.place.raw_data = entry.place, [entry.place]


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None
