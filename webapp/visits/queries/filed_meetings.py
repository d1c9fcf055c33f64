"""What can be chosen: the meetings noticed for an assignment, with what is known of each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ScalarSelect, exists, select

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.notices.models import Meeting, Notice
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment
from webapp.rules import choosing as rules
from webapp.rules.names import holds
from webapp.rules.scoring import STANDARD_RANKS
from webapp.rules.text import search_key, search_words
from webapp.visits.models import TeamMember, Visit
from webapp.visits.queries import scores

_NO_DAY = date.min
_RANKS = {rank.title: place for place, rank in enumerate(STANDARD_RANKS)}


@dataclass(frozen=True)
class FiledMeeting:
    """One noticed meeting. `margin` is days to spare (below 0: days late).

    `last_on` and `last_rank` are those of its organization's last attended meeting. `place_in_line`
    counts from 1 among the suggestions; it is 0 where the meeting can no longer be attended.
    """

    meeting_id: int
    organization_id: int
    name: str
    sort_key: str
    search_key: str
    starts_at: datetime
    place: str
    kind: str
    topic: str
    margin: int
    is_cancelled: bool
    answer: str
    visit_id: int | None
    has_team: bool
    head: str | None
    last_on: date | None = None
    last_rank: str | None = None
    place_in_line: int = 0
    reasons: tuple[str, ...] = ()
    is_proposed: bool = False  # the committee asks that it be attended

    @property
    def is_chosen(self) -> bool:
        return self.visit_id is not None and not self.is_cancelled

    @property
    def day(self) -> date:
        """The day it is held, in Việt Nam."""
        return clock.local(self.starts_at).date()

    @property
    def can_change(self) -> bool:
        """True while it can still be moved or cancelled."""
        return not self.is_cancelled and self.day >= clock.today()

    @property
    def is_thematic(self) -> bool:
        return self.kind == "thematic"

    @property
    def candidate(self) -> rules.Candidate:
        return rules.Candidate(
            self.meeting_id,
            self.organization_id,
            self.starts_at,
            self.is_thematic,
            -self.margin,
            self.last_on,
            self.last_rank,
        )


def filed_meetings(assignment: Assignment) -> list[FiledMeeting]:
    """Return every meeting noticed for *assignment*, best suggestion first (four queries)."""
    meetings = db.session.execute(_meetings(assignment.id)).all()
    last = _last_attended(assignment)
    scored = scores.ranks_of([visit_id for visit_id, _ in last.values()])
    ranks = {visit_id: score.rank for visit_id, score in scored.items()}
    found = [_filed_meeting(row, last, ranks) for row in meetings]
    lines = rules.suggest((one.candidate for one in found if not one.is_cancelled), clock.today())
    places = {line.candidate_id: (n, line.reasons) for n, line in enumerate(lines, 1)}
    placed = [_placed(one, *places.get(one.meeting_id, (0, ()))) for one in found]
    return sorted(placed, key=SORTS["suggested"])


def meetings_alone(assignment: Assignment) -> list[FiledMeeting]:
    """Return every meeting noticed for *assignment* by its day, without what suggests it: a query.

    Papers are composed with no regard to how a meeting was rated the last time.
    """
    rows = db.session.execute(_meetings(assignment.id))
    return sorted((_filed_meeting(row, {}, {}) for row in rows), key=SORTS["day"])


def quota_of(meetings: Iterable[FiledMeeting], activity: Activity) -> rules.Quota:
    """Return how the chosen among *meetings* stand against what the plan asks for."""
    chosen = [one.candidate for one in meetings if one.is_chosen]
    return rules.quota(chosen, activity.minimum_thematic, activity.wanted)


def _placed(one: FiledMeeting, place: int, reasons: tuple[str, ...]) -> FiledMeeting:
    return FiledMeeting(**{**vars(one), "place_in_line": place, "reasons": reasons})


def _meetings(assignment_id: int) -> Any:
    return (
        select(
            Meeting.id,
            Meeting.organization_id,
            Organization.name,
            Organization.sort_key,
            Organization.search_key,
            Meeting.starts_at,
            Meeting.place,
            Meeting.kind,
            Meeting.topic,
            Meeting.due_at,
            Meeting.received_on,
            Meeting.cancelled_at,
            Meeting.answer,
            Meeting.is_proposed,
            Visit.id.label("visit_id"),
            Visit.cancelled_at.label("visit_cancelled_at"),
            exists().where(TeamMember.visit_id == Visit.id).label("has_team"),
            _head().label("head"),
        )
        .join(Notice, Notice.id == Meeting.notice_id)
        .join(Organization, Organization.id == Meeting.organization_id)
        .outerjoin(Visit, Visit.meeting_id == Meeting.id)
        .where(Notice.assignment_id == assignment_id)
    )


def _head() -> ScalarSelect[str]:
    return (
        select(User.full_name)
        .join(TeamMember, TeamMember.user_id == User.id)
        .where(TeamMember.visit_id == Visit.id, TeamMember.role == "head")
        .limit(1)
        .scalar_subquery()
    )


def _filed_meeting(
    row: Any, last: dict[int, tuple[int, date]], ranks: dict[int, str | None]
) -> FiledMeeting:
    visit_id, last_on = last.get(row.organization_id, (0, None))
    return FiledMeeting(
        meeting_id=row.id,
        organization_id=row.organization_id,
        name=row.name,
        sort_key=row.sort_key,
        search_key=row.search_key,
        starts_at=row.starts_at,
        place=row.place,
        kind=row.kind,
        topic=row.topic,
        margin=(_due_on(row) - row.received_on).days,
        is_cancelled=row.cancelled_at is not None or row.visit_cancelled_at is not None,
        answer=row.answer,
        is_proposed=row.is_proposed,
        visit_id=row.visit_id,
        has_team=row.has_team,
        head=row.head,
        last_on=last_on,
        last_rank=ranks.get(visit_id),
    )


def _due_on(row: Any) -> date:
    due_on: date = clock.local(row.due_at).date() if row.due_at else row.received_on
    return due_on


def _last_attended(assignment: Assignment) -> dict[int, tuple[int, date]]:
    """Return, by organization, the last visit before now under any other assignment."""
    noticed_ones = (
        select(Meeting.organization_id)
        .join(Notice, Notice.id == Meeting.notice_id)
        .where(Notice.assignment_id == assignment.id)
    )
    visits = db.session.execute(
        select(Meeting.organization_id, Visit.id, Meeting.starts_at)
        .join(Meeting, Meeting.id == Visit.meeting_id)
        .where(
            Visit.issuer_id == assignment.issuer_id,
            Visit.assignment_id != assignment.id,
            Visit.cancelled_at.is_(None),
            Meeting.starts_at < clock.now(),
            Meeting.organization_id.in_(noticed_ones),
        )
        .order_by(Meeting.starts_at, Visit.id)
    )
    return {
        organization_id: (visit_id, clock.local(starts_at).date())
        for organization_id, visit_id, starts_at in visits
    }


# What the list can be sorted by; a name with "-" before it turns the order round.
SORTS: dict[str, Callable[[FiledMeeting], Any]] = {
    "suggested": lambda m: (m.place_in_line == 0, m.place_in_line, m.starts_at, m.meeting_id),
    "day": lambda m: (m.starts_at, m.sort_key, m.meeting_id),
    "organization": lambda m: (m.sort_key, m.starts_at, m.meeting_id),
    "kind": lambda m: (not m.is_thematic, m.starts_at, m.meeting_id),
    "last": lambda m: (m.last_on or _NO_DAY, m.sort_key, m.meeting_id),
    "rank": lambda m: (-_RANKS.get(m.last_rank or "", -1), m.sort_key, m.meeting_id),
    "late": lambda m: (m.margin, m.sort_key, m.meeting_id),
}


@dataclass(frozen=True)
class Wanted:
    """How a person wants the list: what of it, and in what order."""

    sort: str = "suggested"
    kind: str = ""
    q: str = ""
    late: bool = False
    chosen: bool = False

    def of(self, meetings: Iterable[FiledMeeting]) -> list[FiledMeeting]:
        """Return those *meetings* that were asked for, in the order asked for."""
        name, back = self.sort.removeprefix("-"), self.sort.startswith("-")
        return sorted(filter(self._takes, meetings), key=SORTS[name], reverse=back)

    def _takes(self, one: FiledMeeting) -> bool:
        return (
            self.kind in ("", one.kind)
            and (not self.late or one.margin < 0)
            and (not self.chosen or one.is_chosen)
            and self._is_sought(one)
        )

    def _is_sought(self, one: FiledMeeting) -> bool:
        said = f"{one.search_key} {search_key(one.topic)}"
        return holds(said, search_words(self.q))
