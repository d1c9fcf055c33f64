"""Who owes in another's place: the heir of a body that ended, of a person who left."""

from collections.abc import Collection

from sqlalchemy import select

from webapp.accounts.holdings import TAKERS, Taking
from webapp.accounts.models import User
from webapp.core.db import db
from webapp.milestones.engine import about
from webapp.milestones.items import Subject
from webapp.milestones.models import Milestone
from webapp.organizations.models import Organization


def hand_over(subject: Subject, heir: Organization) -> None:
    """Let another organization answer for what is due about a row, done or not."""
    for one in db.session.scalars(select(Milestone).where(*about(subject))):
        one.organization_id = heir.id


def hand_over_open(subject: Subject, heir: Organization) -> None:
    """Let another organization answer for what is still due about a row; what is done stays."""
    for one in db.session.scalars(select(Milestone).where(*about(subject), Milestone.is_open)):
        one.organization_id = heir.id


def give(ids: Collection[int], heir: User) -> None:
    """Let another person owe by name what is still due, in one of their roles."""
    for one in db.session.scalars(select(Milestone).where(Milestone.id.in_(ids))):
        one.owner = next((role for role in (one.owner, *TAKERS) if role in heir.roles), one.owner)
        one.user_id = heir.id


def take(taking: Taking) -> None:
    """Let the heir owe by name what the other did: where milestones are what is held."""
    give(taking.ids, taking.heir)


def hand_over_all(ended: Organization, heir: Organization, but: Collection[str] = ()) -> int:
    """Let another organization owe what one that ended still owes; return how much that is.

    What is about rows of the kinds in *but* stays.
    """
    rows = db.session.scalars(
        select(Milestone).where(
            Milestone.organization_id == ended.id,
            Milestone.owner == "unit",
            Milestone.is_open,
            Milestone.subject_kind.not_in(but),
        )
    ).all()
    for one in rows:
        one.organization_id = heir.id
    return len(rows)
