"""Reports as they were sent: the last time, or any time before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from webapp.core.db import db
from webapp.documents.models import StoredFile
from webapp.milestones.standing import Standing
from webapp.plans.models import ActivityFigure
from webapp.plans.round_models import OutlineVersion
from webapp.submissions.models import Submission
from webapp.submissions.openings import Change, Newest, Opening, called, changes, is_changed
from webapp.submissions.paper_models import OutlineAnswer
from webapp.submissions.queries.outline import Outline, Part, by_part, numbers, parts_of
from webapp.submissions.queries.reports import Sending, figures_of
from webapp.submissions.sent_models import Report, SentFigure, SentReport


@dataclass(frozen=True)
class SentParts:
    """What one report says: its parts by their ids, its figures and what was given for them."""

    parts: Mapping[int, Part] = field(default_factory=dict)
    figures: Sequence[ActivityFigure | SentFigure] = ()
    values: Mapping[int, Decimal] = field(default_factory=dict)
    summary: str = ""


@dataclass(frozen=True)
class News:
    """What is new since somebody opened an earlier sending, and when that was."""

    called: str
    opened_at: datetime | None
    changes: Sequence[Change]


def _changes(before: SentReport, after: SentReport) -> list[Change]:
    is_other_file = before.file_id != after.file_id
    return changes(before.report, after.report, is_other_file=is_other_file)


@dataclass
class Sendings:
    """All sendings of one report, the first before the others, and the one that is read."""

    rows: Sequence[SentReport]
    chosen: SentReport | None
    versions: Sequence[OutlineVersion] = ()

    @property
    def amendments(self) -> int:
        return max(len(self.rows) - 1, 0)

    @property
    def is_earlier(self) -> bool:
        """True where what is read was amended later."""
        return self.chosen is not None and self.chosen is not self.rows[-1]

    @cached_property
    def _amended(self) -> dict[int, list[Change]]:
        pairs = pairwise(self.rows)
        return {after.number: _changes(before, after) for before, after in pairs}

    def said_of(self, sent: SentReport) -> str:
        """Return what an amendment says otherwise than the sending before it, in a line."""
        return "; ".join(f"{one.title}: {one.said}" for one in self._amended.get(sent.number, ()))

    def standing(self, sent: SentReport, due: Sending) -> Standing | None:
        """Return how a sending stands that came after the report was due; None in time."""
        return due.standing_of_sending(sent.sent_at, is_first=sent is self.rows[0])

    def news_since(self, opened: Opening | None) -> News | None:
        """Return what is read now and was not there when somebody opened an earlier sending."""
        if self.chosen is None or not is_changed(opened, Newest(self.chosen.number)):
            return None
        assert opened is not None  # else nothing changed since
        before = next((one for one in self.rows if one.number == opened.version), None)
        found = _changes(before, self.chosen) if before else []
        return News(called(opened.version), opened.opened_at, found)

    @cached_property
    def later_versions(self) -> list[OutlineVersion]:
        """How the outline changed after what is read was sent."""
        if self.chosen is None:
            return []
        # Amendments kept of old name the outline of the first sending: their day tells.
        known, sent_at = self.chosen.report.outline_version, self.chosen.sent_at
        return [one for one in self.versions if one.number > known and one.made_at >= sent_at]


def sendings_of(submission: Submission, activity_id: int, number: str = "") -> Sendings:
    """Return the sendings of a report; *number* chooses one, else the last is read."""
    rows = db.session.scalars(
        select(SentReport)
        .options(joinedload(SentReport.sent_by), joinedload(SentReport.file))
        .where(SentReport.submission_id == submission.id)
        .order_by(SentReport.number)
    ).all()
    chosen = next((one for one in rows if str(one.number) == number), rows[-1] if rows else None)
    return Sendings(rows, chosen, versions_of(activity_id))


def versions_of(activity_id: int) -> Sequence[OutlineVersion]:
    """Return how an activity's outline changed after units had begun to write, in order."""
    return db.session.scalars(
        select(OutlineVersion)
        .where(OutlineVersion.activity_id == activity_id)
        .order_by(OutlineVersion.number)
    ).all()


def version_now(activity_id: int) -> int:
    """Return the number of an activity's outline as it is now; 1 before it was ever changed."""
    found = db.session.scalar(
        select(func.max(OutlineVersion.number)).where(OutlineVersion.activity_id == activity_id)
    )
    return found or 1


def last_of(submission_id: int) -> SentReport | None:
    """Return what was sent last, if anything was."""
    return db.session.scalars(
        select(SentReport)
        .where(SentReport.submission_id == submission_id)
        .order_by(SentReport.number.desc())
        .limit(1)
    ).one_or_none()


def newest_of(submission_id: int) -> tuple[int, datetime] | None:
    """Return the number of the last sending and when that was, if anything was sent."""
    found = db.session.execute(
        select(SentReport.number, SentReport.sent_at)
        .where(SentReport.submission_id == submission_id)
        .order_by(SentReport.number.desc())
        .limit(1)
    ).one_or_none()
    return (found.number, found.sent_at) if found else None


def read(report: Report) -> SentParts:
    """Return a report that was sent as pages and papers read it."""
    parts = {}
    said = numbers(report.parts)
    for one in report.parts:
        parts[one.id] = Part(one, one.figures, one, _values(one.figures), said[one.id])
    figures = [*report.figures, *(figure for one in report.parts for figure in one.figures)]
    return SentParts(parts, figures, _values(figures), report.summary)


@dataclass(frozen=True)
class Reading:
    """A plain report to be read: what was sent, or what is written so far."""

    summary: str
    figures: Sequence[ActivityFigure | SentFigure]
    values: Mapping[int, Decimal]
    file: StoredFile | None


def reading_of(submission: Submission, sendings: Sendings) -> Reading:
    """Return what is read of a report; it comes with its figures, file and activity."""
    if sendings.chosen is not None:
        found = read(sendings.chosen.report)
        return Reading(found.summary, found.figures, found.values, sendings.chosen.file)
    values = {one.figure_id: one.value for one in submission.figures}
    figures = submission.assignment.activity.figures
    return Reading(submission.summary, figures, values, submission.file)


def unasked(live: Outline, sendings: Sendings) -> list[Part]:
    """Return what the outline asks of today and did not when the report was sent."""
    if sendings.chosen is None:
        return []
    asked = {one.id for one in sendings.chosen.report.parts}
    return [one for one in live.parts if one.asks and one.id not in asked]


def outline_sent(live: Outline, sent: SentReport | None) -> Outline:
    """Return the outline as it was sent; as it stands where it never was."""
    if sent is None:
        return live
    return Outline(live.assignment, live.submission, list(read(sent.report).parts.values()))


def last_sent(submissions: Iterable[Submission], activity_id: int) -> dict[int, SentParts]:
    """Return what each of these reports of one activity said when it was sent last, by its id.

    Reports of before such rows were kept are read as they stand.
    """
    ids = [one.id for one in submissions]
    later = aliased(SentReport)
    newer = select(later.id).where(
        later.submission_id == SentReport.submission_id, later.number > SentReport.number
    )
    rows = db.session.scalars(
        select(SentReport).where(SentReport.submission_id.in_(ids), ~newer.exists())
    )
    found = {one.submission_id: read(one.report) for one in rows}
    lacking = [one for one in submissions if one.id not in found]
    return found | (_as_they_stand(lacking, activity_id) if lacking else {})


def _as_they_stand(submissions: Sequence[Submission], activity_id: int) -> dict[int, SentParts]:
    ids = [one.id for one in submissions]
    figures = db.session.scalars(
        select(ActivityFigure)
        .where(ActivityFigure.activity_id == activity_id)
        .order_by(ActivityFigure.position)
    ).all()
    parts = parts_of(activity_id)
    under, given = by_part(parts, figures), figures_of(ids)
    answers = {
        (one.submission_id, one.part_id): one
        for one in db.session.scalars(
            select(OutlineAnswer).where(OutlineAnswer.submission_id.in_(ids))
        )
    }
    found = {}
    for one in submissions:
        values = {figure: value for (own, figure), value in given.items() if own == one.id}
        own = {
            part.id: Part(part, under.get(part.id, []), answers.get((one.id, part.id)), values)
            for part in parts
        }
        found[one.id] = SentParts(own, figures, values, one.summary)
    return found


def _values(figures: Iterable[SentFigure]) -> dict[int, Decimal]:
    return {one.id: Decimal(one.value) for one in figures if one.value}
