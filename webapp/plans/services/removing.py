"""Removing an activity and bringing it back, duplicating one, and deleting a draft plan."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import delete, func, select
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import Model, db
from webapp.core.refusals import Refused
from webapp.documents.models import Document, DocumentComment, DocumentRecipient, DocumentStep
from webapp.milestones import engine
from webapp.plans.file import kept
from webapp.plans.file.values import Work, plant_work, work_of
from webapp.plans.models import (
    PLAN,
    Activity,
    Assignment,
    CommitteePlan,
    ContentGroup,
    Plan,
    PlanBasis,
    PlanLine,
)
from webapp.plans.paper.pieces import pieces
from webapp.plans.removed_models import RemovedActivity
from webapp.plans.services import editing, removed_groups
from webapp.plans.services.dues import ABOUT, first_issued_on

COPY = " (bản sao)"
WAS_ISSUED = "Kế hoạch đã ban hành nên không xóa được; văn bản đã ban hành thì thu hồi."
ON_ITS_ROAD = "Văn bản của kế hoạch đang trình hoặc đã duyệt: phải rút lại, trả lại trước khi xóa."
HAS_PAPERS = "Đã có văn bản khác soạn từ kế hoạch này nên không xóa được."
USED = "Hoạt động này đã được sử dụng nên không xóa được."
IN_USE = "Đã có dữ liệu của đơn vị dưới kế hoạch này nên không xóa được."


@dataclass(frozen=True)
class Content:
    """How much stands under an activity: what a person is asked about before it goes."""

    groups: int
    rows: int
    units: int

    @property
    def told(self) -> list[str]:
        """Say it in lines, leaving out what there is none of."""
        said = (
            (self.groups, "nhóm nội dung giám sát"),
            (self.rows, "mục về thời gian, thành phần, chương trình, tài liệu, đề cương, chủ đề"),
            (self.units, "phân công đơn vị"),
        )
        return [f"{count} {words}" for count, words in said if count]


def content_of(activity: Activity) -> Content:
    """Return how much stands under an activity, its usual duties aside: three queries."""
    counted = [
        db.session.scalar(
            select(func.count()).select_from(table).where(table.activity_id == activity.id)
        )
        or 0
        for table in (ContentGroup, Assignment)
    ]
    return Content(counted[0], len(pieces([activity.id])[activity.id].rows), counted[1])


def why_stays(plan: Plan, units: int) -> str:
    """Say, in Vietnamese, why an activity with so many assignments stays; "" where it may go.

    Of a plan that was issued they are taken out first, one by one: somebody counts on them.
    """
    if not units or first_issued_on(plan.id) is None:
        return ""
    return f"Kế hoạch đã ban hành: phải bỏ từng phân công của hoạt động này ({units}) trước."


def remove_activity(plan: Plan, activity: Activity, who: User) -> None:
    """Remove an activity with all under it, kept so that it can come back.

    *plan* is loaded with its groups. Raises Refused when work rests on it, or units count on it.
    """
    assigned = _assigned(activity)
    if why := why_stays(plan, len(assigned)):
        raise Refused(why)
    activity_id = activity.id
    work = work_of(plan, activity, [(one.organization, one.month) for one in assigned])
    notes = [(one.organization_id, one.note) for one in assigned if one.note]
    bin_row = RemovedActivity(
        plan_id=plan.id,
        position=activity.position,
        title=activity.title,
        content={"work": kept.as_json(work), "notes": notes},
        removed_at=clock.now(),
        removed_by_id=who.id,
    )
    editing.delete_rows(*assigned, *editing.below(activity), activity, told=USED)
    for one in assigned:
        engine.forget((ABOUT, one.id))
    db.session.add(bin_row)
    removed_groups.go_with(activity_id, bin_row)
    editing.follow(activity)
    db.session.commit()


def restore(plan: Plan, removed: RemovedActivity) -> Activity:
    """Bring a removed activity back to its place, with all that stood under it."""
    work = kept.from_json(removed.content["work"])
    activity = _plant(plan, work, removed.position)
    notes: dict[int, str] = dict(removed.content["notes"])
    assigned = _assigned(activity)
    for one in assigned:
        one.note = notes.get(one.organization_id, "")
    editing.know_today(assigned, plan)
    removed_groups.come_back(removed, activity.id)
    db.session.delete(removed)
    db.session.commit()
    return activity


def duplicate(plan: Plan, activity: Activity) -> Activity:
    """Add an activity like another right behind it, without units: they are assigned anew.

    *plan* is loaded with its groups.
    """
    work = work_of(plan, activity, [])
    values = work.values | {"title": f"{work.values['title']}{COPY}"}
    made = _plant(plan, replace(work, values=values), activity.position + 1)
    db.session.commit()
    return made


def removed_from(plan: Plan) -> list[RemovedActivity]:
    """Return the activities that were removed from a plan and can come back, newest first."""
    return [one for one in removed_groups.removed_rows(plan.id) if "work" in one.content]


def why_kept(plan: Plan) -> str:
    """Say, in Vietnamese, why a plan cannot be deleted; "" where nothing is known against it."""
    about = select(Document).where(Document.subject_kind == PLAN, Document.subject_id == plan.id)
    for paper in db.session.scalars(about):
        if paper.kind != PLAN:
            return HAS_PAPERS
        if paper.number is not None:
            return WAS_ISSUED
        if paper.state not in ("draft", "withdrawn"):
            return ON_ITS_ROAD
    return ""


def delete_plan(plan: Plan) -> None:
    """Delete a draft plan with all that it is made of. Raises Refused when it must stay."""
    if why := why_kept(plan):
        raise Refused(why)
    activities = db.session.scalars(
        select(Activity).where(Activity.plan_id == plan.id).options(joinedload(Activity.duties))
    ).unique()
    rows: list[Model] = []
    for activity in activities:
        rows += [*_assigned(activity), *editing.below(activity), activity]
    own = select(ContentGroup).where(
        ContentGroup.plan_id == plan.id, ContentGroup.activity_id.is_(None)
    )
    for group in db.session.scalars(own.options(selectinload(ContentGroup.items))):
        rows += [*group.items, group]
    for table in (PlanLine, RemovedActivity, PlanBasis, CommitteePlan):
        rows += db.session.scalars(select(table).where(table.plan_id == plan.id))
    editing.delete_rows(*rows, plan, told=IN_USE)
    _delete_drafts(plan.id)
    db.session.commit()


def _delete_drafts(plan_id: int) -> None:
    drafts = db.session.scalars(
        select(Document.id).where(
            Document.kind == PLAN, Document.subject_kind == PLAN, Document.subject_id == plan_id
        )
    ).all()
    for document_id in drafts:
        engine.forget(("document", document_id))
        for table in (DocumentStep, DocumentComment, DocumentRecipient):
            db.session.execute(delete(table).where(table.document_id == document_id))
    db.session.execute(delete(Document).where(Document.id.in_(drafts)))


def _plant(plan: Plan, work: Work, position: int) -> Activity:
    """Add an activity's rows at its place; those behind it move on. Does not commit."""
    others = db.session.scalars(
        select(Activity).where(Activity.plan_id == plan.id).order_by(Activity.position, Activity.id)
    ).all()
    made = plant_work(plan, position, work)
    order = [*others[: position - 1], made, *others[position - 1 :]]
    for number, one in enumerate(order, 1):
        one.position = number
    db.session.flush()
    editing.follow(made)
    return made


def _assigned(activity: Activity) -> Sequence[Assignment]:
    return db.session.scalars(
        select(Assignment)
        .where(Assignment.activity_id == activity.id)
        .options(joinedload(Assignment.organization))
        .order_by(Assignment.id)
    ).all()
