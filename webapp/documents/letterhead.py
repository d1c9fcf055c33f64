"""A paper under the letterhead of the office that writes it."""

from dataclasses import dataclass

from webapp.core import clock
from webapp.documents.kinds import PaperKind
from webapp.documents.tree import Body, Paper
from webapp.organizations.letterheads import IssuerHead
from webapp.organizations.models import Issuer


@dataclass(frozen=True)
class Letterhead:
    """Who writes: the two lines at the top, the code that ends the symbol, the place of the day."""

    style: str
    superior: str
    issuer: str
    code: str
    place: str


def letterhead(
    issuer: Issuer, kind: PaperKind, body: Body, head: IssuerHead | None = None
) -> Paper:
    """Return a paper of *kind* under the issuer's letterhead, without number and day.

    *head* is the letterhead of another day than today, for a paper of that day.
    """
    own = head or issuer
    lines = Letterhead(own.style, own.superior_line, own.own_line, issuer.code, own.place)
    return headed(lines, kind, body, year=clock.today().year)


def headed(head: Letterhead, kind: PaperKind, body: Body, *, year: int | None) -> Paper:
    """Return a paper of *kind* under any letterhead; *year* is printed until it has its day."""
    return Paper(
        style=head.style,
        superior=head.superior,
        issuer=head.issuer,
        number=None,
        symbol=kind.symbol(head.code),
        place=head.place,
        day=None,
        kind=kind.title,
        summary=body.summary,
        addressee=body.addressee,
        blocks=tuple(body.blocks),
        signatures=tuple(body.signatures),
        recipients=tuple(body.recipients),
        copied=tuple(body.copied),
        urgency=body.urgency,
        year=year,
        sent=body.sent,
    )
