"""The menu of a visit: what each person is led to, and how each part stands."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.full_world import ids
from tests.world import World
from webapp.accounts.models import User
from webapp.attending.models import Preparation
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.signals import Entry
from webapp.notices.models import WORKING, Meeting
from webapp.visits.attendee_models import Attendee
from webapp.visits.menu import VISIT_PAGES, Lead, Seen, VisitPage, entries, figures_of
from webapp.visits.models import Visit

SEEN = Seen(User(), Visit(id=7), {"done": 3, "all": 5, "none": 0})


def page(key: str, place: int, lead: Lead | None) -> VisitPage:
    return VisitPage(key, key.title(), place, lambda _seen: lead)


def test_entries_stand_in_their_order_without_those_that_may_not_be_opened() -> None:
    pages = [page("b", 2, Lead("x.b")), page("c", 3, None), page("a", 1, Lead("x.a", "3/5"))]
    assert entries(pages, SEEN, "b", "x.b") == [
        Entry("A", "3/5", "x.a", {"visit_id": 7}, ""),
        Entry("B", "", "x.b", {"visit_id": 7}, "page"),
    ]


def test_a_page_below_an_entry_is_marked_as_below() -> None:
    found = entries([page("a", 1, Lead("x.a"))], SEEN, "a", "x.other")
    assert [one.current for one in found] == ["true"]


@pytest.mark.parametrize(
    ("done", "every", "said"),
    [("done", "all", "3/5"), ("none", "none", "chưa có"), ("all", "done", "3/3")],
)
def test_two_figures_are_said_as_a_part(done: str, every: str, said: str) -> None:
    assert SEEN.of(done, every) == said


def words_of(client: FlaskClient, address: str) -> list[str]:
    """The menu on a page, each entry as it is read, with an asterisk where one is."""
    menu = client.get(address).text.split('aria-label="Các phần của buổi"')[1].split("</nav>")[0]
    found = []
    for entry in re.findall(r"<a [^>]*>.*?</a>", menu, re.DOTALL):
        words = " ".join(re.sub("<[^>]*>", " ", entry).split())
        found.append(words + "*" * ("aria-current" in entry))
    return found


PAGES = {  # of a visit to a meeting: its address, and which entry it is
    "": "Tóm tắt",
    "/preparation": "Chuẩn bị",
    "/people": "Thành phần",
    "/people/lower/new": "Thành phần",
    "/team": "Thành phần",
    "/findings": "Ghi nhận",
    "/owed": "Chuẩn bị",
}


def test_every_page_of_a_visit_has_the_same_menu(
    world: World, sign_in: Callable[[str], FlaskClient]
) -> None:
    visit_id, client = ids(world)["visit_id"], sign_in("planner")
    menus = {at: words_of(client, f"/visits/{visit_id}{at}") for at in PAGES}
    every = {tuple(one.rstrip("*") for one in menu) for menu in menus.values()}
    assert len(every) == 1
    here = {at: [one for one in menu if one.endswith("*")] for at, menu in menus.items()}
    assert {at: len(found) for at, found in here.items()} == dict.fromkeys(PAGES, 1)
    assert all(here[at][0].startswith(words) for at, words in PAGES.items())


def test_the_unit_is_led_to_what_it_may_open(
    world: World, sign_in: Callable[[str], FlaskClient]
) -> None:
    values = ids(world)
    visit = db.session.get_one(Visit, values["visit_id"])
    figures, client = figures_of(visit), sign_in("office")
    assert words_of(client, f"/visits/{visit.id}")[:2] == [
        "Tóm tắt*",
        f"Chuẩn bị 0/{figures['items']}",
    ]
    address = f"/visits/{visit.id}/preparation"
    assert not any(one.startswith("Ghi nhận") for one in words_of(client, address))


def test_the_figures_follow_the_rows(world: World, sign_in: Callable[[str], FlaskClient]) -> None:
    visit = db.session.get_one(Visit, ids(world)["visit_id"])
    before = figures_of(visit)
    assert before["items"] == len(world.items())
    for row in db.session.scalars(select(Preparation).where(Preparation.visit_id == visit.id)):
        row.is_ready = True
    db.session.add(Attendee(visit_id=visit.id, side="lower", name="Hà", answer="comes"))
    db.session.commit()
    after = figures_of(visit)
    assert after["ready"] == before["ready"] + 1
    assert after["people"] == before["people"] + 1
    assert after["answered"] == before["answered"] + 1
    menu = words_of(sign_in("planner"), f"/visits/{visit.id}")
    assert f"Chuẩn bị {after['ready']}/{after['items']}" in menu
    assert f"Thành phần {after['answered']}/{after['people']}" in menu


def test_a_session_has_its_minutes_and_no_menu_of_another_kind(
    world: World, sign_in: Callable[[str], FlaskClient]
) -> None:
    ids(world)
    session = db.session.scalars(
        select(Visit).join(Visit.meeting).where(Meeting.kind == WORKING).limit(1)
    ).one()
    for at, words in {
        "/session": "Biên bản",
        "/attendees": "Thành phần",
        "/programme": "Tóm tắt",
    }.items():
        menu = words_of(sign_in("planner"), f"/visits/{session.id}{at}")
        assert [one.split()[0] for one in menu if one.endswith("*")] == [words.split()[0]]
        assert sum(one.startswith("Thành phần") for one in menu) == 1


def test_the_papers_of_a_visit_have_its_menu(
    world: World, sign_in: Callable[[str], FlaskClient]
) -> None:
    visit_id = ids(world)["visit_id"]
    of_visit = (Document.kind == "result_letter", Document.subject_id == visit_id)
    letter = db.session.scalars(select(Document).where(*of_visit)).one()
    for name in ("planner", "office"):
        client = sign_in(name)
        menu = words_of(client, f"/documents/{letter.id}")
        assert [one for one in menu if one.endswith("*")] == ["Thông báo đã ban hành*"]
        bare = [one.rstrip("*") for one in menu]
        assert bare == [one.rstrip("*") for one in words_of(client, f"/visits/{visit_id}")]
    letter.withdrawn_at = clock.now()
    db.session.commit()
    assert not any("*" in one for one in words_of(sign_in("planner"), f"/documents/{letter.id}"))
    plan = db.session.scalars(select(Document).where(Document.kind == "synthesis")).first()
    assert plan is not None
    assert "Các phần của buổi" not in sign_in("planner").get(f"/documents/{plan.id}").text


def test_every_declared_page_tells_its_figures_once() -> None:
    names = [name for one in VISIT_PAGES for name in one.figures]
    assert len(names) == len(set(names))
