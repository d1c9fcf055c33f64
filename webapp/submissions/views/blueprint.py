"""The one blueprint on which the views of this room hang."""

from flask import Blueprint

from webapp.submissions.queries import standing

bp = Blueprint("submissions", __name__)


@bp.context_processor
def _stands() -> dict[str, object]:
    return {"stands": standing}
