"""People, sign-in, and the gate through which every row is loaded."""

from urllib.parse import urlsplit

from flask import Flask, g, request, url_for
from flask_login import LoginManager, current_user
from sqlalchemy.exc import DBAPIError
from werkzeug.wrappers import Response as AnyResponse

from webapp.accounts import ordering, signed_in, unsent_views
from webapp.accounts.looks import page_look
from webapp.accounts.models import User
from webapp.accounts.terms import terms
from webapp.core import clock, web
from webapp.core.db import db, writing
from webapp.organizations import effective, history

login = LoginManager()
BY_CODE = ("accounts.password", "accounts.sign_in", "accounts.sign_out")


def init_app(app: Flask) -> None:
    """Hang sign-in on the application, and let an issuer in training live on its own day."""
    login.init_app(app)
    login.session_protection = "basic"
    app.before_request(_live_on_the_issuers_day)
    ordering.init_app(app)
    unsent_views.init_app(app)
    app.jinja_env.globals["page_look"] = page_look
    app.context_processor(lambda: {"bare": g.get("bare", False), "terms": terms()})


@login.user_loader  # type: ignore[untyped-decorator]
def _load(secret: str) -> User | None:
    """Load who is signed in, with session, issuer and organization, in one query.

    Nobody is known to a page that asks nothing, such as that of an error.
    """
    if g.get("bare", False):
        return None
    g.signed_in = found = signed_in.find(secret)
    if found is None or not found.user.active:
        return None
    # Who came by an administrator's code is nobody until a password is chosen.
    g.must_choose = found.user.signs_in_by_code and request.endpoint not in BY_CODE
    return None if g.must_choose else found.user


@login.unauthorized_handler  # type: ignore[untyped-decorator]
def _sign_in_first() -> AnyResponse:
    if g.get("must_choose", False) and web.wants_page():
        return web.lead_to(url_for("accounts.password"))
    if request.method == "POST":
        return unsent_views.keep_and_sign_in()
    # A part of a page is no place to come back to; the page it stands in is.
    page = urlsplit(request.headers.get("HX-Current-URL", "")).path if web.wants_part() else ""
    return web.lead_to(url_for("accounts.sign_in", next=page or request.full_path))


def _live_on_the_issuers_day() -> None:
    of_nobody = ("static", "health.healthz", "health.metrics", "health.readyz")
    if request.endpoint in of_nobody or not current_user.is_authenticated:
        return
    if g.signed_in.is_to_be_noted:
        _note_that_it_is_used(g.signed_in.id)
    if current_user.issuer.training_day:
        g.manners.enter_context(clock.living_on(current_user.issuer.training_day))
    if history.is_due(current_user.issuer, clock.today()):
        _bring_the_tree_up_to_date()


def _note_that_it_is_used(session_id: int) -> None:
    """Note when a session was last used; a database that takes no writing goes on being read."""
    db.session.rollback()  # a reader becomes a writer only in a transaction of its own
    try:
        with writing():
            signed_in.note(session_id)
            db.session.commit()
    except DBAPIError:
        db.session.rollback()
    g.pop("_login_user")


def _bring_the_tree_up_to_date() -> None:
    """Let the organizations' rows show what took effect since; load who is signed in anew."""
    issuer_id = current_user.issuer_id
    db.session.rollback()  # a reader becomes a writer only in a transaction of its own
    with writing():
        effective.bring_up_to_date(issuer_id, clock.today())
        db.session.commit()
    g.pop("_login_user")
