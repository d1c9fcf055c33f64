"""A month with meetings that nobody decided: published as such, finished later, withdrawn."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from tests.forms import FormOnPage, forms_of
from tests.full_world import issue
from tests.grassroots.test_assigning import month
from tests.grassroots_world import MARCH, GrassrootsWorld, meetings_in
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.documents.models import Document
from webapp.documents.views.page import staleness
from webapp.grassroots.models import CalendarStep, HandChoice
from webapp.grassroots.queries.month import MonthRecord
from webapp.grassroots.services import assigning, deciding, papers, withdrawing
from webapp.grassroots.services.dues import calendar_of
from webapp.milestones.engine import find
from webapp.milestones.models import Message
from webapp.notices.models import Meeting
from webapp.rules.month_decisions import Decision
from webapp.visits.models import Choice, TeamMember, Visit

SignIn = Callable[[str], FlaskClient]


def form_at(client: FlaskClient, found: GrassrootsWorld, page: str, button: str) -> FormOnPage:
    """The form of a page of the month that goes to an address of the month."""
    base = f"/grassroots/{found.activity_id}"
    forms = forms_of(client, f"{base}/{page}?month=2024-03")
    return next(one for one in forms if f"{base}/{button}?" in one.action)


def send(
    client: FlaskClient, found: GrassrootsWorld, page: str, button: str = "", **typed: str
) -> TestResponse:
    return form_at(client, found, page, button or page).send(client, **typed)


def rows(client: FlaskClient, place: str) -> str:
    """Return a page without the choices of its forms."""
    return re.sub(r"<option.*?</option>", "", client.get(place).text, flags=re.DOTALL)


def told(world: World, username: str) -> list[str]:
    rows = select(Message).where(Message.user_id == world.user(username).id).order_by(Message.id)
    return [one.text for one in db.session.scalars(rows)]


@pytest.fixture
def half(world: World, held: GrassrootsWorld) -> GrassrootsWorld:
    """The member goes to the first meeting; of the three others nothing is decided."""
    first, *_ = MonthRecord(held.activity, MARCH).lines
    activity, member = held.activity, world.user("member").id
    assigning.change(activity, MARCH, first, member, world.user("planner"))
    return held


def test_a_page_says_what_is_undecided_and_asks(
    world: World, sign_in: SignIn, half: GrassrootsWorld
) -> None:
    client = sign_in("planner")
    address = f"/grassroots/{half.activity_id}/publication?month=2024-03"
    text = client.get(address).text
    assert "Chưa quyết định (3 buổi)" in text
    assert "Chưa gửi lịch (1 đơn vị)" in text
    assert re.search(r"Hạn 25/02/2024, còn \d+ ngày", text)
    assert "Công bố khi còn 3 buổi chưa quyết định, 1 đơn vị chưa gửi lịch?" in text
    unasked = client.post(address)
    assert (unasked.status_code, unasked.location) == (303, address)
    assert not month(half).is_published
    assert "Công bố lịch tháng 03/2024: 1 buổi, 1 người</button>" in text
    assert "Người member: 1 buổi" in text
    form = form_at(client, half, "publication", "publication")
    meetings_in(world, half, "Long Thành", (27, 8))
    changed = form.send(client)
    assert changed.status_code == 409
    assert "đã thay đổi" in changed.text
    assert re.search(r"<li>Mới: [^<]*27/03/2024: chưa quyết định</li>", changed.text)
    assert not month(half).is_published
    assert "Chưa quyết định (4 buổi)" in changed.text
    assert send(client, half, "publication").status_code == 303
    assert month(half).is_published
    [step] = db.session.scalars(select(CalendarStep)).all()
    assert (step.action, step.said) == ("published", "4 buổi chưa quyết định")
    assert "Lịch tháng này đã công bố" in client.get(address).text


def test_a_month_is_not_published_over_somebody_elses_change(
    world: World, sign_in: SignIn, half: GrassrootsWorld
) -> None:
    client = sign_in("planner")
    form = form_at(client, half, "publication", "publication")
    line, planner = MonthRecord(half.activity, MARCH).lines[0], world.user("planner")
    assigning.change(half.activity, MARCH, line, world.user("member2").id, planner)
    answer = form.send(client)
    assert answer.status_code == 409
    assert re.search(r"<li>Nay là: [^<]*: Người member2</li>", answer.text)
    assert not month(half).is_published


def test_nobody_is_told_that_nobody_comes_where_nobody_decided_it(
    world: World, sign_in: SignIn, half: GrassrootsWorld
) -> None:
    client = sign_in("planner")
    send(client, half, "publication")
    assert told(world, "office")[-1:] == [
        "Lịch sinh hoạt tháng 03/2024: cấp trên dự 1 buổi; "
        "2 buổi chưa quyết định, sẽ thông báo sau."
    ]
    texts = db.session.scalars(select(Message.text)).all()
    assert [one for one in texts if "không bố trí" in one.lower()] == []
    answers = [one.answer for one in db.session.scalars(select(Meeting).order_by(Meeting.id))]
    assert answers.count("Được chọn dự.") == 1
    assert "Đã nhận lịch" not in "".join(answers)
    # Of Tân Phú nothing is decided: its choice stays open.
    assert len(db.session.scalars(select(Choice)).all()) == 1
    notice = f"/assignments/{half.assignment().id}/notice"
    text = sign_in("office").get(notice, follow_redirects=True).text
    assert "Cấp trên chưa quyết định; sẽ thông báo sau." in text
    assert "bố trí" not in text
    listed = client.get(f"/grassroots/{half.activity_id}?month=2024-03&view=list").text
    assert listed.split("<tbody")[1].count("Chưa quyết định") == 3
    assert "Không bố trí dự" not in listed
    paper = papers.announce(month(half), world.user("planner"))
    assert "không bố trí" not in str(paper.content).lower()


def test_that_nobody_comes_to_the_rest_is_one_press(
    world: World, sign_in: SignIn, half: GrassrootsWorld
) -> None:
    client = sign_in("planner")
    form = form_at(client, half, "publication", "nobody")
    assert form.send(client).status_code == 303
    assert [one.decision for one in month(half).lines] == [Decision.ATTENDED] + 3 * [
        Decision.NOBODY
    ]
    again = form.send(client)  # pressed twice, or on an old page
    assert again.status_code == 409
    send(client, half, "publication")
    assert "2 buổi không bố trí dự" in told(world, "office")[-1]
    answers = [one.answer for one in db.session.scalars(select(Meeting).order_by(Meeting.id))]
    assert sum("chưa bố trí dự" in one for one in answers) == 3


def test_an_undecided_meeting_is_decided_expressly(
    world: World, sign_in: SignIn, half: GrassrootsWorld
) -> None:
    client = sign_in("planner")
    line = month(half).open[0]
    address = f"/grassroots/{half.activity_id}/meetings/{line.meeting_id}"
    (form,) = forms_of(client, address)
    assert not any(one.chosen for one in form.controls if one.kind == "radio")
    bare = form.send(client)
    assert bare.status_code == 422
    assert "Hãy chọn người dự" in bare.text
    assert month(half).open[0] == line
    assert form.send(client, person="").status_code == 303
    kept = db.session.scalars(select(HandChoice).where(HandChoice.meeting_id == line.meeting_id))
    assert kept.one().user_id is None
    assert form.send(client, person=str(world.user("member").id)).status_code == 409


def test_a_proposal_for_the_rest_moves_nobody_who_was_told(
    world: World, sign_in: SignIn, half: GrassrootsWorld
) -> None:
    client = sign_in("planner")
    send(client, half, "publication")
    first = month(half).lines[0]
    meetings_in(world, half, "Long Thành", (5, 8))  # late, at the hour of the first
    db.session.execute(Message.__table__.delete())
    db.session.commit()
    form = form_at(client, half, "undecided", "undecided")
    late = next(one for one in month(half).open if one.unit == "Long Thành")
    proposed = form.values[f"meeting_{late.meeting_id}"]
    assert proposed != [str(world.user("member").id)]
    choices = {f"meeting_{one.meeting_id}": "later" for one in month(half).open}
    choices[f"meeting_{late.meeting_id}"] = proposed[0]
    tan_phu = next(one for one in month(half).open if one.unit == "Tân Phú")
    choices[f"meeting_{tan_phu.meeting_id}"] = "nobody"
    assert form.send(client, **choices).status_code == 303
    record = month(half)
    assert record.line(first.meeting_id) == first
    assert len(record.open) == 2
    assert told(world, "member") == []
    assert told(world, "office") == []  # of Nhơn Trạch nothing was decided anew
    assert told(world, "selfrun") == ["Lịch sinh hoạt tháng 03/2024, bổ sung: cấp trên dự 1 buổi."]
    person = db.session.scalars(select(Message).where(Message.text.contains("dự thêm 1 buổi")))
    assert [str(one.user_id) for one in person] == proposed
    added = db.session.scalars(select(CalendarStep).order_by(CalendarStep.id.desc())).first()
    assert added is not None
    assert added.said == "1 buổi có người dự, 1 buổi không bố trí dự"
    assert find("findings", "visit", record.line(late.meeting_id).visit_id) is not None  # type: ignore[union-attr,arg-type]
    assert "Long Thành" in sign_in("selfrun").get("/visits").text
    again = form.send(client, **choices | dict.fromkeys(choices, "nobody"))
    assert again.status_code == 409  # others are open now
    assert again.text.count('value="nobody" checked') == 2  # what was chosen stays


def test_what_is_added_to_an_announced_month_asks_for_a_notice_of_it(
    world: World, half: GrassrootsWorld
) -> None:
    planner = world.user("planner")
    assigning.publish(half.activity, MARCH, planner)
    document = issue(world, papers.announce(month(half), planner))
    record = month(half)
    wanted = {record.open[-1].meeting_id: world.user("member2").id}
    seen = deciding.mark_of(record)
    numbers = deciding.decide(half.activity, MARCH, wanted, planner, seen=seen)
    assert numbers == [document.number_and_symbol]
    amendment = papers.amend(month(half), planner)
    assert "Người member2" in str(amendment.content)


def test_who_cannot_go_is_not_sent(world: World, half: GrassrootsWorld) -> None:
    record = month(half)
    at_nine = record.open[0]  # an hour after the first, where the member goes
    member, seen = world.user("member").id, deciding.mark_of(record)
    for person in (member, 99999):
        with pytest.raises(assigning.Refused):
            deciding.decide(
                half.activity, MARCH, {at_nine.meeting_id: person}, world.user("planner"), seen=seen
            )
        db.session.rollback()
    with pytest.raises(assigning.Changed):
        deciding.decide(half.activity, MARCH, {}, world.user("planner"), seen="else")


def test_a_published_month_is_withdrawn_with_a_reason(
    world: World, sign_in: SignIn, half: GrassrootsWorld
) -> None:
    client, planner = sign_in("planner"), world.user("planner")
    send(client, half, "publication")
    paper = issue(world, papers.announce(month(half), planner)).id
    visit_id = month(half).lines[0].visit_id or 0
    assert "Chi bộ ấp 1 Nhơn Trạch" in sign_in("office").get("/visits").text
    assert "Dự kiến, chưa công bố" not in rows(client, "/visits")
    bare = send(client, half, "withdrawal")
    assert bare.status_code == 422
    form = form_at(client, half, "withdrawal", "withdrawal")
    assert form.send(client, reason="Đổi lịch công tác của Ban").status_code == 303
    record = month(half)
    assert not record.is_published
    assert record.lines[0].goers  # kept as a draft, and told as one
    for page in ("/visits", f"/visits/{visit_id}"):
        assert "Dự kiến, chưa công bố" in rows(client, page)
    assert find("findings", "visit", visit_id) is None
    calendar = calendar_of(half.activity_id, MARCH)
    assert calendar is not None
    owed = find("month_calendar", "monthly_calendar", calendar.id)
    assert owed is not None
    assert owed.done_at is None
    for username in ("member", "office"):
        assert "đã rút công bố. Lý do: Đổi lịch công tác của Ban." in told(world, username)[-1]
    assert db.session.scalars(select(Choice)).all() == []
    assert "Chi bộ ấp 1 Nhơn Trạch" not in sign_in("office").get("/visits").text
    assert "Chi bộ ấp 1 Nhơn Trạch" not in sign_in("member").get("/").text
    text = client.get(f"/grassroots/{half.activity_id}?month=2024-03").text
    assert "Lịch tháng đã rút công bố" in text
    assert "lịch trong văn bản không còn áp dụng" in " ".join(text.split())
    document = db.session.get_one(Document, paper)
    assert document.withdrawn_at is None
    assert "đã rút công bố" in client.get(f"/documents/{paper}").text
    assert form.send(client, reason="Lần nữa").status_code in (409, 422)
    send(client, half, "publication")
    assert month(half).is_published
    db.session.refresh(document)
    assert staleness(document) is None  # again as it was announced


def test_no_paper_says_of_what_is_undecided_that_nobody_comes(
    world: World, half: GrassrootsWorld
) -> None:
    planner = world.user("planner")
    assigning.publish(half.activity, MARCH, planner)
    issue(world, papers.announce(month(half), planner))
    calendar = calendar_of(half.activity_id, MARCH)
    assert calendar is not None
    withdrawing.withdraw(half.activity, calendar, "Bố trí lại", planner)
    first = month(half).lines[0]
    assigning.release(half.activity, MARCH)
    assigning.write(month(half), {})
    assigning.pin(calendar, {month(half).lines[1].meeting_id: None})
    db.session.commit()
    assert month(half).lines[0].is_open
    # What was announced is decided first: its amendment would say that nobody comes.
    with pytest.raises(assigning.Refused, match=first.name):
        assigning.publish(half.activity, MARCH, planner)
    db.session.rollback()
    assigning.change(half.activity, MARCH, month(half).lines[0], None, planner)
    assigning.publish(half.activity, MARCH, planner)
    assert "Không bố trí người dự" in str(papers.amend(month(half), planner).content)


def test_a_month_without_anybody_is_not_announced_while_it_is_undecided(
    world: World, held: GrassrootsWorld
) -> None:
    planner = world.user("planner")
    assigning.change(held.activity, MARCH, month(held).lines[0], None, planner)
    assigning.publish(held.activity, MARCH, planner)
    with pytest.raises(assigning.Refused, match="còn 3 buổi chưa quyết định"):
        papers.announce(month(held), planner)
    db.session.rollback()
    record = month(held)
    rest = dict.fromkeys([one.meeting_id for one in record.open])
    deciding.decide(held.activity, MARCH, rest, planner, seen=deciding.mark_of(record))
    paper = papers.announce(month(held), planner)
    assert "không bố trí dự buổi sinh hoạt nào" in str(paper.content)


def test_what_has_begun_cannot_be_withdrawn(
    world: World, sign_in: SignIn, half: GrassrootsWorld
) -> None:
    client = sign_in("planner")
    address = f"/grassroots/{half.activity_id}/withdrawal?month=2024-03"
    assert "chưa công bố" in client.get(address, follow_redirects=True).text
    send(client, half, "publication")
    with clock.living_on(date(2024, 3, 10)):
        answer = client.get(address, follow_redirects=True)
        assert "đã có buổi dự diễn ra" in answer.text
        assert client.post(address, data={"reason": "Vì thế"}).status_code in (409, 422)
    assert month(half).is_published


def test_nobody_is_asked_to_hold_what_is_over(world: World, half: GrassrootsWorld) -> None:
    planner = world.user("planner")
    second = month(half).lines[1]
    assigning.change(half.activity, MARCH, second, None, planner)
    with clock.living_on(second.day.replace(day=second.day.day + 1)):
        assigning.publish(half.activity, MARCH, planner)
    assert "không bố trí" not in " ".join(told(world, "office"))


def test_a_draft_is_on_nobodys_first_screen(
    world: World, sign_in: SignIn, half: GrassrootsWorld
) -> None:
    with clock.living_on(date(2024, 3, 1)):
        assert "Chi bộ ấp 1 Nhơn Trạch" not in sign_in("member").get("/").text
        send(sign_in("planner"), half, "publication")
        assert "Chi bộ ấp 1 Nhơn Trạch" in sign_in("member").get("/").text
    assert db.session.scalars(select(TeamMember)).all()
    assert db.session.scalars(select(Visit)).all()
