"""What can be done with a paper, as buttons: which, in what order, and what they say."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import select

from webapp.core.db import db
from webapp.documents.can import Can
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.documents.road.next_step import approver_of


@dataclass(frozen=True)
class Button:
    """Something to do with the paper: a link, or a form of one button that posts."""

    words: str
    url: str
    icon: str
    posts: bool = False
    is_primary: bool = False

    @property
    def look(self) -> str:
        return "primary" if self.is_primary else "outline-secondary"


def decisions(document: Document, can: Can, *, is_ready: bool) -> Iterator[Button]:
    """Yield what the person may do about the paper now, the step ahead first; *is_ready*: nothing
    is against it."""
    if can.approve and is_ready:
        words = approver_of(document).value
        yield Button(words, _at("approve", document), "check-lg", True, True)
    if can.issue and is_ready:
        issue = _at("ask_issue", document)
        yield Button("Xem lại để ban hành", issue, "patch-check", is_primary=True)
    if can.submit:
        yield Button("Trình duyệt", _at("submit", document), "send", True, True)
    if can.acknowledge:
        got = _at("acknowledge", document)
        yield Button("Xác nhận đã nhận", got, "check-lg", True, True)
    if can.certify:
        yield Button("Sửa phần chứng thực", _at("certify", document), "pencil")
    if can.edit:
        yield Button("Sửa nội dung", _at("edit", document), "pencil")
    if can.recompose:
        again = _at("recompose", document)
        yield Button("Soạn lại", again, "arrow-repeat", True, not is_ready)
    if can.compose_anew:
        again = _at("compose_replacement", document)
        yield Button("Soạn văn bản thay thế", again, "files", True, True)


def decided_by(document: Document, can: Can, *, is_ready: bool) -> str:
    """Return the sentence that stands over the decisions, or ""."""
    if can.approve or can.issue:
        act = _act(document, can)
        return f"Chờ đồng chí {act}." if is_ready else f"Chưa {act} được: xem những chỗ phải sửa."
    if can.submit and not is_ready:
        return "Xem những chỗ phải sửa trước khi trình."
    return ""


def _act(document: Document, can: Can) -> str:
    if can.issue:
        return "ban hành"
    return "xác nhận" if document.approver_id else "duyệt"


def others(document: Document, can: Can) -> Iterator[Button]:
    """Yield the other things to do with the paper: read it elsewhere, keep its scan, copy it."""
    if not document.is_on_paper:
        yield Button("Xem bản PDF", _at("pdf", document), "file-earmark-pdf")
    if can.download_word:
        yield Button("Tải bản Word", _at("docx", document), "file-earmark-word")
    if document.scan:
        yield Button("Xem bản ký, đóng dấu", _at("scan", document), "file-earmark-check")
    if can.attach_scan:
        words = "Thay bản ký, đóng dấu" if document.scan else "Kèm bản ký, đóng dấu"
        yield Button(words, _at("attach_scan", document), "upload")
    if can.correct:
        yield Button("Đính chính", _at("correct", document), "pencil")
    if can.copy:
        words = "Sao lục" if can.is_of_copy else "Sao y, trích sao"
        yield Button(words, _at("copy", document), "files")


def mending(document: Document, can: Can) -> Iterator[Button]:
    """Yield what to do about an issued paper that no longer says what its rows say."""
    composer = composing.composer_of(document)
    if can.amend and composer is not None and composer.amend is not None:
        endpoint, name = composer.amend
        values: dict[str, Any] = {name: document.subject_id}
        url = url_for(endpoint, **values)
        yield Button("Soạn thông báo điều chỉnh", url, "pencil-square", True, True)
    draft = _draft_instead(document)
    if draft is not None:
        url = url_for("documents.show", document_id=draft)
        yield Button("Mở dự thảo thay thế", url, "file-earmark-text")
    elif can.replace:
        url = _at("compose_replacement", document)
        yield Button("Soạn văn bản thay thế", url, "files", True)


def _draft_instead(document: Document) -> int | None:
    return db.session.scalars(
        select(Document.id)
        .where(
            Document.replaces_id == document.id,
            Document.issued_at.is_(None),
            Document.withdrawn_at.is_(None),
        )
        .limit(1)
    ).one_or_none()


def _at(endpoint: str, document: Document) -> str:
    return url_for(f"documents.{endpoint}", document_id=document.id)
