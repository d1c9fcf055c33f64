"""Two texts of one field on a page of their own: whoever may decide chooses, joins or edits."""

from flask import Response, abort, flash

from webapp.accounts import gate
from webapp.accounts.gate import me, permit
from webapp.accounts.models import BOARD, OFFICE
from webapp.attending.can import CanSettle
from webapp.attending.clash_forms import SettleForm
from webapp.attending.clash_models import Clash
from webapp.attending.queries import clashes as clash_queries
from webapp.attending.queries.session import SessionRecord
from webapp.attending.queries.visit import VisitRecord, load_again, load_visit
from webapp.attending.services import settling
from webapp.attending.services.rows import row_of
from webapp.attending.services.settling import Decision, Overtaken
from webapp.attending.views.blueprint import bp
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.rules.clashes import MERGED, joined, ways
from webapp.visits.models import Visit


@bp.get("/clashes/<int:clash_id>")
@permit(*BOARD, OFFICE)
def clash(clash_id: int) -> Response:
    """Both texts, who wrote them, and what was decided."""
    found = gate.load(Clash, clash_id, *clash_queries.PEOPLE)
    return _page(load_visit(found.visit_id), found)


@bp.post("/clashes/<int:clash_id>")
@permit(*BOARD, OFFICE)
def settle_clash(clash_id: int) -> Response:
    """Decide: 409 where somebody did already, or the text that stands was changed meanwhile."""
    found = gate.load(Clash, clash_id, *clash_queries.PEOPLE)
    visit = load_visit(found.visit_id)
    if not CanSettle(me(), visit, found).may:
        abort(403)
    form = SettleForm()
    if not form.validate():
        return _page(visit, found, form, status=422)
    decision = Decision(form.how.data, form.shown.data or "", form.merged.data or "")
    try:
        settling.settle(visit, found, me(), decision)
    except Refused as error:
        status = 409 if isinstance(error, Overtaken) else 422
        again = load_again(found.visit_id)
        found = gate.load(Clash, clash_id, *clash_queries.PEOPLE)
        return _page(again, found, form, refusal=str(error), status=status)
    flash("Đã quyết định. Bản không dùng vẫn xem lại được ở trang này.")
    return see_other("attending.clash", clash_id=clash_id)


def _page(
    visit: Visit,
    clash: Clash,
    form: SettleForm | None = None,
    *,
    refusal: str = "",
    status: int = 200,
) -> Response:
    kind = SessionRecord if visit.meeting.is_session else VisitRecord
    record = kind(visit)
    name = clash.field
    cell = record.cell(name.of, name.key, name.column)
    may = CanSettle(me(), visit, clash).may and clash.settled_at is None
    if form is None:
        form = SettleForm(formdata=None)
        texts = (cell.was, clash.offered, name.spec.widget)
        form.merged.data = joined(*texts) if MERGED in ways(name.spec.widget) else ""
    form.shown.data = cell.was
    return page(
        "attending/clash.html",
        status=status,
        visit=visit,
        clash=clash,
        record=record,
        cell=cell,
        form=form if form.errors else None,
        settling=form,
        refusal=refusal,
        standing=clash_queries.standing(clash),
        ways=ways(name.spec.widget) if may else (),
        is_gone=row_of(visit, name) is None,
        closed=record.closed if may else "",
    )
