"""What needs a decision, on the month, the list of visits and the first screen; who is away."""

from collections.abc import Callable
from datetime import date, time

import pytest
from flask.testing import FlaskClient
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from tests.forms import forms_of
from tests.grassroots.test_assigning import month
from tests.grassroots.test_deciding import told
from tests.grassroots_world import MARCH, GrassrootsWorld
from tests.queries import MOST, counted
from tests.world import World
from webapp.accounts.models import User
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.models import Wish
from webapp.grassroots.services import assigning
from webapp.milestones.models import Message
from webapp.notices import services as notices
from webapp.notices.models import Meeting, Notice
from webapp.visits.models import AcceptedClash

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def known(world: World, held: GrassrootsWorld) -> GrassrootsWorld:
    """Published: the member goes on the 5th and the 20th at 08:00, the rest is undecided."""
    planner, member = world.user("planner"), world.user("member").id
    for number in (0, 3):
        line = month(held).lines[number]
        assigning.change(held.activity, MARCH, line, member, planner)
    assigning.publish(held.activity, MARCH, planner)
    db.session.execute(delete(Message))
    db.session.commit()
    return held


def box(client: FlaskClient, address: str) -> str:
    """The words of the box on a page, "" where it has none."""
    text = client.get(address).text
    if 'id="to-decide"' not in text:
        return ""
    return " ".join(text.split('id="to-decide"')[1].split("</section>")[0].split())


def pages(found: GrassrootsWorld) -> list[str]:
    return ["/", "/visits", f"/grassroots/{found.activity_id}?month=2024-03"]


def away(client: FlaskClient, world: World, first: str, last: str = "", who: str = "member") -> str:
    wish = {"user_id": str(world.user(who).id), "kind": "absent", "starts_on": first,
            "ends_on": last, "organization_id": "0", "note": "Bị ốm"}  # fmt: skip
    return client.post("/grassroots/wishes", data=wish, follow_redirects=True).text


def test_an_absence_says_at_once_which_visits_it_falls_on_and_tells_the_office(
    world: World, sign_in: SignIn, known: GrassrootsWorld
) -> None:
    member = sign_in("member")
    text = away(member, world, "2024-03-04", "2024-03-06")
    assert "Trong thời gian vắng có 1 buổi đã phân công: Chi bộ ấp 1 Nhơn Trạch" in text
    assert "Có 1 buổi đã phân công" in text
    [message] = told(world, "planner")
    assert message.startswith("Đồng chí Người member báo vắng 04/03/2024 – 06/03/2024, có 1 buổi")
    line = month(known).lines[0]
    for page in pages(known):
        shown = box(sign_in("planner"), page)
        assert "Người dự báo vắng" in shown
        assert f'href="/visits/{line.visit_id}/team"' in shown
    assert "Trong thời gian vắng" not in away(member, world, "2024-03-07", "2024-03-19")
    assert len(told(world, "planner")) == 1
    wish = db.session.scalars(select(Wish).order_by(Wish.id)).first()
    assert wish is not None
    version = {"version": str(wish.version)}
    member.post(f"/grassroots/wishes/{wish.id}/remove", data=version)
    assert "không còn báo vắng" in told(world, "planner")[-1]
    assert "Người dự báo vắng" not in box(sign_in("planner"), "/")


def test_of_a_draft_a_member_is_told_nothing(
    world: World, sign_in: SignIn, held: GrassrootsWorld
) -> None:
    line = month(held).lines[0]
    member = world.user("member").id
    assigning.change(held.activity, MARCH, line, member, world.user("planner"))
    assert "Trong thời gian vắng" not in away(sign_in("member"), world, "2024-03-05")
    assert told(world, "planner") == []
    # Who plans sees it on the month before it is published.
    assert "Người dự báo vắng" in box(sign_in("planner"), pages(held)[2])


def test_a_moved_meeting_that_clashes_is_marked_and_accepted_until_it_moves_again(
    world: World, sign_in: SignIn, known: GrassrootsWorld
) -> None:
    client, office = sign_in("planner"), world.user("office")
    first, _, _, last = month(known).lines
    assert "Trùng giờ" not in box(client, "/")
    _move(last.meeting_id, date(2024, 3, 5), time(8), office)
    assert "trùng 120 phút với buổi tại Chi bộ ấp 1 Nhơn Trạch" in told(world, "planner")[-1]
    assert "trùng" not in told(world, "member")[-1]
    for page in pages(known):
        shown = box(client, page)
        assert "Trùng giờ" in shown
        assert "Đồng chí Người member: Chi bộ ấp 1 Nhơn Trạch" in shown
        for one in (first, last):
            assert f'href="/visits/{one.visit_id}/team"' in shown
    for view in ("list", "month"):
        text = client.get(f"{pages(known)[2]}&view={view}").text
        assert text.count('<span class="mark">') == 2
    form = next(one for one in forms_of(client, "/") if one.action.endswith("/clash"))
    for _ in range(2):  # pressed twice
        assert form.send(client).status_code == 303
    assert len(db.session.scalars(select(AcceptedClash)).all()) == 1
    assert "Trùng giờ" not in box(client, "/")
    _move(last.meeting_id, date(2024, 3, 5), time(9), office)
    assert "Trùng giờ" in box(client, "/")


def _move(meeting_id: int, day: date, hour: time, who: User) -> None:
    meeting = db.session.scalars(
        select(Meeting)
        .options(joinedload(Meeting.notice).joinedload(Notice.assignment))
        .where(Meeting.id == meeting_id)
        .execution_options(populate_existing=True)
    ).one()
    notices.move_meeting(meeting, day, hour, meeting.place, "Trùng hội nghị", who)
    db.session.expire_all()


def test_a_choice_by_hand_that_clashes_is_found(
    world: World, sign_in: SignIn, known: GrassrootsWorld
) -> None:
    second = month(known).lines[1]  # an hour after the first
    member = world.user("member").id
    assigning.change(known.activity, MARCH, second, member, world.user("planner"))
    assert "Trùng giờ" in box(sign_in("planner"), "/")


def test_what_is_undecided_and_what_is_not_reported_is_there_with_its_way(
    world: World, sign_in: SignIn, known: GrassrootsWorld
) -> None:
    client = sign_in("planner")
    for page in pages(known):
        shown = box(client, page)
        assert "Lịch đi cơ sở tháng 03/2024 đã công bố còn 2 buổi chưa quyết định" in shown
        assert f"/grassroots/{known.activity_id}/undecided?month=2024-03" in shown
        assert "Chưa báo cáo" not in shown
    first = month(known).lines[0]
    with clock.living_on(date(2024, 3, 6)):
        for page in pages(known):
            shown = box(client, page)
            assert "Chưa báo cáo" in shown
            assert f'href="/visits/{first.visit_id}"' in shown
            assert "còn 1 buổi chưa quyết định" in shown


def test_only_who_plans_has_it_on_the_first_screen_and_strangers_see_nothing(
    sign_in: SignIn, known: GrassrootsWorld
) -> None:
    for username in ("member", "leader", "office", "reader"):
        assert box(sign_in(username), "/") == ""
        assert box(sign_in(username), "/visits") == ""
    shown = box(sign_in("leader"), pages(known)[2])
    assert "còn 2 buổi chưa quyết định" in shown
    assert "<a " not in shown  # who does not plan reads it
    assert box(sign_in("stranger"), "/") == ""


def test_the_pages_stay_within_their_queries(
    world: World, sign_in: SignIn, known: GrassrootsWorld
) -> None:
    client = sign_in("planner")
    away(sign_in("member"), world, "2024-03-04", "2024-03-06")
    more = [f"/grassroots/{known.activity_id}/{one}?month=2024-03"
            for one in ("undecided", "withdrawal")]  # fmt: skip
    for page in [*pages(known), *more, "/grassroots/wishes"]:
        assert counted(client, page) <= MOST, page
