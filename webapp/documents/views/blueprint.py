"""The one blueprint of the papers, and the words that their pages share."""

from typing import Any

from flask import Blueprint, url_for
from markupsafe import Markup, escape

from webapp.documents.kinds import PAPERS, SUBJECTS
from webapp.documents.models import Document
from webapp.documents.standing import ADJUST, AMENDED
from webapp.documents.tree import Span, spans

bp = Blueprint("documents", __name__)

ACTIONS = {
    "composed": "Soạn",
    "edited": "Sửa nội dung",
    "submitted": "Trình duyệt",
    "returned": "Trả lại",
    "taken_back": "Rút lại",
    "approved": "Duyệt",
    "issued": "Ban hành",
    "withdrawn": "Thu hồi",
    "dropped": "Bỏ dự thảo",
    "asked": "Xin góp ý",
    "commented": "Góp ý",
    "decided": "Xử lý góp ý",
    "scanned": "Kèm bản ký, đóng dấu",
    "recorded": "Ghi vào sổ văn bản đã ban hành trên giấy",
    "corrected": "Đính chính văn bản ghi từ ngoài hệ thống",
}


def runs(text: str) -> Markup:
    """Return a text of a paper as HTML: its marks as bold, italic and gaps, all else escaped."""
    return Markup("").join(map(_run, spans(text)))


def _run(span: Span) -> Markup:
    if span.gap:
        return Markup('<strong class="gap">{}</strong>').format(span.text)
    text = Markup("<em>{}</em>").format(span.text) if span.italic else escape(span.text)
    return Markup("<strong>{}</strong>").format(text) if span.bold else text


@bp.app_context_processor
def _words() -> dict[str, object]:
    return {
        "ADJUST": ADJUST,
        "AMENDED": AMENDED,
        "DOCUMENT_KINDS": PAPERS,
        "subject_link": subject_link,
        "runs": runs,
    }


def subject_link(document: Document) -> tuple[str, str] | None:
    """Return what a paper is about, in words and as an address, where it is a page here."""
    subject = SUBJECTS.get(document.subject_kind)
    if subject is None:
        return None
    values: dict[str, Any] = {subject.argument: document.subject_id}
    return subject.words, url_for(subject.endpoint, **values)
