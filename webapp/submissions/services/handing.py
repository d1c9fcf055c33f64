"""What a unit sends is handed on to every member of the team, and who opened which version is seen.

"Tổng hợp tài liệu … chuyển đến các thành viên trong Đoàn Giám sát" (65-KH/ĐTN, III.3). Who joins
the team later finds what is there already: a hand-over is then noted when it is first opened.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from webapp.accounts.models import PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.services import notify, people_of
from webapp.milestones.standing import Standing
from webapp.plans.models import Assignment
from webapp.plans.round_models import Seat
from webapp.submissions import openings
from webapp.submissions.openings import ONLY, Newest, Opening
from webapp.submissions.paper_models import Handing, UnitPaper

LEADING = ("head", "deputy", "secretary")  # they see who has opened what


def seats(assignment: Assignment) -> Sequence[Seat]:
    """Return the members of a unit's team who have an account, in their order."""
    return db.session.scalars(
        select(Seat)
        .options(joinedload(Seat.user))
        .where(
            Seat.activity_id == assignment.activity_id,
            Seat.team_id.is_not_distinct_from(assignment.team_id),
            Seat.user_id.is_not(None),
        )
        .order_by(Seat.position, Seat.id)
    ).all()


def may_oversee(team: Iterable[Seat], who: User) -> bool:
    """Return True for those who see who has received and opened what."""
    return who.is_any(PLANNER) or any(s.user_id == who.id and s.role in LEADING for s in team)


def may_ask(team: Iterable[Seat], who: User) -> bool:
    """Return True for those who may ask a unit for further papers: the team, and the planner."""
    return who.is_any(PLANNER) or any(s.user_id == who.id for s in team)


def secretary_of(team: Iterable[Seat]) -> User | None:
    """Return the team's secretary, through whom units send (65-KH/ĐTN, II.5)."""
    return next((seat.user for seat in team if seat.role == "secretary"), None)


def hand_on(assignment: Assignment, submission_id: int, text: str, href: str) -> None:
    """Hand a report to each member, and tell them and the planners. Does not commit."""
    members = _members(assignment)
    had = db.session.scalars(
        select(Handing.user_id).where(Handing.submission_id == submission_id)
    ).all()
    db.session.add_all(
        Handing(user_id=user_id, submission_id=submission_id, handed_at=clock.now())
        for user_id in members
        if user_id not in had
    )
    _notify(assignment, members, text, href)


def hand_papers(assignment: Assignment, papers: Sequence[UnitPaper], text: str) -> None:
    """Hand papers that came together to each member, and tell them once. Does not commit."""
    members = _members(assignment)
    db.session.add_all(
        Handing(user_id=user_id, unit_paper_id=paper.id, handed_at=clock.now())
        for user_id in members
        for paper in papers
    )
    _notify(assignment, members, text, f"/assignments/{assignment.id}/papers")


def _members(assignment: Assignment) -> list[int]:
    return sorted({seat.user_id for seat in seats(assignment) if seat.user_id})


def _notify(assignment: Assignment, members: Iterable[int], text: str, href: str) -> None:
    notify({*members, *people_of(assignment.issuer_id, PLANNER)}, text, href)


def note_opened(
    who: User,
    activity_id: int,
    *,
    submission_id: int | None = None,
    unit_paper_id: int | None = None,
    version: int = 0,
) -> Opening | None:
    """Note that a member of the team opens what was handed on; return what they opened before.

    The version of a report is the number of the sending that is read; a paper has one only.

    A page that is read must not wait for the database's writers, so this goes by a connection
    of its own, and only where there is something to note.
    """
    mine = (Handing.user_id == who.id, _about(submission_id, unit_paper_id))
    found = opening_of(db.session.scalars(select(Handing).where(*mine)).one_or_none())
    if found is not None and found.opened_at is not None and found.version >= version:
        return found
    if found is None and not _has_seat(activity_id, who):
        return None
    now = clock.now()
    about = {"submission_id": submission_id, "unit_paper_id": unit_paper_id}
    opened = {"opened_version": version, "version_opened_at": now}
    first = insert(Handing).values(user_id=who.id, handed_at=now, opened_at=now, **opened, **about)
    is_new = or_(Handing.opened_at.is_(None), Handing.opened_version < version)
    first_at = func.coalesce(Handing.opened_at, now)
    again = update(Handing).where(*mine, is_new).values(opened_at=first_at, **opened)
    # Two pages opened at once note the same.
    with suppress(IntegrityError), db.engine.begin() as connection:
        connection.execute(first if found is None else again)
    return found


@dataclass(frozen=True)
class Piece:
    """Something that came: a report or a paper, and what it is called."""

    label: str
    submission_id: int | None = None
    unit_paper_id: int | None = None
    newest: Newest = ONLY


@dataclass(frozen=True)
class Line:
    """One piece, and for each member of the team when it was opened and in which words."""

    piece: Piece
    cells: Sequence[Standing]


def ledger(pieces: Sequence[Piece], team: Sequence[Seat]) -> Sequence[Line]:
    """Return who has received and opened what, in the order of the pieces and of the team."""
    if not pieces or not team:
        return []
    rows = db.session.scalars(
        select(Handing).where(
            or_(
                Handing.submission_id.in_([p.submission_id for p in pieces if p.submission_id]),
                Handing.unit_paper_id.in_([p.unit_paper_id for p in pieces if p.unit_paper_id]),
            )
        )
    )
    found = {(row.user_id, row.submission_id, row.unit_paper_id): row for row in rows}

    def cell(piece: Piece, seat: Seat) -> Standing:
        row = found.get((seat.user_id or 0, piece.submission_id, piece.unit_paper_id))
        return openings.standing(opening_of(row), piece.newest)

    return [Line(piece, [cell(piece, seat) for seat in team]) for piece in pieces]


def opening_of(row: Handing | None) -> Opening | None:
    """Return what one member opened, as the rule takes it."""
    if row is None:
        return None
    return Opening(row.handed_at, row.version_opened_at or row.opened_at, row.opened_version)


def _has_seat(activity_id: int, who: User) -> bool:
    mine = (Seat.activity_id == activity_id, Seat.user_id == who.id)
    return bool(db.session.scalar(select(select(Seat.id).where(*mine).exists())))


def _about(submission_id: int | None, unit_paper_id: int | None) -> ColumnElement[bool]:
    if submission_id is not None:
        return Handing.submission_id == submission_id
    return Handing.unit_paper_id == unit_paper_id
