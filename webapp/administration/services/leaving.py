"""A person leaves, or is locked: what they hold goes to others, all in one transaction."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts import services as accounts
from webapp.accounts.handed_over import HandedOver
from webapp.accounts.holdings import Held, take_over
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones import services as milestones


def hand_over(person: User, given: Mapping[Held, User], who: User, *, locks: bool) -> int:
    """Hand over what *person* holds, each thing to its heir; return how much that is.

    What was done stays theirs, and what was handed over is kept. With *locks* they do not sign in
    any more. Each heir is told once.
    """
    take_over(person, given)
    for held, heir in given.items():
        row = HandedOver(
            issuer_id=person.issuer_id,
            user_id=person.id,
            heir_id=heir.id,
            what=held.what,
            href=held.href,
            at=clock.now(),
            by_id=who.id,
        )
        db.session.add(row)
    for heir_id in {heir.id for heir in given.values()}:
        own = [held for held, heir in given.items() if heir.id == heir_id]
        href = own[0].href if len(own) == 1 else "/"
        told = "; ".join(one.what for one in own)
        milestones.notify(
            [heir_id], f"Đồng chí nhận bàn giao từ đồng chí {person.full_name}: {told}.", href
        )
    if locks:
        accounts.lock(person)
    db.session.commit()
    return len(given)


def handed_over_by(person: User) -> Sequence[HandedOver]:
    """Return what a person handed over, the newest first."""
    return db.session.scalars(
        select(HandedOver)
        .options(joinedload(HandedOver.heir), joinedload(HandedOver.by))
        .where(HandedOver.user_id == person.id)
        .order_by(HandedOver.id.desc())
        .limit(100)
    ).all()
