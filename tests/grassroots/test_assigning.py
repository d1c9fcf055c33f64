"""Assigning a month: proposed in one click, changed by hand, published (46-KH/ĐTN, II.3)."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.forms import forms_of
from tests.grassroots_world import MARCH, GrassrootsWorld, meetings_in
from tests.world import World, add
from webapp.core.db import db
from webapp.grassroots.models import HandChoice, Wish
from webapp.grassroots.queries.line import Line
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.services import assigning
from webapp.grassroots.services.dues import calendar_of
from webapp.milestones.engine import find
from webapp.milestones.models import Message
from webapp.rules.choosing import ASSUMED_LENGTH, Duty, clashes
from webapp.visits.models import Attendance, Choice, TeamMember, Visit

SignIn = Callable[[str], FlaskClient]


def month(found: GrassrootsWorld) -> MonthRecord:
    """The month anew, as it is kept."""
    db.session.expire_all()
    return MonthRecord(found.activity, MARCH)


def going(lines: Iterable[Line]) -> dict[str, list[str]]:
    return {f"{one.day:%d}-{one.name}": [goer.name for goer in one.goers] for one in lines}


def propose(sign_in: SignIn, found: GrassrootsWorld) -> FlaskClient:
    client = sign_in("planner")
    answer = client.post(f"/grassroots/{found.activity_id}/proposal?month=2024-03")
    assert answer.status_code == 303
    return client


def publish(sign_in: SignIn, found: GrassrootsWorld) -> FlaskClient:
    client = propose(sign_in, found)
    assert publish_as_asked(client, found).status_code == 303
    return client


def publish_as_asked(client: FlaskClient, found: GrassrootsWorld) -> TestResponse:
    """Publish as the page asks that says what is undecided."""
    address = f"/grassroots/{found.activity_id}/publication?month=2024-03"
    form = next(one for one in forms_of(client, address) if one.action == address)
    return form.send(client)


def test_one_click_fills_the_month_without_clashes(
    world: World, sign_in: SignIn, found: GrassrootsWorld
) -> None:
    client = propose(sign_in, found)
    record = month(found)
    assert [len(one.goers) for one in record.lines] == [1, 1, 1, 1]
    duties = [
        Duty(one.goers[0].user_id, one.meeting_id, one.starts_at, one.starts_at + ASSUMED_LENGTH)
        for one in record.lines
    ]
    assert clashes(duties, timedelta(minutes=world.issuer.travel_minutes)) == []
    counts = [
        sum(g.person_id == person for g in duties) for person in {d.person_id for d in duties}
    ]
    assert max(counts) <= 2  # three people, four meetings
    text = client.get(f"/grassroots/{found.activity_id}?month=2024-03").text
    assert "Dự kiến, chưa công bố" in text
    assert "4 buổi sinh hoạt, dự 4 buổi" in text
    # Nobody is told of a draft, and units see nothing of it.
    assert db.session.scalars(select(Message).where(Message.text.contains("phân công"))).all() == []
    assert db.session.scalars(select(Choice)).all() == []
    assert len(db.session.scalars(select(Attendance)).all()) == 4


def test_absences_are_kept_and_a_number_is_not_passed(
    world: World, sign_in: SignIn, found: GrassrootsWorld
) -> None:
    for username in ("member", "member2"):
        add(
            Wish(
                issuer_id=world.issuer.id,
                user_id=world.user(username).id,
                kind="absent",
                starts_on=date(2024, 3, 1),
                ends_on=date(2024, 3, 31),
            )
        )
    found.activity.wanted = 2
    db.session.commit()
    propose(sign_in, found)
    record = month(found)
    assert len(record.attended) == 2
    assert {goer.user_id for one in record.attended for goer in one.goers} == {
        world.user("leader").id
    }
    assert {one.unit for one in record.attended} == {"Nhơn Trạch", "Tân Phú"}  # each unit once


def test_a_choice_by_hand_says_its_cost_and_stays(
    world: World, sign_in: SignIn, found: GrassrootsWorld
) -> None:
    client = propose(sign_in, found)
    first, second, third, _ = month(found).lines
    url = f"/grassroots/{found.activity_id}/meetings/{first.meeting_id}"
    other = second.goers[0].user_id  # goes to the second meeting, an hour later
    page = client.get(url).text
    assert f"Trùng giờ với {second.name}, 09:00" in page
    of_nobody = page.split("Không bố trí người dự")[1]
    assert "không vướng gì" not in of_nobody  # a meeting that nobody attends is no good news
    assert "Không ai dự buổi này" in of_nobody
    version = page.split('name="version" type="hidden" value="')[1].split('"')[0]
    answer = client.post(url, data={"person": str(other), "version": version})
    assert answer.status_code == 303
    assert month(found).lines[0].is_by_hand
    propose(sign_in, found)
    record = month(found)
    assert [goer.user_id for goer in record.lines[0].goers] == [other]
    assert other not in [goer.user_id for goer in record.lines[1].goers]
    nobody = f"/grassroots/{found.activity_id}/meetings/{third.meeting_id}"
    version = client.get(nobody).text.split('name="version" type="hidden" value="')[1].split('"')[0]
    assert client.post(nobody, data={"person": "", "version": version}).status_code == 303
    propose(sign_in, found)
    assert month(found).lines[3].goers == () or month(found).lines[2].goers == ()
    assert len(month(found).attended) == 3
    client.post(f"/grassroots/{found.activity_id}/release?month=2024-03")
    propose(sign_in, found)
    assert len(month(found).attended) == 4
    assert db.session.scalars(select(HandChoice)).all() == []


def test_two_planners_do_not_overwrite_each_other(
    world: World, sign_in: SignIn, found: GrassrootsWorld
) -> None:
    client = propose(sign_in, found)
    first = month(found).lines[0]
    url = f"/grassroots/{found.activity_id}/meetings/{first.meeting_id}"
    version = client.get(url).text.split('name="version" type="hidden" value="')[1].split('"')[0]
    people = [world.user(name).id for name in ("member", "member2", "leader")]
    mine, theirs = [one for one in people if one != first.goers[0].user_id]
    client.post(url, data={"person": str(theirs), "version": version})
    clash = client.post(url, data={"person": str(mine), "version": version})
    assert clash.status_code == 409
    assert [goer.user_id for goer in month(found).lines[0].goers] == [theirs]
    unknown = client.post(url, data={"person": "99999", "version": version})
    assert unknown.status_code == 422


def test_publishing_tells_units_and_people_and_makes_reports_due(
    world: World, sign_in: SignIn, held: GrassrootsWorld
) -> None:
    client = publish(sign_in, held)
    calendar = calendar_of(held.activity_id, MARCH)
    assert calendar is not None
    assert calendar.published_at is not None
    owed = find("month_calendar", "monthly_calendar", calendar.id)
    assert owed is not None
    assert owed.done_at is not None
    assert len(db.session.scalars(select(Choice)).all()) == 2  # the silent unit has none
    office = [
        one.text
        for one in db.session.scalars(
            select(Message).where(Message.user_id == world.user("office").id)
        )
    ]
    assert office == ["Lịch sinh hoạt tháng 03/2024: cấp trên dự 3 buổi."]
    for line in month(held).lines:
        report = find("findings", "visit", line.visit_id or 0)
        assert report is not None
        assert report.user_id == line.goers[0].user_id
        assert report.anchor_on == line.day
    assert sign_in("office").get("/visits").text.count("Chi bộ ấp") >= 3
    roster = client.get("/visits/roster?month=2024-03").text
    assert "Người dự" in roster
    assert "Tổ trưởng" not in roster  # of nobody: each goes alone
    again = client.post(
        f"/grassroots/{held.activity_id}/proposal?month=2024-03", follow_redirects=True
    )
    assert "đã công bố" in again.text


def test_nothing_is_published_while_nobody_goes(sign_in: SignIn, held: GrassrootsWorld) -> None:
    client = sign_in("planner")
    address = f"/grassroots/{held.activity_id}/publication?month=2024-03"
    assert "nên chưa công bố được" in client.get(address).text
    answer = client.post(address, data={"looked": ""}, follow_redirects=True)
    assert "Chưa phân công buổi nào" in answer.text
    with pytest.raises(assigning.Refused):
        assigning.publish(month(held).activity, date(2024, 2, 1), None)  # type: ignore[arg-type]


def test_a_change_after_publication_tells_those_concerned(
    world: World, sign_in: SignIn, held: GrassrootsWorld
) -> None:
    client = publish(sign_in, held)
    first = month(held).lines[0]
    people = [world.user(name).id for name in ("member", "member2", "leader")]
    was, new = first.goers[0].user_id, next(p for p in people if p != first.goers[0].user_id)
    url = f"/grassroots/{held.activity_id}/meetings/{first.meeting_id}"
    version = client.get(url).text.split('name="version" type="hidden" value="')[1].split('"')[0]
    assert client.post(url, data={"person": str(new), "version": version}).status_code == 303
    texts = {
        (one.user_id, one.text.split(":")[0])
        for one in db.session.scalars(select(Message).order_by(Message.id))
    }
    assert (was, "Đồng chí thôi được phân công dự") in texts
    assert (new, "Đồng chí được phân công dự") in texts
    report = find("findings", "visit", first.visit_id or 0)
    assert report is not None
    assert report.user_id == new
    version = client.get(url).text.split('name="version" type="hidden" value="')[1].split('"')[0]
    client.post(url, data={"person": "", "version": version})
    visit = db.session.get_one(Visit, first.visit_id)
    assert visit.cancelled_at is not None
    assert find("findings", "visit", visit.id) is None
    version = client.get(url).text.split('name="version" type="hidden" value="')[1].split('"')[0]
    client.post(url, data={"person": str(was), "version": version})
    db.session.expire_all()
    assert db.session.get_one(Visit, first.visit_id).cancelled_at is None
    assert db.session.scalars(
        select(TeamMember.user_id).where(TeamMember.visit_id == visit.id)
    ).all() == [was]


def test_a_unit_that_sends_late_can_still_be_attended(
    world: World, sign_in: SignIn, held: GrassrootsWorld
) -> None:
    client = publish(sign_in, held)
    [late] = meetings_in(world, held, "Long Thành", (27, 8))
    url = f"/grassroots/{held.activity_id}/meetings/{late.id}"
    version = client.get(url).text.split('name="version" type="hidden" value="')[1].split('"')[0]
    client.post(url, data={"person": str(world.user("member").id), "version": version})
    assert len(db.session.scalars(select(Choice)).all()) == 3
    db.session.refresh(late)
    assert late.answer == "Được chọn dự."
    assert "Chi bộ ấp 1 Long Thành" in sign_in("selfrun").get("/visits").text


def test_who_goes_is_changed_in_the_month_alone(
    world: World, sign_in: SignIn, held: GrassrootsWorld
) -> None:
    client = publish(sign_in, held)
    first = month(held).lines[0]
    assert "Đổi người dự" in client.get(f"/visits/{first.visit_id}").text
    here = f"/grassroots/{held.activity_id}/meetings/{first.meeting_id}"
    role = f"role_{world.user('member').id}"
    for answer in (
        client.get(f"/visits/{first.visit_id}/team"),
        client.post(f"/visits/{first.visit_id}/team", data={role: "head"}),
    ):
        assert (answer.status_code, answer.location) == (303, here)
    assert month(held).lines[0].goers == first.goers
