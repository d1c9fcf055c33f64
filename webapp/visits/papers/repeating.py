"""An issued paper composed again: what it was composed of, but for what changed since."""

from dataclasses import replace

from webapp.documents.models import Document
from webapp.documents.road import recipients as lists
from webapp.documents.road.composing import Composition, as_composed
from webapp.documents.tree.merging import BOTH, FRESH, merge


def repeated(document: Document, before: Composition, now: Composition) -> Composition:
    """Return an issued paper as it was composed, with what differs from *before* to *now*.

    Both are composed today, of what the paper announced and of what holds: so nothing else that
    changed since, such as a standing text or who signs, is taken for a change of what it tells.
    """
    paper, recipients = as_composed(document)
    if before.paper == now.paper and before.recipients == now.recipients:
        return replace(now, paper=paper, recipients=recipients)
    merged = merge(before.paper, replace(paper, recipients=()), now.paper)
    choices = {clash.key: BOTH if clash.is_list else FRESH for clash in merged.clashes}
    printed = merged.paper(choices)
    lines = lists.printed(now.recipients)
    to = lists.merged(before.recipients, recipients, now.recipients, lines)
    return replace(now, paper=printed, recipients=tuple(to))
