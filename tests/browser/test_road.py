"""The whole road, from the plan to the report of the year, by clicking, at both sizes."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Site
from tests.browser.road import announcing, choosing, notice, plan
from tests.browser.steps import Road
from tests.world import World
from webapp.core.db import db


@pytest.fixture
def road(site: Site) -> Road:
    """The road's beginning: a plan in which two committees have no place yet."""
    with site.app.app_context():
        for name in ("Trảng Bom", "Vĩnh Cửu"):
            World().committee(f"Đảng bộ huyện {name}")
        db.session.commit()
    return Road(site)


def on(month: int, day: int) -> Callable[[Road], None]:
    return lambda road: road.live_on(month, day)


STAGES = (
    (plan.live_in_training, plan.edit, plan.assign, plan.issue, plan.see_the_year),
    (on(1, 24), notice.file, notice.receive),
    (on(1, 31), notice.amend),
    (on(2, 7), choosing.choose, choosing.filter_and_sort, choosing.close),
    (choosing.assign_team, choosing.see_the_answer),
    (on(2, 19), announcing.announce, announcing.invite, announcing.read),
    (on(2, 22), announcing.move, announcing.announce_anew),
)


def test_the_whole_road(road: Road) -> None:
    for stage in STAGES:
        for step in stage:
            step(road)
