"""What a tablet needs to work without network: its worker, who is signed in, what is kept on it."""

from flask import Response, g, jsonify, request, url_for
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from webapp.accounts.gate import LARGEST_ID, NOBODY, me, permit
from webapp.accounts.models import BOARD
from webapp.attending.queries import taking
from webapp.attending.queries.visit import load_visit
from webapp.attending.views.blueprint import bp
from webapp.core import clock
from webapp.core.web import page

MOST_KEPT = 60  # visits, of which a tablet may ask how they stand


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


@bp.get("/tablet/visits")
@permit(*BOARD)
def tablet_visits() -> Response:
    """Tell when and where the coming visits of who is signed in are, and those called "also"."""
    asked = request.args.get("also", "").split(",")[:MOST_KEPT]
    also = [int(one) for one in asked if one.isdecimal() and len(one) < 11]
    known = [number for number in also if number <= LARGEST_ID]
    return jsonify(today=clock.today().isoformat(), visits=taking.told(me(), known))


@bp.get("/visits/<int:visit_id>/take")
@permit(*BOARD)
def take(visit_id: int) -> Response:
    """List what a tablet takes along to a visit, and what is too large for it."""
    bag = taking.bag_of(load_visit(visit_id))
    return jsonify(
        pages=[{"path": path, "name": name} for path, name in bag.pages],
        left=[{"name": name, "why": why} for name, why in bag.left],
    )
