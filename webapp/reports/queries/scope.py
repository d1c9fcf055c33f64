"""Of what a synthesis speaks: some plans, and of them what lies within a span of days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, or_, select, true

from webapp.core import clock
from webapp.milestones.models import Milestone
from webapp.notices.models import Meeting
from webapp.organizations.history import call_as_on
from webapp.organizations.models import Organization
from webapp.plans.models import Activity, Assignment, Plan
from webapp.plans.round_models import Round
from webapp.rules.spans import WHOLE, Span
from webapp.visits.models import Visit

Days = SQLColumnExpression[date] | SQLColumnExpression[date | None]


@dataclass(frozen=True)
class Scope:
    """The plans, oldest first, and the span: `WHOLE` is all that they brought about."""

    plans: tuple[Plan, ...]
    span: Span = WHOLE

    @property
    def plan_ids(self) -> list[int]:
        return [plan.id for plan in self.plans]

    @property
    def last_day(self) -> date:
        """The day as of which bodies are named."""
        return self.span.last or date(self.plans[-1].year, 12, 31)

    def activities(self) -> ColumnElement[bool]:
        """The condition that an activity is of the plans."""
        return Activity.plan_id.in_(self.plan_ids)

    def assignments(self) -> Select[int]:
        """Select the numbers of the plans' assignments."""
        joined = select(Assignment.id).join(Activity, Activity.id == Assignment.activity_id)
        return joined.where(self.activities())

    def at(self, moment: SQLColumnExpression[datetime]) -> ColumnElement[bool]:
        """The condition that a moment lies within the span."""
        found: list[ColumnElement[bool]] = []
        if self.span.first:
            found.append(moment >= clock.at(self.span.first))
        if self.span.last:
            found.append(moment < clock.at(self.span.last + timedelta(1)))
        return and_(true(), *found)

    def on(self, day: Days) -> ColumnElement[bool]:
        """The condition that a day lies within the span."""
        found: list[ColumnElement[bool]] = []
        if self.span.first:
            found.append(day >= self.span.first)
        if self.span.last:
            found.append(day <= self.span.last)
        return and_(true(), *found)

    def months(self) -> ColumnElement[bool]:
        """The condition that an assignment is of a month that the span touches, or of none."""
        whole = self.span.first and self.span.first.replace(day=1)
        within = Scope(self.plans, Span(whole, self.span.last)).on(Assignment.month)
        return or_(Assignment.month.is_(None), within)

    def visits(self) -> ColumnElement[bool]:
        """The condition that a visit was not cancelled, and its meeting lies within the span."""
        stands = Visit.cancelled_at.is_(None)
        if self.span == WHOLE:
            return stands
        within = select(Meeting.id).where(self.at(Meeting.starts_at))
        return and_(stands, Visit.meeting_id.in_(within))

    def windows(self) -> ColumnElement[bool]:
        """The condition that an activity has no window of its own, or one that meets the span."""
        starts = Scope(self.plans, Span(None, self.span.last)).on(Round.opens_on)
        ends = Scope(self.plans, Span(self.span.first, None)).on(Round.closes_on)
        return or_(Round.id.is_(None), and_(starts, ends))

    def reports(self) -> ColumnElement[bool]:
        """The condition that a unit's report may tell of the span: it is due in it, or later."""
        return Scope(self.plans, Span(self.span.first, None)).at(Milestone.due_at)

    def call(self, organizations: Iterable[Organization]) -> None:
        """Let bodies go by the names that they had when the span ended: one query at most."""
        if self.last_day < clock.today():
            call_as_on(self.last_day, organizations)
