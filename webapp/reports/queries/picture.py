"""What the picture of a year is made of: cells, rows, rounds and grids, as values."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from webapp.grassroots import kinds as grassroots
from webapp.milestones.standing import CLOSED, OFF, Standing
from webapp.organizations.models import Organization
from webapp.plans.kinds import ACTIVITIES, YearPart
from webapp.plans.models import Activity
from webapp.plans.round_models import Round
from webapp.reports.queries.progress import LET_GO, MISSING, SENT, SENT_LATE

TONES = {
    "late": "trễ hạn",
    "due": "chờ làm",
    "wait": "đang diễn ra",
    "belated": "xong trễ",
    "done": "đã xong",
    "plain": "chưa đến hạn",
}
FORGOTTEN = "forgotten"  # beside the tones of what is assigned


@dataclass(frozen=True)
class Given:
    """One assignment, as values: a plan of two thousand units has twenty-four thousand."""

    id: int
    activity: Activity
    organization: Organization
    month: date | None


@dataclass(frozen=True)
class Cell:
    """One assignment as the year shows it."""

    assignment: Given
    standing: Standing


@dataclass(frozen=True)
class YearRow:
    """One committee's year: a cell a month (1 to 12), and its self-run assignment if any."""

    organization: Organization
    months: Mapping[int, Sequence[Cell]]
    self_run: Cell | None
    is_forgotten: bool  # the plan must reach it, and does not (73-KH/BTCTU, V.1)

    @property
    def cells(self) -> list[Cell]:
        """All its cells: of the months, and of what it runs itself."""
        cells = [cell for month in self.months.values() for cell in month]
        return [*cells, self.self_run] if self.self_run else cells

    @cached_property
    def tones(self) -> set[str]:
        """How its cells stand, each tone once; that the plan leaves it out is one."""
        tones = {cell.standing.tone for cell in self.cells}
        return tones | {FORGOTTEN} if self.is_forgotten else tones


@dataclass(frozen=True)
class RoundRow:
    """One round, where each of its steps stands, and each of its units."""

    activity: Activity
    window: Round
    steps: Sequence[Standing]
    units: Sequence[Cell]


@dataclass(frozen=True)
class UnitMonth:
    """One unit in one month: whether its calendar came, and the meetings attended there."""

    assignment_id: int
    sent: Standing
    visits: int
    held: int


@dataclass(frozen=True)
class UnitRow:
    """One unit's months (1 to 12) in a grid."""

    organization: Organization
    months: Mapping[int, UnitMonth]

    @cached_property
    def tones(self) -> set[str]:
        """How its months stand, each tone once."""
        return {one.sent.tone for one in self.months.values()}


@dataclass
class Grid:
    """Visits to the grassroots: units × months."""

    activity: Activity
    rows: dict[Organization, dict[int, UnitMonth]] = field(default_factory=dict)
    # By a key of a duty, for each month what is due from the board, if anything is.
    board: dict[str, dict[int, Standing]] = field(default_factory=dict)

    @cached_property
    def units(self) -> list[UnitRow]:
        """Its rows, one for each unit, once all are in."""
        return [UnitRow(unit, months) for unit, months in self.rows.items()]

    @property
    def steps(self) -> list[tuple[str, list[Standing | None]]]:
        """Return the rows of what is due from the board: a word, and where each month stands."""
        return [
            (one.step.title, [self.board[one.key].get(month) for month in range(1, 13)])
            for one in grassroots.DUTY_KINDS
            if self.board.get(one.key)
        ]

    @property
    def sums(self) -> list[tuple[str, list[int]]]:
        """Return the foot of the grid: what is counted, and the count of each month."""
        months = [self._counts(month) for month in range(1, 13)]
        return [
            ("Đã gửi lịch", [one[SENT] + one[SENT_LATE] for one in months]),
            ("Trong đó gửi trễ", [one[SENT_LATE] for one in months]),
            ("Thiếu", [one[MISSING] for one in months]),
            ("Buổi đã dự", [one["held"] for one in months]),
        ]

    def _counts(self, month: int) -> Counter[str]:
        counts: Counter[str] = Counter()
        for cells in self.rows.values():
            if one := cells.get(month):
                counts.update({one.sent.words: 1, "held": one.held})
        return counts


@dataclass(frozen=True)
class Year:
    """All that the plan does in its year. Parts that the plan does not have are empty."""

    kinds: frozenset[str]  # of the plan's activities
    rows: Sequence[YearRow]
    rounds: Sequence[RoundRow]
    grids: Sequence[Grid]
    notes: int  # of ongoing supervision
    months: Sequence[date]
    was: Mapping[int, str]  # what bodies were called before in the year, by their numbers

    @property
    def parts(self) -> set[YearPart]:
        """Where the picture shows what the plan does."""
        return {ACTIVITIES[kind].year for kind in self.kinds}

    @property
    def has_own_reports(self) -> bool:
        """True where units supervise themselves and report."""
        return any(ACTIVITIES[kind].is_own for kind in self.kinds)

    @property
    def has_notes(self) -> bool:
        """True where standing topics are noted on."""
        return YearPart.NOTES in self.parts

    @property
    def standings(self) -> list[Standing]:
        """How many cells and steps have each tone, in words, and how many were closed."""
        counts = self.tally
        found = [Standing(f"{counts[tone]} {words}", tone) for tone, words in TONES.items()]
        closed = sum(one in (CLOSED, LET_GO) for one in self._shown())
        return [*found, Standing(f"{closed} đã khép lại", OFF)] if closed else found

    @property
    def tally(self) -> Counter[str]:
        """Count cells and steps by tone: late, due, wait, belated, done, plain."""
        return Counter(one.tone for one in self._shown())

    def _shown(self) -> Iterator[Standing]:
        for row in self.rows:
            yield from (cell.standing for cell in row.cells)
        for line in self.rounds:
            yield from line.steps
        for grid in self.grids:
            yield from (one.sent for cells in grid.rows.values() for one in cells.values())
            yield from (one for months in grid.board.values() for one in months.values())
