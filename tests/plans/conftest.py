"""In this room the plan of the world is still a draft."""

import pytest

from tests.world import World


@pytest.fixture
def world(world: World) -> World:
    world.unissue()
    return world


@pytest.fixture
def base(world: World) -> str:
    return f"/plans/{world.plan.id}"
