"""Two people change places at two meetings: the cost is shown before, each is told once."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.grassroots.test_assigning import month, propose, publish
from tests.grassroots_world import GrassrootsWorld
from tests.world import World, add
from webapp.core import clock
from webapp.core.db import db
from webapp.grassroots.models import HandChoice, Wish
from webapp.milestones.engine import find
from webapp.milestones.models import Message
from webapp.visits.models import Visit

SignIn = Callable[[str], FlaskClient]


def version_of(client: FlaskClient, url: str) -> str:
    return client.get(url).text.split('name="version" type="hidden" value="')[1].split('"')[0]


def swap_of(found: GrassrootsWorld, meeting_id: int) -> str:
    return f"/grassroots/{found.activity_id}/meetings/{meeting_id}/swap"


def pair(found: GrassrootsWorld) -> tuple[int, int]:
    """Two meetings of different people."""
    first, *others = month(found).lines
    other = next(one for one in others if one.goers[0].user_id != first.goers[0].user_id)
    return first.meeting_id, other.meeting_id


def goer(found: GrassrootsWorld, meeting_id: int) -> int:
    line = month(found).line(meeting_id)
    assert line is not None
    return line.goers[0].user_id


def test_the_cost_is_shown_before_it_is_done(
    world: World, sign_in: SignIn, held: GrassrootsWorld
) -> None:
    client = propose(sign_in, held)
    one, other = pair(held)
    line = month(held).line(other)
    assert line is not None
    mine = goer(held, one)
    days = {"starts_on": line.day, "ends_on": line.day}
    add(Wish(issuer_id=world.issuer.id, user_id=mine, kind="absent", **days))
    db.session.commit()
    text = client.get(swap_of(held, one)).text
    assert "Đổi người dự giữa hai buổi" in text
    assert "đã báo vắng ngày này" in text
    assert "mỗi người và mỗi đơn vị được báo" not in text  # it is a draft still


def test_both_change_places_in_one_action_and_a_proposal_leaves_it(
    sign_in: SignIn, held: GrassrootsWorld
) -> None:
    client = propose(sign_in, held)
    one, other = pair(held)
    mine, theirs = goer(held, one), goer(held, other)
    url = swap_of(held, one)
    data = {"other": str(other), "version": version_of(client, url)}
    answer = client.post(url, data=data, follow_redirects=True)
    assert "Đã đổi người dự giữa hai buổi." in answer.text
    assert (goer(held, one), goer(held, other)) == (theirs, mine)
    kept = {row.meeting_id: row.user_id for row in db.session.scalars(select(HandChoice))}
    assert kept == {one: theirs, other: mine}
    assert db.session.scalars(select(Message).where(Message.text.contains("đổi buổi"))).all() == []
    propose(sign_in, held)
    assert (goer(held, one), goer(held, other)) == (theirs, mine)


def test_a_published_swap_tells_each_once(sign_in: SignIn, held: GrassrootsWorld) -> None:
    client = publish(sign_in, held)
    one, other = pair(held)
    mine, theirs = goer(held, one), goer(held, other)
    before = set(db.session.scalars(select(Message.id)))
    url = swap_of(held, one)
    assert "mỗi người và mỗi đơn vị được báo một lần" in client.get(url).text
    client.post(url, data={"other": str(other), "version": version_of(client, url)})
    told = db.session.scalars(select(Message).where(Message.id.not_in(before))).all()
    people = [row for row in told if row.user_id in (mine, theirs)]
    assert sorted(row.user_id for row in people) == sorted((mine, theirs))
    assert all("thôi dự" in row.text and "; dự " in row.text for row in people)
    by_person = [row.user_id for row in told]
    assert len(by_person) == len(set(by_person))  # an office of two meetings, too
    for meeting_id, person in ((one, theirs), (other, mine)):
        visit = db.session.scalars(select(Visit).where(Visit.meeting_id == meeting_id)).one()
        owed = find("findings", "visit", visit.id)
        assert owed is not None
        assert owed.user_id == person


def test_who_was_slower_sees_that_the_month_changed(sign_in: SignIn, held: GrassrootsWorld) -> None:
    client = propose(sign_in, held)
    one, other = pair(held)
    url = swap_of(held, one)
    data = {"other": str(other), "version": version_of(client, url)}
    assert client.post(url, data=data).status_code == 303
    assert client.post(url, data=data).status_code == 409
    bad = {"other": "", "version": version_of(client, url)}
    assert client.post(url, data=bad).status_code == 422
    assert client.post(url, data=bad | {"other": "99999"}).status_code == 422
    assert client.post(swap_of(held, 99999), data=data).status_code == 404


def test_a_meeting_without_anybody_or_reported_on_is_not_swapped(
    sign_in: SignIn, held: GrassrootsWorld
) -> None:
    client = sign_in("planner")
    first = month(held).lines[0]
    text = client.get(swap_of(held, first.meeting_id)).text
    assert "Không có buổi nào đổi được" in text
    propose(sign_in, held)
    one, other = pair(held)
    visit = db.session.scalars(select(Visit).where(Visit.meeting_id == one)).one()
    url = swap_of(held, one)
    visit.held_at = clock.now()
    db.session.commit()
    data = {"other": str(other), "version": version_of(client, url)}
    refused = client.post(url, data=data)
    assert refused.status_code == 422
    assert "đã có báo cáo" in refused.text
