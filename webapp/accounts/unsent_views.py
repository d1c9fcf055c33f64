"""Answers to forms that did not arrive, and the page on which they are opened again."""

import io
from collections.abc import Iterable
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    flash,
    g,
    request,
    session,
    url_for,
)
from flask_login import current_user, user_logged_in
from flask_wtf.csrf import CSRFError
from sqlalchemy import event
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.wrappers import Response as AnyResponse
from werkzeug.wsgi import get_input_stream

from webapp.accounts import unsent
from webapp.accounts.gate import EVERYBODY, load, me, permit, reload_me
from webapp.accounts.models import User
from webapp.accounts.unsent import UnsentForm
from webapp.core import web
from webapp.core.db import db
from webapp.core.web import error_page, own_path, page, see_other, wants_part

bp = Blueprint("unsent", __name__)
HAS_SOME = "unsent"  # what a session notes while something is kept for its person
READ_AT_MOST = 5  # times the size that is taken, in order to save the text beside a large file
STALE = (
    "Trang đã mở quá lâu",
    "Phiên làm việc của trang này đã hết hạn. Hãy quay lại, tải lại trang rồi gửi lần nữa.",
)


class NothingToReopen(RuntimeError):
    """What was to be shown again began to write: it is no form that can be shown."""


def init_app(app: Flask) -> None:
    """Keep what does not arrive, and let go of it once it has arrived."""
    user_logged_in.connect(_mark_session, app)
    app.before_request(_reopen)
    app.after_request(_let_go_of_what_arrived)
    app.register_error_handler(CSRFError, _stale_page)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(NothingToReopen, _cannot_reopen)


@bp.get("/unsent")
@permit(*EVERYBODY)
def index() -> Response:
    """What one typed that has not arrived."""
    return _page()


@bp.post("/unsent/<int:form_id>/remove")
@permit(*EVERYBODY)
def remove(form_id: int) -> Response:
    """Let go of it."""
    db.session.delete(load(UnsentForm, form_id))
    db.session.commit()
    flash("Đã bỏ nội dung chưa gửi.")
    return see_other("unsent.index")


def keep_and_sign_in() -> AnyResponse:
    """Keep what a person who is signed out has sent, and ask to sign in."""
    if not web.wants_page():
        return _ask_to_sign_in(_page_before())
    return _ask_to_sign_in(url_for("unsent.index") if _keep_what_was_sent() else _page_before())


def _ask_to_sign_in(after: str) -> AnyResponse:
    return web.lead_to(url_for("accounts.sign_in", next=after or None))


def _stale_page(_error: CSRFError) -> AnyResponse:
    if not web.wants_page():
        return error_page(400, *STALE)
    if not current_user.is_authenticated:
        return keep_and_sign_in()
    if not _keep_what_was_sent():
        return error_page(400, *STALE)
    if unsent.writer_of(_token()) != current_user.id:
        return error_page(400, *_anothers())
    return _page("Trang đã mở quá lâu nên nội dung chưa được gửi.", 400)


def _too_large(_error: RequestEntityTooLarge) -> AnyResponse:
    """Tell which file is too large, and keep the text that came with it."""
    fields, files = _read_past_the_files()
    token = fields.get(unsent.TOKEN, "") or request.headers.get("X-CSRFToken", "")
    kept = _keep(token, fields.items(multi=True), list(files)) if web.wants_page() else False
    is_mine = current_user.is_authenticated and unsent.writer_of(token) == current_user.id
    if not (kept and is_mine):
        return error_page(413)
    allowed = (current_app.config["MAX_CONTENT_LENGTH"] or 0) // 1024 // 1024
    largest = max(files, key=lambda name: files[name]) if files else ""
    named = f"Tệp “{largest}”" if largest else "Nội dung"
    return _page(f"{named} gửi lên vượt quá {allowed} MB nên chưa được gửi.", 413)


def _cannot_reopen(_error: NothingToReopen) -> AnyResponse:
    db.session.rollback()
    return _page("Nội dung này không mở lại được thành biểu mẫu; đồng chí chép lại từ đây.", 200)


def _page(told: str = "", status: int = 200) -> Response:
    db.session.rollback()
    reload_me()
    kept = unsent.of(me())
    session[HAS_SOME] = bool(kept)
    after = own_path(request.args.get("next", ""))
    if after == url_for("unsent.index"):  # who signed in for this goes on to the first page
        after = url_for("milestones.home")
    told_on = page("accounts/unsent.html", status=status, kept=kept, told=told, after=after)
    return web.in_place_of_page(told_on)


def _anothers() -> tuple[str, str]:
    return (
        "Nội dung của người khác",
        "Trang này do người đăng nhập trước mở. Nội dung đã gõ được giữ cho người đó, "
        "và sẽ hiện ra khi người đó đăng nhập.",
    )


def _keep_what_was_sent() -> bool:
    files = [one.filename for one in request.files.values() if one.filename]
    return _keep(_token(), request.form.items(multi=True), files)


def _keep(token: str, fields: Iterable[tuple[str, str]], files: list[str]) -> bool:
    writer = unsent.writer_of(token)
    if writer is None:
        return False
    db.session.rollback()
    typed = [unsent.TypedField(name, text) for name, text in fields]
    return unsent.keep(writer, _path_of_form(), typed, files)


def _path_of_form() -> str:
    """Return where the form is sent: of a part, it is the page that the part stands on."""
    asked = request.full_path.rstrip("?")
    return (_page_before() or asked) if wants_part() else asked


def _token() -> str:
    return request.form.get(unsent.TOKEN, "") or request.headers.get("X-CSRFToken", "")


def _page_before() -> str:
    """Return the path of the page of this host that the form stood on, or nothing."""
    parts = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    return parts.path if parts.netloc == request.host else ""


def _read_past_the_files() -> tuple[MultiDict[str, str], dict[str, int]]:
    """Read a form whose files are too large: its fields, and the size of each file by name."""
    most = (current_app.config["MAX_CONTENT_LENGTH"] or 0) * READ_AT_MOST
    parser = FormDataParser(
        max_form_memory_size=current_app.config["MAX_FORM_MEMORY_SIZE"],
        max_form_parts=current_app.config["MAX_FORM_PARTS"],
    )
    try:
        stream = get_input_stream(request.environ, max_content_length=most)
        _, fields, files = parser.parse(
            stream, request.mimetype, request.content_length, request.mimetype_params
        )
    except RequestEntityTooLarge:
        return MultiDict(), {}
    return fields, {one.filename: _size(one) for one in files.values() if one.filename}


def _size(file: FileStorage) -> int:
    size = file.stream.seek(0, io.SEEK_END)
    file.close()
    return size


def _mark_session(_app: Flask, user: User) -> None:
    unsent.mark_session(user)


def _reopen() -> None:
    """Show a form as it was typed, and let it write nothing."""
    if request.method == "POST" and session.get(HAS_SOME) and unsent.REOPENED in request.form:
        g.reopened = True


def _let_go_of_what_arrived(response: AnyResponse) -> AnyResponse:
    # What arrived leads on; a page that is shown again, and its parts, are still being written.
    leads_on = 300 <= response.status_code < 400 or "HX-Redirect" in response.headers
    if request.method == "POST" and leads_on and "reopened" not in g and _is_mine_to_forget():
        unsent.forget(current_user.id, request.full_path.rstrip("?"))
        db.session.commit()
    return response


def _is_mine_to_forget() -> bool:
    return bool(session.get(HAS_SOME) and current_user.is_authenticated)


@event.listens_for(Session, "before_commit")
def _write_nothing(_session: object) -> None:
    if g and g.get("reopened"):
        raise NothingToReopen
