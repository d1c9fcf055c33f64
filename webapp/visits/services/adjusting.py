"""After a row changed: whether the month's papers still say what holds, found by comparing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road.drafting import step
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.plans.models import Assignment
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT, ANNOUNCEMENT_DUE, INVITATION
from webapp.visits.papers import in_force as papers
from webapp.visits.queries import changes
from webapp.visits.services import dues


def follow(assignment: Assignment) -> list[str]:
    """Return the numbers of the papers in force that must be adjusted, none where all hold.

    Announcing is due again while there are any; where the rows are again as they were announced
    it is not. Does not commit.
    """
    in_force = papers.in_force(assignment.id)
    told = changes.papers_told(in_force)
    if not told:
        return []
    subject = (papers.ABOUT, assignment.id)
    stale = changes.by_paper(assignment, in_force)
    dues.announce_again(assignment)
    if not stale and any(one.kind == ANNOUNCEMENT.key for one in told):
        engine.mark_done(ANNOUNCEMENT_DUE, subject, in_force[-1].number_and_symbol)
    return [one.number_and_symbol for one, _ in stale]


def to_issue(numbers: Sequence[str], why: str) -> str:
    """Return what must be done about papers that no longer tell what holds, and *why*."""
    return f"Cần ban hành thông báo điều chỉnh cho văn bản {', '.join(numbers)} do {why}"


def notify_signers(
    in_force: Iterable[Document], text: str, href: str, about: tuple[str, int]
) -> None:
    """Tell who signed papers that no longer hold as they stand. Does not commit."""
    signers = {one.approved_by_id for one in in_force if one.approved_by_id}
    milestones.notify(signers, text, href, about=about)


@dataclass(frozen=True)
class Replacement:
    """The button by which an issued paper is composed anew, to take the place of the old one."""

    words: str
    endpoint: str
    icon: str


def replacements(room: str) -> dict[str, Replacement]:
    """Return the buttons of a room's pages by the kind of the paper that must be adjusted."""
    return {
        ANNOUNCEMENT.key: Replacement("Thông báo lại toàn bộ", f"{room}.announce", "megaphone"),
        INVITATION.key: Replacement("Soạn giấy mời thay thế", f"{room}.invite", "envelope"),
    }


def to_adjust(numbers: Sequence[str]) -> str:
    """Return what a page says after a change, with a blank before it; "" where all papers hold."""
    return f" Cần điều chỉnh văn bản {', '.join(numbers)}." if numbers else ""


def replace_amendments(document: Document) -> None:
    """Let a new announcement take the place of what amended the old one. Does not commit."""
    who = db.session.get_one(User, document.approved_by_id or document.author_id)
    reason = f"Thay bằng văn bản {document.number_and_symbol}"
    for old in db.session.scalars(
        select(Document).where(
            Document.kind == AMENDMENT.key,
            Document.subject_kind == document.subject_kind,
            Document.subject_id == document.subject_id,
            Document.issued_at.is_not(None),
            Document.replaced_by_id.is_(None),
        )
    ):
        old.replaced_by_id = document.id
        if old.withdrawn_at is None:
            old.withdrawn_at, old.withdrawn_reason = clock.now(), reason
            step(old, who, "withdrawn", reason)
