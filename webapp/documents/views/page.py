"""The page of one paper: what stands on it, decided here; the template places it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import SimpleNamespace

from flask import Response, abort, url_for
from sqlalchemy.orm import joinedload, selectinload

from webapp.accounts.gate import load, me
from webapp.core.db import db
from webapp.core.forms import Form
from webapp.core.refusals import Refused
from webapp.core.web import Context, moment, page
from webapp.documents import tree
from webapp.documents.can import Can
from webapp.documents.copies import original
from webapp.documents.copies import services as copies
from webapp.documents.forms import CommentForm, DropForm, ReasonForm, TakeBackForm
from webapp.documents.kinds import PAPERS
from webapp.documents.models import Document, DocumentComment, DocumentRecipient, DocumentStep
from webapp.documents.register import recording
from webapp.documents.road import amendments, commenting, composing, services, versions
from webapp.documents.signals import placed, remarked
from webapp.documents.standing import ADJUST, SENT_BACK, STALE
from webapp.documents.tree.comparing import Change
from webapp.documents.tree.editing import KINDS
from webapp.documents.views.blueprint import ACTIONS
from webapp.documents.views.buttons import decided_by, decisions, mending, others
from webapp.documents.wording_forms import WordingForm
from webapp.milestones.standing import DONE, Standing
from webapp.organizations.history import called_then

CHANGED = "Văn bản vừa được thay đổi sau khi đồng chí mở trang này. Hãy đọc lại rồi làm tiếp."


@dataclass(frozen=True)
class Staleness:
    """How a paper no longer says what its rows say."""

    standing: Standing
    intro: str
    changes: Sequence[Change] = ()


@dataclass(frozen=True)
class Problem:
    """What stops approval; `where` it stands in the paper, in words and as an address on the page
    (`show`), and where it is edited (`edit`, "" for who may not or cannot)."""

    words: str
    where: str = ""
    show: str = ""
    edit: str = ""


@dataclass(frozen=True)
class Delivery:
    """A body that gets the paper here, and whether it said so."""

    name: str
    standing: Standing


@dataclass(frozen=True)
class Comment:
    """What a person was asked to say about the draft, and what became of it."""

    id: int
    name: str
    due_on: date
    text: str
    missing: Standing | None
    decision: Standing | None
    reason: str


@dataclass
class Forms:
    """The forms on the page; whichever was sent holds its errors (422)."""

    comment: CommentForm | None = None
    reason: ReasonForm | None = None
    taking: TakeBackForm | None = None
    dropping: DropForm | None = None

    @property
    def sent(self) -> Form | None:
        return self.comment or self.reason or self.taking or self.dropping

    def filled(self, document: Document, problems: Sequence[Problem] = ()) -> dict[str, object]:
        """Return all of them, new ones where none was sent; sending back begins with *problems*."""
        return {
            "comment": self.comment or _comment_on(document, problems),
            "reason": self.reason or ReasonForm(formdata=None, obj=document),
            "taking": self.taking or TakeBackForm(formdata=None, obj=document),
            "dropping": self.dropping or DropForm(formdata=None, obj=document),
        }


def _comment_on(document: Document, problems: Sequence[Problem]) -> CommentForm:
    found = [f"{one.words} ({one.where})" if one.where else one.words for one in problems]
    return CommentForm(
        formdata=None,
        obj=SimpleNamespace(version=document.version, comment="\n".join(found)),
    )


def load_to_write(document_id: int) -> Document:
    """Load a paper for who takes it on its road (`Can.write`); others are refused (403)."""
    document = load(Document, document_id)
    if not Can(document, me()).write:
        abort(403)
    return document


def draw(document_id: int, refusal: str = "", forms: Forms | None = None) -> Response:
    """Draw one paper; *refusal* is why a step was not taken (409)."""
    forms = forms or Forms()
    document = with_recipients(document_id)
    can, paper = _can(document), services.paper_of(document)
    stale = staleness(document) if can.see_road else None
    is_open = not document.issued_at and not document.withdrawn_at
    comments = commenting.of(document) if can.see_road else []
    problems = list(_problems(document, paper, can, comments)) if is_open else []
    obstacles = composing.obstacles(document) if is_open and can.see_road else ()
    names = _names(document)
    return page(
        "documents/show.html",
        form=forms.sent,
        status=409 if refusal else 200,
        document=document,
        can=can,
        title=_title(document),
        place=[entry for menu in placed.ask(document) for entry in menu],
        about=names[document.organization_id],
        paper=paper,
        tree=tree,
        refusal=refusal,
        problems=problems,
        stopped=_stopped(problems, can),
        obstacles=obstacles,
        stale=stale,
        remarks=_remarks(document) if can.see_road else [],
        **_doings(document, can, is_ready=not (problems or obstacles or stale)),
        mending=list(mending(document, can)) if stale and document.issued_at else [],
        deliveries=_deliveries(document, names, can),
        source=_source(document, paper) if can.see_road else None,
        kept=list(_kept(document)),
        rewrites=versions.REWRITES,
        actions=ACTIONS,
        **_beside(document),
        **_past(document, can),
        comments=[*map(_comment, comments)],
        **forms.filled(document, problems),
    )


def draw_wording(document: Document, form: WordingForm) -> Response:
    """Draw a paper to be written in: as it looks, each paragraph and cell where it stands."""
    can = _can(document)
    paper = services.paper_of(document)
    above, below = form.parts(paper)
    return page(
        "documents/edit.html",
        form=form,
        document=document,
        can=can,
        paper=paper,
        tree=tree,
        above=above,
        below=below,
        kinds=KINDS,
        names=recording.committees(document.issuer_id),
        rewrites=versions.REWRITES,
        actions=ACTIONS,
        **_past(document, can),
    )


def _doings(document: Document, can: Can, *, is_ready: bool) -> Context:
    """What may be done with the paper: about it now, in a sentence and buttons; and besides."""
    return {
        "others": [*others(document, can)],
        "decisions": [*decisions(document, can, is_ready=is_ready)],
        "deciding_words": decided_by(document, can, is_ready=is_ready),
    }


def _can(document: Document) -> Can:
    """Say what the person may do, with the steps of the road where they are seen."""
    can = Can(document, me())
    return replace(can, steps=versions.history(document)) if can.see_road else can


def _problems(
    document: Document, paper: tree.Paper, can: Can, comments: Sequence[DocumentComment]
) -> Iterator[Problem]:
    for one in tree.missing(paper):
        edit = ""
        if can.edit and one.field:
            edit = url_for("documents.edit", document_id=document.id, _anchor=one.field)
        elif can.certify:
            edit = url_for("documents.certify", document_id=document.id, _anchor=one.field)
        where = one.where[:1].upper() + one.where[1:]
        yield Problem(f"Còn thiếu: {one.what}", where, f"#{one.anchor}", edit)
    undecided = [
        one.user.full_name for one in comments if one.answered_at and one.decided_at is None
    ]
    for words in services.other_problems(document, undecided if can.see_road else None):
        yield Problem(words)


def _remarks(document: Document) -> list[str]:
    return [words for told in remarked.ask(document) for words in told]


def _stopped(problems: Sequence[Problem], can: Can) -> str:
    """Return how the list of problems is headed: whoever decides reads what it means for that."""
    if can.approve:
        act = "xác nhận" if can.document.approver_id else "duyệt"
        return f"Chưa {act} được: {len(problems)} chỗ phải bổ sung"
    return "Phải bổ sung trước khi duyệt"


def _beside(document: Document) -> Context:
    """The papers that this one replaces, amends, is amended by, and its copies."""
    amended, amending = amendments.beside(document)
    return {
        "replaces": _replaces(document),
        "amended": [*map(_cited, amended)],
        "amending": [*map(_cited, amending)],
        "copies": copies.of(document),
        "fate": original.fate(original.originals([document]).get(document.id)),
    }


def _past(document: Document, can: Can) -> Context:
    """What became of a paper on its road: its steps, and what came back."""
    history = can.steps or []
    return {
        "history": history,
        "sent_back": _sent_back(document, history),
        "returned": _returned(document, history),
    }


def staleness(document: Document) -> Staleness | None:
    """Compose the paper again and say how it differs; None where it still says what rows say."""
    standing = ADJUST if document.issued_at else STALE
    try:
        found = composing.differences(document)
    except Refused as refusal:
        return Staleness(standing, f"Không còn căn cứ để soạn văn bản này: {refusal}")
    if not found:
        return None
    if document.issued_at:
        intro = "Số liệu đã thay đổi sau khi ban hành; văn bản vẫn có hiệu lực như đã ban hành."
    elif document.approved_at:
        intro = "Số liệu đã thay đổi sau khi soạn: phải trả lại để soạn lại, chưa ban hành được."
    else:
        intro = "Số liệu đã thay đổi sau khi soạn: phải soạn lại rồi mới trình, duyệt được."
    return Staleness(standing, intro, found)


def with_recipients(document_id: int) -> Document:
    """Load a paper with who gets it, and its scan."""
    return load(
        Document,
        document_id,
        joinedload(Document.organization),
        joinedload(Document.scan),
        selectinload(Document.recipients).joinedload(DocumentRecipient.organization),
    )


def _names(document: Document) -> dict[int, str]:
    """Return what the bodies of the paper were called on its day."""
    bodies = [one.organization for one in document.recipients if one.organization]
    concerned = [document.organization, *bodies]
    called = called_then([(one, document.issued_on) for one in concerned])
    return {one.id: then.name for one, then in zip(concerned, called, strict=True)}


def _deliveries(document: Document, names: dict[int, str], can: Can) -> list[Delivery]:
    """Return who gets the paper here: the board sees all, a body itself."""
    found = []
    for one in document.recipients:
        body = one.organization_id
        if body is None or not (can.see_road or body == can.who.organization_id):
            continue
        standing = Standing("Chưa xác nhận")
        if document.issued_at is None:
            standing = Standing("Gửi khi ban hành")
        elif one.acknowledged_at:
            standing = Standing(f"Đã nhận {moment(one.acknowledged_at)}", DONE)
        found.append(Delivery(names[body], standing))
    return found


def _title(document: Document) -> str:
    number = document.number_and_symbol if document.number else ""
    return f"{PAPERS[document.kind].name} {number}".strip()


def _cited(document: Document) -> tuple[str, int, date | None]:
    named = f"{PAPERS[document.kind].name} {document.number_and_symbol}"
    return named, document.id, document.issued_on


def _replaces(document: Document) -> list[tuple[str, int, date | None]]:
    """Return the issued paper whose place a draft is to take: one query where there is one."""
    if document.issued_at or document.replaces_id is None:
        return []
    return [_cited(db.session.get_one(Document, document.replaces_id))]


def _source(document: Document, paper: tree.Paper) -> tuple[str, str] | None:
    """Return the paper that a certified copy copies, as it is numbered, and its address."""
    if paper.copy is None:
        return None
    address = url_for("documents.show", document_id=document.subject_id)
    return tree.number_line(paper), address


def _kept(document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield the files beside a paper that can be proved unchanged: words, SHA-256, address."""
    if document.scan:
        href = url_for("documents.scan", document_id=document.id)
        yield f"Bản chụp: {document.scan.name}.", document.scan.sha256, href
    if document.sha256:
        href = url_for("documents.pdf", document_id=document.id, kept=1)
        yield "Bản PDF đã ban hành được giữ nguyên.", document.sha256, href


def _sent_back(
    document: Document, history: Sequence[DocumentStep]
) -> tuple[Standing, DocumentStep] | None:
    """Return the newest time that a draft came back, with how to say it."""
    back = (step for step in history if step.action in SENT_BACK)
    last = next(back, None) if document.state == "draft" else None
    return (SENT_BACK[last.action], last) if last else None


def _returned(document: Document, history: Sequence[DocumentStep]) -> DocumentStep | None:
    """Return the newest return of a paper that can still be mended, to compare with."""
    if document.state not in ("draft", "submitted"):
        return None
    return next((step for step in history if step.action == "returned"), None)


def _comment(one: DocumentComment) -> Comment:
    return Comment(
        one.id,
        one.user.full_name,
        one.due_on,
        one.text,
        commenting.missing(one),
        commenting.decided(one),
        one.reason,
    )
