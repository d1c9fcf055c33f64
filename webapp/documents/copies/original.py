"""What a certified copy copies, and whether that still holds: a copy says what became of it."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import load_only

from webapp.core.db import db
from webapp.core.web import short_day
from webapp.documents.kinds import PAPERS
from webapp.documents.models import Document

MOST_STEPS = 3  # a copy of a copy of a paper
_COLUMNS = (
    Document.kind,
    Document.subject_kind,
    Document.subject_id,
    Document.symbol,
    Document.number,
    Document.issued_at,
    Document.withdrawn_at,
    Document.replaced_by_id,
)
_WORDS = {"withdrawn": "đã thu hồi", "replaced": "đã được thay thế"}


def originals(documents: Iterable[Document]) -> dict[int, Document]:
    """Return, by the id of each copy among these, the paper at the bottom of it.

    A query for each step from copy to paper, none where there is no copy.
    """
    found: dict[int, Document] = {}
    at = {one.id: one for one in documents if _is_copy(one)}
    for _ in range(MOST_STEPS):
        if not at:
            break
        rows = _by_id({one.subject_id for one in at.values()})
        at = {key: rows[one.subject_id] for key, one in at.items() if one.subject_id in rows}
        found |= at
        at = {key: one for key, one in at.items() if _is_copy(one)}
    return found


def _by_id(ids: set[int]) -> Mapping[int, Document]:
    rows = db.session.scalars(
        select(Document).options(load_only(*_COLUMNS)).where(Document.id.in_(ids))
    )
    return {row.id: row for row in rows}


def _is_copy(document: Document) -> bool:
    return PAPERS[document.kind].is_copy and document.subject_kind == "document"


def fate(original: Document | None) -> str:
    """Return what became of a copy's original: "Văn bản gốc 05-TB/BTCTU đã thu hồi ngày …"; ""
    while it holds."""
    if original is None or original.state not in _WORDS:
        return ""
    day = f" ngày {short_day(original.withdrawn_at)}" if original.withdrawn_at else ""
    return f"Văn bản gốc {original.number_and_symbol} {_WORDS[original.state]}{day}"


def fates(documents: Iterable[Document]) -> dict[int, str]:
    """Return the same by the id of each copy whose original no longer holds."""
    told = {key: fate(one) for key, one in originals(documents).items()}
    return {key: words for key, words in told.items() if words}


def stamp(document: Document) -> str:
    """Return what is printed across a paper that no longer holds, itself or as a copy; "" else."""
    if document.state == "withdrawn":
        return "ĐÃ THU HỒI"
    if document.state == "replaced":
        return "ĐÃ THAY THẾ"
    original = originals([document]).get(document.id)
    return "BẢN GỐC ĐÃ THU HỒI" if fate(original) else ""
