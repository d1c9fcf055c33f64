"""What a unit that ended owed is closed by a reason."""

from flask import Response, flash

from webapp.accounts.can import Can
from webapp.accounts.gate import me, permit
from webapp.accounts.models import PLANNER
from webapp.administration.forms.closing import form_of
from webapp.administration.queries import left_open as left_behind
from webapp.administration.queries import people as queries
from webapp.administration.services import closing as services
from webapp.administration.views.tree import bp
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
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
