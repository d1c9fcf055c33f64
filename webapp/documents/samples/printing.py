"""One paper of every kind with content as an office might write it, about nobody who exists."""

from dataclasses import replace

from webapp.documents.kinds import PaperKind
from webapp.documents.letterhead import Letterhead, headed
from webapp.documents.measures import PARTY, YOUTH
from webapp.documents.samples.office import ISSUED_ON, PARTY_OFFICE, YOUTH_OFFICE
from webapp.documents.tree import Paper

_OFFICES = {PARTY: PARTY_OFFICE, YOUTH: YOUTH_OFFICE}


def sample_paper(kind: PaperKind, style: str = PARTY) -> Paper:
    """Return the sample of a kind in a house style (a key of STYLES), as issued.

    The same call always returns an equal paper. Raises KeyError for another style, and
    LookupError for a kind that has none.
    """
    asked = _OFFICES[style]
    if kind.sample is None:
        raise LookupError(f"{kind.key} has no sample")
    sample = kind.sample(asked)
    office = sample.office or asked
    head = Letterhead(office.style, office.superior, office.issuer, office.code, office.place)
    paper = headed(head, kind, sample.body, year=None if sample.day else ISSUED_ON.year)
    return replace(paper, number=sample.number if kind.code else None, day=sample.day)
