"""A plan begun from another: last year's of the same body, or a model that comes with the program.

Dates move to the new year; what moved is listed, for a person to look at. No papers are copied.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.forms import Values
from webapp.milestones.services import calendar_of
from webapp.milestones.standing import DUE, Standing
from webapp.plans import queries
from webapp.plans.file.reading import read
from webapp.plans.file.values import PlanValues, Work, planted, taken
from webapp.plans.kinds import DUTIES
from webapp.plans.models import MODEL, PLAN, Plan
from webapp.plans.old_words import note_taken_over
from webapp.rules import text as words
from webapp.rules.moving import moved_day, moved_period, moved_window, same_day
from webapp.rules.workdays import WorkingCalendar

MODELS = Path(__file__).parents[1] / "patterns"
FROM_MODEL = f"{MODEL}-"
MOST_SOURCES = 20


@dataclass(frozen=True)
class Move:
    """A date that moved: of what, from when to when, and what a person should know of it."""

    what: str
    was: str
    now: str
    note: str = ""

    @property
    def standing(self) -> Standing | None:
        """Asks a person to look at it, where there is something to know."""
        return Standing(self.note, DUE) if self.note else None


@dataclass(frozen=True)
class Model:
    """A model to begin from: the name of its file, and how it calls itself."""

    key: str
    title: str


@cache
def models() -> tuple[Model, ...]:
    """Return the models that come with the program, by the names of their files."""
    found = ((path.stem, _model_values(path.stem)) for path in sorted(MODELS.glob("*.yaml")))
    return tuple(Model(key, whole.head["title"]) for key, whole in found)


def _model_values(key: str) -> PlanValues:
    found = read((MODELS / f"{key}.yaml").read_text(encoding="utf-8"))
    if found.whole is None or found.faults:
        raise ValueError(f"the model {key} has faults: {', '.join(map(str, found.faults))}")
    return found.whole


def begin(source: str, old: Plan | None, who: User, year: int, title: str) -> Plan:
    """Begin a plan of *who*'s body: from *old*, loaded whole, else from the model in *source*."""
    whole, mover = _moved(source, old, who, year)
    plan = planted(replace(whole, head=whole.head | {"title": title}), who)
    plan.begun_from = PLAN if old else MODEL
    if mover.years:
        note_taken_over(plan)
    db.session.commit()
    return plan


def moved(source: str, old: Plan | None, who: User, year: int) -> tuple[PlanValues, list[Move]]:
    """Return what a plan of *year* would begin with, and which of its dates moved.

    Units that ended before the new year, and people who may no longer sign in, stay behind.
    Asked again it says the same, as long as nobody changed what it begins from.
    """
    whole, mover = _moved(source, old, who, year)
    return whole, mover.moves


def _moved(source: str, old: Plan | None, who: User, year: int) -> tuple[PlanValues, "_Mover"]:
    whole = taken(old) if old else _model_values(source.removeprefix(FROM_MODEL))
    mover = _Mover(year - whole.head["year"], calendar_of(who.issuer_id))
    there = {one.id for one in queries.committees(Plan(issuer_id=who.issuer_id, year=year))}
    works = [_with_those_there(mover.work(work), there, mover) for work in whole.works]
    return replace(whole, head=mover.head(whole.head) | {"year": year}, works=works), mover


def _with_those_there(work: Work, there: set[int], mover: "_Mover") -> Work:
    gone = {unit.id: unit for unit, _ in work.units if unit.id not in there}
    for unit in gone.values():
        note = "Đơn vị không còn trong năm mới"
        mover.moves.append(Move(f"{work.values['title']}: phân công", unit.name, "–", note))
    return replace(
        work,
        units=[(unit, month) for unit, month in work.units if unit.id in there],
        seats=[_seated(seat) for seat in work.seats],
        teams=[
            replace(team, units=[unit for unit in team.units if unit.id in there])
            for team in work.teams
        ],
    )


def _seated(seat: Values) -> Values:
    person = db.session.get(User, seat["user_id"]) if seat.get("user_id") else None
    is_there = person is not None and person.active
    return seat | {"user_id": seat["user_id"] if is_there else None}


class _Mover:
    """Moves the dates of activities, and notes each move."""

    def __init__(self, years: int, calendar: WorkingCalendar) -> None:
        self.years, self.calendar = years, calendar
        self.moves: list[Move] = []

    def head(self, head: Values) -> Values:
        was = head["own_plan_on"]
        if not was:
            return head
        same = same_day(was, self.years)
        now = moved_day(was, self.years, self.calendar)
        if now.year > head["year"] + self.years:  # no plan of a year is due after it
            now = same
        self.note("Hạn kế hoạch của đơn vị", (was,), (now,), same)
        return head | {"own_plan_on": now}

    def work(self, work: Work) -> Work:
        title = work.values["title"]
        return replace(
            work,
            round=work.round and self.round(title, work.round),
            duties=[self.duty(title, duty) for duty in work.duties],
            units=[(unit, month and same_day(month, self.years)) for unit, month in work.units],
        )

    def round(self, title: str, held: Values) -> Values:
        was = held["opens_on"], held["closes_on"]
        opens, closes = moved_window(*was, self.years, self.calendar)
        self.note(f"{title}: thời gian", was, (opens, closes), is_worked=True)
        found = held | {"opens_on": opens, "closes_on": closes}
        if held["covered_from"] and held["covered_to"]:
            covered = held["covered_from"], held["covered_to"]
            since, until = moved_period(*covered, self.years)
            self.note(f"{title}: thời hiệu giám sát", covered, (since, until))
            found |= {"covered_from": since, "covered_to": until}
        if held["kick_off_at"]:
            found["kick_off_at"] = self.moment(f"{title}: triển khai", held["kick_off_at"])
        return found

    def duty(self, title: str, duty: Values) -> Values:
        if not duty["fixed_on"]:
            return duty
        now = moved_day(duty["fixed_on"], self.years, self.calendar)
        what = f"{title}: {DUTIES[duty['kind']].label.lower()}"
        self.note(what, (duty["fixed_on"],), (now,), same_day(duty["fixed_on"], self.years))
        return duty | {"fixed_on": now}

    def moment(self, what: str, was: datetime) -> datetime:
        day = clock.local(was).date()
        now = moved_day(day, self.years, self.calendar)
        self.note(what, (day,), (now,), same_day(day, self.years))
        return was + timedelta(days=(now - day).days)

    def note(
        self,
        what: str,
        was: tuple[date, ...],
        now: tuple[date, ...],
        same: date | None = None,
        *,
        is_worked: bool = False,
    ) -> None:
        is_later = now[0] != (same or same_day(was[0], self.years))
        note = (
            "Ngày tương ứng rơi vào ngày nghỉ, đã chuyển sang ngày làm việc kế tiếp"
            if is_later
            else ""
        )
        if is_worked and not self.calendar.is_working_day(now[-1]):
            note = f"{note}. Ngày cuối là ngày nghỉ".lstrip(". ")
        self.moves.append(Move(what, _span(was), _span(now), note))


def _span(days: tuple[date, ...]) -> str:
    told = dict.fromkeys(f"{words.short_date(day)} ({words.weekday_name(day)})" for day in days)
    return " đến ".join(told)


def sources(who: User) -> list[tuple[str, str]]:
    """Return what a new plan may begin from: (value, words)."""
    own = db.session.scalars(
        select(Plan)
        .where(Plan.seen_by(who))
        .order_by(Plan.year.desc(), Plan.id.desc())
        .limit(MOST_SOURCES)
    ).all()
    return [
        ("", "Kế hoạch trống, có sẵn các hoạt động thường dùng"),
        *((f"{PLAN}-{one.id}", f"Sao từ kế hoạch năm {one.year}: {one.title}") for one in own),
        *((f"{FROM_MODEL}{one.key}", f"Theo mẫu: {one.title}") for one in models()),
    ]
