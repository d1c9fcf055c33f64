"""How a standing text becomes words on a paper: the office's own or the default, places filled."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from webapp.core.db import db
from webapp.documents.kinds import PaperKind
from webapp.documents.models import Document, TemplateText
from webapp.documents.pdf.fonts import missing_glyphs
from webapp.documents.road.recipients import Recipient
from webapp.documents.texts.text import Place
from webapp.documents.tree import Signature, literal, words
from webapp.organizations.models import Issuer
from webapp.rules.terms import PARTY, Terms, of_issuer

_PLACE = re.compile(r"\{([^{}]*)\}")
SHOWN = 40  # letters of an unknown place that a message repeats


class Wording:
    """The standing texts of one kind of paper, as the office wants them.

    `say("lead", unit=…)` returns a text with its places filled. Values are printed as they are:
    what a person typed goes through `tree.literal` first, and a gap stays a gap. All places of
    the text must be given, no others (TypeError), whether or not the office's wording uses them.
    Words of the body's kind ("{member}") are filled in by themselves, from *terms*; `office` is
    the body whose paper it is.
    """

    def __init__(
        self, kind: PaperKind, own: Mapping[str, str], terms: Terms = PARTY, office: str = ""
    ) -> None:
        self.kind, self.own, self.terms, self.office = kind, own, terms, office

    def __call__(self, part: str, /, **values: str) -> str:
        standing = self.kind.texts[part]
        if set(values) != set(standing.places):
            raise TypeError(f"{self.kind.key}.{part} is filled with {standing.places}")
        return _filled(self.own.get(part, standing.default), {**self.terms.words, **values})

    def lines(self, part: str, /, **values: str) -> tuple[str, ...]:
        """Return a text's lines: recipients, each once. A value of several lines makes several."""
        seen: dict[str, str] = {}
        for line in self(part, **values).splitlines():
            if line.strip():
                seen.setdefault(line.strip().casefold(), line.strip())
        return tuple(seen.values())

    def recipients(
        self, part: str, /, **values: str | Recipient | Sequence[Recipient]
    ) -> tuple[Recipient, ...]:
        """Return a text's lines, each bound to the body whose name stands in it.

        A value is a text, a recipient or several. A body whose name the office's wording leaves
        out gets the paper without a line. Lines still unbound are left to `recipients.bound`.
        """
        bodies: list[int] = []
        given = {name: _with_marks(value, bodies) for name, value in values.items()}
        lines = (_unmarked(line, bodies) for line in self.lines(part, **given))
        found = list(_each_line_once(lines))
        named = {one.organization_id for one in found}
        unnamed = (Recipient("", one) for one in dict.fromkeys(bodies) if one not in named)
        return (*found, *unnamed)

    @property
    def texts(self) -> dict[str, str]:
        """Every text as it now stands: a paper keeps the texts that it was composed with."""
        return {part: self.own.get(part, text.default) for part, text in self.kind.texts.items()}

    def signature(self, authority: str, position: str, signatory: str, style: str) -> Signature:
        """Return who signs; the office may have fixed any of the three. They come as typed."""
        return Signature(
            self("authority", authority=literal(authority)),
            self("position", position=literal(position)),
            self("signatory", signatory=literal(signatory)),
            style=style,
        )


# Marks behind a name which body it is, while a text is filled: private letters, never typed.
_BODY = "\ue000{}\ue001"
_MARKED = re.compile("\ue000([0-9]+)\ue001")


def _with_marks(value: str | Recipient | Sequence[Recipient], bodies: list[int]) -> str:
    if isinstance(value, str):
        return value
    lines = []
    for one in [value] if isinstance(value, Recipient) else value:
        if one.organization_id is not None:
            bodies.append(one.organization_id)
        mark = "" if one.organization_id is None else _BODY.format(one.organization_id)
        lines.append(f"{one.text}{mark}" if one.text else "")
    return "\n".join(lines)


def _unmarked(line: str, bodies: Sequence[int]) -> Recipient:
    marks = [int(mark) for mark in _MARKED.findall(line)]
    body = next((mark for mark in marks if mark in bodies), None)
    return Recipient(_MARKED.sub("", line), body)


def _each_line_once(found: Iterable[Recipient]) -> Iterator[Recipient]:
    seen: set[str] = set()
    for one in found:
        if one.text.casefold() not in seen:
            seen.add(one.text.casefold())
            yield one


def wording_for(issuer_id: int, kind: PaperKind, document: Document | None = None) -> Wording:
    """Return the texts of a kind for an issuer, with one query.

    Those that an issued *document* was composed with stay its own: no query.
    """
    issuer = db.session.get_one(Issuer, issuer_id)
    terms, office = of_issuer(issuer.style), issuer.name
    if document is not None and document.issued_at and document.wording:
        return Wording(kind, document.wording, terms, office)
    found = db.session.execute(
        select(TemplateText.part, TemplateText.text).where(
            TemplateText.issuer_id == issuer_id, TemplateText.kind == kind.key
        )
    )
    return Wording(kind, {row.part: row.text for row in found}, terms, office)


def stored(issuer_id: int, kind: PaperKind, part: str) -> TemplateText | None:
    """Return the office's own row, once it has changed the text."""
    return db.session.scalars(
        select(TemplateText).where(
            TemplateText.issuer_id == issuer_id,
            TemplateText.kind == kind.key,
            TemplateText.part == part,
        )
    ).one_or_none()


def save(issuer_id: int, kind: PaperKind, part: str, wording: str) -> None:
    """Keep the office's wording of a text, checked by `problem`. Commits.

    Raises StaleDataError when somebody else wrote it for the first time at the same moment.
    """
    row = stored(issuer_id, kind, part) or TemplateText(
        issuer_id=issuer_id, kind=kind.key, part=part
    )
    row.text = wording
    db.session.add(row)
    try:
        db.session.commit()
    except IntegrityError as error:
        raise StaleDataError("somebody was quicker") from error


def problem(kind: PaperKind, part: str, wording: str) -> str:
    """Return, in Vietnamese, why a wording cannot be used; "" when it can."""
    known = {name: kind.meaning(name) for name in kind.texts[part].places}
    unknown = [name for name in _PLACE.findall(wording) if name not in {**known, **PARTY.words}]
    if unknown:
        names = ", ".join(f"{{{name[:SHOWN]}}}" for name in dict.fromkeys(unknown))
        return f"Không có chỗ điền {names}. {_offered(known)}"
    if "{" in (rest := _PLACE.sub("", wording)) or "}" in rest:
        return f"Dấu {{ và }} chỉ dùng quanh tên chỗ điền. {_offered(known)}"
    if missing := missing_glyphs(words(wording)):
        return f"Phông chữ không có ký tự: {' '.join(missing[:10])}."
    return ""


def example(kind: PaperKind, part: str, wording: str, terms: Terms = PARTY) -> str:
    """Return a wording filled with examples, for the preview."""
    examples = {name: kind.meaning(name).example for name in kind.texts[part].places}
    return _filled(wording, {**terms.words, **examples})


def _offered(known: Mapping[str, Place]) -> str:
    if not known:
        return "Câu này không có chỗ điền nào."
    return (
        f"Dùng được: {', '.join(f'{{{name}}} ({place.meaning})' for name, place in known.items())}."
    )


def _filled(wording: str, values: Mapping[str, object]) -> str:
    return _PLACE.sub(lambda found: str(values.get(found[1], found[0])), wording)
