"""What is noted while fields are saved: who wrote each, and texts that clash.

Nothing here commits: it is part of the saving. `services/settling.py` decides.
"""

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.attending.clash_models import Clash, FieldWriter
from webapp.attending.forms import Cell, Name, Typed
from webapp.attending.kinds import LEADS
from webapp.attending.models import Finding
from webapp.attending.queries.session import whole
from webapp.attending.services.tablet_changes import Once
from webapp.core import clock
from webapp.core.db import Model, db
from webapp.milestones import services as milestones
from webapp.rules.clashes import KEPT, MERGED, OFFERED
from webapp.visits.models import TeamMember, Visit

LONGEST_LABEL = 160


def note_writer(visit: Visit, name: Name, who: User) -> None:
    """Note that *who* wrote a field."""
    found = _writer(visit, name) or FieldWriter(visit_id=visit.id, name=str(name))
    found.user_id, found.at, found.stamp = who.id, clock.now(), clock.stamp()
    db.session.add(found)


def wrote_since(visit: Visit, name: Name, who: User, once: Once | None) -> bool:
    """Return True where somebody else wrote a field after the tablet had seen it.

    What stands there may be what stood there before: it was written again all the same.
    """
    if once is None or once.seen is None:
        return False
    found = _writer(visit, name)
    return found is not None and found.user_id != who.id and found.stamp > once.seen


def note(visit: Visit, sent: Typed, row: Model, texts: tuple[str, str], who: User,
         once: Once | None) -> Clash:  # fmt: skip
    """Keep a text that clashed beside the one that stands: *texts* are (kept, offered).

    What somebody writes again takes the place of what they wrote before.
    """
    found, kept_by = open_of(visit, sent.name, who), _kept_by(visit, sent.name, row)
    if found is None:
        found = Clash(
            visit_id=visit.id,
            issuer_id=visit.issuer_id,
            organization_id=visit.organization_id,
            name=str(sent.name),
            label=_label(visit, sent.name),
            offered_by_id=who.id,
            kept_by_id=kept_by,
        )
        _tell(visit, found, who)
    (found.kept, found.offered), found.offered_at = texts, once.at if once else clock.now()
    found.kept_by_id = kept_by
    found.key = once.key if once else ""
    db.session.add(found)
    db.session.flush()
    return found


def settle_own(visit: Visit, sent: Typed, who: User, text: str) -> None:
    """Note that who had offered another text wrote *text*: the same, or with both before them."""
    found = open_of(visit, sent.name, who)
    if found and (sent.is_decision or text == found.offered):
        settle(found, who, OFFERED if text == found.offered else MERGED, text)


def leave_kept(visit: Visit, name: Name, who: User, text: str) -> None:
    """Note that who had offered another text lets *text* stand."""
    if found := open_of(visit, name, who):
        settle(found, who, KEPT, text)


def settle(clash: Clash, who: User, how: str, text: str) -> None:
    """Note what was decided of a clash, and tell those who wrote."""
    clash.settled_at, clash.settled_by_id = clock.now(), who.id
    clash.settled_how, clash.settled_as = how, text
    writers = {one for one in (clash.kept_by_id, clash.offered_by_id) if one} - {who.id}
    words = f"{who.full_name} đã quyết định ô có hai bản: {clash.label}."
    milestones.notify(writers, words, f"/clashes/{clash.id}")


def open_of(visit: Visit, name: Name, who: User) -> Clash | None:
    """Return the open clash of a field that *who* brought."""
    return db.session.scalars(
        select(Clash).where(
            Clash.visit_id == visit.id,
            Clash.name == str(name),
            Clash.offered_by_id == who.id,
            Clash.settled_at.is_(None),
        )
    ).one_or_none()


def was_settled(name: Name, once: Once | None) -> bool:
    """Return True where it was decided what becomes of this change of a tablet."""
    if once is None:
        return False
    found = select(Clash.id).where(
        Clash.visit_id == once.visit_id,
        Clash.name == str(name),
        Clash.offered_by_id == once.user_id,
        Clash.key == once.key,
        Clash.settled_at.is_not(None),
    )
    return db.session.scalar(found) is not None


def _writer(visit: Visit, name: Name) -> FieldWriter | None:
    return db.session.scalars(
        select(FieldWriter).where(FieldWriter.visit_id == visit.id, FieldWriter.name == str(name))
    ).one_or_none()


def _kept_by(visit: Visit, name: Name, row: Model) -> int | None:
    """Return who wrote what stands in a field, None where one press rated it with the rest."""
    if isinstance(row, Finding) and row.filled_at and name.column == "assessment":
        return None
    found = _writer(visit, name)
    return found.user_id if found else None


def _label(visit: Visit, name: Name) -> str:
    record = whole(visit.id)
    cell = Cell(name, "", "")
    words = [record.about(cell), record.label(cell)]
    return " · ".join(one for one in words if one)[:LONGEST_LABEL]


def _tell(visit: Visit, clash: Clash, who: User) -> None:
    """Tell who wrote the other text and who leads the visit, once for each clash."""
    if clash.is_of_unit:
        told = set()
    else:
        told = set(
            db.session.scalars(
                select(TeamMember.user_id).where(
                    TeamMember.visit_id == visit.id, TeamMember.role.in_(LEADS)
                )
            )
        )
    told |= {clash.kept_by_id} if clash.kept_by_id else set()
    words = f"Hai bản khác nhau của một ô, cần quyết định: {clash.label}."
    milestones.notify(told - {who.id}, words, f"/visits/{visit.id}")
