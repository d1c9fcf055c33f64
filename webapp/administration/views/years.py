"""A year's working days, confirmed by the administrator who knows what was decided."""

from flask import Response, abort, flash

from webapp.accounts.gate import me, permit
from webapp.accounts.models import ADMINISTRATOR
from webapp.administration.forms.registers import YearForm
from webapp.administration.queries import people as queries
from webapp.administration.services import years as services
from webapp.administration.views import moving
from webapp.administration.views.blueprint import bp
from webapp.administration.views.standards import FIRST_YEAR, LAST_YEAR
from webapp.core.web import page, see_other
from webapp.milestones.services import calendar_of
from webapp.rules.swapped_days import SWAPS


@bp.route("/administration/calendar/years/<int:year>", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def confirm_year(year: int) -> Response:
    """Confirm a year and enter the days that were swapped in it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        abort(404)
    form = YearForm()
    form.year = year
    if form.validate_on_submit() and form.fits(calendar_of(me().issuer_id)):
        if asked := moving.ask_of_swaps(form):
            return asked
        moved = services.confirm(year, form.note.data, form.swaps(), me())
        told = f" {moved} thời hạn được tính lại." if moved else ""
        flash(f"Đã xác nhận lịch làm việc năm {year}.{told}")
        return see_other("administration.calendar", year=year)
    return page(
        "administration/year.html",
        form=form,
        year=year,
        confirmed=services.of(me().issuer_id, year),
        shipped=[one for one in SWAPS if year in (one.off.year, one.worked.year)],
        days_off=queries.days_off(year),
    )


@bp.post("/administration/calendar/years/<int:year>/take-back")
@permit(ADMINISTRATOR)
def unconfirm_year(year: int) -> Response:
    """Say that a year's days may still be missing."""
    services.take_back(me().issuer_id, year)
    flash(f"Năm {year} trở lại là chưa xác nhận.")
    return see_other("administration.calendar", year=year)
