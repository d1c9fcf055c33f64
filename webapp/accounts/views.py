"""Signing in and out, one's own password, and how a form reads what is typed."""

from datetime import timedelta

from flask import Blueprint, Response, abort, flash, jsonify, request, url_for
from flask_login import current_user

from webapp.accounts import queries, services, signed_in, unsent
from webapp.accounts.failures import MustWait
from webapp.accounts.forms import LookForm, PasswordForm, SignInForm
from webapp.accounts.gate import EVERYBODY, NOBODY, me, permit
from webapp.accounts.posts import post_names
from webapp.core.refusals import Refused
from webapp.core.typed import WRITINGS
from webapp.core.web import own_path, page, see_other, see_url
from webapp.rules.waiting import seconds_of, wait_words

bp = Blueprint("accounts", __name__)


@bp.route("/sign-in", methods=["GET", "POST"])
@permit(*NOBODY)
def sign_in() -> Response:
    """Let a person in, and on to the page they asked for."""
    if current_user.is_authenticated:
        return see_other("accounts.password" if me().signs_in_by_code else "milestones.home")
    form = SignInForm()
    if form.validate_on_submit():
        try:
            user = services.enter(form.username.data, form.password.data)
        except MustWait as told:
            return _wait(form, told.wait)
        except Refused as told:
            form.password.errors = [str(told)]
            return _sign_in_page(form)
        if user is not None:
            after = own_path(request.args.get("next", ""))
            return see_other("unsent.index", next=after) if unsent.of(user) else see_url(after)
        form.password.errors = ["Tên đăng nhập hoặc mật khẩu không đúng."]
    return _sign_in_page(form)


def _wait(form: SignInForm, wait: timedelta) -> Response:
    """Say how long to wait: the same whether or not there is such an account."""
    told = f"Đã nhập sai nhiều lần. Đồng chí thử lại sau {wait_words(wait)}."
    form.password.errors = [told]
    response = _sign_in_page(form)
    response.status_code = 429
    response.headers["Retry-After"] = str(seconds_of(wait))
    return response


def _sign_in_page(form: SignInForm) -> Response:
    has_kept = own_path(request.args.get("next", "")) == url_for("unsent.index")
    return page("accounts/sign_in.html", form=form, has_kept=has_kept, helpers=queries.helpers())


@bp.post("/sign-out")
@permit(*EVERYBODY)
def sign_out() -> Response:
    """End the session: tablets are shared."""
    signed_in.end()
    return see_other("accounts.sign_in")


@bp.route("/account", methods=["GET", "POST"])
@permit(*EVERYBODY)
def account() -> Response:
    """Show who one is to the program; choose the size of text and the colours."""
    form = LookForm(obj=me())
    if form.validate_on_submit():
        services.change_look(me(), form.text_size.data, form.theme.data)
        flash("Đã lưu cách hiển thị.")
        return see_other("accounts.account")
    sessions = signed_in.of(me())
    return page("accounts/account.html", form=form, posts=post_names(me().posts), sessions=sessions)


@bp.post("/account/sessions/end")
@permit(*EVERYBODY)
def end_others() -> Response:
    """Sign out everywhere else: a machine was left behind, or is not one's own."""
    signed_in.end_others(me())
    flash("Đã đăng xuất mọi nơi khác.")
    return see_other("accounts.account")


@bp.route("/password", methods=["GET", "POST"])
@permit(*EVERYBODY)
def password() -> Response:
    """Change one's own password."""
    form, by_code = PasswordForm(), me().signs_in_by_code
    form.set_person(me())
    if form.validate_on_submit():
        services.change_password(me(), form.new.data)
        signed_in.begin(me())
        flash("Đã đặt mật khẩu." if by_code else "Đã đổi mật khẩu.")
        return see_other("milestones.home" if by_code else "accounts.account")
    return page("accounts/password.html", form=form, by_code=by_code)


@bp.get("/said")
@permit(*NOBODY)
def said() -> Response:
    """What a form asks of a typed day: `said` and `iso`, or `wrong` (see `Writing.answer`)."""
    writing = WRITINGS.get(request.args.get("kind", "day"))
    if writing is None:
        abort(404)
    return jsonify(writing.answer(request.args.get("text", "")))
