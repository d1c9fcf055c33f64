"""What an administrator does: one function each, one transaction each."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from webapp.accounts import services as accounts
from webapp.accounts.models import User
from webapp.core.db import db
from webapp.core.forms import Form
from webapp.core.refusals import Refused
from webapp.milestones.services import recount
from webapp.organizations.models import CalendarDay, Issuer, Level, Organization
from webapp.visits.models import Phrase

# Without letters and figures that are taken for one another.
_LETTERS = "abcdefghkmnpqrstuvwxyz23456789"


def new_password() -> str:
    """Return a password that can be read out: three groups of four."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def add_person(
    organization: Organization, username: str, full_name: str, position: str, roles: Sequence[str]
) -> tuple[User, str]:
    """Add a person; return it with the password, which nobody can read again."""
    password = new_password()
    if db.session.scalar(select(User.id).where(User.username == username)):
        raise Refused("Tên đăng nhập này đã có người dùng.")
    with _as_clash():
        person = accounts.add_user(organization, username, password, full_name, roles, position)
    return person, password


def change_person(person: User, form: Form) -> None:
    """Change a person's name, place, parts, or whether they may sign in."""
    form.fill(person)
    db.session.commit()


def reset_password(person: User) -> str:
    """Give a person a new password and return it, for the only time."""
    password = new_password()
    accounts.change_password(person, password)
    return password


def deactivate(person: User) -> None:
    """Lock an account; what the person did stays."""
    person.active = False
    db.session.commit()


def add_organization(issuer_id: int, parent: Organization, form: Form) -> Organization:
    """Add an organization right below *parent*."""
    added = Organization(issuer_id=issuer_id, parent_id=parent.id)
    form.fill(added)
    db.session.add(added)
    db.session.flush()
    added.path = f"{parent.path}{added.id}/"
    db.session.commit()
    return added


def change_organization(organization: Organization, form: Form) -> None:
    """Rename an organization, or change its level, place or dates."""
    form.fill(organization)
    db.session.commit()


def highest_below(organization: Organization) -> int | None:
    """Return the position of the highest level directly below, if there is any."""
    return db.session.scalar(
        select(func.min(Level.position))
        .join(Organization, Organization.level_id == Level.id)
        .where(Organization.parent_id == organization.id)
    )


def move(organization: Organization, parent: Organization) -> None:
    """Put an organization, with all below it, under another superior.

    Needs both levels loaded. Raises `Refused` for a place below itself or not of a higher level.
    """
    if organization.parent_id is None:
        raise Refused("Tổ chức cao nhất không chuyển được.")
    if organization.holds(parent):
        raise Refused("Không chuyển vào dưới chính tổ chức này được.")
    if parent.level.position >= organization.level.position:
        raise Refused("Cấp trên mới phải thuộc cấp cao hơn.")
    old, new = organization.path, f"{parent.path}{organization.id}/"
    organization.parent_id = parent.id
    db.session.flush()
    db.session.execute(
        update(Organization)
        .where(Organization.path.startswith(old, autoescape=True))
        .values(path=new + func.substr(Organization.path, len(old) + 1))
        .execution_options(synchronize_session=False)
    )
    db.session.commit()


def save_day(day: CalendarDay, form: Form) -> int:
    """Add or change an own day of the calendar; return how many due days moved with it (R2).

    Raises `Refused` when the day is there already.
    """
    twin = select(CalendarDay.id).where(
        CalendarDay.issuer_id == day.issuer_id,
        CalendarDay.day == form.data["day"],
        CalendarDay.id != (day.id or 0),
    )
    if db.session.scalar(twin):
        raise Refused("Ngày này đã có trong lịch.")
    form.fill(day)
    db.session.add(day)
    with _as_clash():
        db.session.flush()
    moved = recount(day.issuer_id)
    db.session.commit()
    return moved


def remove_day(day: CalendarDay) -> int:
    """Leave a day to the library again; return how many due days moved with it."""
    db.session.delete(day)
    db.session.flush()
    moved = recount(day.issuer_id)
    db.session.commit()
    return moved


def change_settings(issuer: Issuer, form: Form) -> None:
    """Change the letterhead and settings; a new way of counting moves what is still owed."""
    counted = issuer.clear_days
    form.fill(issuer)
    db.session.flush()
    if issuer.clear_days != counted:
        recount(issuer.id)
    db.session.commit()


def save_phrase(phrase: Phrase, form: Form) -> None:
    """Add or change a phrase."""
    form.fill(phrase)
    db.session.add(phrase)
    db.session.commit()


def remove(row: Any) -> None:
    """Remove a row for good."""
    db.session.delete(row)
    db.session.commit()


@contextmanager
def _as_clash() -> Iterator[None]:
    """Turn a lost race for a unique value into the clash that every page knows."""
    try:
        yield
    except IntegrityError as error:
        raise StaleDataError("somebody was quicker") from error
