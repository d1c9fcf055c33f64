"""The outline of one unit: its parts in order, what the unit wrote, and what is still missing."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.core.db import db
from webapp.plans.models import ActivityFigure, Assignment, is_there
from webapp.plans.round_models import OutlinePart
from webapp.rules import numbering
from webapp.rules.outlines import Columns, OutlineColumn, Rows, shown
from webapp.submissions.models import Submission
from webapp.submissions.paper_models import OutlineAnswer
from webapp.submissions.queries.reports import submission_of
from webapp.submissions.sent_models import SentFigure, SentPart

HEADING, TEXT, TABLE, FIGURES, FREE = "heading", "text", "table", "figures", "free"
FREE_COLUMNS = (OutlineColumn("0", "Tiêu đề"), OutlineColumn("1", "Nội dung"))
ONE_COLUMN = (OutlineColumn("0", "Nội dung"),)  # of a table whose columns nobody named
_RATE = re.compile(r"%|\b(tỷ lệ|tỉ lệ|điểm|bình quân)\b", re.IGNORECASE)


@dataclass
class Part:
    """One part of the outline with its figures, and what a unit wrote there, or had sent."""

    row: OutlinePart | SentPart
    figures: Sequence[ActivityFigure | SentFigure] = ()
    answer: OutlineAnswer | SentPart | None = None
    values: Mapping[int, Decimal] = field(default_factory=dict)  # by the id of the figure
    number: str = ""

    @property
    def title(self) -> str:
        """The title with its number before it."""
        return f"{self.number} {self.row.title}".strip()

    @property
    def id(self) -> int:
        return self.row.id

    @property
    def kind(self) -> str:
        return self.row.kind

    @property
    def version(self) -> int:
        """The version of what was written; 0 before anything was."""
        return self.answer.version if isinstance(self.answer, OutlineAnswer) else 0

    @property
    def asks(self) -> bool:
        """True where the unit fills something in: a mere heading asks for nothing."""
        return self.kind != HEADING or bool(self.figures)

    @property
    def is_required(self) -> bool:
        """True where the report cannot be sent without it. Free additions are never asked for."""
        return self.asks and not self.row.is_optional and self.kind != FREE

    @property
    def shape(self) -> Columns:
        """The columns of a table; of a free part, heading and content."""
        return FREE_COLUMNS if self.kind == FREE else (shown(self.row.kept_columns) or ONE_COLUMN)

    @property
    def columns(self) -> Sequence[str]:
        """The titles of the columns."""
        return [column.title for column in self.shape]

    @property
    def has_rows(self) -> bool:
        return self.kind in (TABLE, FREE)

    @property
    def text(self) -> str:
        return self.answer.text if self.answer else ""

    @property
    def kept_rows(self) -> Rows:
        """What was written row by row, also under columns that are gone."""
        return self.answer.rows if self.answer else ()

    @property
    def rows(self) -> list[list[str]]:
        """What was written row by row, under the columns that are there."""
        return [row.under(self.shape) for row in self.kept_rows]

    @property
    def left_over(self) -> list[tuple[str, list[str]]]:
        """What stands under columns that were taken out: the title of each, and its texts."""
        gone = [one for one in self.row.kept_columns if one.is_gone]
        found = [
            (one.title, [row.cells.get(one.key, "") for row in self.kept_rows]) for one in gone
        ]
        return [(title, list(filter(None, texts))) for title, texts in found if any(texts)]

    @property
    def is_filled(self) -> bool:
        """True when all that the part asks for is there; of a free part, anything at all."""
        figures = [self.values.get(figure.id) for figure in self.figures]
        return is_filled(self.kind, self.text, self.rows, figures)


def is_filled(
    kind: str, text: str, rows: Iterable[Sequence[str]], figures: Sequence[Decimal | None]
) -> bool:
    """Tell whether these answers give all that a part of *kind* asks for."""
    if kind == TEXT and not text.strip():
        return False
    if kind in (TABLE, FREE) and not any(cell.strip() for row in rows for cell in row):
        return False
    if kind == FIGURES and not figures:
        return True  # the planner asks for no figure yet
    return all(figure is not None for figure in figures)


def has_total(figure: ActivityFigure | SentFigure) -> bool:
    """Tell whether adding a figure up over units makes sense: shares and averages do not."""
    return not _RATE.search(f"{figure.unit} {figure.label}")


@dataclass(frozen=True)
class Chapter:
    """A part at the top of an outline with all below it: what folds on the page."""

    head: Part
    parts: Sequence[Part]  # the head too

    @property
    def id(self) -> int:
        return self.head.id

    @property
    def asked(self) -> int:
        return sum(one.is_required for one in self.parts)

    @property
    def filled(self) -> int:
        """How many of the required parts are filled."""
        return sum(one.is_required and one.is_filled for one in self.parts)


@dataclass
class Outline:
    """All parts of one unit's report. `submission` is None before anything was written."""

    assignment: Assignment
    submission: Submission | None
    parts: Sequence[Part]

    @property
    def is_sent(self) -> bool:
        return self.submission is not None and self.submission.submitted_at is not None

    @cached_property
    def missing(self) -> list[Part]:
        """The required parts that are not filled."""
        return [one for one in self.parts if one.is_required and not one.is_filled]

    @property
    def asked(self) -> int:
        return sum(one.is_required for one in self.parts)

    @property
    def filled(self) -> int:
        """How many of the required parts are filled."""
        return self.asked - len(self.missing)

    @cached_property
    def chapters(self) -> list[Chapter]:
        """The parts in order, those at the top each with all below them."""
        top = min((one.row.level for one in self.parts), default=0)
        starts = [at for at, one in enumerate(self.parts) if at == 0 or one.row.level == top]
        ends = [*starts[1:], len(self.parts)]
        return [
            Chapter(self.parts[at], self.parts[at:end])
            for at, end in zip(starts, ends, strict=True)
        ]

    def chapters_of(self, part_ids: Collection[int]) -> set[int]:
        """Return the ids of the chapters in which these parts are."""
        return {one.id for one in self.chapters if any(p.id in part_ids for p in one.parts)}

    def is_head(self, part: Part) -> bool:
        """True for a part that gives its chapter the title."""
        return any(one.head is part for one in self.chapters)

    def missing_after(self, part_id: int) -> Part | None:
        """Return the next required part after this one that is not filled, else the first."""
        order = [one.id for one in self.parts]
        at = order.index(part_id) if part_id in order else -1
        later = (one for one in self.missing if order.index(one.id) > at)
        return next(later, next(iter(self.missing), None))

    def part(self, part_id: int) -> Part | None:
        """Return the part of that id, if the unit fills something in there."""
        return next((one for one in self.parts if one.id == part_id and one.asks), None)

    @cached_property
    def told(self) -> list[Part]:
        """The parts that a finished paper shows: nothing optional that was left empty."""
        return [one for at, one in enumerate(self.parts) if self._is_notified(at, one)]

    def _is_notified(self, at: int, one: Part) -> bool:
        if one.asks:
            return one.is_required or one.is_filled
        below = []
        for other in self.parts[at + 1 :]:
            if other.row.level <= one.row.level:
                break
            below.append(other)
        return not one.row.is_optional or any(o.asks and o.is_filled for o in below)


def numbers(parts: Sequence[OutlinePart | SentPart]) -> dict[int, str]:
    """Return what stands before each title, by the id of the part."""
    said = numbering.numbers((part.level, part.title) for part in parts)
    return {part.id: number for part, number in zip(parts, said, strict=True)}


def parts_of(activity_id: int) -> Sequence[OutlinePart]:
    """Return the parts of an activity's outline, in order."""
    return db.session.scalars(
        select(OutlinePart)
        .where(OutlinePart.activity_id == activity_id, *is_there(OutlinePart))
        .order_by(OutlinePart.position, OutlinePart.id)
    ).all()


def outline_of(assignment: Assignment, submission: Submission | None = None) -> Outline:
    """Return the outline with what the unit wrote. The activity comes with its figures."""
    submission = submission or submission_of(assignment)
    rows = parts_of(assignment.activity_id)
    answers = _answers(submission)
    values = {one.figure_id: one.value for one in submission.figures} if submission else {}
    figures = by_part(rows, assignment.activity.figures)
    said = numbers(rows)
    parts = [
        Part(row, figures.get(row.id, []), answers.get(row.id), values, said[row.id])
        for row in rows
    ]
    return Outline(assignment, submission, parts)


def by_part(
    parts: Sequence[OutlinePart], figures: Iterable[ActivityFigure]
) -> dict[int, list[ActivityFigure]]:
    """Return the figures by part; one that has none stands in the first part for figures."""
    home = next((part.id for part in parts if part.kind == FIGURES), None)
    known = {part.id for part in parts}
    found: dict[int, list[ActivityFigure]] = {}
    for figure in figures:
        part_id = figure.part_id if figure.part_id in known else home
        if part_id is not None:
            found.setdefault(part_id, []).append(figure)
    return found


def _answers(submission: Submission | None) -> dict[int, OutlineAnswer]:
    if submission is None:
        return {}
    rows = db.session.scalars(
        select(OutlineAnswer)
        .options(joinedload(OutlineAnswer.saved_by))
        .where(OutlineAnswer.submission_id == submission.id)
    )
    return {row.part_id: row for row in rows}
