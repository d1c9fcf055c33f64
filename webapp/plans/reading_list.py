"""A pasted list of units, looked over before it is taken: what each line means, or why not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from webapp.core.web import month_name
from webapp.milestones.standing import DONE, LATE, PLAIN, Standing
from webapp.organizations.models import Organization
from webapp.plans.kinds import ACTIVITIES, ActivityKind
from webapp.plans.models import Activity, Plan
from webapp.plans.services.assigning import Wanted
from webapp.plans.unit_names import UnitNames, UnknownUnit
from webapp.rules.listed import Listed, lines_of, month_of
from webapp.rules.text import fold

LONGEST_CELL = 300  # signs
BY_ITSELF = ("tu bao cao", "tu giam sat", "tu to chuc", "tu du", "tu thuc hien", "don vi", "tu")


@dataclass(frozen=True)
class Read:
    """A line: what was pasted, the unit, activity and month that it means, or its fault."""

    line: Listed
    unit: Organization | None = None
    activity: Activity | None = None
    month: date | None = None
    fault: str = ""
    is_there: bool = False  # the plan has it already, or a line above says the same

    @property
    def wanted(self) -> Wanted | None:
        """What is to be assigned; None where something is wrong."""
        if self.fault or self.unit is None or self.activity is None:
            return None
        return self.activity.id, self.unit.id, self.month

    @property
    def standing(self) -> Standing:
        if self.fault:
            return Standing("Cần sửa", LATE)
        return Standing("Đã có, giữ nguyên", PLAIN) if self.is_there else Standing("Sẽ thêm", DONE)

    @property
    def meant(self) -> str:
        """What the line is taken for, in words."""
        if self.unit is None or self.activity is None:
            return ""
        when = f", {month_name(self.month)}" if self.month else ""
        return f"{self.unit.name}: {self.activity.title}{when}"


def read(text: str, plan: Plan, units: Sequence[Organization], have: set[Wanted]) -> list[Read]:
    """Return what each line of a pasted list means; *have* is what the plan has already.

    *plan* comes with its activities.
    """
    names, found = UnitNames(units, short=True), list[Read]()
    seen = set(have)
    for line in lines_of(text):
        try:
            one = _read(line, plan, names)
        except ValueError as error:  # `UnknownUnit` is one
            found.append(Read(line, fault=_sentence(str(error))))
            continue
        found.append(replace(one, is_there=one.wanted in seen))
        if one.wanted:
            seen.add(one.wanted)
    return found


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _read(line: Listed, plan: Plan, names: UnitNames) -> Read:
    if not line.name:
        raise UnknownUnit("dòng này chưa có tên đơn vị.")
    if max(map(len, (line.name, line.month, line.who))) > LONGEST_CELL:
        raise ValueError("dòng này quá dài, mỗi dòng chỉ ghi một đơn vị.")
    unit, month = names.meant(line.name), month_of(line.month, plan.year)
    activity = _activity(line.who, month, plan.activities)
    kind = ACTIVITIES[activity.kind]
    if kind.is_monthly and month is None:
        raise ValueError(f"“{activity.title}” làm theo tháng, hãy ghi tháng.")
    if not kind.is_monthly and month is not None:
        raise ValueError(f"“{activity.title}” không theo tháng, hãy để trống tháng.")
    return Read(line, unit, activity, month)


def _activity(who: str, month: date | None, activities: Iterable[Activity]) -> Activity:
    """Return the activity that is meant: by its title, by who carries it out, or by the month.

    Raises ValueError where none or several may be.
    """
    offered = [one for one in activities if not ACTIVITIES[one.kind].has_topics]
    sought = fold(who)
    named = [one for one in offered if fold(one.title) == sought]
    if named:
        return _only(named, who)
    if sought and _is_by_itself(sought):
        return _only([one for one in offered if _kind(one).is_own], who)
    if sought:
        begun = [one for one in offered if fold(one.title).startswith(sought)]
        attended = [one for one in offered if _kind(one).attends] if sought[:2] == "du" else []
        return _only(begun or attended, who)
    return _only([one for one in offered if _fits(_kind(one), month)], who)


def _is_by_itself(sought: str) -> bool:
    return any(sought == one or sought.startswith(f"{one} ") for one in BY_ITSELF)


def _fits(kind: ActivityKind, month: date | None) -> bool:
    return kind.is_own if month is None else kind.is_monthly


def _kind(activity: Activity) -> ActivityKind:
    return ACTIVITIES[activity.kind]


def _only(found: Sequence[Activity], who: str) -> Activity:
    if len(found) == 1:
        return found[0]
    if found:
        titles = "; ".join(f"“{one.title}”" for one in found)
        raise ValueError(f"có nhiều hoạt động, hãy ghi rõ ở cột thứ ba: {titles}.")
    if who:
        raise ValueError(f"kế hoạch không có hoạt động “{who}”.")
    raise ValueError("chưa rõ tháng hay tự báo cáo: hãy ghi tháng, hoặc ghi ai thực hiện.")
