"""The script of a year: what happens when, drawn from a seed before anything is played.

A step stands by itself: it has its moment, its act and a number from which its own chances are
drawn. So any part of a script is a script, too, and a failing one can be made shorter.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from tests.year.acts import (
    chances,
    findings,
    lists,
    months,
    papers,
    reports,
    rounds,
    undoing,
    visiting,
    working,
)
from tests.year.starts import Start
from tests.year.year import Year
from webapp.core import clock

Act = Callable[[Year], None]

# What happens, and how often in a month, in every plan.
COMMON: dict[Act, float] = {
    working.work: 9,
    papers.push_all: 5,
    papers.withdraw: 0.4,
    papers.acknowledge: 1,
    papers.drop_draft: 0.3,
    chances.double_click_on_paper: 0.4,
    chances.stale_tab: 0.4,
    chances.day_off: 0.3,
    chances.lock_somebody: 0.3,
    chances.merge: 0.3,
    undoing.day_off_and_back: 0.2,
    undoing.merge_and_back: 0.2,
    reports.synthesis: 0.2,
    reports.span: 0.2,
}
LISTS: dict[Act, float] = {
    lists.file_some_list: 2,
    lists.file_on_paper: 0.3,
    lists.amend_list: 0.6,
    lists.move_meeting: 1,
    lists.cancel_meeting: 0.4,
    chances.double_click: 0.3,
}
ROUNDS: dict[Act, float] = {
    rounds.put_off: 0.4,
    rounds.move_session: 0.5,
    rounds.set_papers_due: 0.4,
    rounds.run_session: 0.8,
    rounds.arrange_some: 0.5,
    rounds.name_seats: 0.8,
    rounds.ask_for_paper: 0.3,
    findings.write_late: 1,
    findings.reopen: 0.2,
}
OWN: dict[str, dict[Act, float]] = {
    "dong-nai": {
        **LISTS,
        visiting.change_team: 0.6,
        visiting.reopen_choice: 0.4,
        findings.write_late: 3,
        findings.reopen: 0.3,
        chances.two_at_once: 0.4,
        reports.own_plan: 0.5,
    },
    "can-tho": {
        **LISTS,
        **ROUNDS,
        lists.file_some_list: 4,
        rounds.leave_out: 0.2,
        rounds.work_on_some_round: 3,
        months.work_on_some_month: 4,
        months.report_some: 3,
        months.wish: 0.7,
        months.remove_wish: 0.2,
        months.change_line: 0.8,
        months.no_show: 0.3,
        months.observe: 0.4,
    },
    "ho-chi-minh": {**ROUNDS, rounds.work_on_some_round: 3},
}
ALWAYS: tuple[Act, ...] = (papers.issue_plan, working.hurry, working.end_debts)
ACTS: dict[str, Act] = {
    act.__name__: act for acts in (COMMON, *OWN.values(), ALWAYS) for act in acts
}


@dataclass(frozen=True)
class Step:
    """Something that happens at a moment; `key` is what its chances are drawn from."""

    moment: datetime
    act: str
    key: int

    def __str__(self) -> str:
        return f"{self.moment:%Y-%m-%d %H:%M} {self.act} #{self.key}"


def write(start: Start, seed: int, share: float = 1) -> list[Step]:
    """Return the steps of a year, in the order of time; a *share* of what a busy year has."""
    chance = Random(f"{start.name} {seed}")
    issued = start.begins + timedelta(days=1)
    steps = [Step(issued, papers.issue_plan.__name__, chance.randrange(10**6))]
    steps += sorted(_happenings(start, chance, share), key=lambda step: step.moment)
    for number in (9, 6, 3):
        evening = datetime.combine(start.ends - timedelta(days=number), time(17), clock.LOCAL)
        steps.append(Step(evening, working.hurry.__name__, chance.randrange(10**6)))
    evening += timedelta(days=1)
    steps.append(Step(evening, working.end_debts.__name__, chance.randrange(10**6)))
    return steps


def _happenings(start: Start, chance: Random, share: float) -> Iterator[Step]:
    days = [
        start.begins.date() + timedelta(days=number)
        for number in range(2, (start.ends - start.begins.date()).days - 10)
    ]
    months = len(days) / 30
    for act, rate in {**COMMON, **OWN[start.name]}.items():
        for _ in range(round(rate * share * months + chance.uniform(-0.5, 0.5))):
            yield Step(_moment(chance.choice(days), chance), act.__name__, chance.randrange(10**6))


def _moment(day: date, chance: Random) -> datetime:
    """Return an hour of the day; few people work on a Sunday."""
    if day.weekday() == 6 and chance.random() < 0.9:
        day += timedelta(days=1)
    hour = time(chance.randint(7, 17), chance.randint(0, 59))
    return datetime.combine(day, hour, clock.LOCAL)
