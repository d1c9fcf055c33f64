"""The menu of a visit on the pages of its papers."""

from collections.abc import Sequence

from webapp.accounts.gate import rows
from webapp.attending.kinds import VISIT
from webapp.attending.queries.visit import FULL_VISIT
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.signals import Entry
from webapp.visits.menu import visit_menu, with_figures
from webapp.visits.models import Visit


def menu_of(document: Document) -> Sequence[Entry]:
    """Return the menu of the visit that a paper is about, for who sees the visit (one query).

    Of a paper that holds no more the menu marks none: it leads to the one that does.
    """
    if document.subject_kind != VISIT.key:
        return ()
    wanted = rows(Visit, Visit.id == document.subject_id).options(*FULL_VISIT, with_figures())
    visit = db.session.scalars(wanted).unique().one_or_none()
    holds = document.replaced_by_id is None and document.withdrawn_at is None
    return visit_menu(visit, document.kind if holds else "") if visit else ()
