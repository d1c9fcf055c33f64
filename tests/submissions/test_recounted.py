"""A report whose due day was gone by when it was counted anew: the tally says what its row says."""

from datetime import date

import pytest

from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones import engine
from webapp.milestones.items import DueItem
from webapp.plans.models import Activity
from webapp.rules.anchors import AnchorFacts
from webapp.submissions.kinds import SELF_REPORT_DUE
from webapp.submissions.queries.reports import Sending, counts


@pytest.mark.parametrize(
    ("today", "overdue", "words"),
    [
        (date(2024, 3, 11), 0, "Chưa gửi"),
        (date(2024, 3, 13), 1, "Chưa gửi, quá hạn 2 ngày kể từ hạn cũ 11/03/2024"),
    ],
)
def test_it_is_overdue_from_the_old_day_on(
    world: World, today: date, overdue: int, words: str
) -> None:
    assignment = world.assignment("Long Thành")
    about = ("assignment", assignment.id)
    unit = world.organization("Đảng bộ huyện Long Thành")
    days = date(2024, 3, 11), date(2024, 3, 4)
    for day, told_on in zip(days, (date(2024, 2, 1), date(2024, 3, 8)), strict=True):
        with clock.living_on(told_on):
            facts = AnchorFacts(day)
            engine.set_due(
                DueItem(SELF_REPORT_DUE, about, unit, "", "unit", "on the day", facts, told_on)
            )
    db.session.flush()
    with clock.living_on(today):
        row = engine.find(SELF_REPORT_DUE, *about)
        assert Sending.of(row, None).standing.words == words
        assert counts(db.session.get_one(Activity, assignment.activity_id)).overdue == overdue
