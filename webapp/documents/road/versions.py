"""The road that a paper has gone, and its text after each step that may have changed it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import defer, joinedload

from webapp.core.db import db
from webapp.documents.models import Document, DocumentStep
from webapp.documents.tree import Paper
from webapp.documents.tree.as_json import from_json

# Steps after which the text may read differently.
REWRITES = frozenset({"composed", "edited", "issued", "corrected"})


def history(document: Document) -> Sequence[DocumentStep]:
    """Return the steps of a paper's road, newest first, with who took them, without texts."""
    return _steps(document)


def of(document: Document) -> Sequence[DocumentStep]:
    """Return the steps that kept a text, newest first, with who took them, without the texts."""
    return _steps(document, DocumentStep.content.is_not(None))


def _steps(document: Document, *which: ColumnElement[bool]) -> Sequence[DocumentStep]:
    return db.session.scalars(
        select(DocumentStep)
        .options(joinedload(DocumentStep.user), defer(DocumentStep.content))
        .where(DocumentStep.document_id == document.id, *which)
        .order_by(DocumentStep.id.desc())
    ).all()


def chosen(
    steps: Sequence[DocumentStep], old_id: int | None, new_id: int | None
) -> tuple[DocumentStep | None, DocumentStep | None]:
    """Return the two versions asked for: by default the newest, and the one before its last change.

    A version that is not of this paper is None.
    """
    by_id = {step.id: step for step in steps}
    new = by_id.get(new_id) if new_id else next(iter(steps), None)
    if old_id:
        return by_id.get(old_id), new
    so_far = [step for step in steps if new is not None and step.id <= new.id]
    rewritten = next((n for n, step in enumerate(so_far) if step.action in REWRITES), 0)
    earlier = so_far[rewritten + 1 :]
    return (earlier[0] if earlier else new), new


def paper_at(step: DocumentStep) -> Paper:
    """Return the paper as it stood after a step."""
    content = db.session.scalars(
        select(DocumentStep.content).where(DocumentStep.id == step.id)
    ).one()
    return from_json(content or {})
