"""One visit on one page, and the composing of its feedback letter."""

from flask import Response, abort, flash, url_for

from webapp.accounts.gate import me, permit, rows
from webapp.accounts.models import BOARD, OFFICE
from webapp.attending.can import CanAttend
from webapp.attending.kinds import PREPARATION, PREPARATION_DUTY
from webapp.attending.queries import clashes
from webapp.attending.queries import show as show_queries
from webapp.attending.queries.completions import despite_words
from webapp.attending.queries.session import SessionRecord
from webapp.attending.queries.visit import VisitRecord, load_visit
from webapp.attending.services import letters
from webapp.attending.views.blueprint import bp
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.documents.models import Document
from webapp.milestones import engine
from webapp.milestones.standing import Standing
from webapp.plans.kinds import ACTIVITIES
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT, INVITATION
from webapp.visits.models import Visit
from webapp.visits.papers.in_force import is_announced
from webapp.visits.queries import attendees as people
from webapp.visits.queries.standing import NO_TEAM
from webapp.visits.queries.told import ToldOf, told_of
from webapp.visits.services import team
from webapp.visits.signals import announced_in


@bp.get("/visits/<int:visit_id>")
@permit(*BOARD, OFFICE)
def show(visit_id: int) -> Response:
    """One visit: when and where, team, preparation, findings, letter, recommendations."""
    return _page(load_visit(visit_id))


@bp.post("/visits/<int:visit_id>/result-letter")
@permit(*BOARD)
def compose_letter(visit_id: int) -> Response:
    """Compose the letter from the findings."""
    visit = load_visit(visit_id)
    if not CanAttend(me(), visit).write:
        abort(403)
    try:
        document = letters.compose(visit, me())
    except Refused as error:
        return _page(visit, refusal=str(error), status=409)
    flash("Đã soạn dự thảo thông báo kết quả từ nội dung ghi nhận.")
    return see_other("documents.show", document_id=document.id)


def _page(visit: Visit, *, refusal: str = "", status: int = 200) -> Response:
    record = SessionRecord(visit) if visit.meeting.is_session else VisitRecord(visit)
    goes_alone = show_queries.goes_alone(visit)
    can = CanAttend(me(), visit)
    letter = can.see(record.letter)
    writes_now = can.write and not record.closed
    attends = ACTIVITIES[visit.assignment.activity.kind].attends
    return page(
        "attending/show.html",
        status=status,
        visit=visit,
        record=record,
        refusal=refusal,
        can=can,
        month_of=show_queries.month_of(visit),
        standing=show_queries.standing(visit, record.letter),
        facts=show_queries.facts(visit, can, _told(visit)),
        goes_alone=goes_alone,
        attends=attends,
        attendees=people.attendees_of(visit.id) if attends else (),
        attendee_words=people,
        no_team=NO_TEAM,
        # A unit sees its session once the round was announced, which names the team.
        sees_team=can.oversee or visit.meeting.is_session or is_announced(visit.assignment_id),
        absentees=team.absentees(visit) if goes_alone and can.oversee else (),
        preparation=_preparation(visit),
        sees_findings=can.see_findings(record.letter),
        found=show_queries.findings(record),
        # The unit hears nothing of why it goes without a score, as in the letter.
        sees_score=bool(visit.rubric_id and (can.oversee or not visit.unscored_reason)),
        writes_now=writes_now,
        letter=letter,
        letter_standing=show_queries.paper(letter, sees_drafts=can.oversee),
        despite=despite_words(visit) if can.oversee else "",
        minutes=show_queries.minutes_of(record, can),
        kept=_kept(visit) if writes_now else [],
        clashes=clashes.of_visit(visit) if can.oversee else (),
        clash_standing=clashes.standing,
    )


def _preparation(visit: Visit) -> Standing | None:
    """How the unit's preparation stands, where one is asked for; once it was held it is past."""
    asks = PREPARATION_DUTY in ACTIVITIES[visit.assignment.activity.kind].duties
    if visit.held_at or not asks:
        return None
    return show_queries.preparation(engine.find(PREPARATION, "visit", visit.id))


def _kept(visit: Visit) -> list[str]:
    """The pages that a tablet keeps for where there is no network."""
    endpoints = ["attending.findings"] + ["attending.session"] * visit.meeting.is_session
    return [url_for(one, visit_id=visit.id) for one in endpoints]


def _told(visit: Visit) -> ToldOf:
    """What papers told of the visit, those that the person may see, and what is otherwise now."""
    told = next((one for one in announced_in.ask(visit) if one is not None), None)
    if told is None:
        return ToldOf()
    papers = db.session.scalars(
        rows(
            Document,
            Document.subject_kind == told.subject[0],
            Document.subject_id == told.subject[1],
            Document.kind.in_((ANNOUNCEMENT.key, INVITATION.key, AMENDMENT.key)),
            Document.issued_at.is_not(None),
            Document.replaced_by_id.is_(None),
        ).order_by(Document.issued_at, Document.id)
    ).all()
    return told_of(told, papers)
