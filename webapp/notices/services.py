"""What happens to notices: one function each, one transaction each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from webapp.accounts.models import OFFICE, PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.milestones.services import find, mark_done, people_of, tell
from webapp.notices.directory import label_of
from webapp.notices.history import ADDED, CHANGED, REMOVED, compare, pair, snapshot
from webapp.notices.margins import Deadline, deadline_of
from webapp.notices.models import THEMATIC, Meeting, Notice, NoticeRevision
from webapp.notices.queries import is_closed, meetings_of
from webapp.notices.signals import meeting_changed
from webapp.organizations.models import Level, Organization
from webapp.plans.models import Assignment
from webapp.rules.text import clean, fold, short_date


@dataclass(frozen=True)
class Row:
    """One meeting as it is filed. `day` and `hour` are on Việt Nam's wall clock."""

    organization_id: int
    day: date
    hour: time
    place: str
    kind: str  # REGULAR or THEMATIC
    topic: str = ""
    contact: str = ""
    phone: str = ""


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
    told; lateness is marked, never refused. The planner is told, or (of a paper) the office.
    Raises Refused once the choice is closed.
    """
    known = notice.meetings if notice else []
    if is_closed(assignment.id, known):
        raise Refused("Tháng này đã chốt lựa chọn, đăng ký không sửa được nữa.")
    told_on = paper.came_on if paper else clock.today()
    before = snapshot(known)
    notice = _noted(assignment, notice, who, paper)
    keep = _Keeper(notice, deadline_of(assignment), told_on, who)
    coming = [meeting for meeting in known if meeting.cancelled_at is None]
    for meeting, row in pair(coming, rows, lambda m: (m.organization_id, m.day), _row_key):
        if row is not None:
            keep.write(meeting, row)
        elif meeting is not None:
            keep.withdraw(meeting)
    after = _revise(notice, who, paper.words if paper else "")
    _mark_filed(notice, keep.deadline, told_on, min(row.day for row in rows))
    _tell_filed(assignment, notice, after, compare(before, after), bool(paper))
    db.session.commit()
    return notice


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


def _mark_filed(notice: Notice, deadline: Deadline, told_on: date, first_day: date) -> None:
    """Note that the list is there; only now is it known from which meeting its due day counts."""
    subject = ("assignment", notice.assignment_id)
    owed = find("notice", *subject)
    if owed is None or owed.done_at is not None:
        return
    due = deadline.due(first_day)
    if not deadline.by_month:
        owed.anchor_on, owed.due_at, owed.act_by = first_day, due.at, due.act_by
        owed.is_impossible = deadline.is_impossible(due)
    when = clock.at(told_on) if told_on < clock.today() else clock.now()
    mark_done("notice", subject, notice.receipt_number, when)


class _Keeper:
    """Writes the meetings of one filing."""

    def __init__(self, notice: Notice, deadline: Deadline, told_on: date, who: User) -> None:
        self.notice, self.deadline, self.told_on, self.who = notice, deadline, told_on, who

    def write(self, meeting: Meeting | None, row: Row) -> None:
        """Write a row into its meeting, or into a new one."""
        before = _facts(meeting) if meeting else None
        is_kept = meeting is not None and meeting.day == row.day
        if meeting is None:
            meeting = Meeting(issuer_id=self.notice.issuer_id, notice_id=self.notice.id)
            db.session.add(meeting)
        meeting.organization_id = row.organization_id
        meeting.starts_at = clock.at(row.day, row.hour.hour, row.hour.minute)
        meeting.place, meeting.contact, meeting.phone = row.place, row.contact, row.phone
        meeting.kind = row.kind
        meeting.topic = row.topic if row.kind == THEMATIC else ""
        told_on = min(meeting.received_on, self.told_on) if is_kept else self.told_on
        meeting.received_on = told_on
        meeting.due_on = self.deadline.standing(row.day, told_on).due_on
        if before and before != _facts(meeting):
            self._say(meeting, before)

    def withdraw(self, meeting: Meeting) -> None:
        """Take a meeting out of the list; one on which a visit rests stays, as cancelled."""
        before = _facts(meeting)
        reason = "Đơn vị rút khỏi danh sách đăng ký"
        meeting.cancelled_at, meeting.cancel_reason = clock.now(), reason
        self._say(meeting, before, reason)
        try:
            with db.session.begin_nested():
                db.session.delete(meeting)
        except IntegrityError:
            db.session.refresh(meeting)

    def _say(self, meeting: Meeting, before: dict[str, Any], reason: str = "") -> None:
        db.session.flush()
        meeting_changed.send(
            meeting, before=before, cancelled=bool(reason), reason=reason, who=self.who
        )


def _facts(meeting: Meeting) -> dict[str, Any]:
    return {
        "starts_at": meeting.starts_at,
        "place": meeting.place,
        "kind": meeting.kind,
        "topic": meeting.topic,
    }


def _revise(notice: Notice, who: User, note: str) -> list[dict[str, Any]]:
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


def _tell_filed(
    assignment: Assignment,
    notice: Notice,
    rows: Sequence[dict[str, Any]],
    changes: Sequence[Any],
    on_paper: bool,
) -> None:
    committee = db.session.get_one(Organization, assignment.organization_id)
    month = f"{assignment.month:%m/%Y}" if assignment.month else ""
    late = sum(row["received_on"] > row["due_on"] for row in rows if not row["cancelled"])
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
    tell(people, f"{committee.name} {what}.", f"/notices/{notice.id}")


def _counted(changes: Sequence[Any]) -> str:
    words = {ADDED: "thêm", REMOVED: "bỏ", CHANGED: "đổi"}
    counts = ((word, sum(c.kind == kind for c in changes)) for kind, word in words.items())
    return ", ".join(f"{word} {count}" for word, count in counts if count) or "không đổi"


def move_meeting(
    meeting: Meeting, day: date, hour: time, place: str, reason: str, who: User
) -> None:
    """Give a noticed meeting another day, time or place. Another day is told from today on.

    The meeting's notice and assignment must be loaded. Whoever rests on it is told by
    `meeting_changed`, inside this transaction.
    """

    def moved() -> None:
        if meeting.day != day:
            meeting.received_on = clock.today()
            deadline = deadline_of(_notice_of(meeting).assignment)
            meeting.due_on = deadline.standing(day, meeting.received_on).due_on
        meeting.starts_at = clock.at(day, hour.hour, hour.minute)
        meeting.place = place

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
    what = "hủy" if cancelled else f"đổi sang {_when(meeting.starts_at)} tại {meeting.place}"
    text = f"{label_of(organization)}: cuộc họp {_when(was)} {what}. Lý do: {reason}"
    _revise(notice, who, text)
    meeting_changed.send(meeting, before=before, cancelled=cancelled, reason=reason, who=who)
    committee = db.session.get_one(Organization, notice.organization_id)
    people = {
        *people_of(notice.issuer_id, PLANNER),
        *people_of(notice.issuer_id, OFFICE, organization=committee),
    }
    tell(people - {who.id}, text, f"/notices/{notice.id}")
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

    One of the same name (marks and case aside) that is already there is taken instead. Its
    level is the next below that holds meetings. Raises Refused for a name that an ended one had
    and for a superior below which no level holds meetings.
    """
    superior = db.session.scalars(
        select(Organization)
        .where(Organization.id == superior_id)
        .options(joinedload(Organization.level, innerjoin=True))
        .with_for_update(of=Organization)
    ).one()
    name = clean(name)
    for sibling in db.session.scalars(
        select(Organization).where(Organization.parent_id == superior.id)
    ):
        if fold(sibling.name) == fold(name):
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
