"""The administrator's pages of the letterhead: from day to day, and what the tree asks of it."""

from flask import Response, abort, flash, request

from webapp.accounts import removed
from webapp.accounts.gate import me, permit
from webapp.accounts.models import ADMINISTRATOR
from webapp.administration.forms.letterheads import DatedHeadForm, HeadForm
from webapp.administration.forms.people import RemoveForm
from webapp.administration.queries import people as queries
from webapp.administration.services import letterheads as services
from webapp.administration.views import undoing
from webapp.administration.views.blueprint import bp
from webapp.core import clock
from webapp.core.refusals import Refused
from webapp.core.web import page, see_other
from webapp.documents.measures import STYLES
from webapp.organizations import letterheads
from webapp.organizations.letterheads import IssuerHead
from webapp.rules.letterheads import in_force

GONE = "Đã bỏ đầu văn bản; văn bản từ ngày đó mang đầu văn bản liền trước."


@bp.get("/administration/letterhead")
@permit(ADMINISTRATOR)
def letterhead() -> Response:
    """Every letterhead with its day, and where one still says a former name."""
    issuer = queries.own_issuer()
    heads = letterheads.heads_of(issuer)
    return page(
        "administration/letterhead.html",
        heads=heads,
        now=in_force(heads, clock.today()),
        questions=letterheads.questions(issuer),
        styles=STYLES,
    )


@bp.route("/administration/letterhead/new", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def add_head() -> Response:
    """Let another letterhead hold from a day on; it begins with what holds now."""
    issuer = queries.own_issuer()
    form = DatedHeadForm(data=letterheads.head_on(issuer, clock.today()).values)
    if form.validate_on_submit():
        try:
            services.add(issuer, form)
        except Refused as refusal:
            form.since.errors = [str(refusal)]
        else:
            flash("Đã lưu đầu văn bản.")
            return see_other("administration.letterhead")
    return page("administration/head.html", form=form, head=None)


@bp.route("/administration/letterhead/<int:head_id>", methods=["GET", "POST"])
@permit(ADMINISTRATOR)
def edit_head(head_id: int) -> Response:
    """Change a letterhead or its day."""
    head = queries.own(IssuerHead, head_id)
    form = (DatedHeadForm if head.since else HeadForm)(obj=head)
    if form.accepts(head):
        try:
            services.change(queries.own_issuer(), head, form)
        except Refused as refusal:
            form["since"].errors = [str(refusal)]
        else:
            flash("Đã lưu đầu văn bản.")
            return see_other("administration.letterhead")
    return page("administration/head.html", form=form, head=head)


@bp.post("/administration/letterhead/<int:head_id>/remove")
@permit(ADMINISTRATOR)
def remove_head(head_id: int) -> Response:
    """Let the letterhead before this one go on."""
    head = queries.own(IssuerHead, head_id)
    if head.since is None or RemoveForm().version.data != str(head.version):
        abort(409)
    kept = removed.keep(undoing.HEAD, head, me())
    services.remove(queries.own_issuer(), head)
    removed.offer(GONE, kept)
    return see_other("administration.letterhead")


@bp.post("/administration/letterhead/answer")
@permit(ADMINISTRATOR)
def answer_renaming() -> Response:
    """Say whether the letterhead follows the new name of a body."""
    issuer = queries.own_issuer()
    asked = request.form.get("line"), request.form.get("on"), request.form.get("now")
    found = [
        one
        for one in letterheads.questions(issuer)
        if (one.line, one.on.isoformat(), one.now) == asked
    ]
    if not found:  # somebody answered meanwhile
        abort(409)
    services.answer(issuer, found[0], follows=request.form.get("answer") == "follow")
    flash("Đã ghi nhận.")
    return see_other("administration.letterhead")
