"""A recommendation follows its letter: what is put in other words there is put so in its row.

Thus the letter and the list of recommendations never say two things, and the unit answers to
what it was written.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from webapp.accounts.models import User
from webapp.attending.kinds import RESULT_LETTER
from webapp.attending.models import Recommendation, Rewording
from webapp.attending.papers.letter import RECOMMENDED, table_row, worded
from webapp.attending.queries.visit import VisitRecord, fetch_visit
from webapp.attending.services.findings import check_due, lock
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.documents.road import services as documents
from webapp.documents.tree import Paper, Table, gaps_in, words
from webapp.documents.tree.merging import paired_rows
from webapp.milestones import services as milestones
from webapp.rules.rewording import day_said, deadline, which
from webapp.rules.text import short_date
from webapp.visits.models import Visit

ABOUT = "visit"
LONGEST_OWNER = 300
Cells = tuple[str, ...]


@dataclass(frozen=True)
class _Followed:
    """A recommendation that follows, as the letter's table has it: as it was, and as it is.

    `place` is its row's in the table as it was composed.
    """

    row: Recommendation
    place: int
    before: Cells
    now: Cells

    def rebased(self, row: Cells) -> Cells:
        """Return a row as it was composed, with the cells that changed."""
        three = zip(row, self.before, self.now, strict=True)
        return tuple(kept if was == now else now for kept, was, now in three)


def follow(document: Document, *, before: Paper, who: User) -> None:
    """Let recommendations say what a hand made of them in the letter. Does not commit.

    The text, who mends it, and the day where it is one; a gap or an emptied cell is not followed.
    """
    if (document.kind, document.subject_kind) != (RESULT_LETTER.key, ABOUT):
        return
    changed = list(_changed(_base(document, before), before, documents.paper_of(document)))
    if not changed:
        return
    visit = fetch_visit(document.subject_id)
    lock(visit)
    rows = worded(VisitRecord(visit))
    followed = [found for one in changed if (found := _follow(rows, one, visit, who)) is not None]
    if not followed:
        return
    db.session.flush()
    composing.rebase(document, lambda paper: _rebased(paper, followed))
    milestones.notify(
        {one.row.monitor_id for one in followed if one.row.monitor_id} - {who.id},
        f"Kiến nghị được sửa lời trên dự thảo thông báo kết quả: {document.summary}",
        f"/documents/{document.id}",
    )


@dataclass(frozen=True)
class _Changed:
    """A row of the table that reads differently; `said` is what it says at `place` as composed."""

    place: int
    said: Cells
    old: Cells
    new: Cells


def _base(document: Document, before: Paper) -> Paper:
    return composing.as_composed(document)[0] if document.composed is not None else before


def _changed(base: Paper, before: Paper, now: Paper) -> Iterator[_Changed]:
    """Yield the changed rows. Which recommendation one is tells the letter as it was composed: the
    hand may have emptied the cell that says it."""
    said, old, new = table_of(base), table_of(before), table_of(now)
    if said is None or old is None or new is None:
        return
    places = {here: place for place, here in _pairs(said, old)}
    for here, there in _pairs(old, new):
        if here in places and old.rows[here] != new.rows[there]:
            place = places[here]
            yield _Changed(place, said.rows[place], old.rows[here], new.rows[there])


def _pairs(old: Table, new: Table) -> list[tuple[int, int]]:
    """Return which row became which: by place, where there are as many."""
    if len(old.rows) == len(new.rows):
        return [(place, place) for place in range(len(old.rows))]
    return paired_rows(old.rows, new.rows)


def table_of(paper: Paper) -> Table | None:
    """Return the table of recommendations."""
    tables = (one for one in paper.blocks if isinstance(one, Table))
    return next((one for one in tables if one.columns == RECOMMENDED), None)


def _follow(
    rows: list[Recommendation], changed: _Changed, visit: Visit, who: User
) -> _Followed | None:
    found = which(words(changed.said[1]), changed.place, [one.text for one in rows])
    if found is None:
        return None
    row = rows[found]
    before = table_row(found + 1, row, clock.today())
    for column, cell, read in COLUMNS:
        new, kept = changed.new[cell], getattr(row, column)
        value = None if column == "due_on" and due_fault(visit, new) else read(new)
        if changed.old[cell] == new or value is None or is_same(value, kept):
            continue
        db.session.add(trace(row, column, kept, who))
        setattr(row, column, value)
    now = table_row(found + 1, row, clock.today())
    return _Followed(row, changed.place, before, now) if now != before else None


def due_fault(visit: Visit, cell: str) -> str:
    """Return why a cell is no deadline that the letter can set, "" where it is one."""
    try:
        check_due(visit, deadline(words(cell)))
    except ValueError as error:
        return str(error)
    return ""


def trace(row: Recommendation, column: str, before: str | date | None, who: User) -> Rewording:
    """Return what a column of a recommendation was before somebody changed it; not added yet."""
    return Rewording(
        recommendation_id=row.id,
        user_id=who.id,
        at=clock.now(),
        column=column,
        before=short_date(before) if isinstance(before, date) else before or "",
    )


def is_same(value: str | date | None, kept: str | date | None) -> bool:
    """Return True where a cell, as it is read, says what the recommendation has."""
    if isinstance(kept, str) and isinstance(value, str):
        return " ".join(value.split()) == " ".join(kept.split())
    return value == kept


def _text(cell: str) -> str | None:
    text = words(cell).strip()
    return text if text and not gaps_in(cell) else None


def _owner(cell: str) -> str | None:
    text = _text(cell)
    return text if text and len(text) <= LONGEST_OWNER else None


def _day(cell: str) -> date | None:
    return day_said(words(cell))


# A column of the recommendation, its cell in the table, and how the cell is read.
COLUMNS: tuple[tuple[str, int, Callable[[str], str | date | None]], ...] = (
    ("text", 1, _text),
    ("owner", 2, _owner),
    ("due_on", 3, _day),
)


def _rebased(paper: Paper, followed: list[_Followed]) -> Paper:
    """Return what the letter was composed as, with the cells that a recommendation followed."""
    table = table_of(paper)
    if table is None:
        return paper
    by_place = {one.place: one for one in followed}
    rows = tuple(
        by_place[place].rebased(row) if place in by_place else row
        for place, row in enumerate(table.rows)
    )
    blocks = tuple(replace(table, rows=rows) if one is table else one for one in paper.blocks)
    return replace(paper, blocks=blocks)
