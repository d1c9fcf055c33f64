"""Rows as they begin, and phrases, drawn ahead: a tablet without network has nobody to ask."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.attending.forms import BIGGEST_KEY
from webapp.attending.models import (
    REMARK_KINDS,
    SHORTCOMING,
    STRENGTH,
    Phrase,
    Recommendation,
    Remark,
)
from webapp.attending.queries.visit import VisitRecord
from webapp.core.db import db


@dataclass(frozen=True)
class Blank:
    """A new row of one kind. Its number is none that a table gives: the tablet puts its own."""

    kind: str
    row: Remark | Recommendation
    record: VisitRecord


def blanks(record: VisitRecord, who: User) -> list[Blank]:
    """Return a blank of every kind of row that may be added to a visit's findings.

    The recommendation comes twice: as it stands under a shortcoming, and as it stands "loose".
    """
    keys = iter(range(BIGGEST_KEY, 0, -1))
    own = VisitRecord(record.visit, writable=True, action=record.action)
    own.people, own.shortcomings = record.people, record.shortcomings
    remarks = [Remark(id=next(keys), kind=kind, text="", cause="") for kind in REMARK_KINDS]
    under, loose = (
        Recommendation(
            id=next(keys),
            remark_id=remark_id,
            text="",
            owner=record.visit.organization.name[:300],
            monitor_id=who.id,
        )
        for remark_id in (remarks[0].id, None)
    )
    own.remarks = {row.id: row for row in remarks}
    own.recommendations = {row.id: row for row in (under, loose)}
    own._recommendations_by = {}
    own.clashes = ()
    return [
        *(Blank(row.kind, row, own) for row in remarks),
        Blank("recommendation", under, own),
        Blank("loose", loose, own),
    ]


def phrase_bank(record: VisitRecord) -> Mapping[str, list[str]]:
    """Return the standing phrases of the visit's issuer, by what they are for."""
    found: dict[str, list[str]] = {
        kind: [] for kind in (STRENGTH, SHORTCOMING, "cause", "recommendation")
    }
    rows = select(Phrase.kind, Phrase.text).where(Phrase.issuer_id == record.visit.issuer_id)
    for kind, text in db.session.execute(rows.order_by(Phrase.text, Phrase.id)):
        found.setdefault(kind, []).append(text)
    return found
