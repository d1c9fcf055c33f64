"""Who is told that organizations ended: their people, their superiors', their heirs', the planner.

Each person is told once of what one decision did on one day, however many organizations it ended.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select, true

from webapp.accounts.models import OFFICE, PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.lists import grouped
from webapp.milestones.services import notify
from webapp.organizations.history_models import Change, OrganizationState
from webapp.organizations.models import Organization
from webapp.organizations.succession import heirs_of
from webapp.rules.text import short_date

MOST_NAMED = 3
LEFT_OPEN = "/organizations/left-open"


@dataclass(frozen=True)
class Ended:
    """An organization that a change ended, and who took over."""

    organization: Organization
    heirs: Sequence[Organization]

    @property
    def superiors(self) -> set[int]:
        """What it answered to, directly or not."""
        path = self.organization.path.strip("/").split("/")
        return {int(one) for one in path if one} - {self.organization.id}

    @property
    def told(self) -> str:
        """What became of it."""
        if not self.heirs:
            return f"{self.organization.name} kết thúc hoạt động"
        return f"{self.organization.name} kết thúc hoạt động, {_names(self.heirs)} tiếp nhận"


def changes_took_effect(changes: Sequence[Change], only: Collection[int] = ()) -> None:
    """Tell people that changes show in the tree now. Does not commit."""
    ended_by = _ended_by([one.id for one in changes], only)
    people = _people(changes[0].issuer_id) if any(ended_by.values()) else []
    for (on, decision), some in grouped(changes, lambda one: (one.on, one.decision)).items():
        ended = [one for change in some for one in ended_by.get(change.id, ())]
        if ended:
            by = f", theo {decision}" if decision else ""
            _tell(people, ended, f"Từ ngày {short_date(on)}{by}")


def _tell(people: Iterable[User], ended: Sequence[Ended], since: str) -> None:
    for person in people:
        own = [one for one in ended if one.organization.id == person.organization_id]
        near = [one for one in ended if _concerns(one, person)]
        if own:
            told = f"{own[0].told}. Việc còn lại và tài khoản của đồng chí sẽ được chuyển giao"
            notify([person.id], f"{since}: {told}.", "/")
        elif person.is_any(PLANNER):
            words = f"{since}: {_names([one.organization for one in ended])} kết thúc hoạt động."
            notify([person.id], f"{words} Hãy giao lại việc còn mở.", LEFT_OPEN)
        elif near:
            more = len(near) - MOST_NAMED
            told = "; ".join(one.told for one in near[:MOST_NAMED])
            rest = f"; và {more} tổ chức khác" if more > 0 else ""
            notify([person.id], f"{since}: {told}{rest}.")


def _concerns(one: Ended, person: User) -> bool:
    heirs = {heir.id for heir in one.heirs}
    return person.is_any(OFFICE) and person.organization_id in heirs | one.superiors


def organizations_came_back(change: Change, organizations: Collection[int]) -> None:
    """Tell people of what did not end after all. Does not commit."""
    names = {
        one.id: one.name
        for one in db.session.scalars(
            select(Organization).where(Organization.id.in_(organizations))
        )
    }
    for person in _people(change.issuer_id):
        if name := names.get(person.organization_id):
            since = short_date(change.on)
            notify([person.id], f"{name} vẫn hoạt động: việc kết thúc từ ngày {since} đã hủy.", "/")


def _ended_by(change_ids: Sequence[int], only: Collection[int]) -> dict[int, list[Ended]]:
    """Return what each change ended, with its heirs of today: two queries."""
    rows = db.session.execute(
        select(OrganizationState.ended_by_id, Organization)
        .join(Organization, Organization.id == OrganizationState.organization_id)
        .where(
            OrganizationState.ended_by_id.in_(change_ids),
            Organization.id.in_(only) if only else true(),
        )
        .order_by(Organization.sort_key, Organization.id)
    ).all()
    if not rows:
        return {}
    issuer_id = rows[0][1].issuer_id
    heirs = heirs_of(issuer_id, [one.id for _, one in rows], clock.today())
    found: dict[int, list[Ended]] = {}
    for number, one in rows:
        found.setdefault(number or 0, []).append(Ended(one, heirs[one.id]))
    return found


def _people(issuer_id: int) -> Sequence[User]:
    return db.session.scalars(
        select(User).where(User.issuer_id == issuer_id, User.active).order_by(User.id)
    ).all()


def _names(organizations: Sequence[Organization]) -> str:
    names = [one.name for one in organizations[:MOST_NAMED]]
    more = len(organizations) - MOST_NAMED
    return ", ".join(names) + (f" và {more} tổ chức khác" if more > 0 else "")
