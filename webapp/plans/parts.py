"""The kinds of row a plan is made of: one table of them, so that one editor serves all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts import ordering
from webapp.accounts.models import BOARD, User
from webapp.core.db import db
from webapp.core.forms import Form
from webapp.plans.eligible_models import EligiblePost
from webapp.plans.forms.eligible import eligible_form
from webapp.plans.forms.plans import (
    ActivityForm,
    AttendForm,
    GroupForm,
    ItemForm,
    LineForm,
    NewActivityForm,
    VisitsForm,
    duty_form,
)
from webapp.plans.forms.rounds import (
    AgendaStepForm,
    AttendeeGroupForm,
    OutlinePartForm,
    RequiredPaperForm,
    TopicForm,
    figure_form,
    round_form,
    seat_form,
)
from webapp.plans.kinds import ACTIVITIES
from webapp.plans.models import (
    PARTS,
    Activity,
    ActivityFigure,
    ChecklistItem,
    ContentGroup,
    Duty,
    Plan,
    PlanLine,
    is_there,
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

PlacedRow = (  # one that has its place among its siblings
    PlanLine
    | ContentGroup
    | ChecklistItem
    | Activity
    | ActivityFigure
    | Seat
    | AttendeeGroup
    | AgendaStep
    | RequiredPaper
    | OutlinePart
    | Topic
    | EligiblePost
)
PlanRow = PlacedRow | Duty | Round
Table = type[Any]  # of a PlanRow: which columns it has is asked where they are needed


@dataclass(frozen=True)
class RowKind:
    """One kind of row. `above` names the column of the row it stands under, if not the plan.

    `form` returns the form of a row, which may not be kept yet.
    """

    table: Table
    form: Callable[..., type[Form]]
    words: str
    parent: Table | None = None
    above: str = "plan_id"
    fixed: tuple[str, ...] = ()  # what cannot be changed later

    def edit_form(self, row: PlanRow) -> Form:
        """Return the form by which *row* is changed."""
        form = self.form(row)(obj=row)
        for name in self.fixed:
            del form[name]
        return form


def _of_activity(table: Table, form: Callable[..., type[Form]], words: str) -> RowKind:
    return RowKind(table, form, words, Activity, "activity_id")


def _activity_form(row: Activity) -> type[Form]:
    if row.id is None:
        return NewActivityForm
    kind = ACTIVITIES[row.kind]
    if kind.attends:
        return AttendForm
    return VisitsForm if kind.is_monthly else ActivityForm


def _duty_form(row: Duty) -> type[Form]:
    activity = db.session.get_one(Activity, row.activity_id)
    return duty_form(activity.kind, row.kind, _year_of(activity))


def _round_form(row: Round) -> type[Form]:
    return round_form(_year_of(db.session.get_one(Activity, row.activity_id)))


def _year_of(activity: Activity) -> int:
    return db.session.get_one(Plan, activity.plan_id).year


def _figure_form(row: ActivityFigure) -> type[Form]:
    return figure_form(
        db.session.scalars(
            select(OutlinePart)
            .where(
                OutlinePart.activity_id == row.activity_id,
                OutlinePart.kind == "figures",
                *is_there(OutlinePart),
            )
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
        .order_by(*ordering.columns())
    ).all()
    heads = select(Seat.id).where(
        Seat.activity_id == row.activity_id,
        Seat.role == "head",
        Seat.team_id.is_not_distinct_from(row.team_id),  # each team has its own
    )
    others = set(db.session.scalars(heads)) - {row.id}
    return seat_form([one for one in people if one.is_any(*BOARD)], bool(others))


def _eligible_form(row: EligiblePost) -> type[Form]:
    taken = select(EligiblePost.post).where(
        EligiblePost.activity_id == row.activity_id, EligiblePost.id != (row.id or 0)
    )
    return eligible_form(set(db.session.scalars(taken)))


KINDS = {
    "line": RowKind(PlanLine, lambda _: LineForm, "dòng"),
    "group": RowKind(ContentGroup, lambda _: GroupForm, "nhóm nội dung"),
    "item": RowKind(ChecklistItem, lambda _: ItemForm, "nội dung", ContentGroup, "group_id"),
    "activity": RowKind(Activity, _activity_form, "hoạt động"),
    "duty": RowKind(Duty, _duty_form, "việc và thời hạn", Activity, "activity_id", ("kind",)),
    "figure": _of_activity(ActivityFigure, _figure_form, "số liệu"),
    "round": _of_activity(Round, _round_form, "thời gian, nội dung của đợt"),
    "seat": _of_activity(Seat, _seat_form, "thành viên đoàn"),
    "attendee_group": _of_activity(AttendeeGroup, lambda _: AttendeeGroupForm, "thành phần mời"),
    "agenda_step": _of_activity(AgendaStep, lambda _: AgendaStepForm, "bước làm việc"),
    "required_paper": _of_activity(RequiredPaper, lambda _: RequiredPaperForm, "tài liệu phải gửi"),
    "outline_part": _of_activity(OutlinePart, lambda _: OutlinePartForm, "phần của đề cương"),
    "eligible_post": _of_activity(EligiblePost, _eligible_form, "chức danh được cử đi dự"),
    "topic": _of_activity(Topic, lambda _: TopicForm, "nội dung giám sát thường xuyên"),
}


def find(plan: Plan, kind: RowKind, row_id: int) -> PlanRow | None:
    """Return the row when it belongs to the plan."""
    statement = select(kind.table).where(kind.table.id == row_id, *is_there(kind.table))
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
    found: PlanRow | None = db.session.scalars(statement).unique().one_or_none()
    return found


def new(plan: Plan, kind: RowKind, under: str) -> PlanRow | None:
    """Return a row that is not yet kept, under a part or a row of the plan; None if not there."""
    if kind.table is PlanLine:
        return PlanLine(plan_id=plan.id, part=under) if under in PARTS else None
    if kind.table is ContentGroup:
        of = _above(plan, Activity, under) if under else None
        if under and of is None:
            return None
        return ContentGroup(plan_id=plan.id, activity_id=of and of.id)
    if kind.parent is None:
        under_plan: PlanRow = kind.table(plan_id=plan.id)
        return under_plan
    parent = _above(plan, kind.parent, under)
    row: PlanRow | None = parent and kind.table(**{kind.above: parent.id})
    return row


def _above(plan: Plan, table: Table, under: str) -> PlanRow | None:
    if not (under.isascii() and under.isdecimal() and len(under) < 10):
        return None
    found: PlanRow | None = db.session.scalars(
        select(table).where(table.plan_id == plan.id, table.id == int(under))
    ).one_or_none()
    return found


def siblings(kind: RowKind, row: PlanRow) -> Sequence[PlacedRow]:
    """Return the rows among which *row* has its place, in order. Some rows have none."""
    if not hasattr(kind.table, "position"):
        return []
    column = getattr(kind.table, kind.above)
    statement = select(kind.table).where(column == getattr(row, kind.above), *is_there(kind.table))
    if isinstance(row, PlanLine):
        statement = statement.where(PlanLine.part == row.part)
    if isinstance(row, ContentGroup):
        statement = statement.where(ContentGroup.activity_id.is_not_distinct_from(row.activity_id))
    found: Sequence[PlacedRow] = db.session.scalars(
        statement.order_by(kind.table.position, kind.table.id)
    ).all()
    return found


def address(plan: Plan, row: PlanRow) -> str:
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
