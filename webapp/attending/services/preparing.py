"""What a chosen unit prepares: contents ticked off, papers handed in (73-KH/BTCTU, II)."""

from collections.abc import Iterable

from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from webapp.accounts.models import User
from webapp.attending.forms import Cell, Typed
from webapp.attending.kinds import PREPARATION
from webapp.attending.models import Preparation, VisitFile
from webapp.attending.services.findings import forget, keep_saved, lock, write
from webapp.attending.services.rows import has_item
from webapp.attending.services.tablet_changes import Once
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.files import store_upload
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.notices.models import Meeting
from webapp.organizations.models import Organization
from webapp.plans.contents import belongs
from webapp.plans.models import Activity, Assignment, ChecklistItem
from webapp.visits.models import TeamMember, Visit
from webapp.visits.services.dues import ABOUT


def save(
    visit: Visit, sent: Iterable[Typed], once: Once | None = None, who: User | None = None
) -> list[Cell]:
    """Save ticks and notes that were changed, and what follows from them (`recheck`)."""
    cells = write(visit, sent, lock(visit), who, once)
    keep_saved(cells, once)
    if any(cell.saved for cell in cells):
        recheck(visit)
    db.session.commit()
    return cells


def recheck(visit: Visit) -> None:
    """Once all is ticked the unit owes nothing more; a tick taken out again is owed again.

    Does not commit.
    """
    if not lacking(visit):
        engine.mark_done(PREPARATION, (ABOUT, visit.id), "đã chuẩn bị đủ các nội dung")
    elif engine.take_back(PREPARATION, (ABOUT, visit.id)):
        _tell_team(visit, f"{_unit(visit).name} chưa chuẩn bị xong: có nội dung bỏ đánh dấu.")


def lacking(visit: Visit) -> int:
    """Return how many contents are not marked as ready."""
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
    return max((db.session.scalar(items) or 0) - (db.session.scalar(ready) or 0), 0)


def report_ready(visit: Visit, who: User) -> None:
    """Note that the unit is ready, and tell the team.

    Raises `Refused` after the visit, and while a content is not ready.
    """
    _lock_open(visit)
    if count := lacking(visit):
        raise Refused(f"Chưa báo xong được: còn {count} nội dung chưa đánh dấu sẵn sàng.")
    engine.mark_done(PREPARATION, (ABOUT, visit.id), f"{who.full_name} báo đã chuẩn bị xong")
    _tell_team(visit, f"{_unit(visit).name} báo đã chuẩn bị xong cho buổi dự, giám sát.")
    db.session.commit()


def take_back(visit: Visit) -> None:
    """Say that the unit is not ready after all, and tell the team. Raises `Refused` after it."""
    _lock_open(visit)
    if engine.take_back(PREPARATION, (ABOUT, visit.id)):
        _tell_team(visit, f"{_unit(visit).name} báo lại: chưa chuẩn bị xong.")
    db.session.commit()


def _tell_team(visit: Visit, text: str) -> None:
    team = db.session.scalars(select(TeamMember.user_id).where(TeamMember.visit_id == visit.id))
    milestones.notify(team, text, f"/visits/{visit.id}/preparation")


def add_paper(visit: Visit, who: User, item_id: int, upload: FileStorage | None) -> VisitFile:
    """Keep a paper that the unit hands in for a content. Raises `FileRefused` and `Refused`."""
    _lock_open(visit)
    if not has_item(visit, item_id):
        raise Refused("Nội dung này không thuộc kế hoạch của buổi dự.")
    file = store_upload(upload, _unit(visit), who)
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
