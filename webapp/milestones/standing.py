"""How anything stands, decided once: its words, its tone, its icon.

Pure: plain values come in, a `Standing` goes out, and templates only place it. What is due has one
rule for "soon", one wording of lateness and one way to say that its day is today.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import ceil

from webapp.rules.text import short_date
from webapp.rules.zone import end_of_day, to_local

SOON = 14
"""Days within which what is due is coming up.

Two weeks: the span of "coming days" on the first screen, so that what is announced there and what
turns yellow elsewhere is the same; longer than the longest notice that a plan asks for in working
days (7, 46-KH/ĐTN, III), and short enough that a month's list is not yellow from its first day.
"""

PLAIN, DUE, WAIT, DONE, BELATED, LATE, OFF = (
    "plain",  # nothing to do yet
    "due",  # to be done soon
    "wait",  # somebody else is at it
    "done",  # done, and in time where that was asked
    "belated",  # done late
    "late",  # past its day and not done
    "off",  # cancelled, or nobody could have done it
)
ICONS = {
    PLAIN: "circle",
    DUE: "hourglass-split",
    LATE: "exclamation-triangle-fill",
    DONE: "check-circle-fill",
    BELATED: "clock-history",
    WAIT: "arrow-repeat",
    OFF: "slash-circle",
}
HEED = "exclamation-circle-fill"  # of what is to be heeded: the hourglass says that time runs
NO_DUE_DAY = "Chưa đặt hạn"
BEFORE_ISSUE = "Hạn rơi trước ngày ban hành kế hoạch"
IN_TIME = "Đúng hạn"
ADDED_LATE = "Bổ sung sau hạn"


@dataclass(frozen=True)
class Standing:
    """How a thing stands, as the macro `state` shows it.

    `glyph` is an icon of its own, of what has the colour of a tone and not its meaning.
    """

    words: str
    tone: str = PLAIN
    glyph: str = ""

    @property
    def icon(self) -> str:
        """The icon that goes with the tone: nobody has to see colours."""
        return self.glyph or ICONS[self.tone]


def filled_in(count: int, asked: int) -> Standing:
    """How much is there of what must be: "Đã có 3/5"."""
    return Standing(f"Đã có {count}/{asked}", DONE if count == asked else PLAIN)


CANCELLED = Standing("Đã hủy", OFF)
CLOSED = Standing("Đã khép lại, có lý do", OFF)  # its unit ended: neither done nor owed


def tone_of(*, is_done: bool, is_late: bool, is_impossible: bool = False) -> str:
    """Return the tone of what is due.

    A term that nobody could keep (R3) blames nobody: it is "done", or "off".
    """
    if is_impossible:
        return DONE if is_done else OFF
    if is_late:
        return BELATED if is_done else LATE
    return DONE if is_done else DUE


@dataclass(frozen=True)
class Term:
    """A due moment, or None where none is known yet, and what became of it.

    All moments are aware; *now* is the program's clock. `late_by` overrules by how much it counts
    as late, for who counts working days.
    """

    due_at: datetime | None
    done_at: datetime | None
    now: datetime
    is_impossible: bool = False  # fell due before it could be known (R3)
    late_by: str = ""
    counted_before: date | None = None  # the day it was due before it was counted anew
    closed_at: datetime | None = None  # closed by a reason, while it was not done

    @property
    def is_closed(self) -> bool:
        """True where it was closed by a reason: it is neither done nor owed."""
        return self.closed_at is not None and self.done_at is None

    @property
    def is_open(self) -> bool:
        """True where it is still owed."""
        return self.done_at is None and not self.is_closed

    @property
    def is_late_by_recount(self) -> bool:
        """True where it is late by the day that was counted anew, and not by the one before."""
        if self.counted_before is None or not self.is_late:
            return False
        return to_local(self.done_at or self.now).date() <= self.counted_before

    @property
    def late_after(self) -> datetime | None:
        """The moment after which it counts as late; None where nobody can be."""
        if self.is_closed:
            return None
        return late_after(self.due_at, self.counted_before, is_impossible=self.is_impossible)

    @property
    def is_late(self) -> bool:
        """True where it was done, or is still undone, after the moment it is held to."""
        late_after = self.late_after
        return late_after is not None and (self.done_at or self.now) > late_after

    @property
    def is_excused(self) -> bool:
        """True where its day could not be kept, and no day that could is gone by."""
        kept_before = self.done_at is not None and self.late_after is not None
        return self.is_impossible and not self.is_late and not kept_before

    @property
    def days_left(self) -> int:
        """Days from today (or the day it was done) to the day it is held to; below 0 when late."""
        day = self.late_after or self.due_at
        if day is None:
            return 0
        return (to_local(day).date() - to_local(self.done_at or self.now).date()).days

    @property
    def is_soon(self) -> bool:
        """True where it falls due within `SOON` days, or has fallen due."""
        return not self.is_closed and self.due_at is not None and self.days_left <= SOON

    @property
    def tone(self) -> str:
        """How it is shown; what is not due soon is plain."""
        if self.is_closed:
            return OFF
        found = tone_of(
            is_done=self.done_at is not None,
            is_late=self.is_late,
            is_impossible=self.is_excused,
        )
        return PLAIN if found == DUE and not self.is_soon else found

    @property
    def lateness(self) -> str:
        """By how much it is late: "3 ngày"; within the day "2 giờ" or "5 phút".

        Where the hour counts, a minute is late (65-KH/ĐTN, II.5). Who is late only because the day
        was counted anew is told so: "2 ngày do tính lại hạn (hạn cũ 05/03/2024)"; and who is late
        by the day before, as the new one was gone by: "2 ngày kể từ hạn cũ 05/03/2024".
        """
        if self.counted_before is not None and self.is_impossible:
            return f"{self._late} kể từ hạn cũ {short_date(self.counted_before)}"
        if self.counted_before is not None and self.is_late_by_recount:
            return f"{self._late} do tính lại hạn (hạn cũ {short_date(self.counted_before)})"
        return self._late

    @property
    def _late(self) -> str:
        if self.late_by:
            return self.late_by
        if self.days_left < 0 or self.due_at is None:
            return f"{-self.days_left} ngày"
        late = (self.done_at or self.now) - self.due_at
        minutes = ceil(late / timedelta(minutes=1))
        return f"{minutes} phút" if minutes < 60 else f"{minutes // 60} giờ"


def late_after(
    due_at: datetime | None, counted_before: date | None, *, is_impossible: bool
) -> datetime | None:
    """Return the moment after which what is due counts as late; None where nobody can be late.

    Where the new day was gone by when it was counted anew, the day before holds: it was known.
    """
    if not is_impossible:
        return due_at
    return end_of_day(counted_before) if counted_before else None


def countdown(term: Term, *, done: str = "Xong", day: str = "") -> Standing:
    """Return how something due stands; *done* is what is said of it once it is done.

    "Xong" · "Xong, trễ 3 ngày" · "Trễ 3 ngày" · "Hạn hôm nay" · "Còn 5 ngày" · "Chưa đặt hạn".
    With the due *day* in words it is named instead of the days that are left, and after lateness.
    """
    if term.done_at is not None:
        late = f", trễ {term.lateness}" if term.tone == BELATED else ""
        return Standing(f"{done}{late}", term.tone)
    if term.is_closed:
        return CLOSED
    if term.due_at is None:
        return Standing(NO_DUE_DAY)
    if term.is_excused and term.counted_before is not None:
        before = f"hạn cũ {short_date(term.counted_before)}"
        return Standing(f"Hạn {day or 'mới'} đã qua khi được tính lại ({before})", OFF)
    if term.is_excused:
        return Standing(f"Hạn {day} rơi trước ngày ban hành kế hoạch" if day else BEFORE_ISSUE, OFF)
    if term.is_late:
        due = "hạn mới" if term.is_impossible else "hạn"
        return Standing(late_words(term.lateness) + (f", {due} {day}" if day else ""), LATE)
    return Standing(f"Hạn {day}" if day else _left(term.days_left), term.tone)


def due_on(term: Term, *, done: str = "Xong") -> Standing:
    """Return how something due stands, with its due day named: "Trễ 3 ngày, hạn 04/02/2024"."""
    day = "" if term.due_at is None else short_date(to_local(term.due_at).date())
    return countdown(term, done=done, day=day)


def _left(days: int) -> str:
    return f"Còn {days} ngày" if days > 0 else "Hạn hôm nay"


def late_words(by: str) -> str:
    """Return the one wording of lateness: "Trễ 3 ngày"."""
    return f"Trễ {by}"


def sent(
    term: Term,
    *,
    is_begun: bool,
    verb: str = "gửi",
    again: Term | None = None,
    added: Term | None = None,
) -> Standing:
    """Return how something that a unit sends (or answers: *verb*) stands.

    "Đã gửi đúng hạn" · "Đã gửi, trễ 2 ngày" · "Chưa gửi, quá hạn 2 ngày" · "Đang soạn"
    · "Chưa gửi". What was sent *again* after its day says so, and how late that was:
    "Đã gửi đúng hạn; bản sửa gửi sau hạn 2 ngày". So does what was *added* to what came in time:
    "Đã gửi đúng hạn; bổ sung sau hạn 2 ngày".
    """
    if term.done_at is not None and not term.is_late and added is not None and added.is_late:
        first = sent(term, is_begun=is_begun, verb=verb)
        return Standing(f"{first.words}; {ADDED_LATE.lower()} {added.lateness}", BELATED)
    if term.done_at is not None and again is not None and again.is_late:
        first = sent(term, is_begun=is_begun, verb=verb)
        return Standing(f"{first.words}; bản sửa {verb} sau hạn {again.lateness}", BELATED)
    if term.done_at is not None:
        in_time = " đúng hạn" if not term.is_excused else ""
        late = f", trễ {term.lateness}" if term.is_late else in_time
        return Standing(f"Đã {verb}{late}", term.tone)
    if term.is_closed:
        return CLOSED
    if term.is_late:
        return Standing(f"Chưa {verb}, quá hạn {term.lateness}", LATE)
    return Standing("Đang soạn", WAIT) if is_begun else Standing(f"Chưa {verb}")


def moved(was: date, now: date, today: date, *, is_done: bool = False) -> Standing:
    """Return what a change does to a due day, before it is made."""
    days = (now - was).days
    if is_done:
        return Standing("Đã xong", DONE)
    if days < 0 and now < today:
        return Standing("Hạn mới đã qua: chỉ tính trễ theo hạn cũ, có ghi chú", OFF)
    if days < 0:
        return Standing(f"Sớm hơn {-days} ngày", DUE)
    return Standing(f"Lùi {days} ngày")


def margin_words(days: int) -> str:
    """Return the days by which a thing came before its due day: "Sớm 5 ngày", "Trễ 4 ngày"."""
    if days == 0:
        return IN_TIME
    return f"Sớm {days} ngày" if days > 0 else late_words(f"{-days} ngày")


def margin(days: int, *, is_impossible: bool = False) -> Standing:
    """Return how what came *days* before its due day (below 0: after it) stands."""
    if days < 0 and is_impossible:
        return Standing(BEFORE_ISSUE, OFF)
    return Standing(margin_words(days), BELATED if days < 0 else DONE)


@dataclass(frozen=True)
class DueState:
    """Something due in short: whether it is done, late, could be kept, and falls due soon."""

    done: bool
    late: bool
    impossible: bool = False
    soon: bool = True
    closed: bool = False  # by a reason: neither done nor owed

    @classmethod
    def of(cls, term: Term) -> "DueState":
        """Read a due moment."""
        done = term.done_at is not None
        return cls(done, term.is_late, term.is_excused, term.is_soon, term.is_closed)

    def after(self, earlier: "DueState | None") -> "DueState":
        """Return it as what is due once more, after what was done *earlier*.

        What was late then stays belated, however soon it was done again.
        """
        was_late = earlier is not None and earlier.tone == BELATED
        return replace(self, late=True, impossible=False) if self.done and was_late else self

    @property
    def tone(self) -> str:
        """Done, belated, late, due or off."""
        if self.closed:
            return OFF
        return tone_of(is_done=self.done, is_late=self.late, is_impossible=self.impossible)

    @property
    def waiting(self) -> str:
        """The tone of what is neither done nor late: due when it falls due soon."""
        return DUE if self.soon else PLAIN
