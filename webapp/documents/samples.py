"""One paper of every kind with content as an office might write it, about nobody who exists."""

from collections.abc import Callable

from webapp.documents import samples_forms, samples_letters, samples_reports
from webapp.documents.measures import PARTY, YOUTH
from webapp.documents.samples_office import PARTY_OFFICE, YOUTH_OFFICE, Office
from webapp.documents.tree import Paper

_OFFICES = {PARTY: PARTY_OFFICE, YOUTH: YOUTH_OFFICE}

SAMPLES: dict[str, Callable[[Office], Paper]] = {
    "plan": samples_letters.plan,
    "announcement": samples_letters.announcement,
    "amendment": samples_letters.amendment,
    "invitation": samples_letters.invitation,
    "result_letter": samples_letters.result_letter,
    "minutes": samples_forms.minutes,
    "quick_report": samples_reports.quick_report,
    "round_report": samples_reports.round_report,
    "month_report": samples_reports.month_report,
    "synthesis": samples_reports.synthesis,
    "self_report": samples_reports.self_report,
    "outline_report": samples_reports.outline_report,
    "note_form": samples_forms.note_form,
    "letter": samples_forms.letter,
    "receipt": samples_forms.receipt,
}


def sample_paper(kind: str, style: str = PARTY) -> Paper:
    """Return the sample of a kind (a key of KINDS) in a house style (a key of STYLES).

    The same call always returns an equal paper. Raises KeyError for another kind or style.
    """
    return SAMPLES[kind](_OFFICES[style])
