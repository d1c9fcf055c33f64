"""Which contents are looked at in which activity: said here once, for rows and for the database."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, or_
from sqlalchemy.orm import aliased

from webapp.plans.models import ContentGroup


def belongs(
    plan_id: int | SQLColumnExpression[int], activity_id: int | SQLColumnExpression[int]
) -> ColumnElement[bool]:
    """Return the condition that a content group is looked at in an activity.

    An activity with groups of its own has those (46-KH/ĐTN, II.1: each round its contents), any
    other all groups of the plan that are of no activity alone. Both may be ids or columns.
    """
    own = aliased(ContentGroup)
    has_own = exists().where(own.activity_id == activity_id)
    shared = and_(ContentGroup.activity_id.is_(None), ~has_own)
    return and_(
        ContentGroup.plan_id == plan_id, or_(ContentGroup.activity_id == activity_id, shared)
    )


def groups_of(groups: Iterable[ContentGroup], activity_id: int) -> list[ContentGroup]:
    """Return those of a plan's *groups* that are looked at in an activity, as `belongs` tells."""
    every = list(groups)
    own = [group for group in every if group.activity_id == activity_id]
    return own or [group for group in every if group.activity_id is None]
