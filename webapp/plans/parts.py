"""The kinds of row a plan is made of: one table of them, so that one editor serves all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts.models import BOARD, User
from webapp.core.db import db
from webapp.core.forms import Form
from webapp.plans.forms import (
    ActivityForm,
    AttendForm,
    GroupForm,
    ItemForm,
    LineForm,
    NewActivityForm,
    VisitsForm,
    duty_form,
)
from webapp.plans.models import (
    ATTEND,
    GRASSROOTS,
    PARTS,
    Activity,
    ActivityFigure,
    ChecklistItem,
    ContentGroup,
    Duty,
    Plan,
    PlanLine,
)
from webapp.plans.round_forms import (
    AgendaStepForm,
    AttendeeGroupForm,
    OutlinePartForm,
    RequiredPaperForm,
    RoundForm,
    TopicForm,
    figure_form,
    seat_form,
)
from webapp.plans.round_models import (
    AgendaStep,
    AttendeeGroup,
    OutlinePart,
    RequiredPaper,
    Round,
    Seat,
    Topic,
)


@dataclass(frozen=True)
class RowKind:
    """One kind of row. `above` names the column of the row it stands under, if not the plan.

    `form` returns the form of a row, which may not be kept yet.
    """

    table: type[Any]
    form: Callable[[Any], type[Form]]
    words: str
    parent: type[Any] | None = None
    above: str = "plan_id"
    fixed: tuple[str, ...] = ()  # what cannot be changed later

    def edit_form(self, row: Any) -> Form:
        """Return the form by which *row* is changed."""
        form = self.form(row)(obj=row)
        for name in self.fixed:
            del form[name]
        return form


def _of_activity(table: type[Any], form: Callable[[Any], type[Form]], words: str) -> RowKind:
    return RowKind(table, form, words, Activity, "activity_id")


def _activity_form(row: Activity) -> type[Form]:
    if row.id is None:
        return NewActivityForm
    return {ATTEND: AttendForm, GRASSROOTS: VisitsForm}.get(row.kind, ActivityForm)


def _duty_form(row: Duty) -> type[Form]:
    return duty_form(db.session.get_one(Activity, row.activity_id).kind, row.kind)


def _figure_form(row: ActivityFigure) -> type[Form]:
    return figure_form(
        db.session.scalars(
            select(OutlinePart)
            .where(OutlinePart.activity_id == row.activity_id, OutlinePart.kind == "figures")
            .order_by(OutlinePart.position, OutlinePart.id)
        ).all()
    )


def _seat_form(row: Seat) -> type[Form]:
    plan = (
        select(Plan.issuer_id)
        .join(Activity, Activity.plan_id == Plan.id)
        .where(Activity.id == row.activity_id)
    )
    people = db.session.scalars(
        select(User)
        .where(User.issuer_id == plan.scalar_subquery(), User.active)
        .order_by(User.sort_key, User.id)
    ).all()
    heads = select(Seat.id).where(Seat.activity_id == row.activity_id, Seat.role == "head")
    others = set(db.session.scalars(heads)) - {row.id}
    return seat_form([one for one in people if one.is_any(*BOARD)], bool(others))


KINDS = {
    "line": RowKind(PlanLine, lambda _: LineForm, "dòng"),
    "group": RowKind(ContentGroup, lambda _: GroupForm, "nhóm nội dung"),
    "item": RowKind(ChecklistItem, lambda _: ItemForm, "nội dung", ContentGroup, "group_id"),
    "activity": RowKind(Activity, _activity_form, "hoạt động"),
    "duty": RowKind(Duty, _duty_form, "việc và thời hạn", Activity, "activity_id", ("kind",)),
    "figure": _of_activity(ActivityFigure, _figure_form, "số liệu"),
    "round": _of_activity(Round, lambda _: RoundForm, "thời gian, nội dung của đợt"),
    "seat": _of_activity(Seat, _seat_form, "thành viên đoàn"),
    "attendee_group": _of_activity(AttendeeGroup, lambda _: AttendeeGroupForm, "thành phần mời"),
    "agenda_step": _of_activity(AgendaStep, lambda _: AgendaStepForm, "bước làm việc"),
    "required_paper": _of_activity(RequiredPaper, lambda _: RequiredPaperForm, "tài liệu phải gửi"),
    "outline_part": _of_activity(OutlinePart, lambda _: OutlinePartForm, "phần của đề cương"),
    "topic": _of_activity(Topic, lambda _: TopicForm, "nội dung giám sát thường xuyên"),
}


def find(plan: Plan, kind: RowKind, row_id: int) -> Any | None:
    """Return the row when it belongs to the plan."""
    statement = select(kind.table).where(kind.table.id == row_id)
    if kind.parent is None:
        statement = statement.where(kind.table.plan_id == plan.id)
    else:
        parent_id = getattr(kind.table, kind.above)
        statement = statement.join(kind.parent, kind.parent.id == parent_id)
        statement = statement.where(kind.parent.plan_id == plan.id)
    if kind.table is Activity:
        statement = statement.options(joinedload(Activity.duties))
    if kind.table is ContentGroup:
        statement = statement.options(selectinload(ContentGroup.items))
    return db.session.scalars(statement).unique().one_or_none()


def new(plan: Plan, kind: RowKind, under: str) -> Any | None:
    """Return a row that is not yet kept, under a part or a row of the plan; None if not there."""
    if kind.table is PlanLine:
        return PlanLine(plan_id=plan.id, part=under) if under in PARTS else None
    if kind.table is ContentGroup:
        of = _above(plan, Activity, under) if under else None
        if under and of is None:
            return None
        return ContentGroup(plan_id=plan.id, activity_id=of and of.id)
    if kind.parent is None:
        return kind.table(plan_id=plan.id)
    parent = _above(plan, kind.parent, under)
    return None if parent is None else kind.table(**{kind.above: parent.id})


def _above(plan: Plan, table: type[Any], under: str) -> Any | None:
    if not (under.isascii() and under.isdecimal() and len(under) < 10):
        return None
    return db.session.scalars(
        select(table).where(table.plan_id == plan.id, table.id == int(under))
    ).one_or_none()


def siblings(kind: RowKind, row: Any) -> Sequence[Any]:
    """Return the rows among which *row* has its place, in order. Some rows have none."""
    if not hasattr(kind.table, "position"):
        return []
    column = getattr(kind.table, kind.above)
    statement = select(kind.table).where(column == getattr(row, kind.above))
    if kind.table is PlanLine:
        statement = statement.where(PlanLine.part == row.part)
    if kind.table is ContentGroup:
        statement = statement.where(ContentGroup.activity_id.is_not_distinct_from(row.activity_id))
    found: Sequence[Any] = db.session.scalars(
        statement.order_by(kind.table.position, kind.table.id)
    ).all()
    return found


def address(plan: Plan, row: Any) -> str:
    """Return the address of the page that lists *row*."""
    if isinstance(row, PlanLine):
        return url_for("plans.lines", plan_id=plan.id, part=row.part)
    if isinstance(row, ChecklistItem):
        row = db.session.get_one(ContentGroup, row.group_id)
    activity_id = row.id if isinstance(row, Activity) else row.activity_id
    if activity_id is not None:
        return url_for("plans.activity", plan_id=plan.id, activity_id=activity_id)
    page = "plans.activities" if isinstance(row, Activity) else "plans.contents"
    return url_for(page, plan_id=plan.id)
