"""Texts of one field that clash: those of a visit, and those that a person has to decide about."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from webapp.accounts.models import OFFICE, PLANNER, User
from webapp.attending.clash_models import Clash
from webapp.attending.forms import Cell
from webapp.attending.kinds import LEADS
from webapp.core.db import db
from webapp.core.lists import grouped
from webapp.core.web import moment
from webapp.milestones.signals import OwedBesides
from webapp.milestones.standing import DONE, DUE, Standing
from webapp.rules.clashes import BOTH, KEPT, MERGED, OFFERED
from webapp.visits.menu import figures_of
from webapp.visits.models import TeamMember, Visit

MOST = 30
FIGURE = "clashes"  # of the menu: how many the visit has, also those that were decided
WAITS = Standing("Chờ quyết định", DUE)
HOW = {
    KEPT: "giữ bản đã lưu",
    OFFERED: "dùng bản gửi sau",
    BOTH: "giữ cả hai bản",
    MERGED: "sửa thành một bản",
}
PEOPLE = (joinedload(Clash.kept_by), joinedload(Clash.offered_by), joinedload(Clash.settled_by))


def of_visit(visit: Visit, *also: ColumnElement[bool]) -> Sequence[Clash]:
    """Return the clashes of a visit with who wrote and who decided, open ones first.

    One query; none where the figures of its menu, loaded with it, say that there are none.
    """
    if visit.figures is not None and not figures_of(visit)[FIGURE]:
        return ()
    return db.session.scalars(
        select(Clash)
        .where(Clash.visit_id == visit.id, *also)
        .options(*PEOPLE)
        .order_by(Clash.settled_at.is_not(None), Clash.id)
    ).all()


class WithClashes:
    """The part of a visit's record that knows which of its fields have two texts."""

    visit: Visit

    def clashes_on(self, cell: Cell) -> Sequence[Clash]:
        """Return the texts that wait beside what stands in a field."""
        return self._clashes_by.get(str(cell.name), [])

    @cached_property
    def clashes(self) -> Sequence[Clash]:
        """The texts of this visit that clash and wait to be decided: none once it was held."""
        return () if self.visit.held_at else of_visit(self.visit, Clash.settled_at.is_(None))

    @cached_property
    def _clashes_by(self) -> Mapping[str, Sequence[Clash]]:
        return grouped(self.clashes, lambda row: row.name)


def standing(clash: Clash) -> Standing:
    """Return whether it waits to be decided, or how it was."""
    return WAITS if clash.settled_at is None else Standing(settled_words(clash), DONE)


def renewed(clash: Clash) -> Clash:
    """Read again what is known of a clash, and who decided it."""
    again = select(Clash).where(Clash.id == clash.id).options(*PEOPLE)
    return db.session.scalars(again, execution_options={"populate_existing": True}).one()


def settled_words(clash: Clash) -> str:
    """Return who decided how and when."""
    who = clash.settled_by.full_name if clash.settled_by else ""
    return f"{who} đã quyết định {moment(clash.settled_at)}: {HOW.get(clash.settled_how, '')}"


def to_settle_of(who: User) -> list[OwedBesides]:
    """Return the clashes that *who* is to decide: as a writer, or as who leads the visit.

    Nothing is owed any more once the findings are completed. One query.
    """
    statement = (
        select(Clash)
        .join(Clash.visit)
        .join(Visit.organization)
        .options(contains_eager(Clash.visit).contains_eager(Visit.organization))
        .where(
            Clash.settled_at.is_(None),
            Clash.seen_by(who),
            Visit.held_at.is_(None),
            Visit.cancelled_at.is_(None),
            _is_for(who),
        )
        .order_by(Clash.id)
        .limit(MOST)
    )
    return [_told(one) for one in db.session.scalars(statement)]


def _is_for(who: User) -> ColumnElement[bool]:
    wrote = or_(Clash.kept_by_id == who.id, Clash.offered_by_id == who.id)
    if who.is_any(OFFICE) and not who.is_board:
        return wrote
    seat = aliased(TeamMember)
    goes = exists().where(seat.visit_id == Clash.visit_id, seat.user_id == who.id)
    leads = goes.where(seat.role.in_(LEADS))
    return or_(leads, wrote) if who.is_any(PLANNER) else or_(leads, and_(wrote, goes))


def _told(one: Clash) -> OwedBesides:
    return OwedBesides(
        due="Trước khi hoàn thành kết quả",
        due_at=one.offered_at,
        label=f"Quyết định ô có hai bản: {one.label}",
        unit=one.visit.organization.label,
        standing=WAITS,
        href=f"/clashes/{one.id}",
    )
