"""Composing a paper again, and composing what takes the place of an issued one."""

from flask import Response, flash, request

from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD
from webapp.core.db import db
from webapp.core.forms import lock
from webapp.core.refusals import Refused
from webapp.core.web import in_place_of_page, page, see_other
from webapp.documents.road import composing
from webapp.documents.tree.merging import BOTH, FRESH, HAND
from webapp.documents.views.blueprint import bp
from webapp.documents.views.page import CHANGED, draw, load_to_write

CHOICE = "choice-"
DONE = "Đã soạn lại theo số liệu hiện nay; những chỗ sửa tay được giữ."
SAME = "Văn bản đã đúng với số liệu hiện nay, không có gì thay đổi."


@bp.post("/documents/<int:document_id>/recompose")
@permit(*BOARD)
def recompose(document_id: int) -> Response:
    """Bring a paper up to what its rows say, and keep the hand's words."""
    document = load_to_write(document_id)
    lock(document)
    if request.form.get("version", str(document.version)) != str(document.version):
        return draw(document_id, CHANGED)
    before = document.content
    try:
        composing.recompose(document, me(), _choices())
    except Refused as refusal:
        return draw(document_id, str(refusal))
    flash(SAME if document.content == before else DONE)
    return see_other("documents.show", document_id=document_id)


@bp.post("/documents/<int:document_id>/replacement")
@permit(*BOARD)
def compose_replacement(document_id: int) -> Response:
    """Compose the draft that takes the place of an issued paper once it is issued itself."""
    old = load_to_write(document_id)
    lock(old)
    was = old.state
    try:
        made = composing.compose_replacement(old, me())
    except Refused as refusal:
        return draw(document_id, str(refusal))
    holds = "Văn bản cũ còn hiệu lực đến khi ban hành bản mới."
    flash(f"Đã soạn dự thảo thay thế. {holds}" if was == "issued" else "Đã soạn dự thảo thay thế.")
    return see_other("documents.show", document_id=made.id)


@bp.app_errorhandler(composing.Clashing)
def ask(error: composing.Clashing) -> Response:
    """Show what a hand and the rows both changed, to choose from (409: nothing was written)."""
    document = error.document
    response = page(
        "documents/clashes.html",
        status=409,
        document=document,
        clashes=error.merged.clashes,
        chosen=_choices(),
    )
    db.session.rollback()
    return in_place_of_page(response)


def _choices() -> dict[str, str]:
    """Return what was chosen, by the key of the clash."""
    return {
        name.removeprefix(CHOICE): value
        for name, value in request.form.items()
        if name.startswith(CHOICE) and value in (HAND, FRESH, BOTH)
    }
