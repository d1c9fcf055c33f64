"""Remarks and recommendations that were removed from findings, and come back."""

from functools import partial

from flask import abort, url_for

from webapp.accounts.gate import me
from webapp.accounts.removed import RemovedRow, Undoable, remade
from webapp.attending.can import CanAttend
from webapp.attending.models import (
    GOOD_MODEL,
    OPINION,
    PROPOSAL,
    SHORTCOMING,
    STRENGTH,
    Recommendation,
    Remark,
)
from webapp.attending.queries.visit import load_visit
from webapp.attending.services import restoring

TOLD = {  # as the buttons say that add such rows
    STRENGTH: "Đã xóa ưu điểm.",
    SHORTCOMING: "Đã xóa hạn chế.",
    GOOD_MODEL: "Đã xóa mô hình, cách làm hay.",
    PROPOSAL: "Đã xóa đề xuất của cơ sở.",
    OPINION: "Đã xóa tâm tư, ý kiến.",
}


def told(kept: RemovedRow) -> str:
    """Say what was removed."""
    return TOLD[remade(Remark, kept).kind] if kept.kind == "remark" else "Đã xóa kiến nghị."


def _restore(of: str, kept: RemovedRow) -> str:
    """Write the row once more where the person may still write."""
    row = remade(Remark, kept) if of == "remark" else remade(Recommendation, kept)
    visit = load_visit(row.visit_id)
    if not CanAttend(me(), visit).write:
        abort(403)
    item_id = restoring.put_back(visit, row, kept.ids("loose"))
    anchor = f"row-{of}-{row.id}"
    return url_for("attending.findings", visit_id=visit.id, at=item_id, _anchor=anchor)


REMARK = Undoable("remark", partial(_restore, "remark"))
RECOMMENDATION = Undoable("recommendation", partial(_restore, "recommendation"))
