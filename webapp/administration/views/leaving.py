"""What people who leave hold: listed, handed over in one step; and what nobody active holds."""

from flask import Blueprint, Response, flash, request
from sqlalchemy import select

from webapp.accounts import holdings
from webapp.accounts.can import Can
from webapp.accounts.gate import me, permit
from webapp.accounts.holdings import HOLDINGS, NEEDED, Held
from webapp.accounts.models import ADMINISTRATOR, PLANNER, ROLES, User
from webapp.administration.forms.leaving import (
    Holding,
    LeavingForm,
    label_of,
    leaving_form,
    version_of,
)
from webapp.administration.queries import people as queries
from webapp.administration.services import leaving as services
from webapp.core.db import db
from webapp.core.forms import lock
from webapp.core.web import page, see_other
from webapp.organizations.models import Organization
from webapp.rules.picking import MOST_SHOWN

bp = Blueprint("leaving", __name__)


@bp.get("/people/left-behind")
@permit(ADMINISTRATOR, PLANNER)
def left_behind() -> Response:
    """What is held by people who do not sign in any more."""
    held = holdings.held_by(holdings.left_behind(me().issuer_id))
    found = select(User).where(User.id.in_({one.user_id for one in held})).order_by(User.sort_key)
    people = db.session.scalars(found).all()
    return page(
        "leaving/left_behind.html",
        people=[
            (one, grouped([each for each in held if each.user_id == one.id])) for one in people
        ],
        warnings=warnings(holdings.colleagues(me().issuer_id)),
    )


@bp.route("/people/<int:user_id>/hand-over", methods=["GET", "POST"])
@permit(ADMINISTRATOR, PLANNER)
def hand_over(user_id: int) -> Response:
    """List what a person holds, and hand it over: to one, to several, or leave some of it."""
    person = queries.own(User, user_id)
    if request.method == "POST":
        lock(person)  # two who hand over at once: the second sees what is left
    held = holdings.held_by(User.id == person.id)
    others = holdings.colleagues(person.issuer_id, person.id)
    people = holdings.takers(others)
    row = Holding(version_of(held), locks=person.active and Can(me()).administer)
    form = leaving_form(held, people)(obj=row)
    if not _may_lock(person):
        del form.locks
    if form.accepts(row):
        locks = bool(form.locks and form.locks.data)
        count = services.hand_over(person, form.given(), me(), locks=locks)
        flash(f"Đã bàn giao {count} việc.{' Đã khóa tài khoản.' if locks else ''}")
        return see_other("leaving.hand_over", user_id=person.id)
    return _page(person, held, others, form)


def _may_lock(person: User) -> bool:
    return Can(me()).administer and person.active and person.id != me().id


def _page(person: User, held: list[Held], others: list[User], form: LeavingForm) -> Response:
    people = holdings.takers(others)
    return page(
        "leaving/hand_over.html",
        form=form,
        person=person,
        groups=grouped(held),
        offered=[label_of(one) for one in people] if len(people) <= MOST_SHOWN else [],
        done=services.handed_over_by(person),
        warnings=[*warnings(others), *_of_office(person, others)],
        can=Can(me()),
    )


def _of_office(person: User, others: list[User]) -> list[str]:
    """Return that nobody would act for the person's body any more, in words."""
    if not holdings.leaves_office_empty(person, others):
        return []
    where = db.session.get_one(Organization, person.organization_id).name
    return [f"{where} không còn ai gửi lịch, báo cáo và nhận thông báo."]


def grouped(held: list[Held]) -> list[tuple[str, list[Held]]]:
    """Return things by their kinds, with the kinds' titles."""
    found = [(kind.title, [one for one in held if one.kind == kind.key]) for kind in HOLDINGS]
    return [(title, own) for title, own in found if own]


def warnings(people: list[User]) -> list[str]:
    """Return which needed parts nobody would have, in words."""
    empty = holdings.parts_left_empty(people)
    return [f"Không còn ai có vai trò {ROLES[role]}: {NEEDED[role]}." for role in empty]
