"""Who wrote a paper takes it on its road, whatever their part: a leader may head a visit."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.attending.test_letters import findings_written
from tests.building import add
from tests.world import World
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.visits.models import TeamMember

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def letter(world: World, sign_in: SignIn) -> Document:
    """A letter that the leader composed who was sent."""
    visit = findings_written(world)
    add(TeamMember(visit_id=visit.id, user_id=world.user("leader").id, role="member"))
    db.session.commit()
    answer = sign_in("leader").post(f"/visits/{visit.id}/result-letter")
    assert answer.status_code == 303
    return db.session.get_one(Document, int(answer.headers["Location"].rsplit("/", 1)[1]))


def test_a_leader_takes_an_own_letter_on_its_road(letter: Document, sign_in: SignIn) -> None:
    leader, at = sign_in("leader"), f"/documents/{letter.id}"
    page = leader.get(at).text
    assert f"{at}/submit" in page
    assert leader.post(f"{at}/submit").status_code == 303
    assert f"{at}/take-back" in leader.get(at).text
    assert leader.post(f"{at}/take-back", data={"note": "Ghi thêm"}).status_code == 303
    assert leader.post(f"{at}/recompose").status_code == 303
    assert leader.post(f"{at}/drop", data={"why": "Không ban hành nữa"}).status_code == 303
    db.session.refresh(letter)
    assert letter.state == "dropped"


def test_of_somebody_elses_letter_a_leader_decides_alone(
    world: World, letter: Document, sign_in: SignIn
) -> None:
    letter.author_id = world.user("planner").id
    db.session.commit()
    leader, at = sign_in("leader"), f"/documents/{letter.id}"
    for act in ("submit", "take-back", "recompose", "drop", "replacement"):
        assert leader.post(f"{at}/{act}").status_code == 403
    assert leader.get(f"{at}/edit").status_code == 200


def test_an_author_who_is_a_reader_now_finishes_it(
    world: World, letter: Document, sign_in: SignIn
) -> None:
    letter.author_id = world.user("reader").id
    db.session.commit()
    reader, at = sign_in("reader"), f"/documents/{letter.id}"
    assert reader.get(f"{at}/edit").status_code == 200
    assert reader.post(f"{at}/submit").status_code == 303
    assert reader.post(f"{at}/approve").status_code == 403
