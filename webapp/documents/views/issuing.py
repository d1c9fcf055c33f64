"""Issuing an approved paper: looked over on a page of its own, then done."""

from collections.abc import Sequence

from flask import Response, flash, request

from webapp.accounts.gate import load, me, permit
from webapp.accounts.models import LEADER, PLANNER
from webapp.core.refusals import Refused
from webapp.core.web import page
from webapp.documents.can import Can
from webapp.documents.models import Document
from webapp.documents.register.checking import against_the_order
from webapp.documents.road import issuing, services
from webapp.documents.views.blueprint import bp
from webapp.documents.views.page import draw, staleness, with_recipients
from webapp.documents.views.show import take_step
from webapp.rules.looking_over import LookingOver

NOT_APPROVED = "Chỉ ban hành được văn bản đã duyệt."


@bp.get("/documents/<int:document_id>/issuing")
@permit(PLANNER, LEADER)
def ask_issue(document_id: int) -> Response:
    """Say with which number and day the paper goes out, and to whom, and ask whether it is to."""
    document = with_recipients(document_id)
    if not Can(document, me()).issue:
        return draw(document_id, NOT_APPROVED)
    if stale := staleness(document):
        return draw(document_id, stale.intro)
    try:
        return _ask(document, issuing.look_over(document))
    except Refused as error:
        return draw(document_id, str(error))


@bp.post("/documents/<int:document_id>/issue")
@permit(PLANNER, LEADER)
def issue(document_id: int) -> Response:
    """Give number and day, as it was looked over; who did not look is shown it first."""
    document = with_recipients(document_id)
    looked, is_shown = request.form.get("looked"), _is_shown(document)
    if is_shown and Can(document, me()).issue:
        if why := services.why_stale(document):
            return draw(document_id, why)
        if looked is None:
            return ask_issue(document_id)
        try:
            look = issuing.look_over(document, is_held=True)
        except Refused as error:
            return draw(document_id, str(error))
        if changed := look.changed(looked):
            return _ask(document, look, changed)
    answer = take_step(document_id, services.issue, "Đã ban hành văn bản.")
    if answer.status_code == 303 and (told := against_the_order(load(Document, document_id))):
        flash(told, "warning")
    return answer


def _is_shown(document: Document) -> bool:
    """Whether the text is the one on the page that was sent; of another `take_step` says so."""
    return request.form.get("version", "") in ("", str(document.version))


def _ask(document: Document, look: LookingOver, changed: Sequence[str] = ()) -> Response:
    return page(
        "documents/issuing.html",
        status=409 if changed else 200,
        document=document,
        look=look,
        changed=changed,
    )
