"""The committee takes part in the choosing: which meeting to attend (73-KH/BTCTU, III.2)."""

from collections.abc import Callable

from flask.testing import FlaskClient
from sqlalchemy import select

from tests.notices.helpers import close_choice, meetings, on, revisions, row, sent, the_notice
from tests.notices.test_drafts import drafts, keep
from tests.world import World
from webapp.core.db import db
from webapp.milestones.models import Message

SignIn = Callable[[str], FlaskClient]
PROPOSED = "Đơn vị đề nghị dự"
CHECKED = "checked"


def boxes(html: str) -> list[bool]:
    """Return of each row whether the committee proposes it."""
    found = [
        part.split(">", 1)[0] for part in html.split("<input ") if "-is_proposed" in part[:200]
    ]
    return [CHECKED in one for one in found]


def test_what_is_proposed_is_filed_with_the_list_and_seen_when_choosing(
    sign_in: SignIn, world: World, url: str
) -> None:
    client = sign_in("office")
    assert "Đề nghị cấp trên dự buổi này" in client.get(url).text
    rows = row(0, 1, is_proposed="y"), row(1, 2)
    assert client.post(url, data=sent(*rows)).status_code == 303
    assert [one.is_proposed for one in meetings()] == [True, False]
    assert [one.is_proposed for one in revisions()[0].meetings] == [True, False]
    assert client.get(f"/notices/{the_notice().id}").text.count(PROPOSED) == 1
    choice = url.replace("/notice", "/choice")
    for who in ("planner", "leader", "member"):
        assert sign_in(who).get(choice).text.count(PROPOSED) == 1
    assert boxes(client.get(url).text) == [True, False]


def test_it_may_be_proposed_later_until_the_choice_is_closed(
    sign_in: SignIn, world: World, url: str
) -> None:
    client = sign_in("office")
    client.post(url, data=sent(row(0, 1), row(1, 2)))
    version = str(the_notice().version)
    later = sent(row(0, 1), row(1, 2, is_proposed="y"), version=version)
    with on(2, 1):
        assert client.post(url, data=later).status_code == 303
    assert [one.is_proposed for one in meetings()] == [False, True]
    assert "đề nghị dự: không → có" in client.get(f"/notices/{the_notice().id}").text
    told = list(db.session.scalars(select(Message.text)))
    assert any("đổi 1" in text for text in told)
    close_choice(world)
    again = sent(row(0, 1, is_proposed="y"), row(1, 2), version=str(the_notice().version))
    assert client.post(url, data=again).status_code == 409
    assert [one.is_proposed for one in meetings()] == [False, True]


def test_a_proposal_alone_keeps_the_day_a_meeting_was_told(
    sign_in: SignIn, world: World, url: str
) -> None:
    client = sign_in("office")
    client.post(url, data=sent(row(0, 1)))
    before = meetings()[0].received_on
    with on(2, 20):
        client.post(url, data=sent(row(0, 1, is_proposed="y"), version=str(the_notice().version)))
    assert (meetings()[0].received_on, meetings()[0].is_proposed) == (before, True)


def test_a_draft_keeps_it(sign_in: SignIn, world: World, url: str) -> None:
    client = sign_in("office")
    keep(client, url, row(0, 1, is_proposed="y"), row(1, 2))
    assert [one.is_proposed for one in drafts()[0].rows] == ["y", ""]
    assert boxes(client.get(url).text) == [True, False]


def test_whoever_filed_first_is_compared_by_it(sign_in: SignIn, world: World, url: str) -> None:
    sign_in("office").post(url, data=sent(row(0, 1, is_proposed="y")))
    clash = sign_in("colleague").post(url, data=sent(row(0, 1)))
    assert clash.status_code == 409
    assert "đề nghị dự" in clash.text
