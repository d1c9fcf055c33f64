"""The pages of what units that ended left behind: the list, and who takes it over."""

from collections.abc import Iterable, Sequence

from flask import Response, abort, flash, request

from webapp.accounts.can import Can
from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, PLANNER
from webapp.administration.forms.handing_over import form_of
from webapp.administration.queries import left_open as left_behind
from webapp.administration.queries import people as queries
from webapp.administration.services.handing_over import Carrying, carry
from webapp.administration.views.tree import bp
from webapp.core.lists import sliced
from webapp.core.web import page, see_other
from webapp.followup.answering import answered_by_each
from webapp.followup.queries import STATES
from webapp.organizations.models import Organization

FEW = 10


@bp.get("/organizations/left-open")
@permit(*BOARD)
def left_open() -> Response:
    """What units that ended left open, and into what they went."""
    listing = sliced(left_behind.left_open())
    heirs = {heir.id: heir for one in listing.rows if one.recommendations for heir in one.heirs}
    return page(
        "organizations/left_open.html",
        listing=listing,
        without_account=_words(heirs.values()),
        states=STATES,
        can=Can(me()),
    )


@bp.post("/organizations/<int:organization_id>/hand-over")
@permit(PLANNER)
def hand_over(organization_id: int) -> Response:
    """Hand what was recommended to a unit that ended over to one into which it went."""
    of = left_behind.left_open_of(queries.own(Organization, organization_id))
    asked = request.form.get("heir", "")
    heir = next((one for one in of.heirs if str(one.id) == asked), None)
    if of.organization.until is None or heir is None:
        abort(409)
    rows = [row for row, _ in of.recommendations]
    carry(of.organization, Carrying(recommendations=(rows, heir)), me())
    for words in _without_account([heir] if rows else []):
        flash(words)
    flash(f"Đã giao {len(rows)} kiến nghị cho {heir.name}." if rows else "Không còn kiến nghị nào.")
    return see_other("organizations.left_open")


@bp.route("/organizations/<int:organization_id>/handing-over", methods=["GET", "POST"])
@permit(PLANNER)
def handing_over(organization_id: int) -> Response:
    """Carry all that a unit left open to its heirs, each sort to one of them."""
    of = left_behind.left_open_of(queries.own(Organization, organization_id))
    heirs = left_behind.may_take_over(of)
    form = form_of(of, heirs)
    if form.validate_on_submit():
        given = carry(of.organization, form.carrying(), me())
        told = "; ".join(f"{heir.name}: {carried.words}" for heir, carried in given.items())
        for words in _without_account(list(given)):
            flash(words)
        flash(f"Đã giao. {told}." if told else "Chưa giao việc nào cho tổ chức khác.")
        return see_other("organizations.left_open")
    return page(
        "organizations/handing_over.html",
        form=form,
        of=of,
        has_heirs=bool(heirs),
        without_account=_without_account(heirs),
        states=STATES,
        can=Can(me()),
    )


def _without_account(heirs: Sequence[Organization]) -> list[str]:
    """Say of each heir where nobody can answer in the program who could enter it for that one."""
    if len(heirs) > FEW:  # not heirs, but all that stood below
        return []
    return list(_words(heirs).values())


def _words(heirs: Iterable[Organization]) -> dict[int, str]:
    """Return what is said of each body, by its number, where nobody can answer in the program."""
    found = answered_by_each(heirs)
    return {number: one.words for number, one in found.items() if one.words}
