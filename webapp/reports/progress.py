"""Where an assignment or a round stands, told from facts alone: one word, one tone, one step."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from webapp.core import clock
from webapp.plans.models import ATTEND, ROUND, SELF_RUN
from webapp.rules.choosing import units_chosen
from webapp.rules.deadlines import tone_of

SOON = 31  # days


@dataclass(frozen=True)
class Owed:
    """A milestone in short. `soon` when it falls due within a month."""

    done: bool
    late: bool
    impossible: bool = False
    soon: bool = True

    @classmethod
    def of(
        cls,
        done_at: datetime | None,
        due_at: datetime,
        impossible: bool,
        now: datetime,
        today: date,
    ) -> "Owed":
        """Read a milestone's columns; *today* is the day it is in Việt Nam."""
        soon = (clock.local(due_at).date() - today).days <= SOON
        return cls(done_at is not None, (done_at or now) > due_at, impossible, soon)

    @property
    def tone(self) -> str:
        """How it is told: done, belated, late, due or off."""
        return tone_of(is_done=self.done, is_late=self.late, is_impossible=self.impossible)

    @property
    def waiting(self) -> str:
        """The tone of what is owed and not late: due when it falls due soon."""
        return "due" if self.soon else "plain"


@dataclass(frozen=True)
class Facts:
    """What has happened in one assignment. Counts are of visits or recommendations.

    `is_told`: the unit was told who comes and when (46-KH/ĐTN, III).
    """

    owed: Mapping[str, Owed]  # by kind of milestone
    kind: str = ATTEND  # of its activity
    is_told: bool = False
    visits: int = 0
    held: int = 0
    letters: int = 0
    letters_late: int = 0  # not issued, and past their day
    open_remedies: int = 0
    overdue_remedies: int = 0


@dataclass(frozen=True)
class Standing:
    """What a cell of the year shows: words, and the tone that picks icon and colour."""

    words: str
    tone: str  # plain, due, late, done, belated, wait


def standing(facts: Facts) -> Standing:
    """Return where an assignment stands: the first step that is not done."""
    if facts.kind == SELF_RUN:
        return _report(facts) or Standing("Đã báo cáo", "done")
    if facts.kind == ROUND:
        return _working(facts)
    return (
        _step(facts, "notice", "Chờ đăng ký", "Trễ đăng ký")
        or _step(facts, "choice", "Chờ lựa chọn", "Trễ lựa chọn")
        or _step(facts, "announcement", "Chờ thông báo", "Trễ thông báo")
        or _visiting(facts)
        or _mending(facts)
    )


def _report(facts: Facts) -> Standing | None:
    return _step(facts, "self_report", "Chờ báo cáo", "Chưa báo cáo")


def _working(facts: Facts) -> Standing:
    """Of a unit of a round: told, its papers in, its session held (65-KH/ĐTN, II)."""
    report = _report(facts) if "self_report" in facts.owed else None
    if report is None and "papers" in facts.owed:
        report = _step(facts, "papers", "Chờ tài liệu", "Trễ tài liệu")
    if facts.held and facts.held >= facts.visits:
        return _mending(facts) if facts.letters else Standing("Đã làm việc", "done")
    if report is not None:
        return report
    if not facts.is_told:
        return Standing("Chờ thông báo", "due")
    return Standing("Chờ làm việc", "wait")


def _step(facts: Facts, kind: str, waiting: str, late: str) -> Standing | None:
    owed = facts.owed.get(kind)
    if owed is None and kind == "announcement":
        return None
    if owed is None:
        return Standing("Chưa giao", "plain")
    return None if owed.done else _owed(owed, waiting, late)


def _owed(owed: Owed, waiting: str, late: str) -> Standing:
    if owed.tone == "late":
        return Standing(late, "late")
    return Standing(waiting, owed.waiting)


def _visiting(facts: Facts) -> Standing | None:
    if facts.letters >= facts.visits:
        return None
    if facts.letters_late:
        return Standing("Trễ thông báo kết quả", "late")
    if facts.held < facts.visits:
        return Standing(f"Chờ dự ({facts.held}/{facts.visits})", "wait")
    return Standing(f"Chờ kết quả ({facts.letters}/{facts.visits})", "due")


def _mending(facts: Facts) -> Standing:
    if facts.overdue_remedies:
        return Standing(f"Quá hạn khắc phục ({facts.overdue_remedies})", "late")
    if facts.open_remedies:
        return Standing(f"Đang khắc phục ({facts.open_remedies})", "wait")
    return Standing("Hoàn thành", "done")


@dataclass(frozen=True)
class RoundFacts:
    """What has happened in a round. Reports are those its units owe."""

    announcement: Owed | None = None
    report: Owed | None = None
    chosen: int = 0
    wanted: int | None = None
    reports: Sequence[Owed] = ()
    sessions: int = 0
    held: int = 0


def round_steps(facts: RoundFacts) -> list[Standing]:
    """Return where each step of a round stands, in the order of `ROUND_STEPS`."""
    return [
        _choosing(facts),
        owing(facts.announcement, "Đã thông báo", "Chờ thông báo", "Trễ thông báo"),
        _reporting(facts.reports),
        _sessions(facts),
        owing(facts.report, "Đã báo cáo", "Chờ báo cáo", "Trễ báo cáo"),
    ]


ROUND_STEPS = (
    "Chọn đơn vị",
    "Thông báo",
    "Báo cáo, tài liệu",
    "Buổi làm việc",
    "Báo cáo kết quả",
)


def _choosing(facts: RoundFacts) -> Standing:
    owed = facts.announcement
    is_late = owed is not None and owed.tone == "late"
    return Standing(*units_chosen(facts.chosen, facts.wanted, is_late=is_late))


def owing(owed: Owed | None, done: str, waiting: str, late: str) -> Standing:
    """Return where one thing that the board owes stands; what was done late says so."""
    if owed is None:
        return Standing("Chưa đặt hạn", "plain")
    if owed.done:
        return Standing(f"{done}, trễ" if owed.tone == "belated" else done, owed.tone)
    return _owed(owed, waiting, late)


def _reporting(reports: Sequence[Owed]) -> Standing:
    if not reports:
        return Standing("–", "plain")
    done = sum(one.done for one in reports)
    words = f"{done}/{len(reports)} đã gửi"
    tones = Counter(one.tone for one in reports)
    if late := tones["late"] + tones["belated"]:
        words = f"{words}, {late} trễ"
    if done == len(reports):
        return Standing(words, "belated" if late else "done")
    return Standing(words, "late" if tones["late"] else "due")


def _sessions(facts: RoundFacts) -> Standing:
    if not facts.sessions:
        return Standing("Chưa có lịch", "plain")
    words = f"{facts.held}/{facts.sessions} đã làm việc"
    return Standing(words, "done" if facts.held >= facts.sessions else "wait")


SENT, SENT_LATE, MISSING = "Gửi", "Gửi trễ", "Thiếu"


def sending(owed: Owed | None) -> Standing:
    """Return how a unit sent one month's calendar (46-KH/ĐTN, II.3), in a word for a small cell."""
    if owed is None:
        return Standing("–", "plain")
    if owed.done:
        return Standing(SENT_LATE if owed.tone == "belated" else SENT, owed.tone)
    if owed.tone == "late":
        return Standing(MISSING, "late")
    if owed.late:  # it fell due before the plan went out
        return Standing("Chưa gửi", "plain")
    return Standing("Chờ", "wait") if owed.soon else Standing("–", "plain")


def monthly(owed: Owed) -> Standing:
    """Return where what the board owes of one month stands, in a word for a small cell."""
    if owed.done:
        return Standing("Xong trễ" if owed.tone == "belated" else "Xong", owed.tone)
    if owed.tone == "late":
        return Standing("Trễ", "late")
    return Standing("Chờ", "wait") if owed.soon else Standing("–", "plain")
