"""What the tests of this room share: rows as a browser sends them, debts, and a query counter."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import event, select

from tests.dues import set_milestone
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones.engine import mark_done
from webapp.notices.models import Meeting, Notice, NoticeRevision

CELL = "Chi bộ ấp {} Nhơn Trạch — Đảng bộ xã Phú Hội Nhơn Trạch"


def row(index: int, cell: int | str = 1, day: str = "2024-03-05", **other: str) -> dict[str, str]:
    """One row as a browser sends it."""
    values = {
        "organization": CELL.format(cell) if isinstance(cell, int) else cell,
        "day": day,
        "hour": "08:00",
        "place": "Hội trường ấp",
        "kind": "regular",
        "topic": "",
        "contact": "Văn phòng",
        "phone": "0251 000 000",
        **other,
    }
    return {f"rows-{index}-{name}": value for name, value in values.items()}


def sent(*rows: dict[str, str], version: str = "", **other: str) -> dict[str, str]:
    """A whole form as a browser sends it."""
    whole = {"version": version, **other}
    for one in rows:
        whole |= one
    return whole


def require_step(world: World) -> None:
    """Let the plan's debts of the month stand: the notice and the choice."""
    assignment = world.assignment()
    assert assignment.month is not None
    for kind, owner, rule in (
        ("notice", "unit", "30 days before"),
        ("choice", "planner", "on the day"),
    ):
        set_milestone(
            kind=kind,
            subject=("assignment", assignment.id),
            organization=world.organization("Đảng bộ huyện Nhơn Trạch"),
            label=kind,
            owner=owner,
            rule=rule,
            anchor=assignment.month,
        )
    db.session.commit()


def close_choice(world: World) -> None:
    require_step(world)
    mark_done("choice", ("assignment", world.assignment().id), "chốt")
    db.session.commit()


def meetings() -> list[Meeting]:
    db.session.expire_all()
    return list(db.session.scalars(select(Meeting).order_by(Meeting.starts_at, Meeting.id)))


def the_notice() -> Notice:
    db.session.expire_all()
    return db.session.scalars(select(Notice)).one()


def revisions() -> list[NoticeRevision]:
    db.session.expire_all()
    return list(db.session.scalars(select(NoticeRevision).order_by(NoticeRevision.number)))


def on(month: int, day: int) -> Any:
    """Live on a day of 2024."""
    return clock.living_on(date(2024, month, day))


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the statements that reach the database."""
    statements: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE")):
            statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
