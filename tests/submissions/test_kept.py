"""Answers to an outline as earlier releases kept them still show on the page and in the paper."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.round_world import RoundWorld
from tests.submissions.helpers import address, answers, fill_all
from tests.world import World
from webapp.core.db import db
from webapp.rules.outlines import OutlineRow

FIRST = [{"key": "0", "cells": {"0": "Nghị quyết", "1": "12-NQ/HU"}}]
NARROW = [{"key": "7", "cells": {"0": "một ô"}, "colour": "red"}]


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        (FIRST, (OutlineRow("0", {"0": "Nghị quyết", "1": "12-NQ/HU"}),)),
        ([], ()),
        (NARROW, (OutlineRow("7", {"0": "một ô"}),)),
        ([{}], (OutlineRow(),)),
    ],
)
def test_old_rows_of_a_table_read_and_show(
    world: World,
    held: RoundWorld,
    sign_in: Callable[[str], FlaskClient],
    kept: list[Any],
    shown: tuple[OutlineRow, ...],
) -> None:
    client = sign_in("office")
    fill_all(client, held)
    answer = answers()[held.parts[2].id]
    db.session.connection().exec_driver_sql(
        f"UPDATE outline_answer SET rows = '{json.dumps(kept)}' WHERE id = {answer.id}"
    )
    db.session.commit()
    assert answers()[held.parts[2].id].rows == shown
    page = client.get(address(held))
    assert page.status_code == 200
    for row in shown:
        for cell in row.cells.values():
            assert cell in page.text
