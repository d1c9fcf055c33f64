"""Before the calendar or the way of counting is changed: which due days move, and for whom."""

from flask import Response, request, url_for

from webapp.accounts.gate import me
from webapp.administration.forms.people import CalendarDayForm, SettingsForm
from webapp.administration.forms.registers import YearForm
from webapp.administration.services import people as services
from webapp.administration.services import years
from webapp.core.db import db
from webapp.milestones import engine
from webapp.milestones.views import ask_of_moves
from webapp.organizations.models import CalendarDay, Issuer


def ask_of_day(day: CalendarDay, form: CalendarDayForm) -> Response | None:
    """Return the page that asks before a day is added or changed; None where nothing moves."""
    issuer_id, fresh = day.issuer_id, day.id is None

    def change() -> None:
        services.put_day(CalendarDay(issuer_id=issuer_id) if fresh else day, form)
        engine.recount(issuer_id)

    return ask_of_moves(
        change,
        form.as_sent(),
        title="Ngày này làm thay đổi thời hạn",
        button="Lưu ngày và tính lại thời hạn",
        back=url_for("administration.calendar"),
    )


def ask_of_removal(day: CalendarDay) -> Response | None:
    """Return the page that asks before a day is left to the library; None where nothing moves."""
    issuer_id, year = day.issuer_id, day.day.year

    def change() -> None:
        db.session.delete(day)
        db.session.flush()
        engine.recount(issuer_id)

    return ask_of_moves(
        change,
        request.form,
        title="Bỏ ngày này làm thay đổi thời hạn",
        button="Bỏ ngày và tính lại thời hạn",
        back=url_for("administration.calendar", year=year),
    )


def ask_of_swaps(form: YearForm) -> Response | None:
    """Return the page that asks before a year's days are swapped; None where nothing moves."""
    issuer_id = me().issuer_id

    def change() -> None:
        years.put_swaps(issuer_id, form.note.data, form.swaps())
        engine.recount(issuer_id)

    return ask_of_moves(
        change,
        form.as_sent(),
        title="Các ngày hoán đổi làm thay đổi thời hạn",
        button=f"Xác nhận năm {form.year} và tính lại thời hạn",
        back=url_for("administration.confirm_year", year=form.year),
    )


def ask_of_counting(issuer: Issuer, form: SettingsForm) -> Response | None:
    """Return the page that asks before days are counted another way; None where nothing moves."""
    if form.clear_days.data == issuer.clear_days:
        return None

    def change() -> None:
        issuer.clear_days = form.clear_days.data
        db.session.flush()
        engine.recount(me().issuer_id)

    return ask_of_moves(
        change,
        form.as_sent(),
        title="Cách đếm mới làm thay đổi thời hạn",
        button="Lưu và tính lại thời hạn",
        back=url_for("administration.settings"),
    )
