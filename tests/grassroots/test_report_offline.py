"""A report and a no-show that a telephone kept: each is done once, or told why not."""

from collections.abc import Callable, Iterator
from urllib.parse import unquote
from uuid import UUID

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.grassroots.test_reporting import AFTER, remarks, sent
from tests.world import World
from webapp.attending.models import TabletChange
from webapp.core import clock
from webapp.core.db import db
from webapp.visits.models import NoShow, TeamMember, Visit

SignIn = Callable[[str], FlaskClient]


@pytest.fixture(autouse=True)
def _after() -> Iterator[None]:
    with clock.living_on(AFTER):
        yield


def post(
    client: FlaskClient, address: str, body: dict[str, str], user_id: int, number: int = 1
) -> TestResponse:
    """Send a form as the outbox of *user_id* does."""
    headers = {
        "HX-Request": "true",
        "X-Change": str(UUID(int=number)),
        "X-Change-Age": "0",
        "X-Change-User": str(user_id),
    }
    return client.post(address, data=body, headers=headers)


def reason(answer: TestResponse) -> str:
    return unquote(answer.headers.get("X-Reason", ""))


def test_a_report_that_is_sent_twice_is_kept_once(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    client, member = sign_in("member"), world.user("member").id
    body, at = sent(client, visit_id), f"/visits/{visit_id}/report"
    first = post(client, at, body, member)
    assert first.status_code == 200
    assert first.headers["X-Made"]
    kept = remarks(visit_id)
    assert ("strength", "Đúng giờ") in kept
    assert post(client, at, body, member).status_code == 200  # its answer was lost
    assert remarks(visit_id) == kept
    assert db.session.scalar(select(func.count(TabletChange.id))) == 1


def test_over_a_colleagues_report_both_are_shown_and_none_is_lost(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    client, planner = sign_in("member"), sign_in("planner")
    at = f"/visits/{visit_id}/report"
    late = sent(client, visit_id, course="Bản trên điện thoại")
    planner.post(at, data=sent(planner, visit_id, course="Bản của văn phòng"))
    answer = post(client, at, late, world.user("member").id)
    assert answer.status_code == 409
    assert "Có người vừa sửa nội dung này" in reason(answer)
    assert "Bản trên điện thoại" in answer.text
    assert "Bản của văn phòng" in answer.text
    assert db.session.scalar(select(func.count(TabletChange.id))) == 0  # it may be sent again


def test_what_is_wrong_is_said_by_its_field(world: World, sign_in: SignIn, visit_id: int) -> None:
    client = sign_in("member")
    body = sent(client, visit_id, present="26", course="")
    answer = post(client, f"/visits/{visit_id}/report", body, world.user("member").id)
    assert answer.status_code == 422
    assert "Số có mặt: Số có mặt nhiều hơn tổng số." in reason(answer)
    assert "Triển khai" not in answer.text


def test_a_visit_that_was_cancelled_or_given_to_others_says_so(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    client, member = sign_in("member"), world.user("member").id
    body, at = sent(client, visit_id), f"/visits/{visit_id}/report"
    db.session.get_one(Visit, visit_id).cancelled_at = clock.now()
    db.session.commit()
    answer = post(client, at, body, member)
    assert (answer.status_code, reason(answer)) == (422, "Buổi dự này đã hủy.")
    db.session.execute(TeamMember.__table__.delete().where(TeamMember.visit_id == visit_id))
    db.session.commit()
    assert post(client, at, body, member).status_code == 403


def test_another_persons_outbox_waits_for_its_writer(
    world: World, sign_in: SignIn, visit_id: int
) -> None:
    client = sign_in("planner")
    body = sent(client, visit_id)
    at = f"/visits/{visit_id}/report"
    assert post(client, at, body, world.user("member").id).status_code == 401
    assert remarks(visit_id) == []


def test_who_did_not_come_is_noted_once(world: World, sign_in: SignIn, visit_id: int) -> None:
    client, member = sign_in("member"), world.user("member").id
    body = {"user_id": str(member), "reason": "Ốm", "replacement_id": "0"}
    at = f"/visits/{visit_id}/no-show"
    for _ in range(2):
        assert post(client, at, body, member).status_code == 200
    assert db.session.scalar(select(func.count(NoShow.id))) == 1
    again = post(client, at, body, member, number=2)
    assert again.status_code in (403, 422)  # another change of what is over


def test_a_telephone_keeps_the_pages_of_who_reports(sign_in: SignIn, visit_id: int) -> None:
    for at in ("report", "no-show"):
        address = f"/visits/{visit_id}/{at}"
        assert sign_in("member").get(address).headers["X-Keep"]
        assert "X-Keep" not in sign_in("reader").get(address).headers
