"""An issuer's letterhead, from day to day. `settle` writes today's into the issuer's row."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from sqlalchemy import ForeignKey, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, aliased, mapped_column

from webapp.core.db import Model, Versioned, db
from webapp.organizations.history_models import Change, OrganizationState, Succession
from webapp.organizations.models import Issuer, Level, Organization
from webapp.rules import letterheads as rule
from webapp.rules.letterheads import Question, Renamed

FIELDS = ("superior_line", "own_line", "place", "style")


class IssuerHead(Versioned, Model):
    """A letterhead from `since` on (None: from the beginning).

    An issuer without any has always had what its own row says.
    """

    __table_args__ = (UniqueConstraint("issuer_id", "since"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    issuer_id: Mapped[int] = mapped_column(ForeignKey("issuer.id"))
    since: Mapped[date | None] = mapped_column(default=None)
    superior_line: Mapped[str]
    own_line: Mapped[str]
    place: Mapped[str]
    style: Mapped[str] = mapped_column(default="party")

    @property
    def values(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in FIELDS}


def heads_of(issuer: Issuer) -> list[IssuerHead]:
    """Return the letterheads of an issuer, the first one first: one query.

    Where none is kept it is the one of the issuer's row, which is not stored.
    """
    rows = db.session.scalars(select(IssuerHead).where(IssuerHead.issuer_id == issuer.id)).all()
    return sorted(rows, key=lambda one: one.since or date.min) or [_of_row(issuer)]


def head_on(issuer: Issuer, day: date) -> IssuerHead:
    """Return the letterhead of a day."""
    heads = heads_of(issuer)
    return rule.in_force(heads, day) or heads[0]


def begin(issuer: Issuer, since: date, values: Mapping[str, str]) -> IssuerHead:
    """Let the issuer have another letterhead from a day on. Does not commit."""
    first, *others = heads_of(issuer)
    if not others:
        db.session.add(first)
    head = IssuerHead(issuer_id=issuer.id, since=since, **values)
    db.session.add(head)
    return head


def mend(issuer: Issuer, day: date) -> None:
    """Write what the issuer's row says into the letterhead of *day*. Does not commit."""
    head = head_on(issuer, day)
    if head.id:
        for name in FIELDS:
            setattr(head, name, getattr(issuer, name))


def settle(issuer_id: int, today: date) -> list[date]:
    """Write the letterhead of *today* into the issuer's row; return the days of coming ones.

    Does not commit.
    """
    issuer = db.session.get_one(Issuer, issuer_id)
    heads = heads_of(issuer)
    now = rule.in_force(heads, today) or heads[0]
    if any(getattr(issuer, name) != value for name, value in now.values.items()):
        db.session.execute(
            update(Issuer)
            .where(Issuer.id == issuer_id)
            .values(**now.values, version=Issuer.version + 1),
            execution_options={"synchronize_session": False},
        )
    return [one.since for one in heads if one.since and one.since > today]


def questions(issuer: Issuer) -> list[Question]:
    """Return where the letterhead still says a name that a body no longer has: three queries."""
    return rule.asked(heads_of(issuer), [*_renamed(issuer.id), *_gone_over(issuer.id)])


def _renamed(issuer_id: int) -> list[Renamed]:
    """Return the renamings of bodies that hold no meetings: superiors are among them."""
    rows = db.session.execute(
        select(OrganizationState.organization_id, OrganizationState.name, OrganizationState.since)
        .join(Organization, Organization.id == OrganizationState.organization_id)
        .join(Level, Level.id == Organization.level_id)
        .where(Organization.issuer_id == issuer_id, Level.holds_meetings.is_(False))
    ).all()
    ordered = sorted(rows, key=lambda row: (row[0], row[2] or date.min))
    return [
        Renamed(later[2], before[1], later[1])
        for before, later in pairwise(ordered)
        if before[0] == later[0] and before[1] != later[1] and later[2] is not None
    ]


def _gone_over(issuer_id: int) -> list[Renamed]:
    """Return the bodies that went over into others, by the names of today."""
    old, heir = aliased(Organization), aliased(Organization)
    rows = db.session.execute(
        select(Change.on, old.name, heir.name)
        .join(Succession, Succession.change_id == Change.id)
        .join(old, old.id == Succession.from_id)
        .join(heir, heir.id == Succession.to_id)
        .join(Level, Level.id == old.level_id)
        .where(Change.issuer_id == issuer_id, Level.holds_meetings.is_(False))
        .where(old.until == Change.on)
    )
    return [Renamed(on, was, now) for on, was, now in rows if was != now]


def _of_row(issuer: Issuer) -> IssuerHead:
    return IssuerHead(
        issuer_id=issuer.id, since=None, **{name: getattr(issuer, name) for name in FIELDS}
    )
