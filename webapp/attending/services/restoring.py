"""A remark or a recommendation that was removed is written once more, with what answered it."""

from collections.abc import Sequence

from sqlalchemy import update

from webapp.attending.models import Recommendation, Remark
from webapp.attending.services import findings
from webapp.core.db import db
from webapp.visits.models import Visit


def put_back(visit: Visit, row: Remark | Recommendation, loose: Sequence[int]) -> int | None:
    """Write *row* of a visit once more; return the content on which it stands, if on one.

    The recommendations *loose* answered it, and do so again where they answer no other since. Does
    not commit. Raises `Refused` once the findings are closed.
    """
    findings.lock_open(visit)
    if isinstance(row, Recommendation):
        answered = db.session.get(Remark, row.remark_id) if row.remark_id else None
        row.remark_id = answered.id if answered else None  # it may be removed, too
        db.session.add(row)
        db.session.flush()
        return answered.item_id if answered else None
    db.session.add(row)
    db.session.flush()
    db.session.execute(
        update(Recommendation)
        .where(
            Recommendation.id.in_(loose),
            Recommendation.visit_id == visit.id,
            Recommendation.remark_id.is_(None),
        )
        .values(remark_id=row.id)
    )
    return row.item_id
