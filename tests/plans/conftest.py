"""In this room the plan of the world is still a draft."""

import pytest

from tests.round_world import RoundWorld, add_round
from tests.world import World


@pytest.fixture
def world(world: World) -> World:
    world.unissue()
    return world


@pytest.fixture
def base(world: World) -> str:
    return f"/plans/{world.plan.id}"


@pytest.fixture
def made(world: World) -> RoundWorld:
    """A plan of 2024 with a round of all kinds of rows."""
    return add_round(world)
