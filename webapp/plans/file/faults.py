"""What can be wrong in the file of a plan, with its line; and what its teams must be like."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from webapp.core.forms import Values
from webapp.plans.file import shape
from webapp.rules.names import identity


@dataclass(frozen=True)
class Fault:
    """Something wrong in the file, on a line (from 1)."""

    line: int
    words: str

    def __str__(self) -> str:
        return f"Dòng {self.line}: {self.words}"


@dataclass(frozen=True)
class Named:
    """A unit as the file names it; an organization is sought for it later."""

    name: str
    line: int


def of_teams(names: Sequence[str], seats: Sequence[Values]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the teams of a round, each with the entry of the file it is in.

    *names* are those of several teams, none where one team works with all units.
    """
    if len(names) == 1:
        yield shape.TEAMS, "một đợt có ít nhất hai Đoàn, hoặc không chia Đoàn."
    if len(set(names)) < len(names):
        yield shape.TEAMS, "hai Đoàn không được cùng một tên."
    for unknown in sorted({seat["team"] or "" for seat in seats} - {"", *names}):
        yield shape.SEATS, f"không có “{unknown}” trong mục “{shape.TEAMS}”."
    heads = [seat["team"] or "" for seat in seats if seat["role"] == "head"]
    led = names or [""]  # who is in none of several teams leads none yet
    if any(heads.count(name) > 1 for name in led):
        yield shape.SEATS, "đoàn chỉ có một Trưởng đoàn."


def of_teams_units(teams: Iterable[Sequence[Named]], units: Iterable[Named]) -> Iterator[Fault]:
    """Yield which units of teams the activity has not, or has in two teams."""
    known, seen = {identity(one.name) for one in units}, set[str]()
    for one in (unit for team in teams for unit in team):
        key = identity(one.name)
        if key not in known:
            yield Fault(one.line, f"“{one.name}” không có trong mục “{shape.UNITS}” của hoạt động.")
        elif key in seen:
            yield Fault(one.line, f"“{one.name}” chỉ thuộc một Đoàn.")
        seen.add(key)
