"""The papers of a month: its calendar announced, its report, and a quick report on a no-show."""

from webapp.accounts.models import User
from webapp.core.refusals import Refused
from webapp.documents.kinds import PaperKind
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.documents.road.recipients import bodies_of
from webapp.grassroots.kinds import MONTH_REPORT, MONTH_REPORT_DUE, QUICK_REPORT
from webapp.grassroots.models import MonthlyCalendar
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.services.composing import NOT_YET, UNPUBLISHED
from webapp.grassroots.services.dues import ABOUT
from webapp.milestones import engine
from webapp.milestones import services as milestones
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT
from webapp.visits.models import Visit
from webapp.visits.services.adjusting import replace_amendments
from webapp.visits.services.sending import offices_of

_CALLED = {ANNOUNCEMENT.key: "Thông báo số", AMENDMENT.key: "Thông báo điều chỉnh số"}


def announce(record: MonthRecord, who: User) -> Document:
    """Compose the announcement of a published month. Raises `Refused` or as `compose` does."""
    return _compose(ANNOUNCEMENT, record.calendar, who, UNPUBLISHED)


def amend(record: MonthRecord, who: User) -> Document:
    """Compose the notice of what changed since the month was announced. Raises likewise."""
    return _compose(AMENDMENT, record.calendar, who, UNPUBLISHED)


def report(record: MonthRecord, who: User) -> Document:
    """Compose the month's report to the superior. Raises likewise."""
    return _compose(MONTH_REPORT, record.calendar, who, NOT_YET)


def _compose(
    kind: PaperKind, calendar: MonthlyCalendar | None, who: User, refusal: str
) -> Document:
    if calendar is None:
        raise Refused(refusal)
    return composing.compose(kind, (ABOUT, calendar.id), who)


def quick_report(visit: Visit, who: User) -> Document:
    """Compose the quick report on who did not come to a visit. Raises likewise."""
    return composing.compose(QUICK_REPORT, ("visit", visit.id), who)


def paper_issued(document: Document) -> None:
    """Tell the units of the month's calendar; the month's report is done. Does not commit."""
    if document.subject_kind != ABOUT:
        return
    if document.kind == MONTH_REPORT.key:
        engine.mark_done(MONTH_REPORT_DUE, (ABOUT, document.subject_id), document.number_and_symbol)
    elif document.kind in _CALLED:
        if document.kind == ANNOUNCEMENT.key:
            replace_amendments(document)
        told = f"{_CALLED[document.kind]} {document.number_and_symbol}: {document.summary}"
        offices = offices_of(bodies_of(document))
        people = [user_id for found in offices.values() for user_id in found]
        milestones.notify(people, told, f"/documents/{document.id}")


def paper_withdrawn(document: Document) -> None:
    """The month's report is due again. Does not commit."""
    if (document.kind, document.subject_kind) == (MONTH_REPORT.key, ABOUT):
        engine.repeat(MONTH_REPORT_DUE, (ABOUT, document.subject_id))
