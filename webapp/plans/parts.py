"""The kinds of row a plan is made of: one table of them, so that one editor serves all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from webapp.core.db import db
from webapp.core.forms import Form
from webapp.plans.forms import ActivityForm, DutyForm, FigureForm, GroupForm, ItemForm, LineForm
from webapp.plans.models import (
    PARTS,
    Activity,
    ActivityFigure,
    ChecklistItem,
    ContentGroup,
    Duty,
    Plan,
    PlanLine,
)


@dataclass(frozen=True)
class RowKind:
    """One kind of row. `above` names the column of the row it stands under, if not the plan."""

    table: type[Any]
    form: type[Form]
    words: str
    page: str  # the endpoint that lists such rows
    parent: type[Any] | None = None
    above: str = "plan_id"
    fixed: tuple[str, ...] = ()  # what cannot be changed later

    def edit_form(self, row: Any) -> Form:
        """Return the form by which *row* is changed."""
        form = self.form(obj=row)
        for name in self.fixed:
            del form[name]
        return form


KINDS = {
    "line": RowKind(PlanLine, LineForm, "dòng", "plans.lines"),
    "group": RowKind(ContentGroup, GroupForm, "nhóm nội dung", "plans.contents"),
    "item": RowKind(
        ChecklistItem, ItemForm, "nội dung", "plans.contents", ContentGroup, "group_id"
    ),
    "activity": RowKind(Activity, ActivityForm, "hoạt động", "plans.activities", fixed=("kind",)),
    "duty": RowKind(
        Duty, DutyForm, "việc và thời hạn", "plans.activities", Activity, "activity_id", ("kind",)
    ),
    "figure": RowKind(
        ActivityFigure, FigureForm, "số liệu", "plans.activities", Activity, "activity_id"
    ),
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
        statement = statement.options(joinedload(Activity.duties), selectinload(Activity.figures))
    if kind.table is ContentGroup:
        statement = statement.options(selectinload(ContentGroup.items))
    return db.session.scalars(statement).unique().one_or_none()


def new(plan: Plan, kind: RowKind, under: str) -> Any | None:
    """Return a row that is not yet kept, under a part or a row of the plan; None if not there."""
    if kind.table is PlanLine:
        return PlanLine(plan_id=plan.id, part=under) if under in PARTS else None
    if kind.parent is None:
        return kind.table(plan_id=plan.id)
    if not (under.isascii() and under.isdecimal() and len(under) < 10):
        return None
    parent = db.session.scalars(
        select(kind.parent).where(kind.parent.plan_id == plan.id, kind.parent.id == int(under))
    ).one_or_none()
    return None if parent is None else kind.table(**{kind.above: parent.id})


def siblings(kind: RowKind, row: Any) -> Sequence[Any]:
    """Return the rows among which *row* has its place, in order. Duties have none."""
    if kind.table is Duty:
        return []
    column = getattr(kind.table, kind.above)
    statement = select(kind.table).where(column == getattr(row, kind.above))
    if kind.table is PlanLine:
        statement = statement.where(PlanLine.part == row.part)
    found: Sequence[Any] = db.session.scalars(
        statement.order_by(kind.table.position, kind.table.id)
    ).all()
    return found


def place(plan: Plan, row: Any) -> dict[str, Any]:
    """Return the values of the address where *row* is listed."""
    return {"plan_id": plan.id} | ({"part": row.part} if isinstance(row, PlanLine) else {})
