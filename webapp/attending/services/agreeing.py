"""The letter and the list of recommendations say the same: what can't stand in the letter's table,
and what keeps the letter from its road."""

from collections.abc import Iterator, Sequence

from webapp.attending.models import Recommendation, Remark
from webapp.attending.papers.answering import shortened, unanswered
from webapp.attending.papers.letter import RECOMMENDED, worded
from webapp.attending.queries.visit import VisitRecord, fetch_visit
from webapp.attending.services.rewording import COLUMNS, Cells, due_fault, is_same, table_of
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.documents.road import services as documents
from webapp.documents.road.composing import Obstacle
from webapp.documents.tree import Paper, gaps_in, words
from webapp.documents.tree.editing import retyped
from webapp.visits.models import Visit

DUE = 3  # the column of the deadline


def faults(document: Document, paper: Paper) -> dict[str, str]:
    """Return the changed deadlines that a letter can't set, by the names of their fields."""
    changed = retyped(documents.paper_of(document), paper, RECOMMENDED, DUE)
    if not changed:
        return {}
    visit = fetch_visit(document.subject_id)
    told = {name: due_fault(visit, text) for name, text in changed.items()}
    return {name: why for name, why in told.items() if why}


def obstacles(document: Document) -> list[Obstacle]:
    """Return the shortcomings that no recommendation answers, and each recommendation that the
    letter tells otherwise than the list does."""
    record = VisitRecord(fetch_visit(document.subject_id))
    rows = worded(record)
    lacking = lacking_answers(unanswered(record.shortcomings_found, rows))
    edit = {"document_id": document.id}
    otherwise = _told_otherwise(document, record.visit, rows)
    return [*lacking, *(Obstacle(one, "documents.edit", edit) for one in otherwise)]


def lacking_answers(shortcomings: Sequence[Remark], unit: str = "") -> Iterator[Obstacle]:
    """Yield an obstacle for each shortcoming that no recommendation answers, maybe of a *unit*."""
    of_unit = f" của {unit}" if unit else ""
    for row in shortcomings:
        text = shortened(" ".join(row.text.split()))
        told = f"Hạn chế{of_unit} chưa có kiến nghị: {text}"
        yield Obstacle(told, "attending.findings", {"visit_id": row.visit_id})


def _told_otherwise(
    document: Document, visit: Visit, rows: Sequence[Recommendation]
) -> Iterator[str]:
    """Yield how the letter tells recommendations otherwise than their rows.

    Nothing where rows changed since it was composed: then it is stale, which is told elsewhere.
    """
    composed, told = (
        _rows(paper) for paper in (composing.as_composed(document)[0], documents.paper_of(document))
    )
    if any(_differing(cells, row) for cells, row in zip(composed, rows, strict=False)):
        return
    for number, row in enumerate(rows, 1):
        if number > len(told):
            yield f"Kiến nghị {number} trong danh sách không có trên văn bản"
            continue
        cells = told[number - 1]
        if titles := _differing(cells, row):
            yield (
                f"Kiến nghị {number} trên văn bản khác với danh sách kiến nghị, "
                f"ở cột {', '.join(titles)}"
            )
        elif not gaps_in(cells[DUE]) and (why := due_fault(visit, cells[DUE])):
            yield f"Kiến nghị {number}, thời hạn {words(cells[DUE])}: {why.rstrip('.')}"


def _rows(paper: Paper) -> Sequence[Cells]:
    table = table_of(paper)
    return table.rows if table else ()


def _differing(cells: Cells, row: Recommendation) -> list[str]:
    """Return the titles of the columns that say something else than the row; a gap does not."""
    return [
        f"“{RECOMMENDED[cell].title}”"
        for column, cell, read in COLUMNS
        if not gaps_in(cells[cell]) and not is_same(read(cells[cell]), getattr(row, column))
    ]
