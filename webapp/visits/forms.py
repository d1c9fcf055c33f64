"""What may come in when choosing, closing, reopening, and putting a team together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import Optional

from webapp.accounts.gate import LARGEST_ID
from webapp.accounts.models import User
from webapp.accounts.terms import worded
from webapp.core import clock
from webapp.core.forms import LONG, Choice, Form, Lines, Month, Search, maybe, needed, options
from webapp.notices.models import MEETING_KINDS
from webapp.rules.dates import parse_month
from webapp.visits.queries.filed_meetings import SORTS, Wanted
from webapp.visits.services.choosing import NOT_CHOSEN

LONGEST_SEARCH = 200


class MonthSearch(Search):
    """A month that is typed to see what is in it."""

    month = Month("Tháng", [Optional()])


class VisitSearch(MonthSearch):
    """What of the list of visits is asked for by typing."""

    committee = Choice(worded("{Committee}"), default="", validate_choice=False)

    def offer(self, committees: Sequence[tuple[int, str]]) -> None:
        named = ((str(number), name) for number, name in committees)
        self.committee.choices = options([("", "Tất cả"), *named])


class CloseForm(Form):
    """Closing the choice, as it was looked over.

    `version` carries the meetings that were chosen on the page, `looked` all that it showed.
    """

    looked = HiddenField()

    refusal = "Chưa chốt được, cần sửa"

    reason = Lines("Lý do khi chưa đủ chỉ tiêu", maybe(LONG))
    answer = Lines("Trả lời các buổi không được chọn", needed(LONG), default=NOT_CHOSEN)

    @property
    def seen(self) -> list[int]:
        """The meetings that were chosen on the page that sent this."""
        return numbers((self.version.data or "").split(","))


class ReopenForm(Form):
    """Opening a closed choice again."""

    refusal = "Chưa mở lại được, cần sửa"

    reason = Lines("Lý do mở lại", needed(LONG))


@dataclass(frozen=True)
class TeamRecord:
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
    is_only_searched = False
    left_out = 0  # of those who can be sent, how many are not shown
    anyway = BooleanField("Vẫn phân công dù trùng lịch")

    @property
    def roles(self) -> dict[int, str]:
        """The role of each person who was given one."""
        return {person.id: role for person in self.people if (role := self.field_of(person).data)}

    def field_of(self, person: User) -> Any:
        """Return the field in which *person* is given a role."""
        return self[f"role_{person.id}"]


def team_form(people: Sequence[User], record: TeamRecord, roles: Mapping[str, str]) -> TeamForm:
    """Return the form with one field for each of *people*, filled from *sheet*."""
    choices = options([("", "Không tham gia"), *roles.items()])
    fields: dict[str, Any] = {
        f"role_{person.id}": SelectField(person.full_name, choices=choices, default="")
        for person in people
    }
    form: TeamForm = type("TeamFormOfPeople", (TeamForm,), {**fields, "people": people})(obj=record)
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
        chosen=args.get("picked") == "1",
    )


def read_month(args: MultiDict[str, str]) -> date | None:
    """Read a month from an address ("2024-03", "3/2024") as its first day; None where none is."""
    try:
        return parse_month(args.get("month", ""))
    except ValueError:
        return None


def this_month() -> date:
    """Return the first day of the month it is."""
    return clock.today().replace(day=1)
