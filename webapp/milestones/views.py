"""The first screen: what must I do now?"""

from flask import Blueprint, Response

from webapp.accounts.gate import EVERYBODY, me, permit
from webapp.accounts.models import PLANNER
from webapp.core.web import page, see_other
from webapp.milestones import services
from webapp.milestones.signals import coming_asked

bp = Blueprint("milestones", __name__)


@bp.get("/")
@permit(*EVERYBODY)
def home() -> Response:
    """What is due for this person, late first, where they go these days, what they were told."""
    return page(
        "milestones/home.html",
        due=services.due_for(me()),
        coming=sorted(one for _, told in coming_asked.send(me()) for one in told),
        left_open=services.count_owed_by_ended_units(me().issuer_id) if me().is_any(PLANNER) else 0,
        messages=services.messages_for(me()),
    )


@bp.post("/messages/read")
@permit(*EVERYBODY)
def read_messages() -> Response:
    """Put all messages of this person away."""
    services.read_all(me())
    return see_other("milestones.home")
