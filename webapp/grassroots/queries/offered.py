"""Whom the form of a no-show offers: who was assigned, and who may go instead."""

from webapp.grassroots.forms import NoShowForm
from webapp.grassroots.queries.eligible import NOT_ELIGIBLE, terms_of
from webapp.grassroots.queries.people import absent_on, people_of
from webapp.visits.models import Visit
from webapp.visits.services.team import clashes_at


def offer_no_show(form: NoShowForm, visit: Visit) -> None:
    """Give the form its choices; beside each who may go instead stands what keeps them."""
    people = people_of(visit.issuer_id)
    kept: dict[int, list[str]] = clashes_at(visit, (one.id for one in people))
    for user_id, absence in absent_on(visit.issuer_id, visit.meeting.day).items():
        kept.setdefault(user_id, []).insert(0, absence)
    for user_id, terms in terms_of(visit.assignment.activity_id, people).items():
        if not terms.is_eligible:
            kept.setdefault(user_id, []).append(NOT_ELIGIBLE)
    form.offer([one.user for one in visit.team], people, kept)
