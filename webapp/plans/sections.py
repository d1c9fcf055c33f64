"""The sections of a plan's page that fold: what each must say by now, and what it says."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from webapp.milestones.standing import Standing, filled_in
from webapp.plans.kinds import ACTIVITIES
from webapp.plans.models import Activity, Plan
from webapp.plans.paper.pieces import Pieces
from webapp.plans.paper.plan import needed, part

TITLES = {
    "head": "Căn cứ và phần chung",
    "aims": "Mục đích, yêu cầu",
    "contents": "Nội dung giám sát chung",
    "work": "Hoạt động, đơn vị, thời hạn",
    "people": "Thành phần tham dự",
    "execution": "Tổ chức thực hiện",
    "sent": "Gửi văn bản",
    "sign": "Lời kết và ký",
}
# The parts of a plan that a section lists; those that its activities need must say something.
LISTED = {
    "aims": ("purpose", "requirement"),
    "work": ("method",),
    "people": ("attendee_upper", "attendee_lower"),
    "execution": ("duty_lower", "duty_board"),
}
ALWAYS_OPEN = "work"  # what most come for


def activity_said(activity: Activity, organization_ids: Collection[int]) -> str:
    """Say in short what stands under an activity, "12 đơn vị, 4 thời hạn"; "" where neither."""
    units, duties = len(set(organization_ids)), len(activity.duties)
    said = [f"{units} đơn vị" if units else "", f"{duties} thời hạn" if duties else ""]
    return ", ".join(one for one in said if one)


def is_activity_open(plan: Plan, made_of: Pieces, activity: Activity) -> bool:
    """Whether an activity is unfolded at first: it lacks something, or is the plan's only one."""
    lacks = ACTIVITIES[activity.kind].has_window and made_of.round is None
    return lacks or len(plan.activities) == 1


@dataclass(frozen=True)
class Section:
    """One section: of what it must say (`asked`), how much it says (`filled`)."""

    key: str
    title: str  # with its number
    asked: int
    filled: int

    @property
    def is_missing(self) -> bool:
        return self.filled < self.asked

    @property
    def is_open(self) -> bool:
        return self.is_missing or self.key == ALWAYS_OPEN

    @property
    def standing(self) -> Standing:
        return filled_in(self.filled, self.asked)


@dataclass(frozen=True)
class Sections:
    """All sections of one page, by their keys in order."""

    by_key: Mapping[str, Section]

    @property
    def standing(self) -> Standing:
        """How much of all that the plan must say is there."""
        every = self.by_key.values()
        return filled_in(sum(one.filled for one in every), sum(one.asked for one in every))

    @property
    def following(self) -> Section | None:
        """The first section that lacks something."""
        return next((one for one in self.by_key.values() if one.is_missing), None)


def sections(plan: Plan, made_of: Mapping[int, Pieces], *, may_plan: bool) -> Sections:
    """Return the sections that are shown; an unused one of contents only to who may plan."""
    wanted = needed(plan)
    is_shared = any(group.activity_id is None for group in plan.groups)
    keys = [key for key in TITLES if key != "contents" or is_shared or may_plan]
    found = {}
    for number, key in enumerate(keys, 1):
        said = list(_said(plan, key, wanted, made_of, is_shared=is_shared))
        found[key] = Section(key, f"{number}. {TITLES[key]}", len(said), sum(said))
    return Sections(found)


def _said(
    plan: Plan,
    key: str,
    wanted: Collection[str],
    made_of: Mapping[int, Pieces],
    *,
    is_shared: bool,
) -> Iterator[bool]:
    """Yield, for each thing that the section must say, whether it does."""
    for name in LISTED.get(key, ()):
        if name in wanted:
            yield bool(part(plan, name))
    if key == "head":
        yield bool(plan.opening)
    elif key == "contents" and "method" in wanted:
        yield is_shared
    elif key == "work":
        yield bool(plan.activities)
        for one in plan.activities:
            if ACTIVITIES[one.kind].has_window:
                yield made_of[one.id].round is not None
    elif key == "sent":
        yield bool(part(plan, "recipient"))
    elif key == "sign":
        yield bool(plan.signatory)
        if plan.co_authority or plan.co_position or plan.co_signatory:
            yield bool(plan.co_signatory)
