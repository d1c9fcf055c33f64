"""Certified copies on screen: drawing one up, and changing the block that certifies it."""

from types import SimpleNamespace

from flask import Response, abort, flash
from sqlalchemy.orm import joinedload

from webapp.accounts.gate import load, me, permit
from webapp.accounts.models import BOARD, PLANNER
from webapp.core.web import page, see_other
from webapp.documents import tree
from webapp.documents.can import Can
from webapp.documents.copies import services as copies
from webapp.documents.forms import CopyBlockForm, CopyForm
from webapp.documents.kinds import PAPERS
from webapp.documents.models import Document
from webapp.documents.road import services
from webapp.documents.tree import Paper
from webapp.documents.views.blueprint import bp
from webapp.organizations import naming
from webapp.organizations.models import Organization

NOT_NOW = "Chỉ sao được văn bản đã ban hành trên hệ thống, còn hiệu lực."
DECIDED = "Bản sao đã duyệt, không sửa được nữa."


@bp.route("/documents/<int:document_id>/copies/new", methods=["GET", "POST"])
@permit(PLANNER)
def copy(document_id: int) -> Response:
    """Draw up a certified copy of an issued paper, whole or of chosen parts."""
    document = load(Document, document_id)
    kinds = copies.kinds_for(document)
    if not kinds:
        return page("documents/refused.html", status=409, document=document, why=NOT_NOW)
    form = CopyForm()
    form.set_kinds(kinds)
    form.set_parts(copies.parts(document))
    if form.validate_on_submit() and (units := _units(form)) is not None:
        kind = PAPERS[form.kind.data]
        block = form.certified(copies.block(me().issuer, kind))
        made = copies.make(document, kind, block, form.parts.data, units, me())
        flash("Đã soạn bản sao. Bản sao còn phải trình duyệt và lấy số riêng.")
        return see_other("documents.show", document_id=made.id)
    parts = copies.parts(document) if len(kinds) > 1 else []
    return page("documents/copy.html", form=form, document=document, parts=parts)


@bp.route("/documents/<int:document_id>/copy-block", methods=["GET", "POST"])
@permit(*BOARD)
def certify(document_id: int) -> Response:
    """Change who answers for a draft copy and who gets it."""
    document = load(Document, document_id, joinedload(Document.organization))
    block = services.paper_of(document).copy
    if not PAPERS[document.kind].is_copy or block is None:
        abort(404)
    if not Can(document, me()).word:
        abort(403)
    if document.state not in ("draft", "submitted"):
        return page("documents/refused.html", status=409, document=document, why=DECIDED)
    shown = _shown(document, block)
    form = CopyBlockForm(obj=shown)
    if form.accepts(shown):
        copies.certify(document, form.certified(block), me())
        flash("Đã lưu phần chứng thực bản sao.")
        return see_other("documents.show", document_id=document.id)
    return page("documents/copy_block.html", form=form, document=document)


def _shown(document: Document, block: Paper) -> SimpleNamespace:
    """Return the stored block under the form's field names."""
    signature = block.signatures[0]
    return SimpleNamespace(
        version=document.version,
        authority=tree.words(signature.authority),
        position=tree.words(signature.position),
        signatory=tree.words(signature.name),
        recipients="\n".join(map(tree.words, block.recipients)),
    )


def _units(form: CopyForm) -> list[Organization] | None:
    """Return the units that get the copy here, or None with the reason beside the field."""
    found = []
    for name in form.unit_names():
        try:
            found.append(naming.named(me().issuer_id, name))
        except naming.Unclear as unclear:
            form.units.errors = [f"“{name}”: {unclear}"]
            return None
    return found
