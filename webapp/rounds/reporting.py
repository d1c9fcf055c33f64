"""The report of a round: compiled by the team's secretary, confirmed by its head."""

from collections.abc import Sequence

from sqlalchemy import select

from webapp.accounts.models import LEADER, PLANNER, User
from webapp.attending.models import Recommendation, Remark
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import services as documents
from webapp.documents.models import Document
from webapp.documents.signals import issued, withdrawn
from webapp.documents.wording import book
from webapp.milestones import services as milestones
from webapp.organizations.models import Issuer, Organization
from webapp.plans.models import Activity
from webapp.plans.round_models import Seat
from webapp.rounds import queries, report_paper
from webapp.rounds.dues import ABOUT, REPORT
from webapp.rounds.report_paper import Found
from webapp.visits.models import Attendance


def may_report(seats: Sequence[Seat], who: User) -> bool:
    """Return True for who compiles the report: the planner, or the secretary of the team."""
    return who.is_any(PLANNER) or seat_of(seats, "secretary", who.id) is not None


def seat_of(seats: Sequence[Seat], role: str, user_id: int | None = None) -> Seat | None:
    """Return the first place with a role, perhaps only that of one person."""
    return next((one for one in seats if one.role == role and user_id in (None, one.user_id)), None)


def compose(activity: Activity, who: User, *, anew: bool = False) -> Document:
    """Compose the report from what was found in the sessions (46-KH/ĐTN, III).

    The head of the team confirms it. *activity* has plan and round loaded. Raises `Refused`
    where the round has no window or no session was held, else as `documents.compose` does.
    """
    if activity.round is None:
        raise Refused("Hãy ghi thời gian của đợt trong kế hoạch trước.")
    units, seats = queries.units_of(activity), queries.seats_of(activity.id)
    if not any(unit.visit and unit.visit.held_at for unit in units):
        raise Refused("Chưa buổi làm việc nào có kết quả để tổng hợp.")
    plan, head = activity.plan, seat_of(seats, "head")
    own = db.session.get_one(Organization, plan.organization_id)
    facts = report_paper.Facts(
        issuer=db.session.get_one(Issuer, plan.issuer_id),
        plan=plan,
        plan_paper=documents.current("plan", ("plan", plan.id)),
        activity=activity,
        window=activity.round,
        found=found_at(units),
        head=head,
        secretary=seat_of(seats, "secretary"),
    )
    return documents.compose(
        REPORT,
        (ABOUT, activity.id),
        own,
        report_paper.report(facts, book(plan.issuer_id, REPORT)),
        who,
        recipients=[own.parent_id] if own.parent_id else [],
        anew=anew,
        approver_id=head.user_id if head else None,
    )


def found_at(units: Sequence[queries.Unit]) -> list[Found]:
    """Return what was found at each unit, in their order (three queries)."""
    found = {unit.visit.id: Found(unit) for unit in units if unit.visit and unit.visit.held_at}
    for row in db.session.scalars(select(Attendance).where(Attendance.visit_id.in_(found))):
        found[row.visit_id].attendance = row
    for remark in db.session.scalars(
        select(Remark).where(Remark.visit_id.in_(found)).order_by(Remark.id)
    ):
        found[remark.visit_id].remarks.append(remark)
    for asked in db.session.scalars(
        select(Recommendation).where(Recommendation.visit_id.in_(found)).order_by(Recommendation.id)
    ):
        found[asked.visit_id].recommendations.append(asked)
    return [found.get(unit.visit.id if unit.visit else 0) or Found(unit) for unit in units]


@issued.connect
def report_issued(document: Document) -> None:
    """Note that the report is there, and tell the leaders and the team. Does not commit."""
    if (document.kind, document.subject_kind) != (REPORT, ABOUT):
        return
    milestones.mark_done(REPORT, (ABOUT, document.subject_id), document.number_and_symbol)
    seats = db.session.scalars(select(Seat.user_id).where(Seat.activity_id == document.subject_id))
    people = {user_id for user_id in seats if user_id is not None}
    people |= set(milestones.people_of(document.issuer_id, LEADER))
    told = f"Báo cáo kết quả đợt số {document.number_and_symbol}: {document.summary}"
    milestones.tell(people, told, f"/documents/{document.id}")


@withdrawn.connect
def report_withdrawn(document: Document) -> None:
    """The report is owed again. Does not commit."""
    if (document.kind, document.subject_kind) == (REPORT, ABOUT):
        milestones.reopen(REPORT, (ABOUT, document.subject_id))
