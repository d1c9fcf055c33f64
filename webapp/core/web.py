"""HTTP manners shared by every view: pages, redirects, errors, headers, words in templates."""

import re
from contextlib import ExitStack
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Flask, Response, current_app, g, redirect, render_template, request, url_for
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException
from werkzeug.http import dump_options_header
from werkzeug.wrappers import Response as AnyResponse

from webapp.core import clock, logs, macros
from webapp.core.db import db, reading
from webapp.core.forms import Form
from webapp.core.lists import narrowed_by
from webapp.core.refusals import NotAllowed, NotFound
from webapp.rules import text as words
from webapp.rules.amounts import amount_text, size_text

# On every answer of ours: a tablet behind a hotel's or a proxy's page must know who speaks.
PROGRAM = "du-giam-sat"
HTTPS_ALONE = "max-age=31536000"  # s: who came by HTTPS once does not come without it for a year
CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
Context = dict[str, Any]  # what a template gets, by the names it uses
ERRORS = {
    400: (
        "Yêu cầu không hợp lệ",
        "Chương trình không hiểu yêu cầu này. Hãy quay lại và thử lần nữa.",
    ),
    403: ("Không có quyền", "Tài khoản của đồng chí không được giao việc này."),
    404: ("Không tìm thấy", "Trang này không có, hoặc không thuộc phạm vi của đồng chí."),
    405: ("Không làm được cách này", "Hãy mở trang từ danh mục, không gõ thẳng địa chỉ."),
    409: (
        "Có người vừa sửa",
        "Nội dung đã được người khác thay đổi. Hãy mở lại trang và thử lần nữa.",
    ),
    413: ("Tệp quá lớn", "Tệp hoặc nội dung gửi lên vượt quá dung lượng cho phép."),
}


def page(
    template: str, *, form: Form | None = None, status: int = 200, **context: object
) -> Response:
    """Render a template; a form decides the status (200, 409, 422)."""
    body = render_template(template, form=form, **context)
    return Response(body, status=form.status if form else status, mimetype="text/html")


def plain_name(name: str) -> str:
    """Return a file's name in plain letters, for browsers and servers that know no others."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", words.fold(name)).strip("-") or "tep"


def in_place_of_page(response: Response) -> Response:
    """Let a whole page take the place of the page, where htmx asked for a part of it."""
    if wants_part():
        response.headers["HX-Retarget"] = response.headers["HX-Reselect"] = "#main"
        response.headers["HX-Reswap"] = "outerHTML"
    return response


def see_other(endpoint: str, **values: Any) -> Response:
    """Answer a POST by sending the reader on with 303."""
    return see_url(url_for(endpoint, **values))


def see_url(url: str) -> Response:
    """Answer with 303; htmx, which would follow it unseen, is told to load the page anew."""
    if wants_part():
        return Response(status=204, headers={"HX-Redirect": url})
    return Response(status=303, headers={"Location": url})


def own_path(target: str) -> str:
    """Return *target* when it is a path of this host, else the first page."""
    parts = urlsplit(target)
    safe = target.startswith("/") and not target.startswith("//") and not parts.netloc
    return target if safe and "\\" not in target and target.isprintable() else "/"


def wants_part() -> bool:
    """Return True when htmx asks for a part of a page, not for a page from its history."""
    return "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers


def wants_page() -> bool:
    """Return True when a person asks, for a page or a part; a tablet by itself asks for neither."""
    return wants_part() or "text/html" in request.headers.get("Accept", "")


def lead_to(target: str) -> AnyResponse:
    """Lead on to a page that comes first; htmx, which would follow it unseen, loads it whole."""
    if wants_part():
        return Response(status=401, headers={"HX-Redirect": target})
    return redirect(target)


def send_pdf(data: bytes, name: str) -> Response:
    """Answer with a PDF that opens in the browser under a readable name."""
    return send_bytes(data, name, "application/pdf", inline=True)


def send_bytes(data: bytes, name: str, mime: str, *, inline: bool = False) -> Response:
    """Answer with a file to keep. Only what was checked or made here may be shown *inline*."""
    response = Response(data, mimetype=mime)
    # Headers are Latin-1: a Vietnamese name travels beside a plain one (RFC 6266).
    way = "inline" if inline else "attachment"
    response.headers["Content-Disposition"] = dump_options_header(
        way, {"filename": plain_name(name), "filename*": f"UTF-8''{quote(name)}"}
    )
    # The browser's own PDF viewer is a page with its own styles; nothing else may run in a file.
    is_viewed = inline and mime == "application/pdf"
    styles = "style-src 'unsafe-inline'" if is_viewed else "sandbox"
    response.headers["Content-Security-Policy"] = f"default-src 'none'; {styles}"
    return response


def init_app(app: Flask) -> None:
    """Hang the shared manners on the application."""
    app.before_request(_start)
    app.after_request(_headers)
    app.teardown_request(_end)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(StaleDataError, lambda _error: error_page(409))
    app.register_error_handler(NotFound, lambda _error: error_page(404))
    app.register_error_handler(NotAllowed, lambda _error: error_page(403))
    app.register_error_handler(Exception, crash)
    app.add_template_filter(short_day, "day")
    app.add_template_filter(long_day, "long_day")
    app.add_template_filter(moment, "moment")
    app.add_template_filter(hour, "hour")
    app.add_template_filter(month_name, "month")
    app.add_template_filter(words.number_text, "two_digits")
    app.add_template_filter(amount_text, "amount")
    app.add_template_filter(size_text, "size")
    app.add_template_global(narrowed_by)
    app.jinja_env.globals["today"] = clock.today
    macros.init_app(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _start() -> None:
    g.manners = ExitStack()
    g.began = clock.stamp()
    if request.method in ("GET", "HEAD", "OPTIONS"):
        g.manners.enter_context(reading())


def _end(_error: BaseException | None) -> None:
    if "manners" in g:
        g.manners.close()


def _headers(response: AnyResponse) -> AnyResponse:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CSP)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers["X-Program"] = PROGRAM
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", HTTPS_ALONE)
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
    if request.endpoint != "static":
        headers.setdefault("Cache-Control", "no-store")
        headers.add("Vary", "HX-Request")
    return response


def _http_error(error: HTTPException) -> HTTPException | Response:
    if error.code is None or error.code < 400:
        return error
    return error_page(error.code)


def crash(error: Exception) -> Response:
    """Tell a reference that is in the log, never the fault itself."""
    reference = logs.request_id()
    current_app.logger.exception("fault %s at %s", reference, request.url_rule, exc_info=error)
    try:
        db.session.rollback()
    except SQLAlchemyError:
        current_app.logger.exception("fault %s: rollback failed", reference)
    if current_app.testing:
        raise error
    g.bare = True  # a page that asks nothing of the database
    told = "Hãy báo người quản trị kèm mã dưới đây. Những gì đã lưu vẫn còn nguyên."
    return error_page(500, "Chương trình gặp lỗi", told, reference=reference)


def error_page(code: int, title: str = "", text: str = "", reference: str = "") -> Response:
    """Answer with the page of an error; what was not yet committed is let go of."""
    if not title:
        title, text = ERRORS.get(code, ERRORS[400])
    if code != 500:
        db.session.rollback()
    shown: Context = {"title": title, "text": text, "code": code, "reference": reference}
    return in_place_of_page(page("error.html", status=code, **shown))


def short_day(value: date | datetime | None) -> str:
    """03/01/2024, or an em dash when there is none."""
    if value is None:
        return "–"
    return words.short_date(clock.local(value).date() if isinstance(value, datetime) else value)


def long_day(value: date) -> str:
    """Ngày 03 tháng 01 năm 2024, as papers write it."""
    return words.long_date(value)


def moment(value: datetime | None) -> str:
    """08:30 ngày 03/01/2024."""
    return "–" if value is None else f"{hour(value)} ngày {short_day(value)}"


def hour(value: datetime | None) -> str:
    """08:30."""
    return "–" if value is None else f"{clock.local(value):%H:%M}"


def month_name(value: date | None) -> str:
    """Tháng 02/2024."""
    return "–" if value is None else f"tháng {value:%m/%Y}"
