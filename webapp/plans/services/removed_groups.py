"""Removing a group of contents with its items, and bringing it back to its place."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.plans import parts
from webapp.plans.file.values import Group, group_of, planted_group
from webapp.plans.models import ContentGroup, Plan
from webapp.plans.removed_models import RemovedActivity
from webapp.plans.services import editing

USED = "Nhóm nội dung này đã được sử dụng nên không xóa được."
# Of what is kept: the group, the activity whose it is (None: the plan's), and, once that activity
# was removed itself, the row by which it was, so that both come back.
GROUP, OF, GONE_WITH = "group", "activity_id", "gone_with"


def remove_group(group: ContentGroup, who: User) -> None:
    """Remove a group with its items, kept so that it can come back; it comes with them.

    *group* is loaded with its items. Raises Refused when work rests on one of them.
    """
    kept = RemovedActivity(
        plan_id=group.plan_id,
        position=group.position,
        title=group.title,
        content={GROUP: asdict(group_of(group)), OF: group.activity_id},
        removed_at=clock.now(),
        removed_by_id=who.id,
    )
    editing.delete_rows(*editing.below(group), group, told=USED)
    db.session.add(kept)
    db.session.commit()


def is_restorable(removed: RemovedActivity) -> bool:
    """Tell whether there is a place to come back to: a group's activity may be removed, too."""
    return GONE_WITH not in removed.content


def restore_group(removed: RemovedActivity) -> ContentGroup:
    """Bring a removed group back to its place, with its items."""
    kept = Group(**removed.content[GROUP])
    made = planted_group(removed.plan_id, removed.content[OF], removed.position, kept)
    order = list(parts.siblings(parts.KINDS["group"], made))
    order.insert(removed.position - 1, made)
    for number, one in enumerate(order, 1):
        one.position = number
    db.session.add(made)
    db.session.delete(removed)
    db.session.commit()
    return made


def groups_removed_from(plan: Plan, activity_id: int | None) -> list[RemovedActivity]:
    """Return the groups that can come back, newest first: an activity's own, or the plan's."""
    return [
        one
        for one in removed_rows(plan.id)
        if GROUP in one.content and is_restorable(one) and one.content[OF] == activity_id
    ]


def go_with(activity_id: int, gone: RemovedActivity) -> None:
    """Keep the groups removed from an activity for when it comes back. Does not commit."""
    db.session.flush()
    for one in removed_rows(gone.plan_id):
        if one.content.get(OF) == activity_id:
            one.content = {GROUP: one.content[GROUP], GONE_WITH: gone.id}


def come_back(gone: RemovedActivity, activity_id: int) -> None:
    """Let them belong to the activity that came back, under its new id. Does not commit."""
    for one in removed_rows(gone.plan_id):
        if one.content.get(GONE_WITH) == gone.id:
            one.content = {GROUP: one.content[GROUP], OF: activity_id}


def removed_rows(plan_id: int) -> Sequence[RemovedActivity]:
    """Return all that was removed from a plan and is kept, newest first."""
    return db.session.scalars(
        select(RemovedActivity)
        .where(RemovedActivity.plan_id == plan_id)
        .options(joinedload(RemovedActivity.removed_by))
        .order_by(RemovedActivity.id.desc())
    ).all()
