"""The second round of the 2021 draft has two teams, each with its people and its units."""

from sqlalchemy import select

from webapp.accounts.models import User
from webapp.core.db import db
from webapp.plans.models import Assignment
from webapp.plans.queries import committees
from webapp.plans.round_models import Seat
from webapp.rounds.services import teams, units
from webapp.rounds.services.teams import Arrangement
from webapp.sample.living import load_round

SECOND = (("ct-btv2", "head"), ("ct-ubkt2", "secretary"))
UNITS = 4


def divide(activity_id: int, people: dict[str, User]) -> None:
    """Choose four units, and give two of them to a second team. Commits."""
    for unit in committees(load_round(activity_id).plan)[:UNITS]:
        units.choose(load_round(activity_id), unit)
    teams.add(activity_id)
    second = teams.teams_of(activity_id)[1].id
    for position, (name, role) in enumerate(SECOND, 3):
        who = people[name]
        db.session.add(
            Seat(
                activity_id=activity_id,
                team_id=second,
                position=position,
                role=role,
                user_id=who.id,
                title=who.position,
            )
        )
    db.session.commit()
    chosen = select(Assignment.id).where(Assignment.activity_id == activity_id)
    ids = db.session.scalars(chosen.order_by(Assignment.id)).all()
    teams.arrange(activity_id, Arrangement(units=dict.fromkeys(ids[UNITS // 2 :], second)))
