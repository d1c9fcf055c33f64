"""Topics of ongoing supervision and notes on them, for tests."""

from datetime import date

from sqlalchemy import select

from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.observations.kinds import ONGOING
from webapp.observations.models import Observation
from webapp.plans.models import Activity
from webapp.plans.round_models import Topic

TOPICS = ("Thực hiện nghị quyết của Ban Chấp hành", "Tu dưỡng, rèn luyện của cán bộ")


def topics(world: World) -> list[Topic]:
    """Return the world's topics; the first call gives its plan an activity with two."""
    found = select(Topic).order_by(Topic.position)
    if not db.session.scalars(found).first():
        activity = add(
            Activity(
                plan_id=world.plan.id, position=9, kind=ONGOING.key, title="Giám sát thường xuyên"
            )
        )
        for place, text in enumerate(TOPICS):
            add(Topic(activity_id=activity.id, position=place, text=text, basis="NQ 02-NQ/TW"))
    return list(db.session.scalars(found))


def add_observation(world: World, text: str = "Họp đúng kỳ", **changes: object) -> Observation:
    """Add a note of a member on the first topic, of Nhơn Trạch. Does not commit."""
    values = {
        "topic_id": topics(world)[0].id,
        "issuer_id": world.issuer.id,
        "organization_id": world.organization("Đảng bộ huyện Nhơn Trạch").id,
        "kind": "strength",
        "text": text,
        "noted_on": date(2024, 1, 10),
        "author_id": world.user("member").id,
        "created_at": clock.now(),
    }
    note: Observation = add(Observation(**(values | changes)))
    return note
