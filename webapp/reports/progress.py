"""Where an assignment stands, told from facts alone: one word, one tone, one step."""

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.plans.models import ATTEND, GRASSROOTS, ROUND, SELF_RUN


@dataclass(frozen=True)
class Owed:
    """A milestone in short. `soon` when it falls due within a month."""

    done: bool
    late: bool
    impossible: bool = False
    soon: bool = True


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
    tone: str  # plain, due, late, done, wait


def standing(facts: Facts) -> Standing:
    """Return where an assignment stands: the first step that is not done."""
    if facts.kind == SELF_RUN:
        return _reporting(facts) or Standing("Đã báo cáo", "done")
    if facts.kind == GRASSROOTS:
        return _step(facts, "notice", "Chờ lịch", "Chưa gửi lịch") or _attending(facts)
    if facts.kind == ROUND:
        return _working(facts)
    return (
        _step(facts, "notice", "Chờ đăng ký", "Trễ đăng ký")
        or _step(facts, "choice", "Chờ lựa chọn", "Trễ lựa chọn")
        or _step(facts, "announcement", "Chờ thông báo", "Trễ thông báo")
        or _visiting(facts)
        or _mending(facts)
    )


def _reporting(facts: Facts) -> Standing | None:
    return _step(facts, "self_report", "Chờ báo cáo", "Chưa báo cáo")


def _attending(facts: Facts) -> Standing:
    """Of a month of visits to the grassroots: its calendar is there (46-KH/ĐTN, II.3)."""
    if not facts.is_told:
        return Standing("Chờ phân công", "wait")
    if not facts.visits:
        return Standing("Không phân công", "plain")
    if facts.held < facts.visits:
        return Standing(f"Chờ dự ({facts.held}/{facts.visits})", "wait")
    return Standing(f"Đã dự ({facts.held})", "done")


def _working(facts: Facts) -> Standing:
    """Of a unit of a round: told, its papers in, its session held (65-KH/ĐTN, II)."""
    report = _reporting(facts) if "self_report" in facts.owed else None
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
    if owed.done:
        return None
    if owed.late and not owed.impossible:
        return Standing(late, "late")
    return Standing(waiting, "due" if owed.soon else "plain")


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
