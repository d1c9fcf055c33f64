"""What may come in when choosing, closing, reopening, and putting a team together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, SelectField

from webapp.accounts.gate import LARGEST_ID
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.forms import LONG, Form, Lines, maybe, needed, options
from webapp.notices.models import MEETING_KINDS
from webapp.visits.choosing import NOT_CHOSEN
from webapp.visits.noticed import SORTS, Wanted

LONGEST_SEARCH = 200


class CloseForm(Form):
    """Closing the choice. `version` carries the meetings that were chosen on the page shown."""

    reason = Lines("Lý do khi chưa đủ chỉ tiêu", maybe(LONG))
    answer = Lines("Trả lời các buổi không được chọn", needed(LONG), default=NOT_CHOSEN)

    @property
    def seen(self) -> list[int]:
        """The meetings that were chosen on the page that sent this."""
        return numbers((self.version.data or "").split(","))


class ReopenForm(Form):
    """Opening a closed choice again."""

    reason = Lines("Lý do mở lại", needed(LONG))


@dataclass(frozen=True)
class TeamSheet:
    """A visit's team as a form row: the visit's version and the role of each person."""

    version: int
    roles: Mapping[int, str]

    def __getattr__(self, name: str) -> str:
        if not name.startswith("role_"):
            raise AttributeError(name)
        return self.roles.get(int(name.removeprefix("role_")), "")


class TeamForm(Form):
    """Who goes to one visit. Each person of `people` has a field; see `team_form`."""

    people: Sequence[User] = ()
    anyway = BooleanField("Vẫn phân công dù trùng lịch")

    @property
    def roles(self) -> dict[int, str]:
        """The role of each person who was given one."""
        return {person.id: role for person in self.people if (role := self.field_of(person).data)}

    def field_of(self, person: User) -> Any:
        """Return the field in which *person* is given a role."""
        return self[f"role_{person.id}"]


def team_form(people: Sequence[User], sheet: TeamSheet, roles: Mapping[str, str]) -> TeamForm:
    """Return the form with one field for each of *people*, filled from *sheet*."""
    choices = options([("", "Không tham gia"), *roles.items()])
    fields: dict[str, Any] = {
        f"role_{person.id}": SelectField(person.full_name, choices=choices, default="")
        for person in people
    }
    form: TeamForm = type("TeamFormOfPeople", (TeamForm,), {**fields, "people": people})(obj=sheet)
    return form


def numbers(texts: Sequence[str]) -> list[int]:
    """Return the ids among *texts*, once each; what is no id is left out."""
    ids = {int(t) for t in texts if t.isdecimal() and t.isascii() and len(t) <= 10}
    return sorted(number for number in ids if 0 < number <= LARGEST_ID)


def read_wanted(args: MultiDict[str, str], *, is_open: bool) -> Wanted:
    """Read from an address how the list is wanted; what makes no sense is left out."""
    sort = args.get("sort", "")
    kind = args.get("kind", "")
    return Wanted(
        sort=sort if sort.removeprefix("-") in SORTS else ("suggested" if is_open else "day"),
        kind=kind if kind in MEETING_KINDS else "",
        q=args.get("q", "")[:LONGEST_SEARCH],
        late=args.get("late") == "1",
        chosen=args.get("chosen") == "1",
    )


def read_month(args: MultiDict[str, str]) -> date | None:
    """Read "2024-03" from an address as the month's first day; None for anything else."""
    year, dash, month = args.get("month", "").partition("-")
    if not (dash and len(year) == 4 and year.isdecimal() and month.isdecimal()):
        return None
    if not (len(month) == 2 and 1 <= int(month) <= 12 and 1930 <= int(year) <= 2099):
        return None
    return date(int(year), int(month), 1)


def this_month() -> date:
    """Return the first day of the month it is."""
    return clock.today().replace(day=1)
