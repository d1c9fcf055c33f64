"""What is read of ongoing supervision: topics, the notes that are sought, and notes by topic."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from webapp.accounts.gate import me, rows
from webapp.core.db import db
from webapp.observations.forms import SearchForm
from webapp.observations.kinds import ONGOING
from webapp.observations.models import SHORTCOMING, STRENGTH, Observation
from webapp.organizations import naming
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Plan
from webapp.plans.round_models import Topic
from webapp.rules import text as words

MOST = 300  # texts on one page of gathered notes


@dataclass(frozen=True)
class Gathered:
    """What was noted on one topic: how often, and the notes, newest first."""

    topic: Topic
    strengths: int
    shortcomings: int
    notes: Sequence[Observation]

    @property
    def left_out(self) -> int:
        """How many notes do not fit the page."""
        return self.strengths + self.shortcomings - len(self.notes)


def topics(plan_id: int | None = None) -> Sequence[Topic]:
    """Return the topics of the signed-in person's issuer, of the newest plan first."""
    statement = (
        select(Topic)
        .join(Activity, Activity.id == Topic.activity_id)
        .join(Plan, Plan.id == Activity.plan_id)
        .where(Activity.kind == ONGOING.key, Plan.seen_by(me()))
        .order_by(Plan.year.desc(), Plan.id.desc(), Activity.position, Topic.position, Topic.id)
    )
    if plan_id is not None:
        statement = statement.where(Plan.id == plan_id)
    return db.session.scalars(statement).all()


def topics_to_note(kept: int | None = None) -> Sequence[Topic]:
    """Return the topics that a note may be about: the newest plan's, and *kept* with its plan's."""
    plan_of = (
        select(Activity.plan_id)
        .join(Topic, Topic.activity_id == Activity.id)
        .join(Plan, Plan.id == Activity.plan_id)
        .where(Activity.kind == ONGOING.key, Plan.seen_by(me()))
    )
    if kept is None:
        plan_of = plan_of.order_by(Plan.year.desc(), Plan.id.desc()).limit(1)
    else:
        plan_of = plan_of.where(Topic.id == kept)
    plan_id = db.session.scalar(plan_of)
    return [] if plan_id is None else topics(plan_id)


def body_of(topic_id: int) -> Organization:
    """Return the body whose plan a topic is of: an officer of its own is looked at there."""
    return db.session.scalars(
        select(Organization)
        .join(Plan, Plan.organization_id == Organization.id)
        .join(Activity, Activity.plan_id == Plan.id)
        .join(Topic, Topic.activity_id == Activity.id)
        .where(Topic.id == topic_id)
    ).one()


def found(form: SearchForm) -> Select[Observation]:
    """Select the notes that are asked for, newest first, with all that a list shows of them."""
    return (
        rows(Observation, *_asked(form))
        .join(Observation.organization)
        .options(
            contains_eager(Observation.organization),
            joinedload(Observation.topic),
            joinedload(Observation.author),
        )
        .order_by(Observation.noted_on.desc(), Observation.id.desc())
    )


def gathered(form: SearchForm) -> list[Gathered]:
    """Return what is asked for by topic, in the order of the plans: three queries."""
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    counted = (
        rows(Observation, *_asked(form))
        .join(Observation.organization)
        .with_only_columns(Observation.topic_id, Observation.kind, func.count())
        .group_by(Observation.topic_id, Observation.kind)
    )
    for topic_id, kind, count in db.session.execute(counted):
        counts[topic_id][kind] = count
    notes: dict[int, list[Observation]] = defaultdict(list)
    for note in db.session.scalars(found(form).limit(MOST)):
        notes[note.topic_id].append(note)
    return [
        Gathered(one, counts[one.id][STRENGTH], counts[one.id][SHORTCOMING], notes[one.id])
        for one in topics()
        if one.id in counts
    ]


def _asked(form: SearchForm) -> list[ColumnElement[bool]]:
    asked = form.asked()
    conditions: list[ColumnElement[bool]] = []
    if said := asked.get("q"):
        folded = words.fold(str(said))
        conditions.append(Observation.search_key.contains(folded, autoescape=True))
    if unit := asked.get("unit"):
        conditions.append(naming.sought(str(unit)))
    if topic := asked.get("topic"):
        conditions.append(Observation.topic_id == int(str(topic)))
    if kind := asked.get("kind"):
        conditions.append(Observation.kind == kind)
    if since := asked.get("since"):
        conditions.append(Observation.noted_on >= since)
    if until := asked.get("until"):
        conditions.append(Observation.noted_on <= until)
    return conditions
