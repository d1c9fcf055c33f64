"""Everything that is known of one visit, each part read once and only when a page asks for it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import contains_eager, joinedload

from webapp.accounts.gate import load, me, reload_me
from webapp.attending.forms import OF_VISIT, SPECS, Cell, Name, in_full, said, text_of
from webapp.attending.kinds import RESULT_LETTER
from webapp.attending.models import (
    ASSESSMENTS,
    GOOD_MODEL,
    SHORTCOMING,
    STRENGTH,
    VOICES,
    Finding,
    Phrase,
    Preparation,
    Recommendation,
    Remark,
    VisitFile,
)
from webapp.attending.queries import naming
from webapp.attending.queries.attendance import attendance_hints
from webapp.attending.queries.choices import answerable, monitors
from webapp.attending.queries.clashes import WithClashes
from webapp.core.db import db
from webapp.core.lists import grouped
from webapp.core.web import moment, wants_part
from webapp.documents.models import Document
from webapp.documents.road import services as documents
from webapp.notices.models import Meeting
from webapp.organizations.history import call_as_then
from webapp.organizations.models import Issuer
from webapp.plans.contents import belongs
from webapp.plans.models import Activity, Assignment, ChecklistItem, ContentGroup
from webapp.rules.scoring import Score
from webapp.rules.terms import Terms, of_body
from webapp.visits.menu import with_figures
from webapp.visits.models import Attendance, Criterion, Mark, TeamMember, Visit
from webapp.visits.queries import scores

# Of what a field is → where the sheet keeps those rows, by their keys.
ROWS = {
    "finding": "findings",
    "remark": "remarks",
    "recommendation": "recommendations",
    "mark": "marks",
    "photo": "photos",
    "preparation": "preparations",
    "confirmation": "confirmations",
    "step": "runs",
}
FULL_VISIT = (
    joinedload(Visit.meeting),
    joinedload(Visit.organization),
    joinedload(Visit.attendance),
    joinedload(Visit.assignment).joinedload(Assignment.organization),
    joinedload(Visit.assignment).joinedload(Assignment.activity).joinedload(Activity.plan),
    joinedload(Visit.team).joinedload(TeamMember.user),
)


def load_visit(visit_id: int) -> Visit:
    """Load a visit, its team and all about it (one query), or end with 404.

    Its bodies go by the names of its day, which takes one query more where they are others.
    """
    # A part of a page has no menu.
    more = () if wants_part() else (with_figures(),)
    visit = load(Visit, visit_id, *FULL_VISIT, *more)
    bodies = (visit.organization, visit.assignment.organization)
    call_as_then(visit.meeting.day, bodies, me().issuer)
    return visit


def load_again(visit_id: int) -> Visit:
    """Load the visit, and who is signed in, once more: a commit lets go of all that was loaded."""
    reload_me()
    return load_visit(visit_id)


def fetch_visit(visit_id: int) -> Visit:
    """Return a visit with all that a sheet needs of it, for a service (no gate)."""
    whole = select(Visit).where(Visit.id == visit_id).options(*FULL_VISIT)
    return db.session.scalars(whole).unique().one()


def closed_because(visit: Visit, letter: Document | None) -> str:
    """Return why findings cannot be changed now, or "" when they can."""
    if visit.cancelled_at:
        meeting = db.session.get_one(Meeting, visit.meeting_id)
        if meeting.is_session:
            return "Buổi làm việc này đang hoãn."
        return "Buổi dự này đã hủy." if meeting.cancelled_at else "Không có người dự buổi này."
    if letter is not None and letter.issued_at:
        return "Thông báo kết quả đã ban hành nên nội dung này không sửa được nữa."
    if visit.held_at:
        told = f"Kết quả đã hoàn thành lúc {moment(visit.held_at)}."
        return f"{told} Cán bộ lập kế hoạch có thể mở lại để sửa."
    return ""


class VisitRecord(WithClashes):
    """A visit's page: its rows by (of what, key), and its fields as cells.

    *cells* are fields that were just sent and stand as they were typed; *open_phrases* is the
    name of the field whose phrases are shown.
    """

    def __init__(
        self,
        visit: Visit,
        *,
        writable: bool = False,
        action: str = "",
        cells: Iterable[Cell] = (),
        open_phrases: str = "",
    ) -> None:
        self.visit, self.writable, self.action = visit, writable, action
        self.sent = {str(cell.name): cell for cell in cells}
        self.open_phrases = open_phrases

    @cached_property
    def terms(self) -> Terms:
        """The words of the body that is visited."""
        issuer = db.session.get_one(Issuer, self.visit.issuer_id)
        return of_body(self.visit.organization.name, issuer.style)

    def cell(self, of: str, key: int, column: str) -> Cell:
        """Return one field: as it was just sent, else as it is kept."""
        name = Name(of, key, column)
        row = self._row(of, key)
        kept = text_of(getattr(row, column)) if row is not None else ""
        return self.sent.get(str(name)) or Cell(name, kept, kept)

    def options(self, cell: Cell) -> Mapping[str, str]:
        """Return what a radio or a select offers: value → words."""
        if cell.spec.options == "people":
            return self.people
        if cell.spec.options == "shortcomings":
            return self.shortcomings
        return cell.spec.fixed or {}

    def proposed(self, cell: Cell) -> str:
        """Return what could be written in an empty cell: a session's running order knows it."""
        return ""

    def said(self, cell: Cell, text: str) -> str:
        """Return a value of the cell in words."""
        return said(cell.spec, text, self.options(cell))

    def in_full(self, cell: Cell) -> str:
        """Return what is said under a field of a day: its weekday."""
        return in_full(cell.spec, cell.was)

    def label(self, cell: Cell) -> str:
        """Return what the cell is called where it stands."""
        return naming.label(self, cell, self._row(cell.name.of, cell.name.key))

    def about(self, cell: Cell) -> str:
        """Return which of many contents the cell is of, for who hears its name alone, or ""."""
        return naming.about(self, cell, self._row(cell.name.of, cell.name.key))

    def columns(self, name: Name) -> Iterable[str]:
        """Return the columns of the row that a field stands in."""
        return SPECS[name.of]

    @property
    def failed(self) -> list[Cell]:
        """The fields that were just sent and not saved."""
        return [cell for cell in self.sent.values() if cell.status != 200]

    @property
    def figures(self) -> Sequence[str]:
        """The figures of attendance: a session of a round counts no membership."""
        if self.visit.meeting.is_session:
            return ("present",)
        of_party = ("probationary",) if self.terms.has_probation else ()
        return ("members", *of_party, "present", "exempt", "excused", "unexcused")

    @property
    def hints(self) -> list[str]:
        """What in the figures of attendance does not add up."""
        return attendance_hints(self.attendance, self.terms)

    def has_phrases(self, cell: Cell) -> bool:
        """Return True when the phrase bank serves the cell: not what others say."""
        row = self._row("remark", cell.name.key) if cell.name.of == "remark" else None
        return cell.spec.has_phrases and not (row is not None and row.kind in VOICES)

    def phrases(self, cell: Cell) -> Sequence[Phrase]:
        """Return the standing phrases that fit the cell."""
        kind = cell.name.column if cell.name.column == "cause" else cell.name.of
        if kind == "remark":
            row = self._row("remark", cell.name.key)
            kind = row.kind if row is not None else ""
        return db.session.scalars(
            select(Phrase)
            .where(Phrase.issuer_id == self.visit.issuer_id, Phrase.kind == kind)
            .order_by(Phrase.text, Phrase.id)
        ).all()

    def _row(self, of: str, key: int) -> Any:
        if of in OF_VISIT:
            return self.visit if of == "visit" else getattr(self.visit, of)
        rows: Mapping[int, Any] = getattr(self, ROWS[of])
        return rows.get(key)

    @cached_property
    def letter(self) -> Document | None:
        return documents.current(RESULT_LETTER, ("visit", self.visit.id))

    @cached_property
    def closed(self) -> str:
        return closed_because(self.visit, self.letter)

    @cached_property
    def _items(self) -> Sequence[tuple[ChecklistItem, Finding | None, Preparation | None]]:
        activity = self.visit.assignment.activity
        rows = db.session.execute(
            select(ChecklistItem, Finding, Preparation)
            .join(ChecklistItem.group)
            .outerjoin(
                Finding,
                and_(Finding.item_id == ChecklistItem.id, Finding.visit_id == self.visit.id),
            )
            .outerjoin(
                Preparation,
                and_(
                    Preparation.item_id == ChecklistItem.id,
                    Preparation.visit_id == self.visit.id,
                ),
            )
            .options(contains_eager(ChecklistItem.group))
            .where(belongs(activity.plan_id, activity.id))
            .order_by(ContentGroup.position, ContentGroup.id, ChecklistItem.position)
        )
        return [(item, finding, ready) for item, finding, ready in rows]

    @cached_property
    def items(self) -> Sequence[ChecklistItem]:
        """Every content of the plan, record books too, in its order."""
        return [item for item, _, _ in self._items]

    @cached_property
    def contents(self) -> Sequence[tuple[str, Sequence[ChecklistItem]]]:
        """The contents that are no record books, under the titles of their groups."""
        rows = [item for item in self.items if not item.is_record_book]
        return [
            (group.title, list(own)) for group, own in groupby(rows, key=lambda item: item.group)
        ]

    @cached_property
    def books(self) -> Sequence[ChecklistItem]:
        return [item for item in self.items if item.is_record_book]

    @cached_property
    def findings(self) -> Mapping[int, Finding]:
        return {item.id: finding for item, finding, _ in self._items if finding is not None}

    @cached_property
    def preparations(self) -> Mapping[int, Preparation]:
        return {item.id: ready for item, _, ready in self._items if ready is not None}

    @property
    def ready(self) -> int:
        """How many contents the unit has ticked off."""
        return sum(row.is_ready for row in self.preparations.values())

    @property
    def assessed(self) -> Sequence[tuple[str, int]]:
        """How many contents got each assessment, in words."""
        counts = Counter(row.assessment for row in self.findings.values())
        return [(words, counts[key]) for key, words in ASSESSMENTS.items() if counts[key]]

    @property
    def attendance(self) -> Attendance | None:
        return self.visit.attendance

    @cached_property
    def remarks(self) -> Mapping[int, Remark]:
        rows = db.session.scalars(
            select(Remark).where(Remark.visit_id == self.visit.id).order_by(Remark.id)
        )
        return {row.id: row for row in rows}

    def remarks_on(self, item_id: int | None, kind: str) -> Sequence[Remark]:
        """Return the remarks of one kind on a content; on the visit as a whole for None."""
        return self._remarks_by.get((item_id, kind), [])

    @cached_property
    def _remarks_by(self) -> Mapping[tuple[int | None, str], Sequence[Remark]]:
        return grouped(self.remarks.values(), lambda row: (row.item_id, row.kind))

    @property
    def strengths(self) -> Sequence[Remark]:
        """The strengths that say something, by content and time."""
        return self._worded(STRENGTH)

    @property
    def shortcomings_found(self) -> Sequence[Remark]:
        """The shortcomings that say something, by content and time."""
        return self._worded(SHORTCOMING)

    @property
    def good_models(self) -> Sequence[Remark]:
        """The good models that say something, by time."""
        return self._worded(GOOD_MODEL)

    def voices(self) -> Sequence[Remark]:
        """Good models, proposals and opinions, in this order."""
        return [row for kind in VOICES for row in self.remarks_on(None, kind)]

    def _worded(self, kind: str) -> Sequence[Remark]:
        place = {item.id: n for n, item in enumerate(self.items)}
        rows = [row for row in self.remarks.values() if row.kind == kind and row.text]
        return sorted(rows, key=lambda row: (place.get(row.item_id or 0, len(place)), row.id))

    @cached_property
    def recommendations(self) -> Mapping[int, Recommendation]:
        rows = db.session.scalars(
            select(Recommendation)
            .where(Recommendation.visit_id == self.visit.id)
            .options(joinedload(Recommendation.monitor))
            .order_by(Recommendation.id)
        )
        return {row.id: row for row in rows}

    def recommendations_on(self, remark_id: int | None) -> Sequence[Recommendation]:
        """Return the recommendations that answer a shortcoming; for None those that answer none."""
        return self._recommendations_by.get(remark_id, [])

    @cached_property
    def _recommendations_by(self) -> Mapping[int | None, Sequence[Recommendation]]:
        return grouped(self.recommendations.values(), lambda row: row.remark_id)

    @cached_property
    def scored(self) -> scores.Scored:
        return scores.marked(self.visit)

    @cached_property
    def criteria(self) -> Sequence[tuple[str, Sequence[Criterion]]]:
        """The criteria under the titles of their groups."""
        rows = [criterion for criterion, _ in self.scored]
        return [(title, list(own)) for title, own in groupby(rows, key=lambda c: c.group_title)]

    @cached_property
    def marks(self) -> Mapping[int, Mark]:
        return {criterion.id: mark for criterion, mark in self.scored if mark is not None}

    @property
    def is_scored(self) -> bool:
        """Whether the visit is scored: it has criteria, and nobody said why it goes without."""
        return bool(self.scored) and not self.visit.unscored_reason

    @cached_property
    def score(self) -> Score | None:
        return scores.score(self.scored) if self.is_scored else None

    @cached_property
    def _files(self) -> Sequence[VisitFile]:
        return db.session.scalars(
            select(VisitFile)
            .where(VisitFile.visit_id == self.visit.id)
            .options(joinedload(VisitFile.file))
            .order_by(VisitFile.id)
        ).all()

    @cached_property
    def photos(self) -> Mapping[int, VisitFile]:
        return {row.id: row for row in self._files if row.kind == "photo"}

    @cached_property
    def papers(self) -> Sequence[VisitFile]:
        return [row for row in self._files if row.kind == "paper"]

    def papers_on(self, item_id: int) -> Sequence[VisitFile]:
        """Return the papers that the unit handed in for a content."""
        return self._papers_by.get(item_id, [])

    @cached_property
    def _papers_by(self) -> Mapping[int | None, Sequence[VisitFile]]:
        return grouped(self.papers, lambda row: row.item_id)

    @cached_property
    def people(self) -> Mapping[str, str]:
        """Who may monitor a recommendation: the team, and who plans, leads or visits."""
        return monitors(self.visit, self.recommendations.values())

    @cached_property
    def shortcomings(self) -> Mapping[str, str]:
        """The shortcomings that a recommendation may answer, cut to a line."""
        return answerable(self.remarks.values())
