"""What this room has in other rooms' papers: the standing topics, in the plan's."""

from webapp.documents.texts.phrases import sentence
from webapp.documents.tree import Block, Item, gap
from webapp.plans.paper.pieces import ActivityPart


def topics_told(part: ActivityPart) -> list[Block]:
    """Return the standing topics with what each rests on, or a gap."""
    topics: list[Block] = [
        Item(sentence(f"{topic.text} ({topic.basis})" if topic.basis else topic.text))
        for topic in part.made_of.topics
    ]
    return topics or [Item(gap("nội dung giám sát thường xuyên"))]
