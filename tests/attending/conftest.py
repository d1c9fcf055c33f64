"""What the tests of this room begin with."""

import pytest

from tests.round_world import RoundWorld, add_round
from tests.world import World
from webapp.visits.models import Visit


@pytest.fixture
def round_world(world: World) -> RoundWorld:
    return add_round(world)


@pytest.fixture
def visit(round_world: RoundWorld) -> Visit:
    """The first session of the round."""
    return round_world.visits[0]
