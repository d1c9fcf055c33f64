"""What of the contents is written, group by group: the page opens where something is left."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from webapp.attending.forms import SPECS, Name
from webapp.attending.models import SHORTCOMING, STRENGTH, Recommendation, Remark
from webapp.attending.queries.visit import VisitRecord
from webapp.core.web import moment
from webapp.milestones.standing import DONE, PLAIN, Standing
from webapp.plans.models import ChecklistItem
from webapp.rules.ratings import Content, next_open, to_fill
from webapp.visits.models import Criterion

T = TypeVar("T", ChecklistItem, Criterion)
BOOKS = "Sổ sách"


@dataclass(frozen=True)
class Fold(Generic[T]):
    """A group of the page that folds: how many of its rows are written, and whether it is open."""

    key: str
    title: str
    rows: Sequence[T]
    done: int
    is_open: bool = False

    @property
    def standing(self) -> Standing:
        """How much is written, "3/5"; the page's script says the same while one writes."""
        count = len(self.rows)
        return Standing(f"Đã ghi {self.done}/{count}", DONE if self.done == count else PLAIN)


@dataclass(frozen=True)
class Folds:
    """All that folds on the page of findings."""

    contents: Sequence[Fold[ChecklistItem]]
    books: Fold[ChecklistItem] | None
    marks: Sequence[Fold[Criterion]]


def content_of(record: VisitRecord, item: ChecklistItem) -> Content:
    """Return how one content is written."""
    finding = record.findings.get(item.id)
    return Content(
        item.id,
        finding.assessment if finding else "",
        any(row.text for row in record.remarks_on(item.id, STRENGTH)),
        any(row.text for row in record.remarks_on(item.id, SHORTCOMING)),
        finding.why_none if finding else "",
    )


def contents_of(record: VisitRecord) -> list[Content]:
    """Return how all contents are written, record books too, in the order of the page."""
    books = {item.id for item in record.books}
    ordered = sorted(record.items, key=lambda item: item.id in books)
    return [content_of(record, item) for item in ordered]


def next_item(record: VisitRecord) -> int | None:
    """Return the first content of the page of which nothing is written."""
    return next_open(contents_of(record))


def left_to_fill(record: VisitRecord) -> list[int]:
    """Return the contents that "the rest is good" would rate."""
    return to_fill(contents_of(record))


def folds(record: VisitRecord, at: int | None = None) -> Folds:
    """Return the groups of the page. The first with something left is open, and what is asked for:
    the group of the item *at*, of a field that was not saved, of phrases that are shown. Who
    cannot write reads all.
    """
    wanted = {str(cell.name) for cell in record.failed} | {record.open_phrases}
    shown = _Opening(record, wanted, at)
    contents = [
        shown.of_items(f"group-{number}", f"{number}. {title}", items)
        for number, (title, items) in enumerate(record.contents, 1)
    ]
    books = shown.of_items("group-books", BOOKS, record.books) if record.books else None
    return Folds(contents, books, list(shown.of_marks()))


class _Opening:
    """Decides of one group after the other whether it is open."""

    def __init__(self, record: VisitRecord, wanted: set[str], at: int | None) -> None:
        self.record, self.wanted, self.at = record, wanted, at
        self.is_first = True

    def of_items(self, key: str, title: str, items: Sequence[ChecklistItem]) -> Fold[ChecklistItem]:
        done = sum(content_of(self.record, item).is_written for item in items)
        is_open = self._opens(done < len(items)) or any(
            item.id == self.at or self.wanted & set(self._names_on(item)) for item in items
        )
        return Fold(key, title, items, done, is_open)

    def of_marks(self) -> Iterator[Fold[Criterion]]:
        for number, (title, criteria) in enumerate(self.record.criteria, 1):
            marks = [self.record.marks.get(one.id) for one in criteria]
            done = sum(
                mark is not None and (mark.points is not None or mark.is_not_applicable)
                for mark in marks
            )
            is_left = done < len(criteria) and self.record.is_scored
            is_wanted = any(f"mark-{one.id}-points" in self.wanted for one in criteria)
            is_open = self._opens(is_left) or is_wanted
            yield Fold(f"marks-{number}", title, criteria, done, is_open)

    def _opens(self, has_left: bool) -> bool:
        if not self.record.writable:
            return True
        is_open = has_left and self.is_first
        self.is_first = self.is_first and not has_left
        return is_open

    def _names_on(self, item: ChecklistItem) -> Iterator[str]:
        """Yield the names of the fields that stand on an item."""
        for column in ("assessment", "why_none", "note"):
            yield f"finding-{item.id}-{column}"
        for kind in (STRENGTH, SHORTCOMING):
            for row in self.record.remarks_on(item.id, kind):
                yield from (f"remark-{row.id}-{column}" for column in ("text", "cause"))
                for one in self.record.recommendations_on(row.id):
                    yield from (f"recommendation-{one.id}-{c}" for c in SPECS["recommendation"])


@dataclass(frozen=True)
class Filled:
    """What the last press of "the rest is good" rated and nobody touched since."""

    at: datetime
    items: Sequence[int]

    @property
    def words(self) -> str:
        """What was done, for the line with the button that undoes it."""
        return f"Đã ghi “Thực hiện tốt” một lần cho {len(self.items)} nội dung, {moment(self.at)}."


def filled(record: VisitRecord) -> Filled | None:
    """Return what the last press rated, as far as nothing was changed there since."""
    rows = [row for row in record.findings.values() if row.filled_at is not None]
    last = max((row.filled_at for row in rows if row.filled_at), default=None)
    if last is None:
        return None
    untouched = {
        row.item_id
        for row in rows
        if row.filled_at == last and not record.remarks_on(row.item_id, SHORTCOMING)
    }
    kept = [item.id for item in record.items if item.id in untouched]
    return Filled(last, kept) if kept else None


def item_of(
    record: VisitRecord, name: Name | None, row: Remark | Recommendation | None
) -> int | None:
    """Return the content on which a field or a row stands, None where it stands on none."""
    if name is not None and name.of == "finding":
        return name.key
    if name is not None and row is None and name.of in ("remark", "recommendation"):
        rows: Mapping[int, Remark | Recommendation] = getattr(record, f"{name.of}s")
        row = rows.get(name.key)
    if isinstance(row, Recommendation):
        row = record.remarks.get(row.remark_id or 0)
    return row.item_id if row is not None else None
