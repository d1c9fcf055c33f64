"""What the sample's working group wrote at its visits, in the words of the phrase bank."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.attending.kinds import PREPARATION
from webapp.attending.models import (
    SHORTCOMING,
    STRENGTH,
    Finding,
    Preparation,
    Recommendation,
    Remark,
)
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones import engine
from webapp.plans.models import Activity, Assignment, ChecklistItem, ContentGroup
from webapp.rules.ratings import BAD
from webapp.sample.dong_nai.standards import ABSENCE, SHORTCOMINGS, STRENGTHS, Shortcoming
from webapp.visits.models import Attendance, Criterion, Mark, Visit

MENDED_WITHIN = timedelta(days=40)
MENDED_AT_ONCE = "Đã góp ý tại buổi sinh hoạt, đơn vị tiếp thu và bổ sung ngay."
FEW = 1  # as many may be away, excused, where members "came in full"


def write_preparation(visit: Visit, *, complete: bool) -> None:
    """Tick the contents that the unit has papers for: all, or two of three. Commits."""
    for number, item in enumerate(_items(visit)):
        ready = complete or number % 3 > 0
        db.session.add(Preparation(visit_id=visit.id, item_id=item.id, is_ready=ready))
    if complete:
        engine.mark_done(PREPARATION, ("visit", visit.id), "đã chuẩn bị đủ các nội dung")
    db.session.commit()


def write_findings(visit: Visit, who: User, quality: float, chance: Random) -> None:
    """Fill in a visit's sheet; *quality* (0 to 1) colours what is said and marked. Commits."""
    items = _items(visit)
    record = _write_attendance(visit, quality, chance)
    wrong = chance.sample(SHORTCOMINGS, 1 if quality > 0.85 else 2)
    if record.unexcused:
        wrong[-1] = ABSENCE
    denied = {about for one in wrong for about in one.denies}
    if record.unexcused or (record.excused or 0) > FEW:
        denied.add("attendance")
    kept = [one for one in STRENGTHS if one.about not in denied]
    right = chance.sample(kept, min(len(kept), 3 + round(2 * quality)))
    poor, good = ({_content(items, one.content).id for one in said} for said in (wrong, right))
    for item in items:
        is_good = item.id not in poor and (item.id in good or chance.random() < quality)
        assessment = "good" if is_good else chance.choice(("partly", "poor"))
        if item.id in poor & good:
            assessment = "partly"
        why = MENDED_AT_ONCE if assessment in BAD and item.id not in poor else ""
        db.session.add(
            Finding(visit_id=visit.id, item_id=item.id, assessment=assessment, why_none=why)
        )
    for strength in sorted(right, key=STRENGTHS.index):
        item = _content(items, strength.content)
        db.session.add(_remark(visit, who, STRENGTH, strength.text, item))
    for shortcoming in wrong:
        _write_shortcoming(visit, who, shortcoming, _content(items, shortcoming.content))
    _write_marks(visit, quality, chance)
    db.session.commit()


def _content(items: list[ChecklistItem], words: str) -> ChecklistItem:
    return next(item for item in items if words in item.text)


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


def _write_attendance(visit: Visit, quality: float, chance: Random) -> Attendance:
    """Write who came. A committee of a Đảng bộ is smaller than a cell, and has no newcomers."""
    is_committee = visit.organization.name.startswith("Đảng bộ")
    members = chance.randint(11, 15) if is_committee else chance.randint(18, 46)
    unexcused = 0 if quality > 0.7 else 1
    excused = chance.randint(0, 3)
    exempt = 0 if is_committee else chance.randint(0, 4)
    record = db.session.scalars(
        select(Attendance).where(Attendance.visit_id == visit.id)
    ).one_or_none() or Attendance(visit_id=visit.id)
    opened = clock.local(visit.meeting.starts_at)
    record.opened_at = f"{opened:%H:%M}"
    record.closed_at = f"{opened + timedelta(minutes=chance.choice((90, 105, 120))):%H:%M}"
    body = "đảng ủy" if is_committee else "chi bộ"
    record.chair, record.minute_taker = f"Bí thư {body}", f"Phó Bí thư {body}"
    record.members, record.probationary = members, 0 if is_committee else chance.randint(0, 2)
    record.excused, record.unexcused, record.exempt = excused, unexcused, exempt
    record.present = members - excused - unexcused - exempt
    record.reasons = "Đi công tác, trực đơn vị" if excused else ""
    db.session.add(record)
    return record


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
    visit: Visit, who: User, shortcoming: Shortcoming, item: ChecklistItem
) -> None:
    """Write a shortcoming with its cause, and the recommendation that answers it."""
    remark = _remark(visit, who, SHORTCOMING, shortcoming.text, item)
    remark.cause = shortcoming.cause
    db.session.add(remark)
    db.session.flush()
    db.session.add(
        Recommendation(
            visit_id=visit.id,
            issuer_id=visit.issuer_id,
            organization_id=visit.organization_id,
            remark_id=remark.id,
            text=shortcoming.remedy,
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
