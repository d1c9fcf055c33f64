"""What a tablet takes along to a visit, and what it tells of the visits that it has with it."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from flask import current_app, url_for
from sqlalchemy import ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import contains_eager

from webapp.accounts.gate import rows
from webapp.accounts.models import User
from webapp.attending.kinds import RESULT_LETTER
from webapp.attending.models import Preparation, VisitFile
from webapp.attending.pages import FOUND
from webapp.attending.queries.session import SessionRecord
from webapp.attending.queries.show import goes_alone
from webapp.attending.queries.visit import VisitRecord
from webapp.attending.signals import Page, taken_along
from webapp.core import clock
from webapp.core.db import db
from webapp.core.web import hour, short_day
from webapp.documents.models import Document
from webapp.milestones.standing import SOON
from webapp.notices.models import ALL_MEETING_KINDS, HOUR_UNSET, Meeting
from webapp.plans.models import Activity, Assignment
from webapp.rules import phones
from webapp.rules.amounts import size_text
from webapp.rules.dates import full_day
from webapp.visits.menu import figures_of, visit_menu, with_figures
from webapp.visits.models import TeamMember, Visit
from webapp.visits.queries.coming import drafted
from webapp.visits.queries.standing import off


class Bag(NamedTuple):
    """What is taken along to a visit, and what is not, each with its name and why."""

    pages: Sequence[Page]
    left: Sequence[tuple[str, str]]


def bag_of(visit: Visit) -> Bag:
    """Return the pages and files of a visit that the signed-in person may open."""
    record = SessionRecord(visit) if visit.meeting.is_session else VisitRecord(visit)
    most = current_app.config["TAKE_FILE_LIMIT"]
    files = [row.file for row in record.papers]
    minutes = record.minutes if isinstance(record, SessionRecord) else None
    pages = [*_own(visit), *_papers_of(visit, minutes), *taken_along_to(visit)]
    fitting = [
        Page(url_for("documents.file", file_id=one.id), f"Tệp: {one.name}")
        for one in files
        if one.size <= most
    ]
    left = [
        (one.name, f"tệp {size_text(one.size)}, lớn hơn mức {size_text(most)} được giữ")
        for one in files
        if one.size > most
    ]
    return Bag(_each_once([*pages, *fitting]), left)


def taken_along_to(visit: Visit) -> list[Page]:
    """Return what the rooms above have for who goes there."""
    return [page for pages in taken_along.ask(visit) for page in pages]


def _own(visit: Visit) -> list[Page]:
    """Return the pages of the visit's menu, and those that only lie beside it."""
    menu = visit_menu(visit, "")
    found = [Page(url_for(one.endpoint, **one.values), one.words) for one in menu]
    beside = [("attending.programme", "Chương trình")] if visit.meeting.is_session else []
    if not goes_alone(visit):
        beside.append(("attending.note_form", "Phiếu ghi chép"))
    return [*found, *(Page(url_for(at, visit_id=visit.id), name) for at, name in beside)]


def _papers_of(visit: Visit, minutes: Document | None) -> list[Page]:
    """Return the plan, the minutes, and the last letter that told the unit what was found there."""
    plan = visit.assignment.activity.plan
    found = [Page(url_for("plans.show", plan_id=plan.id), "Kế hoạch")]
    if minutes is not None:
        found.append(Page(url_for("documents.show", document_id=minutes.id), "Văn bản biên bản"))
    if letter := _last_letter(visit):
        words = f"Thông báo kết quả lần trước, ngày {short_day(letter.issued_on)}"
        found.append(Page(url_for("documents.show", document_id=letter.id), words))
    return found


def _last_letter(visit: Visit) -> Document | None:
    before = select(Visit.id).where(
        Visit.organization_id == visit.organization_id, Visit.id != visit.id
    )
    wanted = rows(
        Document,
        Document.kind == RESULT_LETTER.key,
        Document.subject_kind == "visit",
        Document.subject_id.in_(before),
        Document.issued_at.is_not(None),
        Document.withdrawn_at.is_(None),
        Document.replaced_by_id.is_(None),
    )
    return db.session.scalars(
        wanted.order_by(Document.issued_at.desc(), Document.id.desc()).limit(1)
    ).one_or_none()


def _each_once(pages: Iterable[Page]) -> list[Page]:
    """Return pages without what follows "#": two places of one page are one page."""
    found: dict[str, Page] = {}
    for page in pages:
        path = page.path.partition("#")[0]
        found.setdefault(path, Page(path, page.name))
    return list(found.values())


def told(who: User, also: Sequence[int] = ()) -> list[dict[str, object]]:
    """Return what a tablet tells of the visits of the coming days that *who* goes to, and of those
    called *also*, as far as *who* may see them: one query."""
    today = clock.today()
    mine = select(TeamMember.visit_id).where(TeamMember.user_id == who.id)
    coming = and_(
        Visit.id.in_(mine),
        Visit.cancelled_at.is_(None),
        Meeting.starts_at >= clock.at(today),
        Meeting.starts_at < clock.at(today + timedelta(days=SOON)),
        ~drafted(),
    )
    found = db.session.execute(
        rows(Visit, or_(coming, Visit.id.in_(also)))
        .join(Visit.meeting)
        .join(Visit.organization)
        .join(Visit.assignment)
        .join(Activity, Activity.id == Assignment.activity_id)
        .options(
            contains_eager(Visit.meeting),
            contains_eager(Visit.organization),
            with_figures(),
        )
        .add_columns(_papers(), _prepared(), coming.label("is_mine"))
        .order_by(Meeting.starts_at, Visit.id)
    ).all()
    return [_told(visit, is_mine, (papers, ready)) for visit, papers, ready, is_mine in found]


def _papers() -> ScalarSelect[int]:
    kept = select(func.count(VisitFile.id)).where(VisitFile.visit_id == Visit.id)
    return kept.where(VisitFile.kind == "paper").correlate(Visit).scalar_subquery()


def _prepared() -> ScalarSelect[int]:
    """How often the unit changed what it says of its contents."""
    said = select(func.coalesce(func.sum(Preparation.version), 0))
    return said.where(Preparation.visit_id == Visit.id).correlate(Visit).scalar_subquery()


def _told(visit: Visit, is_mine: bool, counted: tuple[int, int]) -> dict[str, object]:
    meeting = visit.meeting
    standing = off(visit)
    return {
        "id": visit.id,
        "path": url_for("attending.show", visit_id=visit.id),
        "take": url_for("attending.take", visit_id=visit.id),
        "name": visit.organization.name,
        "what": ALL_MEETING_KINDS.get(meeting.kind, meeting.kind),
        "on": meeting.day.isoformat(),
        "day": full_day(meeting.day),
        "hour": hour(meeting.starts_at) if meeting.is_hour_set else HOUR_UNSET,
        "when": meeting.when,
        "place": meeting.where,
        "contact": meeting.contact,
        "phone": meeting.phone,
        "tel": phones.address(meeting.phone),
        "off": standing.words if standing else "",
        "is_mine": bool(is_mine),
        "stamp": _stamp(visit, counted),
    }


def _stamp(visit: Visit, counted: tuple[int, int]) -> str:
    """Return what is another text once a page of the visit says something else."""
    meeting = visit.meeting
    figures = [item for item in figures_of(visit).items() if item[0] not in FOUND]
    of_meeting = (meeting.version, visit.version, str(visit.held_at))
    said = repr((meeting.when, meeting.where, of_meeting, figures, counted))
    return hashlib.sha256(said.encode()).hexdigest()[:16]
