import pytest

from tests.round_world import RoundWorld, add_round
from tests.world import World


@pytest.fixture
def held(world: World) -> RoundWorld:
    """The ready-made round: two units told of their sessions of one day, one without an hour."""
    return add_round(world)
