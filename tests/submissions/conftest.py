"""What the tests of this room begin with."""

import pytest

from tests.round_world import RoundWorld, add_round
from tests.submissions.helpers import require_step
from tests.world import World


@pytest.fixture
def held(world: World) -> RoundWorld:
    """The round, its report due from Nhơn Trạch by 17:00 on 8 March."""
    found = add_round(world)
    require_step(world, found)
    return found
