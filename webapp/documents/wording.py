"""How a standing text becomes words on a paper: the office's own or the default, places filled."""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from webapp.core.db import db
from webapp.documents.fonts import missing_glyphs
from webapp.documents.models import TemplateText
from webapp.documents.texts import PLACES, TEXTS
from webapp.documents.tree import Signature, literal, words

_PLACE = re.compile(r"\{([^{}]*)\}")
SHOWN = 40  # letters of an unknown place that a message repeats


class Book:
    """The standing texts of one kind of paper, as the office wants them.

    `say("lead", unit=…)` returns a text with its places filled. Values are printed as they are:
    what a person typed goes through `tree.literal` first, and a gap stays a gap. All places of
    the text must be given, no others (TypeError), whether or not the office's wording uses them.
    """

    def __init__(self, kind: str, own: Mapping[str, str]) -> None:
        self.kind, self.own = kind, own

    def __call__(self, part: str, /, **values: str) -> str:
        standing = TEXTS[self.kind][part]
        if set(values) != set(standing.places):
            raise TypeError(f"{self.kind}.{part} is filled with {standing.places}")
        return _filled(self.own.get(part, standing.default), values)

    def lines(self, part: str, /, **values: str) -> tuple[str, ...]:
        """Return a text's lines: recipients, each once. A value of several lines makes several."""
        seen: dict[str, str] = {}
        for line in self(part, **values).splitlines():
            if line.strip():
                seen.setdefault(line.strip().casefold(), line.strip())
        return tuple(seen.values())

    def signature(self, authority: str, position: str, signatory: str, style: str) -> Signature:
        """Return who signs; the office may have fixed any of the three. They come as typed."""
        return Signature(
            self("authority", authority=literal(authority)),
            self("position", position=literal(position)),
            self("signatory", signatory=literal(signatory)),
            style=style,
        )


def book(issuer_id: int, kind: str) -> Book:
    """Return the texts of a kind for an issuer, with one query."""
    found = db.session.execute(
        select(TemplateText.part, TemplateText.text).where(
            TemplateText.issuer_id == issuer_id, TemplateText.kind == kind
        )
    )
    return Book(kind, {row.part: row.text for row in found})


def stored(issuer_id: int, kind: str, part: str) -> TemplateText | None:
    """Return the office's own row, once it has changed the text."""
    return db.session.scalars(
        select(TemplateText).where(
            TemplateText.issuer_id == issuer_id,
            TemplateText.kind == kind,
            TemplateText.part == part,
        )
    ).one_or_none()


def save(issuer_id: int, kind: str, part: str, wording: str) -> None:
    """Keep the office's wording of a text, checked by `problem`. Commits.

    Raises StaleDataError when somebody else wrote it for the first time at the same moment.
    """
    row = stored(issuer_id, kind, part) or TemplateText(issuer_id=issuer_id, kind=kind, part=part)
    row.text = wording
    db.session.add(row)
    try:
        db.session.commit()
    except IntegrityError as error:
        raise StaleDataError("somebody was quicker") from error


def problem(kind: str, part: str, wording: str) -> str:
    """Return, in Vietnamese, why a wording cannot be used; "" when it can."""
    known = TEXTS[kind][part].places
    unknown = [name for name in _PLACE.findall(wording) if name not in known]
    if unknown:
        names = ", ".join(f"{{{name[:SHOWN]}}}" for name in dict.fromkeys(unknown))
        return f"Không có chỗ điền {names}. {_offered(known)}"
    if "{" in (rest := _PLACE.sub("", wording)) or "}" in rest:
        return f"Dấu {{ và }} chỉ dùng quanh tên chỗ điền. {_offered(known)}"
    if missing := missing_glyphs(words(wording)):
        return f"Phông chữ không có ký tự: {' '.join(missing[:10])}."
    return ""


def example(kind: str, part: str, wording: str) -> str:
    """Return a wording filled with examples, for the preview."""
    return _filled(wording, {name: PLACES[name][1] for name in TEXTS[kind][part].places})


def _offered(known: tuple[str, ...]) -> str:
    if not known:
        return "Câu này không có chỗ điền nào."
    return f"Dùng được: {', '.join(f'{{{name}}} ({PLACES[name][0]})' for name in known)}."


def _filled(wording: str, values: Mapping[str, Any]) -> str:
    return _PLACE.sub(lambda found: str(values.get(found[1], found[0])), wording)
