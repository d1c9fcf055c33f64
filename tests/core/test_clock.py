"""The one clock."""

from datetime import UTC, date, datetime

import pytest

from tests.world import local
from webapp.core import clock


def test_a_moment_stands_still() -> None:
    moment = local(2024, 2, 29, 23, 59)
    with clock.living_on(moment):
        assert clock.now() == moment == clock.now()
        assert clock.today() == date(2024, 2, 29)


def test_a_training_day_keeps_the_time_of_day() -> None:
    with clock.living_on(date(2024, 7, 15)):
        assert clock.today() == date(2024, 7, 15)
        real = datetime.now(UTC)
        passed = (clock.local(real) - clock.local(clock.now())).total_seconds() % 86_400
        assert passed < 60 or passed > 86_340


def test_days_nest_and_end() -> None:
    with clock.living_on(date(2020, 5, 11)):
        with clock.living_on(date(2023, 9, 11)):
            assert clock.today() == date(2023, 9, 11)
        assert clock.today() == date(2020, 5, 11)


@pytest.mark.parametrize(("hour", "utc_day"), [(6, 2), (7, 3)])
def test_the_wall_clock_is_seven_hours_ahead(hour: int, utc_day: int) -> None:
    assert clock.at(date(2024, 1, 3), hour).day == utc_day
