"""What was removed is brought back by the button beside the words that it was."""

import pytest

from tests.browser.conftest import Site
from tests.observations.notes import add_observation
from tests.world import World
from webapp.core.db import db


@pytest.mark.parametrize("site", ["desktop", "telephone"], indirect=True)
def test_a_note_that_was_removed_comes_back(site: Site) -> None:
    with site.app.app_context():
        note = add_observation(World(), text="Họp đúng kỳ", officer="")
        db.session.commit()
        address = f"/observations/{note.id}/edit"
    planner = site.person("planner")
    planner.open(address)
    planner.press("Xóa")
    planner.sees("Đã xóa ghi nhận.")
    planner.misses("Họp đúng kỳ")
    planner.press("Hoàn tác")
    planner.sees("Đã khôi phục.")
    planner.sees("Họp đúng kỳ")
