"""The steps of a month, from the units' lists to its report: which are done, and where."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from flask import url_for

from webapp.documents.models import Document
from webapp.documents.road import services as documents
from webapp.grassroots.kinds import MONTH_CALENDAR, MONTH_REPORT, MONTH_REPORT_DUE
from webapp.grassroots.queries.month import MonthRecord, Months
from webapp.grassroots.services.dues import ABOUT
from webapp.milestones.models import Milestone
from webapp.milestones.standing import LATE, due_on
from webapp.milestones.steps import Way, way
from webapp.rules.steps import Step, in_short
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT

GATHER, ASSIGN, PUBLISH, TELL, GO, REPORT = (
    "nhận lịch",
    "phân công",
    "công bố",
    "thông báo lịch dự",
    "đi dự",
    "báo cáo tháng",
)
PAPERS = (ANNOUNCEMENT, AMENDMENT, MONTH_REPORT)
TOOLS = "#tools"  # the buttons at the top of the month's page


def shown(record: MonthRecord, papers: Mapping[str, Document], *, may_plan: bool) -> Way | None:
    """Return the line of steps on a month's page; None where the plan asks no unit.

    *papers* are the month's papers by kind, those that hold before their open drafts.
    """
    if not (record.lines or record.asked):
        return None
    steps = steps_of(record, papers, _late(record.due))
    hrefs = _hrefs(record, papers, may_plan=may_plan)
    return way([replace(one, href=hrefs.get(one.name, "")) for one in steps])


def papers_of(months: Months) -> dict[date, list[Document]]:
    """Return the papers of each month that hold or are on their road, oldest first: one query."""
    found: dict[date, list[Document]] = {month: [] for month in months.months}
    month_of = {rows[0][0].id: month for month, rows in months.calendars.items()}
    for one in documents.living_of(PAPERS, ABOUT, month_of):
        found[month_of[one.subject_id]].append(one)
    return found


def in_lists(months: Months, living: Mapping[date, Iterable[Document]]) -> dict[date, str]:
    """Return how far each month is, "2/6: công bố", where the plan asks a unit: no query.

    *living* are the papers of each month.
    """
    papers = {month: _by_kind(living[month]) for month in months.months}
    records = [months.record(month) for month in months.months]
    return {
        one.month: in_short(steps_of(one, papers[one.month], _late(one.due)))
        for one in records
        if one.lines or one.asked
    }


def _by_kind(living: Iterable[Document]) -> dict[str, Document]:
    """Return papers by kind, those that hold before their open drafts."""
    papers: dict[str, Document] = {}
    for one in living:
        if one.issued_at or one.kind not in papers or not papers[one.kind].issued_at:
            papers[one.kind] = one
    return papers


def steps_of(
    record: MonthRecord, papers: Mapping[str, Document], late: Mapping[str, str]
) -> list[Step]:
    """Return the steps of a month; *late* says by how much each kind of what is due is late.

    Its announcement counts while the month is published: withdrawn, it holds no more.
    """
    sent, silent = record.asked - len(record.silent), len(record.silent)
    attended = record.attended
    decided = sum(one.is_decided for one in record.lines)
    held = sum(one.is_held for one in attended)
    assigned, reported = late.get(MONTH_CALENDAR.key, ""), late.get(MONTH_REPORT_DUE.key, "")
    is_told = _is_issued(papers, ANNOUNCEMENT.key) and record.is_published
    return [
        Step(
            GATHER,
            sent if record.asked else 1,
            record.asked or 1,
            f"{silent} đơn vị chưa gửi lịch" if silent else record.calendars.capitalize(),
            is_late=any(one.term.is_late for one in record.silent),
        ),
        Step(ASSIGN, decided, decided + len(record.open), _decided(record), is_late=bool(assigned)),
        Step(
            PUBLISH,
            int(record.is_published),
            said=assigned or record.standing.words,
            is_late=bool(assigned),
        ),
        Step(TELL, int(is_told), is_begun=ANNOUNCEMENT.key in papers),
        Step(
            GO, held, len(attended), f"Đã báo cáo {held}/{len(attended)} buổi" if attended else ""
        ),
        Step(
            REPORT,
            int(_is_issued(papers, MONTH_REPORT.key)),
            said=reported,
            is_begun=MONTH_REPORT.key in papers,
            is_late=bool(reported),
        ),
    ]


def _decided(record: MonthRecord) -> str:
    if count := len(record.open):
        return f"{count} buổi chưa quyết định"
    return f"Dự {len(record.attended)} buổi" if record.attended else ""


def _is_issued(papers: Mapping[str, Document], kind: str) -> bool:
    return kind in papers and papers[kind].issued_at is not None


def _late(due: Mapping[str, Milestone]) -> dict[str, str]:
    """Return by how much what a month makes due from the board is late, by its kind."""
    standings = {kind: due_on(one.term) for kind, one in due.items()}
    return {kind: one.words for kind, one in standings.items() if one.tone == LATE}


def _hrefs(
    record: MonthRecord, papers: Mapping[str, Document], *, may_plan: bool
) -> dict[str, str]:
    """Return where each step is done, or to be seen; nothing where neither is."""

    def at(endpoint: str, **more: Any) -> str:
        month = f"{record.month:%Y-%m}"
        return url_for(endpoint, activity_id=record.activity.id, month=month, **more)

    hrefs = {GO: at("grassroots.calendar", view="list")}
    if record.silent:
        hrefs[GATHER] = "#silent"
    if may_plan:
        is_begun = bool(record.open and (record.attended or record.dropped))
        hrefs |= {
            ASSIGN: at("grassroots.rest") if is_begun else TOOLS,
            PUBLISH: TOOLS if record.is_published else at("grassroots.ask_publish"),
            TELL: TOOLS,
            REPORT: TOOLS,
        }
    for name, kind in ((TELL, ANNOUNCEMENT.key), (REPORT, MONTH_REPORT.key)):
        if kind in papers:
            hrefs[name] = url_for("documents.show", document_id=papers[kind].id)
    return hrefs
