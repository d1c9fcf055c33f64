"""The rooms of the house, in the order the work flows, and the menu that leads to them."""

from collections.abc import Collection
from typing import Any, NamedTuple

from flask import Flask, url_for
from flask_login import current_user

from webapp.accounts import views as accounts
from webapp.accounts.models import ADMINISTRATOR, BOARD, OFFICE
from webapp.administration import tree_views as organizations
from webapp.administration import views as administration
from webapp.attending import views as attending
from webapp.core.health import bp as health
from webapp.documents import views as documents
from webapp.documents.models import Document
from webapp.followup import views as followup
from webapp.grassroots import pages as grassroots
from webapp.milestones import views as milestones
from webapp.milestones.models import Milestone
from webapp.notices import views as notices
from webapp.observations import views as observations
from webapp.plans import assignment_views as _more_of_plans  # noqa: F401  (same blueprint)
from webapp.plans import file_views as _files_of_plans  # noqa: F401  (same blueprint)
from webapp.plans import views as plans
from webapp.plans.models import GRASSROOTS, ONGOING, ROUND
from webapp.plans.queries import kinds_in_use
from webapp.reports import good_models
from webapp.reports import views as reports
from webapp.rounds import views as rounds
from webapp.submissions import views as submissions
from webapp.visits import views as visits

BLUEPRINTS = (
    health,
    accounts.bp,
    milestones.bp,
    documents.bp,
    plans.bp,
    notices.bp,
    submissions.bp,
    observations.bp,
    followup.bp,
    visits.bp,
    attending.bp,
    rounds.bp,
    grassroots.bp,
    reports.bp,
    good_models.bp,
    organizations.bp,
    administration.bp,
)

EVERYONE = frozenset({*BOARD, OFFICE})


class Entry(NamedTuple):
    """A line of the menu; `kind` is of activities without which nobody has use for it."""

    endpoint: str
    words: str
    icon: str
    roles: Collection[str]
    kind: str = ""


MENU = (
    Entry("milestones.home", "Việc của tôi", "house", EVERYONE),
    Entry("reports.latest", "Bức tranh năm", "grid-3x3", BOARD),
    Entry("plans.index", "Kế hoạch", "journal-text", EVERYONE),
    Entry("notices.index", "Đăng ký lịch", "calendar-week", EVERYONE),
    Entry("rounds.index", "Đợt giám sát", "people", BOARD, ROUND),
    Entry("grassroots.index", "Đi cơ sở", "signpost-split", BOARD, GRASSROOTS),
    Entry("observations.index", "Giám sát thường xuyên", "eye", BOARD, ONGOING),
    Entry("visits.index", "Buổi dự", "calendar2-check", EVERYONE),
    Entry("followup.index", "Kiến nghị", "clipboard-check", EVERYONE),
    Entry("documents.index", "Văn bản", "file-earmark-text", EVERYONE),
    Entry("organizations.index", "Tổ chức", "diagram-3", BOARD),
    Entry("administration.people", "Quản trị", "gear", frozenset({ADMINISTRATOR})),
)


# Where a person goes to do what a milestone asks: its kind → (endpoint, name of the id).
DOING: dict[str, tuple[str, str]] = {
    "remedy": ("followup.show", "recommendation_id"),
    "answer_review": ("followup.show", "recommendation_id"),
    "notice": ("notices.edit", "assignment_id"),
    "self_report": ("submissions.show_papers", "assignment_id"),
    "papers": ("submissions.show_papers", "assignment_id"),
    "paper_request": ("submissions.show_request", "request_id"),
    "choice": ("visits.choose", "assignment_id"),
    "announcement": ("visits.choose", "assignment_id"),
    "preparation": ("attending.prepare", "visit_id"),
    "acknowledge": ("documents.show", "document_id"),
    "findings": ("attending.findings", "visit_id"),
    "result_letter": ("attending.show", "visit_id"),
    "approval": ("documents.show", "document_id"),
    "mend": ("documents.show", "document_id"),
    "issue": ("documents.show", "document_id"),
    "comment": ("documents.comment", "comment_id"),
    "month_calendar": ("grassroots.month", "calendar_id"),
    "month_report": ("grassroots.month", "calendar_id"),
}


# The page from which a paper was composed: kind of row → (endpoint, name of the id, words).
SUBJECTS = {
    "plan": ("reports.year", "plan_id", "Mở kế hoạch và bức tranh năm"),
    "assignment": ("visits.choose", "assignment_id", "Mở lựa chọn và Tổ công tác của tháng"),
    "visit": ("attending.show", "visit_id", "Mở buổi dự, giám sát"),
    "round": ("rounds.show", "activity_id", "Mở đợt kiểm tra, giám sát"),
    "monthly_calendar": ("grassroots.month", "calendar_id", "Mở lịch đi cơ sở của tháng"),
}


def init_app(app: Flask) -> None:
    """Register every room and hand the menu to the templates."""
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.context_processor(lambda: {"menu": menu, "link_to": link_to, "subject_link": subject_link})


def link_to(milestone: Milestone) -> str | None:
    """Return the address of the page where *milestone* is done."""
    if milestone.subject_kind == "round":
        return url_for("rounds.show", activity_id=milestone.subject_id)
    if milestone.kind not in DOING:
        return None
    endpoint, name = DOING[milestone.kind]
    values: dict[str, Any] = {name: milestone.subject_id}
    return url_for(endpoint, **values)


def subject_link(document: Document) -> tuple[str, str] | None:
    """Return what a paper is about, in words and as an address, where it is a page here."""
    if document.subject_kind not in SUBJECTS:
        return None
    endpoint, name, words = SUBJECTS[document.subject_kind]
    values: dict[str, Any] = {name: document.subject_id}
    return words, url_for(endpoint, **values)


def menu() -> list[Entry]:
    """Return what the signed-in person has use for: one query, so only a whole page asks."""
    kinds = kinds_in_use(current_user)
    return [
        entry
        for entry in MENU
        if current_user.is_any(*entry.roles) and (not entry.kind or entry.kind in kinds)
    ]
