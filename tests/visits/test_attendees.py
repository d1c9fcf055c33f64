"""Who of both levels is to be at a visit: named, answering, announced, and told of once."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.plans.helpers import forms_with
from tests.queries import MOST, counted
from tests.visits.test_announcing import announce, choose, issue, text_of, told
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.core.refusals import Refused
from webapp.documents.road.composing import is_stale
from webapp.milestones.models import Message
from webapp.visits.attendee_models import CANNOT, COMES, LOWER, SENDS, UPPER, Attendee
from webapp.visits.models import Visit
from webapp.visits.services import attendees

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def visit(world: World) -> Visit:
    return choose(world)[0]


def name(world: World, visit: Visit, side: str, called: str, username: str = "") -> Attendee:
    user_id = world.user(username).id if username else None
    values = {"user_id": user_id, "name": called, "position": "Phó Bí thư"}
    return attendees.add(visit, side, values, world.user("planner"))


def answer(world: World, row: Attendee, given: str, more: str = "", by: str = "planner") -> None:
    values = {"answer": given, "substitute": more, "reason": more}
    visit = db.session.get_one(Visit, row.visit_id)
    attendees.answer(visit, row, values, world.user(by))


def messages(about: str) -> int:
    found = select(func.count(Message.id)).where(Message.text.contains(about))
    return db.session.scalar(found) or 0


def test_the_announcement_names_who_comes(world: World, visit: Visit) -> None:
    name(world, visit, UPPER, "Trần Văn Trên")
    sends = name(world, visit, LOWER, "Lê Thị Dưới")
    cannot = name(world, visit, LOWER, "Phạm Văn Vắng")
    answer(world, sends, SENDS, "Hồ Thị Thay")
    answer(world, cannot, CANNOT, "Đi công tác")
    text = text_of(announce(world))
    assert "Đồng chí Trần Văn Trên, Phó Bí thư" in text
    assert "Đồng chí Hồ Thị Thay (dự thay đồng chí Lê Thị Dưới)" in text
    assert "Phạm Văn Vắng" not in text


def test_a_draft_follows_and_what_was_issued_stays(world: World, visit: Visit) -> None:
    document = announce(world)
    name(world, visit, UPPER, "Trần Văn Trên")
    assert is_stale(document)
    issued = issue(announce(world), world)
    name(world, visit, UPPER, "Lê Văn Sau")
    assert not is_stale(issued)


def test_nobody_is_told_before_the_announcement_and_each_once_by_it(
    world: World, visit: Visit
) -> None:
    name(world, visit, LOWER, "Văn phòng", "office")
    assert messages("thành phần dự") == 0
    issue(announce(world), world)
    assert "hãy trả lời" in told(world, "office")
    assert messages("hãy trả lời") == 1


def test_a_change_after_the_announcement_is_told_once(world: World, visit: Visit) -> None:
    issue(announce(world), world)
    row = name(world, visit, UPPER, "Trần Văn Trên", "leader")
    assert "thêm đồng chí Trần Văn Trên" in told(world, "leader")
    assert "thêm đồng chí Trần Văn Trên" in told(world, "office")
    assert "thêm đồng chí Trần Văn Trên" not in told(world, "planner"), "who did it knows"
    answer(world, row, CANNOT, "Họp Tỉnh ủy", by="leader")
    said = "đồng chí Trần Văn Trên: không dự được (Họp Tỉnh ủy)"
    assert said in told(world, "planner")
    before = messages(said)
    answer(world, row, CANNOT, "Họp Tỉnh ủy", by="leader")
    assert messages(said) == before
    attendees.remove(visit, row, world.user("planner"))
    assert "không còn trong thành phần dự" in told(world, "office")


def test_an_answer_keeps_nothing_of_another(world: World, visit: Visit) -> None:
    row = name(world, visit, LOWER, "Lê Thị Dưới")
    answer(world, row, SENDS, "Hồ Thị Thay")
    assert (row.substitute, row.reason) == ("Hồ Thị Thay", "")
    answer(world, row, CANNOT, "Ốm")
    assert (row.substitute, row.reason) == ("", "Ốm")
    answer(world, row, COMES)
    assert (row.substitute, row.reason) == ("", "")


def test_an_account_is_named_once(world: World, visit: Visit) -> None:
    name(world, visit, UPPER, "Một", "leader")
    with pytest.raises(Refused, match="đã có tên"):
        name(world, visit, UPPER, "Một", "leader")


def test_each_side_names_and_answers_for_its_own(
    sign_in: SignIn, world: World, visit: Visit
) -> None:
    place = f"/visits/{visit.id}/people"
    upper = name(world, visit, UPPER, "Trần Văn Trên", "leader").id
    lower = name(world, visit, LOWER, "Lê Thị Dưới").id
    office, leader = sign_in("office"), sign_in("leader")
    page = office.get(place).text
    assert f"{place}/lower/new" in page
    assert f"{place}/upper/new" not in page
    assert office.get(f"{place}/upper/new").status_code == 403
    assert office.get(f"{place}/{upper}").status_code == 403
    assert leader.get(f"{place}/{lower}").status_code == 403
    assert leader.get(f"{place}/{upper}").status_code == 200
    (form,) = forms_with(office, f"{place}/lower/new", "/lower/new")
    assert form.send(office).status_code == 422
    assert form.send(office, name="Vũ Văn Mới").status_code == 303
    assert "Vũ Văn Mới" in office.get(f"/visits/{visit.id}").text
    assert counted(sign_in("planner"), place) <= MOST
    assert counted(sign_in("planner"), f"/visits/{visit.id}") <= MOST


def test_an_answer_is_asked_for_whole_and_kept(sign_in: SignIn, world: World, visit: Visit) -> None:
    row = name(world, visit, UPPER, "Trần Văn Trên", "leader").id
    place = f"/visits/{visit.id}/people/{row}"
    client, colleague = sign_in("leader"), sign_in("planner")
    (form,) = forms_with(client, place, place)
    (late,) = forms_with(colleague, place, place)
    lacking = form.send(client, answer="sends")
    assert lacking.status_code == 422
    assert "phải ghi người dự thay" in lacking.text
    assert "phải ghi lý do" in form.send(client, answer="cannot").text
    assert form.send(client, answer="sends", substitute="Hồ Thị Thay").status_code == 303
    page = client.get(f"/visits/{visit.id}").text
    assert "Cử người thay" in page
    assert "đồng chí Hồ Thị Thay" in page
    clash = late.send(colleague, answer="comes")
    assert clash.status_code == 409
    assert "Hồ Thị Thay" in clash.text
    (stale,) = forms_with(colleague, f"/visits/{visit.id}/people", "/remove")
    assert stale.send(colleague).status_code == 303
    assert db.session.scalars(select(Attendee)).all() == []


def test_of_what_was_held_nobody_is_told(world: World, visit: Visit) -> None:
    issue(announce(world), world)
    visit.held_at = visit.meeting.starts_at
    name(world, visit, UPPER, "Trần Văn Trên", "leader")
    assert messages("Trần Văn Trên") == 0


def test_what_is_off_is_not_changed(sign_in: SignIn, world: World, visit: Visit) -> None:
    row = name(world, visit, UPPER, "Trần Văn Trên", "leader").id
    visit.cancelled_at = visit.meeting.starts_at
    db.session.commit()
    place = f"/visits/{visit.id}/people"
    assert sign_in("leader").get(f"{place}/{row}").status_code == 403
    assert sign_in("planner").get(f"{place}/upper/new").status_code == 403
    assert "Trần Văn Trên" in sign_in("planner").get(place).text


ASKED = "Trả lời dự buổi sinh hoạt"
OWED = "Trả lời của thành phần dự"


def test_whose_answer_is_awaited_reads_it_on_the_first_screen(
    sign_in: SignIn, world: World, visit: Visit
) -> None:
    upper = name(world, visit, UPPER, "Trần Văn Trên", "leader")
    lower = name(world, visit, LOWER, "Văn phòng", "office")
    leader, office = sign_in("leader"), sign_in("office")
    assert ASKED not in leader.get("/").text  # nobody was told yet
    issue(announce(world), world)
    place = f"/visits/{visit.id}/people/{upper.id}"
    page = leader.get("/").text
    assert ASKED in page
    assert f'href="{place}"' in page
    assert counted(leader, "/") <= MOST
    assert ASKED not in sign_in("member").get("/").text
    page = office.get("/").text
    assert OWED in page
    assert ASKED not in page  # it has one place
    assert f"/visits/{visit.id}/people#side-lower" in page
    assert counted(office, "/") <= MOST
    owed = f"/visits/{visit.id}/owed"
    for client in (office, sign_in("planner")):
        assert "Chưa trả lời: Văn phòng" in client.get(owed).text
        assert counted(client, owed) <= MOST
    answer(world, upper, COMES, by="leader")
    answer(world, lower, SENDS, "Hồ Thị Thay", by="office")
    assert ASKED not in leader.get("/").text
    assert OWED not in office.get("/").text
    assert "Đã trả lời 1/1" in office.get(owed).text


def test_nothing_is_asked_of_a_visit_that_was_held_or_cancelled(
    sign_in: SignIn, world: World, visit: Visit
) -> None:
    name(world, visit, UPPER, "Trần Văn Trên", "leader")
    issue(announce(world), world)
    leader = sign_in("leader")
    for column in ("held_at", "cancelled_at"):
        setattr(visit, column, clock.now())
        db.session.commit()
        assert ASKED not in leader.get("/").text
        setattr(visit, column, None)
        db.session.commit()
    assert ASKED in leader.get("/").text
