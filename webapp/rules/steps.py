"""Where a round or a month is on its way: its steps, which are done, which is now."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class At(Enum):
    """Where a step stands; the value is what is said of it."""

    DONE = "đã xong"
    NOW = "đang làm"
    TO_COME = "chưa đến"


@dataclass(frozen=True)
class RoundState:
    """What the rows of a round tell. `held` and `units_with_day` count among `units`."""

    has_team: bool
    units: int
    units_with_day: int
    is_announced: bool
    held: int
    is_reported: bool


@dataclass(frozen=True)
class MonthState:
    """What the rows of a published month tell. `held` counts among `attended` meetings."""

    meetings: int
    silent: int
    attended: int
    is_published: bool
    is_announced: bool
    held: int


def of_round(state: RoundState) -> list[tuple[str, At]]:
    """Return the five steps of a round, each with where it stands."""
    units = state.units
    return placed(
        (
            ("chọn đơn vị, lập Đoàn", state.has_team and units > 0),
            ("định ngày", 0 < units <= state.units_with_day),
            ("thông báo", state.is_announced),
            ("làm việc với đơn vị", 0 < units <= state.held),
            ("báo cáo", state.is_reported),
        )
    )


def of_month(state: MonthState) -> list[tuple[str, At]]:
    """Return the five steps of a month that is published, each with where it stands."""
    return placed(
        (
            ("nhận lịch", state.meetings > 0 and state.silent == 0),
            ("phân công", state.attended > 0),
            ("công bố", state.is_published),
            ("thông báo", state.is_announced),
            ("đi dự, báo cáo", 0 < state.attended <= state.held),
        )
    )


def placed(steps: Sequence[tuple[str, bool]]) -> list[tuple[str, At]]:
    """Return (words, where it stands) of (words, whether it is done).

    The first that is not done is now, also where a later one was done before its turn.
    """
    left = [words for words, is_done in steps if not is_done]
    now = left[0] if left else None
    return [
        (words, At.DONE if is_done else At.NOW if words == now else At.TO_COME)
        for words, is_done in steps
    ]


def in_short(steps: Sequence[tuple[str, At]]) -> str:
    """Return "Bước 2/5: định ngày", or that all is done."""
    for number, (words, at) in enumerate(steps, start=1):
        if at is At.NOW:
            return f"Bước {number}/{len(steps)}: {words}"
    return f"Xong cả {len(steps)} bước"
