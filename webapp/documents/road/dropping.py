"""Giving up a draft: nobody was told of it, so nothing is withdrawn; it stays to be read."""

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.road import replacing, services
from webapp.documents.road.next_step import ABOUT, forget_unanswered
from webapp.milestones import engine
from webapp.milestones import services as milestones


def drop(document: Document, who: User, reason: str) -> None:
    """Give up a draft; whoever wrote it is told where another does so. Raises `NotReady`."""
    if document.state != "draft":
        raise services.NotReady("Chỉ bỏ được dự thảo chưa trình.")
    document.withdrawn_at, document.withdrawn_reason = clock.now(), reason
    services.step(document, who, "dropped", reason)
    forget_unanswered(document)
    engine.drop_all((ABOUT, document.id))
    if document.replaces_id is not None:
        replacing.not_any_more(document.replaces_id)
    told = f"Đồng chí {who.full_name} đã bỏ dự thảo: {document.summary}"
    milestones.notify(
        {document.author_id} - {who.id},
        f"{told}. Lý do: {reason}" if reason else told,
        f"/documents/{document.id}",
    )
    db.session.commit()
