"""What happens to notices: one function each, one transaction each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from webapp.accounts.models import OFFICE, PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.milestones import engine
from webapp.milestones.services import notify, people_of
from webapp.notices.drafts import forget
from webapp.notices.dues import Told, record_told
from webapp.notices.facts import ListedMeeting, MeetingBefore, Row, said
from webapp.notices.kinds import NOTICE
from webapp.notices.models import ABOUT, THEMATIC, Meeting, Notice, NoticeRevision
from webapp.notices.queries.directory import label_of
from webapp.notices.queries.history import (
    ADDED,
    CHANGED,
    REMOVED,
    Difference,
    compare,
    pair,
    snapshot,
)
from webapp.notices.queries.margins import Deadline, deadline_of
from webapp.notices.queries.notices import is_closed, meetings_of
from webapp.notices.signals import meeting_changed
from webapp.organizations import naming
from webapp.organizations.models import Level, Organization
from webapp.plans.models import Assignment
from webapp.rules.changed import Held, change_words
from webapp.rules.months import crossing_words
from webapp.rules.text import clean, short_date


@dataclass(frozen=True)
class PaperCopy:
    """A list that came on paper: the day it came, and its number and symbol, if any."""

    came_on: date
    symbol: str = ""

    @property
    def words(self) -> str:
        return f"Bản giấy {self.symbol} nhận ngày {short_date(self.came_on)}".replace("  ", " ")


def lock(assignment_id: int) -> None:
    """Let one person at a time file for an assignment, until this transaction ends."""
    db.session.execute(
        select(Assignment.id).where(Assignment.id == assignment_id).with_for_update()
    )


def file_notice(
    assignment: Assignment,
    notice: Notice | None,
    rows: Sequence[Row],
    who: User,
    paper: PaperCopy | None = None,
) -> Notice:
    """File a month's list for the first time, or amend it (73-KH/BTCTU, V.1).

    *rows* are judged already (`forms.NoticeForm`): each organization once a day, in the month.
    *notice* comes with its meetings. A row whose organization and day stay keeps the day it was
    told; lateness is marked, never refused. The planner is told, or (of a paper) the office. What
    was typed of it so far is no draft any more.
    Raises Refused once the choice is closed.
    """
    known = notice.meetings if notice else []
    if is_closed(assignment.id, known):
        raise Refused("Tháng này đã chốt lựa chọn, đăng ký không sửa được nữa.")
    forget(assignment.id, who)
    if notice is not None and _is_filed(notice, rows, paper):
        db.session.commit()
        return notice
    notified_on = paper.came_on if paper else clock.today()
    before = snapshot(known)
    notice = _noted(assignment, notice, who, paper)
    keep = _ListWriter(notice, notified_on, who)
    coming = [meeting for meeting in known if meeting.cancelled_at is None]
    for meeting, row in pair(coming, rows, lambda m: (m.organization_id, m.day), _row_key):
        if row is not None:
            keep.write(meeting, row)
        elif meeting is not None:
            keep.withdraw(meeting)
    record_told(assignment, keep.told, notice.receipt_number)
    after = _revise(notice, who, paper.words if paper else "")
    _mark_filed(notice, deadline_of(assignment), notified_on, min(row.day for row in rows))
    _notify_filed(assignment, notice, after, compare(before, after), bool(paper))
    db.session.commit()
    return notice


def _is_filed(notice: Notice, rows: Sequence[Row], paper: PaperCopy | None) -> bool:
    """Return True where a list is just as it was filed last: filing it again changes nothing."""
    if paper and (paper.came_on, paper.symbol) != (notice.paper_came_on, notice.paper_symbol):
        return False
    held = [_as_row(one) for one in notice.meetings if one.cancelled_at is None]
    return sorted(held, key=_row_key) == sorted(map(_topical, rows), key=_row_key)


def _as_row(meeting: Meeting) -> Row:
    return Row(
        meeting.organization_id,
        meeting.day,
        meeting.hour,
        **said(meeting),
        is_proposed=meeting.is_proposed,
    )


def _topical(row: Row) -> Row:
    """Return a row as it is written: only a thematic meeting has a topic."""
    return row if row.kind == THEMATIC else replace(row, topic="")


def _row_key(row: Row) -> tuple[int, date]:
    return row.organization_id, row.day


def _noted(
    assignment: Assignment, notice: Notice | None, who: User, paper: PaperCopy | None
) -> Notice:
    if notice is None:
        notice = Notice(
            issuer_id=assignment.issuer_id,
            organization_id=assignment.organization_id,
            assignment_id=assignment.id,
            revision=0,
            filed_at=clock.now(),
            filed_by_id=who.id,
            came_on_paper=paper is not None,
        )
        db.session.add(notice)
    notice.revision += 1
    if paper:
        notice.paper_came_on, notice.paper_symbol = paper.came_on, paper.symbol
    db.session.flush()
    return notice


def _mark_filed(notice: Notice, deadline: Deadline, notified_on: date, first_day: date) -> None:
    """Note that the list is there; only now is it known from which meeting its due day counts."""
    subject = ("assignment", notice.assignment_id)
    when = clock.at(notified_on) if notified_on < clock.today() else clock.now()
    first = None if deadline.by_month else first_day
    engine.mark_done(NOTICE, subject, notice.receipt_number, when, counted_from=first)


class _ListWriter:
    """Writes the meetings of one filing."""

    def __init__(self, notice: Notice, notified_on: date, who: User) -> None:
        self.notice, self.notified_on, self.who = notice, notified_on, who
        self.told: list[Told] = []

    def write(self, meeting: Meeting | None, row: Row) -> None:
        """Write a row into its meeting, or into a new one."""
        before = _facts(meeting) if meeting else None
        is_kept = meeting is not None and meeting.day == row.day
        is_moved = meeting is not None and not is_kept
        if meeting is None:
            meeting = Meeting(issuer_id=self.notice.issuer_id, notice_id=self.notice.id)
            db.session.add(meeting)
        self.told.append(Told(meeting, is_moved))
        meeting.organization_id = row.organization_id
        meeting.starts_at = clock.at(row.day, row.hour.hour, row.hour.minute)
        for name, words in said(_topical(row)).items():
            setattr(meeting, name, words)
        meeting.is_proposed = row.is_proposed
        notified_on = min(meeting.received_on, self.notified_on) if is_kept else self.notified_on
        meeting.received_on = notified_on
        if before and before != _facts(meeting):
            self._signal_change(meeting, before)

    def withdraw(self, meeting: Meeting) -> None:
        """Take a meeting out of the list; one on which a visit rests stays, as cancelled."""
        before, number = _facts(meeting), meeting.id
        reason = "Đơn vị rút khỏi danh sách đăng ký"
        meeting.cancelled_at, meeting.cancel_reason = clock.now(), reason
        self._signal_change(meeting, before, reason)
        try:
            with db.session.begin_nested():
                db.session.delete(meeting)
        except IntegrityError:
            db.session.refresh(meeting)
        else:
            engine.forget((ABOUT, number))

    def _signal_change(self, meeting: Meeting, before: MeetingBefore, reason: str = "") -> None:
        db.session.flush()
        meeting_changed.send(
            meeting, before=before, cancelled=bool(reason), reason=reason, who=self.who
        )


def _facts(meeting: Meeting) -> MeetingBefore:
    return MeetingBefore(meeting.starts_at, meeting.place, meeting.kind, meeting.topic)


def _revise(notice: Notice, who: User, note: str) -> tuple[ListedMeeting, ...]:
    """Keep the rows as they now stand, and return them."""
    db.session.flush()
    rows = snapshot(meetings_of(notice.id))
    db.session.add(
        NoticeRevision(
            notice_id=notice.id,
            number=notice.revision,
            saved_at=clock.now(),
            saved_by_id=who.id,
            note=note,
            meetings=rows,
        )
    )
    return rows


def _notify_filed(
    assignment: Assignment,
    notice: Notice,
    rows: Sequence[ListedMeeting],
    changes: Sequence[Difference],
    on_paper: bool,
) -> None:
    committee = db.session.get_one(Organization, assignment.organization_id)
    month = f"{assignment.month:%m/%Y}" if assignment.month else ""
    late = sum(row.is_late for row in rows)
    if notice.revision == 1:
        what = f"gửi đăng ký lịch sinh hoạt tháng {month}: {len(rows)} cuộc"
        what += f", {late} cuộc trễ hạn" if late else ", đều đúng hạn"
    else:
        what = f"sửa đăng ký lịch sinh hoạt tháng {month}: {_counted(changes)}"
    if on_paper:
        what = f"{what} (bản giấy đã được nhập)"
    people = people_of(notice.issuer_id, PLANNER)
    if on_paper:
        people = people_of(notice.issuer_id, OFFICE, organization=committee)
    about = ("assignment", assignment.id)
    notify(people, f"{committee.name} {what}.", f"/notices/{notice.id}", about=about)


def _counted(changes: Sequence[Difference]) -> str:
    words = {ADDED: "thêm", REMOVED: "bỏ", CHANGED: "đổi"}
    counts = ((word, sum(c.kind == kind for c in changes)) for kind, word in words.items())
    return ", ".join(f"{word} {count}" for word, count in counts if count) or "không đổi"


def move_meeting(
    meeting: Meeting, day: date, hour: time, place: str, reason: str, who: User
) -> None:
    """Give a noticed meeting another day, time or place. Another day is told from today on.

    The meeting's notice and assignment must be loaded. Whoever rests on it is told by
    `meeting_changed`, inside this transaction. Moved to where it is, nothing changes.
    """
    if (meeting.day, meeting.hour, meeting.place) == (day, hour, place):
        return

    def moved() -> None:
        is_anew = meeting.day != day
        meeting.starts_at = clock.at(day, hour.hour, hour.minute)
        meeting.place = place
        if is_anew:
            meeting.received_on, notice = clock.today(), _notice_of(meeting)
            record_told(notice.assignment, [Told(meeting, is_anew)], notice.receipt_number)

    _change(meeting, moved, reason, who)


def cancel_meeting(meeting: Meeting, reason: str, who: User) -> None:
    """Note that a noticed meeting will not be held. See `move_meeting`."""

    def cancelled() -> None:
        meeting.cancelled_at, meeting.cancel_reason = clock.now(), reason

    _change(meeting, cancelled, reason, who)


def _change(meeting: Meeting, act: Callable[[], None], reason: str, who: User) -> None:
    before, was = _facts(meeting), meeting.starts_at
    act()
    notice = _notice_of(meeting)
    notice.revision += 1
    cancelled = meeting.cancelled_at is not None
    organization = db.session.scalars(
        select(Organization)
        .where(Organization.id == meeting.organization_id)
        .options(joinedload(Organization.parent))
    ).one()
    now = Held(_when(meeting.starts_at), meeting.place)
    what = "hủy" if cancelled else change_words(Held(_when(was), before.place), now, "when")
    days = clock.local(was).date(), meeting.day
    filed_for = notice.assignment.month or days[0]
    what += "" if cancelled else crossing_words(*days, filed_for)
    text = f"{label_of(organization)}: cuộc họp {_when(was)} {what}. Lý do: {reason}"
    _revise(notice, who, text)
    meeting_changed.send(meeting, before=before, cancelled=cancelled, reason=reason, who=who)
    committee = db.session.get_one(Organization, notice.organization_id)
    people = {
        *people_of(notice.issuer_id, PLANNER),
        *people_of(notice.issuer_id, OFFICE, organization=committee),
    }
    # Those who choose and go were told by then what it means for them.
    about = ("assignment", notice.assignment_id)
    notify(people - {who.id}, text, f"/notices/{notice.id}", about=about, unless_told=True)
    db.session.commit()


def _notice_of(meeting: Meeting) -> Notice:
    """Return the notice of a meeting that has one, loaded."""
    assert meeting.notice is not None, "a session of a round is moved in its round"
    return meeting.notice


def _when(moment: datetime) -> str:
    local = clock.local(moment)
    return f"{local:%H:%M} ngày {short_date(local.date())}"


def add_organization(superior_id: int, name: str) -> int:
    """Add an organization that the tree lacks, below one of it, and return its number.

    One of just this name that is already there is taken instead. Its level is the next below
    that holds meetings. Raises Refused for a name that an ended one had and for a superior below
    which no level holds meetings.
    """
    superior = db.session.scalars(
        select(Organization)
        .where(Organization.id == superior_id)
        .options(joinedload(Organization.level, innerjoin=True))
        .with_for_update(of=Organization)
    ).one()
    name = clean(name)
    if sibling := naming.sibling(superior.id, name):
        if sibling.until and sibling.until <= clock.today():
            raise Refused(f"“{sibling.name}” đã kết thúc hoạt động, hãy báo người quản trị.")
        return sibling.id
    row = Organization(
        issuer_id=superior.issuer_id,
        level_id=_level_below(superior).id,
        parent_id=superior.id,
        name=name,
    )
    db.session.add(row)
    db.session.flush()
    row.path = f"{superior.path}{row.id}/"
    db.session.commit()
    return row.id


def _level_below(superior: Organization) -> Level:
    level = db.session.scalars(
        select(Level)
        .where(
            Level.issuer_id == superior.issuer_id,
            Level.position > superior.level.position,
            Level.holds_meetings,
        )
        .order_by(Level.position)
        .limit(1)
    ).one_or_none()
    if level is None:
        raise Refused(f"Dưới “{superior.name}” không còn cấp nào sinh hoạt.")
    return level
