"""What a plan's paper says of visits to the grassroots (46-KH/ĐTN, II.3)."""

from webapp.documents.tree import Block, Paragraph, gap, literal
from webapp.plans.kinds import DUTIES
from webapp.plans.paper.pieces import ActivityPart
from webapp.plans.paper.rounds import items_of
from webapp.plans.paper.shared import rule_told
from webapp.rules import text as words


def visits_told(part: ActivityPart) -> list[Block]:
    """Return which months and how many units, when calendars come, and what is looked at."""
    places, activity = part.places, part.activity
    months = sorted({place.assignment.month for place in places if place.assignment.month})
    if not months:
        return [Paragraph(gap(f"phân công đơn vị cho hoạt động {literal(activity.title)}"))]
    units = len({place.assignment.organization_id for place in places})
    since, until = (f"tháng {month.month}/{month.year}" for month in (months[0], months[-1]))
    wording = part.wording
    found: list[Block] = [
        Paragraph(wording("visits", count=words.number_text(units), since=since, until=until))
    ]
    found += [
        Paragraph(wording("calendar", rule=rule_told(duty)))
        for duty in activity.duties
        if DUTIES[duty.kind].is_filing
    ]
    for group in part.groups:
        found += [Paragraph(f"*{literal(group.title)}:*"), *items_of(group, wording)]
    return found
