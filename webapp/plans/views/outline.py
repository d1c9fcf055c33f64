"""Before an outline is changed in which units wrote: what that does to what they wrote."""

from collections.abc import Mapping

from flask import Response, request

from webapp.accounts.gate import me
from webapp.core.forms import Form
from webapp.core.web import page
from webapp.plans import outline_changes, parts
from webapp.plans.models import ActivityFigure, Plan
from webapp.plans.outline_changes import OutlineChange
from webapp.plans.round_models import OutlinePart
from webapp.plans.services import outline as services
from webapp.plans.signals import Written

OUTLINE_ROWS = (OutlinePart, ActivityFigure)
NEW_COLUMN = ""


def change(plan: Plan, row: parts.PlanRow, form: Form) -> Response | bool:
    """Change a row of an outline; False where nobody wrote yet, a page where it must be asked."""
    if not isinstance(row, OUTLINE_ROWS) or not (found := _written(row)):
        return False
    told = outline_changes.changed(row, form.values(), found)
    if not told.effects:
        return False
    if _is_asked(told):
        return _ask(plan, row, told, form.as_sent(), "Lưu đề cương mới")
    renamed = _renamed(told)
    told = outline_changes.changed(row, form.values(), found, renamed)
    services.change(row, form.values(), told, renamed, me())
    return True


def add(plan: Plan, of: parts.RowKind, row: parts.PlanRow, form: Form) -> Response | bool:
    """Add a row to an outline; otherwise as `change`."""
    if not isinstance(row, OUTLINE_ROWS) or not (found := _written(row)):
        return False
    told = outline_changes.added(row, found)
    if _is_asked(told):
        return _ask(plan, row, told, form.as_sent(), "Thêm vào đề cương")
    services.add(row, parts.siblings(of, row), told, me())
    return True


def remove(plan: Plan, row: parts.PlanRow) -> Response | bool:
    """Take a row out of an outline; otherwise as `change`."""
    if not isinstance(row, OUTLINE_ROWS) or not (found := _written(row)):
        return False
    told = outline_changes.removed(row, found)
    if _is_asked(told):
        sent = {name: text for name, text in request.form.items() if name not in _OWN}
        return _ask(plan, row, told, sent, "Bỏ khỏi đề cương")
    services.remove(row, told, me())
    return True


_OWN = ("csrf_token", "confirmed")


def _written(row: OutlinePart | ActivityFigure) -> list[Written]:
    return services.written(row.activity_id)


def _is_asked(told: OutlineChange) -> bool:
    """True until somebody has seen just this change, and said yes."""
    return request.form.get("confirmed") != told.mark


def _renamed(told: OutlineChange) -> Mapping[str, str]:
    """Return which new titles are old columns, as the planner said beside each."""
    gone = {one.key for one in told.gone}
    chosen = {
        title: request.form.get(f"column-{number}", NEW_COLUMN)
        for number, title in enumerate(told.asked)
    }
    return {title: key for title, key in chosen.items() if key in gone}


def _ask(
    plan: Plan, row: parts.PlanRow, told: OutlineChange, sent: Mapping[str, str], button: str
) -> Response:
    return page(
        "plans/outline_change.html",
        plan=plan,
        told=told,
        sent=sent,
        button=button,
        back=parts.address(plan, row),
    )
