"""Reports and no-shows that come in a tablet's file, on behalf of who wrote them."""

from webapp.attending.can import CanAttend
from webapp.attending.services.taking import GONE, Sent, Taken, Taker
from webapp.grassroots.forms import NoShowForm, ReportForm
from webapp.grassroots.kinds import GRASSROOTS
from webapp.grassroots.queries.offered import offer_no_show
from webapp.grassroots.services import reporting
from webapp.visits.models import Visit


def _may(can: CanAttend) -> bool:
    return can.write


def _is_ours(visit: Visit) -> bool:
    return bool(visit.assignment.activity.kind == GRASSROOTS.key)


def _report(sent: Sent) -> Taken:
    if not _is_ours(sent.visit):
        return Taken(GONE)
    reporting.lock_report(sent.visit)
    kept = reporting.report_of(sent.visit)
    form = ReportForm(sent.form, obj=kept, meta={"csrf": False})
    if not form.accepts(kept):
        return Taken(form.complaint)
    reporting.save(sent.visit, form.values(), sent.who, sent.once)
    return Taken()


def _no_show(sent: Sent) -> Taken:
    if not _is_ours(sent.visit):
        return Taken(GONE)
    reporting.lock_report(sent.visit)
    form = NoShowForm(sent.form, meta={"csrf": False})
    offer_no_show(form, sent.visit)
    if not form.validate():
        return Taken(form.complaint)
    reporting.note_no_show(sent.visit, form.values(), sent.who, sent.once)
    return Taken()


REPORTS = (Taker("report", _may, _report), Taker("no-show", _may, _no_show))
