"""Which forms of steering a recommendation's page offers, as it stands."""

from dataclasses import dataclass, fields
from types import SimpleNamespace
from typing import TypeVar

from webapp.attending.models import Recommendation
from webapp.core import clock
from webapp.core.forms import Form, options
from webapp.followup.can import CanRecommendation
from webapp.followup.forms import ExtendForm, MonitorForm, UndoForm
from webapp.followup.queries import BACK, CLOSED, MENDED, OPEN, OVER, OVERDUE
from webapp.followup.steering import may_monitor
from webapp.milestones.closing_forms import CloseForm, ReopenForm

F = TypeVar("F", bound=Form)


@dataclass
class Steer:
    """The forms that are offered; `sent` is the one that came in and was not done."""

    extend: ExtendForm | None = None
    monitor: MonitorForm | None = None
    undo: UndoForm | None = None
    close: CloseForm | None = None
    reopen: ReopenForm | None = None
    sent: Form | None = None

    @property
    def is_any(self) -> bool:
        """Anything may be done."""
        return any(getattr(self, one.name) for one in fields(self))


def now_of(row: Recommendation) -> SimpleNamespace:
    """Return how a recommendation stands, to hold against what a stale page sent."""
    return SimpleNamespace(version=row.version, until=row.due_on, monitor_id=row.monitor_id)


def steer(row: Recommendation, state: str, can: CanRecommendation) -> Steer:
    """Return the forms that fit how a recommendation stands; none for who does not steer it."""
    if not can.steer:
        return Steer()
    ended = not row.organization.is_there(clock.today())
    return Steer(
        extend=_fresh(ExtendForm, row) if state in (OPEN, OVERDUE, BACK) else None,
        monitor=monitor_form(row, sent=False) if state not in OVER else None,
        undo=_fresh(UndoForm, row) if state == MENDED else None,
        close=_fresh(CloseForm, row) if ended and state not in OVER else None,
        reopen=_fresh(ReopenForm, row) if state == CLOSED else None,
    )


def monitor_form(row: Recommendation, *, sent: bool) -> MonitorForm:
    """Return the form that gives a recommendation to another monitor; *sent*: as it came in."""
    form = MonitorForm() if sent else _fresh(MonitorForm, row)
    offered = [(int(key), name) for key, name in may_monitor(row).items()]
    form.monitor_id.choices = options([one for one in offered if one[0] != row.monitor_id])
    return form


def _fresh(form: type[F], row: Recommendation) -> F:
    made = form(formdata=None)
    made.version.data = str(row.version)
    return made
