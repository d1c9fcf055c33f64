"""Changes that come otherwise than from their own writer's tablet: who takes which, by its address.

Each room says what it takes and whose right that is; the writer's rights decide, and the key of a
change makes it once.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.datastructures import FileStorage, MultiDict

from webapp.accounts.models import User
from webapp.attending.can import CanAttend
from webapp.attending.models import TabletChange
from webapp.attending.queries.visit import fetch_visit
from webapp.attending.services import fields, filling, findings, photos
from webapp.attending.services.tablet_changes import Once
from webapp.core.db import db
from webapp.core.registry import Registry
from webapp.visits.models import Visit

GONE = "Buổi này không còn, hoặc không thuộc phạm vi của người ghi."
NOT_THEIRS = "Người ghi không còn được giao việc này của buổi."


@dataclass(frozen=True)
class Sent:
    """A change of *who*, to a visit with all about it."""

    visit: Visit
    who: User
    form: MultiDict[str, str]
    once: Once
    photo: FileStorage | None = None


@dataclass(frozen=True)
class Taken:
    """What became of it: "" where it is done, else why not; the row that it added."""

    reason: str = ""
    row_id: int | None = None


@dataclass(frozen=True)
class Taker:
    """What takes the changes that are sent to /visits/7/<key>. `take` raises `Refused`."""

    key: str
    may: Callable[[CanAttend], bool]
    take: Callable[[Sent], Taken]


TAKERS: Registry[Taker] = Registry("taker of changes")


def writer_of(user_id: int) -> User | None:
    """Return who wrote, with what rights go by."""
    whole = (joinedload(User.issuer), joinedload(User.organization))
    return db.session.scalars(select(User).where(User.id == user_id).options(*whole)).one_or_none()


def visit_for(who: User, visit_id: int) -> Visit | None:
    """Return a visit that *who* may see, with all about it."""
    found = select(Visit.id).where(Visit.id == visit_id, Visit.seen_by(who))
    return fetch_visit(visit_id) if db.session.scalar(found) else None


def was_done(who: User, key: str) -> bool:
    """Return True for a change that was done before."""
    found = select(TabletChange.id).where(TabletChange.user_id == who.id, TabletChange.key == key)
    return db.session.scalar(found) is not None


def row_added(who: User, key: str) -> int | None:
    """Return the row that a change added when it was done."""
    found = select(TabletChange.row_id)
    found = found.where(TabletChange.user_id == who.id, TabletChange.key == key)
    return db.session.scalar(found)


def obstacle(who: User, visit: Visit | None, taker: Taker | None) -> str:
    """Return why a change cannot be taken, whatever it says; "" where it may be."""
    if visit is None or taker is None:
        return GONE
    return "" if taker.may(CanAttend(who, visit)) else NOT_THEIRS


def _writes(can: CanAttend) -> bool:
    return can.write


def _field(sent: Sent) -> Taken:
    return _told(fields.answer(sent.visit, sent.who, sent.form, sent.once))


def _session(sent: Sent) -> Taken:
    return _told(fields.run(sent.visit, sent.who, sent.form, sent.once))


def _prepared(sent: Sent) -> Taken:
    return _told(fields.prepared(sent.visit, sent.who, sent.form, sent.once))


def _told(answer: fields.Answer) -> Taken:
    return Taken("" if answer.status == 200 else answer.reason, answer.row_id)


def _photo(sent: Sent) -> Taken:
    return Taken(row_id=photos.add(sent.visit, sent.who, sent.photo, once=sent.once))


def _fill(sent: Sent) -> Taken:
    filling.fill(sent.visit, sent.once)
    return Taken()


def _complete(sent: Sent) -> Taken:
    findings.complete(sent.visit, sent.who, sent.form.get("reason", "")[:2000], sent.once)
    return Taken()


FIELDS = (
    Taker("field", _writes, _field),
    Taker("session", _writes, _session),
    Taker("preparation", lambda can: can.prepare, _prepared),
    Taker("photos", _writes, _photo),
    Taker("findings/fill", _writes, _fill),
    Taker("findings/complete", _writes, _complete),
)
