"""What units that ended owed is closed by a reason; the list of what was, and the way back."""

from flask import Response, abort, flash

from webapp.accounts.can import Can
from webapp.accounts.gate import load, me, permit
from webapp.accounts.models import BOARD, PLANNER
from webapp.administration.forms.closing import form_of
from webapp.administration.queries import left_open as left_behind
from webapp.administration.queries import people as queries
from webapp.administration.services import closing as services
from webapp.administration.views.tree import bp
from webapp.core.lists import paged
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.followup.forms import ReopenForm
from webapp.milestones import closing
from webapp.milestones.models import Closing
from webapp.organizations.models import Organization


@bp.route("/organizations/<int:organization_id>/closing", methods=["GET", "POST"])
@permit(PLANNER)
def close(organization_id: int) -> Response:
    """Close what a unit that ended owed, as far as nobody has to do it any more."""
    of = left_behind.left_open_of(queries.own(Organization, organization_id))
    form = form_of(of)
    if form.ticks and form.validate_on_submit():
        reason, agreed_by = form.close_reason.data, form.closed_with.data
        duties, advice = form.chosen()
        try:
            services.close(
                of.organization, (duties, advice), me(), reason=reason, agreed_by=agreed_by
            )
            flash(f"Đã khép lại {len(duties) + len(advice)} việc của {of.organization.name}.")
            return see_other("organizations.left_open")
        except Refused as refusal:
            form.form_errors.append(str(refusal))
    return page("organizations/close.html", form=form, of=of, can=Can(me()))


@bp.get("/organizations/left-open/closed")
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
    flash("Đã mở lại. Việc lại nằm trong danh sách việc còn mở.")
    return see_other("organizations.left_open")


def _closed(form: ReopenForm, sent_id: int = 0) -> Response:
    return page(
        "organizations/closed.html",
        listing=paged(closing.closings(), scalars=True),
        form=form,
        fresh=ReopenForm(formdata=None),
        sent_id=sent_id,
        can=Can(me()),
    )
