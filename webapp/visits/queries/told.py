"""One visit's part of the papers that told of it: by which, what each changed, what holds now."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from webapp.documents.models import Document
from webapp.plans.kinds import ACTIVITIES
from webapp.visits.announced import Announced, AnnouncedVisit, differences, from_json
from webapp.visits.kinds import AMENDMENT, INVITATION
from webapp.visits.models import Visit
from webapp.visits.papers.in_force import ABOUT
from webapp.visits.queries import changes

# What is over is not announced any more, but a notice goes on having amended it.
_ANY_TIME = datetime.combine(date.min, time())


@dataclass(frozen=True)
class ToldIn:
    """Where a visit is announced: the subject of those papers, the visit's key in them, and how
    they would tell it now (None for one that they would not)."""

    subject: tuple[str, int]
    key: int
    now: Callable[[], AnnouncedVisit | None]


def told_in(visit: Visit) -> ToldIn | None:
    """Return where a visit of a committee's month is announced. It comes with its activity, and
    all that `changes.visit_now` asks for."""
    kind = ACTIVITIES[visit.assignment.activity.kind]
    if visit.meeting.is_session or kind.has_calendar:
        return None
    return ToldIn((ABOUT, visit.assignment_id), visit.meeting_id, lambda: changes.visit_now(visit))


def what_each_changed(key: int, papers: Sequence[Document]) -> list[tuple[Document, str]]:
    """Return papers in the order in which they were issued, each notice with what it changed of a
    visit, "" for the others: no query."""
    found: list[tuple[Document, str]] = []
    before: AnnouncedVisit | None = None
    for one in papers:
        now = _visit_in(one, key)
        is_amended = one.kind == AMENDMENT.key and (before or now)
        found.append((one, _words(before, now, _ANY_TIME) if is_amended else ""))
        is_told = before is not None and one.kind == INVITATION.key  # by the announcement
        before = now if one.facts is not None and not is_told else before
    return found


@dataclass(frozen=True)
class ToldOf:
    """What papers have told of one visit: those *in_force*, each notice with what it changed, and
    those *withdrawn* that none replaced. *changed* is what is otherwise now, in words, *stale* the
    papers by which it is otherwise."""

    in_force: Sequence[tuple[Document, str]] = ()
    withdrawn: Sequence[Document] = ()
    changed: str = ""
    stale: Sequence[Document] = ()


def told_of(told: ToldIn, papers: Sequence[Document]) -> ToldOf:
    """Return what issued papers that none replaced, in the order of their issuing, tell of a
    visit: no query."""
    in_force = [one for one in papers if one.withdrawn_at is None]
    found = list(_changed_since(told, in_force)) if in_force else []
    by_each = what_each_changed(told.key, papers)
    return ToldOf(
        [(one, words) for one, words in by_each if one in in_force and _names(one, told.key)],
        [one for one in papers if one.withdrawn_at and _told_it(one, told.key)],
        next((words for _, words in found), ""),
        [paper for paper, _ in found],
    )


def _names(paper: Document, key: int) -> bool:
    """Return True but for an invitation to other visits: nobody is invited to what is over."""
    return paper.kind != INVITATION.key or _told_it(paper, key)


def _told_it(paper: Document, key: int) -> bool:
    """Return True for a paper that told of a visit; of one without a snapshot that is not known."""
    return paper.facts is None or _visit_in(paper, key) is not None


def _changed_since(told: ToldIn, in_force: Sequence[Document]) -> Iterator[tuple[Document, str]]:
    """Return the papers that told last of a visit and not as it is now, each with how it is.

    The announcement and the invitation stand each by itself, or as the last notice amended them;
    where neither is left, the last notice stands.
    """
    lasts = [changes.last_amendment(one, in_force) for one in changes.papers_told(in_force)]
    known = [one for one in dict.fromkeys(lasts or in_force[-1:]) if one.facts is not None]
    now = told.now() if known else None
    for one in known:
        before, shown = _visit_in(one, told.key), now
        if before is not None and now is not None:  # who goes is not told by every paper
            shown = replace(now, people=now.people if before.people is not None else None)
        if words := _words(before, shown, changes.wall_clock()):
            yield one, words


def _visit_in(paper: Document, key: int) -> AnnouncedVisit | None:
    return from_json(paper.facts).by_key.get(key) if paper.facts is not None else None


def _words(before: AnnouncedVisit | None, now: AnnouncedVisit | None, at: datetime) -> str:
    one, other = (Announced((visit,) if visit else ()) for visit in (before, now))
    return "; ".join(line.becomes for line in changes.lines_of(differences(one, other, at)))
