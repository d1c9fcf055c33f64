"""What happens to a synthesis of a span: it is asked for, and given up while nothing is written."""

from collections.abc import Sequence
from datetime import date

from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.road import services as documents
from webapp.plans.models import Plan
from webapp.reports.kinds import SPAN, SYNTHESIS
from webapp.reports.models import Synthesis


def ask(plans: Sequence[Plan], from_on: date, to_on: date, recipient: str) -> Synthesis:
    """Ask for a synthesis of *plans*, oldest first, as many as are wanted. Commits."""
    row = Synthesis(
        issuer_id=plans[-1].issuer_id,
        organization_id=plans[-1].organization_id,
        from_on=from_on,
        to_on=to_on,
        recipient=recipient,
        created_at=clock.now(),
        plans=list(plans),
    )
    db.session.add(row)
    db.session.commit()
    return row


def remove(row: Synthesis) -> None:
    """Take a synthesis back. Raises `Refused` once a paper was written from it. Commits."""
    if documents.current(SYNTHESIS, (SPAN, row.id)) is not None:
        raise Refused("Đã soạn báo cáo từ số liệu này nên không xóa được.")
    db.session.delete(row)
    db.session.commit()
