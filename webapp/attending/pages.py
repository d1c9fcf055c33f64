"""What this room has of a visit's menu: preparing, findings, minutes, letter."""

from typing import Any

from sqlalchemy import ScalarSelect, Select, func, select

from webapp.attending.can import CanAttend
from webapp.attending.clash_models import Clash
from webapp.attending.kinds import MINUTES, RESULT_LETTER
from webapp.attending.models import (
    GOOD_MODEL,
    SHORTCOMING,
    STRENGTH,
    Confirmation,
    Finding,
    Preparation,
    Remark,
)
from webapp.attending.queries.clashes import FIGURE as CLASHES
from webapp.attending.queries.show import goes_alone
from webapp.documents.kinds import PaperKind
from webapp.documents.models import Document
from webapp.plans.contents import belongs
from webapp.plans.models import Activity, Assignment, ChecklistItem, ContentGroup
from webapp.plans.round_models import AgendaStep, AttendeeGroup
from webapp.visits.menu import NONE_YET, Lead, Seen, VisitPage
from webapp.visits.models import Visit


def _scalar(statement: Select[Any]) -> ScalarSelect[int]:
    return statement.correlate(Visit).scalar_subquery()


def _of_activity(table: type[AgendaStep] | type[AttendeeGroup]) -> ScalarSelect[int]:
    joined = select(func.count(table.id)).join(
        Assignment, Assignment.activity_id == table.activity_id
    )
    return _scalar(joined.where(Assignment.id == Visit.assignment_id))


def out(kind: PaperKind) -> str:
    """Return the name of the figure that is the newest issued paper of a kind."""
    return f"{kind.key}_out"


def _papers(kind: PaperKind) -> dict[str, ScalarSelect[int]]:
    """Return the newest paper of a kind that holds or is on its road, and the newest issued."""
    newest = select(func.max(Document.id)).where(
        Document.kind == kind.key,
        Document.subject_kind == "visit",
        Document.subject_id == Visit.id,
        Document.replaced_by_id.is_(None),
        Document.withdrawn_at.is_(None),
    )
    issued = newest.where(Document.issued_at.is_not(None))
    return {kind.key: _scalar(newest), out(kind): _scalar(issued)}


def _summary(_seen: Seen) -> Lead:
    return Lead("attending.show")


def _prepare(seen: Seen) -> Lead | None:
    return None if goes_alone(seen.visit) else Lead("attending.prepare", seen.of("ready", "items"))


def _invited(seen: Seen) -> Lead | None:
    if not seen.visit.meeting.is_session:
        return None
    return Lead("attending.attendees", seen.of("confirmed", "groups"))


def _findings(seen: Seen) -> Lead | None:
    if goes_alone(seen.visit) or not CanAttend(seen.who, seen.visit).oversee:
        return None
    is_held = seen.visit.held_at is not None
    return Lead("attending.findings", "đã xong" if is_held else seen.of("rated", "items"))


def _paper(seen: Seen, kind: PaperKind) -> Lead | None:
    """Lead to a paper: the unit's side to what was issued, the board to what is worked on."""
    sees_drafts = CanAttend(seen.who, seen.visit).oversee
    number = seen.figures[kind.key if sees_drafts else out(kind)]
    if not number:
        return None
    standing = "đã ban hành" if number == seen.figures[out(kind)] else "dự thảo"
    return Lead("documents.show", standing, {"document_id": number})


def _minutes(seen: Seen) -> Lead | None:
    if not (seen.visit.meeting.is_session and seen.figures["steps"]):
        return None
    found = _paper(seen, MINUTES)
    if not CanAttend(seen.who, seen.visit).oversee:
        return found
    return Lead("attending.session", found.standing if found else NONE_YET)


def _letter(seen: Seen) -> Lead | None:
    found = None if goes_alone(seen.visit) else _paper(seen, RESULT_LETTER)
    if found or goes_alone(seen.visit) or not CanAttend(seen.who, seen.visit).oversee:
        return found
    at = {"visit_id": seen.visit.id, "_anchor": "letter-title"}
    return Lead("attending.show", NONE_YET, at)


_ITEMS = (
    select(func.count(ChecklistItem.id))
    .join(ContentGroup, ContentGroup.id == ChecklistItem.group_id)
    .join(Activity, belongs(Activity.plan_id, Activity.id))
    .join(Assignment, Assignment.activity_id == Activity.id)
    .where(Assignment.id == Visit.assignment_id)
)
_READY = select(func.count(Preparation.id)).where(
    Preparation.visit_id == Visit.id, Preparation.is_ready
)
_CONFIRMED = select(func.count(Confirmation.id)).where(
    Confirmation.visit_id == Visit.id, Confirmation.count.is_not(None)
)
_CLASHES = select(func.count(Clash.id)).where(Clash.visit_id == Visit.id)
_RATED = select(func.count(Finding.id)).where(
    Finding.visit_id == Visit.id, Finding.assessment != ""
)


def _said(kind: str) -> ScalarSelect[int]:
    """Return how many remarks of a kind say something."""
    found = select(func.count(Remark.id)).where(Remark.visit_id == Visit.id)
    return _scalar(found.where(Remark.kind == kind, Remark.text != ""))


# How much is rated, and what the summary counts: what those who are there write themselves.
FOUND = {
    "rated": _scalar(_RATED),
    **{kind: _said(kind) for kind in (STRENGTH, SHORTCOMING, GOOD_MODEL)},
}

VISIT_PAGES = (
    VisitPage("summary", "Tóm tắt", 1, _summary),
    VisitPage(
        "prepare", "Chuẩn bị", 2, _prepare, {"items": _scalar(_ITEMS), "ready": _scalar(_READY)}
    ),
    VisitPage(
        "invited",
        "Thành phần",
        3,
        _invited,
        {"groups": _of_activity(AttendeeGroup), "confirmed": _scalar(_CONFIRMED)},
    ),
    VisitPage("findings", "Ghi nhận", 4, _findings, {**FOUND, CLASHES: _scalar(_CLASHES)}),
    VisitPage(
        MINUTES.key,
        "Biên bản",
        5,
        _minutes,
        {"steps": _of_activity(AgendaStep), **_papers(MINUTES)},
    ),
    VisitPage(RESULT_LETTER.key, "Thông báo", 6, _letter, _papers(RESULT_LETTER)),
)
