"""What a visit has gathered that must not be lost by taking back a tick."""

from sqlalchemy import exists, or_, select

from webapp.attending.clash_models import Clash
from webapp.attending.models import Finding, Preparation, Recommendation, Remark, VisitFile
from webapp.core.db import db

_GATHERED = (Clash, Preparation, VisitFile, Finding, Remark, Recommendation)


def has_gathered(visit_id: int) -> bool:
    """Return True when anything was prepared, handed in or written for a visit."""
    return bool(
        db.session.scalar(
            select(or_(*(exists().where(table.visit_id == visit_id) for table in _GATHERED)))
        )
    )
