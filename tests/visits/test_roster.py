"""The month's roster with many people: a page of them, narrowed, who goes somewhere first."""

import re
from collections.abc import Callable
from datetime import timedelta

from flask.testing import FlaskClient

from tests.people import add_colleagues
from tests.visits.test_choosing_team import assign, two_visits
from tests.world import World, add
from webapp.core.db import db
from webapp.core.lists import PAGE
from webapp.notices.models import Meeting
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]
AT = "/visits/roster?month=2024-03"
PERSON = re.compile(r'<th scope="row" role="rowheader">([^<]+?)\s*<br>')


def names(page: str) -> list[str]:
    return PERSON.findall(page)


def test_of_many_who_goes_somewhere_comes_first(world: World, sign_in: SignIn) -> None:
    first, second = two_visits(world, timedelta(minutes=30))
    assign(world, first, member="head", member2="member")
    assign(world, second, member="head")
    add_colleagues(world, 100)
    client = sign_in("reader")
    pages = [names(client.get(f"{AT}&page={number}").text) for number in (1, 2, 3, 4)]
    assert pages[0][:2] == [world.user("member").full_name, world.user("member2").full_name]
    assert len(pages[0]) == PAGE
    shown = [name for page in pages for name in page]
    assert len(set(shown)) == len(shown) >= 102
    assert pages[3] == []


def test_people_are_narrowed_by_name_and_by_where_they_go(world: World, sign_in: SignIn) -> None:
    first, second = two_visits(world, timedelta(minutes=30))
    assign(world, first, member="head", member2="member")
    assign(world, second, member="head")
    add_colleagues(world, 100)
    client = sign_in("reader")
    member, member2 = world.user("member").full_name, world.user("member2").full_name
    for asked, found in (
        ("show=clash", [member]),
        ("show=busy", [member, member2]),
        ("show=free&q=them+77", ["Nguyễn Văn Thêm 77"]),
        ("show=busy&q=them+77", []),
    ):
        page = client.get(f"{AT}&{asked}").text
        assert sorted(names(page)) == sorted(found), asked
        assert ("Không có đồng chí nào như vậy." in page) == (not found)
        assert 'value="2024-03"' in page  # the month stays


def test_a_few_people_stand_in_their_order_without_a_search(world: World, sign_in: SignIn) -> None:
    first, _ = two_visits(world, timedelta(days=1))
    assign(world, first, member2="head")
    page = sign_in("reader").get(AT).text
    assert names(page) == sorted(names(page))
    assert 'id="show"' not in page


def test_of_many_visits_without_anybody_the_first_are_named(world: World, sign_in: SignIn) -> None:
    first, _ = two_visits(world, timedelta(days=1))
    columns = [one.key for one in Meeting.__table__.columns if one.key != "id"]
    known = {key: getattr(first.meeting, key) for key in columns}
    for number in range(24):
        meeting = add(
            Meeting(**known | {"starts_at": known["starts_at"] + timedelta(hours=number)})
        )
        add(
            Visit(
                issuer_id=first.issuer_id,
                organization_id=first.organization_id,
                assignment_id=first.assignment_id,
                meeting_id=meeting.id,
            )
        )
    db.session.commit()
    page = sign_in("reader").get(AT).text
    assert "Chưa phân công (26)" in page
    assert page.count("/team") == 20
    assert "Còn 6 buổi nữa" in page
    assert 'href="/visits?month=2024-03"' in page
