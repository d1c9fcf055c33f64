"""A union's calendar for September, broken off on the Friday before the training day."""

from dataclasses import asdict
from datetime import date

from webapp.accounts.models import User
from webapp.core import clock
from webapp.notices import drafts
from webapp.notices.facts import DraftRow
from webapp.sample.can_tho.calendars import COMING, assignments_of, branches_of, rows_of
from webapp.sample.can_tho.plan import YEAR
from webapp.sample.living import at

NUMBER = 24  # one of those that have time left
BROKEN_OFF = at(date(YEAR, 8, 14), 16, 42)


def begin(plan_id: int, office: User) -> None:
    """Keep what was typed until then; of the last row no more than its branch. Commits."""
    union_id = office.organization_id
    branches = branches_of(union_id)[union_id]
    names = {one.id: one.name for one in branches}
    rows = [
        DraftRow(
            organization=names[row.organization_id],
            day=f"{row.day:%d/%m/%Y}",
            hour=f"{row.hour:%H:%M}",
            **{name: text for name, text in asdict(row).items() if name in _AS_TOLD},
        )
        for row in rows_of(COMING, NUMBER, branches)
    ]
    rows[-1] = DraftRow(organization=rows[-1].organization, kind=rows[-1].kind)
    assignment = assignments_of(plan_id, COMING, union_id)[union_id]
    with clock.living_on(BROKEN_OFF):
        drafts.keep(assignment, None, drafts.Typing(tuple(rows)), office)


_AS_TOLD = ("place", "kind", "topic", "contact", "phone")
