"""The reports of all units of an activity beside each other, on a page and as a spreadsheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from webapp.core import spreadsheet
from webapp.core.db import db
from webapp.milestones.standing import Standing
from webapp.plans.models import Activity, ActivityFigure, Assignment
from webapp.plans.round_models import OutlinePart
from webapp.rules.outlines import Columns, OutlineColumn
from webapp.submissions.models import Submission
from webapp.submissions.queries import reports as queries
from webapp.submissions.queries.outline import FREE, TABLE, TEXT, Part, has_total, parts_of
from webapp.submissions.queries.sent import SentParts, last_sent
from webapp.submissions.sent_models import SentFigure, SentPart
from webapp.submissions.services import papers

GONE = "(đã bỏ khỏi đề cương)"


@dataclass(frozen=True)
class Unit:
    """One unit; its report only when it was sent."""

    assignment: Assignment
    submission: Submission | None
    sending: queries.Sending

    @property
    def name(self) -> str:
        return self.assignment.organization.name

    @property
    def label(self) -> str:
        return self.assignment.organization.label


class SideBySide:
    """The units in columns, the figures in rows; each part of it is read once."""

    def __init__(self, activity: Activity) -> None:
        self.activity = activity

    @cached_property
    def units(self) -> Sequence[Unit]:
        found = []
        for assignment, submission, milestone in db.session.execute(
            queries.committees(self.activity)
        ):
            sending = queries.Sending.of(milestone, submission)
            sent = submission if sending.submitted_at else None
            found.append(Unit(assignment, sent, sending))
        return found

    @cached_property
    def _reports(self) -> Mapping[int, SentParts]:
        """What each unit sent last, by the id of its report."""
        sent = [unit.submission for unit in self.units if unit.submission]
        return last_sent(sent, self.activity.id)

    @cached_property
    def parts(self) -> Sequence[OutlinePart | SentPart]:
        """The parts of the outline, then those that were taken out after units had sent them."""
        now: list[OutlinePart | SentPart] = list(parts_of(self.activity.id))
        known = {one.id for one in now}
        gone = {
            part.id: replace(part.row, title=f"{part.row.title} {GONE}")
            for report in self._reports.values()
            for part in report.parts.values()
            if isinstance(part.row, SentPart) and part.id not in known
        }
        return [*now, *gone.values()]

    @cached_property
    def figures(self) -> Sequence[ActivityFigure | SentFigure]:
        """The figures of the outline, then those that were taken out after units had sent them."""
        now: list[ActivityFigure | SentFigure] = list(self.activity.figures)
        known = {one.id for one in now}
        gone = {
            one.id: replace(one, label=f"{one.label} {GONE}")
            for report in self._reports.values()
            for one in report.figures
            if isinstance(one, SentFigure) and one.value and one.id not in known
        }
        return [*now, *gone.values()]

    @cached_property
    def has_report(self) -> bool:
        """True where units report; in some rounds they send papers alone (46-KH/ĐTN, IV.3)."""
        return bool(queries.way_to_report(self.activity))

    @cached_property
    def papers(self) -> Mapping[int, Standing]:
        """How each unit stands with the papers it must send, by assignment."""
        return papers.standings(self.activity.id, [unit.assignment.id for unit in self.units])

    @property
    def readable(self) -> Sequence[OutlinePart | SentPart]:
        """The parts that units answer in words or rows."""
        return [part for part in self.parts if part.kind in (TEXT, TABLE, FREE)]

    def value(self, unit: Unit, figure: ActivityFigure | SentFigure) -> Decimal | None:
        """Return what a unit gave for a figure; None before its report is sent."""
        if unit.submission is None:
            return None
        return self._reports[unit.submission.id].values.get(figure.id)

    def total(self, figure: ActivityFigure | SentFigure) -> Decimal | None:
        """Return the sum over the units that reported; None where adding up makes no sense."""
        found = [self.value(unit, figure) for unit in self.units]
        given = [value for value in found if value is not None]
        return sum(given, Decimal(0)) if given and has_total(figure) else None

    def workbook(self) -> bytes:
        """Return everything as an .xlsx file: states and figures, texts, and a sheet a table."""
        tables = [self._figures_table()]
        if not self.parts:
            tables.append(self._summaries_table())
        worded = [part for part in self.readable if part.kind != TABLE]
        if worded:
            tables.append(self._texts_table(worded))
        tables += [self._rows_table(part) for part in self.readable if part.kind == TABLE]
        return spreadsheet.workbook(tables)

    def _figures_table(self) -> spreadsheet.Table:
        figures = self.figures
        titles = [f"{one.label} ({one.unit})" if one.unit else one.label for one in figures]
        rows = [
            [
                unit.name,
                unit.sending.standing.words,
                unit.sending.due_at,
                unit.sending.submitted_at,
                *(self.value(unit, figure) for figure in figures),
            ]
            for unit in self.units
        ]
        return spreadsheet.Table(
            "Tình trạng, số liệu",
            ["Đơn vị", "Tình trạng", "Hạn gửi", "Gửi lúc", *titles],
            rows,
            ["Cộng", "", None, None, *(self.total(figure) for figure in figures)],
        )

    def _summaries_table(self) -> spreadsheet.Table:
        """What units wrote where there is no outline."""
        rows = [
            [unit.name, self._reports[unit.submission.id].summary]
            for unit in self.units
            if unit.submission
        ]
        return spreadsheet.Table("Tóm tắt", ["Đơn vị", "Tóm tắt kết quả"], rows)

    def _texts_table(self, parts: Sequence[OutlinePart | SentPart]) -> spreadsheet.Table:
        rows = [
            [part.title, unit.name, _in_words(self.answer(unit, part))]
            for part in parts
            for unit in self.units
        ]
        return spreadsheet.Table("Nội dung", ["Mục", "Đơn vị", "Nội dung"], rows)

    def _rows_table(self, part: OutlinePart | SentPart) -> spreadsheet.Table:
        """A row for each row of each unit: every cell under the column it was written in."""
        given = [(unit, said) for unit in self.units if (said := self.answer(unit, part))]
        columns = _columns(Part(part).shape, [said.shape for _, said in given])
        rows = [[unit.name, *row.under(columns)] for unit, said in given for row in said.kept_rows]
        titles = [column.title for column in columns]
        return spreadsheet.Table(part.title, ["Đơn vị", *titles], rows)

    def answer(self, unit: Unit, part: OutlinePart | SentPart) -> Part | None:
        """Return what a unit sent under a part, in the shape in which it was asked."""
        return self._reports[unit.submission.id].parts.get(part.id) if unit.submission else None


def _columns(now: Columns, sent: Sequence[Columns]) -> Columns:
    """Return the columns of the outline, then those that units had before they were taken out.

    Where a column had another title when a unit wrote, it is said beside the title of today.
    """
    known = {one.key: one.title for one in now}
    others: dict[str, dict[str, None]] = {key: {} for key in known}
    for column in (column for shape in sent for column in shape):
        known.setdefault(column.key, f"{column.title} {GONE}")
        if known[column.key] not in (column.title, f"{column.title} {GONE}"):
            others.setdefault(column.key, {})[column.title] = None
    return tuple(
        OutlineColumn(key, f"{title} (trước: {'; '.join(before)})" if before else title)
        for key, title in known.items()
        for before in [others.get(key, {})]
    )


def _in_words(given: Part | None) -> str:
    if given is None:
        return ""
    return given.text or "\n\n".join("\n".join(filter(None, row)) for row in given.rows)
