"""Who gets a paper: one list, printed under "Nơi nhận" and delivered to here."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from sqlalchemy import or_, select

from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document, DocumentRecipient
from webapp.documents.tree import Paper, literal, words
from webapp.organizations.models import Organization
from webapp.rules import text as vietnamese
from webapp.rules.names import identity

_REMARK = re.compile(r"\s*\([^()]*\)$")  # "Thường trực Tỉnh ủy (để báo cáo)"
# "Đại diện Thường trực, Ban Thường vụ Đảng ủy Khối": what of a body is meant, before its name.
_ORGAN = re.compile(r"^(?:(?:đại diện|thường trực|ban thường vụ|lãnh đạo)(?:,\s*|\s+))+", re.I)


@dataclass(frozen=True)
class Recipient:
    """A line under "Nơi nhận", and the body that receives the paper here; None for "Lưu: VP.".

    A body without a line (`text` is "") receives the paper under a line that means many bodies,
    or the paper prints no such list.
    """

    text: str
    organization_id: int | None = None


def to_body(body: Organization, text: str | None = None) -> Recipient:
    """Return the line of a body: *text*, marks included, or its committee's name, or its own."""
    return Recipient(text or literal(body.committee_name or body.name), body.id)


def printed(recipients: Iterable[Recipient]) -> tuple[str, ...]:
    """Return the lines that stand on the paper."""
    return tuple(one.text for one in recipients if one.text)


def with_lines(paper: Paper, recipients: Iterable[Recipient]) -> Paper:
    """Return a paper that prints the list; of a certified copy the block that certifies does."""
    if paper.copy:
        return replace(paper, copy=replace(paper.copy, recipients=printed(recipients)))
    return replace(paper, recipients=printed(recipients))


def lines_of(paper: Paper) -> tuple[str, ...]:
    """Return the lines that a paper prints."""
    return paper.copy.recipients if paper.copy else paper.recipients


def relined(recipients: Sequence[Recipient], lines: Sequence[str]) -> tuple[Recipient, ...]:
    """Return a list with other lines: a line that stays as it was keeps its body."""
    bodies = {one.text: one.organization_id for one in recipients if one.text}
    unprinted = [one for one in recipients if not one.text]
    return (*(Recipient(line, bodies.get(line)) for line in lines), *unprinted)


def merged(
    base: Sequence[Recipient],
    hand: Sequence[Recipient],
    fresh: Sequence[Recipient],
    lines: Sequence[str],
) -> tuple[Recipient, ...]:
    """Return the bodies of merged *lines*, and who gets the paper without one: the hand's choice
    where a hand changed it, else the new."""
    was, now, new = (
        {one.text: one.organization_id for one in side if one.text} for side in (base, hand, fresh)
    )
    found = [
        Recipient(line, now[line] if line in now and now[line] != was.get(line) else new.get(line))
        for line in lines
    ]
    before, ours, theirs = (
        {one.organization_id: one for one in side if not one.text} for side in (base, hand, fresh)
    )
    unprinted = [one for body, one in theirs.items() if body in ours or body not in before]
    added = [one for body, one in ours.items() if body not in before and body not in theirs]
    return tuple(_each_body_once([*found, *unprinted, *added]))


def bound(issuer_id: int, lines: Iterable[str | Recipient], *also: int) -> tuple[Recipient, ...]:
    """Return lines bound to the bodies that they name word for word; at most one query.

    A line that is bound already stays so. Bodies in *also* that no line means follow without one.
    """
    given = [Recipient(line) if isinstance(line, str) else line for line in lines]
    named = _bodies_named(issuer_id, [one.text for one in given if one.organization_id is None])
    found = [
        replace(one, organization_id=one.organization_id or _named(one.text, named))
        for one in given
    ]
    meant = {one.organization_id for one in found}
    unnamed = dict.fromkeys(one for one in also if one not in meant)
    return tuple(_each_body_once([*found, *(Recipient("", one) for one in unnamed)]))


def _each_body_once(recipients: Iterable[Recipient]) -> Iterator[Recipient]:
    seen: set[int] = set()
    for one in recipients:
        twice = one.organization_id in seen
        if one.organization_id is not None:
            seen.add(one.organization_id)
        if not twice:
            yield one
        elif one.text:
            yield Recipient(one.text)


def _bodies_named(issuer_id: int, lines: Sequence[str]) -> dict[str, int]:
    """Return the bodies of today by the names that lines say; a name of several means none."""
    sought = {key for line in lines if line for key in _keys(line)}
    if not sought:
        return {}
    sort_keys = {vietnamese.sort_key(name) for line in lines if line for name in _named_in(line)}
    rows = db.session.execute(
        select(
            Organization.id,
            Organization.name,
            Organization.committee_name,
            Organization.short_name,
            Organization.since,
            Organization.until,
        ).where(
            Organization.issuer_id == issuer_id,
            or_(
                Organization.sort_key.in_(sort_keys),
                Organization.committee_name != "",
                Organization.short_name != "",
            ),
        )
    )
    today = clock.today()
    found: dict[str, set[int]] = {}
    for row in rows:
        if (row.since and row.since > today) or (row.until and row.until <= today):
            continue
        for name in (row.name, row.committee_name, row.short_name):
            if name and identity(_bare(name)) in sought:
                found.setdefault(identity(_bare(name)), set()).add(row.id)
    return {name: ids.pop() for name, ids in found.items() if len(ids) == 1}


def _named(line: str, bodies: Mapping[str, int]) -> int | None:
    """Return the body of a line: one of just this name comes first."""
    return next((bodies[key] for key in _keys(line) if key in bodies), None)


def _keys(line: str) -> tuple[str, str]:
    """Return a line's key as it stands, and without what of a body is meant."""
    whole, bare = _named_in(line)
    return identity(whole), identity(bare)


def _named_in(line: str) -> tuple[str, str]:
    """Return a line without stops and the remark in brackets, and without what of a body it is."""
    bare = vietnamese.clean(words(line)).lstrip("-–").strip()
    return _bare(line), _bare(_ORGAN.sub("", bare))


@lru_cache(maxsize=8192)  # the names of one tree, asked again for every paper
def _bare(line: str) -> str:
    bare = vietnamese.clean(words(line)).lstrip("-–").strip().rstrip(" ;,.")
    return _REMARK.sub("", bare)


def of(document: Document) -> tuple[Recipient, ...]:
    """Return the list of a paper as it is kept, in order: one query."""
    rows = db.session.execute(
        select(DocumentRecipient.text, DocumentRecipient.organization_id)
        .where(DocumentRecipient.document_id == document.id)
        .order_by(DocumentRecipient.position, DocumentRecipient.id)
    )
    return tuple(Recipient(row.text, row.organization_id) for row in rows)


def save(document: Document, recipients: Iterable[Recipient]) -> None:
    """Keep the list of a paper. What bodies said of its arrival stays. Does not commit."""
    rows = list(
        db.session.scalars(
            select(DocumentRecipient).where(DocumentRecipient.document_id == document.id)
        )
    )
    of_body = {row.organization_id: row for row in rows if row.organization_id is not None}
    spare = [row for row in rows if row.organization_id is None]
    for position, one in enumerate(_each_body_once(recipients)):
        row = of_body.pop(one.organization_id, None) if one.organization_id else None
        if row is None and one.organization_id is None and spare:
            row = spare.pop()
        if row is None:
            row = DocumentRecipient(document_id=document.id, organization_id=one.organization_id)
            db.session.add(row)
        row.position, row.text = position, one.text
    for row in [*of_body.values(), *spare]:
        db.session.delete(row)


def bodies_of(*documents: Document) -> list[int]:
    """Return the ids of the bodies that receive papers here, each once: one query."""
    found = db.session.scalars(
        select(DocumentRecipient.organization_id)
        .where(
            DocumentRecipient.document_id.in_([one.id for one in documents]),
            DocumentRecipient.organization_id.is_not(None),
        )
        .order_by(DocumentRecipient.position, DocumentRecipient.id)
    )
    return [one for one in dict.fromkeys(found) if one is not None]
