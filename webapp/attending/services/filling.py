"""The rest of the contents rated good in one press, and that press undone."""

from webapp.attending.models import Finding
from webapp.attending.queries.ratings import filled, left_to_fill
from webapp.attending.queries.visit import VisitRecord, fetch_visit
from webapp.attending.services.findings import lock_open
from webapp.attending.services.tablet_changes import Once
from webapp.core import clock
from webapp.core.db import db
from webapp.rules.ratings import GOOD
from webapp.visits.models import Visit


def fill(visit: Visit, once: Once | None = None) -> int:
    """Rate what has no rating yet as good, but where a shortcoming is written; return how many.

    Raises `Refused` where the findings are closed.
    """
    lock_open(visit)
    record = VisitRecord(fetch_visit(visit.id))
    items, now = left_to_fill(record), clock.now()
    for item_id in items:
        row = record.findings.get(item_id) or Finding(visit_id=visit.id, item_id=item_id)
        row.assessment, row.filled_at = GOOD, now
        db.session.add(row)
    if once:
        once.keep()
    db.session.commit()
    return len(items)


def undo(visit: Visit) -> int:
    """Take back what the last `fill` rated, where nobody wrote since; return how many.

    Raises `Refused` where the findings are closed.
    """
    lock_open(visit)
    record = VisitRecord(fetch_visit(visit.id))
    last = filled(record)
    items = last.items if last else ()
    for item_id in items:
        row = record.findings[item_id]
        row.assessment, row.filled_at = "", None
    db.session.commit()
    return len(items)
