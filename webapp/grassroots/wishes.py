"""Absences and wishes: a person's own, or entered for all by the planner."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, flash, request
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts import gate
from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, LEADER, MEMBER, PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.web import page, see_other
from webapp.grassroots.blueprint import bp
from webapp.grassroots.forms import WishForm
from webapp.grassroots.models import WISH_KINDS, Wish
from webapp.grassroots.people import people_of
from webapp.organizations.models import Level, Organization, still_there

WRITERS = (PLANNER, MEMBER, LEADER)


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
        add(me(), form.values())
        flash("Đã ghi nhận; lần đề xuất phân công sau sẽ tính đến.")
        return see_other("grassroots.wishes")
    return _page(form)


@bp.post("/grassroots/wishes/<int:wish_id>/remove")
@permit(*WRITERS)
def remove_wish(wish_id: int) -> Response:
    """Take a wish back: one's own, or as planner anybody's."""
    wish = gate.load(Wish, wish_id)
    if wish.user_id != me().id and not me().is_any(PLANNER):
        abort(403)
    if request.form.get("version") != str(wish.version):
        abort(409)
    db.session.delete(wish)
    db.session.commit()
    flash("Đã bỏ.")
    return see_other("grassroots.wishes")


def add(who: User, values: dict[str, Any]) -> Wish:
    """Keep an absence or a wish."""
    wish = Wish(issuer_id=who.issuer_id, **values)
    db.session.add(wish)
    db.session.commit()
    return wish


def _form() -> WishForm:
    form = WishForm()
    people = people_of(me().issuer_id) if me().is_any(PLANNER) else [me()]
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


def _page(form: WishForm) -> Response:
    since = clock.today().replace(day=1)
    whose = gate.rows(Wish, Wish.ends_on >= since)
    if not me().is_any(PLANNER):
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
        kinds=WISH_KINDS,
        may_write=me().is_any(*WRITERS),
        is_planner=me().is_any(PLANNER),
    )
