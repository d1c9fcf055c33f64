"""The one blueprint that this room's views hang on."""

from flask import Blueprint

from webapp.attending.queries import standing

bp = Blueprint("attending", __name__)


@bp.context_processor
def _stands() -> dict[str, object]:
    return {"stands": standing}
