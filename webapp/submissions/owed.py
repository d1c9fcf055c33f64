"""What a unit owes for one session, as one list: report, papers, preparations, guests, answers.

Pure: what the rows say comes in as `Known`, the list comes out, and every page shows that one: the
unit's own list, its first screen, and what the team has received and still misses. Each thing has
one place where it is done (46-KH/ĐTN, III and IV.3; 65-KH/ĐTN, II.5 and III.4).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from webapp.core.web import moment
from webapp.milestones.standing import DONE, DUE, LATE, OFF, PLAIN, Standing, Term, countdown, sent

REPORT, PAPER, REQUEST = "report", "paper", "request"
PREPARATION, ATTENDEES, ROOM, READY = "prepared", "attendees", "room", "ready"
ANSWERS = "answers"
BEFORE_SESSION = (ATTENDEES, ANSWERS, ROOM, READY)
NOT_ASKED = Standing("Không bắt buộc")
GONE_BY = Standing("Buổi đã bắt đầu, chưa xác nhận", OFF)


@dataclass(frozen=True)
class Report:
    """The report that a unit sends, with its term; `again` is the term of its last amendment."""

    term: Term
    is_begun: bool = False
    again: Term | None = None


@dataclass(frozen=True)
class Paper:
    """A paper that the plan requires, and when its first file came, and its last."""

    id: int
    label: str
    is_optional: bool = False
    came_at: datetime | None = None
    last_at: datetime | None = None


@dataclass(frozen=True)
class Request:
    """A further paper that the team asked for, when it was first answered, and added to."""

    id: int
    text: str
    due_at: datetime
    answered_at: datetime | None = None
    amended_at: datetime | None = None
    closed_at: datetime | None = None  # by a reason, its unit having ended


@dataclass(frozen=True)
class Contents:
    """The contents that a unit prepares: how many of how many it says are ready, and its term.

    Where the plan makes preparing no duty, the unit may say so all the same.
    """

    ready: int
    all: int
    term: Term | None = None  # None where no day is set
    is_asked: bool = True


@dataclass(frozen=True)
class Group:
    """People whom the unit invites, and how many it says will come; None while it says nothing."""

    label: str
    is_required: bool = False
    count: int | None = None

    @property
    def is_told(self) -> bool:
        """Of those without whom nothing begins at least one comes."""
        return bool(self.count) if self.is_required else self.count is not None


@dataclass(frozen=True)
class Named:
    """People of the unit who are named for a visit: how many, and who has not answered yet."""

    all: int
    silent: Sequence[str] = ()


@dataclass(frozen=True)
class Known:
    """What the rows say of one unit and its session; no `starts_at` while that is not set.

    `papers_term` is by when the papers come: with the report where they have no day of their own;
    `papers_are_due` tells that a milestone of their own is open. Where the hour of a session is not
    set, `starts_at` is the end of its day.
    """

    now: datetime
    assignment_id: int
    visit_id: int | None = None
    starts_at: datetime | None = None
    report: Report | None = None
    papers: Sequence[Paper] = ()
    papers_term: Term | None = None
    papers_are_due: bool = False
    requests: Sequence[Request] = ()
    contents: Contents | None = None
    groups: Sequence[Group] = ()
    named: Named | None = None
    is_session: bool = True
    where: str = ""
    is_hour_set: bool = True
    ready_at: datetime | None = None

    @property
    def papers_page(self) -> str:
        """Where the unit sends what it sends."""
        return f"/assignments/{self.assignment_id}/papers"

    @property
    def has_begun(self) -> bool:
        """Nothing is arranged any more once the session goes on."""
        return self.starts_at is not None and self.starts_at <= self.now


@dataclass(frozen=True)
class Owed:
    """One thing that a unit owes, how it stands, and the one place where it is done.

    `href` leads there. `is_open` tells that the unit still has to do it, `is_due` that a milestone
    says so already.
    """

    kind: str
    label: str
    standing: Standing
    due_at: datetime | None
    is_open: bool
    href: str
    detail: str = ""
    is_optional: bool = False
    is_due: bool = False

    @property
    def due(self) -> str:
        """By when, in words; what no plan sets a day for is arranged before the session."""
        if self.kind in BEFORE_SESSION or (self.kind == PREPARATION and not self.is_due):
            return "Trước buổi này"
        return moment(self.due_at) if self.due_at else "Chưa định hạn"


def owed(known: Known) -> list[Owed]:
    """Return all that a unit owes for a session, in the order in which it is done."""
    found = [*_report(known), *_papers(known), *_requests(known), *_preparation(known)]
    found += _answers(known)
    if known.is_session and known.visit_id is not None:
        found += [*_attendees(known), *_room(known), *_ready(known)]
    return found


def _report(known: Known) -> Iterable[Owed]:
    if (one := known.report) is None:
        return
    yield Owed(
        REPORT,
        "Gửi báo cáo",
        sent(one.term, is_begun=one.is_begun, again=one.again),
        one.term.due_at,
        is_open=one.term.is_open,
        href=f"{known.papers_page}#report",
        is_due=one.term.due_at is not None,
    )


def _papers(known: Known) -> Iterable[Owed]:
    for one in known.papers:
        term = _done(known.papers_term or Term(None, None, known.now), one.came_at)
        is_asked = not one.is_optional
        yield Owed(
            PAPER,
            f"Gửi tài liệu: {one.label}",
            sent(term, is_begun=False, added=_done(term, one.last_at or one.came_at))
            if is_asked or one.came_at
            else NOT_ASKED,
            term.due_at,
            is_open=is_asked and term.is_open,
            href=f"{known.papers_page}#required-{one.id}",
            is_optional=one.is_optional,
            is_due=known.papers_are_due,
        )


def _requests(known: Known) -> Iterable[Owed]:
    for one in known.requests:
        term = Term(one.due_at, one.answered_at, known.now, closed_at=one.closed_at)
        added = _done(term, one.amended_at) if one.amended_at else None
        yield Owed(
            REQUEST,
            f"Cung cấp thêm: {_short(one.text)}",
            sent(term, is_begun=False, verb="trả lời", added=added),
            one.due_at,
            is_open=term.is_open,
            href=f"/paper-requests/{one.id}",
            is_due=True,
        )


def _preparation(known: Known) -> Iterable[Owed]:
    one = known.contents
    if one is None or known.visit_id is None or not (one.all or one.term):
        return
    is_open = one.is_asked and one.ready < one.all and not known.has_begun
    yield Owed(
        PREPARATION,
        "Chuẩn bị tài liệu theo từng nội dung",
        countdown(one.term, done="Đã chuẩn bị xong") if one.term else _prepared(one, known),
        one.term.due_at if one.term else known.starts_at,
        is_open=one.term.is_open if one.term else is_open,
        href=f"/visits/{known.visit_id}/preparation",
        detail=f"Đã sẵn sàng {one.ready}/{one.all} nội dung" if one.all else "",
        is_optional=not (one.is_asked or one.term),
        is_due=one.term is not None,
    )


def _prepared(one: Contents, known: Known) -> Standing:
    if one.ready >= one.all:
        return Standing("Đã chuẩn bị xong", DONE)
    if not one.is_asked:
        return NOT_ASKED
    return GONE_BY if known.has_begun else _before(known, "Chưa chuẩn bị xong")


def _attendees(known: Known) -> Iterable[Owed]:
    if not known.groups:
        return
    silent = [one.label for one in known.groups if not one.is_told]
    yield _arranged(
        known,
        (ATTENDEES, "Xác nhận thành phần dự"),
        is_done=not silent,
        detail=f"Chưa xác nhận: {'; '.join(silent)}" if silent else "",
        place="attendees#invited",
    )


def _answers(known: Known) -> Iterable[Owed]:
    """Who is named says whether they come, send somebody, or cannot (73-KH/BTCTU, IV)."""
    one = known.named
    if one is None or known.visit_id is None:
        return
    silent = "; ".join(one.silent)
    yield _arranged(
        known,
        (ANSWERS, "Trả lời của thành phần dự"),
        is_done=not one.silent,
        detail=f"Chưa trả lời: {silent}" if silent else f"Đã trả lời {one.all}/{one.all}",
        place="people#side-lower",
    )


def _room(known: Known) -> Iterable[Owed]:
    is_done = bool(known.where)
    detail = known.where or "Chưa có địa điểm, phòng họp"
    named = (ROOM, "Bố trí nơi làm việc")
    yield _arranged(known, named, is_done=is_done, detail=detail, place="attendees#room")


def _ready(known: Known) -> Iterable[Owed]:
    words = (READY, "Xác nhận sẵn sàng cho buổi làm việc")
    is_done, detail = known.ready_at is not None, "" if known.is_hour_set else "Đoàn chưa định giờ"
    yield _arranged(known, words, is_done=is_done, detail=detail, place="attendees#ready")


def _arranged(
    known: Known,
    named: tuple[str, str],
    *,
    is_done: bool,
    place: str,
    detail: str = "",
) -> Owed:
    """Return a thing that is arranged before the session begins; no plan sets a day for it.

    *place* is where, below the visit's page.
    """
    kind, label = named
    waiting = GONE_BY if known.has_begun else _before(known, "Chưa xác nhận")
    return Owed(
        kind,
        label,
        Standing("Đã xong", DONE) if is_done else waiting,
        known.starts_at,
        is_open=not is_done and not known.has_begun,
        href=f"/visits/{known.visit_id}/{place}",
        detail=detail,
    )


def _before(known: Known, words: str) -> Standing:
    """Return how stands what waits for the session: soon it is to be done, before that not yet."""
    is_soon = Term(known.starts_at, None, known.now).is_soon
    return Standing(words, DUE if is_soon else PLAIN)


def _done(term: Term, when: datetime | None) -> Term:
    """Return the same term of one thing that came *when*."""
    return replace(term, done_at=when)


def tally(found: Sequence[Owed]) -> Standing:
    """Return in short how a whole list stands: "Còn 3/8 việc, 1 việc trễ hạn"."""
    asked = [one for one in found if not one.is_optional]
    if not asked:
        return Standing("Không có việc phải làm")
    left = [one for one in asked if one.is_open]
    if not left:
        # What nobody did before the session began is not told as done.
        done = sum(one.standing.tone != OFF for one in asked)
        return Standing(f"Đã xong {done}/{len(asked)} việc", DONE if done == len(asked) else OFF)
    late = sum(one.standing.tone == LATE for one in left)
    words = f"Còn {len(left)}/{len(asked)} việc" + (f", {late} việc trễ hạn" if late else "")
    return Standing(words, LATE if late else DUE)


def not_due(found: Sequence[Owed]) -> list[Owed]:
    """Return what is open and of which no milestone tells: first screens show it beside those."""
    return [one for one in found if one.is_open and not one.is_due]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
