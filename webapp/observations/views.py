"""Ongoing supervision on screen: noting, the list, and what was noted by topic."""

from flask import Blueprint, Response, abort, flash, request, url_for
from sqlalchemy.orm import joinedload

from webapp.accounts import removed
from webapp.accounts.gate import load, me, permit
from webapp.accounts.models import BOARD, LEADER, MEMBER, PLANNER
from webapp.accounts.removed import RemovedRow, Undoable
from webapp.core import clock
from webapp.core.db import db
from webapp.core.forms import lock
from webapp.core.lists import paged
from webapp.core.web import page, see_other
from webapp.documents.register import recording
from webapp.observations import queries, services, standing
from webapp.observations.can import CanObserve
from webapp.observations.forms import ObservationForm, SearchForm, shown
from webapp.observations.models import KINDS, Observation
from webapp.organizations import naming
from webapp.organizations.models import Organization

bp = Blueprint("observations", __name__)

WRITERS = (PLANNER, LEADER, MEMBER)


@bp.get("/observations")
@permit(*BOARD)
def index() -> Response:
    """All notes, newest first, searchable."""
    form = _asked()
    return page(
        "observations/index.html",
        form=form,
        listing=paged(queries.found(form), scalars=True),
        renamed=_renamed(form),
        stands=standing,
        can=CanObserve(me()),
    )


@bp.get("/observations/gathered")
@permit(*BOARD)
def gathered() -> Response:
    """The same notes, gathered by topic."""
    form = _asked()
    found = queries.gathered(form)
    return page(
        "observations/gathered.html",
        form=form,
        gathered=found,
        renamed=_renamed(form),
        kinds=KINDS,
        stands=standing,
    )


def _renamed(form: SearchForm) -> list[naming.Renamed]:
    return naming.renamed(me().issuer_id, form.unit.data or "", me().reach)


@bp.route("/observations/new", methods=["GET", "POST"])
@permit(*WRITERS)
def note() -> Response:
    """Note something; the next note may begin where this one was made."""
    form = ObservationForm()
    form.set_topics(queries.topics_to_note())
    if form.validate_on_submit() and (unit := _unit(form)):
        services.note(form.values(), unit, me())
        flash("Đã ghi nhận.")
        if "again" not in request.form:
            return see_other("observations.index")
        return see_other("observations.note", topic=form.topic_id.data, unit=form.unit.data)
    if not form.is_submitted():
        form.noted_on.data = clock.today()
        form.unit.data = request.args.get("unit", "")[:300]
        form.topic_id.data = request.args.get("topic", type=int)
    return _form_page("Ghi nhận mới", form)


@bp.route("/observations/<int:observation_id>/edit", methods=["GET", "POST"])
@permit(*WRITERS)
def edit(observation_id: int) -> Response:
    """Change one's own note; a planner any."""
    row = _own(observation_id)
    if request.method == "POST":
        lock(row)
    form = ObservationForm(obj=shown(row))
    form.set_topics(queries.topics_to_note(row.topic_id))
    if form.accepts(shown(row)) and (unit := _unit(form)):
        services.change(row, form.values(), unit)
        flash("Đã lưu.")
        return see_other("observations.index")
    return _form_page("Sửa ghi nhận", form, row)


@bp.post("/observations/<int:observation_id>/remove")
@permit(*WRITERS)
def remove(observation_id: int) -> Response:
    """Take a note back, as its page showed it (409 when somebody changed it since)."""
    row = _own(observation_id)
    lock(row)
    if request.form.get("version") != str(row.version):
        abort(409)
    kept = removed.keep(NOTE, row, me())
    services.remove(row)
    removed.offer("Đã xóa ghi nhận.", kept)
    return see_other("observations.index")


def _restore(kept: RemovedRow) -> str:
    row = removed.remade(Observation, kept)
    if not CanObserve(me()).change(row):
        abort(403)
    db.session.add(row)
    db.session.flush()
    return url_for("observations.index")


NOTE = Undoable("observation", _restore)


def _asked() -> SearchForm:
    form = SearchForm(formdata=request.args)
    form.set_topics(queries.topics())
    form.validate()
    return form


def _own(observation_id: int) -> Observation:
    row = load(Observation, observation_id, joinedload(Observation.organization))
    if not CanObserve(me()).change(row):
        abort(403)
    return row


def _unit(form: ObservationForm) -> Organization | None:
    """Return the unit that is looked at, or None with the reason beside the field.

    A duty without a unit is one of an officer of the body that plans.
    """
    if not form.unit.data:
        return queries.body_of(form.topic_id.data)
    try:
        return naming.named(me().issuer_id, form.unit.data)
    except naming.Unclear as unclear:
        form.unit.errors = [str(unclear)]
        return None


def _form_page(title: str, form: ObservationForm, row: Observation | None = None) -> Response:
    return page(
        "observations/form.html",
        form=form,
        title=title,
        row=row,
        names=recording.committees(me().issuer_id),
    )
