"""Who of both levels is to be at visits: for a visit's page, and for the paper that announces."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.texts.phrases import comrade
from webapp.documents.tree import literal
from webapp.milestones.standing import DONE, DUE, LATE, WAIT, Standing
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization
from webapp.visits.attendee_models import (
    ANSWERS,
    CANNOT,
    COMES,
    SENDS,
    SIDES,
    UPPER,
    Attendee,
)
from webapp.visits.models import Visit

TONES = {"": WAIT, COMES: DONE, SENDS: DUE, CANNOT: LATE}


@dataclass(frozen=True)
class ToCome:
    """Who of one side comes to one visit, each in the words of a paper."""

    side: str
    unit: str
    day: date
    people: tuple[str, ...]


def attendees_of(visit_id: int) -> Sequence[Attendee]:
    """Return who is to be at a visit, in the order in which they were named: one query."""
    return db.session.scalars(
        select(Attendee)
        .where(Attendee.visit_id == visit_id)
        .options(joinedload(Attendee.answered_by))
        .order_by(Attendee.id)
    ).all()


def by_side(found: Sequence[Attendee]) -> list[tuple[str, str, list[Attendee]]]:
    """Return (side, its words, who) for both sides, the higher level first."""
    return [
        (side, words, [one for one in found if one.side == side]) for side, words in SIDES.items()
    ]


def standing(one: Attendee) -> Standing:
    """Return what somebody answered."""
    return Standing(ANSWERS[one.answer], TONES[one.answer])


def answered(one: Attendee) -> str:
    """Return what goes with an answer: who comes instead, or why not, and who wrote it down."""
    said = {SENDS: f"đồng chí {one.substitute}", CANNOT: one.reason}.get(one.answer, "")
    if one.answered_by is None or one.answered_by_id == one.user_id:
        return said
    entered = f"{one.answered_by.full_name} ghi"
    return f"{said} ({entered})" if said else entered


def counted(found: Sequence[Attendee]) -> str:
    """Return in short how many come, and who is still to answer."""
    coming = sum(one.answer in (COMES, SENDS) for one in found)
    waiting = sum(not one.answer for one in found)
    rest = f", {waiting} chưa trả lời" if waiting else ""
    return f"{coming}/{len(found)} dự{rest}" if found else "Chưa ghi tên ai."


def to_come(assignment_id: int) -> list[ToCome]:
    """Return who comes to the visits of a committee's month, by time and side: one query.

    Who cannot come is left out; where somebody is sent that one is named.
    """
    rows = db.session.execute(
        select(Attendee, Meeting.id, Meeting.starts_at, Organization.name)
        .join(Visit, Visit.id == Attendee.visit_id)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .join(Organization, Organization.id == Visit.organization_id)
        .where(
            Visit.assignment_id == assignment_id,
            Visit.cancelled_at.is_(None),
            Attendee.answer != CANNOT,
        )
        .order_by(Meeting.starts_at, Meeting.id, Attendee.id)
    ).all()
    found: dict[tuple[str, int], ToCome] = {}
    for one, meeting_id, starts_at, unit in rows:
        known = found.get((one.side, meeting_id))
        people = (*(known.people if known else ()), _named(one))
        day = clock.local(starts_at).date()
        found[one.side, meeting_id] = ToCome(one.side, unit, day, people)
    return list(found.values())


def _named(one: Attendee) -> str:
    if one.answer == SENDS:
        return f"{comrade(one.substitute, '')} (dự thay đồng chí {literal(one.name)})"
    return comrade(one.name, one.position)


def choosable(visit: Visit, side: str) -> Sequence[User]:
    """Return the people with accounts who may be named on a side: the Board's, or the unit's."""
    people = db.session.scalars(
        select(User)
        .join(User.organization)
        .where(User.issuer_id == visit.issuer_id, User.active)
        .options(joinedload(User.organization))
        .order_by(User.sort_key, User.id)
    ).all()
    above = visit.assignment.organization
    if side == UPPER:
        return [one for one in people if one.is_board]
    return [one for one in people if not one.is_board and above.holds(one.organization)]
