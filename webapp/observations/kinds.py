"""What this room declares."""

from webapp.observations.papers import topics_told
from webapp.plans.kinds import ActivityKind, YearPart

ONGOING = ActivityKind(
    "ongoing",
    "Giám sát thường xuyên",
    place=5,
    year=YearPart.NOTES,
    page="observations.index",
    anchors=("fixed",),
    has_topics=True,
    draw=topics_told,
)
