"""What a tablet needs to work without network: its worker, who is signed in, what is kept on it."""

from flask import Response, g, jsonify, url_for
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from webapp.accounts.gate import NOBODY, me, permit
from webapp.attending.views.blueprint import bp
from webapp.core.web import page


@bp.get("/service-worker.js")
@permit(*NOBODY)
def service_worker() -> Response:
    """The worker, at the root: a worker serves the addresses below its own.

    It names the files of this version, so that another version is another worker.
    """
    script = f'import "{url_for("static", filename="js/tablet/worker.js")}";\n'
    return Response(script, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


@bp.get("/tablet/session")
@permit(*NOBODY)
def tablet_session() -> Response:
    """Who is signed in (0: nobody), and a fresh token to send an outbox by."""
    user_id = me().id if current_user.is_authenticated else 0
    return jsonify(user=user_id, token=generate_csrf())


@bp.get("/tablet")
@permit(*NOBODY)
def tablet() -> Response:
    """What waits on this tablet and which pages it keeps; the tablet itself fills it in."""
    g.bare = not current_user.is_authenticated
    return page("attending/tablet.html")
