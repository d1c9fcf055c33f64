"""Signing in and out, and one's own password."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, flash, request
from flask_login import current_user, login_user, logout_user

from webapp.accounts import services
from webapp.accounts.forms import PasswordForm, SignInForm
from webapp.accounts.gate import EVERYBODY, NOBODY, me, permit
from webapp.core.web import page, see_other, see_url

bp = Blueprint("accounts", __name__)


@bp.route("/sign-in", methods=["GET", "POST"])
@permit(*NOBODY)
def sign_in() -> Response:
    """Let a person in, and on to the page they asked for."""
    if current_user.is_authenticated:
        return see_other("milestones.home")
    form = SignInForm()
    if form.validate_on_submit():
        user = services.find(form.username.data, form.password.data)
        if user is not None:
            login_user(user)
            return see_url(_own_path(request.args.get("next", "")))
        form.password.errors = ["Tên đăng nhập hoặc mật khẩu không đúng."]
    return page("accounts/sign_in.html", form=form)


@bp.post("/sign-out")
@permit(*EVERYBODY)
def sign_out() -> Response:
    """End the session: tablets are shared."""
    logout_user()
    return see_other("accounts.sign_in")


@bp.route("/password", methods=["GET", "POST"])
@permit(*EVERYBODY)
def password() -> Response:
    """Change one's own password."""
    form = PasswordForm()
    if form.validate_on_submit():
        if me().has_password(form.current.data):
            services.change_password(me(), form.new.data)
            login_user(me())
            flash("Đã đổi mật khẩu.")
            return see_other("milestones.home")
        form.current.errors = ["Mật khẩu hiện tại không đúng."]
    return page("accounts/password.html", form=form)


def _own_path(target: str) -> str:
    """Return *target* when it is a path of this host, else the first page."""
    parts = urlsplit(target)
    safe = target.startswith("/") and not target.startswith("//") and not parts.netloc
    return target if safe and "\\" not in target and target.isprintable() else "/"
