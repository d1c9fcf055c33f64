"""How the papers of a month of the grassroots are composed: calendar, amendment, reports."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.web import moment
from webapp.documents.models import Document
from webapp.documents.road import recipients as lists
from webapp.documents.road.composing import Composer, Composition
from webapp.documents.texts.wording import Wording, wording_for
from webapp.documents.tree import literal
from webapp.grassroots.kinds import MONTH_REPORT, MONTH_REPORT_DUE, QUICK_REPORT
from webapp.grassroots.models import WITHDRAWN, CalendarStep, MonthlyCalendar
from webapp.grassroots.papers import drawing
from webapp.grassroots.papers.drawing import Facts
from webapp.grassroots.queries import announced as queries
from webapp.grassroots.queries.gathering import absences_of, gather
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.services.dues import ABOUT
from webapp.organizations.models import Issuer, Organization
from webapp.plans.models import Activity, Assignment, Plan
from webapp.plans.queries import plan_in_force
from webapp.rules.text import long_month
from webapp.visits.announced import Announced, adjusted, ahead, to_json
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT
from webapp.visits.models import Visit
from webapp.visits.papers import amendment as amending
from webapp.visits.papers.repeating import repeated
from webapp.visits.queries import changes

UNCHANGED = "Lịch đã thông báo không có gì thay đổi."
UNPUBLISHED = "Hãy công bố lịch tháng trước khi soạn thông báo."
NOT_YET = "Tháng này chưa công bố lịch nên chưa có gì để báo cáo."
WORDS = amending.Words(
    prefix="month_", people="Người dự", whole="Các buổi chưa diễn ra trong tháng"
)


def compose_announcement(calendar_id: int, document: Document | None) -> Composition:
    """Compose the announcement of a published month (46-KH/ĐTN, IV.2).

    One that takes the place of others tells what is still to come. Raises `Refused` while the
    month is not published.
    """
    calendar, facts = _calendar(calendar_id, document, UNPUBLISHED)
    known = queries.unreplaced(calendar_id)
    holding = [one for one in known if one.withdrawn_at is None]
    now, at = queries.now_of(calendar), changes.wall_clock()
    wording = wording_for(calendar.issuer_id, ANNOUNCEMENT, document)
    if document is not None and document.issued_at:
        told = queries.told_by(document, holding, calendar)
        before, after = (
            _announcement(calendar, replace(facts, announced=one), wording)
            for one in (told, adjusted(told, now, at))
        )
        return repeated(document, before, after)
    standing = _not_cancelled(now)
    to_tell = ahead(now, at) if known else standing
    if not to_tell.visits:
        _refuse_undecided(calendar)
    facts = replace(
        facts,
        announced=to_tell,
        replaced=known,
        changes=queries.since_announced(calendar, holding),
        is_begun=len(to_tell.visits) < len(standing.visits),
    )
    return _announcement(calendar, facts, wording)


def compose_amendment(calendar_id: int, document: Document | None) -> Composition:
    """Compose the notice of what changed since the month was announced.

    It goes to whom the announcement went, and to units that are new. Raises `Refused` where
    nothing changed.
    """
    calendar, facts = _calendar(calendar_id, document, UNPUBLISHED)
    holding = queries.in_force(calendar_id)
    found = queries.since_announced(calendar, holding)
    facts = replace(facts, announced=queries.now_of(calendar), replaced=holding, changes=found)
    if document is not None and document.issued_at:
        wording = wording_for(calendar.issuer_id, AMENDMENT, document)
        facts = replace(facts, replaced=[document])
        is_last = changes.last_amendment(document, holding).id == document.id
        shown = [[], found if is_last else []]
        before, after = (
            _amendment(calendar, replace(facts, changes=some), wording) for some in shown
        )
        return repeated(document, before, after)
    if not found:
        raise Refused(UNCHANGED)
    return _amendment(calendar, facts, wording_for(calendar.issuer_id, AMENDMENT))


def compose_month_report(calendar_id: int, document: Document | None) -> Composition:
    """Compose the month's report to the superior (46-KH/ĐTN, II.3). Raises `Refused` likewise."""
    calendar, facts = _calendar(calendar_id, document, NOT_YET)
    activity = db.session.get_one(
        Activity, calendar.activity_id, options=[joinedload(Activity.plan)]
    )
    wording = wording_for(calendar.issuer_id, MONTH_REPORT, document)
    as_of = (document.issued_at if document else None) or clock.now()
    found = gather(MonthRecord(activity, calendar.month), as_of)
    return Composition(
        paper=drawing.month_report(facts, found, wording),
        organization=db.session.get_one(Organization, calendar.organization_id),
        recipients=lists.bound(calendar.issuer_id, drawing.reported_to(facts, wording)),
        wording=wording,
    )


def compose_quick_report(visit_id: int, document: Document | None) -> Composition:
    """Compose the quick report on who did not come to a visit (46-KH/ĐTN, II.3).

    Raises `Refused` where nobody is noted.
    """
    absences = absences_of([visit_id])
    if not absences:
        raise Refused("Chưa ghi nhận ai không tham dự buổi này.")
    visit = db.session.scalars(
        select(Visit)
        .options(
            joinedload(Visit.meeting),
            joinedload(Visit.organization),
            joinedload(Visit.assignment).joinedload(Assignment.activity).joinedload(Activity.plan),
        )
        .where(Visit.id == visit_id)
    ).one()
    plan = visit.assignment.activity.plan
    facts = _of_plan(plan, visit.meeting.day.replace(day=1), document)
    wording = wording_for(plan.issuer_id, QUICK_REPORT, document)
    to = drawing.quickly_to(facts, visit.organization, wording)
    return Composition(
        paper=drawing.quick_report(facts, absences[-1], wording),
        organization=db.session.get_one(Organization, plan.organization_id),
        recipients=lists.bound(plan.issuer_id, to),
        wording=wording,
    )


def _calendar(
    calendar_id: int, document: Document | None, refusal: str
) -> tuple[MonthlyCalendar, Facts]:
    calendar = db.session.get_one(MonthlyCalendar, calendar_id)
    if calendar.published_at is None:
        raise Refused(_withdrawn(calendar_id) or refusal)
    plan = db.session.scalars(
        select(Plan)
        .join(Activity, Activity.plan_id == Plan.id)
        .where(Activity.id == calendar.activity_id)
    ).one()
    return calendar, _of_plan(plan, calendar.month, document)


def _refuse_undecided(calendar: MonthlyCalendar) -> None:
    """Refuse to say that nobody comes in the month while that is not decided of every meeting."""
    activity = db.session.get_one(Activity, calendar.activity_id)
    if count := len(MonthRecord(activity, calendar.month).open):
        raise Refused(f"Chưa có buổi nào có người dự, còn {count} buổi chưa quyết định.")


def _withdrawn(calendar_id: int) -> str:
    """Return that a month's publication was withdrawn, and why; "" where it never was."""
    last = db.session.scalars(
        select(CalendarStep)
        .where(CalendarStep.calendar_id == calendar_id)
        .order_by(CalendarStep.id.desc())
        .limit(1)
    ).one_or_none()
    if last is None or last.action != WITHDRAWN:
        return ""
    return f"lịch tháng đã rút công bố {moment(last.at)}, lý do: {last.said}"


def _of_plan(plan: Plan, month: date, document: Document | None) -> Facts:
    board = db.session.scalars(
        select(Organization)
        .where(Organization.id == plan.organization_id)
        .options(joinedload(Organization.parent))
    ).one()
    return Facts(
        issuer=db.session.get_one(Issuer, plan.issuer_id),
        superior=board.parent,
        plan=plan,
        plan_paper=plan_in_force(plan.id, document),
        month=month,
    )


def _not_cancelled(announced: Announced) -> Announced:
    return replace(announced, visits=tuple(v for v in announced.visits if v.cancelled is None))


def _announcement(calendar: MonthlyCalendar, facts: Facts, wording: Wording) -> Composition:
    to = drawing.announced_to(facts, wording)
    return Composition(
        paper=drawing.announcement(facts, wording),
        organization=db.session.get_one(Organization, calendar.organization_id),
        recipients=lists.bound(calendar.issuer_id, to, *_units(facts.announced)),
        wording=wording,
        facts=to_json(facts.announced),
    )


def _units(announced: Announced) -> Iterable[int]:
    """Return the units of visits, which get the paper under one line."""
    wanted = [one.key for one in announced.visits if one.cancelled is None]
    return db.session.scalars(
        select(Assignment.organization_id)
        .join(Visit, Visit.assignment_id == Assignment.id)
        .where(Visit.meeting_id.in_(wanted))
        .distinct()
        .order_by(Assignment.organization_id)
    ).all()


def _amendment(calendar: MonthlyCalendar, facts: Facts, wording: Wording) -> Composition:
    told = amending.Amended(
        issuer=facts.issuer,
        papers=facts.replaced,
        changes=facts.changes,
        coming=ahead(facts.announced, changes.wall_clock()).visits,
        signatures=[drawing.signature(facts, wording)],
        places={"month": long_month(facts.month)},
        closing={},
    )
    to = wording.recipients("month_recipients", issuer_code=literal(facts.issuer.code))
    units = [*lists.bodies_of(*facts.replaced), *_units(facts.announced)]
    return Composition(
        paper=amending.amendment(told, WORDS, wording),
        organization=db.session.get_one(Organization, calendar.organization_id),
        recipients=lists.bound(calendar.issuer_id, to, *units),
        wording=wording,
        facts=to_json(facts.announced),
    )


AMEND = ("grassroots.amend", "calendar_id")
COMPOSERS = (
    Composer(ANNOUNCEMENT, ABOUT, compose_announcement, amend=AMEND),
    Composer(AMENDMENT, ABOUT, compose_amendment, adds_up=True, amend=AMEND),
    Composer(MONTH_REPORT, ABOUT, compose_month_report, due=MONTH_REPORT_DUE),
    Composer(QUICK_REPORT, "visit", compose_quick_report),
)
