"""Who took over from what ended, since when and by what; what a search finds that has ended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from webapp.core.db import db
from webapp.organizations.history_models import Change, OrganizationState, Succession
from webapp.organizations.models import Organization
from webapp.organizations.naming import LONGEST, MOST_NAMED, sought
from webapp.rules.text import search_words


@dataclass(frozen=True)
class TakenOver:
    """An organization that ended: from when, by what, and who took over and is there today."""

    organization: Organization
    since: date
    decision: str
    heirs: Sequence[Organization]
    superior: str  # whom it answered to

    @property
    def by(self) -> str:
        """The decision as it goes on after a day."""
        return f", theo {self.decision}" if self.decision else ""


@dataclass(frozen=True)
class Ended:
    """An organization that was sought and is there no more: since when, and who took over."""

    name: str
    since: date
    heirs: Sequence[Organization]
    is_over: bool  # it has ended today already


def ended(issuer_id: int, typed: str, on: date, today: date) -> list[Ended]:
    """Return what a search finds that is there no more on a day: two queries at most.

    What ended last comes first.
    """
    if not search_words(typed[:LONGEST]):
        return []
    found = db.session.scalars(
        select(Organization)
        .where(Organization.issuer_id == issuer_id, Organization.until <= on, sought(typed))
        .order_by(Organization.until.desc(), Organization.sort_key, Organization.id)
        .limit(MOST_NAMED)
    ).all()
    heirs = heirs_of(issuer_id, [one.id for one in found], on)
    return [
        Ended(one.name, one.until, heirs[one.id], one.until <= today)
        for one in found
        if one.until is not None
    ]


def taken_over(organization: Organization, today: date) -> TakenOver | None:
    """Return who took over from an organization, None while it is there: three queries."""
    if organization.until is None or organization.until > today:
        return None
    decision = db.session.scalar(
        select(Change.decision)
        .join(OrganizationState, OrganizationState.ended_by_id == Change.id)
        .where(OrganizationState.organization_id == organization.id)
        .limit(1)
    )
    superior = db.session.scalar(
        select(Organization.name).where(Organization.id == organization.parent_id)
    )
    heirs = heirs_of(organization.issuer_id, [organization.id], today)[organization.id]
    return TakenOver(organization, organization.until, decision or "", heirs, superior or "")


def heirs_of(issuer_id: int, numbers: Iterable[int], today: date) -> dict[int, list[Organization]]:
    """Return by number what organizations went over into and is still there: one query, or none."""
    wanted = list(numbers)
    if not wanted:
        return {}
    into: dict[int, list[Organization]] = {}
    for from_id, heir in db.session.execute(
        select(Succession.from_id, Organization)
        .join(Organization, Organization.id == Succession.to_id)
        .where(Organization.issuer_id == issuer_id)
        .order_by(Organization.sort_key, Organization.id)
    ):
        into.setdefault(from_id, []).append(heir)
    return {number: _living(number, into, today) for number in wanted}


def _living(
    number: int, into: Mapping[int, Sequence[Organization]], today: date
) -> list[Organization]:
    """Follow successions to those that have not ended; each is passed once."""
    seen, going = {number}, [number]
    found: dict[int, Organization] = {}
    while going:
        for heir in into.get(going.pop(), ()):
            if heir.is_there(today):
                found[heir.id] = heir
            elif heir.id not in seen:
                seen.add(heir.id)
                going.append(heir.id)
    return list(found.values())
