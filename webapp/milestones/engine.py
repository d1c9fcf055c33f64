"""The one engine for what is due: it alone writes milestones.

A room hands over what is due (`DueItem`): a rule, an anchor and the facts it is resolved from. The
engine finds the day it counts from, sets, moves, marks done, makes it due again, drops, hands over
and recounts. Nothing here commits: it is part of whatever made the thing due.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import contains_eager

from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.items import Batch, DueItem, Kind, Moved, Subject, key_of, moved_from
from webapp.milestones.kinds import MILESTONES, MilestoneKind
from webapp.milestones.models import Milestone, is_latest
from webapp.milestones.services import Counting, counting_of
from webapp.rules.anchors import Terms, terms_again
from webapp.rules.deadlines import AnchorDay, Due, impossible
from webapp.rules.zone import end_of_day


def batch_of(
    issuer_id: int, kinds: Iterable[Kind], subject_kind: str, subject_ids: Iterable[int]
) -> Batch:
    """Read what is needed to write many milestones about rows of one kind: few queries."""
    return Batch(counting_of(issuer_id), found_among(kinds, subject_kind, subject_ids))


def found_among(
    kinds: Iterable[Kind], subject_kind: str, subject_ids: Iterable[int]
) -> dict[tuple[str, int], Milestone]:
    """Return the latest milestones of these kinds about these rows, by kind and id: one query."""
    rows = db.session.scalars(
        select(Milestone).where(
            Milestone.subject_kind == subject_kind,
            Milestone.subject_id.in_(list(subject_ids)),
            Milestone.kind.in_([key_of(one) for one in kinds]),
            is_latest(),
        )
    )
    return {(one.kind, one.subject_id): one for one in rows}


def find(kind: Kind, subject_kind: str, subject_id: int) -> Milestone | None:
    """Return the latest milestone of this kind about this row, if there is one."""
    return db.session.scalars(
        select(Milestone)
        .where(
            Milestone.kind == key_of(kind),
            Milestone.subject_kind == subject_kind,
            Milestone.subject_id == subject_id,
        )
        .order_by(Milestone.sequence.desc())
        .limit(1)
    ).one_or_none()


def is_done(kind: Kind, subject: Subject) -> bool:
    """Return True where this was due and is done, and is not due again."""
    found = find(kind, *subject)
    return found is not None and found.done_at is not None


def set_due(item: DueItem, batch: Batch | None = None) -> Milestone | None:
    """Say that something is due, or move it where what it counts from moved; None if dropped.

    What is done, or closed by a reason, stays as it is. What counts as before keeps its due moment
    and since when it is known; what moved is known from today. Without a day to count from nothing
    is due.
    """
    latest, counting = _known(item, batch)
    if latest is not None and not latest.is_open:
        return latest
    terms = item.terms
    if terms is None:
        if latest is not None:
            db.session.delete(latest)
        return None
    if latest is None:
        latest = _begun(item, 1, batch)
        _count(latest, terms, item.known_from, counting)
    elif latest.sequence > 1:
        _move_again(latest, item, counting)
    elif (latest.rule, latest.anchor_on) != (terms.rule, terms.day):
        _recount(latest, terms, item.known_from, counting)
    return _written(latest, item, batch)


def require_again(item: DueItem, batch: Batch | None = None) -> Milestone | None:
    """Make something due once more that was done, since what was done no longer suffices.

    That is a debt of its own: what was done stays as it was. It is due after today, unless the
    thing itself is nearer.
    """
    latest, counting = _known(item, batch)
    if latest is None or latest.done_at is None:
        return set_due(item, batch)
    row = _begun(item, latest.sequence + 1, batch)
    _count(row, _changed(item, counting), clock.today(), counting)
    return _written(row, item, batch)


def repeat(kind: MilestoneKind, subject: Subject) -> Milestone | None:
    """Make due once more what was done, on the terms it last had while these lie ahead.

    See `require_again`.
    """
    last = find(kind, *subject)
    if last is None or last.done_at is None:
        return last
    row = Milestone(
        issuer_id=last.issuer_id,
        organization_id=last.organization_id,
        plan_id=last.plan_id,
        kind=last.kind,
        label=last.label,
        owner=last.owner,
        user_id=last.user_id,
        subject_kind=last.subject_kind,
        subject_id=last.subject_id,
        sequence=last.sequence + 1,
    )
    counting, own = counting_of(last.issuer_id), Terms(last.rule, last.anchor_on)
    terms = terms_again(own, clock.now(), clock.today(), kind.again_rule, counting.due)
    _count(row, terms, clock.today(), counting)
    db.session.add(row)
    db.session.flush()
    return row


def put_off(kind: Kind, subject: Subject, until: date) -> Milestone | None:
    """Give what is still due more time, as somebody decided: it is due on the day *until*, whatever
    it counted from; None where nothing is due. What was done before stays as it was judged.
    """
    found = find(kind, *subject)
    if found is None or not found.is_open:
        return None
    _count(found, Terms(str(AnchorDay()), until), clock.today(), counting_of(found.issuer_id))
    return found


def relabel(row: Milestone, label: str) -> None:
    """Say in other words what is due; whose it is and by when stays."""
    row.label = label


def mark_done(
    kind: Kind,
    subject: Subject,
    by: str,
    when: datetime | None = None,
    *,
    counted_from: date | None = None,
) -> Milestone | None:
    """Note that what was due is there, the first time only.

    Where only now it is known from which day it counts, that is *counted_from*.
    """
    found = find(kind, *subject)
    if found is None or found.done_at is not None:
        return found
    if counted_from is not None:
        terms = Terms(found.rule, counted_from)
        _count(found, terms, found.known_from, counting_of(found.issuer_id))
    found.done_at, found.done_by, found.closed_at = when or clock.now(), by, None
    return found


def take_back(kind: Kind, subject: Subject) -> bool:
    """Let what was said to be done be owed again, by the same day; True where it was done.

    For what somebody says of themselves: what a paper or a sending proves stays done.
    """
    found = find(kind, *subject)
    if found is None or found.done_at is None:
        return False
    found.done_at, found.done_by = None, ""
    return True


def record(
    item: DueItem, when: datetime, by: str, batch: Batch, *, anew: bool = False
) -> Milestone | None:
    """Note in one go that something is due and is there: a meeting is noticed as it is filed.

    *anew*: what was noted before is another thing now, its day changed. Otherwise it keeps what
    it was judged by, and counts from the earlier of the two moments.
    """
    latest = batch.known.get((item.kind.key, item.subject[1]))
    if latest is None or anew:
        terms = item.terms
        if terms is None:
            return None
        latest = _begun(item, latest.sequence + 1 if latest else 1, batch)
        _count(latest, terms, item.known_from, batch.counting)
        _written(latest, item, batch)
    latest.done_at, latest.done_by, latest.closed_at = min(latest.done_at or when, when), by, None
    return latest


def drop(kind: Kind, subject: Subject, batch: Batch | None = None) -> None:
    """Forget what is still due; what was done before, or closed, stays."""
    found = find(kind, *subject) if batch is None else batch.known.get((key_of(kind), subject[1]))
    if found is not None and found.is_open:
        db.session.delete(found)


def drop_again(kind: Kind, subject: Subject) -> bool:
    """Forget what is due once more, since what was done suffices after all; True where it was."""
    found = find(kind, *subject)
    if found is None or not found.is_open or found.sequence == 1:
        return False
    db.session.delete(found)
    db.session.flush()
    return True


def drop_all(subject: Subject) -> None:
    """Forget all that is still due about a row."""
    db.session.execute(delete(Milestone).where(*about(subject), Milestone.is_open))


def forget(subject: Subject) -> None:
    """Forget all that was ever due about a row that is deleted: its id may be given again."""
    db.session.execute(delete(Milestone).where(*about(subject)))


def recount(issuer_id: int) -> list[Moved]:
    """Count anew what is still due, after the calendar or the way of counting changed.

    What is done stays as it was judged; where a kind follows the calendar its day moves as well,
    unless what was in time would become late. Returns the due days that moved.
    """
    counting = counting_of(issuer_id)
    return list(_recounted(counted(issuer_id), counting))


def counted(issuer_id: int) -> Sequence[Milestone]:
    """Return what a recount looks at: what is still due, and what follows the calendar."""
    followers = [one.key for one in MILESTONES if one.follows_calendar]
    return db.session.scalars(
        select(Milestone)
        .join(Milestone.organization)
        .options(contains_eager(Milestone.organization))
        .where(
            Milestone.issuer_id == issuer_id,
            is_latest(),
            Milestone.closed_at.is_(None),
            or_(Milestone.done_at.is_(None), Milestone.kind.in_(followers)),
        )
        .order_by(Milestone.due_at, Milestone.id)
    ).all()


def _recounted(rows: Iterable[Milestone], counting: Counting) -> Iterator[Moved]:
    today = clock.today()
    for row in rows:
        due = counting.due(row.rule, row.anchor_on)
        if row.done_at is not None and due.at < row.done_at and not row.is_late:
            continue
        was, held_to = clock.local(row.due_at).date(), row.held_to
        if row.done_at is None and was != due.day < today:
            row.known_from = _known_since(row, due.day, today)
        _note_moved(row, due.day)
        _write(row, due)
        if was != due.day:
            yield Moved(
                row.label,
                row.organization,
                row.owner,
                row.user_id,
                moved_from(was, held_to, due.day),
                due.day,
                row.done_at is not None,
            )


def close(row: Milestone) -> None:
    """Let what is still due be neither done nor owed; why is kept by `milestones.closing`."""
    row.closed_at = clock.now()


def open_again(row: Milestone) -> None:
    """Let what was closed be owed again, by its day as it is counted now."""
    row.closed_at = None
    due = counting_of(row.issuer_id).due(row.rule, row.anchor_on)
    _note_moved(row, due.day)
    _write(row, due)


def about(subject: Subject) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a milestone is about a row."""
    return Milestone.subject_kind == subject[0], Milestone.subject_id == subject[1]


def _known(item: DueItem, batch: Batch | None) -> tuple[Milestone | None, Counting]:
    if batch is not None:
        return batch.known.get((item.kind.key, item.subject[1])), batch.counting
    return find(item.kind, *item.subject), counting_of(item.organization.issuer_id)


def _begun(item: DueItem, sequence: int, batch: Batch | None) -> Milestone:
    row = Milestone(
        kind=item.kind.key,
        subject_kind=item.subject[0],
        subject_id=item.subject[1],
        issuer_id=item.organization.issuer_id,
        sequence=sequence,
    )
    if batch is not None:
        batch.known[item.kind.key, item.subject[1]] = row
    return row


def _written(row: Milestone, item: DueItem, batch: Batch | None) -> Milestone:
    row.organization_id, row.plan_id, row.user_id = item.organization.id, item.plan_id, item.user_id
    row.label, row.owner = item.label, item.owner
    db.session.add(row)
    if batch is None:
        db.session.flush()
    return row


def _changed(item: DueItem, counting: Counting) -> Terms:
    """Return by what a change of today is due."""
    today = clock.today()
    return terms_again(item.terms, end_of_day(today), today, item.kind.again_rule, counting.due)


def _move_again(row: Milestone, item: DueItem, counting: Counting) -> None:
    """Move what is due once more where it goes by its own terms, and these moved."""
    now, own = (row.rule, row.anchor_on), item.terms
    kept = {(item.kind.again_rule, row.known_from)}
    if own is not None:
        kept |= {(own.rule, own.day), (str(AnchorDay()), own.day)}
    if now not in kept:
        _count(row, _changed(item, counting), clock.today(), counting)


def _recount(row: Milestone, terms: Terms, known_from: date | None, counting: Counting) -> None:
    """Count what is still due by other terms."""
    told = max(known_from or clock.today(), clock.today())
    now = counting.due(terms.rule, terms.day).day
    _count(row, terms, _known_since(row, now, told), counting)


def _known_since(row: Milestone, now: date, told: date) -> date | None:
    """Return since when a day is known that moves to *now*: since *told*.

    Nobody is late by a day that was gone by when it was told. But where it only gives more time
    than the day that its owner was held to, who is late stays late.
    """
    held_to = row.held_to
    if held_to is None or now < held_to or now >= told:
        return told
    return row.known_from and min(row.known_from, held_to)


def _count(row: Milestone, terms: Terms, known_from: date | None, counting: Counting) -> None:
    due = counting.due(terms.rule, terms.day)
    _note_moved(row, due.day)
    row.rule, row.anchor_on, row.known_from = terms.rule, terms.day, known_from
    row.is_impossible = False
    _write(row, due)


def _note_moved(row: Milestone, now: date) -> None:
    """Note of what is still due that it became due earlier, and the day it was held to till now.

    Who is late by the new day alone is not late without that being said.
    """
    if row.due_at is None or row.done_at is not None or now == clock.local(row.due_at).date():
        return
    held_to = row.held_to
    is_earlier = held_to is not None and now < held_to
    row.recounted_from = held_to if is_earlier else None
    row.recounted_on = clock.today() if is_earlier else None


def _write(row: Milestone, due: Due) -> None:
    row.due_at, row.act_by = due.at, due.act_by
    if row.known_from is not None:
        row.is_impossible = impossible(due, row.known_from)
