"""Papers composed from rows: what they were composed from, and whether they still say it.

A room declares a `Composer` for each kind of paper about each kind of row. A draft, a submitted,
an approved or an issued paper is checked by composing it again (`differences`); no row remembers
that it changed. Composing again is a three-way merge that keeps the hand's words (`recompose`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.core.registry import Registry
from webapp.documents.kinds import Approver, PaperKind
from webapp.documents.models import Document
from webapp.documents.road import recipients as lists
from webapp.documents.road import replacing
from webapp.documents.road.drafting import (
    Draft,
    NotReady,
    current,
    draw_up,
    paper_of,
    step,
    write,
)
from webapp.documents.road.recipients import Recipient
from webapp.documents.signals import reworded
from webapp.documents.texts.text import REPLACED
from webapp.documents.texts.wording import Wording
from webapp.documents.tree import Paper, Paragraph, literal
from webapp.documents.tree.as_json import from_json, to_json
from webapp.documents.tree.comparing import SAME, Change, compare
from webapp.documents.tree.merging import Merged, merge
from webapp.milestones import engine
from webapp.milestones.kinds import MilestoneKind
from webapp.organizations.models import Organization
from webapp.rules.text import long_date

ON_ITS_ROAD = "Văn bản đã trình hoặc đã ban hành, không soạn lại được."


@dataclass(frozen=True)
class Composition:
    """A paper as its rows make it now.

    `paper` needs no recipients: the lines of `recipients` are printed. `wording` are the standing
    texts used: an issued paper keeps its own. `approver_id` is who approves it in place of the
    leaders; `facts` what the room keeps of what the paper says, as JSON of its own dataclass.
    """

    paper: Paper
    organization: Organization
    recipients: tuple[Recipient, ...] = ()
    wording: Wording | None = None
    approver_id: int | None = None
    facts: dict[str, object] | None = None

    @property
    def printed(self) -> Paper:
        """The paper with its recipients."""
        return lists.with_lines(self.paper, self.recipients)


def never(_document: Document) -> bool:
    """Return False: a paper of this kind is about something that is never over."""
    return False


@dataclass(frozen=True)
class Obstacle:
    """Something in the rows that keeps a paper from its road, and the page where it is mended."""

    words: str
    endpoint: str
    values: Mapping[str, int]


def no_obstacles(_document: Document) -> Sequence[Obstacle]:
    """Return nothing: what rows make such a paper may go its road."""
    return ()


def no_faults(_document: Document, _paper: Paper) -> Mapping[str, str]:
    """Return nothing: of such a paper any wording may be saved."""
    return {}


def always(_document: Document) -> bool:
    """Return True: a paper of this kind tells what was; what is said or done later is not in it."""
    return True


@dataclass(frozen=True)
class Composer:
    """How papers of one kind about one kind of row are composed.

    `compose(subject id, paper)` reads rows, writes and locks nothing, and raises `Refused` where
    the rows do not make such a paper (yet). The paper is the one that is checked, None where one
    is composed, or composed again: what held for the paper is repeated from it (`takes_place_of`,
    `texts.wording_for`, `drafting.in_force`, its day, its `facts`).

    `obstacles(paper)` are asked before it is submitted or approved: what of its rows a person must
    look at first, beside the gaps that it shows itself. `faults(paper, its new wording)` are asked
    before that is saved: what can't stand, by the name of its field ("table_0_2_3").
    `is_over(paper)` is asked of issued papers: what the paper is about is past, so that nobody need
    be told that rows changed since. `adds_up`: issued papers of this kind stand beside each other
    (notices that amend). `amend` is where an issued paper is amended, if it is: the POST endpoint
    and its name for the subject's id. `due` is what falls due about the row until it is issued.
    """

    paper_kind: PaperKind
    subject_kind: str
    compose: Callable[[int, Document | None], Composition]
    is_over: Callable[[Document], bool] = never
    adds_up: bool = False
    amend: tuple[str, str] | None = None
    obstacles: Callable[[Document], Sequence[Obstacle]] = no_obstacles
    faults: Callable[[Document, Paper], Mapping[str, str]] = no_faults
    due: MilestoneKind | None = None

    @property
    def key(self) -> str:
        return _key(self.paper_kind.key, self.subject_kind)

    def made(self, subject_id: int, document: Document | None = None) -> Composition:
        """Compose a paper. Raises ValueError for an approver that its kind has not."""
        made = self.compose(subject_id, document)
        if made.approver_id and self.paper_kind.approver is not Approver.NAMED:
            raise ValueError(f"{self.key} is approved by a leader")
        return made


COMPOSERS: Registry[Composer] = Registry("composer")


def due_by(document: Document) -> date | None:
    """Return the day on which the issued paper is due; None where none is, or it was done."""
    composer = composer_of(document)
    if composer is None or composer.due is None or document.subject_id is None:
        return None
    found = engine.find(composer.due, document.subject_kind, document.subject_id)
    return clock.local(found.due_at).date() if found and found.done_at is None else None


def _key(paper_kind: str, subject_kind: str) -> str:
    return f"{paper_kind} of {subject_kind}"


def composer_of(document: Document) -> Composer | None:
    """Return how a paper is composed; None for what a person entered or copied."""
    return COMPOSERS.get(_key(document.kind, document.subject_kind))


@dataclass(frozen=True)
class _Composed:
    """What `Document.composed` keeps: the tree before hand edits, and the list bound to bodies."""

    paper: Paper
    recipients: tuple[Recipient, ...]


def _composed(document: Document) -> _Composed | None:
    if document.composed is None:
        return None
    to = tuple(Recipient(**one) for one in document.composed["recipients"])
    return _Composed(from_json(document.composed["paper"]), to)


def as_composed(document: Document) -> tuple[Paper, tuple[Recipient, ...]]:
    """Return a composed paper as its rows made it, before hand edits, and its list."""
    kept = _composed(document)
    return (kept.paper, kept.recipients) if kept else (paper_of(document), lists.of(document))


def note(document: Document, made: Composition) -> None:
    """Keep beside a paper what it is composed from. Does not commit."""
    document.composed = {
        "paper": to_json(made.printed),
        "recipients": [asdict(one) for one in made.recipients],
    }
    document.wording = made.wording.texts if made.wording else None
    document.facts, document.approver_id = made.facts, made.approver_id


class Clashing(Exception):
    """Rows and a hand changed the same places of a draft, and a person must choose.

    No `Refused`: it reaches the one page that shows both (`documents.views.recompose`).
    """

    def __init__(self, document: Document, merged: Merged) -> None:
        super().__init__(f"document {document.id}: {len(merged.clashes)} places changed twice")
        self.document, self.merged = document, merged


def compose(kind: PaperKind, subject: tuple[str, int], author: User) -> Document:
    """Compose a paper about a row: a draft, or the draft there is brought up to the rows. Commits.

    An issued paper that no longer says what the rows say gets a draft that is to take its place.
    Raises `Refused` where the rows do not make the paper, `NotReady` while one is before who
    approves it, or issued and still right, and `Clashing`.
    """
    composer = COMPOSERS[_key(kind.key, subject[0])]
    found = current(kind, subject)
    if found is None or (found.issued_at and composer.adds_up):
        return _draw_up(Document(), composer, subject[1], author)
    if found.state == "draft":
        return recompose(found, author)
    if found.state == "issued" and is_stale(found):
        return compose_replacement(found, author)
    raise NotReady(ON_ITS_ROAD)


def compose_replacement(old: Document, author: User) -> Document:
    """Compose a draft that takes the place of an issued paper once it is issued itself. Commits.

    The old one holds until then, unless it was withdrawn. Raises `Refused`, and `NotReady` for one
    that is still right or that has such a draft already.
    """
    composer = composer_of(old)
    if composer is None or old.state not in ("issued", "withdrawn"):
        raise NotReady("Chỉ thay thế được văn bản đã ban hành.")
    if old.state == "withdrawn":
        return compose(composer.paper_kind, (old.subject_kind, old.subject_id), author)
    if not is_stale(old):
        raise NotReady("Văn bản vẫn đúng với số liệu, không có gì để thay thế.")
    newest = current(composer.paper_kind, (old.subject_kind, old.subject_id))
    if newest is not None and newest.id != old.id and not composer.adds_up:
        raise NotReady("Đã có dự thảo văn bản thay thế.")
    replacing.ask(old, author)
    return _draw_up(Document(replaces_id=old.id), composer, old.subject_id, author)


def _draw_up(document: Document, composer: Composer, subject_id: int, author: User) -> Document:
    made = composed_now(composer, subject_id, None)
    note(document, made)
    subject = (composer.subject_kind, subject_id)
    draft = Draft(composer.paper_kind, subject, made.organization, made.paper, made.recipients)
    return draw_up(document, draft, author)


def recompose(document: Document, who: User, choices: Mapping[str, str] | None = None) -> Document:
    """Bring a paper that is not approved yet up to what the rows say, keeping the hand's words.

    *choices* say what stands where both changed the same (a clash's key → "hand", "fresh" or
    "both"). Where nothing changed nothing is noted. Commits. Raises `Refused`, `NotReady`, and
    `Clashing` while a choice is missing.
    """
    if document.state not in ("draft", "submitted"):
        raise NotReady("Văn bản đã duyệt hoặc đã ban hành, không soạn lại được.")
    # An open draft says which paper it replaces by its own row, as a new one does by what holds.
    made = composed_now(_composer(document), document.subject_id, None, draft=document)
    hand, base = lists.of(document), _composed(document) or _nothing(made)
    merged = merge(base.paper, paper_of(document), made.printed)
    if any(clash.key not in (choices or {}) for clash in merged.clashes):
        raise Clashing(document, merged)
    paper = merged.paper(choices)
    to = lists.merged(base.recipients, hand, made.recipients, lists.lines_of(paper))
    note(document, made)
    document.organization_id = made.organization.id
    if (paper, to) != (paper_of(document), hand):
        write(document, lists.with_lines(paper, to))
        lists.save(document, to)
        step(document, who, "composed")
    reworded.send(document, before=made.printed, who=who)
    db.session.commit()
    return document


def rebase(document: Document, change: Callable[[Paper], Paper]) -> None:
    """Change what a paper was composed as, where rows follow what a hand wrote. Does not commit.

    The paper then says again what its rows say, and the hand's words are no longer its alone.
    """
    kept = _composed(document)
    if kept is not None and document.composed is not None:
        document.composed = {**document.composed, "paper": to_json(change(kept.paper))}


def composed_now(
    composer: Composer,
    subject_id: int,
    document: Document | None,
    draft: Document | None = None,
) -> Composition:
    """Compose a paper, and say in its lead which issued ones it takes the place of.

    So does every kind that has the text `REPLACED`; one that was issued before it had it does not.
    *draft* is the paper that is composed again. Raises `Refused` as the composer does.
    """
    made, kind = composer.made(subject_id, document), composer.paper_kind
    kept = document.wording if document is not None and document.issued_at else None
    if made.wording is None or REPLACED not in kind.texts or (kept and REPLACED not in kept):
        return made
    old = [
        f"{kind.called} số {literal(one.number_and_symbol)} {long_date(one.issued_on)}"
        for one in takes_place_of(kind, (composer.subject_kind, subject_id), document or draft)
        if one.issued_on
    ]
    if not old:
        return made
    lead = Paragraph(made.wording(REPLACED, paper=kind.called, old_paper="; ".join(old)))
    return replace(made, paper=replace(made.paper, blocks=(lead, *made.paper.blocks)))


def _nothing(made: Composition) -> _Composed:
    """What is merged upon where nobody knows what was composed: all that differs is chosen."""
    bare = replace(made.paper, summary="", blocks=(), signatures=(), recipients=(), copied=())
    return _Composed(bare, ())


def _composer(document: Document) -> Composer:
    composer = composer_of(document)
    if composer is None:
        raise NotReady("Văn bản này không soạn từ số liệu của hệ thống.")
    return composer


def obstacles(document: Document) -> Sequence[Obstacle]:
    """Return what in its rows keeps a paper from being submitted, and approved."""
    composer = composer_of(document)
    return composer.obstacles(document) if composer and not document.issued_at else ()


def faults(document: Document, paper: Paper) -> Mapping[str, str]:
    """Return what of a new wording can't stand, by the names of its fields."""
    composer = composer_of(document)
    return composer.faults(document, paper) if composer else {}


def is_checked(document: Document) -> bool:
    """Return True for a paper that must say what the rows say: composed, holding, not over."""
    composer = composer_of(document)
    if composer is None or document.composed is None:
        return False
    if document.withdrawn_at or document.replaced_by_id:
        return False
    return not (document.issued_at and composer.is_over(document))


def differences(document: Document) -> list[Change]:
    """Return what a paper no longer says as the rows do: its text as composed, then as it is now.

    Nothing is written. Raises `Refused` where the rows make no such paper any more.
    """
    before = _composed(document) if is_checked(document) else None
    if before is None:
        return []
    fresh = composed_now(_composer(document), document.subject_id, document).printed
    compared = [_comparable(one, bool(document.issued_at)) for one in (before.paper, fresh)]
    return [change for change in compare(*compared) if change.kind != SAME]


def is_stale(document: Document) -> bool:
    """Return True when a paper no longer says what the rows say, or they make none any more."""
    try:
        return bool(differences(document))
    except Refused:
        return True


def _comparable(paper: Paper, is_issued: bool) -> Paper:
    """Leave out what no row says: number and day; of an issued paper its head and who signed."""
    bare = replace(paper, number=None, day=None, year=None)
    if not is_issued:
        return bare
    return replace(bare, superior="", issuer="", symbol="", place="", signatures=(), kind="")


def takes_place_of(
    kind: PaperKind, subject: tuple[str, int], document: Document | None
) -> Sequence[Document]:
    """Return the issued papers whose place a paper takes, or took, oldest first: one query.

    None stands for a new paper. Those withdrawn before it, that nothing replaced, and the one in
    force that it is composed in place of.
    """
    about = (
        Document.kind == kind.key,
        Document.subject_kind == subject[0],
        Document.subject_id == subject[1],
        Document.issued_at.is_not(None),
    )
    if document is not None and document.issued_at:
        which: Any = Document.replaced_by_id == document.id
    else:
        holds = Document.withdrawn_at.is_(None)
        replaced = holds if document is None else Document.id == document.replaces_id
        withdrawn = Document.withdrawn_at.is_not(None)
        which = Document.replaced_by_id.is_(None) & or_(withdrawn, replaced)
    return db.session.scalars(select(Document).where(*about, which).order_by(Document.id)).all()
