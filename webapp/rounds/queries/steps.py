"""The steps of a round, from its units to its report: which are done, and where each is done."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import url_for
from sqlalchemy import exists, or_, select

from webapp.core.db import db
from webapp.milestones.standing import LATE, Standing
from webapp.milestones.steps import Way, way
from webapp.plans.models import Activity, Duty, is_there
from webapp.plans.round_models import OutlinePart, RequiredPaper
from webapp.plans.services.dues import day_of, papers_duty
from webapp.rounds.kinds import ROUND_REPORT
from webapp.rounds.queries.rounds import Line, Papers, Unit, chosen
from webapp.rules.steps import Step, in_short
from webapp.visits.kinds import ANNOUNCEMENT

CHOOSE, SET, ASK, TELL, WORK, REPORT = (
    "chọn đơn vị",
    "định ngày",
    "định hạn gửi tài liệu",
    "thông báo",
    "làm việc với đơn vị",
    "báo cáo kết quả",
)


@dataclass(frozen=True)
class Counts:
    """The units of a round: chosen, with a day, told of it, with a result."""

    chosen: int
    set: int
    told: int
    held: int

    @classmethod
    def of(cls, units: Sequence[Unit]) -> "Counts":
        sessions = [one.visit for one in units if one.visit]
        held = sum(one.held_at is not None for one in sessions)
        return cls(len(units), len(sessions), sum(one.is_notified for one in units), held)


@dataclass(frozen=True)
class Stands:
    """What else the steps of a round go by.

    `is_due_set` says of the papers that units send whether it is known by when; None where none
    are asked for, and there is no such step.
    """

    counter: Standing
    papers: Papers
    announced: Standing
    reported: Standing
    is_due_set: bool | None


def shown(activity: Activity, units: Sequence[Unit], stands: Stands, *, may_plan: bool) -> Way:
    """Return the line of steps on a round's page. No query."""
    hrefs = _hrefs(activity.id, units, may_plan=may_plan)
    steps = steps_of(activity, Counts.of(units), stands)
    return way([replace(one, href=hrefs[one.name]) for one in steps])


def in_lists(lines: Sequence[Line]) -> dict[int, str]:
    """Return how far each round is, by the activity's id: "2/6: định ngày" (one query)."""
    is_set = _papers_due([one.activity for one in lines])
    found = {}
    for one in lines:
        count = Counts(one.chosen, one.set, one.told, one.held)
        due = is_set.get(one.activity.id)
        stands = Stands(one.counter, one.papers, one.announced, one.reported, due)
        found[one.activity.id] = in_short(steps_of(one.activity, count, stands))
    return found


def steps_of(activity: Activity, count: Counts, stands: Stands) -> list[Step]:
    """Return the steps of a round. *activity* comes with its window."""
    wanted = (activity.round.units_wanted if activity.round else None) or 1
    told = count.told if stands.papers.issued(ANNOUNCEMENT.key) else 0
    return [
        Step(
            CHOOSE,
            count.chosen,
            wanted,
            chosen(stands.counter).words,
            is_late=stands.counter.tone == LATE,
        ),
        Step(SET, count.set, count.chosen, _said("Đã định", count.set, count.chosen, "buổi")),
        *([] if stands.is_due_set is None else [Step(ASK, int(stands.is_due_set))]),
        replace(
            _paper(TELL, ANNOUNCEMENT.key, stands.papers, stands.announced),
            done=told,
            of=count.chosen,
        ),
        Step(WORK, count.held, count.chosen, _said("Xong", count.held, count.chosen, "buổi")),
        _paper(REPORT, ROUND_REPORT.key, stands.papers, stands.reported),
    ]


def _paper(name: str, kind: str, papers: Papers, due: Standing) -> Step:
    """Return the step that is done by issuing a paper; late it says by how much."""
    is_late = due.tone == LATE
    return Step(
        name,
        int(papers.issued(kind) is not None),
        said=due.words if is_late else "",
        is_begun=kind in papers.drafts,
        is_late=is_late,
    )


def _said(verb: str, done: int, every: int, what: str) -> str:
    return f"{verb} {done}/{every} {what}" if every else ""


def _hrefs(activity_id: int, units: Sequence[Unit], *, may_plan: bool) -> dict[str, str]:
    """Return where each step is done; for who only looks on, where it stands on the page."""
    no_day = next((one for one in units if one.visit is None), None)
    unheld = next((one.visit for one in units if one.visit and not one.visit.held_at), None)
    hrefs = {
        CHOOSE: url_for("rounds.units", activity_id=activity_id),
        SET: "#units",
        ASK: "#papers",
        TELL: "#announcement",
        WORK: url_for("attending.show", visit_id=unheld.id) if unheld else "#units",
        REPORT: "#report",
    }
    if may_plan:
        hrefs[ASK] = url_for("rounds.papers_due", activity_id=activity_id)
        if no_day:
            hrefs[SET] = url_for(
                "rounds.session", activity_id=activity_id, assignment_id=no_day.assignment.id
            )
    return hrefs


def _papers_due(activities: Sequence[Activity]) -> dict[int, bool]:
    """Return whether it is known by when papers are sent, of the rounds that ask for some."""
    windows = {one.id: one.round for one in activities}
    asks = or_(
        exists().where(OutlinePart.activity_id == Activity.id, *is_there(OutlinePart)),
        exists().where(RequiredPaper.activity_id == Activity.id),
    )
    rows = db.session.execute(
        select(Activity.id, Duty)
        .outerjoin(Duty, Duty.activity_id == Activity.id)
        .where(Activity.id.in_(windows), asks)
        .order_by(Activity.id, Duty.id)
    )
    duties = defaultdict(list)
    for activity_id, duty in rows:
        duties[activity_id].extend([duty] if duty else [])
    return {
        activity_id: (one := papers_duty(own)) is not None
        and day_of(one, windows[activity_id]) is not None
        for activity_id, own in duties.items()
    }
