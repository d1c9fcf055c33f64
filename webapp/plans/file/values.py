"""A plan taken out of its rows as plain values, and planted as rows again.

Files, copies and models all go this one way. The values are those that the forms of the rows
give; units stand as organizations, people as they stand in the team.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core.db import Model, db
from webapp.core.forms import Form, Values
from webapp.organizations.models import Organization
from webapp.plans.file import shape
from webapp.plans.models import (
    Activity,
    ActivityFigure,
    Assignment,
    BasisPaper,
    ChecklistItem,
    ContentGroup,
    Duty,
    Plan,
    PlanBasis,
    PlanLine,
)
from webapp.plans.paper.pieces import LISTS, Pieces, pieces
from webapp.plans.round_models import OutlinePart, Round, RoundTeam, Seat
from webapp.rules import text as words


@dataclass
class Group:
    """A group of contents and its items."""

    title: str
    items: list[Values] = field(default_factory=list)


@dataclass
class Part:
    """A part of an outline and the figures under it."""

    values: Values
    figures: list[Values] = field(default_factory=list)


@dataclass
class Team:
    """One of several teams of a round: its name and its units. Places in it say its name."""

    name: str
    units: list[Organization] = field(default_factory=list)


@dataclass
class Work:
    """An activity with all that it is made of. `units` holds who has it, in which month."""

    values: Values
    round: Values | None = None
    groups: list[Group] = field(default_factory=list)
    seats: list[Values] = field(default_factory=list)
    teams: list[Team] = field(default_factory=list)
    attendees: list[Values] = field(default_factory=list)
    steps: list[Values] = field(default_factory=list)
    papers: list[Values] = field(default_factory=list)
    outline: list[Part] = field(default_factory=list)
    topics: list[Values] = field(default_factory=list)
    eligible: list[Values] = field(default_factory=list)
    figures: list[Values] = field(default_factory=list)
    duties: list[Values] = field(default_factory=list)
    units: list[tuple[Organization, date | None]] = field(default_factory=list)


@dataclass
class PlanValues:
    """A plan without its papers and without what was done by it."""

    head: Values
    bases: list[Values] = field(default_factory=list)
    lines: dict[str, list[str]] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)


def taken(plan: Plan) -> PlanValues:
    """Return a plan that is loaded whole (`queries.WHOLE`) as plain values."""
    made_of = pieces(activity.id for activity in plan.activities)
    lines: dict[str, list[str]] = {}
    for line in plan.lines:
        lines.setdefault(line.part, []).append(line.text)
    bases = sorted(plan.bases, key=lambda one: (one.issued_on, one.symbol, one.kind, one.about))
    units, teams = _units(plan), _teams(one.id for one in plan.activities)
    return PlanValues(
        head=_of(plan, shape.HEAD.form),
        bases=[_of(paper, shape.BASIS.form) for paper in bases],
        lines=lines,
        groups=[group_of(group) for group in plan.groups if group.activity_id is None],
        works=[
            _work(
                plan,
                activity,
                made_of[activity.id],
                units.get(activity.id, []),
                teams.get(activity.id, []),
            )
            for activity in plan.activities
        ],
    )


def _of(row: Model, form: type[Form]) -> Values:
    """Return the values of a row that its form would give."""
    names = [name for name in form(formdata=None, meta=shape.PLAIN)._fields if name != "version"]
    return {name: getattr(row, name) for name in names}


def group_of(group: ContentGroup) -> Group:
    """Return a group of contents, loaded with its items, as plain values."""
    return Group(group.title, [_of(item, shape.ITEM.form) for item in group.items])


def _units(plan: Plan) -> dict[int, list[tuple[Organization, date | None]]]:
    rows = db.session.execute(
        select(Assignment.activity_id, Organization, Assignment.month)
        .join(Assignment.organization)
        .join(Assignment.activity)
        .where(Activity.plan_id == plan.id)
    ).all()
    found: dict[int, list[tuple[Organization, date | None]]] = {}
    for activity_id, unit, month in sorted(
        rows, key=lambda row: (row.month or date.min, words.sort_key(row[1].name), row[1].name)
    ):
        found.setdefault(activity_id, []).append((unit, month))
    return found


def _teams(activity_ids: Iterable[int]) -> dict[int, list[Team]]:
    """Return the teams of each round that has several, in order."""
    rows = db.session.execute(
        select(RoundTeam, Organization)
        .outerjoin(Assignment, Assignment.team_id == RoundTeam.id)
        .outerjoin(Assignment.organization)
        .where(RoundTeam.activity_id.in_(list(activity_ids)))
        .order_by(RoundTeam.position)
    )
    units: dict[RoundTeam, list[Organization]] = {}
    for team, unit in rows:
        units.setdefault(team, []).extend([unit] if unit else [])
    found: dict[int, list[Team]] = {}
    for team, there in units.items():
        there.sort(key=lambda unit: (words.sort_key(unit.name), unit.name))
        found.setdefault(team.activity_id, []).append(Team(team.name, there))
    return found


def _work(
    plan: Plan,
    activity: Activity,
    made_of: Pieces,
    units: list[tuple[Organization, date | None]],
    teams: list[Team],
) -> Work:
    work = Work(
        values=_of(activity, shape.ACTIVITY.form),
        round=_of(made_of.round, shape.ROUND.form) if made_of.round else None,
        groups=[group_of(one) for one in plan.groups if one.activity_id == activity.id],
        seats=[_seat(seat) for seat in made_of.seats],
        teams=teams,
        outline=[
            Part(
                _of(part, shape.PART.form),
                [_of(one, shape.FIGURE.form) for one in made_of.figures_under(part.id)],
            )
            for part in made_of.outline
        ],
        figures=[_of(one, shape.FIGURE.form) for one in made_of.figures_under(None)],
        duties=[_of(duty, shape.duty(activity.kind).form) for duty in activity.duties],
        units=units,
    )
    for name, of in shape.LISTS.values():
        setattr(work, name, [_of(row, of.form) for row in getattr(made_of, name)])
    return work


def work_of(plan: Plan, activity: Activity, units: list[tuple[Organization, date | None]]) -> Work:
    """Return one activity as plain values, with these *units*; *plan* comes with its groups."""
    there = {unit for unit, _ in units}
    teams = [
        replace(team, units=[one for one in team.units if one in there])
        for team in _teams([activity.id]).get(activity.id, [])
    ]
    return _work(plan, activity, pieces([activity.id])[activity.id], units, teams)


def _seat(seat: Seat) -> Values:
    title = seat.title or (seat.user.position if seat.user else "")
    own = {"user_id": seat.user_id, "full_name": seat.full_name}
    team = seat.team.name if seat.team else ""
    return {"role": seat.role, "title": title, "body": seat.body, "team": team} | own


def planted(whole: PlanValues, who: User) -> Plan:
    """Add the rows of a new draft plan of *who*'s body. Flushes, does not commit."""
    plan = Plan(issuer_id=who.issuer_id, organization_id=who.organization_id, **whole.head)
    plan.lines = [
        PlanLine(part=part, position=number, text=text)
        for part, texts in whole.lines.items()
        for number, text in enumerate(texts, 1)
    ]
    db.session.add(plan)
    db.session.flush()
    _plant_bases(plan, whole.bases)
    _plant_groups(plan, None, whole.groups)
    for position, work in enumerate(whole.works, 1):
        plant_work(plan, position, work)
    db.session.flush()
    return plan


def _plant_bases(plan: Plan, bases: list[Values]) -> None:
    """Cite papers of the register; those that are not in it yet are entered."""
    known = {
        _key(_of(paper, shape.BASIS.form)): paper
        for paper in db.session.scalars(
            select(BasisPaper).where(BasisPaper.issuer_id == plan.issuer_id)
        )
    }
    for values in bases:
        paper = known.get(_key(values))
        if paper is None:
            paper = known[_key(values)] = BasisPaper(issuer_id=plan.issuer_id, **values)
            db.session.add(paper)
            db.session.flush()
        if db.session.get(PlanBasis, (plan.id, paper.id)) is None:
            db.session.add(PlanBasis(plan_id=plan.id, basis_id=paper.id))
            db.session.flush()


def _key(values: Values) -> tuple[tuple[str, object], ...]:
    return tuple(sorted(values.items()))


def _plant_groups(plan: Plan, activity: Activity | None, groups: list[Group]) -> None:
    activity_id = activity.id if activity else None
    for position, group in enumerate(groups, 1):
        db.session.add(planted_group(plan.id, activity_id, position, group))


def planted_group(
    plan_id: int, activity_id: int | None, position: int, group: Group
) -> ContentGroup:
    """Return the rows of a group of contents, not yet added to the session."""
    return ContentGroup(
        plan_id=plan_id,
        activity_id=activity_id,
        position=position,
        title=group.title,
        items=[
            ChecklistItem(position=number, **item) for number, item in enumerate(group.items, 1)
        ],
    )


def plant_work(plan: Plan, position: int, work: Work) -> Activity:
    """Add the rows of one activity to a plan. Flushes, does not commit."""
    activity = Activity(plan_id=plan.id, position=position, **work.values)
    activity.duties = [Duty(**values) for values in work.duties]
    db.session.add(activity)
    db.session.flush()
    own = {"activity_id": activity.id}
    if work.round:
        db.session.add(Round(**own, **work.round))
    _plant_groups(plan, activity, work.groups)
    teams = _plant_teams(activity, work.teams)
    db.session.add_all(
        Seat(
            position=number,
            team_id=teams.get(values.get("team", "")),
            **own,
            **{name: value for name, value in values.items() if name != "team"},
        )
        for number, values in enumerate(work.seats, 1)
    )
    for name, _ in shape.LISTS.values():
        db.session.add_all(
            LISTS[name](position=number, **own, **values)
            for number, values in enumerate(getattr(work, name), 1)
        )
    _plant_outline(activity, work)
    team_of = {unit.id: teams[team.name] for team in work.teams for unit in team.units}
    db.session.add_all(
        Assignment(
            issuer_id=plan.issuer_id,
            organization_id=unit.id,
            month=month,
            team_id=team_of.get(unit.id),
            **own,
        )
        for unit, month in work.units
    )
    db.session.flush()
    return activity


def _plant_teams(activity: Activity, teams: list[Team]) -> dict[str, int]:
    """Add the teams of a round; return their numbers by their names."""
    rows = [
        RoundTeam(activity_id=activity.id, position=number, name=team.name)
        for number, team in enumerate(teams, 1)
    ]
    db.session.add_all(rows)
    db.session.flush()
    return {row.name: row.id for row in rows}


def _plant_outline(activity: Activity, work: Work) -> None:
    own = {"activity_id": activity.id}
    parts = [
        OutlinePart(position=number, **own, **part.values)
        for number, part in enumerate(work.outline, 1)
    ]
    db.session.add_all(parts)
    db.session.flush()
    figures: list[tuple[int | None, Values]] = [(None, values) for values in work.figures]
    figures += [
        (row.id, values)
        for row, part in zip(parts, work.outline, strict=True)
        for values in part.figures
    ]
    db.session.add_all(
        ActivityFigure(position=number, part_id=part_id, **own, **values)
        for number, (part_id, values) in enumerate(figures, 1)
    )
