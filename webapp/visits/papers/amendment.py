"""How a notice that amends what was announced is put together. Pure drawing, for all rooms.

One table says of each thing what was announced and what it becomes: of a committee's month, of a
round, of a published month of the grassroots.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from webapp.documents.letterhead import letterhead
from webapp.documents.models import Document
from webapp.documents.texts.wording import Wording
from webapp.documents.tree import Body, Column, Paper, Paragraph, Signature, Table, gap, literal
from webapp.organizations.models import Issuer
from webapp.rules.text import long_date, short_date
from webapp.visits.announced import AnnouncedVisit, Change, Difference
from webapp.visits.kinds import AMENDMENT, ANNOUNCEMENT, INVITATION
from webapp.visits.models import TEAM_ROLES
from webapp.visits.papers import drawn

_CALLED = {
    ANNOUNCEMENT.key: "Thông báo số",
    AMENDMENT.key: "Thông báo điều chỉnh số",
    INVITATION.key: "Giấy mời số",
}


@dataclass(frozen=True)
class Words:
    """What things are called in the notices of one room; its texts begin with *prefix*."""

    prefix: str = ""
    meeting: str = "Buổi sinh hoạt"
    held: str = "Tổ chức sinh hoạt"
    people: str = "Tổ công tác dự"
    whole: str = "Các buổi chưa diễn ra"
    roles: Mapping[str, str] | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        return (
            Column(self.meeting, 1.6),
            Column("Nội dung", 0.8),
            Column("Đã thông báo", 1.3),
            Column("Điều chỉnh thành", 1.5),
        )


OF_MONTH = Words(roles=TEAM_ROLES)


@dataclass(frozen=True)
class Amended:
    """What a notice tells: *papers* are those in force that it amends, *changes* how.

    *coming* are the visits still to come, *places* fill the lead and the summary.
    """

    issuer: Issuer
    papers: Sequence[Document]
    changes: Sequence[Difference]
    coming: Sequence[AnnouncedVisit]
    signatures: Sequence[Signature]
    places: Mapping[str, str]
    closing: Mapping[str, str]


def amendment(amended: Amended, words: Words, wording: Wording) -> Paper:
    """Return the notice: what changed, from what to what; the rest stays as announced."""
    part = words.prefix
    where = dict(amended.places)
    lead = where | {
        "announced": named(amended.papers),
        "issuer": literal(amended.issuer.name),
    }
    return letterhead(
        amended.issuer,
        AMENDMENT,
        Body(
            summary=wording(f"{part}summary", **where),
            blocks=[
                Paragraph(wording(f"{part}lead", **lead)),
                Table(words.columns, tuple(rows(amended, words, wording))),
                Paragraph(wording("rest")),
                Paragraph(wording(f"{part}closing", **amended.closing)),
            ],
            signatures=amended.signatures,
        ),
    )


def named(papers: Sequence[Document]) -> str:
    """Return papers in force by number and day: the announcement first, invitations last."""
    order = list(_CALLED)
    names = [
        f"{_CALLED[one.kind]} {literal(one.number_and_symbol)} {long_date(one.issued_on)}"
        for one in sorted(papers, key=lambda one: order.index(one.kind))
        if one.issued_on
    ]
    return " và ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def rows(amended: Amended, words: Words, wording: Wording) -> Iterator[tuple[str, ...]]:
    """Yield one row for each difference: of what, what of it, what was announced, what it is."""
    for one in amended.changes:
        visit = one.visit
        if visit is None:
            yield _of_whole(one, amended.coming, words)
        else:
            yield (_which(visit), *_of_visit(one, words, wording))


def _which(visit: AnnouncedVisit) -> str:
    name = literal(visit.unit)
    return f"{name}, {short_date(visit.day)}" if visit.day else name


def _of_visit(one: Difference, words: Words, wording: Wording) -> tuple[str, str, str]:
    before, now = one.before, one.now
    if before is None:
        return "Bổ sung buổi", drawn.NOTHING, _held(now or AnnouncedVisit(0), words)
    if one.kind == Change.CANCELLED:
        reason = literal((now and now.cancelled) or "") or gap("lý do hủy buổi sinh hoạt")
        becomes = wording(f"{words.prefix}cancelled", reason=reason)
        return words.held, _as_told(before), becomes
    if one.kind == Change.DROPPED or now is None:
        return "Việc dự", _as_told(before), wording(f"{words.prefix}dropped")
    if one.kind == Change.TIME:
        return "Thời gian", drawn.told_moment(before), drawn.moment(now)
    if one.kind == Change.PLACE:
        return "Địa điểm", literal(before.place) or drawn.NOTHING, drawn.place(now)
    if one.kind == Change.CONTENT:
        was, becomes = (literal(one.content or "") or drawn.NOTHING for one in (before, now))
        return "Loại hình", was, becomes
    return (
        words.people,
        _people(before, words) or drawn.NOTHING,
        _people(now, words) or _unnamed(words),
    )


def _held(visit: AnnouncedVisit, words: Words) -> str:
    held = _when_and_where(visit)
    if visit.people is None:
        return held
    return f"{held}; {words.people.lower()}: {_people(visit, words) or _unnamed(words)}"


def _when_and_where(visit: AnnouncedVisit) -> str:
    return f"{drawn.moment(visit)}, tại {drawn.place(visit)}"


def _as_told(visit: AnnouncedVisit) -> str:
    place = f", tại {literal(visit.place)}" if visit.place else ""
    return drawn.told_moment(visit) + place


def _people(visit: AnnouncedVisit, words: Words) -> str:
    return drawn.people(visit.people or (), words.roles or {})


def _unnamed(words: Words) -> str:
    return gap(words.people)


def _of_whole(
    one: Difference, coming: Sequence[AnnouncedVisit], words: Words
) -> tuple[str, str, str, str]:
    which = "; ".join(_which(visit) for visit in coming) or words.whole
    if one.kind == Change.GUESTS:
        return which, "Thành phần được mời", _listed(one.was), _listed(one.becomes)
    if one.kind == Change.TEAM:
        becomes = "; ".join(literal(text) or _unnamed(words) for text in one.becomes)
        return words.whole, "Thành phần Đoàn giám sát", _listed(one.was), becomes or drawn.NOTHING
    return words.whole, literal(one.label), _listed(one.was), _listed(one.becomes)


def _listed(texts: Sequence[str]) -> str:
    return literal("; ".join(texts)) or drawn.NOTHING
