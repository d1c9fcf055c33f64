"""Visits of a person who leaves: what they lead or are in, and what they owe of visits held."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts.holdings import HoldingKind, Taking
from webapp.accounts.models import User
from webapp.core.db import db
from webapp.milestones import heirs
from webapp.milestones.models import Milestone
from webapp.notices.models import Meeting
from webapp.plans.models import Assignment
from webapp.visits.models import TeamMember, Visit
from webapp.visits.papers import in_force as papers
from webapp.visits.services import adjusting, dues, team
from webapp.visits.services.choosing import choice_of

WHY = "thay đổi người dự"


def _members(whose: ColumnElement[bool]) -> Select[Any]:
    """Places in the working groups of visits that are still to be held or completed."""
    return (
        select(TeamMember.id)
        .join(User, User.id == TeamMember.user_id)
        .join(Visit, Visit.id == TeamMember.visit_id)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .where(
            whose,
            Visit.held_at.is_(None),
            Visit.cancelled_at.is_(None),
            Meeting.notice_id.is_not(None),  # who is at a session follows from the round's team
        )
    )


def _members_told(ids: Select[Any]) -> Iterable[tuple[int, int, str, str]]:
    rows = db.session.scalars(
        select(TeamMember)
        .join(TeamMember.visit)
        .join(Visit.meeting)
        .options(
            joinedload(TeamMember.visit).joinedload(Visit.meeting),
            joinedload(TeamMember.visit).joinedload(Visit.organization),
            joinedload(TeamMember.visit)
            .joinedload(Visit.assignment)
            .joinedload(Assignment.activity),
        )
        .where(TeamMember.id.in_(ids))
        .order_by(Meeting.starts_at, TeamMember.id)
    )
    for one in rows:
        visit = one.visit
        what = f"{visit.organization.name}, {visit.meeting.when} ({team.role_of(one).lower()})"
        yield one.id, one.user_id, what, f"/visits/{visit.id}"


def _take_members(taking: Taking) -> None:
    """Let another go in their place; who is in the group already keeps the higher place."""
    visits = db.session.scalars(
        select(Visit)
        .join(Visit.team)
        .where(TeamMember.id.in_(taking.ids))
        .options(
            joinedload(Visit.meeting), joinedload(Visit.organization), selectinload(Visit.team)
        )
        .order_by(Visit.id)
        .execution_options(populate_existing=True)
    ).all()
    for visit in visits:
        before = {member.user_id: member for member in visit.team}
        roles = {user_id: member.role for user_id, member in before.items()}
        role = roles.pop(taking.person.id)
        roles[taking.heir.id] = (
            team.HEAD if team.HEAD in (role, roles.get(taking.heir.id)) else role
        )
        team.write(visit, before, roles)
    for assignment_id in dict.fromkeys(visit.assignment_id for visit in visits):
        _follow(db.session.get_one(Assignment, assignment_id), taking.person, taking.heir)


def _follow(assignment: Assignment, person: User, heir: User) -> None:
    """Move what is owed, and tell who signed what names the one who left."""
    if choice_of(assignment.id) is None:  # a draft, of which nobody was told
        return
    dues.set_for(assignment)
    numbers = adjusting.follow(assignment)
    if numbers:
        told = f"{adjusting.to_issue(numbers, WHY)}: {person.full_name}, nay là {heir.full_name}."
        link = f"/assignments/{assignment.id}/choice"
        about = ("assignment", assignment.id)
        adjusting.notify_signers(papers.in_force(assignment.id), told, link, about)


def _owed(whose: ColumnElement[bool]) -> Select[Any]:
    """What somebody owes by name of a visit that was held, or of a session."""
    return (
        select(Milestone.id)
        .join(User, User.id == Milestone.user_id)
        .join(Visit, Visit.id == Milestone.subject_id)
        .where(
            whose,
            Milestone.subject_kind == dues.ABOUT,
            Milestone.done_at.is_(None),
            Visit.held_at.is_not(None),
        )
    )


def _owed_told(ids: Select[Any]) -> Iterable[tuple[int, int, str, str]]:
    rows = db.session.execute(
        select(Milestone.id, Milestone.user_id, Milestone.label, Milestone.subject_id)
        .where(Milestone.id.in_(ids))
        .order_by(Milestone.due_at, Milestone.id)
    )
    for row in rows:
        yield row.id, row.user_id or 0, row.label, f"/visits/{row.subject_id}"


HOLDINGS = (
    HoldingKind("visit", "Buổi dự, giám sát", _members, _members_told, _take_members),
    HoldingKind("visit_due", "Việc sau buổi dự, giám sát", _owed, _owed_told, heirs.take),
)
