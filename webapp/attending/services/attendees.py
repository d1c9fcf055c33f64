"""Who comes to a session, as its unit says, and whether all is arranged (46-KH/ĐTN, III, IV.3)."""

from collections.abc import Iterable

from sqlalchemy import select

from webapp.accounts.models import OFFICE, User
from webapp.attending.forms import Cell, Typed
from webapp.attending.kinds import MINUTES
from webapp.attending.queries.session import ABOUT, SessionRecord, closed_by
from webapp.attending.queries.visit import fetch_visit
from webapp.attending.services import findings
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.road import services as documents
from webapp.milestones import services as milestones
from webapp.organizations.models import Organization
from webapp.visits.models import TeamMember, Visit


def lock(visit: Visit) -> str:
    """Hold a visit as `findings.lock` does; its minutes close the session, too."""
    return findings.lock(visit) or closed_by(documents.current(MINUTES, (ABOUT, visit.id)))


def save(visit: Visit, who: User, sent: Iterable[Typed]) -> list[Cell]:
    """Save who comes; readiness is taken back where it no longer holds."""
    cells = findings.write(visit, sent, lock(visit), who)
    if any(cell.saved for cell in cells):
        recheck(visit, who)
    db.session.commit()
    return cells


def mark_ready(visit: Visit, who: User) -> None:
    """Note that the session is arranged, and tell both sides.

    Raises `Refused` while the hour, the place or a required guest is missing.
    """
    _lock_open(visit)
    if lacks := SessionRecord(fetch_visit(visit.id)).lacks:
        raise Refused(f"Chưa xác nhận sẵn sàng được: {'; '.join(lacks)}.")
    visit.ready_at = clock.now()
    _notify(
        visit, who, f"{_unit(visit).name}: buổi làm việc đã sẵn sàng, {who.full_name} xác nhận."
    )
    db.session.commit()


def take_back(visit: Visit, who: User) -> None:
    """Note that the session is not arranged after all. Raises `Refused` once it is closed."""
    _lock_open(visit)
    _not_ready(visit, who, f"{who.full_name} bỏ xác nhận")
    db.session.commit()


def recheck(visit: Visit, who: User) -> None:
    """Take readiness back where a change broke it, and tell both sides. Does not commit."""
    if visit.ready_at is None:
        return
    db.session.flush()
    if lacks := SessionRecord(fetch_visit(visit.id)).lacks:
        _not_ready(visit, who, "; ".join(lacks))


def _not_ready(visit: Visit, who: User, why: str) -> None:
    if visit.ready_at is not None:
        visit.ready_at = None
        _notify(visit, who, f"{_unit(visit).name}: buổi làm việc không còn sẵn sàng ({why}).")


def _notify(visit: Visit, who: User, text: str) -> None:
    team = db.session.scalars(select(TeamMember.user_id).where(TeamMember.visit_id == visit.id))
    office = milestones.people_of(visit.issuer_id, OFFICE, organization=_unit(visit))
    about = (ABOUT, visit.id)
    milestones.notify(
        {*team, *office} - {who.id}, text, f"/visits/{visit.id}/attendees", about=about
    )


def _unit(visit: Visit) -> Organization:
    return db.session.get_one(Organization, visit.organization_id)


def _lock_open(visit: Visit) -> None:
    if why := lock(visit):
        raise Refused(why)
