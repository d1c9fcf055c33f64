"""What was done of each activity of a plan, and how its units kept their terms: three queries."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, and_, case, func, select

from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.models import Milestone
from webapp.notices.models import THEMATIC, Meeting, Notice
from webapp.organizations.models import Organization
from webapp.plans.models import GRASSROOTS, ROUND, Activity, Assignment, Plan
from webapp.plans.queries import call_as_in
from webapp.plans.round_models import Round
from webapp.reports.progress import MISSING, SENT, SENT_LATE, Owed, Standing, owing, sending
from webapp.visits.models import Visit
from webapp.visits.papers import has_letter

UNIT_DEBTS = ("notice", "self_report", "papers")
ROUND_DEBTS = ("announcement", "round_report")


@dataclass
class Done:
    """How much was done of one activity. Visits that were cancelled do not count."""

    activity: Activity
    window: Round | None
    assignments: int = 0
    meetings: int = 0
    thematic_meetings: int = 0
    visits: int = 0
    thematic_visits: int = 0
    held: int = 0
    letters: int = 0
    sent: Counter[str] = field(default_factory=Counter)  # of calendars, by word
    owed: dict[str, Owed] = field(default_factory=dict)  # what the board owes of a round

    @property
    def calendars(self) -> tuple[int, int, int]:
        """How many calendars of units came, came late, and never came."""
        late = self.sent[SENT_LATE]
        return self.sent[SENT] + late, late, self.sent[MISSING]

    @property
    def steps(self) -> tuple[Standing, Standing]:
        """Where a round's announcement and its report stand."""
        return (
            owing(self.owed.get("announcement"), "Đã thông báo", "Chờ thông báo", "Trễ thông báo"),
            owing(self.owed.get("round_report"), "Đã báo cáo", "Chờ báo cáo", "Trễ báo cáo"),
        )


@dataclass(frozen=True)
class Timeliness:
    """How one unit kept its term: a notice, a report, or the calendars of its months."""

    committee: str
    label: str
    words: str
    tone: str


def done_in(plan: Plan) -> tuple[list[Done], list[Timeliness]]:
    """Return what was done of each activity, in their order, and who kept which term."""
    found = {one.activity.id: one for one in _visited(plan)}
    for activity_id, meetings, thematic in db.session.execute(
        select(
            Assignment.activity_id, func.count(Meeting.id), func.coalesce(func.sum(_thematic()), 0)
        )
        .join(Notice, Notice.assignment_id == Assignment.id)
        .join(Meeting, Meeting.notice_id == Notice.id)
        .join(Activity, Activity.id == Assignment.activity_id)
        .where(Activity.plan_id == plan.id, Meeting.cancelled_at.is_(None))
        .group_by(Assignment.activity_id)
    ):
        found[activity_id].meetings, found[activity_id].thematic_meetings = meetings, thematic
    return list(found.values()), _kept_terms(plan, found)


def _thematic() -> ColumnElement[int]:
    return case((Meeting.kind == THEMATIC, 1), else_=0)


def _visited(plan: Plan) -> list[Done]:
    rows = db.session.execute(
        select(
            Activity,
            Round,
            func.count(Assignment.id.distinct()),
            func.count(Visit.id),
            func.coalesce(func.sum(_thematic()), 0),
            func.count(Visit.held_at),
            func.coalesce(func.sum(case((has_letter(), 1), else_=0)), 0),
        )
        .outerjoin(Round, Round.activity_id == Activity.id)
        .outerjoin(Assignment, Assignment.activity_id == Activity.id)
        .outerjoin(Visit, and_(Visit.assignment_id == Assignment.id, Visit.cancelled_at.is_(None)))
        .outerjoin(Meeting, Meeting.id == Visit.meeting_id)
        .where(Activity.plan_id == plan.id)
        .group_by(Activity.id, Round.id)
        .order_by(Activity.position, Activity.id)
    )
    return [
        Done(activity, window, given, 0, 0, visits, thematic, held, letters)
        for activity, window, given, visits, thematic, held, letters in rows
    ]


def _kept_terms(plan: Plan, found: Mapping[int, Done]) -> list[Timeliness]:
    """Sort what was owed: of rounds to their row, of monthly calendars summed by unit."""
    rows: list[Timeliness] = []
    calendars: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    now, today = clock.now(), clock.today()
    debts = db.session.execute(
        select(Milestone, Assignment.activity_id, Organization)
        .join(Organization, Organization.id == Milestone.organization_id)
        .outerjoin(
            Assignment,
            and_(Milestone.subject_kind == "assignment", Assignment.id == Milestone.subject_id),
        )
        .where(Milestone.plan_id == plan.id, Milestone.kind.in_((*UNIT_DEBTS, *ROUND_DEBTS)))
        .order_by(Milestone.due_at, Organization.sort_key, Milestone.id)
    ).all()
    call_as_in(plan, (unit for _, _, unit in debts))
    for one, activity_id, unit in debts:
        owed = Owed.of(one.done_at, one.due_at, one.is_impossible, now, today)
        if activity_id is None:
            if one.subject_kind == ROUND and one.subject_id in found:
                found[one.subject_id].owed[one.kind] = owed
        elif one.kind == "notice" and found[activity_id].activity.kind == GRASSROOTS:
            words = sending(owed).words
            found[activity_id].sent[words] += 1
            calendars[unit.label, one.label][words] += 1
        elif one.kind in UNIT_DEBTS:
            rows.append(Timeliness(unit.label, one.label, *_kept(owed)))
    return rows + [
        Timeliness(name, label, *_of_months(months))
        for (name, label), months in calendars.items()
        if months[SENT_LATE] or months[MISSING]
    ]


def _kept(owed: Owed) -> tuple[str, str]:
    if not owed.done:
        missing = owed.tone == "late"
        return ("Chưa gửi, đã quá hạn", "late") if missing else ("Chưa đến hạn", "plain")
    if owed.impossible:
        return "Đã gửi (hạn rơi trước ngày ban hành)", "done"
    return ("Gửi trễ hạn" if owed.late else "Đúng hạn"), owed.tone


def _of_months(months: Mapping[str, int]) -> tuple[str, str]:
    told = [
        f"{words} {months[key]} tháng"
        for key, words in ((SENT_LATE, "gửi trễ"), (MISSING, "không gửi"))
        if months[key]
    ]
    return "; ".join(told).capitalize(), "late" if months[MISSING] else "belated"
