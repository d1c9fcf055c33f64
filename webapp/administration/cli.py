"""Commands of whoever runs the machine: `flask --app webapp init` and `… users`."""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn, TypeVar

import click
from flask.cli import AppGroup, with_appcontext
from flask_migrate import upgrade
from sqlalchemy import inspect, select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import ROLES, User
from webapp.administration.forms.people import CODE, USERNAME
from webapp.administration.services import people as services
from webapp.administration.services.setup import Installation, install
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.measures import STYLES
from webapp.organizations import naming
from webapp.organizations.models import Issuer, Organization
from webapp.rules import text as words
from webapp.rules.old_fonts import old_font

LONGEST = 300

F = TypeVar("F", bound=Callable[..., object])

users = AppGroup("users", help="People with accounts: add, list, password, deactivate.")


def _ask(option: str, words: str) -> Callable[[F], F]:
    return click.option(option, prompt=words, help=f"{words}.")


@click.command("init")
@_ask("--name", "Name of the issuing body")
@_ask("--superior-line", "Superior's line of the letterhead")
@_ask("--own-line", "Own line of the letterhead")
@_ask("--code", "Code that ends its symbols, as BTCTU in 73-KH/BTCTU")
@_ask("--place", "Place before the date")
@click.option("--style", default="party", show_default=True, help="Style of papers: party, youth.")
@_ask("--highest", "Highest organization of the tree")
@_ask("--board", "Organization of those who plan")
@_ask("--admin", "User name of the first administrator")
@_ask("--full-name", "Full name of the first administrator")
@with_appcontext
def init(admin: str, **given: str) -> None:
    """Begin a real, empty installation with its first administrator."""
    if not inspect(db.engine).has_table("issuer"):
        upgrade()
    if db.session.scalar(select(Issuer.id).limit(1)):
        _refuse("This database already has an issuer; init begins an empty one.")
    given = {key: _taken_in(value) for key, value in given.items()}
    for key, value in given.items():
        if not value or "\n" in value or len(value) > LONGEST:
            _refuse(f"--{key.replace('_', '-')} wants one line of 1 to {LONGEST} characters.")
    if given["style"] not in STYLES:
        _refuse(f"--style wants one of: {', '.join(STYLES)}.")
    if not re.fullmatch(CODE, given["code"]):
        _refuse("--code wants capital letters, figures and dashes, for example BTCTU.")
    user, password = install(Installation(username=_username(admin), **given))
    click.echo(f"Ready. Sign in within 72 hours as {user.username} with the password {password}")


@users.command("add")
@click.argument("username")
@click.option("--name", required=True, help="Full name.")
@click.option("--organization", required=True, help="Name of the organization, as on screen.")
@click.option("--role", "roles", multiple=True, required=True, help=", ".join(ROLES))
@click.option("--position", default="", help="Position, as shown beside the name.")
def add(username: str, name: str, organization: str, roles: tuple[str, ...], position: str) -> None:
    """Add a person and print the first password."""
    name, position = _taken_in(name), _taken_in(position)
    if not name or len(name) > LONGEST or len(position) > LONGEST:
        _refuse(f"--name wants 1 to {LONGEST} characters, --position as many at most.")
    if unknown := set(roles) - set(ROLES):
        _refuse(f"No role {', '.join(sorted(unknown))}; the roles are: {', '.join(ROLES)}.")
    where = _organization(organization)
    try:
        person, password = services.add_person(
            where, _username(username), name, position, list(dict.fromkeys(roles))
        )
    except Refused:
        _refuse(f"The user name {username} is taken.")
    click.echo(f"Added {person.username}. For 72 hours the password is {password}")


@users.command("list")
def list_people() -> None:
    """List everybody: user name, name, organization, roles."""
    people = db.session.scalars(
        select(User).options(joinedload(User.organization)).order_by(User.sort_key, User.id)
    )
    for one in people:
        state = "" if one.active else "  (deactivated)"
        roles = ",".join(one.roles)
        click.echo(f"{one.username}  {one.full_name}  {one.organization.name}  {roles}{state}")


@users.command("password")
@click.argument("username")
def password(username: str) -> None:
    """Give a person a code in place of the password, to choose a new one by, and print it."""
    person = _person(username)
    code = services.reset_password(person, None)
    click.echo(f"For 72 hours the password of {person.username} is {code}")


@users.command("deactivate")
@click.argument("username")
def deactivate(username: str) -> None:
    """Lock an account; what the person did stays."""
    person = _person(username)
    services.deactivate(person)
    click.echo(f"{person.username} can no longer sign in.")


def _taken_in(typed: str) -> str:
    if font := old_font(typed):
        _refuse(f"{typed[:60]!r} was typed for an old font, {font}; convert it to Unicode first.")
    return words.clean(typed)


def _username(typed: str) -> str:
    name = typed.casefold()
    if not USERNAME.fullmatch(name):
        _refuse("A user name has 3 to 40 small letters, figures, dots or dashes.")
    return name


def _person(username: str) -> User:
    found = db.session.scalars(select(User).where(User.username == username.casefold())).first()
    if found is None:
        _refuse(f"There is no user {username[:40]!r}.")
    return found


def _organization(name: str) -> Organization:
    """Return the one organization of that name; see `organizations.naming.named`."""
    found = list[Organization]()
    for issuer_id in db.session.scalars(select(Issuer.id).order_by(Issuer.id)):
        with suppress(naming.Unclear):
            found.append(naming.named(issuer_id, name[:LONGEST]))
    if len(found) != 1:
        _refuse(f"{len(found) or 'No'} organizations are called {name[:60]!r}; give its full name.")
    return found[0]


def _refuse(line: str) -> NoReturn:
    click.echo(line, err=True)
    raise SystemExit(2)
