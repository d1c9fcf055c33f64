"""The running order of a session: steps begun, ended, skipped and corrected (65-KH/ĐTN, II.6)."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.attending.forms import Cell, Name, Typed
from webapp.attending.models import StepRun
from webapp.attending.services import findings
from webapp.attending.services.attendees import lock
from webapp.attending.services.rows import row_of
from webapp.attending.services.tablet_changes import Once
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.rules.sessions import turned
from webapp.visits.models import Visit


def save(
    visit: Visit, sent: Iterable[Typed], once: Once | None = None, who: User | None = None
) -> list[Cell]:
    """Save the fields of steps and of attendance that were changed."""
    cells = findings.write(visit, sent, lock(visit), who, once)
    findings.keep_saved(cells, once)
    db.session.commit()
    return cells


def turn(visit: Visit, verb: str, step_id: int, once: Once | None = None) -> set[int]:
    """Begin, end or resume a step; return the steps whose hours changed.

    The button was pressed when the tablet's change was made (*once*), else now. Raises `Refused`
    where the session is closed.
    """
    if why := lock(visit):
        raise Refused(why)
    run = row_of(visit, Name("step", step_id, "note"))
    if not isinstance(run, StepRun):
        raise Refused("Bước này không còn trong chương trình làm việc.")
    runs = {one.step_id: one for one in _runs(visit)} | {step_id: run}
    hours = {key: one.hours for key, one in runs.items()}
    pressed = once.at if once else clock.now()
    # Hours are told and corrected by minutes.
    changed = turned(hours, step_id, verb, pressed.replace(second=0, microsecond=0))
    for key, new in changed.items():
        runs[key].began_at, runs[key].ended_at = new.began, new.ended
        runs[key].is_skipped, runs[key].pauses = new.is_skipped, new.pauses
        runs[key].is_doubtful = bool(once and once.is_doubtful)
        db.session.add(runs[key])
    if once:
        once.keep()
    db.session.commit()
    return set(changed)


def _runs(visit: Visit) -> Sequence[StepRun]:
    return db.session.scalars(select(StepRun).where(StepRun.visit_id == visit.id)).all()
