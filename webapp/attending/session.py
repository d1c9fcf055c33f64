"""The running order of a session: steps begun, ended, skipped and corrected (65-KH/ĐTN, II.6)."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from webapp.attending import findings
from webapp.attending.attendees import lock
from webapp.attending.findings_forms import Cell, Name, Typed
from webapp.attending.models import StepRun
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.visits.models import Visit

START, FINISH, RESUME = "start", "finish", "resume"
VERBS = (START, FINISH, RESUME)


def save(visit: Visit, sent: Iterable[Typed]) -> list[Cell]:
    """Save the fields of steps and of attendance that were changed."""
    cells = findings.write(visit, sent, lock(visit))
    db.session.commit()
    return cells


def turn(visit: Visit, verb: str, step_id: int) -> set[int]:
    """Begin, end or resume a step by the clock; return the steps whose hours changed.

    One step goes on at a time: beginning one ends the other. What is already so stays so, for
    two people may press the same button. Raises `Refused` where the session is closed.
    """
    if why := lock(visit):
        raise Refused(why)
    run = findings.row_of(visit, Name("step", step_id, "note"))
    if run is None:
        raise Refused("Bước này không còn trong chương trình làm việc.")
    now = clock.now().replace(second=0, microsecond=0)  # hours are told and corrected by minutes
    changed = _turned(run, verb, now)
    if changed and run.ended_at is None:
        changed |= _end_others(visit, step_id, now)
    if changed:
        db.session.add(run)
    db.session.commit()
    return changed


def _turned(run: StepRun, verb: str, now: datetime) -> set[int]:
    if verb == START and run.began_at is None:
        run.began_at, run.ended_at, run.is_skipped = now, None, False
    elif verb == FINISH and run.began_at is not None and run.ended_at is None:
        run.ended_at = now
    elif verb == RESUME and run.began_at is not None and run.ended_at is not None:
        run.ended_at, run.is_skipped = None, False
    else:
        return set()
    return {run.step_id}


def _end_others(visit: Visit, step_id: int, now: datetime) -> set[int]:
    others = db.session.scalars(
        select(StepRun).where(
            StepRun.visit_id == visit.id,
            StepRun.step_id != step_id,
            StepRun.began_at.is_not(None),
            StepRun.ended_at.is_(None),
            StepRun.is_skipped.is_(False),
        )
    ).all()
    for one in others:
        one.ended_at = now
    return {one.step_id for one in others}
