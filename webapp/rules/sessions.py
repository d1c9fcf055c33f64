"""The arithmetic of a working session: how many are asked for, how long its steps take."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from webapp.rules.text import number_text

START, FINISH, RESUME = "start", "finish", "resume"
TURNS = (START, FINISH, RESUME)
# What is asked about a step: written in though it never began, or though it was skipped; neither
# begun nor written in nor skipped.
NO_HOUR, SKIPPED_BUT_WRITTEN, LEFT_OUT = "no_hour", "skipped_but_written", "left_out"


@dataclass(frozen=True)
class Pause:
    """A time in which a step had ended, before it was resumed."""

    since: datetime
    until: datetime


@dataclass(frozen=True)
class Hours:
    """When a step of the agenda began and ended; one that is skipped counts for none."""

    began: datetime | None = None
    ended: datetime | None = None
    is_skipped: bool = False
    pauses: tuple[Pause, ...] = ()

    @property
    def is_backwards(self) -> bool:
        """True for a step that ends before it begins, as hours typed by hand may say."""
        return self.began is not None and self.ended is not None and self.ended < self.began

    def goes_on(self, at: datetime) -> bool:
        """Return True where the step was going on from *at*."""
        if self.is_skipped or self.began is None or at < self.began:
            return False
        is_over = self.ended is not None and self.ended <= at
        return not is_over and not any(one.since <= at < one.until for one in self.pauses)


def asked_text(least: int, most: int | None) -> str:
    """Return how many of a group are asked for: "từ 02 đến 03 đồng chí" (65-KH/ĐTN, III.4)."""
    if most is None:
        return f"ít nhất {number_text(least)} đồng chí" if least else "không hạn định số lượng"
    if least == most:
        return f"{number_text(most)} đồng chí"
    return f"từ {number_text(least)} đến {number_text(most)} đồng chí"


def count_warning(count: int | None, least: int, most: int | None) -> str:
    """Return what is wrong with a number of guests, "" where it fits or is not told yet."""
    if count is None:
        return ""
    if count < least:
        return f"Thiếu {number_text(least - count)} so với yêu cầu {asked_text(least, most)}."
    if most is not None and count > most:
        return f"Thừa {number_text(count - most)} so với yêu cầu {asked_text(least, most)}."
    return ""


def minutes_used(steps: Mapping[int, Hours], now: datetime) -> dict[int, int]:
    """Return the whole minutes that each step took up to *now*; none of one whose hours tell none.

    No minute counts twice, for one step goes on at a time: of those whose hours overlap it is the
    one that began last, and what lies between a step's end and its being resumed is not its own.
    """
    told = {
        key: replace(one, ended=one.ended or now)
        for key, one in steps.items()
        if one.began is not None and not one.is_skipped and not one.is_backwards
    }
    told = {key: one for key, one in told.items() if not one.is_backwards}
    used = dict.fromkeys(told, timedelta())
    for at, until in pairwise(_moments(told.values())):
        going = [(one.began, key) for key, one in told.items() if one.goes_on(at)]
        if going:
            used[max(going)[1]] += until - at
    return {key: length // timedelta(minutes=1) for key, length in used.items()}


def _moments(steps: Iterable[Hours]) -> list[datetime]:
    """Return all moments at which another step may go on, in order."""
    found: set[datetime | None] = set()
    for one in steps:
        found |= {one.began, one.ended}
        found.update(moment for pause in one.pauses for moment in (pause.since, pause.until))
    return sorted(moment for moment in found if moment)


def in_order_of_time(agenda: Mapping[int, Hours]) -> list[int]:
    """Return the steps of an *agenda* as they were held: by the hours at which they began.

    One whose beginning nobody noted stands before what follows it in the agenda.
    """
    place = {key: number for number, key in enumerate(agenda)}
    begun = [(one.began, place[key], key) for key, one in agenda.items() if one.began]
    held = [key for *_, key in sorted(begun)]
    for key in (key for key, one in agenda.items() if one.began is None):
        later = (at for at, other in enumerate(held) if place[other] > place[key])
        held.insert(next(later, len(held)), key)
    return held


def open_question(step: Hours, *, has_words: bool) -> str:
    """Return what minutes would have to guess about a step, "" where nothing is open."""
    if step.is_skipped:
        return SKIPPED_BUT_WRITTEN if has_words else ""
    if step.began is not None:
        return ""
    return NO_HOUR if has_words else LEFT_OUT


def planned_starts(first: datetime, minutes: Sequence[int | None]) -> list[datetime | None]:
    """Return when each step should begin, as far as the lengths before it are known."""
    starts: list[datetime | None] = []
    at: datetime | None = first
    for length in minutes:
        starts.append(at)
        at = at + timedelta(minutes=length) if at is not None and length is not None else None
    return starts


def turned(steps: Mapping[int, Hours], step: int, verb: str, at: datetime) -> dict[int, Hours]:
    """Return the steps whose hours change when somebody pressed a button on one of them *at*.

    One step goes on at a time, so beginning one ends the other. A press may be heard of late,
    from a tablet that had no network: a step that others began after has ended by then. What is
    already so stays so, for two people may press the same button.
    """
    now = steps.get(step, Hours())
    if verb == START and now.began is None:
        new = Hours(at)
    elif verb == FINISH and now.began is not None and now.ended is None:
        return {step: replace(now, ended=max(at, now.began))}
    elif verb == RESUME and now.began is not None and now.ended is not None:
        new = _resumed(now, now.ended, at)
    else:
        return {}
    changed = {}
    for key, other in steps.items():
        if key == step or other.is_skipped or other.began is None:
            continue
        if other.began > at:
            first = max(new.began or at, other.began)
            new = replace(new, ended=min(new.ended or first, first))
        elif other.ended is None or other.ended > at:
            changed[key] = replace(other, ended=at)
    return {step: new} | changed


def _resumed(step: Hours, ended: datetime, at: datetime) -> Hours:
    """Return a step that had *ended* and goes on again *at* a moment."""
    pauses = (*step.pauses, Pause(ended, at)) if ended < at else step.pauses
    return replace(step, ended=None, is_skipped=False, pauses=pauses)
