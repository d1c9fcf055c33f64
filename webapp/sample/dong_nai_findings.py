"""What the sample's working group wrote at its visits, in the words of the phrase bank."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones import services as milestones
from webapp.plans.models import Activity, Assignment, ChecklistItem, ContentGroup
from webapp.sample.dong_nai_standards import PHRASES
from webapp.visits.models import (
    SHORTCOMING,
    STRENGTH,
    Attendance,
    Criterion,
    Finding,
    Mark,
    Preparation,
    Recommendation,
    Remark,
    Visit,
)

MENDED_WITHIN = timedelta(days=40)


def write_preparation(visit: Visit, *, complete: bool) -> None:
    """Tick the contents that the unit has papers for: all, or two of three. Commits."""
    for number, item in enumerate(_items(visit)):
        ready = complete or number % 3 > 0
        db.session.add(Preparation(visit_id=visit.id, item_id=item.id, is_ready=ready))
    if complete:
        milestones.mark_done("preparation", ("visit", visit.id), "đã chuẩn bị đủ các nội dung")
    db.session.commit()


def write_findings(visit: Visit, who: User, quality: float, chance: Random) -> None:
    """Fill in a visit's sheet; *quality* (0 to 1) colours what is said and marked. Commits."""
    items = _items(visit)
    _write_attendance(visit, quality, chance)
    for item in items:
        good = chance.random() < quality
        assessment = "good" if good else chance.choice(("partly", "poor"))
        db.session.add(Finding(visit_id=visit.id, item_id=item.id, assessment=assessment))
    for text, item in zip(PHRASES["strength"][: 2 + round(2 * quality)], items, strict=False):
        db.session.add(_remark(visit, who, STRENGTH, text, item))
    wrong = chance.sample(range(len(PHRASES["recommendation"])), 1 if quality > 0.85 else 2)
    for number in wrong:
        _write_shortcoming(visit, who, number, chance.choice(items), chance)
    _write_marks(visit, quality, chance)
    db.session.commit()


def _items(visit: Visit) -> list[ChecklistItem]:
    found = db.session.scalars(
        select(ChecklistItem)
        .join(ChecklistItem.group)
        .join(Activity, Activity.plan_id == ContentGroup.plan_id)
        .join(Assignment, Assignment.activity_id == Activity.id)
        .where(Assignment.id == visit.assignment_id)
        .order_by(ContentGroup.position, ChecklistItem.position)
    )
    return list(found)


def _write_attendance(visit: Visit, quality: float, chance: Random) -> None:
    members = chance.randint(18, 46)
    unexcused = 0 if quality > 0.7 else 1
    excused, exempt = chance.randint(0, 3), chance.randint(0, 4)
    sheet = db.session.scalars(
        select(Attendance).where(Attendance.visit_id == visit.id)
    ).one_or_none() or Attendance(visit_id=visit.id)
    opened = clock.local(visit.meeting.starts_at)
    sheet.opened_at = f"{opened:%H:%M}"
    sheet.closed_at = f"{opened + timedelta(minutes=chance.choice((90, 105, 120))):%H:%M}"
    sheet.chair, sheet.minute_taker = "Bí thư chi bộ", "Phó Bí thư chi bộ"
    sheet.members, sheet.probationary = members, chance.randint(0, 2)
    sheet.excused, sheet.unexcused, sheet.exempt = excused, unexcused, exempt
    sheet.present = members - excused - unexcused - exempt
    sheet.reasons = "Đi công tác, trực đơn vị" if excused else ""
    db.session.add(sheet)


def _remark(visit: Visit, who: User, kind: str, text: str, item: ChecklistItem) -> Remark:
    return Remark(
        visit_id=visit.id,
        item_id=item.id,
        kind=kind,
        text=text,
        author_id=who.id,
        created_at=clock.now(),
    )


def _write_shortcoming(
    visit: Visit, who: User, number: int, item: ChecklistItem, chance: Random
) -> None:
    """Write a shortcoming with its cause, and the recommendation that answers it."""
    remark = _remark(visit, who, SHORTCOMING, PHRASES["shortcoming"][number + 1], item)
    remark.cause = chance.choice(PHRASES["cause"])
    db.session.add(remark)
    db.session.flush()
    db.session.add(
        Recommendation(
            visit_id=visit.id,
            issuer_id=visit.issuer_id,
            organization_id=visit.organization_id,
            remark_id=remark.id,
            text=PHRASES["recommendation"][number],
            owner=visit.organization.name,
            due_on=clock.today() + MENDED_WITHIN,
            monitor_id=who.id,
            created_at=clock.now(),
        )
    )


def _write_marks(visit: Visit, quality: float, chance: Random) -> None:
    criteria = db.session.scalars(select(Criterion).where(Criterion.rubric_id == visit.rubric_id))
    for criterion in criteria:
        thematic_only = criterion.is_conditional and "chuyên đề" in criterion.title.lower()
        if thematic_only and not visit.meeting.is_thematic:
            db.session.add(
                Mark(visit_id=visit.id, criterion_id=criterion.id, is_not_applicable=True)
            )
            continue
        share = Decimal(str(min(1.0, max(0.0, chance.gauss(quality, 0.06)))))
        points = (criterion.points * share * 2).to_integral_value() / 2
        db.session.add(Mark(visit_id=visit.id, criterion_id=criterion.id, points=points))
