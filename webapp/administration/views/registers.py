"""The administrator's pages of the register: terms, the way of counting, the numbers next."""

from types import SimpleNamespace

from flask import Response, abort, flash, request

from webapp.accounts import removed
from webapp.accounts.gate import me, permit
from webapp.accounts.models import ADMINISTRATOR
from webapp.administration.forms.people import RemoveForm
from webapp.administration.forms.registers import WAYS, CountingForm, TermForm
from webapp.administration.queries import people as queries
from webapp.administration.queries import registers
from webapp.administration.services import registers as services
from webapp.administration.views import undoing
from webapp.administration.views.blueprint import bp
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.documents.models import RegisterTerm
from webapp.documents.register import checking
from webapp.rules.registers import TERM

NO_TERM = "Chưa có nhiệm kỳ nào gồm ngày hôm nay. Hãy ghi nhiệm kỳ trước, rồi mới đánh số theo đó."


@bp.get("/administration/register")
@permit(ADMINISTRATOR)
def register() -> Response:
    """How papers are numbered: by year or term, the terms, and what number comes next."""
    issuer = queries.own_issuer()
    span = registers.span_today(issuer, issuer.numbers_restart)
    return page(
        "administration/register.html",
        terms=registers.terms(),
        way=WAYS[issuer.numbers_restart],
        others=[one for one in WAYS.items() if one[0] != issuer.numbers_restart],
        this_way=issuer.numbers_restart,
        span=span,
        no_term=NO_TERM if span is None else "",
        symbols=registers.symbols(issuer, span) if span else [],
    )


@bp.route("/administration/register/counting", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def counting() -> Response:
    """Say how papers are numbered from today on, and after which numbers."""
    issuer = queries.own_issuer()
    asked = request.values.get("numbers_restart", "")
    way = asked if asked in WAYS else issuer.numbers_restart
    span = registers.span_today(issuer, way)
    if span is None:
        return page("administration/counting_refused.html", status=409, why=NO_TERM)
    symbols = registers.symbols(issuer, span)
    saved = SimpleNamespace(
        version=issuer.version,
        numbers_restart=way,
        lasts=[one.last for one in symbols],
        is_known=False,
    )
    form = CountingForm(obj=saved)
    form.symbols = [one.symbol for one in symbols]
    doubles = checking.doubled(issuer, way)
    form.doubles = bool(doubles) and way != issuer.numbers_restart
    if form.accepts(saved):
        lasts = [one or 0 for one in form.lasts.data]
        services.change_counting(
            issuer, form.numbers_restart.data, dict(zip(form.symbols, lasts, strict=True))
        )
        flash("Đã lưu cách đánh số văn bản.")
        return see_other("administration.register")
    for one, last in zip(symbols, form.lasts.entries, strict=False):
        last.label.text = f"Số cuối đã cấp, {one.symbol}"
    return page(
        "administration/counting.html",
        form=form,
        span=span,
        way=WAYS[way].lower(),
        doubles=doubles,
    )


@bp.route("/administration/register/terms/new", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def add_term() -> Response:
    """Add a committee's term."""
    return _edit(RegisterTerm(issuer_id=me().issuer_id), TermForm())


@bp.route("/administration/register/terms/<int:term_id>", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def edit_term(term_id: int) -> Response:
    """Change a term's name or days: what was numbered in it stays in it."""
    term = queries.own(RegisterTerm, term_id)
    return _edit(term, TermForm(obj=term))


@bp.post("/administration/register/terms/<int:term_id>/remove")
@permit(ADMINISTRATOR)
def remove_term(term_id: int) -> Response:
    """Remove a term under which nothing was numbered."""
    term = queries.own(RegisterTerm, term_id)
    if RemoveForm().version.data != str(term.version):
        abort(409)
    kept = removed.keep(undoing.TERM, term, me())
    try:
        services.remove_term(term)
    except Refused as refusal:
        return page("administration/counting_refused.html", status=409, why=str(refusal))
    removed.offer("Đã xóa nhiệm kỳ.", kept)
    return see_other("administration.register")


def _edit(term: RegisterTerm, form: TermForm) -> Response:
    form.others = [one.span for one in registers.terms() if one.id != term.id]
    if form.accepts(term) if term.id else form.validate_on_submit():
        try:
            services.save_term(term, form)
        except Refused as refusal:
            form.name.errors = [str(refusal)]
        else:
            return _saved()
    return page("administration/term.html", form=form, term=term)


def _saved() -> Response:
    """Where papers are numbered by term, what comes next is asked at once."""
    flash("Đã lưu nhiệm kỳ.")
    issuer = queries.own_issuer()
    if issuer.numbers_restart == TERM and registers.span_today(issuer, TERM):
        flash("Đề nghị kiểm tra số cuối đã cấp của từng loại văn bản.", "warning")
        return see_other("administration.counting")
    return see_other("administration.register")
