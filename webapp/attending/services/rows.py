"""The row that a field of a visit stands in: found, new, or gone."""

from typing import TypeVar

from sqlalchemy import Select, select

from webapp.attending.forms import Name
from webapp.attending.models import (
    Confirmation,
    Finding,
    Preparation,
    Recommendation,
    Remark,
    StepRun,
    VisitFile,
)
from webapp.core.db import Model, db
from webapp.notices.models import Meeting
from webapp.plans.contents import belongs
from webapp.plans.models import Activity, Assignment, ChecklistItem
from webapp.plans.round_models import AgendaStep, AttendeeGroup
from webapp.visits.models import Attendance, Criterion, Mark, Visit

T = TypeVar("T")


def row_of(visit: Visit, name: Name) -> Model | None:
    """Return the row a field stands in, a new one where there is none yet, None where it is gone.

    Contents must be of the visit's plan, criteria of its rubric, guests and steps of its round.
    """
    if name.of == "attendance":
        return one_of(select(Attendance).where(Attendance.visit_id == visit.id)) or Attendance(
            visit_id=visit.id
        )
    if name.of == "visit":
        return visit
    if name.of == "meeting":
        return db.session.get_one(Meeting, visit.meeting_id)
    if name.of in ("remark", "recommendation", "photo"):
        tables: dict[str, type[Remark | Recommendation | VisitFile]] = {
            "remark": Remark,
            "recommendation": Recommendation,
            "photo": VisitFile,
        }
        table = tables[name.of]
        return one_of(select(table).where(table.id == name.key, table.visit_id == visit.id))
    if name.of == "mark":
        return _mark(visit, name.key)
    if name.of == "confirmation":
        return _of_round(visit, AttendeeGroup, name.key, Confirmation, "group_id")
    if name.of == "step":
        return _of_round(visit, AgendaStep, name.key, StepRun, "step_id")
    return _by_item(visit, Finding if name.of == "finding" else Preparation, name.key)


def text_row(visit: Visit, of: str, key: int) -> Remark | Recommendation | None:
    """Return a remark or a recommendation (*of*) of the visit, None where it is gone."""
    row = row_of(visit, Name(of, key, "text"))
    return row if isinstance(row, (Remark, Recommendation)) else None


def one_of(statement: Select[T]) -> T | None:
    return db.session.scalars(statement).one_or_none()


def _mark(visit: Visit, criterion_id: int) -> Mark | None:
    if criterion_of(visit, criterion_id) is None:
        return None
    found = one_of(select(Mark).where(Mark.visit_id == visit.id, Mark.criterion_id == criterion_id))
    return found or Mark(visit_id=visit.id, criterion_id=criterion_id)


def criterion_of(visit: Visit, criterion_id: int) -> Criterion | None:
    return one_of(
        select(Criterion).where(
            Criterion.id == criterion_id, Criterion.rubric_id == visit.rubric_id
        )
    )


def _of_round(
    visit: Visit,
    asked: type[AttendeeGroup | AgendaStep],
    key: int,
    table: type[Confirmation | StepRun],
    column: str,
) -> Model | None:
    """Return the row of *table* that answers to what the visit's activity asks for."""
    own = select(asked.id).join(Assignment, Assignment.activity_id == asked.activity_id)
    if one_of(own.where(asked.id == key, Assignment.id == visit.assignment_id)) is None:
        return None
    found = one_of(select(table).where(table.visit_id == visit.id, getattr(table, column) == key))
    return found or table(visit_id=visit.id, **{column: key})


def has_item(visit: Visit, item_id: int) -> bool:
    """Return True when this content is of the visit's plan."""
    return bool(
        one_of(
            select(ChecklistItem.id)
            .join(ChecklistItem.group)
            .join(Activity, belongs(Activity.plan_id, Activity.id))
            .join(Assignment, Assignment.activity_id == Activity.id)
            .where(ChecklistItem.id == item_id, Assignment.id == visit.assignment_id)
        )
    )


def _by_item(visit: Visit, table: type[Finding] | type[Preparation], item_id: int) -> Model | None:
    if not has_item(visit, item_id):
        return None
    found = one_of(select(table).where(table.visit_id == visit.id, table.item_id == item_id))
    return found or table(visit_id=visit.id, item_id=item_id)
