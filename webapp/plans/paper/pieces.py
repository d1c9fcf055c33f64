"""What the activities of a plan are made of, read with one query."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, and_, literal, select, union_all
from sqlalchemy.orm import contains_eager

from webapp.accounts.models import User
from webapp.core.db import Model, db
from webapp.documents.texts.wording import Wording
from webapp.plans.eligible_models import EligiblePost
from webapp.plans.models import Activity, ActivityFigure, ContentGroup, Plan, is_there
from webapp.plans.queries import Place
from webapp.plans.round_models import (
    AgendaStep,
    AttendeeGroup,
    OutlinePart,
    RequiredPaper,
    Round,
    RoundTeam,
    Seat,
    Topic,
)


@dataclass
class Pieces:
    """The rows under one activity, each list in order."""

    round: Round | None = None
    seats: list[Seat] = field(default_factory=list)
    attendees: list[AttendeeGroup] = field(default_factory=list)
    steps: list[AgendaStep] = field(default_factory=list)
    papers: list[RequiredPaper] = field(default_factory=list)
    outline: list[OutlinePart] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    eligible: list[EligiblePost] = field(default_factory=list)
    figures: list[ActivityFigure] = field(default_factory=list)
    # False for the paper of an issued plan that did not say when papers come: a notice told it.
    tells_papers_due: bool = True

    def figures_under(self, part_id: int | None) -> list[ActivityFigure]:
        """Return the figures under one part of the outline; None: those under no part."""
        return [figure for figure in self.figures if figure.part_id == part_id]

    @property
    def rows(self) -> list[Model]:
        """All of them, each after what rests on it."""
        found: list[Model] = [row for name in reversed(LISTS) for row in getattr(self, name)]
        return [*found, *([self.round] if self.round else [])]


@dataclass(frozen=True)
class ActivityPart:
    """All that a plan's paper knows of one activity, for who draws its part."""

    plan: Plan
    activity: Activity
    made_of: Pieces
    places: list[Place]
    wording: Wording

    @property
    def groups(self) -> list[ContentGroup]:
        """The contents that it alone looks at."""
        return [one for one in self.plan.groups if one.activity_id == self.activity.id]


Listed = (
    Seat
    | AttendeeGroup
    | AgendaStep
    | RequiredPaper
    | OutlinePart
    | Topic
    | EligiblePost
    | ActivityFigure
)
# The lists of an activity, as `Pieces` names them, and their tables: each before what rests on it.
LISTS: dict[str, type[Listed]] = {
    "seats": Seat,
    "attendees": AttendeeGroup,
    "steps": AgendaStep,
    "papers": RequiredPaper,
    "outline": OutlinePart,
    "topics": Topic,
    "eligible": EligiblePost,
    "figures": ActivityFigure,
}
_TABLES: tuple[type[Listed | Round], ...] = (Round, *LISTS.values())
_NAMES = {table: name for name, table in LISTS.items()}


def pieces(activity_ids: Iterable[int]) -> dict[int, Pieces]:
    """Return what each of the activities is made of."""
    found = {activity_id: Pieces() for activity_id in activity_ids}
    for row in db.session.execute(_statement(list(found))):
        (one,) = (entity for entity in row if entity is not None)
        of = found[one.activity_id]
        if isinstance(one, Round):
            of.round = one
        else:
            getattr(of, _NAMES[type(one)]).append(one)
    for of in found.values():
        for name in LISTS:
            getattr(of, name).sort(key=lambda one: (one.position, one.id))
    return found


def _statement(activity_ids: list[int]) -> Select[*tuple[Any, ...]]:
    """A row for each piece, whatever its table: the other tables' columns are empty in it."""
    which = union_all(
        *(
            select(literal(number).label("number"), table.id.label("id")).where(
                table.activity_id.in_(activity_ids), *is_there(table)
            )
            for number, table in enumerate(_TABLES)
        )
    ).subquery()
    statement: Select[*tuple[Any, ...]] = select(*_TABLES).select_from(which)
    for number, table in enumerate(_TABLES):
        statement = statement.outerjoin(
            table, and_(which.c.number == number, which.c.id == table.id)
        )
    return (
        statement.outerjoin(User, User.id == Seat.user_id)
        .outerjoin(RoundTeam, RoundTeam.id == Seat.team_id)
        .options(contains_eager(Seat.user), contains_eager(Seat.team))
    )
