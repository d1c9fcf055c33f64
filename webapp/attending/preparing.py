"""What a chosen unit prepares: contents ticked off, papers handed in (73-KH/BTCTU, II)."""

from collections.abc import Iterable

from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from webapp.accounts.models import OFFICE, User
from webapp.attending.findings import forget, has_item, lock
from webapp.attending.findings import save as save_fields
from webapp.attending.findings_forms import Cell, Typed
from webapp.attending.models import Preparation, VisitFile
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.files import keep
from webapp.milestones import services as milestones
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization
from webapp.plans.contents import belongs
from webapp.plans.models import Activity, Assignment, ChecklistItem
from webapp.visits.models import TeamMember, Visit

MILESTONE = "preparation"


def is_preparer(visit: Visit, who: User) -> bool:
    """Return True when *who* is of the office of a committee above the unit, or of the unit."""
    return who.is_any(OFFICE) and who.organization.holds(visit.organization)


def save(visit: Visit, sent: Iterable[Typed]) -> list[Cell]:
    """Save ticks and notes that were changed; once all is ticked the unit owes nothing more."""
    cells = save_fields(visit, sent)
    if any(cell.saved for cell in cells) and _all_ready(visit):
        milestones.mark_done(MILESTONE, ("visit", visit.id), "đã chuẩn bị đủ các nội dung")
        db.session.commit()
    return cells


def _all_ready(visit: Visit) -> bool:
    items = (
        select(func.count())
        .select_from(ChecklistItem)
        .join(ChecklistItem.group)
        .join(Activity, belongs(Activity.plan_id, Activity.id))
        .join(Assignment, Assignment.activity_id == Activity.id)
        .where(Assignment.id == visit.assignment_id)
    )
    ready = select(func.count()).where(
        Preparation.visit_id == visit.id, Preparation.is_ready.is_(True)
    )
    return (db.session.scalar(items) or 0) <= (db.session.scalar(ready) or 0)


def say_ready(visit: Visit, who: User) -> None:
    """Note that the unit is ready, and tell the team. Raises `Refused` after the visit."""
    _lock_open(visit)
    milestones.mark_done(MILESTONE, ("visit", visit.id), f"{who.full_name} báo đã chuẩn bị xong")
    milestones.tell(
        db.session.scalars(select(TeamMember.user_id).where(TeamMember.visit_id == visit.id)),
        f"{_unit(visit).name} báo đã chuẩn bị xong cho buổi dự, giám sát.",
        f"/visits/{visit.id}/preparation",
    )
    db.session.commit()


def add_paper(visit: Visit, who: User, item_id: int, upload: FileStorage | None) -> VisitFile:
    """Keep a paper that the unit hands in for a content. Raises `FileRefused` and `Refused`."""
    _lock_open(visit)
    if not has_item(visit, item_id):
        raise Refused("Nội dung này không thuộc kế hoạch của buổi dự.")
    file = keep(upload, _unit(visit), who)
    row = VisitFile(visit_id=visit.id, item_id=item_id, file_id=file.id, kind="paper")
    db.session.add(row)
    db.session.commit()
    return row


def may_remove(visit: Visit, paper: VisitFile, who: User) -> bool:
    """Return True for a paper (with its file) that *who* handed in, before the meeting begins."""
    meeting = db.session.get_one(Meeting, visit.meeting_id)
    return paper.file.created_by_id == who.id and meeting.starts_at > clock.now()


def remove_paper(visit: Visit, who: User, paper: VisitFile) -> None:
    """Take one's own paper back. Raises `Refused` once the meeting has begun."""
    _lock_open(visit)
    if not may_remove(visit, paper, who):
        raise Refused("Chỉ gỡ được tài liệu do mình tải lên, trước giờ sinh hoạt.")
    forget(paper)
    db.session.commit()


def _unit(visit: Visit) -> Organization:
    return db.session.get_one(Organization, visit.organization_id)


def _lock_open(visit: Visit) -> None:
    if why := lock(visit):
        raise Refused(why)
