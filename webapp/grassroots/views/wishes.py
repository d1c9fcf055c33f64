"""Absences and wishes: a person's own, or entered for all by the planner."""

from collections.abc import Sequence

from flask import Response, abort, flash, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts import gate, removed
from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, LEADER, MEMBER, PLANNER
from webapp.accounts.removed import RemovedRow, Undoable
from webapp.core import clock
from webapp.core.db import db
from webapp.core.web import page, see_other
from webapp.grassroots.can import CanWish
from webapp.grassroots.forms import WishForm
from webapp.grassroots.models import ABSENT, WISH_KINDS, Wish
from webapp.grassroots.queries.people import people_of
from webapp.grassroots.services import wishes as services
from webapp.grassroots.views.blueprint import bp
from webapp.milestones.standing import DONE, DUE, OFF, Standing
from webapp.organizations.models import Level, Organization, still_there
from webapp.visits.queries.needs import Known, duties_in

WRITERS = (PLANNER, MEMBER, LEADER)

STANDINGS = {
    kind: Standing(words, {ABSENT: OFF, "avoid": DUE}.get(kind, DONE))
    for kind, words in WISH_KINDS.items()
}


@bp.get("/grassroots/wishes")
@permit(*BOARD)
def wishes() -> Response:
    """Absences and wishes from this month on: one's own; the planner sees everybody's."""
    return _page(_form())


@bp.post("/grassroots/wishes")
@permit(*WRITERS)
def add_wish() -> Response:
    """Enter an absence or a wish."""
    form = _form()
    if form.validate_on_submit():
        found = services.add(me(), form.values())
        flash(_noted(found))
        return see_other("grassroots.wishes")
    return _page(form)


@bp.post("/grassroots/wishes/<int:wish_id>/remove")
@permit(*WRITERS)
def remove_wish(wish_id: int) -> Response:
    """Take a wish back: one's own, or as planner anybody's."""
    wish = gate.load(Wish, wish_id)
    if not CanWish(me()).change(wish):
        abort(403)
    if request.form.get("version") != str(wish.version):
        abort(409)
    kept = removed.keep(WISH, wish, me())
    services.remove(wish, me())
    removed.offer("Đã bỏ.", kept)
    return see_other("grassroots.wishes")


def _restore(kept: RemovedRow) -> str:
    wish = removed.remade(Wish, kept)
    if not CanWish(me()).change(wish):
        abort(403)
    services.bring_back(wish, me())
    return url_for("grassroots.wishes")


WISH = Undoable("wish", _restore)


def _noted(found: Sequence[Known]) -> str:
    """Return what is said once an absence or a wish is kept, and what it touches."""
    if not found:
        return "Đã ghi nhận; lần đề xuất phân công sau sẽ tính đến."
    where = "; ".join(one.where for one in found)
    told = "" if CanWish(me()).plan else " Người lập kế hoạch đã được báo để bố trí người thay."
    return f"Đã ghi nhận. Trong thời gian vắng có {len(found)} buổi đã phân công: {where}.{told}"


def _form() -> WishForm:
    form = WishForm()
    people = people_of(me().issuer_id) if CanWish(me()).plan else [me()]
    form.offer(people, _units())
    return form


def _units() -> Sequence[Organization]:
    return db.session.scalars(
        select(Organization)
        .join(Level, Level.id == Organization.level_id)
        .where(
            Organization.issuer_id == me().issuer_id,
            Level.is_planned,
            still_there(clock.today()),
        )
        .order_by(Organization.sort_key, Organization.id)
    ).all()


def _touched(found: Sequence[Wish]) -> dict[int, list[Known]]:
    """Return, by wish, the visits that an absence falls on: one query for all."""
    away = [one for one in found if one.kind == ABSENT]
    if not away:
        return {}
    first, last = min(one.starts_on for one in away), max(one.ends_on for one in away)
    known = duties_in([one.user_id for one in away], first, last)
    return {
        wish.id: [
            one
            for one in known
            if wish.user_id in one.people and wish.starts_on <= one.day <= wish.ends_on
        ]
        for wish in away
    }


def _page(form: WishForm) -> Response:
    since = clock.today().replace(day=1)
    whose = gate.rows(Wish, Wish.ends_on >= since)
    if not CanWish(me()).plan:
        whose = whose.where(Wish.user_id == me().id)
    found = db.session.scalars(
        whose.options(joinedload(Wish.user), joinedload(Wish.organization)).order_by(
            Wish.starts_on, Wish.id
        )
    ).all()
    return page(
        "grassroots/wishes.html",
        form=form,
        wishes=found,
        touched=_touched(found),
        kinds=WISH_KINDS,
        standings=STANDINGS,
        can=CanWish(me()),
    )
