"""People in the order that the reader chose: by full name, or by given name as offices list them.

The choice is made on a page that lists people and holds on every page until it is changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask, has_request_context, request, session
from sqlalchemy import SQLColumnExpression

from webapp.accounts.models import User

ARGUMENT = "people"  # in the address, and in the session
FULL, GIVEN = "full", "given"
ORDERS = {FULL: "Họ và tên", GIVEN: "Tên"}


@dataclass(frozen=True)
class Order:
    """An order as a page offers it."""

    words: str
    url: str
    is_chosen: bool


def columns() -> tuple[SQLColumnExpression[object], ...]:
    """Return what to order people by in a statement."""
    key = User.given_key if _chosen() == GIVEN else User.sort_key
    return (key, User.id)


def in_order(people: Iterable[User]) -> list[User]:
    """Return people in the order chosen."""
    by_given = _chosen() == GIVEN
    return sorted(people, key=lambda one: (one.given_key if by_given else one.sort_key, one.id))


def offered() -> list[Order]:
    """Return the orders that a page of people offers, each with its address."""
    rest = [(name, value) for name, value in request.args.items(multi=True) if name != ARGUMENT]
    return [
        Order(words, f"{request.path}?{urlencode([*rest, (ARGUMENT, key)])}", key == _chosen())
        for key, words in ORDERS.items()
    ]


def init_app(app: Flask) -> None:
    """Note what is chosen, and let pages offer the choice."""
    app.before_request(_note)
    app.jinja_env.globals["orders_of_people"] = offered


def _note() -> None:
    asked = request.args.get(ARGUMENT)
    if asked in ORDERS and session.get(ARGUMENT, FULL) != asked:
        session[ARGUMENT] = asked


def _chosen() -> str:
    found = session.get(ARGUMENT, FULL) if has_request_context() else FULL
    return found if found in ORDERS else FULL
