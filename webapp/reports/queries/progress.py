"""Where an assignment or a round stands, told from facts alone: one word, one tone, one step."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.milestones.standing import CLOSED, OFF, DueState, Standing
from webapp.notices.kinds import NOTICE_DUTY
from webapp.plans.kinds import DutyKind, Step
from webapp.rounds.kinds import ROUND, ROUND_REPORT_DUTY
from webapp.rules.choosing import units_chosen
from webapp.submissions.kinds import PAPERS_DUTY, SELF_REPORT_DUTY, SELF_RUN
from webapp.visits.kinds import ANNOUNCEMENT_DUTY, ATTEND, CHOICE_DUTY


@dataclass(frozen=True)
class Facts:
    """What has happened in one assignment. Counts are of visits or recommendations.

    `is_told`: the unit was told who comes and when (46-KH/ĐTN, III).
    """

    owed: Mapping[str, DueState]  # by kind of milestone
    kind: str = ATTEND.key  # of its activity
    is_notified: bool = False
    visits: int = 0
    held: int = 0
    letters: int = 0
    letters_late: int = 0  # not issued, and past their day
    open_remedies: int = 0
    overdue_remedies: int = 0


def standing(facts: Facts) -> Standing:
    """Return where an assignment stands: the first step that is not done."""
    if facts.kind == SELF_RUN.key:
        return _report(facts) or Standing("Đã báo cáo", "done")
    if facts.kind == ROUND.key:
        return _working(facts)
    return (
        _step(facts, NOTICE_DUTY)
        or _step(facts, CHOICE_DUTY)
        or _step(facts, ANNOUNCEMENT_DUTY)
        or _visiting(facts)
        or _mending(facts)
    )


def _report(facts: Facts) -> Standing | None:
    return _step(facts, SELF_REPORT_DUTY)


def _working(facts: Facts) -> Standing:
    """Of a unit of a round: told, its papers in, its session held (65-KH/ĐTN, II)."""
    report = _report(facts) if SELF_REPORT_DUTY.key in facts.owed else None
    if report is None and PAPERS_DUTY.key in facts.owed:
        report = _step(facts, PAPERS_DUTY)
    if facts.held and facts.held >= facts.visits:
        return _mending(facts) if facts.letters else Standing("Đã làm việc", "done")
    if report is not None:
        return report
    if not facts.is_notified:
        return Standing("Chờ thông báo", "due")
    return Standing("Chờ làm việc", "wait")


def _step(facts: Facts, kind: DutyKind) -> Standing | None:
    owed = facts.owed.get(kind.key)
    if owed is None and kind is ANNOUNCEMENT_DUTY:
        return None
    if owed is None:
        return Standing("Chưa giao", "plain")
    return None if owed.done else _owed(owed, kind.step)


def _owed(owed: DueState, step: Step) -> Standing:
    if owed.closed:
        return CLOSED
    if owed.tone == "late":
        return Standing(step.late, "late")
    return Standing(step.waiting, owed.waiting)


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

    announcement: DueState | None = None
    report: DueState | None = None
    chosen: int = 0
    wanted: int | None = None
    reports: Sequence[DueState] = ()
    sessions: int = 0
    held: int = 0


def round_steps(facts: RoundFacts) -> list[Standing]:
    """Return where each step of a round stands, in the order of `ROUND_STEPS`."""
    return [
        _choosing(facts),
        owing(facts.announcement, ANNOUNCEMENT_DUTY.step),
        _reporting(facts.reports),
        _sessions(facts),
        owing(facts.report, ROUND_REPORT_DUTY.step),
    ]


ROUND_STEPS = (
    "Chọn đơn vị",
    ANNOUNCEMENT_DUTY.step.title,
    f"{SELF_REPORT_DUTY.step.title}, {PAPERS_DUTY.step.title.lower()}",
    "Buổi làm việc",
    ROUND_REPORT_DUTY.step.title,
)


def _choosing(facts: RoundFacts) -> Standing:
    owed = facts.announcement
    is_late = owed is not None and owed.tone == "late"
    return Standing(*units_chosen(facts.chosen, facts.wanted, is_late=is_late))


def owing(owed: DueState | None, step: Step) -> Standing:
    """Return where one thing that is due from the board stands; what was done late says so."""
    if owed is None:
        return Standing("Chưa đặt hạn", "plain")
    if owed.done:
        return Standing(f"{step.done}, trễ" if owed.tone == "belated" else step.done, owed.tone)
    return _owed(owed, step)


def _reporting(reports: Sequence[DueState]) -> Standing:
    if not reports:
        return Standing("–", "plain")
    asked = [one for one in reports if not one.closed]
    closed = len(reports) - len(asked)
    if not asked:
        return CLOSED
    done = sum(one.done for one in asked)
    words = f"{done}/{len(asked)} đã gửi"
    tones = Counter(one.tone for one in asked)
    if late := tones["late"] + tones["belated"]:
        words = f"{words}, {late} trễ"
    if closed:
        words = f"{words}, {closed} khép lại"
    if done == len(asked):
        return Standing(words, "belated" if late else "done")
    return Standing(words, "late" if tones["late"] else "due")


def _sessions(facts: RoundFacts) -> Standing:
    if not facts.sessions:
        return Standing("Chưa có lịch", "plain")
    words = f"{facts.held}/{facts.sessions} đã làm việc"
    return Standing(words, "done" if facts.held >= facts.sessions else "wait")


SENT, SENT_LATE, MISSING = "Gửi", "Gửi trễ", "Thiếu"
LET_GO = Standing("Khép lại", OFF)


def sending(owed: DueState | None) -> Standing:
    """Return how a unit sent one month's calendar (46-KH/ĐTN, II.3), in a word for a small cell."""
    if owed is None:
        return Standing("–", "plain")
    if owed.done:
        return Standing(SENT_LATE if owed.tone == "belated" else SENT, owed.tone)
    if owed.closed:
        return LET_GO
    if owed.tone == "late":
        return Standing(MISSING, "late")
    if owed.late:  # it fell due before the plan went out
        return Standing("Chưa gửi", "plain")
    return Standing("Chờ", "wait") if owed.soon else Standing("–", "plain")


def monthly(owed: DueState, step: Step) -> Standing:
    """Return where what is due from the board of one month stands, in a word for a small cell."""
    if owed.done:
        return Standing(f"{step.done} trễ" if owed.tone == "belated" else step.done, owed.tone)
    if owed.tone == "late":
        return Standing(step.late, "late")
    return Standing(step.waiting, "wait") if owed.soon else Standing("–", "plain")
