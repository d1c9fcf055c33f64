"""One visit on one page, and the composing of its feedback letter."""

from collections.abc import Sequence

from flask import Response, abort, flash

from webapp.accounts.gate import me, permit, rows
from webapp.accounts.models import BOARD, OFFICE, User
from webapp.attending import letters, preparing
from webapp.attending.blueprint import bp
from webapp.attending.findings_views import WRITERS
from webapp.attending.session_sheets import SessionSheet
from webapp.attending.sheets import Sheet, is_writer, load_visit
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.documents.anew import wants_anew
from webapp.documents.models import Document
from webapp.milestones import services as milestones
from webapp.notices.models import ALL_MEETING_KINDS
from webapp.plans.models import GRASSROOTS
from webapp.visits import team
from webapp.visits.models import Visit
from webapp.visits.papers import ABOUT, AMENDMENT, ANNOUNCEMENT, is_announced


@bp.get("/visits/<int:visit_id>")
@permit(*BOARD, OFFICE)
def show(visit_id: int) -> Response:
    """One visit: when and where, team, preparation, findings, letter, recommendations."""
    return _page(load_visit(visit_id))


@bp.post("/visits/<int:visit_id>/result-letter")
@permit(*WRITERS)
def compose_letter(visit_id: int) -> Response:
    """Compose the letter from the findings."""
    visit = load_visit(visit_id)
    if not is_writer(visit, me()):
        abort(403)
    try:
        document = letters.compose(visit, me(), anew=wants_anew())
    except Refused as error:
        return _page(visit, refusal=str(error), status=409)
    flash("Đã soạn dự thảo thông báo kết quả từ nội dung ghi nhận.")
    return see_other("documents.show", document_id=document.id)


def _page(visit: Visit, *, refusal: str = "", status: int = 200) -> Response:
    sheet = SessionSheet(visit) if visit.meeting.is_session else Sheet(visit)
    is_grassroots = visit.assignment.activity.kind == GRASSROOTS
    return page(
        "attending/show.html",
        status=status,
        visit=visit,
        sheet=sheet,
        refusal=refusal,
        kinds=ALL_MEETING_KINDS,
        is_past=visit.meeting.starts_at <= clock.now(),
        writes=is_writer(visit, me()),
        prepares=preparing.is_preparer(visit, me()),
        # A unit sees its session once the round was announced, which names the team.
        sees_team=me().is_board or visit.meeting.is_session or is_announced(visit.assignment_id),
        told=_told(visit),
        absentees=team.absentees(visit) if is_grassroots and me().is_board else (),
        sees_findings=_sees_findings(sheet, me()),
        owed=milestones.find(preparing.MILESTONE, "visit", visit.id),
    )


def _told(visit: Visit) -> Sequence[Document]:
    """The papers in force that told of the visit, as amended, those that the person may see."""
    if visit.meeting.is_session:  # a round's announcement stands on its own page
        return ()
    return db.session.scalars(
        rows(
            Document,
            Document.subject_kind == ABOUT,
            Document.subject_id == visit.assignment_id,
            Document.kind.in_((ANNOUNCEMENT, AMENDMENT)),
            Document.issued_at.is_not(None),
            Document.withdrawn_at.is_(None),
            Document.replaced_by_id.is_(None),
        ).order_by(Document.issued_at, Document.id)
    ).all()


def _sees_findings(sheet: Sheet, who: User) -> bool:
    """The unit's side sees what was found once the letter is issued."""
    return who.is_board or bool(sheet.letter and sheet.letter.issued_at)
