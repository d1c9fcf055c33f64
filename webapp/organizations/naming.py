"""Which organization a typed name means, which names are near, and what is found by a search."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, func, literal, or_, select
from sqlalchemy.orm import aliased

from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.organizations.models import Organization, former_names
from webapp.rules import text as words
from webapp.rules.names import (
    Called,
    are_near,
    asked,
    holds,
    identity,
    labels,
    matched,
    near_key,
    spellings,
)

MOST_NAMED = 5
LONGEST = 200  # letters of a search
LONGEST_NAME = 600


class Unclear(Refused):
    """A name that fits no organization, or several; the message says so, in Vietnamese."""


@dataclass(frozen=True)
class Renamed:
    """An organization that was sought by a name it no longer has."""

    id: int
    old: str
    new: str
    since: date


def named(issuer_id: int, typed: str) -> Organization:
    """Return the one organization that a typed name means: two queries at most, five if unclear.

    Of one name the organization of today is meant. Raises `Unclear`, which names those that are
    near or of the same name, told apart by their superiors.
    """
    found = _candidates(issuer_id, typed)
    match = matched(typed, _called(found.values()))
    same = [found[one] for one in match.same]
    here = [one for one in same if one.is_there(clock.today())] or same
    if len(here) == 1:
        return here[0]
    if here:
        told = _told(here)
        raise Unclear(f"Nhiều tổ chức có tên như vậy, hãy ghi rõ cấp trên (ghi: {told}).")
    if match.near:
        told = _told([found[one] for one in match.near])
        raise Unclear(f"Không có tổ chức nào mang đúng tên này. Gần giống: {told}.")
    raise Unclear(_nothing(issuer_id, typed))


def _candidates(issuer_id: int, typed: str) -> dict[int, Organization]:
    keys = {near_key(own) for own, _ in spellings(typed)} - {""}
    found = (
        db.session.scalars(
            select(Organization)
            .where(
                Organization.issuer_id == issuer_id,
                or_(*map(_has_key, keys)),
            )
            .order_by(Organization.sort_key, Organization.id)
        ).all()
        if keys
        else []
    )
    return {one.id: one for one in found}


def _has_key(key: str) -> ColumnElement[bool]:
    """Return the condition that an organization has a name of this key; no name is longer."""
    return Organization.name_keys.contains(f"|{key[:LONGEST_NAME]}|", autoescape=True)


def _called(found: Iterable[Organization]) -> list[Called[int]]:
    rows = list(found)
    above = _names_above(rows)
    return [
        Called(
            one.id,
            (one.name, one.short_name, one.committee_name),
            tuple(name for name, *_ in above[one.id]),
            tuple(was.name for was in one.former),
            tuple(tuple(others) for _, *others in above[one.id]),
        )
        for one in rows
    ]


def _nothing(issuer_id: int, typed: str) -> str:
    """Say that nothing is called so, and what holds its words."""
    found = (
        db.session.scalars(
            select(Organization)
            .where(Organization.issuer_id == issuer_id, sought(typed))
            .order_by(Organization.sort_key, Organization.id)
            .limit(MOST_NAMED + 1)
        ).all()
        if words.search_words(typed)
        else []
    )
    if not found:
        return "Không có tổ chức nào mang tên này."
    several = "Nhiều tổ chức có tên như vậy" if len(found) > 1 else "Tên ghi chưa đủ"
    return f"{several}, hãy ghi đủ tên (ghi: {_told(found)})."


def _told(found: Sequence[Organization]) -> str:
    """Return the names of some, each as it is taken when it is typed: with superiors if need be."""
    shown = labels_of(found[:MOST_NAMED])
    more = "; …" if len(found) > MOST_NAMED else ""
    return "; ".join(shown[one.id] for one in found[:MOST_NAMED]) + more


def superiors(found: Sequence[Organization]) -> dict[int, tuple[str, ...]]:
    """Return the names above each, nearest first: one query."""
    above = _names_above(found)
    return {number: tuple(name for name, *_ in line) for number, line in above.items()}


def _names_above(found: Sequence[Organization]) -> dict[int, list[tuple[str, str, str]]]:
    """Return the superiors of each, nearest first: name, short name, committee: one query."""
    lines = {one.id: [int(part) for part in one.path.split("/") if part][-2::-1] for one in found}
    ids = {number for line in lines.values() for number in line}
    if not ids:
        return {one: [] for one in lines}
    rows = db.session.execute(
        select(
            Organization.id,
            Organization.name,
            Organization.short_name,
            Organization.committee_name,
        ).where(Organization.id.in_(ids))
    )
    names = {row.id: (row.name, row.short_name, row.committee_name) for row in rows}
    return {one: [names[number] for number in line] for one, line in lines.items()}


def told_apart(found: Sequence[Organization], *, short: bool = False) -> dict[int, str]:
    """Return what each is called where one is chosen: those of one name with their superiors.

    One query where any names are the same, else none. *short* takes short names where there are.
    """
    own = {one.id: one.label if short else one.name for one in found}
    if len(set(map(near_key, own.values()))) == len(own):
        return own
    above = superiors(found)
    return labels({one: (own[one], *above[one]) for one in own})


def labels_with_superior(found: Sequence[Organization]) -> dict[int, str]:
    """Return each with its superior, with more of them where names are the same: one query."""
    above = superiors(found)
    apart = labels({one.id: (one.name, *above[one.id]) for one in found})
    plain = {one.id: " — ".join((one.name, *above[one.id][:1])) for one in found}
    return {number: max(apart[number], plain[number], key=len) for number in plain}


def choices(found: Sequence[Organization], *, short: bool = False) -> list[tuple[int, str]]:
    """Return (number, name) of each, told apart, as the choices of a select."""
    told = told_apart(found, short=short)
    return [(one.id, told[one.id]) for one in found]


def sought(typed: str, above: SQLColumnExpression[str] | None = None) -> ColumnElement[bool]:
    """Return the condition that an organization holds every word typed, commas and marks aside.

    Former names count. Some of the words may be of its superior (or of *above*, the search key of
    another), if others are its own alone.
    """
    parts = words.search_words(typed[:LONGEST])
    own = holding(Organization.search_key, parts)
    of_superior = holding(_superior_key() if above is None else above, parts)
    together = [mine | theirs for mine, theirs in zip(own, of_superior, strict=True)]
    alone = [mine & ~theirs for mine, theirs in zip(own, of_superior, strict=True)]
    return or_(and_(True, *own), and_(or_(False, *alone), *together))


def holding(key: SQLColumnExpression[str], parts: Sequence[str]) -> list[ColumnElement[bool]]:
    """Return for each word the condition that a search key holds it. See `names.holds`."""
    whole = literal(" ").concat(key).concat(" ")
    return [whole.contains(part, autoescape=True) for part in asked(parts)]


def _superior_key() -> SQLColumnExpression[str]:
    """Return the search key of the superior; of the highest body an empty one."""
    superior = aliased(Organization)
    key = (
        select(superior.search_key)
        .where(superior.id == Organization.parent_id)
        .correlate(Organization)
        .scalar_subquery()
    )
    return func.coalesce(key, "")


def renamed(issuer_id: int, typed: str, under: str = "/") -> list[Renamed]:
    """Return those below a path that a search finds by a former name alone: one query."""
    parts = words.search_words(typed[:LONGEST])
    if not parts:
        return []
    rows = db.session.execute(
        select(Organization.id, Organization.name, Organization.former_names)
        .where(
            Organization.issuer_id == issuer_id,
            Organization.former_names != "",
            Organization.path.startswith(under, autoescape=True),
            *holding(Organization.search_key, parts),
        )
        .order_by(Organization.sort_key, Organization.id)
        .limit(MOST_NAMED * 4)
    )
    found = (renamed_from(row.id, row.name, row.former_names, parts) for row in rows)
    return [one for one in found if one is not None][:MOST_NAMED]


def renamed_from(number: int, name: str, former: str, parts: Sequence[str]) -> Renamed | None:
    """Return the former name by which words find an organization that today's do not find."""
    if holds(words.search_key(name), parts):
        return None
    for was in former_names(former):
        if holds(words.search_key(was.name), parts):
            return Renamed(number, was.name, name, was.until)
    return None


def label_of(one: Organization) -> str:
    """Return an organization's name, with its superiors where others have the same name."""
    return labels_of([one])[one.id]


def labels_of(found: Sequence[Organization]) -> dict[int, str]:
    """Return names by which each is found again, here and in a file: two queries at most."""
    if not found:
        return {}
    own = {one.id for one in found}
    others = db.session.scalars(
        select(Organization).where(
            Organization.issuer_id == found[0].issuer_id,
            Organization.sort_key.in_({words.sort_key(one.name) for one in found}),
            Organization.id.not_in(own),
        )
    ).all()
    return told_apart([*found, *others])


def sibling(parent_id: int, name: str) -> Organization | None:
    """Return what has just this name right below a superior; the one of today before an ended."""
    same = [one for one in _siblings(parent_id, name) if identity(one.name) == identity(name)]
    here = [one for one in same if one.is_there(clock.today())]
    return next(iter(here or same), None)


def near_siblings(parent_id: int, name: str, but: int = 0) -> list[str]:
    """Return the names right below a superior today for which one may take *name*.

    None where something has just this name: then it is there already, and no other is to be asked
    about. *but* is the number of the one whose name is to be this.
    """
    today = clock.today()
    others = [
        one.name for one in _siblings(parent_id, name) if one.id != but and one.is_there(today)
    ]
    if any(identity(one) == identity(name) for one in others):
        return []
    return [one for one in others if are_near(one, name)]


def _siblings(parent_id: int, name: str) -> Sequence[Organization]:
    return db.session.scalars(
        select(Organization)
        .where(
            Organization.parent_id == parent_id,
            _has_key(near_key(name)),
        )
        .order_by(Organization.sort_key, Organization.id)
    ).all()
