"""What happens to plans: one function each, one transaction each."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts.models import OFFICE, User
from webapp.core import clock
from webapp.core.db import Model, db
from webapp.core.forms import Values
from webapp.core.refusals import Refused
from webapp.documents.models import Document
from webapp.milestones import engine
from webapp.milestones.services import notify, people_of
from webapp.plans.kinds import ACTIVITIES, DUTIES
from webapp.plans.models import (
    PLAN,
    Activity,
    ActivityFigure,
    Assignment,
    AssignmentBatch,
    BasisPaper,
    ContentGroup,
    Duty,
    Plan,
    PlanBasis,
)
from webapp.plans.paper.pieces import pieces
from webapp.plans.parts import PlacedRow, PlanRow
from webapp.plans.round_models import OutlinePart, Round, RoundTeam, Seat
from webapp.plans.services import own_plans, standard
from webapp.plans.services.dues import ABOUT, first_issued_on, set_assignment_milestones
from webapp.plans.signals import duty_changed, round_changed


def create_plan(who: User, year: int, title: str) -> Plan:
    """Begin an empty plan of *who*'s body, with the usual activities and duties."""
    plan = Plan(
        issuer_id=who.issuer_id,
        organization_id=who.organization_id,
        year=year,
        title=title,
        activities=standard.activities(date(year, 12, 15)),
    )
    db.session.add(plan)
    db.session.commit()
    return plan


def current_plan(who: User) -> Plan | None:
    """Return the plan that *who* works by: this year's, else the newest."""
    return db.session.scalars(
        select(Plan)
        .where(Plan.seen_by(who))
        .order_by((Plan.year != clock.today().year), Plan.year.desc(), Plan.id.desc())
        .limit(1)
    ).one_or_none()


def duty(activity_id: int, kind: str) -> Duty | None:
    """Return what the activity makes somebody owe of this kind, if anything."""
    return db.session.scalars(
        select(Duty).where(Duty.activity_id == activity_id, Duty.kind == kind)
    ).one_or_none()


def assign(plan: Plan, activity_id: int, organization_id: int, month: date | None) -> Assignment:
    """Give a committee its month, or (no month) the whole year. Raises Refused when it has it."""
    assignment = take_in(plan, activity_id, organization_id, month)
    db.session.commit()
    return assignment


def take_in(plan: Plan, activity_id: int, organization_id: int, month: date | None) -> Assignment:
    """Do what `assign` does as a part of something larger. Does not commit."""
    one_at_a_time(plan)
    _refuse_twice(activity_id, organization_id, month)
    assignment = Assignment(
        issuer_id=plan.issuer_id,
        organization_id=organization_id,
        activity_id=activity_id,
        month=month,
    )
    db.session.add(assignment)
    db.session.flush()
    know_today([assignment], plan)
    return assignment


def reassign(assignment: Assignment, plan: Plan, values: Values) -> None:
    """Move an assignment to another month or activity, or change its note.

    Raises Refused when the committee already filed for the month it is in.
    """
    place_anew(assignment, plan, values)
    db.session.commit()


def place_anew(assignment: Assignment, plan: Plan, values: Values) -> None:
    """Do what `reassign` does as a part of something larger. Does not commit."""
    one_at_a_time(plan)
    wanted = (values["activity_id"], values["month"])
    is_moved = wanted != (assignment.activity_id, assignment.month)
    if is_moved:
        _refuse_begun(assignment)
        _refuse_twice(wanted[0], assignment.organization_id, wanted[1])
    for name, value in values.items():
        setattr(assignment, name, value)
    db.session.flush()
    if is_moved:
        know_today([assignment], plan)


def unassign(assignment: Assignment) -> None:
    """Take an assignment out of the plan, with what was owed for it.

    Raises Refused when work on it has begun.
    """
    take_out(assignment)
    db.session.commit()


def take_out(assignment: Assignment) -> None:
    """Do what `unassign` does as a part of something larger. Does not commit."""
    _refuse_begun(assignment)
    subject = (ABOUT, assignment.id)
    delete_rows(assignment, told="Đơn vị đã có dữ liệu trong phân công này nên không bỏ được.")
    engine.forget(subject)


def put_assignment_back(row: Assignment, plan: Plan) -> None:
    """Add an assignment that was taken out once more. Does not commit.

    Raises Refused where the committee was given the same since, or the plan is of another year.
    """
    one_at_a_time(plan)
    _refuse_twice(row.activity_id, row.organization_id, row.month)
    if row.month and row.month.year != plan.year:
        raise Refused(f"Kế hoạch nay là của năm {plan.year}, không khôi phục phân công này được.")
    if row.batch_id and db.session.get(AssignmentBatch, row.batch_id) is None:
        row.batch_id = None
    if row.team_id and db.session.get(RoundTeam, row.team_id) is None:
        row.team_id = None
    db.session.add(row)
    db.session.flush()
    db.session.refresh(row, ["organization"])
    know_today([row], plan)


def one_at_a_time(plan: Plan) -> None:
    """Hold a plan while its assignments are looked at and added to."""
    # No constraint tells two assignments without a month apart, so planners take turns.
    db.session.execute(select(Plan.id).where(Plan.id == plan.id).with_for_update())


def know_today(assignments: Sequence[Assignment], plan: Plan) -> None:
    """Let assignments of a plan that was issued owe what it says, known from today on."""
    if first_issued_on(plan.id) is not None:
        set_assignment_milestones(assignments, plan.id, known_from=clock.today())


def _refuse_begun(assignment: Assignment) -> None:
    kinds = {one.key: one.begun for one in DUTIES if one.begun}
    found = engine.found_among(kinds, ABOUT, [assignment.id])
    for kind, told in kinds.items():
        milestone = found.get((kind, assignment.id))
        if milestone is not None and milestone.done_at is not None:
            raise Refused(f"{told} nên không chuyển hoặc bỏ phân công được.")


def _refuse_twice(activity_id: int, organization_id: int, month: date | None) -> None:
    taken = db.session.scalar(
        select(Assignment.id).where(
            Assignment.activity_id == activity_id,
            Assignment.organization_id == organization_id,
            Assignment.month.is_(None) if month is None else Assignment.month == month,
        )
    )
    if taken is not None:
        raise Refused("Đơn vị này đã có đúng phân công đó trong kế hoạch.")


def edit_plan(plan: Plan, values: Values) -> None:
    """Change a plan's head. Raises Refused for another year once months are assigned in this."""
    one_at_a_time(plan)
    if values["year"] != plan.year and _has_months(plan):
        raise Refused(
            f"Kế hoạch đã phân công đơn vị theo tháng của năm {plan.year} nên không đổi năm được."
        )
    change(plan, values)


def _has_months(plan: Plan) -> bool:
    months = (
        select(Assignment.id)
        .join(Assignment.activity)
        .where(Activity.plan_id == plan.id, Assignment.month.is_not(None))
    )
    return bool(db.session.scalar(select(months.exists())))


def change(row: Model, values: Values) -> None:
    """Write *values* into a row of a plan; what is owed by it moves along."""
    put(row, values)
    db.session.commit()


def put(row: Model, values: Values) -> None:
    """Do what `change` does as a part of something larger. Does not commit."""
    for name, value in values.items():
        setattr(row, name, value)
    db.session.flush()
    follow(row)


def add_row(row: PlanRow, siblings: Sequence[PlacedRow]) -> None:
    """Add a row of a plan after its siblings; an activity begins with the duties usual for it.

    Raises Refused when there can be only one.
    """
    if isinstance(row, Activity):
        row.duties = standard.duties(ACTIVITIES[row.kind])
    if hasattr(row, "position"):
        row.position = max((other.position for other in siblings), default=0) + 1
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        raise Refused("Mục này đã có, hãy sửa mục cũ.") from None
    follow(row)
    db.session.commit()


def move_row(row: PlanRow, siblings: Sequence[PlacedRow], step: int) -> None:
    """Move a row one place up (-1) or down (1) among its siblings; at the end it stays."""
    order = list(siblings)
    here = next(place for place, other in enumerate(order) if other is row)
    there = here + step
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    for number, other in enumerate(order, 1):
        if other.position != number:
            other.position = number
    db.session.commit()


def remove_row(row: PlanRow) -> None:
    """Remove a row of a plan and what stands under it.

    Raises Refused when something already rests on it.
    """
    delete_rows(*below(row), row, told="Mục này đã được sử dụng nên không xóa được.")
    follow(row)
    db.session.commit()


def put_back(row: PlanRow, siblings: Sequence[PlacedRow]) -> None:
    """Add a row that was removed once more, in the place among its *siblings* where it stood.

    Does not commit.
    """
    places = [one.position for one in siblings]
    if hasattr(row, "position") and row.position in places:  # another took it since
        for one in siblings:
            one.position += one.position >= row.position
    db.session.add(row)
    db.session.flush()
    follow(row)


def below(row: PlanRow) -> list[Model]:
    """Return what stands under a row, each after what stands under it in turn."""
    if isinstance(row, Activity):
        groups = db.session.scalars(
            select(ContentGroup)
            .where(ContentGroup.activity_id == row.id)
            .options(selectinload(ContentGroup.items))
        ).all()
        items = [item for group in groups for item in group.items]
        return [*items, *groups, *pieces([row.id])[row.id].rows, *row.duties]
    if isinstance(row, ContentGroup):
        return list(row.items)
    if isinstance(row, OutlinePart):
        under = select(ActivityFigure).where(ActivityFigure.part_id == row.id)
        return list(db.session.scalars(under))
    return []


def delete_rows(*rows: Model, told: str) -> None:
    """Delete rows in this order. Raises Refused, saying *told*, when something rests on one."""
    try:
        # A savepoint: a refusal must not forget who is signed in.
        with db.session.begin_nested():
            for row in rows:  # in this order: not all of them know of one another
                db.session.delete(row)
                db.session.flush()
    except IntegrityError:
        raise Refused(told) from None


def follow(row: Model) -> None:
    """Move what is owed by a row of a plan after it was added, changed or removed."""
    if isinstance(row, Duty):
        follow_duties(row.activity_id)
    elif isinstance(row, (Round, Seat)):
        follow_round(row.activity_id)
    elif isinstance(row, Activity) and ACTIVITIES[row.kind].has_window:
        round_changed.send(row.id)  # what is owed carries its title, and goes with it


def follow_round(activity_id: int) -> None:
    """Move what rests on a round's days and team, after one of them changed. Does not commit."""
    plan_id = db.session.get_one(Activity, activity_id).plan_id
    set_assignment_milestones(_assignments(Activity.id == activity_id), plan_id)
    round_changed.send(activity_id)


def follow_duties(activity_id: int) -> None:
    """Move what every assignment of the activity owes, after one of its duties changed.

    Does not commit.
    """
    plan_id = db.session.get_one(Activity, activity_id).plan_id
    set_assignment_milestones(_assignments(Activity.id == activity_id), plan_id)
    duty_changed.send(activity_id)


def _assignments(which: ColumnElement[bool]) -> Sequence[Assignment]:
    return db.session.scalars(
        select(Assignment)
        .join(Assignment.activity)
        .where(which)
        .options(joinedload(Assignment.organization))
    ).all()


def cite(plan: Plan, paper: BasisPaper, wanted: bool) -> None:
    """Let the plan rest on a paper of the register, or no longer."""
    found = db.session.get(PlanBasis, (plan.id, paper.id))
    if wanted and found is None:
        # A colleague who cites it at the same moment wants the same.
        with suppress(IntegrityError), db.session.begin_nested():
            db.session.add(PlanBasis(plan_id=plan.id, basis_id=paper.id))
    elif not wanted:
        db.session.execute(
            delete(PlanBasis).where(PlanBasis.plan_id == plan.id, PlanBasis.basis_id == paper.id)
        )
    db.session.commit()


def add_basis(plan: Plan, values: Values) -> BasisPaper:
    """Enter a paper in the register, cited by the plan at hand."""
    paper = BasisPaper(issuer_id=plan.issuer_id, **values)
    db.session.add(paper)
    db.session.flush()
    db.session.add(PlanBasis(plan_id=plan.id, basis_id=paper.id))
    db.session.commit()
    return paper


def plan_issued(document: Document) -> None:
    """Make everybody owe what the plan says, and tell the units it reaches. Does not commit."""
    if document.kind != PLAN:
        return
    plan = db.session.get_one(Plan, document.subject_id)
    assigned = _assignments(Activity.plan_id == plan.id)
    set_assignment_milestones(assigned, plan.id)
    own_plans.set_due(plan, document.issued_on)
    reached = [None] if plan.reaches_all else [one.organization for one in assigned]
    notify(
        {one for where in reached for one in people_of(plan.issuer_id, OFFICE, organization=where)},
        f"Kế hoạch {document.number_and_symbol} năm {plan.year} đã ban hành.",
        f"/plans/{plan.id}",
    )
