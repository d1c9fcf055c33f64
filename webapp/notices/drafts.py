"""What happens to a list that is still being typed: it is kept, taken up again, dropped."""

from dataclasses import dataclass

from sqlalchemy import delete

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.notices.facts import DraftRow
from webapp.notices.models import NoticeDraft
from webapp.plans.models import Assignment


@dataclass(frozen=True)
class Typing:
    """A list as it is typed. `amends` is the version of the filed list it was begun from, or ""."""

    rows: tuple[DraftRow, ...]
    amends: str = ""
    came_on: str = ""
    symbol: str = ""

    @property
    def meetings(self) -> int:
        """How many rows hold something of their own."""
        return sum(any((row.organization, row.day, row.place, row.topic)) for row in self.rows)


def keep(
    assignment: Assignment, draft: NoticeDraft | None, typing: Typing, who: User
) -> NoticeDraft | None:
    """Keep what is typed in place of *draft*, and return it; of an empty list nothing is kept.

    Nobody is told and nothing becomes due or done: a draft is no list. The caller has locked the
    assignment, and found *draft* to be what the person typed on.
    """
    if not typing.meetings:
        drop(assignment.id, who)
        return None
    if draft is None:
        draft = NoticeDraft(
            issuer_id=assignment.issuer_id,
            organization_id=who.organization_id,
            assignment_id=assignment.id,
        )
        db.session.add(draft)
    draft.saved_at, draft.saved_by_id, draft.meetings = clock.now(), who.id, typing.meetings
    for name in ("rows", "amends", "came_on", "symbol"):
        setattr(draft, name, getattr(typing, name))
    db.session.commit()
    return draft


def drop(assignment_id: int, who: User) -> None:
    """Throw away what the person's office was typing for an assignment, if anything."""
    forget(assignment_id, who)
    db.session.commit()


def forget(assignment_id: int, who: User) -> None:
    """As `drop`, inside a transaction that goes on: the list was filed. Does not commit."""
    db.session.execute(
        delete(NoticeDraft).where(
            NoticeDraft.assignment_id == assignment_id, NoticeDraft.seen_by(who)
        )
    )
