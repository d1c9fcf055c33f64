"""What a round looks at, whom its units invite, what they send: as its papers and page say it."""

from collections.abc import Sequence

from sqlalchemy import exists, select
from sqlalchemy.orm import selectinload

from webapp.core.db import db
from webapp.plans import contents
from webapp.plans.models import Activity, ContentGroup, is_there
from webapp.plans.round_models import AttendeeGroup, OutlinePart, RequiredPaper

OUTLINE = "Báo cáo kết quả theo đề cương"


def contents_of(activity: Activity) -> Sequence[ContentGroup]:
    """Return the groups of contents that the round looks at, with their items."""
    return db.session.scalars(
        select(ContentGroup)
        .options(selectinload(ContentGroup.items))
        .where(contents.belongs(activity.plan_id, activity.id))
        .order_by(ContentGroup.position, ContentGroup.id)
    ).all()


def groups_of(activity_id: int) -> Sequence[AttendeeGroup]:
    """Return the people whom each unit invites."""
    return db.session.scalars(
        select(AttendeeGroup)
        .where(AttendeeGroup.activity_id == activity_id)
        .order_by(AttendeeGroup.position, AttendeeGroup.id)
    ).all()


def papers_to_send(activity_id: int) -> list[str]:
    """Return what each unit sends before its session: the outline's report first (one query)."""
    has_outline = exists().where(OutlinePart.activity_id == Activity.id, *is_there(OutlinePart))
    rows = db.session.execute(
        select(has_outline, RequiredPaper.label, RequiredPaper.is_optional)
        .select_from(Activity)
        .outerjoin(RequiredPaper, RequiredPaper.activity_id == Activity.id)
        .where(Activity.id == activity_id)
        .order_by(RequiredPaper.position, RequiredPaper.id)
    ).all()
    found = [OUTLINE] if rows and rows[0][0] else []
    return found + [
        f"{label} (nếu có)" if is_optional else label for _, label, is_optional in rows if label
    ]
