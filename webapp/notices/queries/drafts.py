"""Lists that are being typed: who has one, and how it goes back into the form."""

from collections.abc import Iterator
from dataclasses import asdict, fields

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, SelectField

from webapp.accounts.models import OFFICE, PLANNER, User
from webapp.core.db import db
from webapp.core.web import month_name
from webapp.milestones.signals import Begun
from webapp.notices.drafts import Typing
from webapp.notices.facts import DraftRow
from webapp.notices.forms import NoticeForm, RowForm
from webapp.notices.models import NoticeDraft
from webapp.notices.queries.notices import closed_among
from webapp.organizations.models import Organization
from webapp.plans.models import Assignment
from webapp.rules.text import clean


def draft_of(assignment_id: int, who: User) -> NoticeDraft | None:
    """Return what the person's own office is typing for an assignment, with who kept it last."""
    return db.session.scalars(
        select(NoticeDraft)
        .where(NoticeDraft.assignment_id == assignment_id, NoticeDraft.seen_by(who))
        .options(joinedload(NoticeDraft.saved_by))
    ).one_or_none()


def typing_of(form: NoticeForm) -> Typing:
    """Return a list as it stands in its form, good or not; rows without a word are left out."""
    return Typing(
        rows=tuple(DraftRow(**_texts(row)) for row in form.filled),
        amends=form.version.data or "",
        came_on=_text(form.came_on) if "came_on" in form else "",
        symbol=_text(form.symbol) if "symbol" in form else "",
    )


def _texts(row: RowForm) -> dict[str, str]:
    return {one.name: _text(row[one.name]) for one in fields(DraftRow)}


def _text(field: Field) -> str:
    """Return a field as it was typed, or else as it is shown."""
    if isinstance(field, BooleanField):
        return "y" if field.data else ""
    if field.raw_data:
        return clean(" ".join(field.raw_data))
    return str(field.data or "") if isinstance(field, SelectField) else str(field._value())


def as_sent(draft: NoticeDraft) -> MultiDict[str, str]:
    """Return a draft as a browser would send it, each text as it was typed."""
    return MultiDict(_fields(draft))


def _fields(draft: NoticeDraft) -> Iterator[tuple[str, str]]:
    yield "version", draft.amends
    yield "came_on", draft.came_on
    yield "symbol", draft.symbol
    for number, row in enumerate(draft.rows):
        for name, text in asdict(row).items():
            yield f"rows-{number}-{name}", text


def begun_by(who: User) -> list[Begun]:
    """Return the lists that a person's office began and did not file: two queries at most."""
    if not who.is_any(OFFICE, PLANNER):
        return []
    drafts = db.session.scalars(
        select(NoticeDraft)
        .join(NoticeDraft.assignment)
        .join(Assignment.organization)
        .options(
            contains_eager(NoticeDraft.assignment).contains_eager(Assignment.organization),
            joinedload(NoticeDraft.saved_by),
        )
        .where(NoticeDraft.seen_by(who))
        .order_by(Assignment.month, Organization.sort_key)
    ).all()
    closed = closed_among([one.assignment_id for one in drafts]) if drafts else set()
    return [_begun(one, who) for one in drafts if one.assignment_id not in closed]


def _begun(draft: NoticeDraft, who: User) -> Begun:
    assignment = draft.assignment
    words = f"Tiếp tục danh sách {month_name(assignment.month)}, {draft.meetings} dòng"
    if assignment.organization_id != who.organization_id:
        words += f" · {assignment.organization.name}"
    return Begun(
        words, f"/assignments/{assignment.id}/notice", draft.saved_at, draft.saved_by.full_name
    )
