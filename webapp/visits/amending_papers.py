"""How the notice that amends an announced month is put together. Pure drawing."""

from collections.abc import Sequence
from datetime import date, time

from webapp.core import clock
from webapp.documents.models import Document
from webapp.documents.services import letterhead
from webapp.documents.tree import Column, Paper, Paragraph, Table, gap, literal
from webapp.documents.wording import Book
from webapp.rules.text import long_date, short_date
from webapp.visits import announcing_papers as announced
from webapp.visits.announcing_papers import Facts
from webapp.visits.changes import Difference
from webapp.visits.papers import AMENDMENT, ANNOUNCEMENT, INVITATION

_CALLED = {
    ANNOUNCEMENT: "Thông báo số",
    AMENDMENT: "Thông báo điều chỉnh số",
    INVITATION: "Giấy mời số",
}
COLUMNS = (
    Column("Buổi sinh hoạt", 1.6),
    Column("Nội dung", 0.8),
    Column("Đã thông báo", 1.3),
    Column("Điều chỉnh thành", 1.5),
)


def amendment(
    facts: Facts, differences: Sequence[Difference], told: Sequence[Document], say: Book
) -> Paper:
    """Return the notice: what changed, from what to what; *told* are the papers in force."""
    where = {"month": announced.month(facts), "unit": literal(facts.committee.name)}
    committee = announced.committee(facts)
    guests = facts.invited if any(one.kind == INVITATION for one in told) else ()
    rows = [row for one in differences for row in _rows(one, say)]
    return letterhead(
        facts.issuer,
        AMENDMENT,
        summary=say("summary", **where),
        blocks=[
            Paragraph(
                say("lead", announced=_named(told), issuer=literal(facts.issuer.name), **where)
            ),
            Table(COLUMNS, tuple(rows)),
            Paragraph(say("rest")),
            Paragraph(say("closing", committee=committee)),
        ],
        signatures=announced.signatures(facts, say),
        recipients=say.lines(
            "recipients",
            committee=committee,
            guests="\n".join(literal(body.name) for body in guests),
            issuer_code=literal(facts.issuer.code),
        ),
    )


def _named(told: Sequence[Document]) -> str:
    """Return the papers in force by number and day: the announcement first, invitations last."""
    order = list(_CALLED)
    names = [
        f"{_CALLED[one.kind]} {literal(one.number_and_symbol)} {long_date(one.issued_on)}"
        for one in sorted(told, key=lambda one: order.index(one.kind))
        if one.issued_on
    ]
    return " và ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _rows(one: Difference, say: Book) -> list[tuple[str, ...]]:
    meeting = one.visit.meeting
    which = f"{literal(one.visit.organization.name)}, {short_date(one.day)}"
    if one.is_cancelled:
        reason = literal(one.visit.cancel_reason) or gap("lý do hủy buổi sinh hoạt")
        was = f"{_time(one.day, one.hour)}, tại {literal(one.place)}"
        return [(which, "Tổ chức sinh hoạt", was, say("cancelled", reason=reason))]
    rows: list[tuple[str, ...]] = []
    if one.is_at_another_time:
        now = _time(meeting.day, meeting.hour)
        rows.append((which, "Thời gian", _time(one.day, one.hour), now))
    if one.is_elsewhere:
        now = literal(meeting.place) or gap("địa điểm")
        rows.append((which, "Địa điểm", literal(one.place) or "–", now))
    return rows


def _time(day: date, hour: time) -> str:
    return announced.moment(clock.at(day, hour.hour, hour.minute))
