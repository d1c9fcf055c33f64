"""The administrator's pages: calendar, settings, phrases and rubric."""

from flask import Response, abort, flash, request, url_for

from webapp.accounts import removed
from webapp.accounts.gate import me, permit
from webapp.accounts.models import ADMINISTRATOR
from webapp.administration.forms.people import (
    PHRASE_KINDS,
    CalendarDayForm,
    PhraseForm,
    RemoveForm,
    SettingsForm,
)
from webapp.administration.queries import people as queries
from webapp.administration.services import people as services
from webapp.administration.views import moving, undoing
from webapp.administration.views.blueprint import bp
from webapp.attending.models import Phrase
from webapp.core import clock
from webapp.core.lists import paged
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.milestones.services import calendar_of
from webapp.organizations.models import CalendarDay

FIRST_YEAR, LAST_YEAR = 1930, 2099


@bp.get("/administration/calendar")
@permit(ADMINISTRATOR)
def calendar() -> Response:
    """A year's days that the issuer overrules, and the days off that follow from them."""
    asked, this_year = request.args.get("year", ""), clock.today().year
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else this_year
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    known = calendar_of(me().issuer_id)
    years = sorted({year, *range(this_year - 1, this_year + 3)})
    return page(
        "administration/calendar.html",
        year=year,
        years=years,
        unconfirmed=[one for one in years if known.unconfirmed(one)],
        days=queries.own_days(year),
        days_off=queries.days_off(year),
    )


@bp.route("/administration/calendar/new", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def add_day() -> Response:
    """Add a swapped day."""
    return _edit_day(CalendarDay(issuer_id=me().issuer_id), CalendarDayForm())


@bp.route("/administration/calendar/<int:day_id>", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def edit_day(day_id: int) -> Response:
    """Change a swapped day."""
    day = queries.own(CalendarDay, day_id)
    return _edit_day(day, CalendarDayForm(obj=day))


@bp.post("/administration/calendar/<int:day_id>/remove")
@permit(ADMINISTRATOR)
def remove_day(day_id: int) -> Response:
    """Leave a day to the library again."""
    day = queries.own(CalendarDay, day_id)
    _as_seen(day)
    year = day.day.year
    if asked := moving.ask_of_removal(day):
        return asked
    kept = removed.keep(undoing.CALENDAR_DAY, day, me())
    removed.offer(_moved("Đã bỏ ngày khỏi lịch.", services.remove_day(day)), kept)
    return see_other("administration.calendar", year=year)


@bp.route("/administration/settings", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def settings() -> Response:
    """Letterhead, counting and the training clock."""
    issuer = queries.own_issuer()
    form = SettingsForm(obj=issuer)
    if form.accepts(issuer):
        if asked := moving.ask_of_counting(issuer, form):
            return asked
        services.change_settings(issuer, form)
        flash("Đã lưu.")
        return see_other("administration.settings")
    return page("administration/edit.html", form=form, title="Cơ quan ban hành", back=None)


@bp.get("/administration/phrases")
@permit(ADMINISTRATOR)
def phrases() -> Response:
    """The phrase bank."""
    kind = request.args.get("kind", "")
    kind = kind if kind in PHRASE_KINDS else ""
    listing = paged(queries.phrases(kind), scalars=True)
    return page("administration/phrases.html", listing=listing, kind=kind, kinds=PHRASE_KINDS)


@bp.route("/administration/phrases/new", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def add_phrase() -> Response:
    """Add a phrase."""
    return _edit_phrase(Phrase(issuer_id=me().issuer_id), PhraseForm())


@bp.route("/administration/phrases/<int:phrase_id>", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def edit_phrase(phrase_id: int) -> Response:
    """Change a phrase."""
    phrase = queries.own(Phrase, phrase_id)
    return _edit_phrase(phrase, PhraseForm(obj=phrase))


@bp.post("/administration/phrases/<int:phrase_id>/remove")
@permit(ADMINISTRATOR)
def remove_phrase(phrase_id: int) -> Response:
    """Remove a phrase; what was written with it stays."""
    phrase = queries.own(Phrase, phrase_id)
    _as_seen(phrase)
    kept = removed.keep(undoing.PHRASE, phrase, me())
    services.remove(phrase)
    removed.offer("Đã xóa câu mẫu.", kept)
    return see_other("administration.phrases")


@bp.get("/administration/rubric")
@permit(ADMINISTRATOR)
def rubric() -> Response:
    """The criteria by which meetings are scored, to read."""
    return page("administration/rubric.html", rubrics=queries.rubrics(), groups=queries.groups)


def _edit_day(day: CalendarDay, form: CalendarDayForm) -> Response:
    if _accepted(form, day):
        try:
            if asked := moving.ask_of_day(day, form):
                return asked
            moved = services.save_day(day, form)
        except Refused as refusal:
            form.day.errors = [str(refusal)]
        else:
            flash(_moved("Đã lưu lịch làm việc.", moved))
            return see_other("administration.calendar", year=day.day.year)
    return page(
        "administration/edit.html",
        form=form,
        title="Ngày làm việc, ngày nghỉ" if day.id else "Thêm ngày vào lịch",
        back=url_for("administration.calendar", year=day.day.year if day.day else None),
        row=day,
        remove=url_for("administration.remove_day", day_id=day.id) if day.id else None,
    )


def _edit_phrase(phrase: Phrase, form: PhraseForm) -> Response:
    if _accepted(form, phrase):
        services.save_phrase(phrase, form)
        flash("Đã lưu câu mẫu.")
        return see_other("administration.phrases", kind=phrase.kind)
    return page(
        "administration/edit.html",
        form=form,
        title="Câu mẫu" if phrase.id else "Thêm câu mẫu",
        back=url_for("administration.phrases"),
        row=phrase,
        remove=url_for("administration.remove_phrase", phrase_id=phrase.id) if phrase.id else None,
    )


def _accepted(form: CalendarDayForm | PhraseForm, row: CalendarDay | Phrase) -> bool:
    """A row that is not stored yet has no version to clash with."""
    return form.accepts(row) if row.id else bool(form.validate_on_submit())


def _as_seen(row: CalendarDay | Phrase) -> None:
    """Stop (409) a removal of what somebody changed since the page was shown."""
    if RemoveForm().version.data != str(row.version):
        abort(409)


def _moved(done: str, count: int) -> str:
    return f"{done} {count} thời hạn được tính lại." if count else done
