"""What a unit sends is handed on to every member of the team, and who opened it is seen.

"Tổng hợp tài liệu … chuyển đến các thành viên trong Đoàn Giám sát" (65-KH/ĐTN, III.3). Who joins
the team later finds what is there already: a hand-over is then noted when it is first opened.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import ColumnElement, insert, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from webapp.accounts.models import PLANNER, User
from webapp.core import clock
from webapp.core.db import db
from webapp.core.web import moment
from webapp.milestones.services import people_of, tell
from webapp.plans.models import Assignment
from webapp.plans.round_models import Seat
from webapp.submissions.paper_models import Handing, UnitPaper

LEADING = ("head", "deputy", "secretary")  # they see who has opened what


def seats(activity_id: int) -> Sequence[Seat]:
    """Return the members of the team who have an account, in their order."""
    return db.session.scalars(
        select(Seat)
        .options(joinedload(Seat.user))
        .where(Seat.activity_id == activity_id, Seat.user_id.is_not(None))
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
    _tell(assignment, members, text, href)


def hand_papers(assignment: Assignment, papers: Sequence[UnitPaper], text: str) -> None:
    """Hand papers that came together to each member, and tell them once. Does not commit."""
    members = _members(assignment)
    db.session.add_all(
        Handing(user_id=user_id, unit_paper_id=paper.id, handed_at=clock.now())
        for user_id in members
        for paper in papers
    )
    _tell(assignment, members, text, f"/assignments/{assignment.id}/papers")


def _members(assignment: Assignment) -> list[int]:
    return sorted({seat.user_id for seat in seats(assignment.activity_id) if seat.user_id})


def _tell(assignment: Assignment, members: Iterable[int], text: str, href: str) -> None:
    tell({*members, *people_of(assignment.issuer_id, PLANNER)}, text, href)


def note_opened(
    who: User,
    activity_id: int,
    *,
    submission_id: int | None = None,
    unit_paper_id: int | None = None,
) -> None:
    """Note that a member of the team has opened what was handed on, the first time only.

    A page that is read must not wait for the database's writers, so this goes by a connection
    of its own, and only where there is something to note.
    """
    mine = (Handing.user_id == who.id, _about(submission_id, unit_paper_id))
    found = db.session.execute(select(Handing.opened_at).where(*mine)).one_or_none()
    if found is not None and found.opened_at is not None:
        return
    if found is None and not _has_seat(activity_id, who):
        return
    now = clock.now()
    about = {"submission_id": submission_id, "unit_paper_id": unit_paper_id}
    first = insert(Handing).values(user_id=who.id, handed_at=now, opened_at=now, **about)
    again = update(Handing).where(*mine, Handing.opened_at.is_(None)).values(opened_at=now)
    # Two pages opened at once note the same.
    with suppress(IntegrityError), db.engine.begin() as connection:
        connection.execute(first if found is None else again)


@dataclass(frozen=True)
class Piece:
    """Something that came: a report or a paper, and what it is called."""

    label: str
    submission_id: int | None = None
    unit_paper_id: int | None = None


@dataclass(frozen=True)
class Line:
    """One piece, and for each member of the team when it was opened and in which words."""

    piece: Piece
    cells: Sequence[tuple[str, str]]  # words and tone, as the state macro takes them


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

    def cell(piece: Piece, seat: Seat) -> tuple[str, str]:
        return _cell(found.get((seat.user_id or 0, piece.submission_id, piece.unit_paper_id)))

    return [Line(piece, [cell(piece, seat) for seat in team]) for piece in pieces]


def _cell(handing: Handing | None) -> tuple[str, str]:
    if handing is None:
        return "Có trong hồ sơ, chưa mở", "plain"
    if handing.opened_at is None:
        return f"Đã nhận {moment(handing.handed_at)}, chưa mở", "wait"
    return f"Đã mở {moment(handing.opened_at)}", "done"


def _has_seat(activity_id: int, who: User) -> bool:
    mine = (Seat.activity_id == activity_id, Seat.user_id == who.id)
    return bool(db.session.scalar(select(select(Seat.id).where(*mine).exists())))


def _about(submission_id: int | None, unit_paper_id: int | None) -> ColumnElement[bool]:
    if submission_id is not None:
        return Handing.submission_id == submission_id
    return Handing.unit_paper_id == unit_paper_id
