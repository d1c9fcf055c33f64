"""The report by an outline as a paper of the unit's own (65-KH/ĐTN, appendix)."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from webapp.core import clock
from webapp.core.db import db
from webapp.documents.measures import PARTY
from webapp.documents.texts.wording import Wording, wording_for
from webapp.documents.tree import (
    Block,
    Column,
    Heading,
    Item,
    Paper,
    Paragraph,
    Signature,
    Table,
    gap,
)
from webapp.organizations.models import Issuer, Organization
from webapp.plans.round_models import Round
from webapp.rules.amounts import amount_text
from webapp.rules.terms import PARTY as PARTY_TERMS
from webapp.rules.terms import of_body
from webapp.rules.text import long_date
from webapp.submissions.kinds import OUTLINE_REPORT
from webapp.submissions.queries.outline import FREE, Outline, Part, numbers
from webapp.submissions.services.reports import plain

_LIST_SIGNS = "-–+•*"
_NUMBER_COLUMN = Column("TT", 0.35, "center")


def paper_of(outline: Outline, issuer: Issuer) -> Paper:
    """Return the report under the unit's own letterhead; what is missing in it is a gap."""
    wording = wording_for(issuer.id, OUTLINE_REPORT)
    unit = outline.assignment.organization
    wording.terms = of_body(unit.name, issuer.style)
    style = _style(unit, issuer)
    sent = outline.submission.submitted_at if outline.submission else None
    day = clock.local(sent).date() if sent else None
    return Paper(
        style=style,
        superior=plain(_superior(unit)),
        issuer=plain(unit.name),
        number=None,
        symbol="",
        place=plain(issuer.place),
        day=day,
        year=clock.today().year,
        kind=OUTLINE_REPORT.title,
        summary=_summary(outline, wording),
        addressee=None,
        blocks=tuple(blocks_of(outline)),
        signatures=(Signature(wording("authority"), wording("position"), "", style=style),),
        recipients=(),
        sent=False,
    )


def blocks_of(outline: Outline) -> list[Block]:
    """Return the body: each part under its title, nothing optional that was left empty."""
    found: list[Block] = []
    said = numbers([part.row for part in outline.told])
    for part in outline.told:
        title = part.row.title.upper() if part.row.level == 1 else part.row.title
        found.append(Heading(part.row.level, plain(f"{said[part.id]} {title}".strip())))
        if part.asks:
            found += list(_content(part)) or [Paragraph(gap(plain(part.row.title)))]
    return found


def _content(part: Part) -> Iterator[Block]:
    yield from _lines(part.text)
    if part.kind == FREE:
        for title, text in part.rows:
            if title:
                yield Heading(3, plain(title))
            yield from _lines(text)
    elif part.rows:
        columns = (_NUMBER_COLUMN, *(Column(plain(title)) for title in part.columns))
        rows = enumerate(part.rows, 1)
        yield Table(columns, tuple((str(n), *map(plain, row)) for n, row in rows))
    if part.figures:
        yield _figures(part)


def _figures(part: Part) -> Table:
    columns = (
        _NUMBER_COLUMN,
        Column("Số liệu", 3),
        Column("Đơn vị tính", 1),
        Column("Kết quả", 1, "right"),
    )
    rows = []
    for number, figure in enumerate(part.figures, 1):
        value = part.values.get(figure.id)
        told = gap("số liệu") if value is None and part.is_required else amount_text(value) or "–"
        rows.append((str(number), plain(figure.label), plain(figure.unit), told))
    return Table(columns, tuple(rows))


def _lines(text: str) -> Iterator[Block]:
    """Return what a person typed line by line; a line that begins with a dash is of a list."""
    for line in text.splitlines():
        bare = line.strip()
        if bare[:1] and bare[0] in _LIST_SIGNS and bare.lstrip(_LIST_SIGNS + " "):
            yield Item(plain(bare.lstrip(_LIST_SIGNS + " ")))
        elif bare:
            yield Paragraph(plain(bare))


def _summary(outline: Outline, wording: Wording) -> str:
    found = db.session.scalars(
        select(Round).where(Round.activity_id == outline.assignment.activity_id)
    ).one_or_none()
    topic = _topic(found, outline.assignment.activity.title)
    period = wording("period", **_days(found)) if found and _days(found) else ""
    return f"{wording('summary', topic=plain(topic))} {period}".strip()


def _topic(found: Round | None, title: str) -> str:
    """Return the one topic that is looked at; of several the name of the activity."""
    topics: Sequence[str] = found.topic.splitlines() if found else ()
    return topics[0] if len(topics) == 1 else title


def _days(found: Round) -> dict[str, str]:
    """Return the period that is covered in words; nothing where it is not whole."""
    if found.covered_from is None or found.covered_to is None:
        return {}
    return {
        "covered_from": long_date(found.covered_from),
        "covered_to": long_date(found.covered_to),
    }


def _style(unit: Organization, issuer: Issuer) -> str:
    """A Party organization writes as the Party does, also to a union that supervises it."""
    return PARTY if of_body(unit.name, issuer.style) is PARTY_TERMS else issuer.style


def _superior(unit: Organization) -> str:
    above = db.session.get(Organization, unit.parent_id) if unit.parent_id else None
    return above.name if above else ""
