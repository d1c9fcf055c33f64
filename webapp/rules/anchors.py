"""From which day a deadline is counted: the name of its anchor and what is known, to one day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from webapp.rules.deadlines import AnchorDay, Due
from webapp.rules.months import next_month

DAY_BEFORE = "1 working days before"
Count = Callable[[str, date], Due]  # a rule and the day it counts from, to when that falls due


class Anchor(StrEnum):
    """What a plan may count a deadline from (73-KH/BTCTU, V.1; 46-KH/ĐTN, II.1 and II.3)."""

    MEETING = "meeting"
    VISIT = "visit"
    MONTH = "month"
    MONTH_BEFORE = "month_before"
    MONTH_AFTER = "month_after"
    ROUND_START = "round_start"
    ROUND_END = "round_end"
    FIXED = "fixed"


@dataclass(frozen=True)
class AnchorFacts:
    """What is known of the thing that is due. `month` is the first day of a month."""

    day: date | None = None  # its own: of its meeting, of its visit
    month: date | None = None
    opens_on: date | None = None
    closes_on: date | None = None
    fixed_on: date | None = None


def anchor_day(anchor: str, facts: AnchorFacts) -> date | None:
    """Return the day from which a deadline counts, None while nothing is known of it.

    Where what the anchor names is not known the thing's own day stands in for it, and for that
    the first day of its month: until its meetings are known a month begins with the first.
    """
    named = _named(anchor, facts)
    if named is not None or facts.day is not None:
        return named or facts.day
    return facts.month if anchor in (Anchor.MEETING, Anchor.VISIT) else None


def _named(anchor: str, facts: AnchorFacts) -> date | None:
    month = facts.month
    days = {
        Anchor.MONTH: month,
        Anchor.MONTH_BEFORE: month and (month - timedelta(days=1)).replace(day=1),
        Anchor.MONTH_AFTER: month and next_month(month),
        Anchor.ROUND_START: facts.opens_on,
        Anchor.ROUND_END: facts.closes_on,
        Anchor.FIXED: facts.fixed_on,
    }
    return next((day for name, day in days.items() if name == anchor), None)


@dataclass(frozen=True)
class Terms:
    """A rule, and the day from which it counts."""

    rule: str
    day: date


def terms_before(own: Terms, thing: date | None, count: Count) -> Terms:
    """Return by what a step towards a *thing* falls due: before the day that this is itself due.

    By its *own* terms where they come before that day, else a working day before it, and on the day
    it was asked where that is past. A thing that is late already hurries no step.
    """
    if thing is None or thing < own.day or count(own.rule, own.day).day < thing:
        return own
    before = Terms(DAY_BEFORE, thing)
    if count(before.rule, thing).day < own.day:
        return Terms(str(AnchorDay()), own.day)
    return before


def terms_again(
    own: Terms | None, after: datetime, known_on: date, again: str, count: Count
) -> Terms:
    """Return by what a thing falls due that was done and, as something changed, is due again.

    By its *own* terms while these lie *after* a moment; else by the rule *again*, counted from the
    day it became known. Where the thing comes before a day that lies nearer, by that day: a changed
    meeting is announced before it is held. It is never due before it was known.
    """
    if own is not None and count(own.rule, own.day).at > after:
        return own
    later = Terms(again, known_on)
    if own is None or not known_on <= own.day < count(again, known_on).day:
        return later
    comes_before = count(own.rule, own.day).day <= own.day
    return Terms(str(AnchorDay()), own.day) if comes_before else later
