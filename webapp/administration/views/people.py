"""The administrator's pages: people and organizations; `standards` has the others."""

from flask import Response, abort, flash, request, url_for
from sqlalchemy.orm import joinedload

from webapp.accounts.gate import me, permit
from webapp.accounts.holdings import count_held
from webapp.accounts.models import ADMINISTRATOR, User
from webapp.administration.forms.changes import EstablishedForm
from webapp.administration.forms.people import NewPersonForm, OrganizationForm, PersonForm
from webapp.administration.queries import people as queries
from webapp.administration.services import people as services
from webapp.administration.views.blueprint import bp
from webapp.core import clock
from webapp.core.lists import paged
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.documents.handed_in import quota
from webapp.organizations import changes, naming, succession
from webapp.organizations.models import Organization
from webapp.rules.names import identity

LOWEST = 1_000_000  # below every level
WITH_LEVELS = (
    joinedload(Organization.level),
    joinedload(Organization.parent).joinedload(Organization.level),
)


@bp.get("/administration/people")
@permit(ADMINISTRATOR)
def people() -> Response:
    """Everybody with an account."""
    sought = request.args.get("q", "")
    listing = paged(queries.people(sought), scalars=True)
    left = queries.left_behind()
    return page("administration/people.html", listing=listing, sought=sought, left=left)


@bp.route("/administration/people/new", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def add_person() -> Response:
    """Add a person, perhaps to an organization that was gone to first."""
    asked = request.args.get("organization", "")
    also = int(asked) if asked.isdecimal() and len(asked) < 10 else None
    workplaces = queries.workplaces(also)
    form = NewPersonForm()
    form.set_workplaces(workplaces)
    if not form.is_submitted():
        form.organization_id.data, form.serves_from.data = also, clock.today()
    elif form.validate():
        where = next(one for one in workplaces if one.id == form.organization_id.data)
        words = form.username.data, form.full_name.data, form.position.data
        try:
            person, password = services.add_person(where, *words, form.roles.data, form.service)
        except Refused as refusal:
            form.username.errors = [str(refusal)]
        else:
            return _password(person, password)
    return page("administration/person.html", form=form, person=None, held=0)


@bp.route("/administration/people/<int:user_id>", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def edit_person(user_id: int) -> Response:
    """Change a person, or lock the account."""
    person = queries.own(User, user_id)
    form = PersonForm(obj=person)
    form.set_workplaces(queries.workplaces(person.organization_id))
    if form.accepts(person) and form.keeps_in(person, me()):
        services.change_person(person, form)
        held = 0 if person.active else count_held(User.id == person.id)
        still = f" Đã khóa; còn {held} việc chưa bàn giao." if held else ""
        flash(f"Đã lưu {person.full_name}.{still}")
        if held:
            return see_other("leaving.hand_over", user_id=person.id)
        return see_other("administration.people")
    held = count_held(User.id == person.id)
    return page("administration/person.html", form=form, person=person, held=held)


@bp.post("/administration/people/<int:user_id>/password")
@permit(ADMINISTRATOR)
def reset_password(user_id: int) -> Response:
    """Give a code in place of the password, and show it once."""
    person = queries.own(User, user_id)
    return _password(person, services.reset_password(person, me()))


@bp.get("/administration/organizations")
@permit(ADMINISTRATOR)
def organizations() -> Response:
    """The tree, a step at a time, or what was searched for."""
    sought, asked = request.args.get("q", ""), request.args.get("under", "")
    under = queries.own(Organization, int(asked)) if asked.isdecimal() and len(asked) < 10 else None
    listing = paged(queries.organizations(sought, under))
    return page(
        "administration/organizations.html",
        listing=listing,
        used=quota.used_by([one.id for one, _ in listing.rows]),
        renamed=naming.renamed(me().issuer_id, sought),
        ended=succession.ended(me().issuer_id, sought, clock.today(), clock.today()),
        superiors=queries.superiors_of(under) if under else [],
        under=under,
        sought=sought,
    )


@bp.route("/administration/organizations/<int:parent_id>/new", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def add_organization(parent_id: int) -> Response:
    """Add an organization right below another: founded by a decision, or there before."""
    parent = queries.own(Organization, parent_id, *WITH_LEVELS)
    form = EstablishedForm()
    form.set_levels(queries.levels(), parent.level.position)
    if not form.level_id.choices:
        abort(404)
    typed = form.name.data if form.is_submitted() else ""
    form.ask_about(naming.near_siblings(parent.id, typed) if typed else [])
    if form.validate_on_submit() and form.is_told_apart:
        try:
            _establish(form, parent)
        except Refused as refusal:
            form.name.errors = [str(refusal)]
        else:
            flash(f"Đã thêm {form.name.data}.")
            return see_other("administration.organizations", under=parent_id)
    return page(
        "administration/edit.html",
        form=form,
        title=f"Thêm tổ chức trực thuộc {parent.name}",
        back=url_for("administration.organizations", under=parent.id),
    )


def _establish(form: EstablishedForm, parent: Organization) -> None:
    """Add what was typed: founded by a decision, or there before. Raises `Refused`."""
    issuer_id, names, level_id = me().issuer_id, form.names(), form.level_id.data
    if form.on.data:
        plan = changes.establishing(changes.Founded(names, parent.id, level_id))
        changes.record(issuer_id, "established", form.decided(me().id), plan)
    else:
        services.add_organization(issuer_id, parent, names, level_id)


@bp.route("/administration/organizations/<int:organization_id>", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def edit_organization(organization_id: int) -> Response:
    """Mend what was mistyped about an organization."""
    found = queries.own(Organization, organization_id, *WITH_LEVELS)
    form = OrganizationForm(obj=found)
    above = found.parent.level.position if found.parent else 0
    form.set_levels(queries.levels(), above, services.highest_below(found) or LOWEST)
    form.ask_about(_near(found, form))
    if form.accepts(found) and form.is_told_apart:
        under = found.parent_id
        try:
            changes.correct(found, form.names(), form.level_id.data)
        except Refused as refusal:
            form.form_errors.append(str(refusal))
        else:
            flash(f"Đã lưu {form.name.data}.")
            return see_other("administration.organizations", under=under)
    return page("administration/organization.html", form=form, found=found)


def _near(found: Organization, form: OrganizationForm) -> list[str]:
    """Return whose names a corrected one may be taken for; one that stays is not asked about."""
    typed = form.name.data if form.is_submitted() else ""
    if not typed or not found.parent_id or identity(typed) == identity(found.name):
        return []
    return naming.near_siblings(found.parent_id, typed, but=found.id)


def _password(person: User, password: str) -> Response:
    # Shown in answer to the POST itself: a password must not wait in a cookie for the next page.
    return page("administration/password.html", person=person, password=password)
