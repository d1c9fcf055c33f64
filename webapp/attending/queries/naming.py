"""What a field of a visit's pages is called."""

from typing import TYPE_CHECKING, Any

from webapp.attending.forms import Cell
from webapp.attending.models import REMARK_KINDS
from webapp.rules.amounts import amount_text

if TYPE_CHECKING:
    from webapp.attending.queries.visit import VisitRecord

LONGEST = 80  # signs of a content's text: more is not listened to


def label(record: "VisitRecord", cell: Cell, row: Any) -> str:
    """Return what a field is called where it stands; *row* is what it is a column of, or None."""
    name = cell.name
    if name.of == "remark" and name.column == "text" and row is not None:
        return record.terms(REMARK_KINDS[row.kind])
    if name.of == "mark" and name.column == "points":
        of = next((one for one, _ in record.scored if one.id == name.key), None)
        return f"{of.title} (tối đa {amount_text(of.points)})" if of else cell.spec.label
    return record.terms(cell.spec.label)


def about(record: "VisitRecord", cell: Cell, row: Any) -> str:
    """Return the content that a field is of, shortened: twenty are called "Đánh giá". Else ""."""
    of_item = {"finding": cell.name.key, "preparation": cell.name.key}
    if cell.name.of == "remark" and row is not None:
        of_item["remark"] = row.item_id
    item_id = of_item.get(cell.name.of)
    text = next((one.text for one in record.items if one.id == item_id), "") if item_id else ""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]}…"
