"""The whole road, from the plan to the report of the year, by clicking, at both sizes."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Site
from tests.browser.road import (
    announcing,
    attending,
    choosing,
    followup,
    letter,
    notice,
    plan,
    year_end,
)
from tests.browser.steps import INVITED, Road
from tests.world import World, add, organization
from webapp.core.db import db
from webapp.organizations.models import Level
from webapp.plans.models import PlanLine


@pytest.fixture
def road(site: Site) -> Road:
    with site.app.app_context():
        prepare(World())
    return Road(site)


def prepare(world: World) -> None:
    """Make the plan a draft that lacks one line and two committees, and add a body to invite."""
    world.unissue()
    for name in ("Trảng Bom", "Vĩnh Cửu"):
        world.committee(f"Đảng bộ huyện {name}")
    board = world.organization("Ban Tổ chức Tỉnh ủy")
    level = db.session.get_one(Level, board.level_id)
    organization(world.issuer, level, INVITED, world.organization("Tỉnh ủy Đồng Nai"))
    for part in ("attendee_upper", "attendee_lower", "duty_lower", "copied"):
        add(PlanLine(plan_id=world.plan.id, part=part, position=1, text=f"Nội dung {part}"))
    db.session.commit()


def on(month: int, day: int) -> Callable[[Road], None]:
    return lambda road: road.live_on(month, day)


STAGES = (
    (
        plan.live_in_training,
        plan.keep_phrase,
        plan.see_what_is_missing,
        plan.edit,
        plan.assign,
        plan.issue,
        plan.see_the_year,
    ),
    (on(1, 24), notice.file, notice.receive),
    (on(1, 31), notice.amend, notice.record_paper),
    (on(2, 7), choosing.choose, choosing.filter_and_sort, choosing.close, choosing.assign_team),
    (choosing.see_the_answer,),
    (on(2, 19), announcing.announce, announcing.invite, announcing.read),
    (on(2, 22), announcing.move, announcing.amend, announcing.read_as_amended),
    (on(2, 23), announcing.move_again, announcing.announce_anew),
    (on(3, 4), attending.prepare),
    (
        on(3, 6),
        attending.open_findings,
        attending.count_who_came,
        attending.assess,
        attending.recommend,
        attending.score,
        attending.photograph,
        attending.write_together,
        attending.complete,
        letter.compose,
    ),
    (on(3, 8), letter.send_back, letter.issue, letter.receive),
    (on(3, 20), followup.answer, followup.send_back),
    (on(3, 27), followup.answer_again, followup.accept),
    (on(12, 12), year_end.report),
    (on(12, 18), year_end.report_late, year_end.see_who_reported),
    (on(12, 20), year_end.gather, year_end.see_the_whole_year),
)


def test_the_whole_road(road: Road) -> None:
    for stage in STAGES:
        for step in stage:
            step(road)
