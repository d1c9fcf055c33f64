"""What is known of a round's session: whom its unit invites, its running order, its minutes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property

from sqlalchemy import and_, select

from webapp.attending.forms import Cell
from webapp.attending.kinds import MINUTES, RESULT_LETTER
from webapp.attending.models import Confirmation, StepRun
from webapp.attending.queries.visit import VisitRecord, fetch_visit
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.kinds import PaperKind
from webapp.documents.models import Document
from webapp.documents.road import services as documents
from webapp.plans.round_models import AgendaStep, AttendeeGroup
from webapp.rules.sessions import (
    LEFT_OUT,
    Hours,
    asked_text,
    count_warning,
    in_order_of_time,
    minutes_used,
    open_question,
    planned_starts,
)

ABOUT = "visit"


def closed_by(minutes: Document | None) -> str:
    """Return why the session cannot be changed because of its minutes, or ""."""
    if minutes is None or minutes.state == "draft":
        return ""
    return "Biên bản đã trình hoặc đã ban hành nên nội dung buổi làm việc không sửa được nữa."


class SessionRecord(VisitRecord):
    """A visit's page that knows its session, too. `says_ready`: its reader may say it is ready."""

    says_ready = False

    @cached_property
    def _papers(self) -> Mapping[PaperKind, Document]:
        return documents.currents((RESULT_LETTER, MINUTES), (ABOUT, self.visit.id))

    @cached_property
    def letter(self) -> Document | None:
        return self._papers.get(RESULT_LETTER)

    @property
    def minutes(self) -> Document | None:
        return self._papers.get(MINUTES)

    @property
    def session_closed(self) -> str:
        """Why the session cannot be changed now, or "" when it can."""
        return self.closed or closed_by(self.minutes)

    @cached_property
    def _invited(self) -> Sequence[tuple[AttendeeGroup, Confirmation | None]]:
        rows = db.session.execute(
            select(AttendeeGroup, Confirmation)
            .outerjoin(
                Confirmation,
                and_(
                    Confirmation.group_id == AttendeeGroup.id,
                    Confirmation.visit_id == self.visit.id,
                ),
            )
            .where(AttendeeGroup.activity_id == self.visit.assignment.activity_id)
            .order_by(AttendeeGroup.position, AttendeeGroup.id)
        )
        return [(group, row) for group, row in rows]

    @property
    def groups(self) -> Sequence[AttendeeGroup]:
        """Whom the unit invites, in the order of the plan (65-KH/ĐTN, III.4)."""
        return [group for group, _ in self._invited]

    @cached_property
    def confirmations(self) -> Mapping[int, Confirmation]:
        return {group.id: row for group, row in self._invited if row is not None}

    def asked(self, group: AttendeeGroup) -> str:
        """Return how many of a group are asked for, in words."""
        return asked_text(group.least, group.most)

    def coming(self, group: AttendeeGroup) -> int | None:
        """Return how many of a group the unit says will come; None while it says nothing."""
        row = self.confirmations.get(group.id)
        return row.count if row is not None else None

    def warning(self, group: AttendeeGroup) -> str:
        """Return what is wrong with the number that the unit told, or ""."""
        return count_warning(self.coming(group), group.least, group.most)

    @property
    def lacks(self) -> Sequence[str]:
        """What keeps the session from being ready (46-KH/ĐTN, III; 65-KH/ĐTN, III.4)."""
        meeting = self.visit.meeting
        found = []
        if not meeting.is_hour_set:
            found.append("chưa định giờ làm việc")
        if not meeting.where:
            found.append("chưa có địa điểm, phòng họp")
        for group in self.groups:
            if group.is_required and not self.coming(group):
                found.append(f"chưa có người dự thuộc thành phần bắt buộc “{group.label}”")
        return found

    @cached_property
    def _order(self) -> Sequence[tuple[AgendaStep, StepRun | None]]:
        rows = db.session.execute(
            select(AgendaStep, StepRun)
            .outerjoin(
                StepRun,
                and_(StepRun.step_id == AgendaStep.id, StepRun.visit_id == self.visit.id),
            )
            .where(AgendaStep.activity_id == self.visit.assignment.activity_id)
            .order_by(AgendaStep.position, AgendaStep.id)
        )
        return [(step, run) for step, run in rows]

    @property
    def steps(self) -> Sequence[AgendaStep]:
        """The agenda, in order (65-KH/ĐTN, II.6)."""
        return [step for step, _ in self._order]

    @cached_property
    def runs(self) -> Mapping[int, StepRun]:
        return {step.id: run for step, run in self._order if run is not None}

    @cached_property
    def _hours(self) -> Mapping[int, Hours]:
        return {step.id: run.hours if run is not None else Hours() for step, run in self._order}

    @cached_property
    def _minutes(self) -> Mapping[int, int]:
        return minutes_used(self._hours, clock.now())

    @property
    def in_order_of_time(self) -> Sequence[AgendaStep]:
        """The steps as they were held, each whose beginning nobody noted in its place."""
        by_id = {step.id: step for step in self.steps}
        return [by_id[key] for key in in_order_of_time(self._hours)]

    def is_written(self, step: AgendaStep) -> bool:
        """Return True where somebody wrote what was said in a step."""
        run = self.runs.get(step.id)
        return run is not None and bool(run.note.strip())

    def question(self, step: AgendaStep) -> str:
        """Return what is to be asked about a step before its session can be told, or ""."""
        return open_question(self._hours[step.id], has_words=self.is_written(step))

    @property
    def questions(self) -> Sequence[tuple[AgendaStep, str]]:
        """The steps to ask about: of those left out, what others have passed or minutes tell."""
        dealt_with = [step.id for step in self.steps if self._is_dealt_with(step)]
        last = dealt_with[-1] if dealt_with else None
        found, is_passed = [], last is not None
        for step in self.steps:
            question = self.question(step)
            if question and (question != LEFT_OUT or is_passed or self.minutes is not None):
                found.append((step, question))
            is_passed = is_passed and step.id != last
        return found

    def _is_dealt_with(self, step: AgendaStep) -> bool:
        return self.state(step) in ("running", "done") or self.is_written(step)

    @property
    def has_begun(self) -> bool:
        """True once a step was begun, or something was written in one."""
        return any(run.began_at or self.is_written(step) for step, run in self._order if run)

    @property
    def is_over(self) -> bool:
        """True once no step goes on and the last of the agenda was held, or skipped on purpose."""
        if not self.steps or self.running is not None:
            return False
        return self.state(self.steps[-1]) in ("done", "skipped")

    def number(self, step: AgendaStep) -> int:
        """Return a step's number in the agenda: 1, 2, …"""
        return self.steps.index(step) + 1

    def has_wrong_hours(self, step: AgendaStep) -> bool:
        """Return True where an hour of a step, or that it is skipped, was sent and not saved."""
        hours = ("began_at", "ended_at", "is_skipped")
        return any(
            (c.name.key, c.name.of) == (step.id, "step") and c.name.column in hours
            for c in self.failed
        )

    def state(self, step: AgendaStep) -> str:
        """Return where a step stands: "waiting", "running", "done" or "skipped"."""
        run = self.runs.get(step.id)
        if run is not None and run.is_skipped:
            return "skipped"
        if run is None or run.began_at is None:
            return "waiting"
        return "running" if run.ended_at is None else "done"

    def used(self, step: AgendaStep) -> int | None:
        """Return the minutes that a step took, or has taken so far; None where none are known."""
        return self._minutes.get(step.id)

    def is_backwards(self, step: AgendaStep) -> bool:
        """Return True for a step that ends before it begins, as its hours now stand."""
        return self._hours[step.id].is_backwards

    def proposed(self, cell: Cell) -> str:
        return self.proposals.get(cell.name.column, "") if cell.name.of == "attendance" else ""

    @cached_property
    def proposals(self) -> Mapping[str, str]:
        """What the running order tells of the session: when it opened and closed, who led it.

        Who spoke last closes it (65-KH/ĐTN, II.6); before that the head of the team leads.
        """
        held = [step for step in self.steps if self.state(step) in ("running", "done")]
        runs = [self.runs[step.id] for step in held]
        begun = [run.began_at for run in runs if run.began_at]
        ended = [run.ended_at for run in runs if run.ended_at]
        is_over = bool(held) and self.running is None and held[-1] is self.steps[-1]
        head = next((one.user.full_name for one in self.visit.team if one.role == "head"), "")
        told = {
            "opened_at": f"{clock.local(min(begun)):%H:%M}" if begun else "",
            "closed_at": f"{clock.local(max(ended)):%H:%M}" if is_over and ended else "",
            "chair": ((is_over and runs[-1].speaker) or head) if begun else "",
        }
        return {column: text for column, text in told.items() if text}

    @property
    def running(self) -> AgendaStep | None:
        """The step that is going on."""
        return next((step for step in self.steps if self.state(step) == "running"), None)

    @property
    def next_step(self) -> AgendaStep | None:
        """The step to begin next: the first that waits, after the one that is going on."""
        waiting = [step for step in self.steps if self.state(step) == "waiting"]
        now = self.running
        later = [step for step in waiting if now and step.position > now.position]
        return next(iter(later or waiting), None)

    @property
    def minutes_planned(self) -> int:
        """How long the agenda takes, as far as it says."""
        return sum(step.minutes or 0 for step in self.steps)

    @property
    def minutes_spent(self) -> int:
        """How long the steps took up to now."""
        return sum(self.used(step) or 0 for step in self.steps)

    @property
    def starts(self) -> Mapping[int, datetime]:
        """When each step should begin, as far as the hour and the lengths before it are set."""
        meeting = self.visit.meeting
        if not meeting.is_hour_set:
            return {}
        planned = planned_starts(meeting.starts_at, [step.minutes for step in self.steps])
        return {step.id: at for step, at in zip(self.steps, planned, strict=True) if at is not None}

    @property
    def speakers(self) -> Sequence[str]:
        """Who may speak: as the agenda says, the team, and those whom the unit named."""
        team = (
            ", ".join(part for part in (one.user.full_name, one.user.position) if part)
            + f" ({self.visit.roles[one.role]})"
            for one in self.visit.team
        )
        named = (
            name.strip() for row in self.confirmations.values() for name in row.names.splitlines()
        )
        planned: Iterable[str] = (step.speaker for step in self.steps)
        return [name for name in dict.fromkeys((*planned, *team, *named)) if name]


def whole(visit_id: int) -> VisitRecord:
    """Return all that is known of a visit, for a service (no gate)."""
    visit = fetch_visit(visit_id)
    return SessionRecord(visit) if visit.meeting.is_session else VisitRecord(visit)
