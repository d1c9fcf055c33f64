"""Scores of the sample that are told apart with care: none at all, and one a hair below a rank."""

from decimal import Decimal

from sqlalchemy import select

from webapp.attending.forms import Name, Typed
from webapp.attending.models import Finding, Remark
from webapp.attending.services import findings
from webapp.core.db import db
from webapp.visits.models import Criterion, Mark, Visit

LESS = {"Điều hành": Decimal("4.22"), "Đánh giá": Decimal(5)}  # with all else full: 82,78 of 92
NOTHING_TO_MEND = "Khắc phục hạn chế"  # of eight points


def go_without(visit: Visit, reason: str) -> None:
    """Say why a visit is not scored. Commits."""
    findings.save(visit, [Typed(Name("visit", 0, "unscored_reason"), reason, "")])


def miss_by_a_hair(visit: Visit) -> None:
    """Mark a visit with 82,78 of 92 points, which are 89,98 of 100. Commits."""
    rows = db.session.execute(
        select(Mark, Criterion)
        .join(Criterion, Criterion.id == Mark.criterion_id)
        .where(Mark.visit_id == visit.id)
    )
    for mark, criterion in rows:
        less = next((n for words, n in LESS.items() if criterion.title.startswith(words)), 0)
        mark.is_not_applicable = criterion.title.startswith(NOTHING_TO_MEND)
        mark.points = None if mark.is_not_applicable else criterion.points - less
    db.session.commit()


def leave_unrated(visit: Visit) -> None:
    """Leave a content without a word: the last that was rated good and no more. Commits."""
    said = select(Remark.item_id).where(Remark.visit_id == visit.id, Remark.item_id.is_not(None))
    row = db.session.scalars(
        select(Finding)
        .where(
            Finding.visit_id == visit.id,
            Finding.assessment == "good",
            Finding.item_id.not_in(said),
        )
        .order_by(Finding.item_id.desc())
        .limit(1)
    ).one()
    findings.save(visit, [Typed(Name("finding", row.item_id, "assessment"), "", "good")])
