"""Who can answer for a unit in the program: its own accounts, else those of the bodies above it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import String, cast, select

from webapp.accounts.models import OFFICE, User
from webapp.core import clock
from webapp.core.db import db
from webapp.organizations.models import Organization, still_there


@dataclass(frozen=True)
class AnsweredBy:
    """Whether a unit has an account of its own, and which bodies above it can enter for it."""

    unit: Organization
    has_own: bool
    above: tuple[str, ...]  # the nearest first

    @property
    def words(self) -> str:
        """Who can answer, for those who wait for an answer; "" where the unit itself can."""
        if self.has_own:
            return ""
        told = (
            f"{self.unit.name} chưa có tài khoản nên chưa ai ở đó trả lời được trên chương trình."
        )
        if self.above:
            return f"{told} Nhập thay được: {'; '.join(self.above)}."
        return f"{told} Cấp trên cũng chưa có tài khoản: đề nghị quản trị mở tài khoản."

    @property
    def is_nobody(self) -> bool:
        """Nobody at all can answer."""
        return not self.has_own and not self.above


def answered_by(unit: Organization) -> AnsweredBy:
    """Return who can answer for a unit: one query."""
    return answered_by_each([unit])[unit.id]


def answered_by_each(units: Iterable[Organization]) -> Mapping[int, AnsweredBy]:
    """Return by number who can answer for each of *units*, all of one issuer: one query."""
    wanted = list(units)
    if not wanted:
        return {}
    holders = {number for one in wanted for number in _holders(one)}
    rows = db.session.execute(
        select(Organization.id, Organization.name, User.roles)
        .join(User, User.organization_id == Organization.id)
        .where(
            Organization.id.in_(holders),
            still_there(clock.today()),
            User.active,
            cast(User.roles, String).contains(f'"{OFFICE}"'),
        )
    )
    named = {number: name for number, name, roles in rows if OFFICE in roles}
    return {one.id: _answered_by(one, named) for one in wanted}


def _holders(unit: Organization) -> list[int]:
    """Return a unit and the bodies above it, the nearest first."""
    return [int(number) for number in reversed(unit.path.strip("/").split("/")) if number]


def _answered_by(unit: Organization, named: Mapping[int, str]) -> AnsweredBy:
    above = tuple(named[number] for number in _holders(unit) if number in named)
    return AnsweredBy(unit, unit.id in named, above[1:] if unit.id in named else above)
