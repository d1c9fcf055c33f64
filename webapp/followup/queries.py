"""What is read about recommendations: their state is told by the answers, never kept."""

from collections.abc import Sequence
from datetime import date
from textwrap import shorten

from flask import url_for
from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, case, exists, func, select
from sqlalchemy.orm import contains_eager, joinedload

from webapp.accounts.gate import load, rows
from webapp.attending.kinds import RESULT_LETTER
from webapp.attending.models import Recommendation, Rewording
from webapp.attending.signals import Page
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import NotFound
from webapp.documents.models import Document
from webapp.followup.kinds import REMEDY
from webapp.followup.models import ACCEPTED, RETURNED, Answer, AnswerFile, Ruling
from webapp.milestones import engine, standing
from webapp.milestones.models import Milestone
from webapp.milestones.standing import Standing
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment
from webapp.visits.models import TeamMember, Visit

OPEN, OVERDUE, ANSWERED, BACK, MENDED = "open", "overdue", "answered", "returned", "mended"
CLOSED = "closed"  # its unit ended, and nobody takes it over
STATES = {
    OPEN: Standing("Đang mở"),
    OVERDUE: Standing("Quá hạn", standing.LATE),
    ANSWERED: Standing("Chờ duyệt trả lời", standing.WAIT),
    BACK: Standing("Bị trả lại", standing.DUE),
    MENDED: Standing("Đã xong", standing.DONE),
    CLOSED: Standing("Đã khép lại", standing.OFF),
}
OVER = (MENDED, CLOSED)
MOST_TAKEN = 20  # recommendations that a tablet takes along to a visit
FILTERS = {  # word in the address → (words, the states it takes)
    "open": ("Đang mở", (OPEN, BACK)),
    "overdue": ("Quá hạn", (OVERDUE,)),
    "answered": ("Chờ duyệt", (ANSWERED,)),
    "mended": ("Đã xong", (MENDED,)),
    "closed": ("Đã khép lại", (CLOSED,)),
}
SUBJECT = "recommendation"


def state() -> ColumnElement[str]:
    """Return a recommendation's state as a column: the last answer tells it, then the day."""
    last = last_decision()
    return case(
        (Recommendation.closed_at.is_not(None), CLOSED),
        (last == ACCEPTED, MENDED),
        (last == "", ANSWERED),
        (and_(Recommendation.due_on < clock.today(), ~_has_time()), OVERDUE),
        (last == RETURNED, BACK),
        else_=OPEN,
    )


def last_decision() -> ScalarSelect[str]:
    """Return what was decided of a recommendation's last answer, as a column of it."""
    return (
        select(Answer.decision)
        .where(Answer.recommendation_id == Recommendation.id)
        .order_by(Answer.id.desc())
        .limit(1)
        .correlate(Recommendation)
        .scalar_subquery()
    )


def _has_time() -> ColumnElement[bool]:
    """The condition that an answer was sent back and is due again, by a day that lies ahead."""
    return exists().where(
        Milestone.kind == REMEDY.key,
        Milestone.subject_kind == SUBJECT,
        Milestone.subject_id == Recommendation.id,
        Milestone.done_at.is_(None),
        Milestone.late_after >= clock.now(),
    )


def is_notified() -> ColumnElement[bool]:
    """Return the condition that a recommendation is in a letter that is out and holds."""
    letter = exists().where(
        Document.kind == RESULT_LETTER.key,
        Document.subject_kind == "visit",
        Document.subject_id == Recommendation.visit_id,
        Document.issued_at.is_not(None),
        Document.withdrawn_at.is_(None),
    )
    return and_(Recommendation.text != "", letter)


def listed(
    wanted: Sequence[str] = (), committee_id: int | None = None
) -> Select[Recommendation, str]:
    """Select (recommendation, state) that the person may see: to do first, soonest first."""
    shown = state().label("state")
    statement = (
        _told(committee_id)
        .add_columns(shown)
        .join(Recommendation.organization)
        .options(
            contains_eager(Recommendation.visit)
            .contains_eager(Visit.assignment)
            .joinedload(Assignment.organization),
            contains_eager(Recommendation.organization),
            joinedload(Recommendation.monitor),
        )
        .order_by(
            shown.in_(OVER),
            Recommendation.due_on.is_(None),
            Recommendation.due_on,
            Recommendation.id,
        )
    )
    return statement.where(state().in_(wanted)) if wanted else statement


def open_at(visit: Visit) -> list[Page]:
    """Return what the unit of a visit was asked to mend and has not, soonest first."""
    unmended = [one for one in STATES if one not in OVER]
    of_unit = listed(unmended).where(Recommendation.organization_id == visit.organization_id)
    found = db.session.execute(of_unit.limit(MOST_TAKEN))
    return [_to_take(one) for one, _ in found]


def _to_take(one: Recommendation) -> Page:
    words = shorten(one.text, 80, placeholder="…")
    return Page(url_for("followup.show", recommendation_id=one.id), f"Kiến nghị: {words}")


def counts(committee_id: int | None = None) -> dict[str, int]:
    """Return how many recommendations there are by the word of `FILTERS`."""
    inner = _told(committee_id).with_only_columns(state().label("state")).subquery()
    found = db.session.execute(select(inner.c.state, func.count()).group_by(inner.c.state))
    by_state = {row[0]: row[1] for row in found}
    return {
        word: sum(by_state.get(one, 0) for one in states) for word, (_, states) in FILTERS.items()
    }


def tally(counted: dict[str, int]) -> list[Standing]:
    """Return in words how many recommendations there are of each state (see `counts`)."""
    overdue, closed = counted["overdue"], counted["closed"]
    found = [
        Standing(f"Đang mở {counted['open']}"),
        Standing(f"Quá hạn {overdue}", standing.LATE if overdue else standing.PLAIN),
        Standing(f"Chờ duyệt {counted['answered']}", standing.WAIT),
        Standing(f"Đã xong {counted['mended']}", standing.DONE),
    ]
    return [*found, Standing(f"Đã khép lại {closed}", standing.OFF)] if closed else found


MISSING = {  # what a recommendation should have, and how its lack is shown
    "remark": Standing("Chưa gắn với hạn chế nào", standing.LATE),
    "owner": Standing("Chưa giao", standing.LATE),
    "due_on": Standing("Chưa định", standing.LATE),
    "monitor": Standing("Chưa có người theo dõi", standing.LATE),
}


def committees() -> Sequence[Organization]:
    """Return the committees that have recommendations to choose from."""
    own = _told(None).with_only_columns(Assignment.organization_id)
    return db.session.scalars(
        select(Organization)
        .where(Organization.id.in_(own))
        .order_by(Organization.sort_key, Organization.id)
    ).all()


def recommendation(recommendation_id: int) -> tuple[Recommendation, Document]:
    """Load a recommendation and its newest issued letter, or end with 404.

    A letter that was withdrawn to be mended suspends the recommendation: see its `withdrawn_at`.
    """
    visit = joinedload(Recommendation.visit)
    found = load(
        Recommendation,
        recommendation_id,
        joinedload(Recommendation.organization),
        joinedload(Recommendation.remark),
        joinedload(Recommendation.monitor),
        visit.joinedload(Visit.meeting),
        visit.joinedload(Visit.organization),
        visit.joinedload(Visit.assignment).joinedload(Assignment.organization),
        visit.joinedload(Visit.assignment)
        .joinedload(Assignment.activity)
        .joinedload(Activity.plan),
        visit.joinedload(Visit.team).joinedload(TeamMember.user),
    )
    letter = db.session.scalars(
        select(Document)
        .where(
            Document.kind == RESULT_LETTER.key,
            Document.subject_kind == "visit",
            Document.subject_id == found.visit_id,
            Document.issued_at.is_not(None),
        )
        .order_by(Document.id.desc())
        .limit(1)
    ).one_or_none()
    if letter is None or not found.text:
        raise NotFound
    return found, letter


def thread(recommendation_id: int) -> Sequence[Answer]:
    """Return all answers, oldest first, with their people and files."""
    found = db.session.scalars(
        select(Answer)
        .options(
            joinedload(Answer.author),
            joinedload(Answer.decided_by),
            joinedload(Answer.files).joinedload(AnswerFile.file),
        )
        .where(Answer.recommendation_id == recommendation_id)
        .order_by(Answer.id)
    )
    return found.unique().all()


REWORDED = {"text": "Nội dung", "owner": "Chủ trì khắc phục", "due_on": "Hạn"}


def rewordings(recommendation_id: int) -> Sequence[Rewording]:
    """Return what was put in other words in the letter, oldest first, with who did it."""
    return db.session.scalars(
        select(Rewording)
        .options(joinedload(Rewording.user))
        .where(Rewording.recommendation_id == recommendation_id)
        .order_by(Rewording.id)
    ).all()


RULINGS = {
    "extended": "Gia hạn",
    "monitor": "Đổi người theo dõi",
    "undone": "Rút lại chấp nhận",
    "closed": "Khép lại",
    "reopened": "Mở lại",
}


def rulings(recommendation_id: int) -> Sequence[Ruling]:
    """Return what was decided on the way, oldest first, with who did it."""
    return db.session.scalars(
        select(Ruling)
        .options(joinedload(Ruling.user))
        .where(Ruling.recommendation_id == recommendation_id)
        .order_by(Ruling.id)
    ).all()


def due_now(recommendation: Recommendation) -> date | None:
    """Return the day by which it is to be mended now: what was sent back may have a later one."""
    found = engine.find(REMEDY, SUBJECT, recommendation.id)
    if found is None or found.done_at is not None:
        return recommendation.due_on
    return clock.local(found.due_at).date()


def milestones_of(recommendation_id: int) -> Sequence[Milestone]:
    """Return what is or was due about a recommendation, soonest first."""
    return db.session.scalars(
        select(Milestone)
        .where(Milestone.subject_kind == SUBJECT, Milestone.subject_id == recommendation_id)
        .order_by(Milestone.due_at, Milestone.id)
    ).all()


def _told(committee_id: int | None) -> Select[Recommendation]:
    statement = (
        rows(Recommendation, is_notified()).join(Recommendation.visit).join(Visit.assignment)
    )
    if committee_id is None:
        return statement
    return statement.where(Assignment.organization_id == committee_id)
