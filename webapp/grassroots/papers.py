"""The papers of a month: its calendar announced, its report, and a quick report on a no-show."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents import services as documents
from webapp.documents.models import Document, DocumentRecipient
from webapp.documents.signals import issued, withdrawn
from webapp.documents.wording import book
from webapp.grassroots import drawing
from webapp.grassroots.assigning import set_aside
from webapp.grassroots.dues import ABOUT, REPORT, calendar_of
from webapp.grassroots.gathering import absences_of, gather
from webapp.grassroots.models import MonthlyCalendar
from webapp.grassroots.month import MonthSheet
from webapp.milestones import services as milestones
from webapp.notices.models import Meeting
from webapp.notices.signals import meeting_changed
from webapp.organizations.models import Issuer, Organization
from webapp.plans.models import Activity, Assignment, Plan
from webapp.visits.handing import offices_of
from webapp.visits.models import Visit

ANNOUNCEMENT, QUICK = "announcement", "quick_report"


def announce(sheet: MonthSheet, who: User, *, anew: bool = False) -> Document:
    """Compose the announcement of a published month. Raises `Refused`, `NotReady`, `Edited`."""
    calendar = sheet.calendar
    if calendar is None or calendar.published_at is None:
        raise Refused("Hãy công bố lịch tháng trước khi soạn thông báo.")
    issuer = db.session.get_one(Issuer, calendar.issuer_id)
    return documents.compose(
        ANNOUNCEMENT,
        (ABOUT, calendar.id),
        db.session.get_one(Organization, calendar.organization_id),
        drawing.announcement(
            _facts(sheet.activity, calendar), sheet.attended, book(issuer.id, ANNOUNCEMENT)
        ),
        who,
        recipients=_units(sheet),
        anew=anew,
    )


def report(sheet: MonthSheet, who: User, *, anew: bool = False) -> Document:
    """Compose the month's report to the superior. Raises as `announce` does."""
    calendar = sheet.calendar
    if calendar is None or calendar.published_at is None:
        raise Refused("Tháng này chưa công bố lịch nên chưa có gì để báo cáo.")
    return documents.compose(
        REPORT,
        (ABOUT, calendar.id),
        db.session.get_one(Organization, calendar.organization_id),
        drawing.month_report(
            _facts(sheet.activity, calendar), gather(sheet), book(calendar.issuer_id, REPORT)
        ),
        who,
        anew=anew,
    )


def quick_report(visit: Visit, who: User, *, anew: bool = False) -> Document:
    """Compose the quick report on who did not come to a visit. Raises as `announce` does.

    *visit* comes with its assignment, activity and plan.
    """
    absences = absences_of([visit.id])
    if not absences:
        raise Refused("Chưa ghi nhận ai không tham dự buổi này.")
    plan = visit.assignment.activity.plan
    return documents.compose(
        QUICK,
        ("visit", visit.id),
        db.session.get_one(Organization, plan.organization_id),
        drawing.quick_report(
            _of_plan(plan, visit.meeting.day.replace(day=1)),
            absences[-1],
            book(plan.issuer_id, QUICK),
        ),
        who,
        anew=anew,
    )


def _units(sheet: MonthSheet) -> list[int]:
    ids = {one.assignment_id for one in sheet.attended}
    rows = db.session.scalars(select(Assignment.organization_id).where(Assignment.id.in_(ids)))
    return sorted(rows)


def _facts(activity: Activity, calendar: MonthlyCalendar) -> drawing.Facts:
    replaced = db.session.scalars(
        select(Document)
        .where(
            Document.kind == ANNOUNCEMENT,
            Document.subject_kind == ABOUT,
            Document.subject_id == calendar.id,
            Document.issued_at.is_not(None),
            Document.withdrawn_at.is_not(None),
            Document.replaced_by_id.is_(None),
        )
        .order_by(Document.id)
    ).all()
    return _of_plan(activity.plan, calendar.month, replaced)


def _of_plan(plan: Plan, month: date, replaced: Sequence[Document] = ()) -> drawing.Facts:
    board = db.session.scalars(
        select(Organization)
        .where(Organization.id == plan.organization_id)
        .options(joinedload(Organization.parent))
    ).one()
    above = board.parent
    return drawing.Facts(
        issuer=db.session.get_one(Issuer, plan.issuer_id),
        superior=(above.committee_name or above.name) if above else "",
        plan=plan,
        plan_paper=documents.current("plan", ("plan", plan.id)),
        month=month,
        replaced=replaced,
    )


@issued.connect
def paper_issued(document: Document) -> None:
    """Tell the units of the month's calendar; the month's report is done. Does not commit."""
    if document.subject_kind != ABOUT:
        return
    if document.kind == REPORT:
        milestones.mark_done(REPORT, (ABOUT, document.subject_id), document.number_and_symbol)
    elif document.kind == ANNOUNCEMENT:
        told = f"Thông báo số {document.number_and_symbol}: {document.summary}"
        units = select(DocumentRecipient.organization_id).where(
            DocumentRecipient.document_id == document.id
        )
        offices = offices_of(db.session.scalars(units).all())
        people = [user_id for found in offices.values() for user_id in found]
        milestones.tell(people, told, f"/documents/{document.id}")


@withdrawn.connect
def paper_withdrawn(document: Document) -> None:
    """The month's report is owed again. Does not commit."""
    if (document.kind, document.subject_kind) == (REPORT, ABOUT):
        milestones.reopen(REPORT, (ABOUT, document.subject_id))


@meeting_changed.connect
def meeting_moved(meeting: Meeting, *, who: User, **_rest: object) -> None:
    """Set aside the announcement of a published month that named the meeting. Does not commit."""
    row = db.session.execute(
        select(Assignment.activity_id, Assignment.month)
        .join(Visit, Visit.assignment_id == Assignment.id)
        .where(Visit.meeting_id == meeting.id)
    ).one_or_none()
    calendar = calendar_of(row.activity_id, row.month) if row and row.month else None
    if calendar is not None and calendar.published_at:
        set_aside(calendar, who, "Lịch của một buổi được dự có thay đổi")
