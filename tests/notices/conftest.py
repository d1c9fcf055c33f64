"""What the tests of this room begin with."""

import pytest

from tests.world import World


@pytest.fixture
def url(world: World) -> str:
    return f"/assignments/{world.assignment().id}/notice"
