"""The day of a change has come: the tree shows it, and whom it concerns is told, once for ever."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from webapp.core import clock
from webapp.core.db import db
from webapp.organizations.history import Ledger
from webapp.organizations.history_models import Change
from webapp.organizations.signals import came_back, took_effect
from webapp.rules.lineage import History


def bring_up_to_date(issuer_id: int, today: date) -> None:
    """Show an issuer's organizations as of *today*, and tell what is new. Does not commit."""
    show(Ledger(issuer_id, to_write=True), today)


def show(ledger: Ledger, today: date) -> None:
    """Write the rows as of *today*, and tell what took effect since. Does not commit.

    A training day that goes back and forth tells nothing twice.
    """
    ledger.settle(today)
    new = db.session.scalars(
        select(Change)
        .where(Change.issuer_id == ledger.issuer_id, Change.told_at.is_(None), Change.on <= today)
        .order_by(Change.on, Change.id)
    ).all()
    for change in new:
        change.told_at = clock.now()
    if new:
        took_effect.send(new)


def show_mended(ledger: Ledger, before: Mapping[int, History], change: Change, today: date) -> None:
    """Write the rows after a change was mended, and tell what is new by it. Does not commit.

    *before* is how the histories were: who was told of an end that is none is told so.
    """
    was_told = change.told_at is not None
    show(ledger, today)
    if not was_told:
        return
    was_gone, is_gone = _gone(before, today), _gone(ledger.histories, today)
    if new := is_gone - was_gone:
        took_effect.send([change], new)
    if back := was_gone - is_gone:
        came_back.send(change, back)


def _gone(histories: Mapping[int, History], today: date) -> set[int]:
    """Return what ended by *today*."""
    ends = ((one, history[-1].until) for one, history in histories.items())
    return {one for one, until in ends if until is not None and until <= today}
