"""A day made a day off moves a due day on every page at once, and those whose it is are told."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from tests.administration.helpers import confirmed
from tests.forms import forms_in
from tests.notices.helpers import meetings, row, sent, the_notice
from tests.world import World
from webapp.core import clock
from webapp.core.db import db
from webapp.milestones import engine
from webapp.milestones.models import Message
from webapp.organizations.models import CalendarDay, CalendarYear
from webapp.plans.services import editing as plans
from webapp.plans.services.dues import set_assignment_milestones
from webapp.visits.services import choosing

SignIn = Callable[[str], FlaskClient]
DAY_OFF = {"day": "2024-03-06", "is_working": "False", "note": "Nghỉ"}
RULE = {"rule": "5 working days before"}


@pytest.fixture
def planned(world: World) -> World:
    """The plan asks for notice and announcement 5 working days before each meeting."""
    for kind in ("notice", "announcement"):
        duty = plans.duty(world.assignment().activity_id, kind)
        assert duty is not None
        plans.change(duty, RULE)
    set_assignment_milestones([world.assignment()], world.plan.id)
    db.session.commit()
    return world


def file(world: World, client: FlaskClient, day: str = "2024-03-11") -> None:
    answer = client.post(f"/assignments/{world.assignment().id}/notice", data=sent(row(0, 1, day)))
    assert answer.status_code == 303


def make_off(sign_in: SignIn) -> str:
    admin = sign_in("admin")
    answer = confirmed(admin, "/administration/calendar/new", DAY_OFF)
    assert answer.status_code == 303
    return admin.get(answer.location).text


def told(world: World, username: str) -> list[str]:
    of = select(Message.text).where(Message.user_id == world.user(username).id)
    return [text for text in db.session.scalars(of) if "Lịch làm việc thay đổi" in text]


def test_every_page_tells_the_day_that_now_holds(planned: World, sign_in: SignIn) -> None:
    number = planned.assignment().id
    office = sign_in("office")
    file(planned, office)
    notice = the_notice().id
    desk, shown = f"/assignments/{number}/notice", f"/notices/{notice}"
    for page in (desk, shown):
        assert "hạn 04/03/2024" in office.get(page).text, page
    make_off(sign_in)
    for page in (desk, shown):
        text = office.get(page).text
        assert "hạn 01/03/2024" in text, page
        assert "04/03/2024" not in text, page
    planner = sign_in("planner")
    asked = {"rows-0-organization": "Chi bộ khác", "rows-0-day": "2024-03-11"}
    margin = office.get(f"{desk}/margin", query_string=asked).text
    assert "so với hạn 01/03/2024" in margin, "a row that is typed"
    assert "Sớm 46 ngày" in planner.get(f"/assignments/{number}/choice").text
    assert "Sớm 46" in receipt(office, notice), "the cell is narrow"
    assert "04/03/2024" not in planner.get(f"/assignments/{number}").text
    assert "Đúng hạn" in planner.get(f"/plans/{planned.plan.id}/synthesis").text


def receipt(client: FlaskClient, notice: int) -> str:
    data = client.get(f"/notices/{notice}/receipt.pdf").data
    with pdfplumber.open(BytesIO(data)) as pdf:
        return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


def test_what_is_still_to_be_announced_moves_on_the_first_screen_and_in_the_month(
    planned: World, sign_in: SignIn
) -> None:
    file(planned, sign_in("office"))
    (meeting,) = meetings()
    choosing.save_ticks(planned.assignment(), [meeting.id], [])
    choosing.close(
        planned.assignment(), planned.user("planner"), seen=[meeting.id], reason="Chỉ có một"
    )
    planner = sign_in("planner")
    assert "04/03/2024" in planner.get("/").text
    flashed = make_off(sign_in)
    assert re.search(r"[1-9] thời hạn được tính lại", flashed)
    home = planner.get("/").text
    assert "01/03/2024" in home
    found = engine.find("announcement", "assignment", planned.assignment().id)
    assert found is not None
    assert clock.local(found.due_at).date() == date(2024, 3, 1)
    (text,) = told(planned, "planner")
    assert "Thông báo" in text or "announcement" in text
    assert "từ 04/03/2024 sang 01/03/2024" in text


def test_each_person_is_told_once_of_all_that_is_theirs(planned: World, sign_in: SignIn) -> None:
    file(planned, sign_in("office"))
    make_off(sign_in)
    for name in ("office", "colleague"):
        (text,) = told(planned, name)
        assert "từ 04/03/2024 sang 01/03/2024" in text
    for name in ("other", "stranger", "reader", "admin"):
        assert told(planned, name) == []


def test_what_was_told_in_time_under_the_old_day_stays_in_time(
    planned: World, sign_in: SignIn
) -> None:
    with clock.living_on(date(2024, 3, 4)):
        file(planned, sign_in("office"))
    number, notice = planned.assignment().id, the_notice().id
    with clock.living_on(date(2024, 3, 5)):
        make_off(sign_in)
        office = sign_in("office")
        for page in (f"/assignments/{number}/notice", f"/notices/{notice}"):
            text = office.get(page).text
            assert "hạn 04/03/2024" in text, page
            assert "Trễ" not in re.sub(r"<option.*?</option>", "", text), page
        found = engine.find("notice", "assignment", number)
        assert found is not None
        assert (found.tone, clock.local(found.due_at).date()) == ("done", date(2024, 3, 4))


def test_taking_the_day_off_back_moves_all_back(planned: World, sign_in: SignIn) -> None:
    office = sign_in("office")
    file(planned, office)
    make_off(sign_in)
    day = db.session.scalars(select(CalendarDay)).one()
    path = f"/administration/calendar/{day.id}/remove"
    assert confirmed(sign_in("admin"), path, {"version": day.version}).status_code == 303
    assert "hạn 04/03/2024" in office.get(f"/notices/{the_notice().id}").text
    assert len(told(planned, "office")) == 2


def test_many_due_days_are_one_message(planned: World, sign_in: SignIn) -> None:
    office = sign_in("office")
    days = iter(("2024-03-11", "2024-03-12", "2024-03-13"))
    listed = [row(n, cell, day) for n, (cell, day) in enumerate(_pairs(days))]
    number = planned.assignment().id
    assert office.post(f"/assignments/{number}/notice", data=sent(*listed)).status_code == 303
    make_off(sign_in)
    (text,) = told(planned, "office")
    assert text.count("sang") <= 5
    assert "thời hạn khác" in text


def _pairs(days: Iterator[str]) -> Iterator[tuple[int, str]]:
    for day in days:
        for cell in (1, 2, 10):
            yield cell, day


def test_it_is_asked_before_a_day_moves_due_days(planned: World, sign_in: SignIn) -> None:
    """The page names what moves from when to when and for whom; nothing has moved by then."""
    office = sign_in("office")
    choosing_open(planned, sign_in)
    asked = sign_in("admin").post("/administration/calendar/new", data=DAY_OFF)
    assert asked.status_code == 200
    rows = asked.text.split("<tr>")
    row = next(one for one in rows if "Cán bộ lập kế hoạch" in one)
    assert "04/03/2024" in row
    assert "01/03/2024" in row
    assert "Sớm hơn 3 ngày" in row
    done = next(one for one in rows if "Đã xong" in one)
    assert "Đảng bộ huyện Nhơn Trạch" in done
    assert "hạn 04/03/2024" in office.get(f"/notices/{the_notice().id}").text
    assert told(planned, "office") == []
    assert db.session.scalars(select(CalendarDay)).all() == []


def test_a_day_that_moves_nothing_is_not_asked_about(planned: World, sign_in: SignIn) -> None:
    admin = sign_in("admin")
    data = DAY_OFF | {"day": "2026-03-06"}
    assert admin.post("/administration/calendar/new", data=data).status_code == 303


def test_a_years_swapped_days_are_asked_about(planned: World, sign_in: SignIn) -> None:
    """4 March is due; the 6th is swapped for a Saturday after it: the 1st, told to its owners."""
    office = sign_in("office")
    choosing_open(planned, sign_in)
    admin, path = sign_in("admin"), "/administration/calendar/years/2024"
    swapped = {"note": "Thông báo số 1", "off_1": "2024-03-06", "worked_1": "2024-03-16"}
    asked = admin.post(path, data=swapped)
    assert asked.status_code == 200
    assert "Chưa lưu." in asked.text
    assert "Sớm hơn 3 ngày" in asked.text
    assert db.session.scalars(select(CalendarDay)).all() == []
    assert db.session.scalars(select(CalendarYear)).all() == []
    assert "hạn 04/03/2024" in office.get(f"/notices/{the_notice().id}").text
    assert told(planned, "planner") == []
    answer = confirmed(admin, path, swapped)
    assert answer.status_code == 303
    assert re.search(r"[1-9] thời hạn được tính lại", admin.get(answer.location).text)
    assert {one.day: one.is_working for one in db.session.scalars(select(CalendarDay))} == {
        date(2024, 3, 6): False,
        date(2024, 3, 16): True,
    }
    assert db.session.scalars(select(CalendarYear.note)).all() == ["Thông báo số 1"]
    assert "hạn 01/03/2024" in office.get(f"/notices/{the_notice().id}").text
    (text,) = told(planned, "planner")
    assert "từ 04/03/2024 sang 01/03/2024" in text


def test_what_moves_otherwise_by_then_is_asked_again(planned: World, sign_in: SignIn) -> None:
    """Who said yes to other moves has not seen these."""
    choosing_open(planned, sign_in)
    admin, path = sign_in("admin"), "/administration/calendar/years/2024"
    swapped = {"note": "Thông báo số 1", "off_1": "2024-03-06", "worked_1": "2024-03-16"}
    asked = admin.post(path, data=swapped | {"seen_moves": "0123456789abcdef"})
    assert asked.status_code == 200
    assert db.session.scalars(select(CalendarYear)).all() == []


def test_another_way_of_counting_is_asked_about(planned: World, sign_in: SignIn) -> None:
    file(planned, sign_in("office"))
    admin, path = sign_in("admin"), "/administration/settings"
    (form,) = (one for one in forms_in(admin.get(path).text, path) if one.action == path)
    asked = form.send(admin, clear_days="y")
    assert "Cách đếm mới làm thay đổi thời hạn" in asked.text
    confirm = next(one for one in forms_in(asked.text, path) if "seen_moves" in one.values)
    assert confirm.send(admin).status_code == 303
    assert told(planned, "office")


def test_who_is_late_by_the_new_day_alone_is_told_so(planned: World, sign_in: SignIn) -> None:
    """Due on 4 March; on the 5th a day of before is made a day off: late no more than before."""
    choosing_open(planned, sign_in)
    with clock.living_on(date(2024, 3, 1)):
        make_off(sign_in)
    with clock.living_on(date(2024, 3, 4)):
        home = sign_in("planner").get("/").text
        assert "Trễ 3 ngày do tính lại hạn (hạn cũ 04/03/2024)" in home
    with clock.living_on(date(2024, 3, 5)):
        home = sign_in("planner").get("/").text
        assert "Trễ 4 ngày" in home
        assert "do tính lại" not in home


def test_a_new_day_that_is_gone_by_blames_nobody_until_the_old_one_is(
    planned: World, sign_in: SignIn
) -> None:
    choosing_open(planned, sign_in)
    with clock.living_on(date(2024, 3, 4)):
        asked = sign_in("admin").post("/administration/calendar/new", data=DAY_OFF)
        assert "Hạn mới đã qua: chỉ tính trễ theo hạn cũ, có ghi chú" in asked.text
        make_off(sign_in)
        home = sign_in("planner").get("/").text
        assert "đã qua khi được tính lại (hạn cũ 04/03/2024)" in home
    with clock.living_on(date(2024, 3, 7)):
        assert "Trễ 3 ngày kể từ hạn cũ 04/03/2024" in sign_in("planner").get("/").text


def test_the_mark_names_the_old_day_that_was_asked_about(planned: World, sign_in: SignIn) -> None:
    """Moved to 1 March, and on that day to the day before: it was held to the 1st."""
    choosing_open(planned, sign_in)
    make_off(sign_in)
    data = DAY_OFF | {"day": "2024-03-07"}
    with clock.living_on(date(2024, 3, 1)):
        admin = sign_in("admin")
        asked = admin.post("/administration/calendar/new", data=data).text.split("<tr>")
        row = next(one for one in asked if "Cán bộ lập kế hoạch" in one)
        assert row.index("01/03/2024") < row.index("29/02/2024")
        assert confirmed(admin, "/administration/calendar/new", data).status_code == 303
        assert "tính lại (hạn cũ 01/03/2024)" in sign_in("planner").get("/").text
        assert "từ 01/03/2024 sang 29/02/2024" in told(planned, "planner")[-1]
    with clock.living_on(date(2024, 3, 2)):
        assert "Trễ 1 ngày kể từ hạn cũ 01/03/2024" in sign_in("planner").get("/").text


def choosing_open(planned: World, sign_in: SignIn) -> None:
    """Let the planner owe the announcement of a meeting on 11 March."""
    file(planned, sign_in("office"))
    (meeting,) = meetings()
    choosing.save_ticks(planned.assignment(), [meeting.id], [])
    choosing.close(
        planned.assignment(), planned.user("planner"), seen=[meeting.id], reason="Chỉ có một"
    )
