"""What a plan's year heard and noted: standing topics, good models, voices, who did not come."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from webapp.attending.models import VOICES, Remark
from webapp.core.db import db
from webapp.notices.models import Meeting
from webapp.observations.kinds import ONGOING
from webapp.observations.models import SHORTCOMING, STRENGTH, Observation
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment, Plan
from webapp.plans.round_models import Topic
from webapp.reports.queries.scope import Scope
from webapp.rules.spans import WHOLE, Span
from webapp.visits.models import NoShow, Visit

NAMED = 3  # units that are named where the same was heard
EXAMPLES = 5  # notes quoted under one topic, of each kind


MOST = 5  # notes of one kind on a topic


@dataclass(frozen=True)
class Noted:
    """What was noted on one topic of ongoing supervision, the newest first."""

    topic: Topic
    strengths: Sequence[Observation]
    shortcomings: Sequence[Observation]

    @property
    def newest(self) -> Sequence[Observation]:
        """The newest of each."""
        return [*self.strengths[:MOST], *self.shortcomings[:MOST]]

    @property
    def has_more(self) -> bool:
        return max(len(self.strengths), len(self.shortcomings)) > MOST


@dataclass(frozen=True)
class Voice:
    """A good model, a proposal or an opinion, where it was heard, and when first."""

    text: str
    units: list[str]
    at: datetime

    @property
    def where(self) -> str:
        """The first units by name, and how many more there are."""
        named = "; ".join(self.units[:NAMED])
        more = len(self.units) - NAMED
        return f"{named} và {more} nơi khác" if more > 0 else named


@dataclass(frozen=True)
class Heard:
    """All of it. `topics` are those of the plan, also where nothing was noted on one."""

    topics: Sequence[Noted]
    voices: Mapping[str, Sequence[Voice]]  # by a key of VOICES
    no_shows: Sequence[NoShow]


def heard_in(*plans: Plan, span: Span = WHOLE) -> Heard:
    """Gather it, in four queries."""
    scope = Scope(plans, span)
    return Heard(_topics(scope), _voices(scope), _no_shows(scope))


def _topics(scope: Scope) -> list[Noted]:
    topics = db.session.scalars(
        select(Topic)
        .join(Activity, Activity.id == Topic.activity_id)
        .where(scope.activities(), Activity.kind == ONGOING.key)
        .order_by(Activity.plan_id, Activity.position, Topic.position, Topic.id)
    ).all()
    if not topics:  # most plans have none
        return []
    notes: dict[tuple[int, str], list[Observation]] = defaultdict(list)
    for note in db.session.scalars(
        select(Observation)
        .join(Observation.organization)
        .options(contains_eager(Observation.organization))
        .where(Observation.topic_id.in_([one.id for one in topics]), scope.on(Observation.noted_on))
        .order_by(Observation.noted_on.desc(), Observation.id.desc())
    ):
        notes[note.topic_id, note.kind].append(note)
    return [Noted(one, notes[one.id, STRENGTH], notes[one.id, SHORTCOMING]) for one in topics]


def _voices(scope: Scope) -> dict[str, list[Voice]]:
    found: dict[str, dict[str, Voice]] = {kind: {} for kind in VOICES}
    rows = db.session.execute(
        select(Remark.kind, Remark.text, Organization.name, Meeting.starts_at)
        .join(Visit, Visit.id == Remark.visit_id)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .join(Organization, Organization.id == Visit.organization_id)
        .join(Assignment, Assignment.id == Visit.assignment_id)
        .join(Activity, Activity.id == Assignment.activity_id)
        .where(
            scope.activities(),
            scope.at(Meeting.starts_at),
            Visit.cancelled_at.is_(None),
            Visit.held_at.is_not(None),
            Remark.kind.in_(VOICES),
            Remark.text != "",
        )
        .order_by(Meeting.starts_at, Remark.id)
    )
    for kind, text, unit, at in rows:
        voice = found[kind].setdefault(text, Voice(text, [], at))
        if unit not in voice.units:
            voice.units.append(unit)
    return {kind: list(voices.values()) for kind, voices in found.items()}


def _no_shows(scope: Scope) -> Sequence[NoShow]:
    return db.session.scalars(
        select(NoShow)
        .join(NoShow.visit)
        .join(Visit.meeting)
        .join(Assignment, Assignment.id == Visit.assignment_id)
        .join(Activity, Activity.id == Assignment.activity_id)
        .options(
            contains_eager(NoShow.visit).contains_eager(Visit.meeting),
            contains_eager(NoShow.visit).joinedload(Visit.organization),
            joinedload(NoShow.user),
            joinedload(NoShow.replacement),
        )
        .where(scope.activities(), scope.at(Meeting.starts_at))
        .order_by(Meeting.starts_at, NoShow.id)
    ).all()
