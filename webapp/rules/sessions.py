"""The arithmetic of a working session: how many are asked for, how long its steps take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from webapp.rules.text import number_text

START, FINISH, RESUME = "start", "finish", "resume"
TURNS = (START, FINISH, RESUME)


@dataclass(frozen=True)
class Hours:
    """When a step of the agenda began and ended; one that is skipped counts for none."""

    began: datetime | None = None
    ended: datetime | None = None
    is_skipped: bool = False


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


def minutes_used(began: datetime | None, ended: datetime | None) -> int | None:
    """Return the whole minutes from one moment to another, None where they tell no length."""
    if began is None or ended is None or ended < began:
        return None
    return (ended - began) // timedelta(minutes=1)


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
        new = replace(now, ended=None, is_skipped=False)
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
