"""What an administrator does: one function each, one transaction each."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from webapp.accounts import failures
from webapp.accounts import services as accounts
from webapp.accounts.models import LEADER, User
from webapp.accounts.posts import Service
from webapp.administration.services.recounting import recount
from webapp.attending.models import Phrase
from webapp.core import clock
from webapp.core.db import Model, db
from webapp.core.forms import Form
from webapp.core.refusals import Refused
from webapp.milestones import services as milestones
from webapp.organizations import history, letterheads, naming
from webapp.organizations.models import CalendarDay, Issuer, Level, Organization
from webapp.rules.reorganizing import Names

# Without letters and figures that are taken for one another.
_LETTERS = "abcdefghkmnpqrstuvwxyz23456789"


def new_password() -> str:
    """Return a code that can be read out: three groups of four."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def add_person(
    organization: Organization,
    username: str,
    full_name: str,
    position: str,
    roles: Sequence[str],
    service: Service | None = None,
) -> tuple[User, str]:
    """Add a person; return it with the code, which nobody can read again."""
    password = new_password()
    if db.session.scalar(select(User.id).where(User.username == username)):
        raise Refused("Tên đăng nhập này đã có người dùng.")
    with _as_clash():
        person = accounts.add_user(
            organization, username, password, full_name, roles, position, service
        )
    return person, password


def change_person(person: User, form: Form) -> None:
    """Change a person's name, place, parts, or whether they may sign in."""
    form.fill(person)
    if not person.active:
        accounts.lock(person)
    db.session.commit()


def reset_password(person: User, by: User | None) -> str:
    """Give a person a code to sign in by in place of the password; return it, for the only time.

    It is told to the person and to the issuer's leaders; *by* is None for who runs the machine.
    """
    code = new_password()
    accounts.give_code(person, code)
    doer = f"đồng chí {by.full_name}" if by else "người vận hành máy chủ"
    words = f"Mật khẩu của đồng chí do {doer} đặt lại. Không phải đồng chí yêu cầu thì báo ngay."
    milestones.notify([person.id], words, "/account")
    leaders = set(milestones.people_of(person.issuer_id, LEADER)) - {person.id}
    milestones.notify(leaders, f"Mật khẩu của đồng chí {person.full_name} do {doer} đặt lại.")
    db.session.commit()
    return code


def lift_account(person: User) -> None:
    """Let an account that was tried too often be tried again at once."""
    failures.lift_account(person.id)
    db.session.commit()


def lift_address(address: str) -> None:
    """Let an address from which accounts were tried too often try again at once."""
    failures.lift_address(address)
    db.session.commit()


def deactivate(person: User) -> None:
    """Lock an account; what the person did stays."""
    accounts.lock(person)
    db.session.commit()


def add_organization(issuer_id: int, parent: Organization, names: Names, level_id: int) -> None:
    """Add an organization that has long been there, right below *parent*.

    Raises `Refused` where one of just this name is there.
    """
    if twin := naming.sibling(parent.id, names.name):
        raise Refused(f"Cấp trên này đã có “{twin.name}”.")
    added = Organization(
        issuer_id=issuer_id,
        parent_id=parent.id,
        level_id=level_id,
        place=names.place,
        **names.values(),
    )
    db.session.add(added)
    db.session.flush()
    added.path = f"{parent.path}{added.id}/"
    db.session.commit()


def highest_below(organization: Organization) -> int | None:
    """Return the position of the highest level directly below, if there is any."""
    return db.session.scalar(
        select(func.min(Level.position))
        .join(Organization, Organization.level_id == Level.id)
        .where(Organization.parent_id == organization.id)
    )


def save_day(day: CalendarDay, form: Form) -> int:
    """Add or change an own day of the calendar; return how many due days moved with it (R2).

    Raises `Refused` when the day is there already.
    """
    put_day(day, form)
    moved = recount(day.issuer_id)
    db.session.commit()
    return moved


def put_day(day: CalendarDay, form: Form) -> None:
    """Put an own day into the calendar: `save_day` without what follows. Does not commit."""
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


def remove_day(day: CalendarDay) -> int:
    """Leave a day to the library again; return how many due days moved with it."""
    issuer_id = day.issuer_id
    db.session.delete(day)
    db.session.flush()
    moved = recount(issuer_id)
    db.session.commit()
    return moved


def put_day_back(day: CalendarDay) -> int:
    """Add a day that was removed once more; return how many due days moved. Does not commit."""
    db.session.add(day)
    db.session.flush()
    return recount(day.issuer_id)


def change_settings(issuer: Issuer, form: Form) -> None:
    """Change the letterhead and settings; a new way of counting moves what is still owed."""
    counted, lived_on = issuer.clear_days, issuer.training_day
    form.fill(issuer)
    db.session.flush()
    letterheads.mend(issuer, clock.today())
    if issuer.training_day != lived_on:
        history.settle_soon(issuer.id)
    if issuer.clear_days != counted:
        recount(issuer.id)
    db.session.commit()


def save_phrase(phrase: Phrase, form: Form) -> None:
    """Add or change a phrase."""
    form.fill(phrase)
    db.session.add(phrase)
    db.session.commit()


def remove(row: Model) -> None:
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
