"""What may come in about papers."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from wtforms import Field

from webapp.core.forms import LONG, Form, Line, Lines, maybe, needed
from webapp.documents.editing import rebuild, segments
from webapp.documents.models import Document
from webapp.documents.services import paper_of
from webapp.documents.tree import Paper, Signature

SECTION = 20_000  # letters in one text of a paper


class CommentForm(Form):
    comment = Lines("Ý kiến", needed(LONG))


class ReasonForm(Form):
    reason = Line("Lý do", needed())


class WordingForm(Form):
    """The wording of one paper; `for_paper` adds a text field for each of its sections."""

    summary = Lines("Trích yếu", needed(600))
    addressee = Line("Kính gửi", maybe())

    texts: tuple[str, ...] = ()

    def paper(self, before: Paper) -> Paper:
        """Return *before* with the wording of this form."""
        right = before.signatures[-1:] or (Signature("", "", "", style=before.style),)
        signed = replace(
            right[0],
            authority=self.authority.data or "",
            position=self.position.data or "",
            name=self.signatory.data or "",
        )
        changed = rebuild(before, [self[name].data or "" for name in self.texts])
        return replace(
            changed,
            summary=self.summary.data,
            addressee=self.addressee.data or None,
            signatures=(*before.signatures[:-1], signed) if before.sent else before.signatures,
            recipients=_lines(self.recipients),
            copied=_lines(self.copied),
        )


def wording_form(document: Document) -> WordingForm:
    """Return the form for this paper, showing its wording where nothing was sent yet."""
    paper = paper_of(document)
    texts = [segment.text for segment in segments(paper) if segment.block is None]
    names = tuple(f"text_{number}" for number in range(len(texts)))
    fields: dict[str, Any] = {"texts": names}
    for number, name in enumerate(names, 1):
        fields[name] = Lines(f"Nội dung {number}", maybe(SECTION))
    fields |= {
        "authority": Line("Quyền hạn ký", maybe()),
        "position": Line("Chức vụ người ký", maybe()),
        "signatory": Line("Người ký", maybe()),
        "recipients": Lines("Nơi nhận (mỗi dòng một nơi)", maybe(LONG)),
        "copied": Lines("Đồng kính gửi (mỗi dòng một nơi)", maybe(LONG)),
    }
    form: WordingForm = type("PaperWordingForm", (WordingForm,), fields)(
        obj=_shown(document, paper)
    )
    return form


def shown_wording(document: Document) -> SimpleNamespace:
    """Return the stored wording under the form's field names, to compare with what was sent."""
    return _shown(document, paper_of(document))


def _shown(document: Document, paper: Paper) -> SimpleNamespace:
    texts = [segment.text for segment in segments(paper) if segment.block is None]
    signature = paper.signatures[-1] if paper.signatures else Signature("", "", "")
    return SimpleNamespace(
        version=document.version,
        summary=paper.summary,
        addressee=paper.addressee or "",
        authority=signature.authority,
        position=signature.position,
        signatory=signature.name,
        recipients="\n".join(paper.recipients),
        copied="\n".join(paper.copied),
        **{f"text_{number}": text for number, text in enumerate(texts)},
    )


def _lines(field: Field) -> tuple[str, ...]:
    return tuple(line.strip() for line in (field.data or "").splitlines() if line.strip())
