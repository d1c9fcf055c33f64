"""What a person has to do, as the first screen shows it: a card a thing, in bands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from webapp.core import clock
from webapp.core.web import moment, short_day
from webapp.milestones.kinds import link_to
from webapp.milestones.models import Milestone
from webapp.milestones.signals import OwedBesides
from webapp.milestones.standing import LATE, Standing
from webapp.rules.bands import Band, band_of, banded

NAMES = {
    Band.OVERDUE: "Quá hạn",
    Band.THIS_WEEK: "Hôm nay và tuần này",
    Band.LATER: "Sau tuần này",
    Band.FAR_OFF: "Sau 30 ngày nữa",
}


@dataclass(frozen=True)
class Task:
    """One thing to do: how it stands, what to do, for whom, by when in words, and where."""

    standing: Standing
    label: str
    unit: str
    due: str
    day: date | None  # by which it is to be done
    href: str | None
    act_by: date | None = None  # the latest day on which it is safely done, before it is due


@dataclass(frozen=True)
class BandOfTasks:
    """A band: its key and name, and what stands in it; what is far off is folded."""

    key: str
    name: str
    tasks: list[Task]
    is_folded: bool


def bands(due: Iterable[Milestone], besides: Iterable[OwedBesides]) -> list[BandOfTasks]:
    """Return everything a person has to do, in bands, the soonest first in each."""
    tasks = [*map(_of_milestone, due), *map(_of_besides, besides)]
    tasks.sort(key=lambda one: (one.day is None, one.day or date.max))
    found = banded(tasks, _band)
    return [BandOfTasks(band, NAMES[band], held, band is Band.FAR_OFF) for band, held in found]


def _band(task: Task) -> Band:
    return band_of(task.day, clock.today(), is_late=task.standing.tone == LATE)


def _of_milestone(one: Milestone) -> Task:
    day = clock.local(one.due_at).date()
    return Task(
        one.standing,
        one.label,
        one.organization.label,
        f"Hạn {moment(one.due_at) if one.is_to_the_minute else short_day(one.due_at)}",
        min(day, one.act_by) if one.act_by else day,
        link_to(one),
        one.act_by,
    )


def _of_besides(one: OwedBesides) -> Task:
    day = clock.local(one.due_at).date() if one.due_at else None
    return Task(one.standing, one.label, one.unit, one.due, day, one.href)
