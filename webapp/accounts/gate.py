"""The gate: the one way to load a row for a person, and who may use which route.

A row that the person may not see does not exist for them (404). A person whose part does not
include an action is told so (403). Nobody is sent to sign in.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from flask import abort, current_app, request
from flask_login import current_user
from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload
from sqlalchemy.sql.base import ExecutableOption

from webapp.accounts.models import OFFICE, User
from webapp.core import clock
from webapp.core.db import db

P = ParamSpec("P")
R = TypeVar("R")


class Guarded(Protocol):
    """A table that says which of its rows a person may see."""

    id: Any

    @classmethod
    def seen_by(cls, who: User) -> ColumnElement[bool]: ...


T = TypeVar("T", bound=Guarded)

EVERYBODY: tuple[str, ...] = ()  # any person who is signed in
NOBODY = ("nobody",)  # even without signing in
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LARGEST_ID = 2**31 - 1  # PostgreSQL refuses to compare a greater number with an id


def me() -> User:
    """Return who is signed in. Only for views behind `permit`."""
    return cast(User, current_user._get_current_object())


def reload_me() -> None:
    """Load who is signed in once more: a commit lets go of all that was loaded."""
    whole = select(User).options(joinedload(User.issuer), joinedload(User.organization))
    db.session.scalars(whole.where(User.id == me().id)).one()


def permit(*roles: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Open a view to people with one of *roles*; to `EVERYBODY` signed in when none is named.

    Every route carries this; a test fails for one that does not.
    """

    def wrap(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if roles == NOBODY:
                return view(*args, **kwargs)
            if not current_user.is_authenticated:
                return cast(R, current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
            if roles and not me().is_any(*_open_to(roles)):
                abort(403)
            return view(*args, **kwargs)

        guarded.permit = roles  # type: ignore[attr-defined]
        return guarded

    return wrap


def _open_to(roles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts that are let in: an office whose body ended reads, and does nothing."""
    if request.method in SAFE or me().organization.is_there(clock.today()):
        return roles
    return tuple(role for role in roles if role != OFFICE)


def rows(table: type[T], *also: ColumnElement[bool]) -> Select[T]:
    """Select the rows of *table* that the signed-in person may see."""
    return select(table).where(table.seen_by(me()), *also)


def load(table: type[T], row_id: int, *options: ExecutableOption) -> T:
    """Load one row for the signed-in person, or end with 404."""
    if row_id > LARGEST_ID:
        abort(404)
    statement = rows(table, cast(ColumnElement[bool], table.id == row_id)).options(*options)
    row = db.session.execute(statement).unique().scalar_one_or_none()
    if row is None:
        abort(404)
    return row


def child(found: T | None, belongs: bool) -> T:
    """Return *found* when it belongs to the row already loaded, or end with 404."""
    if found is None or not belongs:
        abort(404)
    return found
