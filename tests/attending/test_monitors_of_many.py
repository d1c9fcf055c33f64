"""Who may monitor a recommendation is a list, so of a large board not everybody is in it."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from tests.people import add_colleagues
from tests.world import World
from webapp.attending.queries.choices import monitors
from webapp.core.db import db
from webapp.plans.models import Activity, Assignment
from webapp.visits.models import TeamMember, Visit


def test_of_hundreds_the_team_and_who_plans_or_leads_are_offered(world: World) -> None:
    visit_id = world.visit().id
    db.session.expire_all()
    visit = db.session.scalars(
        select(Visit)
        .options(
            selectinload(Visit.team).joinedload(TeamMember.user),
            joinedload(Visit.assignment).joinedload(Assignment.activity).joinedload(Activity.plan),
        )
        .where(Visit.id == visit_id)
    ).one()
    team = {str(one.user_id) for one in visit.team}
    assert str(world.user("member2").id) in monitors(visit, [])
    add_colleagues(world, 60)
    many = monitors(visit, [])
    assert len(many) <= 20 + len(team)
    assert team | {str(world.user(name).id) for name in ("planner", "leader")} <= set(many)
