"""A letter that takes the place of an issued one says so, and its author has it to do."""

from collections.abc import Callable
from datetime import date

from flask.testing import FlaskClient

from tests.attending.test_letters import findings_written, text_of
from tests.dues import set_milestone
from tests.full_world import issue
from tests.world import World
from webapp.attending.services import letters
from webapp.core import clock
from webapp.documents.models import Document
from webapp.documents.road import composing
from webapp.documents.road import services as documents
from webapp.milestones import services as milestones
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]


def withdrawn(world: World) -> tuple[Visit, Document]:
    visit = findings_written(world)
    old = letters.compose(visit, world.user("member"))
    issue(world, old)
    documents.withdraw(old, world.user("leader"), "Ghi nhầm số đảng viên", asks_anew=True)
    return visit, old


def to_do(world: World, name: str) -> list[str]:
    return [one.label for one in milestones.due_for(world.user(name))]


def test_the_new_letter_says_what_it_replaces(world: World) -> None:
    visit, old = withdrawn(world)
    new = letters.compose(visit, world.user("member"))
    day = old.issued_on or date.min
    said = f"Thông báo này thay thế Thông báo số {old.number_and_symbol} ngày {day.day:02d}"
    assert said in text_of(new)
    assert composing.differences(new) == []
    composing.recompose(new, world.user("member"))
    assert text_of(new).count("này thay thế") == 1
    issue(world, new)
    assert old.state == "replaced"
    assert said in text_of(new)


def test_a_first_letter_replaces_nothing(world: World) -> None:
    document = letters.compose(findings_written(world), world.user("member"))
    assert "thay thế" not in text_of(document)


def test_its_author_has_it_among_what_is_due(world: World) -> None:
    visit, old = withdrawn(world)
    (mine,) = [one for one in to_do(world, "member") if "thay thế" in one]
    assert mine.startswith(f"Soạn văn bản thay thế {old.number_and_symbol}")
    assert not [one for one in to_do(world, "member2") if "thay thế" in one]
    issue(world, letters.compose(visit, world.user("member")))
    assert not [one for one in to_do(world, "member") if "thay thế" in one]


def test_a_planner_who_owes_the_letter_anyway_has_it_once(world: World) -> None:
    visit = findings_written(world)
    set_milestone(
        kind="result_letter",
        anchor=clock.today(),
        subject=("visit", visit.id),
        organization=world.organization("Đảng bộ huyện Nhơn Trạch"),
        label="Thông báo kết quả dự",
        owner="planner",
        rule="7 working days after",
    )
    old = letters.compose(visit, world.user("planner"))
    issue(world, old)
    documents.withdraw(old, world.user("leader"), "Ghi nhầm", asks_anew=True)
    about = [one for one in to_do(world, "planner") if old.number_and_symbol in one]
    assert len(about) == 1
    assert about[0].endswith(f"(thay thế {old.number_and_symbol})")


def test_it_is_composed_from_the_page_of_the_withdrawn_one(world: World, sign_in: SignIn) -> None:
    _, old = withdrawn(world)
    client = sign_in("member")
    assert "Soạn văn bản thay thế" in client.get(f"/documents/{old.id}").text
    answer = client.post(f"/documents/{old.id}/replacement", follow_redirects=True)
    assert "này thay thế" in answer.text
