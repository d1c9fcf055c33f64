"""Many colleagues, for tests of pages on which one would otherwise choose among all of them."""

from tests.world import World
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db


def add_colleagues(world: World, count: int) -> None:
    """Add members of the board's working group: "Nguyễn Văn Thêm 1" and so on."""
    planner = world.user("planner")
    db.session.add_all(
        User(
            issuer_id=planner.issuer_id,
            organization_id=planner.organization_id,
            username=f"them{number}",
            full_name=f"Nguyễn Văn Thêm {number}",
            roles=["member"],
            position="Chuyên viên",
            password_hash=planner.password_hash,
            created_at=clock.now(),
        )
        for number in range(1, count + 1)
    )
    db.session.commit()
