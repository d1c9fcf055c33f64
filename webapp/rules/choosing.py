"""Choosing meetings to attend: suggestions, the thematic quota, clashes of people's duties."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations

from webapp.rules.text import number_text
from webapp.rules.zone import to_local

# Notices tell when a meeting begins, not how long it lasts.
ASSUMED_LENGTH = timedelta(hours=2)

# What counts, in points: above all who has not been visited for long, then who did poorly.
_NEVER_ATTENDED = 40
_MOST_MONTHS = 36
_RANK_POINTS = {"Kém": 30, "Trung bình": 20, "Khá": 10}
_THEMATIC = 15
_IN_TIME = 5


@dataclass(frozen=True)
class Candidate:
    """A coming meeting that may be attended.

    `starts_at` has a time zone; `late_days` is how late it was notified (0 or less: in time);
    `last_attended` and `last_rank` are the organization's, None where it never was attended
    or never ranked.
    """

    meeting_id: int
    organization_id: int
    starts_at: datetime
    thematic: bool = False
    late_days: int = 0
    last_attended: date | None = None
    last_rank: str | None = None


@dataclass(frozen=True)
class Suggestion:
    """A candidate's place in the order, with the reasons in Vietnamese."""

    candidate_id: int
    score: int
    reasons: tuple[str, ...]


def units_chosen(chosen: int, wanted: int | None, *, is_late: bool = False) -> tuple[str, str]:
    """Return how many units of a round are chosen of how many, and its tone (46-KH/ĐTN, II.2).

    `is_late`: they should have been announced by now. More than the plan has is said plainly.
    """
    if not wanted:
        return f"{chosen} đơn vị", "done" if chosen else "due"
    words = f"{chosen}/{wanted} đơn vị"
    if chosen > wanted:
        return f"{words}, nhiều hơn kế hoạch {chosen - wanted}", "due"
    if chosen == wanted:
        return words, "done"
    return words, "late" if is_late else "due"


@dataclass(frozen=True)
class Quota:
    """What has been chosen against what was asked for; `text` says it in Vietnamese."""

    chosen: int
    thematic: int
    missing: int
    missing_thematic: int
    text: str

    @property
    def met(self) -> bool:
        """Whether nothing is missing."""
        return not (self.missing or self.missing_thematic)


@dataclass(frozen=True)
class Duty:
    """A visit that a person is to attend, from `starts_at` to `ends_at` (both with a time zone).

    Where only its day is known yet, `is_hour_set` is False. Raises ValueError where it does not
    end after it starts.
    """

    person_id: int
    visit_id: int
    starts_at: datetime
    ends_at: datetime
    is_hour_set: bool = True

    def __post_init__(self) -> None:
        if self.ends_at <= self.starts_at:
            raise ValueError("Thời gian kết thúc phải sau thời gian bắt đầu")


@dataclass(frozen=True)
class Clash:
    """Two duties that one person cannot both do; `first` starts no later than `second`.

    `overlap_minutes` is 0 where the meetings do not meet and only the way is too long, and where
    an hour is not set yet, so that nobody can tell.
    """

    person_id: int
    first: Duty
    second: Duty
    overlap_minutes: int

    @property
    def is_hour_missing(self) -> bool:
        """Whether they clash only for want of an hour."""
        return not (self.first.is_hour_set and self.second.is_hour_set)


def suggest(candidates: Iterable[Candidate], today: date) -> list[Suggestion]:
    """Return the candidates best first, for a person to choose from (73-KH/BTCTU, III.2).

    Meetings of days gone by are left out. Equal scores go by time, then by id.
    """
    coming = [c for c in candidates if to_local(c.starts_at).date() >= today]
    ranked = [(_weigh(candidate, today), candidate) for candidate in coming]
    ranked.sort(key=lambda pair: (-pair[0].score, pair[1].starts_at, pair[1].meeting_id))
    return [suggestion for suggestion, _ in ranked]


def _weigh(candidate: Candidate, today: date) -> Suggestion:
    parts = list(_parts(candidate, today))
    score = sum(points for points, _ in parts)
    return Suggestion(candidate.meeting_id, score, tuple(reason for _, reason in parts))


def _parts(candidate: Candidate, today: date) -> Iterator[tuple[int, str]]:
    last = candidate.last_attended
    if last is None:
        yield _NEVER_ATTENDED, "Chưa từng được dự"
    else:
        months = (today.year - last.year) * 12 + today.month - last.month
        yield min(max(months, 0), _MOST_MONTHS), f"Lần dự trước: {last.month:02}/{last.year}"
    if candidate.last_rank is not None:
        points = _RANK_POINTS.get(candidate.last_rank, 0)
        yield points, f"Xếp loại lần trước: {candidate.last_rank}"
    if candidate.thematic:
        yield _THEMATIC, "Sinh hoạt chuyên đề"
    if candidate.late_days > 0:
        yield 0, f"Báo trễ {candidate.late_days} ngày"
    else:
        yield _IN_TIME, "Báo trước đủ hạn"


def quota(chosen: Sequence[Candidate], minimum_thematic: int, wanted: int | None = None) -> Quota:
    """Return how the chosen meetings stand against the month's quota.

    At least one thematic cell meeting every month (73-KH/BTCTU, III.2) is `minimum_thematic` 1;
    `wanted` is how many meetings in all, None where the plan sets no number.
    Raises ValueError for a negative number.
    """
    if minimum_thematic < 0 or (wanted is not None and wanted < 0):
        raise ValueError("Chỉ tiêu lựa chọn không thể âm")
    thematic = sum(candidate.thematic for candidate in chosen)
    missing = 0 if wanted is None else max(wanted - len(chosen), 0)
    missing_thematic = max(minimum_thematic - thematic, 0)
    text = _quota_text(len(chosen), thematic, missing, missing_thematic)
    return Quota(len(chosen), thematic, missing, missing_thematic, text)


def _quota_text(chosen: int, thematic: int, missing: int, missing_thematic: int) -> str:
    gaps = []
    if missing:
        gaps.append(f"{number_text(missing)} buổi sinh hoạt")
    if missing_thematic:
        gaps.append(f"{number_text(missing_thematic)} buổi sinh hoạt chuyên đề")
    result = "còn thiếu " + " và ".join(gaps) if gaps else "đạt yêu cầu"
    if not chosen:
        return f"Chưa chọn buổi nào; {result}"
    among = f"có {number_text(thematic)}" if thematic else "chưa có"
    return (
        f"Đã chọn {number_text(chosen)} buổi sinh hoạt, trong đó {among} buổi chuyên đề; {result}"
    )


def clashes(duties: Iterable[Duty], allowance: timedelta = timedelta(0)) -> list[Clash]:
    """Return each pair of duties that one person cannot both do, once, in order of time.

    `allowance` is the travel time needed between one duty's end and another's start. Duties of
    the same visit never clash: a person may head it and take its minutes (46-KH/ĐTN, IV.2).
    Two on one day clash until both hours are set (65-KH/ĐTN, II.4: two units on 19/9/2023).
    Raises ValueError for a negative allowance.
    """
    if allowance < timedelta(0):
        raise ValueError("Thời gian di chuyển không thể âm")
    by_person: dict[int, list[Duty]] = defaultdict(list)
    for duty in set(duties):
        by_person[duty.person_id].append(duty)
    return [
        clash
        for person_id in sorted(by_person)
        for clash in _of_one(by_person[person_id], allowance)
    ]


def _of_one(duties: list[Duty], allowance: timedelta) -> list[Clash]:
    timed = [duty for duty in duties if duty.is_hour_set]
    return sorted(
        [*_sweep(timed, allowance), *_without_hours(duties)],
        key=lambda clash: (_order(clash.second), _order(clash.first)),
    )


def _without_hours(duties: list[Duty]) -> Iterator[Clash]:
    """Yield the pairs of one day of which an hour is not set."""
    by_day: dict[date, list[Duty]] = defaultdict(list)
    for duty in sorted(duties, key=_order):
        by_day[to_local(duty.starts_at).date()].append(duty)
    for same_day in by_day.values():
        for first, second in combinations(same_day, 2):
            clash = Clash(first.person_id, first, second, 0)
            if clash.is_hour_missing and first.visit_id != second.visit_id:
                yield clash


def _order(duty: Duty) -> tuple[datetime, datetime, int]:
    return duty.starts_at, duty.ends_at, duty.visit_id


def _sweep(duties: list[Duty], allowance: timedelta) -> Iterator[Clash]:
    """Yield the clashes of one person: going by start, only duties not yet over can clash."""
    active: list[Duty] = []
    for duty in sorted(duties, key=_order):
        active = [earlier for earlier in active if earlier.ends_at + allowance > duty.starts_at]
        for earlier in active:
            if earlier.visit_id != duty.visit_id:
                yield Clash(duty.person_id, earlier, duty, _overlap_minutes(earlier, duty))
        active.append(duty)


def _overlap_minutes(first: Duty, second: Duty) -> int:
    shared = min(first.ends_at, second.ends_at) - second.starts_at
    # Rounded up, so that 0 always means: the meetings themselves do not overlap.
    return max(-(-shared // timedelta(minutes=1)), 0)
