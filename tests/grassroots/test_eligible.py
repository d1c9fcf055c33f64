"""Who may be sent is the plan's to say; a newcomer is not loaded as if here for the whole year."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.grassroots.test_assigning import month, propose
from tests.grassroots.test_swapping import version_of
from tests.grassroots_world import MARCH, GrassrootsWorld, meetings_in
from tests.world import World, add
from webapp.accounts.models import User
from webapp.core.db import db
from webapp.grassroots.queries.eligible import Terms, terms_among
from webapp.plans.eligible_models import EligiblePost
from webapp.visits.models import TeamMember, Visit

SignIn = Callable[[str], FlaskClient]
EXECUTIVE, SECRETARY = "executive_committee", "secretary"


def hold(world: World, username: str, *posts: str, since: date | None = None) -> User:
    person = world.user(username)
    person.posts, person.serves_from = list(posts), since
    db.session.commit()
    return person


def let(found: GrassrootsWorld, post: str, **terms: int) -> None:
    add(EligiblePost(activity_id=found.activity_id, position=1, post=post, **terms))
    db.session.commit()


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([SECRETARY, EXECUTIVE], Terms(True, 50, 2)),  # of several the first row holds
        ([EXECUTIVE], Terms()),
        (["staff"], Terms(is_eligible=False)),
        ([], Terms(is_eligible=False)),
    ],
)
def test_the_first_row_that_names_a_post_holds(posts: list[str], expected: Terms) -> None:
    rows = [EligiblePost(post=SECRETARY, share=50, most=2), EligiblePost(post=EXECUTIVE, share=100)]
    assert terms_among(rows, posts) == expected
    assert terms_among([], posts) == Terms()


def test_only_those_are_proposed_whom_the_plan_lets_be_sent(
    world: World, sign_in: SignIn, found: GrassrootsWorld
) -> None:
    hold(world, "member", EXECUTIVE)
    hold(world, "leader", SECRETARY, EXECUTIVE)
    let(found, EXECUTIVE, most=2)
    client = propose(sign_in, found)
    sent = Counter(goer.user_id for one in month(found).lines for goer in one.goers)
    assert sent.keys() <= {world.user("member").id, world.user("leader").id}
    assert max(sent.values()) <= 2
    text = client.get(f"/grassroots/{found.activity_id}/shares?month=2024-03").text
    assert "không thuộc diện được cử theo kế hoạch" in text
    assert "nhiều nhất 2 buổi mỗi tháng" in text


def test_a_choice_by_hand_that_breaks_it_is_told(
    world: World, sign_in: SignIn, found: GrassrootsWorld
) -> None:
    hold(world, "member", EXECUTIVE)
    let(found, EXECUTIVE)
    client = propose(sign_in, found)
    line = month(found).lines[-1]
    url = f"/grassroots/{found.activity_id}/meetings/{line.meeting_id}"
    assert "Không thuộc diện được cử theo kế hoạch" in client.get(url).text
    data = {"person": str(world.user("member2").id), "version": version_of(client, url)}
    answer = client.post(url, data=data, follow_redirects=True)
    assert "Lưu ý: Không thuộc diện được cử theo kế hoạch" in answer.text
    assert [one.user_id for one in month(found).lines[-1].goers] == [world.user("member2").id]


def test_a_newcomer_is_sent_as_often_as_the_others(
    world: World, sign_in: SignIn, found: GrassrootsWorld
) -> None:
    """In February the others went six times; who came on 1 March is not given all of March."""
    meetings = meetings_in(
        world, found, "Nhơn Trạch", *((day, 8) for day in range(5, 11)), month=date(2024, 2, 1)
    )
    for number, meeting in enumerate(meetings):
        visit = add(
            Visit(
                issuer_id=meeting.issuer_id,
                organization_id=meeting.organization_id,
                assignment_id=found.assignment_ids["Nhơn Trạch", date(2024, 2, 1)],
                meeting_id=meeting.id,
            )
        )
        who = world.user(("member", "leader")[number % 2])
        add(TeamMember(visit_id=visit.id, user_id=who.id, role="head"))
    hold(world, "member2", since=MARCH)
    client = propose(sign_in, found)
    sent = Counter(goer.user_id for one in month(found).lines for goer in one.goers)
    assert sent[world.user("member2").id] <= 2
    text = client.get(f"/grassroots/{found.activity_id}/shares?month=2024-03").text
    assert "công tác từ 01/03/2024; khi chia đều tính thêm 3 buổi" in text


def test_the_planner_says_it_at_the_activity(
    world: World, sign_in: SignIn, found: GrassrootsWorld
) -> None:
    client = sign_in("planner")
    home = f"/plans/{world.plan.id}/activities/{found.activity_id}"
    new = f"/plans/{world.plan.id}/rows/eligible_post/new?under={found.activity_id}"
    assert "Ai được cử đi dự" in client.get(home).text
    assert client.post(new, data={"post": SECRETARY, "share": "50", "most": "2"}).status_code == 303
    assert "bằng 50% mức chung, nhiều nhất 02 buổi mỗi tháng" in client.get(home).text
    for wrong in (
        {"post": SECRETARY, "share": "100"},  # it has a row already
        {"post": "chairman", "share": "100"},
        {"post": EXECUTIVE, "share": "0"},
        {"post": EXECUTIVE, "share": "100", "most": "0"},
    ):
        assert client.post(new, data=wrong).status_code == 422
    [row] = db.session.scalars(select(EligiblePost)).all()
    assert (row.post, row.share, row.most) == (SECRETARY, 50, 2)


def test_the_administrator_says_what_posts_a_person_holds(world: World, sign_in: SignIn) -> None:
    client = sign_in("admin")
    url = f"/administration/people/{world.user('member').id}"
    person = world.user("member")
    data = {
        "full_name": person.full_name,
        "organization_id": str(person.organization_id),
        "roles": "member",
        "active": "y",
        "posts": [EXECUTIVE, "staff"],
        "serves_from": "2024-02-15",
        "version": version_of(client, url),
    }
    assert client.post(url, data=data).status_code == 303
    db.session.expire_all()
    again = world.user("member")
    assert (again.posts, again.serves_from) == ([EXECUTIVE, "staff"], date(2024, 2, 15))
    assert "checked" in client.get(url).text.split("posts-executive_committee")[2]
    unknown = data | {"posts": "chairman", "version": version_of(client, url)}
    assert client.post(url, data=unknown).status_code == 422
