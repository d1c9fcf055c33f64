"""The report of a round: compiled by the team's secretary, confirmed by its head."""

from collections.abc import Sequence

from sqlalchemy import select

from webapp.accounts.models import LEADER, User
from webapp.attending.models import Recommendation, Remark
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.plans.models import Activity
from webapp.plans.round_models import Seat
from webapp.rounds.kinds import ABOUT, ROUND_REPORT, ROUND_REPORT_DUE
from webapp.rounds.papers.report import Found
from webapp.rounds.queries import rounds as queries
from webapp.rounds.services.dues import require_again
from webapp.visits.models import Attendance


def seat_of(seats: Sequence[Seat], role: str, user_id: int | None = None) -> Seat | None:
    """Return the first place with a role, perhaps only that of one person."""
    return next((one for one in seats if one.role == role and user_id in (None, one.user_id)), None)


def compose(activity: Activity, who: User) -> Document:
    """Compose the report from what was found in the sessions (46-KH/ĐTN, III).

    The head of the team confirms it. Raises `Refused` where the round has no window or no session
    was held, else as `composing.compose` does.
    """
    return composing.compose(ROUND_REPORT, (ABOUT, activity.id), who)


def found_at(units: Sequence[queries.Unit]) -> list[Found]:
    """Return what was found at each unit, in their order (three queries)."""
    found = written_at(units)
    held = {one.unit.visit.id: one for one in found if one.unit.visit and one.unit.visit.held_at}
    for row in db.session.scalars(select(Attendance).where(Attendance.visit_id.in_(held))):
        held[row.visit_id].attendance = row
    return found


def written_at(units: Sequence[queries.Unit]) -> list[Found]:
    """Return the remarks and recommendations at each unit, in their order (two queries)."""
    found = {unit.visit.id: Found(unit) for unit in units if unit.visit and unit.visit.held_at}
    for remark in db.session.scalars(
        select(Remark).where(Remark.visit_id.in_(found)).order_by(Remark.id)
    ):
        found[remark.visit_id].remarks.append(remark)
    for asked in db.session.scalars(
        select(Recommendation).where(Recommendation.visit_id.in_(found)).order_by(Recommendation.id)
    ):
        found[asked.visit_id].recommendations.append(asked)
    return [found.get(unit.visit.id if unit.visit else 0) or Found(unit) for unit in units]


def report_issued(document: Document) -> None:
    """Note that the report is there, and tell the leaders and the team. Does not commit."""
    if (document.kind, document.subject_kind) != (ROUND_REPORT.key, ABOUT):
        return
    engine.mark_done(ROUND_REPORT_DUE, (ABOUT, document.subject_id), document.number_and_symbol)
    seats = db.session.scalars(select(Seat.user_id).where(Seat.activity_id == document.subject_id))
    people = {user_id for user_id in seats if user_id is not None}
    people |= set(milestones.people_of(document.issuer_id, LEADER))
    told = f"Báo cáo kết quả đợt số {document.number_and_symbol}: {document.summary}"
    milestones.notify(people, told, f"/documents/{document.id}")


def report_withdrawn(document: Document) -> None:
    """The report is owed again. Does not commit."""
    if (document.kind, document.subject_kind) == (ROUND_REPORT.key, ABOUT):
        require_again(ROUND_REPORT_DUE, document.subject_id)
