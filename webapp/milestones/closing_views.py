"""What is past its day and nobody can do any more is closed; the list of what was, the way back."""

from flask import Blueprint, Response, abort, flash

from webapp.accounts.can import Can
from webapp.accounts.gate import LARGEST_ID, load, me, permit
from webapp.accounts.models import BOARD, PLANNER
from webapp.accounts.terms import terms
from webapp.core.db import db
from webapp.core.lists import Narrowed, paged
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.milestones import closing
from webapp.milestones.closing_forms import OverdueForm, ReopenForm
from webapp.milestones.kinds import MILESTONES
from webapp.milestones.models import Closing, Milestone

bp = Blueprint("closing", __name__)


@bp.route("/due/overdue", methods=["GET", "POST"])
@permit(PLANNER)
def overdue() -> Response:
    """All that is past its day: to be done, or closed where nobody can do it any more."""
    kinds = {one.key: terms()(one.label) for one in MILESTONES if not one.has_thread}
    narrowed, form = Narrowed.asked(kinds), OverdueForm()
    chosen = _chosen(form)
    if form.validate_on_submit() and form.judge(one.id for one in chosen):
        try:
            closing.close(
                chosen, me(), reason=form.close_reason.data, agreed_by=form.closed_with.data
            )
            db.session.commit()
            flash(f"Đã khép lại {len(chosen)} việc.")
            return see_other("closing.overdue", show=narrowed.show, q=narrowed.sought)
        except Refused as refusal:
            form.form_errors.append(str(refusal))
    return page(
        "milestones/overdue.html",
        listing=paged(closing.overdue(narrowed), scalars=True),
        by=narrowed,
        kinds=[("", "Tất cả", None), *((key, words, None) for key, words in kinds.items())],
        form=form,
    )


def _chosen(form: OverdueForm) -> list[Milestone]:
    """Return what was ticked, as far as it is still open; no query where nothing was."""
    ticked = [one for one in form.due.data or () if 0 < one <= LARGEST_ID]
    found = closing.overdue(Narrowed()).where(Milestone.id.in_(ticked))
    return list(db.session.scalars(found)) if ticked else []


@bp.get("/due/closed")
@permit(*BOARD)
def closed() -> Response:
    """All that was closed by a reason, and what was opened again."""
    return _closed(ReopenForm(formdata=None))


@bp.post("/closings/<int:closing_id>/reopening")
@permit(PLANNER)
def reopen(closing_id: int) -> Response:
    """Undo a wrong closing: what it closed is owed again."""
    found = load(Closing, closing_id, *closing.SHOWN)
    form = ReopenForm()
    if not form.validate():
        return _closed(form, found.id)
    try:
        closing.reopen(found, me(), reason=form.reopen_reason.data)
    except Refused:
        abort(409)
    flash("Đã mở lại. Việc lại phải làm như trước khi khép lại.")
    return see_other("closing.closed")


def _closed(form: ReopenForm, sent_id: int = 0) -> Response:
    return page(
        "milestones/closed.html",
        listing=paged(closing.closings(), scalars=True),
        form=form,
        fresh=ReopenForm(formdata=None),
        sent_id=sent_id,
        can=Can(me()),
    )
