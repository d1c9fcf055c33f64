"""The reports of all units of an activity beside each other, on a page and as a spreadsheet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from sqlalchemy import select

from webapp.core import spreadsheet
from webapp.core.db import db
from webapp.plans.models import Activity, ActivityFigure, Assignment
from webapp.plans.round_models import OutlinePart
from webapp.submissions import papers, queries
from webapp.submissions.models import Submission
from webapp.submissions.outline import FREE, TABLE, TEXT, Part, has_total, parts_of
from webapp.submissions.paper_models import OutlineAnswer


@dataclass(frozen=True)
class Unit:
    """One unit; its report only when it was sent."""

    assignment: Assignment
    submission: Submission | None
    standing: queries.Standing

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
            sent = submission.submitted_at if submission else None
            due = milestone.due_at if milestone else None
            standing = queries.Standing(due, sent, submission is not None)
            found.append(Unit(assignment, submission if sent else None, standing))
        return found

    @cached_property
    def parts(self) -> Sequence[OutlinePart]:
        return parts_of(self.activity)

    @cached_property
    def has_report(self) -> bool:
        """True where units report; in some rounds they send papers alone (46-KH/ĐTN, IV.3)."""
        return bool(queries.way_to_report(self.activity))

    @cached_property
    def papers(self) -> Mapping[int, tuple[str, str]]:
        """How each unit stands with the papers it must send, by assignment: words and tone."""
        return papers.standings(self.activity.id, [unit.assignment.id for unit in self.units])

    @property
    def readable(self) -> Sequence[OutlinePart]:
        """The parts that units answer in words or rows."""
        return [part for part in self.parts if part.kind in (TEXT, TABLE, FREE)]

    @cached_property
    def _submission_ids(self) -> list[int]:
        return [unit.submission.id for unit in self.units if unit.submission]

    @cached_property
    def _values(self) -> Mapping[tuple[int, int], Decimal]:
        return queries.figures_of(self._submission_ids)

    def value(self, unit: Unit, figure: ActivityFigure) -> Decimal | None:
        """Return what a unit gave for a figure; None before its report is sent."""
        return self._values.get((unit.submission.id, figure.id)) if unit.submission else None

    def total(self, figure: ActivityFigure) -> Decimal | None:
        """Return the sum over the units that reported; None where adding up makes no sense."""
        found = [self.value(unit, figure) for unit in self.units]
        given = [value for value in found if value is not None]
        return sum(given, Decimal(0)) if given and has_total(figure) else None

    def answers(self, parts: Sequence[OutlinePart]) -> Mapping[tuple[int, int], Part]:
        """Return what the units that reported wrote, by (submission id, part id)."""
        by_id = {part.id: part for part in parts}
        rows = db.session.scalars(
            select(OutlineAnswer).where(
                OutlineAnswer.submission_id.in_(self._submission_ids),
                OutlineAnswer.part_id.in_(list(by_id)),
            )
        )
        return {
            (row.submission_id, row.part_id): Part(by_id[row.part_id], answer=row) for row in rows
        }

    def workbook(self) -> bytes:
        """Return everything as an .xlsx file: states and figures, texts, and a sheet a table."""
        tables = [self._figures_table()]
        answers = self.answers(self.readable)
        if not self.parts:
            tables.append(self._summaries_table())
        worded = [part for part in self.readable if part.kind != TABLE]
        if worded:
            tables.append(self._texts_table(worded, answers))
        for part in self.readable:
            if part.kind == TABLE:
                tables.append(self._rows_table(part, answers))
        return spreadsheet.workbook(tables)

    def _figures_table(self) -> spreadsheet.Table:
        figures = self.activity.figures
        titles = [f"{one.label} ({one.unit})" if one.unit else one.label for one in figures]
        rows = [
            [
                unit.name,
                unit.standing.shown[0],
                unit.standing.due_at,
                unit.standing.submitted_at,
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
        rows = [[unit.name, unit.submission.summary] for unit in self.units if unit.submission]
        return spreadsheet.Table("Tóm tắt", ["Đơn vị", "Tóm tắt kết quả"], rows)

    def _texts_table(
        self, parts: Sequence[OutlinePart], answers: Mapping[tuple[int, int], Part]
    ) -> spreadsheet.Table:
        rows = [
            [part.title, unit.name, _in_words(self.answer(unit, part, answers))]
            for part in parts
            for unit in self.units
        ]
        return spreadsheet.Table("Nội dung", ["Mục", "Đơn vị", "Nội dung"], rows)

    def _rows_table(
        self, part: OutlinePart, answers: Mapping[tuple[int, int], Part]
    ) -> spreadsheet.Table:
        columns = Part(part).columns
        rows = [
            [unit.name, *row]
            for unit in self.units
            if (given := self.answer(unit, part, answers))
            for row in given.rows
        ]
        return spreadsheet.Table(part.title, ["Đơn vị", *columns], rows)

    @staticmethod
    def answer(
        unit: Unit, part: OutlinePart, answers: Mapping[tuple[int, int], Part]
    ) -> Part | None:
        """Return what a unit wrote under a part, if its report was sent and says something."""
        return answers.get((unit.submission.id, part.id)) if unit.submission else None


def _in_words(given: Part | None) -> str:
    if given is None:
        return ""
    return given.text or "\n\n".join("\n".join(filter(None, row)) for row in given.rows)
